#include "show/forecast.h"

#include <cmath>

#include "show/settle_words.h"
#include "show/table.h"

namespace entente::show {
namespace {

using format::Json;
using settle::Forecast;

// The option nearest to a place on the scale; empty where the issue is none of a problem.
std::string option_at(const settle::Problem& problem, const std::string& issue, double place) {
  const auto found = find_issue(problem, issue);
  if (!found) return {};
  const auto& options = problem.issues[*found].options;
  const double last = static_cast<double>(options.size()) - 1;
  return shown(options[static_cast<std::size_t>(std::lround(place / 100 * last))]);
}

// "|----[==*====]---|": low to high between brackets, the estimate a star, the likely outcome a plus.
std::string scale_of(const Forecast& forecast) {
  constexpr int width = 26;
  std::string line(width + 1, '.');
  const auto at = [](double value) { return static_cast<std::size_t>(std::lround(value / 100 * width)); };
  for (std::size_t i = at(forecast.low); i <= at(forecast.high); ++i) line[i] = '=';
  line[at(forecast.likely)] = '+';
  line[at(forecast.estimate)] = '*';
  return line;
}

}  // namespace

void print_forecast(const std::vector<settle::ForecastIssue>& issues, const std::vector<Forecast>& forecasts,
                    const settle::Problem& problem, OutputFormat format, Console& console) {
  if (format == OutputFormat::json) {
    Json list = Json::array();
    for (const Forecast& forecast : forecasts) {
      Json one = {{"issue", forecast.issue},
                  {"estimate", forecast.estimate},
                  {"likely", forecast.likely},
                  {"low", forecast.low},
                  {"high", forecast.high},
                  {"models",
                   {{"weighted_mean", forecast.mean},
                    {"median_voter", forecast.median},
                    {"challenge", forecast.challenge},
                    {"exchange", forecast.exchange}}}};
      const std::string option = option_at(problem, forecast.issue, forecast.likely);
      if (!option.empty()) one["likely_option"] = option;
      list.push_back(std::move(one));
    }
    console.out << format::dump_json(list) << '\n';
    return;
  }
  const bool of_problem = !problem.issues.empty();
  Table table{{{"issue"}, {"estimate", true, 0}, {"likely", true, 0}, {"80 % from", true, 0}, {"to", true, 0}}, {}};
  if (of_problem) table.columns.push_back({"likely option"});
  if (format == OutputFormat::csv) {
    for (const char* name : {"weighted mean", "median voter", "challenge", "exchange"})
      table.columns.push_back({name, true, 0});
  } else {
    table.columns.push_back({"0 to 100: 80 % =, estimate *, likely +", false, 0});
    table.columns.push_back({"actors", true, 0});
  }
  for (std::size_t i = 0; i < forecasts.size(); ++i) {
    const Forecast& forecast = forecasts[i];
    std::vector<std::string> row = {forecast.issue, number_words(forecast.estimate), number_words(forecast.likely),
                                    number_words(forecast.low), number_words(forecast.high)};
    if (of_problem) row.push_back(option_at(problem, forecast.issue, forecast.likely));
    if (format == OutputFormat::csv) {
      for (const double model : {forecast.mean, forecast.median, forecast.challenge, forecast.exchange}) {
        row.push_back(number_words(model));
      }
    } else {
      row.push_back(scale_of(forecast));
      row.push_back(std::to_string(issues[i].actors.size()));
    }
    table.rows.push_back(std::move(row));
  }
  if (format == OutputFormat::csv)
    print_csv(table, console.out);
  else
    print_terminal(table, console);
}

}  // namespace entente::show
