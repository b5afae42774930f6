#include "show/frontier_svg.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "show/frontier_parallel.h"
#include "show/settle_words.h"
#include "show/solution_points.h"
#include "show/svg_text.h"

namespace entente::show {
namespace {

using settle::PackagesAnswer;
using settle::Problem;

constexpr double panel_width = 520;
constexpr double panel_height = 440;
constexpr double left = 72;
constexpr double right = 24;
constexpr double top = 56;
constexpr double bottom = 62;
constexpr std::size_t most_points = 4000;
constexpr std::size_t most_parties_in_panels = 4;

// An axis from a round number to a round number with four to eight ticks.
struct Axis {
  double low = 0;
  double high = 1;
  double step = 0.2;

  static Axis over(double from, double to) {
    if (!(to > from)) {
      from -= 0.5;
      to += 0.5;
    }
    const double margin = (to - from) * 0.06;
    from -= margin;
    to += margin;
    const double raw = (to - from) / 5;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    const double digit = raw / power;
    return {from, to, power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10)};
  }

  double share(double value) const { return (value - low) / (high - low); }
};

struct Box {
  double x, y, width, height;
  bool overlaps(const Box& other) const {
    return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
  }
};

class Panel {
 public:
  Panel(const Problem& problem, const PackagesAnswer& answer, std::size_t a, std::size_t b, double x, double y)
      : problem_(problem), answer_(answer), a_(a), b_(b), x_(x), y_(y) {}

  std::string draw() {
    choose_axes();
    out_ = fmt::format("<g transform=\"translate({:.0f} {:.0f})\">\n", x_, y_);
    draw_axes();
    draw_reservations();
    draw_points();
    draw_marks();
    return out_ + "</g>\n";
  }

 private:
  double value(std::size_t entry, std::size_t point) const {
    return answer_.table.utility(entry, answer_.frontier.sum(point, entry));
  }
  double px(double value) const { return left + x_axis_.share(value) * (panel_width - left - right); }
  double py(double value) const { return panel_height - bottom - y_axis_.share(value) * (panel_height - top - bottom); }

  std::string name(std::size_t entry) const { return svg_escaped(entry_name(problem_, answer_, entry)); }

  bool has_reservation(std::size_t entry) const { return answer_.table.least_acceptable[entry].has_value(); }

  void choose_axes() {
    const auto axis = [&](std::size_t entry) {
      double low = value(entry, 0);
      double high = low;
      for (std::size_t i = 0; i < answer_.frontier.size(); ++i) {
        low = std::min(low, value(entry, i));
        high = std::max(high, value(entry, i));
      }
      if (has_reservation(entry)) {
        low = std::min(low, answer_.table.reservation[entry]);
        high = std::max(high, answer_.table.reservation[entry]);
      }
      return Axis::over(low, high);
    };
    x_axis_ = axis(a_);
    y_axis_ = axis(b_);
  }

  void text(double x, double y, std::string_view anchor, std::string_view style, std::string_view words) {
    out_ += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" class=\"{}\">{}</text>\n", x, y, anchor,
                        style, words);
  }

  void draw_axes() {
    const double floor = panel_height - bottom;
    for (double tick = std::ceil(x_axis_.low / x_axis_.step) * x_axis_.step; tick <= x_axis_.high;
         tick += x_axis_.step) {
      out_ += fmt::format("<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>\n",
                          px(tick), top, floor);
      text(px(tick), floor + 18, "middle", "tick", number_words(tick));
    }
    for (double tick = std::ceil(y_axis_.low / y_axis_.step) * y_axis_.step; tick <= y_axis_.high;
         tick += y_axis_.step) {
      out_ += fmt::format("<line class=\"grid\" x1=\"{1:.1f}\" x2=\"{2:.1f}\" y1=\"{0:.1f}\" y2=\"{0:.1f}\"/>\n",
                          py(tick), left, panel_width - right);
      text(left - 8, py(tick) + 4, "end", "tick", number_words(tick));
    }
    out_ += fmt::format("<path class=\"axis\" d=\"M{0:.1f} {1:.1f}V{2:.1f}H{3:.1f}\"/>\n", left, top, floor,
                        panel_width - right);
    text((left + panel_width - right) / 2, panel_height - 18, "middle", "label", name(a_) + " →");
    text(left - 52, top - 16, "start", "label", "↑ " + name(b_));
  }

  void draw_reservations() {
    if (has_reservation(a_)) {
      const double x = px(answer_.table.reservation[a_]);
      out_ += fmt::format("<line class=\"reservation\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>\n",
                          x, top, panel_height - bottom);
    }
    if (has_reservation(b_)) {
      const double y = py(answer_.table.reservation[b_]);
      out_ += fmt::format("<line class=\"reservation\" x1=\"{1:.1f}\" x2=\"{2:.1f}\" y1=\"{0:.1f}\" y2=\"{0:.1f}\"/>\n",
                          y, left, panel_width - right);
    }
  }

  void draw_points() {
    const std::size_t size = answer_.frontier.size();
    const std::size_t stride = size / most_points + 1;
    const double radius = size > 400 ? 1.6 : size > 60 ? 2.4 : 3.6;
    const bool titled = size <= 400;
    for (std::size_t i = 0; i < size; i += stride) {
      const double x = px(value(a_, i));
      const double y = py(value(b_, i));
      const bool acceptable = is_acceptable(answer_.table, answer_.frontier, i);
      out_ += fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"",
                          acceptable ? "point" : "point below", x, y, radius);
      if (titled)
        out_ += fmt::format("><title>{}</title></circle>\n",
                            svg_escaped(package_words(problem_, answer_.frontier.package(i))));
      else
        out_ += "/>\n";
      if (titled) taken_.push_back({x - radius, y - radius, 2 * radius, 2 * radius});
    }
  }

  // Where words of that size cover the fewest points and no other name; nothing where they do not fit at all.
  std::optional<Box> place_near(double x, double y, double width, double height) const {
    std::optional<Box> best;
    double least = 0;
    for (const double distance : {14.0, 30.0, 52.0, 80.0}) {
      for (int k = 0; k < 12; ++k) {
        const double angle = 0.52359877559 * k + 0.3;
        const double cx = x + distance * std::cos(angle);
        const double cy = y + distance * std::sin(angle);
        const Box box{std::cos(angle) >= 0 ? cx : cx - width, std::sin(angle) >= 0 ? cy - 6 : cy - height + 6, width,
                      height};
        if (box.x < left || box.x + width > panel_width - 4 || box.y < 4 || box.y + height > panel_height - bottom)
          continue;
        double cost = distance / 8;
        for (const Box& other : names_) cost += box.overlaps(other) ? 1000 : 0;
        for (const Box& other : taken_) cost += box.overlaps(other) ? 3 : 0;
        if (!best || cost < least) {
          least = cost;
          best = box;
        }
      }
    }
    return best;
  }

  void draw_marks() {
    constexpr double line_height = 15;
    for (const SolutionMark& mark : solution_marks(answer_)) {
      const double x = px(value(a_, mark.point));
      const double y = py(value(b_, mark.point));
      std::string all;
      std::size_t longest = 0;
      for (const std::string& one : mark.names) {
        all += (all.empty() ? "" : ", ") + one;
        longest = std::max(longest, one.size());
      }
      out_ += fmt::format(
          "<circle class=\"pick\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"6.5\"><title>{}: {}</title></circle>\n", x, y,
          svg_escaped(all), svg_escaped(package_words(problem_, answer_.frontier.package(mark.point))));
      const auto box =
          place_near(x, y, 7.0 * static_cast<double>(longest), line_height * static_cast<double>(mark.names.size()));
      if (!box) continue;
      names_.push_back(*box);
      const bool to_right = box->x >= x;
      const double end_x = to_right ? box->x - 2 : box->x + box->width + 2;
      const double end_y = std::clamp(y, box->y + 8, box->y + box->height - 7);
      if (std::hypot(end_x - x, end_y - y) > 12) {
        out_ += fmt::format("<line class=\"leader\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", x, y,
                            end_x, end_y);
      }
      // Twice: first as a halo, since not every reader of SVG knows paint-order.
      for (const std::string_view kind : {"halo", "name"}) {
        for (std::size_t line = 0; line < mark.names.size(); ++line) {
          text(to_right ? box->x : box->x + box->width, box->y + 12 + line_height * static_cast<double>(line),
               to_right ? "start" : "end", kind, svg_escaped(mark.names[line]));
        }
      }
    }
  }

  const Problem& problem_;
  const PackagesAnswer& answer_;
  std::size_t a_;
  std::size_t b_;
  double x_;
  double y_;
  Axis x_axis_;
  Axis y_axis_;
  std::vector<Box> taken_;  // by points
  std::vector<Box> names_;  // by names
  std::string out_;
};

}  // namespace

std::string frontier_svg(const Problem& problem, const PackagesAnswer& answer) {
  if (answer.parties.size() > most_parties_in_panels && answer.frontier.size() > 0)
    return parallel_svg(problem, answer);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t a = 0; a < answer.parties.size(); ++a) {
    for (std::size_t b = a + 1; b < answer.parties.size(); ++b) pairs.emplace_back(a, b);
  }
  if (answer.frontier.size() == 0) pairs.clear();
  const std::size_t columns = pairs.size() <= 1 ? 1 : pairs.size() <= 4 ? 2 : 3;
  const std::size_t rows = (std::max<std::size_t>(pairs.size(), 1) + columns - 1) / columns;
  const double head = 64;
  const double width = panel_width * static_cast<double>(columns);
  const double height = head + (pairs.empty() ? 30 : panel_height * static_cast<double>(rows));
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
      "role=\"img\">\n"
      "<title>{2}</title>\n{3}<rect class=\"page\" width=\"{0:.0f}\" height=\"{1:.0f}\"/>\n",
      width, height, svg_escaped(problem.title.empty() ? "Packages" : problem.title), frontier_style);
  svg += fmt::format("<text x=\"20\" y=\"28\" class=\"title\">{}</text>\n",
                     svg_escaped(problem.title.empty() ? "What all could sign" : problem.title));
  svg += fmt::format("<text x=\"20\" y=\"48\" class=\"note\">{}</text>\n", svg_escaped(frontier_note(problem, answer)));
  const auto& least = answer.table.least_acceptable;
  if (std::any_of(least.begin(), least.end(), [](const auto& sum) { return sum.has_value(); }))
    svg += "<text x=\"20\" y=\"66\" class=\"note\">dashed: reservation values; pale: below one</text>\n";
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    const std::size_t row = k / columns;
    svg += Panel(problem, answer, pairs[k].first, pairs[k].second, panel_width * static_cast<double>(k % columns),
                 head + panel_height * static_cast<double>(row))
               .draw();
  }
  return svg + "</svg>\n";
}

}  // namespace entente::show
