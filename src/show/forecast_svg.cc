#include "show/forecast_svg.h"

#include <algorithm>

#include <fmt/format.h>

#include "show/svg_text.h"

namespace entente::show {
namespace {

constexpr std::size_t most_rows = 60;
constexpr double width = 860;
constexpr double scale_left = 300;
constexpr double scale_width = 520;
constexpr double head = 90;
constexpr double row_height = 62;

constexpr std::string_view style = R"(<style>
 text { font: 13px system-ui, "Helvetica Neue", Arial, sans-serif; fill: #1c2733; }
 .title { font-size: 18px; font-weight: 600; }
 .small { font-size: 11px; fill: #5b6875; }
 .scale { stroke: #b4bec8; stroke-width: 1; }
 .range { fill: #cfe0f3; stroke: #6f97c4; stroke-width: 1; }
 .actor { fill: #5b6875; fill-opacity: .55; }
 .estimate { stroke: #1565c0; stroke-width: 3; }
 .likely { fill: #c2500f; }
</style>
)";

double x_of(double place) { return scale_left + std::clamp(place, 0.0, 100.0) / 100 * scale_width; }

std::string row_svg(const settle::Problem& problem, const settle::ForecastIssue& issue,
                    const settle::Forecast& forecast, double y) {
  std::string out;
  const auto found = find_issue(problem, forecast.issue);
  const auto names = wrapped_lines(found ? shown(problem.issues[*found]) : forecast.issue, 36, 2);
  for (std::size_t i = 0; i < names.size(); ++i) {
    out += fmt::format("<text x=\"24\" y=\"{:.1f}\">{}</text>\n", y + 4 + 16 * static_cast<double>(i),
                       svg_escaped(names[i]));
  }
  out += fmt::format("<path class=\"scale\" d=\"M{:.1f} {:.1f}h{:.1f}\"/>\n", scale_left, y, scale_width);
  out += fmt::format(
      "<rect class=\"range\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"14\" rx=\"3\"><title>{:.0f} to "
      "{:.0f}</title></rect>\n",
      x_of(forecast.low), y - 7, x_of(forecast.high) - x_of(forecast.low), forecast.low, forecast.high);
  for (const settle::ForecastActor& actor : issue.actors) {
    out += fmt::format("<circle class=\"actor\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\"><title>{}</title></circle>\n",
                       x_of(actor.position), y + 14, svg_escaped(actor.name));
  }
  out += fmt::format("<path class=\"estimate\" d=\"M{:.1f} {:.1f}v20\"/>\n", x_of(forecast.estimate), y - 10);
  out += fmt::format("<path class=\"likely\" d=\"M{:.1f} {:.1f}l6 -9h-12z\"/>\n", x_of(forecast.likely), y - 9);
  const std::string first = found ? shown(problem.issues[*found].options.front()) : "0";
  const std::string last = found ? shown(problem.issues[*found].options.back()) : "100";
  for (const auto& [x, anchor, words] :
       {std::tuple{scale_left, "start", first}, {scale_left + scale_width, "end", last}}) {
    const auto line = wrapped_lines(words, 40, 1);
    if (line.empty()) continue;
    out += fmt::format("<text class=\"small\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y + 30,
                       anchor, svg_escaped(line[0]));
  }
  return out;
}

}  // namespace

std::string forecast_svg(const settle::Problem& problem, const std::vector<settle::ForecastIssue>& issues,
                         const std::vector<settle::Forecast>& forecasts) {
  const std::size_t rows = std::min(most_rows, forecasts.size());
  const double height = head + row_height * static_cast<double>(rows) + 24;
  const std::string title =
      problem.title.empty() ? "What will likely come of it" : problem.title + ": what will likely come of it";
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
      "role=\"img\">\n<title>{2}</title>\n{3}<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"#ffffff\"/>\n"
      "<text class=\"title\" x=\"24\" y=\"32\">{2}</text>\n<text class=\"small\" x=\"24\" y=\"52\">bar: held four of "
      "five outcomes elsewhere · line: the estimate of least expected error · mark: the single most likely "
      "outcome</text>\n<text class=\"small\" x=\"24\" y=\"68\">dots: where the parties stand{4}</text>\n",
      width, height, svg_escaped(title), style,
      rows < forecasts.size() ? fmt::format(" · the first {} of {} issues", rows, forecasts.size()) : "");
  for (std::size_t i = 0; i < rows; ++i)
    out += row_svg(problem, issues[i], forecasts[i], head + 22 + row_height * static_cast<double>(i));
  return out + "</svg>\n";
}

}  // namespace entente::show
