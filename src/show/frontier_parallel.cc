#include "show/frontier_parallel.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "show/settle_words.h"
#include "show/solution_points.h"
#include "show/svg_text.h"

namespace entente::show {

const std::string_view frontier_style = R"(<style>
text { font: 12px system-ui, sans-serif; fill: #333 }
.title { font-size: 16px; font-weight: 600 } .note { fill: #666 } .tick { fill: #666; font-size: 11px }
.label { font-weight: 600 } .name, .halo { font-weight: 600; fill: #7a2e00 } .halo { stroke: #fff; stroke-width: 3px }
.grid { stroke: #e6e6e6 } .axis { fill: none; stroke: #888 } .reservation { stroke: #a33; stroke-dasharray: 5 4 }
.point { fill: #2f6db3; fill-opacity: .75 } .below { fill: #b9c3cf } .leader { stroke: #c96a2c }
.pick { fill: none; stroke: #c2500f; stroke-width: 2.2 } .page { fill: #fff }
.package { fill: none; stroke: #2f6db3; stroke-opacity: .35 } .package.below { stroke: #b9c3cf }
.s0, .s1, .s2, .s3 { fill: none; stroke-width: 3 }
.s0 { stroke: #c2500f } .s1 { stroke: #17603d } .s2 { stroke: #7a3fb0 } .s3 { stroke: #1a1a1a }
@media (prefers-color-scheme: dark) {
text { fill: #ddd } .note, .tick { fill: #aaa } .grid { stroke: #333 } .axis { stroke: #777 } .page { fill: #161a1f }
.point { fill: #7db2ee } .below { fill: #4a545f } .name, .halo { fill: #ffb27a } .halo { stroke: #161a1f } .pick, .leader { stroke: #ff9a4d }
.package { stroke: #7db2ee } .package.below { stroke: #4a545f }
.s0 { stroke: #ff9a4d } .s1 { stroke: #6fcf97 } .s2 { stroke: #c39bf0 } .s3 { stroke: #eee }
}
</style>
)";

std::string frontier_note(const settle::Problem& problem, const settle::PackagesAnswer& answer) {
  std::string note = answer.frontier.size() == 0
                         ? std::string("no package keeps every red line and every constraint")
                         : fmt::format("{} {} not worse for everyone than another", answer.frontier.size(),
                                       answer.frontier.size() == 1 ? "package" : "packages");
  if (answer.frontier.factor() > 1) note += fmt::format(" (thinned, factor {:.4g})", answer.frontier.factor());
  if (!problem.utilities_from.empty()) note += "; utilities from " + problem.utilities_from;
  return note;
}

namespace {

using settle::PackagesAnswer;
using settle::Problem;

constexpr double left = 60;
constexpr double top = 128;
constexpr double bottom = 400;
constexpr double least_width = 720;
constexpr double least_gap = 84;  // between axes
constexpr double most_gap = 160;
constexpr std::size_t most_lines = 300;

class Parallel {
 public:
  Parallel(const Problem& problem, const PackagesAnswer& answer)
      : problem_(problem), answer_(answer), entries_(answer.parties.size()) {
    const double between = static_cast<double>(std::max<std::size_t>(entries_, 2) - 1);
    gap_ = std::max({least_gap, (least_width - 2 * left) / between, std::min(most_gap, 8.0 * longest_word() + 8)});
    width_ = 2 * left + gap_ * between;
    for (std::size_t entry = 0; entry < entries_; ++entry) {
      low_.push_back(value(entry, 0));
      high_.push_back(value(entry, 0));
      for (std::size_t point = 0; point < answer.frontier.size(); ++point) {
        low_.back() = std::min(low_.back(), value(entry, point));
        high_.back() = std::max(high_.back(), value(entry, point));
      }
    }
  }

  std::string draw() {
    const std::vector<SolutionMark> marks = solution_marks(answer_);
    const double height = bottom + 62 + 20 * static_cast<double>(marks.size());
    const std::string title = problem_.title.empty() ? "What all could sign" : problem_.title;
    out_ = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
        "height=\"{1:.0f}\" role=\"img\">\n<title>{2}</title>\n{3}<rect class=\"page\" width=\"{0:.0f}\" "
        "height=\"{1:.0f}\"/>\n",
        width_, height, svg_escaped(title), frontier_style);
    text(20, 28, "start", "title", title);
    text(20, 48, "start", "note", frontier_note(problem_, answer_));
    text(20, 66, "start", "note",
         "Each line is a package; each axis runs from the least to the most that the party gets. Dashed: reservation "
         "value.");
    const std::size_t stride = answer_.frontier.size() / most_lines + 1;
    for (std::size_t point = 0; point < answer_.frontier.size(); point += stride)
      line(point, is_acceptable(answer_.table, answer_.frontier, point) ? "package" : "package below", 0);
    for (std::size_t entry = 0; entry < entries_; ++entry) axis(entry);
    for (std::size_t i = 0; i < marks.size(); ++i) {
      // A little apart, so that lines that go together stay visible.
      const double shift = 2.5 * (static_cast<double>(i) - static_cast<double>(marks.size() - 1) / 2);
      line(marks[i].point, fmt::format("s{}", i), shift);
      const double y = bottom + 56 + 20 * static_cast<double>(i);
      out_ += fmt::format("<path class=\"s{0}\" d=\"M{1} {2:.1f}h28\"/>\n", i, 20, y - 4);
      text(56, y, "start", "label", joined(marks[i].names, " and "));
    }
    return out_ + "</svg>\n";
  }

 private:
  // Of the parties' names, in bytes.
  double longest_word() const {
    std::size_t longest = 0;
    for (std::size_t entry = 0; entry < entries_; ++entry) {
      const std::string name = entry_name(problem_, answer_, entry);
      for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find(' ', at), name.size());
        longest = std::max(longest, end - at);
        at = end + 1;
      }
    }
    return static_cast<double>(longest);
  }

  double value(std::size_t entry, std::size_t point) const {
    return answer_.table.utility(entry, answer_.frontier.sum(point, entry));
  }
  double x(std::size_t entry) const { return left + gap_ * static_cast<double>(entry); }
  double y(std::size_t entry, double value) const {
    const double share = high_[entry] > low_[entry] ? (value - low_[entry]) / (high_[entry] - low_[entry]) : 1;
    return bottom - share * (bottom - top);
  }

  void text(double x, double y, std::string_view anchor, std::string_view kind, std::string_view words) {
    out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" class=\"{}\">{}</text>\n", x, y, anchor,
                        kind, svg_escaped(words));
  }

  void line(std::size_t point, std::string_view kind, double shift) {
    out_ += fmt::format("<path class=\"{}\" d=\"", kind);
    for (std::size_t entry = 0; entry < entries_; ++entry) {
      out_ += fmt::format("{}{:.1f} {:.1f}", entry == 0 ? "M" : "L", x(entry), y(entry, value(entry, point)) + shift);
    }
    out_ += fmt::format("\"><title>{}</title></path>\n",
                        svg_escaped(package_words(problem_, answer_.frontier.package(point))));
  }

  void axis(std::size_t entry) {
    out_ += fmt::format("<path class=\"axis\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n", x(entry), top, bottom);
    text(x(entry), top - 8, "middle", "tick", number_words(high_[entry]));
    text(x(entry), bottom + 16, "middle", "tick", number_words(low_[entry]));
    const auto words = wrapped_lines(entry_name(problem_, answer_, entry), static_cast<int>(gap_ / 8), 2);
    for (std::size_t i = 0; i < words.size(); ++i) {
      text(x(entry), top - 24 - 14 * static_cast<double>(words.size() - 1 - i), "middle", "label", words[i]);
    }
    if (!answer_.table.least_acceptable[entry]) return;
    const double reservation = answer_.table.reservation[entry];
    if (reservation < low_[entry] || reservation > high_[entry]) return;
    out_ +=
        fmt::format("<path class=\"reservation\" d=\"M{:.1f} {:.1f}h24\"/>\n", x(entry) - 12, y(entry, reservation));
  }

  const Problem& problem_;
  const PackagesAnswer& answer_;
  std::size_t entries_;
  double gap_;
  double width_;
  std::vector<double> low_;  // per entry
  std::vector<double> high_;
  std::string out_;
};

}  // namespace

std::string parallel_svg(const Problem& problem, const PackagesAnswer& answer) {
  return Parallel(problem, answer).draw();
}

}  // namespace entente::show
