#include <fmt/format.h>

#include "show/brief_settlement.h"
#include "show/forecast.h"
#include "show/forecast_svg.h"
#include "show/picture.h"
#include "show/settle_words.h"

namespace entente::show {

std::string forecast_html(const settle::Problem& problem, const std::vector<settle::ForecastIssue>& issues,
                          const std::vector<settle::Forecast>& forecasts) {
  // Where one party alone has taken a side there is nothing to forecast from.
  std::vector<settle::ForecastIssue> contested;
  std::vector<settle::Forecast> kept;
  std::vector<std::string> alone;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (issues[i].actors.size() < 2) {
      alone.push_back(issues[i].name);
      continue;
    }
    contested.push_back(issues[i]);
    kept.push_back(forecasts[i]);
  }
  std::string out;
  if (!kept.empty()) {
    out +=
        "<p>From where the parties stand and how strongly, by models fitted on decisions of the European Union: a "
        "guide to where such talks tend to end, not to what these parties intend.</p>\n";
    out += wide_picture(forecast_svg(problem, contested, kept), "Forecast of each issue as an interval");
    out +=
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Forecast\"><table><thead><tr><th "
        "scope=\"col\">Issue</th><th scope=\"col\">Most likely</th><th scope=\"col\">Four of five times "
        "between</th><th "
        "scope=\"col\">Parties that took a side</th></tr></thead><tbody>\n";
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const std::string low = option_at(problem, kept[i].issue, kept[i].low);
      const std::string high = option_at(problem, kept[i].issue, kept[i].high);
      out +=
          fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n", escaped(kept[i].issue),
                      escaped(option_at(problem, kept[i].issue, kept[i].likely)),
                      low == high ? escaped(low) : escaped(low) + " and " + escaped(high), contested[i].actors.size());
    }
    out += "</tbody></table></div>\n";
  }
  if (!alone.empty()) {
    out += "<p class=\"soft\">One party alone has taken a side on " + escaped(joined(alone, " and ", 8)) +
           ": no forecast.</p>\n";
  }
  return out;
}

}  // namespace entente::show
