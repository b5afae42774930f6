#include "show/sequence_svg.h"

#include <algorithm>
#include <cmath>
#include <deque>

#include <fmt/format.h>

#include "show/sequence_layout.h"
#include "show/settle_words.h"
#include "show/svg_text.h"

namespace entente::show {
namespace {

using settle::Problem;
using settle::Sequence;
using settle::StepIndex;

constexpr std::size_t most_steps = 240;
constexpr double node_width = 196;
constexpr double node_height = 66;
constexpr double column = 276;  // from layer to layer
constexpr double line = 92;     // from row to row
constexpr double margin = 40;
constexpr double head = 96;
constexpr double radius = 8;  // of corners
constexpr int text_columns = 27;

constexpr std::string_view style = R"(<style>
 text { font: 13px system-ui, "Helvetica Neue", Arial, sans-serif; fill: #1c2733; }
 .title { font-size: 18px; font-weight: 600; }
 .small { font-size: 11px; fill: #5b6875; }
 .step { fill: #ffffff; stroke: #8a97a5; stroke-width: 1.2; }
 .done { fill: #e9edf1; stroke: #b4bec8; }
 .now { fill: #e3f4e6; stroke: #2e7d32; stroke-width: 1.6; }
 .blocked { fill: #faf6ee; stroke: #b08a3c; stroke-dasharray: 5 3; }
 .deadlock { fill: #fdeaea; stroke: #c62828; stroke-width: 2.2; }
 .wait { fill: none; stroke: #8a97a5; stroke-width: 1.3; }
 .or { stroke-dasharray: 5 4; }
 .critical { stroke: #1565c0; stroke-width: 2.2; }
 .circle { stroke: #c62828; stroke-width: 2.2; }
 .together { fill: none; stroke: #6a4fb3; stroke-width: 1.4; stroke-dasharray: 2 3; }
</style>
)";

class Picture {
 public:
  Picture(const Problem& problem, const Sequence& sequence) : problem_(problem), sequence_(sequence) {
    const std::size_t size = problem.steps.size();
    time_.assign(size, nullptr);
    deadlock_.assign(size, 0);
    for (const settle::StepTime& time : sequence.schedule) time_[time.step] = &time;
    for (std::size_t i = sequence.deadlocks.size(); i-- > 0;) {
      for (const StepIndex step : sequence.deadlocks[i].steps) deadlock_[step] = i + 1;
    }
    can_start_.assign(size, 0);
    for (const StepIndex step : sequence.can_start) can_start_[step] = 1;
    choose_steps();
    place();
  }

  std::string draw() {
    std::string body;
    for (std::size_t i = 0; i < steps_.size(); ++i) body += arrows_into(i);
    for (std::size_t i = 0; i < steps_.size(); ++i) body += ties_of(i);
    for (std::size_t i = 0; i < steps_.size(); ++i) body += box(i);
    const std::string notes = notes_below();
    const double width = this->width();
    const double height = bottom_ + static_cast<double>(note_lines_) * 20 + 24;
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
        "{1:.0f}\" "
        "role=\"img\">\n",
        width, height);
    out += fmt::format("<title>{}</title>\n", svg_escaped(title()));
    out += style;
    out += "<defs>";
    for (const auto& [name, colour] : {std::pair("grey", "#8a97a5"), {"blue", "#1565c0"}, {"red", "#c62828"}}) {
      out += fmt::format(
          "<marker id=\"{}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" "
          "markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0 L10 5 L0 10 z\" fill=\"{}\"/></marker>",
          name, colour);
    }
    out += "</defs>\n";
    out += fmt::format("<rect width=\"{:.0f}\" height=\"{:.0f}\" fill=\"#ffffff\"/>\n", width, height);
    out += fmt::format("<text class=\"title\" x=\"{}\" y=\"36\">{}</text>\n", margin, svg_escaped(title()));
    out += fmt::format("<text class=\"small\" x=\"{}\" y=\"58\">{}</text>\n", margin, svg_escaped(subtitle()));
    return out + body + notes + "</svg>\n";
  }

 private:
  std::string title() const {
    return problem_.title.empty() ? "What waits for what" : problem_.title + ": what waits for what";
  }

  std::string subtitle() const {
    std::string words =
        fmt::format("{} steps, {} can start now, {} can be carried out{}, {} never", problem_.steps.size(),
                    sequence_.can_start.size(), sequence_.schedule.size(),
                    timed() ? " in " + number_words(sequence_.days) + " days" : "", sequence_.blocked.size());
    if (steps_.size() < problem_.steps.size()) words += fmt::format("; {} of them drawn", steps_.size());
    return words;
  }

  double width() const { return std::max(720.0, margin * 2 + static_cast<double>(layers_ - 1) * column + node_width); }

  // Of what there is in the picture.
  std::string legend_words() const {
    std::string words;
    const auto add = [&](bool there, const char* meaning) {
      if (there) words += (words.empty() ? "" : " · ") + std::string(meaning);
    };
    const auto any = [&](const auto& is) { return std::any_of(steps_.begin(), steps_.end(), is); };
    const auto step = [&](StepIndex index) -> const settle::Step& { return problem_.steps[index]; };
    add(any([&](StepIndex s) { return can_start_[s] != 0 && !step(s).done; }), "green: can start now");
    add(any([&](StepIndex s) { return step(s).done; }), "grey: done");
    add(any([&](StepIndex s) { return time_[s] == nullptr && !step(s).done && deadlock_[s] == 0; }),
        "dashed box: never, as things stand");
    add(!sequence_.deadlocks.empty(), "red: deadlock");
    add(sequence_.critical_path.size() > 1, "blue: critical path");
    add(any([&](StepIndex s) {
          return std::any_of(step(s).waits.begin(), step(s).waits.end(),
                             [](const settle::Wait& wait) { return wait.any_of.size() > 1; });
        }),
        "dashed arrow: one of several is enough");
    add(any([&](StepIndex s) { return !step(s).together.empty(); }), "dotted line: at the same moment");
    return words;
  }

  // Whether anything takes time: a dossier rarely says how long.
  bool timed() const { return sequence_.days > 0; }

  // Deadlocks first, then the critical path, then what is next to those, then the rest, as far as there is room.
  void choose_steps() {
    std::vector<char> in(problem_.steps.size(), 0);
    const auto take = [&](StepIndex step) {
      if (in[step] || steps_.size() == most_steps) return;
      in[step] = 1;
      steps_.push_back(step);
    };
    for (const settle::Deadlock& deadlock : sequence_.deadlocks)
      std::for_each(deadlock.steps.begin(), deadlock.steps.end(), take);
    std::for_each(sequence_.critical_path.begin(), sequence_.critical_path.end(), take);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      for (const settle::Wait& wait : problem_.steps[steps_[i]].waits)
        std::for_each(wait.any_of.begin(), wait.any_of.end(), take);
    }
    for (StepIndex step = 0; step < problem_.steps.size(); ++step) take(step);
    std::sort(steps_.begin(), steps_.end());
    node_of_.assign(problem_.steps.size(), SIZE_MAX);
    for (std::size_t i = 0; i < steps_.size(); ++i) node_of_[steps_[i]] = i;
  }

  void place() {
    std::vector<std::vector<std::size_t>> targets(steps_.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      for (const settle::Wait& wait : problem_.steps[steps_[i]].waits) {
        for (const StepIndex other : wait.any_of) {
          if (node_of_[other] != SIZE_MAX && node_of_[other] != i) targets[node_of_[other]].push_back(i);
        }
      }
    }
    nodes_ = layered(targets);
    std::vector<std::size_t> count;
    for (const LayeredNode& node : nodes_) {
      count.resize(std::max(count.size(), node.layer + 1));
      count[node.layer] = std::max(count[node.layer], node.row + 1);
    }
    layers_ = std::max<std::size_t>(1, count.size());
    const std::size_t rows = count.empty() ? 1 : *std::max_element(count.begin(), count.end());
    for (const LayeredNode& node : nodes_) {
      const std::size_t empty_above = (rows - count[node.layer]) / 2;  // rows keep to one grid
      const double indent = static_cast<double>(empty_above) * line;
      x_.push_back(margin + static_cast<double>(node.layer) * column);
      y_.push_back(head + indent + static_cast<double>(node.row) * line);
    }
    bottom_ = head + static_cast<double>(rows) * line + 20;
  }

  std::string box(std::size_t node) const {
    const StepIndex index = steps_[node];
    const settle::Step& step = problem_.steps[index];
    const char* kind = step.done                 ? "step done"
                       : deadlock_[index] > 0    ? "step deadlock"
                       : can_start_[index] != 0  ? "step now"
                       : time_[index] == nullptr ? "step blocked"
                                                 : "step";
    std::string out = fmt::format(
        "<g><title>{}</title><rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{}\" rx=\"8\"/>\n",
        svg_escaped(shown(step)), kind, x_[node], y_[node], node_width, node_height);
    double y = y_[node] + 20;
    for (const std::string& words : wrapped_lines(shown(step), text_columns, 2)) {
      out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x_[node] + 10, y, svg_escaped(words));
      y += 16;
    }
    std::string below;
    const auto add = [&](const std::string& words) { below += (below.empty() ? "" : " · ") + words; };
    if (deadlock_[index] > 0) add(fmt::format("deadlock {}", deadlock_[index]));
    if (step.done) add("done");
    if (time_[index] != nullptr && timed()) {
      add(fmt::format("day {} to {}", number_words(time_[index]->start), number_words(time_[index]->finish)));
    }
    if (step.party) add(shown(problem_.parties[*step.party]));
    const auto lines = wrapped_lines(below, 31, 1);
    if (!lines.empty()) {
      out += fmt::format("<text class=\"small\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x_[node] + 10,
                         y_[node] + node_height - 8, svg_escaped(lines[0]));
    }
    return out + "</g>\n";
  }

  bool in_same_deadlock(StepIndex step, StepIndex other, std::size_t wait) const {
    for (const settle::Deadlock& deadlock : sequence_.deadlocks) {
      for (const settle::WaitOf& which : deadlock.waits) {
        if (which.step == step && which.wait == wait &&
            std::binary_search(deadlock.steps.begin(), deadlock.steps.end(), other)) {
          return true;
        }
      }
    }
    return false;
  }

  bool is_critical(StepIndex from, StepIndex to) const {
    const auto& path = sequence_.critical_path;
    const auto at = std::find(path.begin(), path.end(), from);
    return at != path.end() && at + 1 != path.end() && *(at + 1) == to;
  }

  std::string arrows_into(std::size_t node) {
    std::string out;
    const settle::Step& step = problem_.steps[steps_[node]];
    for (std::size_t w = 0; w < step.waits.size(); ++w) {
      for (const StepIndex other : step.waits[w].any_of) {
        const std::size_t from = node_of_[other];
        if (from == SIZE_MAX || from == node) continue;
        const bool circle = in_same_deadlock(steps_[node], other, w);
        const bool critical = !circle && is_critical(other, steps_[node]);
        out += fmt::format("<path class=\"wait{}{}\" marker-end=\"url(#{})\" d=\"{}\"/>\n",
                           step.waits[w].any_of.size() > 1 ? " or" : "",
                           circle     ? " circle"
                           : critical ? " critical"
                                      : "",
                           circle     ? "red"
                           : critical ? "blue"
                                      : "grey",
                           curve(from, node));
      }
    }
    return out;
  }

  // To the next layer from side to side. Otherwise through the gaps between layers and between rows, which are free of
  // boxes: out on the right, along the nearest gap between rows, in on the left; each such arrow a little beside the
  // one before.
  std::string curve(std::size_t from, std::size_t to) {
    const double x1 = x_[from] + node_width;
    const double x2 = x_[to];
    const double y1 = y_[from] + node_height / 2;
    const double y2 = y_[to] + node_height / 2;
    if (nodes_[to].layer == nodes_[from].layer + 1) {
      const double bend = (x2 - x1) / 2;
      return fmt::format("M{:.1f} {:.1f} C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", x1, y1, x1 + bend, y1, x2 - bend,
                         y2, x2, y2);
    }
    const double shift = static_cast<double>(routed_ % 5) - 2;
    const double gutter = 16 + 5 * static_cast<double>(routed_ % 6);
    ++routed_;
    const double gap = (line - node_height) / 2;
    const bool above = y2 < y1 || (y1 == y2 && nodes_[to].layer < nodes_[from].layer);
    const double lane = (above ? y_[from] - gap : y_[from] + node_height + gap) + 4 * shift;
    return rounded(
        {{x1, y1}, {x1 + gutter, y1}, {x1 + gutter, lane}, {x2 - gutter, lane}, {x2 - gutter, y2}, {x2, y2}});
  }

  struct Point {
    double x;
    double y;
  };

  // Straight lines with rounded corners.
  static std::string rounded(const std::vector<Point>& points) {
    const auto towards = [](const Point& a, const Point& b) {
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      const double part = length == 0 ? 0 : std::min(radius, length / 2) / length;
      return Point{a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
    };
    std::string path = fmt::format("M{:.1f} {:.1f}", points.front().x, points.front().y);
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
      const Point in = towards(points[i], points[i - 1]);
      const Point out = towards(points[i], points[i + 1]);
      path += fmt::format(" L{:.1f} {:.1f} Q{:.1f} {:.1f} {:.1f} {:.1f}", in.x, in.y, points[i].x, points[i].y, out.x,
                          out.y);
    }
    return path + fmt::format(" L{:.1f} {:.1f}", points.back().x, points.back().y);
  }

  std::string ties_of(std::size_t node) const {
    std::string out;
    for (const StepIndex other : problem_.steps[steps_[node]].together) {
      const std::size_t to = node_of_[other];
      if (to == SIZE_MAX || to == node) continue;
      out += fmt::format("<path class=\"together\" d=\"M{:.1f} {:.1f} L{:.1f} {:.1f}\"/>\n", x_[node] + node_width / 2,
                         y_[node] + node_height / 2, x_[to] + node_width / 2, y_[to] + node_height / 2);
    }
    return out;
  }

  std::string names(const std::vector<StepIndex>& steps) const {
    std::string words;
    for (std::size_t i = 0; i < steps.size() && i < 8; ++i) {
      if (i > 0) words += i + 1 == steps.size() ? " and " : ", ";
      words += "“" + shown(problem_.steps[steps[i]]) + "”";
    }
    if (steps.size() > 8) words += fmt::format(" and {} more", steps.size() - 8);
    return words;
  }

  std::string notes_below() {
    std::string out;
    const auto note = [&](const std::string& words) {
      for (const std::string& part : wrapped_lines(words, 104, 4)) {
        out += fmt::format("<text x=\"{}\" y=\"{:.1f}\">{}</text>\n", margin,
                           bottom_ + 20 * static_cast<double>(note_lines_++), svg_escaped(part));
      }
    };
    constexpr std::size_t most_notes = 6;
    for (std::size_t i = 0; i < std::min(most_notes, sequence_.deadlocks.size()); ++i) {
      const auto& swaps = sequence_.deadlocks[i].swaps;
      note(fmt::format("Deadlock {}: {}{}", i + 1, names(sequence_.deadlocks[i].steps),
                       swaps.empty() ? "." : "; it breaks if " + names(swaps[0]) + " happen at one moment."));
    }
    for (const std::string& legend : wrapped_lines(legend_words(), static_cast<int>((width() - 2 * margin) / 7), 4)) {
      out += fmt::format("<text class=\"small\" x=\"{}\" y=\"{:.1f}\">{}</text>\n", margin,
                         bottom_ + 20 * static_cast<double>(note_lines_++), svg_escaped(legend));
    }
    return out;
  }

  const Problem& problem_;
  const Sequence& sequence_;
  std::vector<const settle::StepTime*> time_;  // by step
  std::vector<std::size_t> deadlock_;          // by step: the number of its first deadlock, or 0
  std::vector<char> can_start_;
  std::vector<StepIndex> steps_;      // that are drawn
  std::vector<std::size_t> node_of_;  // by step; SIZE_MAX where it is not drawn
  std::vector<LayeredNode> nodes_;
  std::vector<double> x_;
  std::vector<double> y_;
  std::size_t layers_ = 1;
  std::size_t routed_ = 0;
  std::size_t note_lines_ = 0;
  double bottom_ = 0;
};

}  // namespace

std::string sequence_svg(const Problem& problem, const Sequence& sequence) { return Picture(problem, sequence).draw(); }

}  // namespace entente::show
