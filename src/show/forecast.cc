#include "show/forecast.h"

#include <cmath>

#include "show/settle_words.h"
#include "show/table.h"

namespace entente::show {
namespace {

using format::Json;
using settle::Forecast;

// "|----[==*====]---|": low to high between brackets, the estimate a star, the likely outcome a plus.
std::string scale_of(const Forecast& forecast) {
  constexpr int width = 20;
  std::string line(width + 1, '.');
  const auto at = [](double value) { return static_cast<std::size_t>(std::lround(value / 100 * width)); };
  for (std::size_t i = at(forecast.low); i <= at(forecast.high); ++i) line[i] = '=';
  line[at(forecast.likely)] = '+';
  line[at(forecast.estimate)] = '*';
  return line;
}

}  // namespace

std::string option_at(const settle::Problem& problem, const std::string& issue, double place) {
  const auto found = find_issue(problem, issue);
  if (!found) return {};
  const auto& options = problem.issues[*found].options;
  const double last = static_cast<double>(options.size()) - 1;
  return shown(options[static_cast<std::size_t>(std::lround(place / 100 * last))]);
}

Json forecast_json(const std::vector<settle::ForecastIssue>& issues, const std::vector<Forecast>& forecasts,
                   const settle::Problem& problem) {
  Json list = Json::array();
  for (std::size_t i = 0; i < forecasts.size(); ++i) {
    const Forecast& forecast = forecasts[i];
    Json one = {{"issue", forecast.issue},
                {"estimate", forecast.estimate},
                {"likely", forecast.likely},
                {"low", forecast.low},
                {"high", forecast.high},
                {"actors", issues[i].actors.size()},
                {"models",
                 {{"weighted_mean", forecast.mean},
                  {"median_voter", forecast.median},
                  {"challenge", forecast.challenge},
                  {"exchange", forecast.exchange}}}};
    const std::string option = option_at(problem, forecast.issue, forecast.likely);
    if (!option.empty()) one["likely_option"] = option;
    list.push_back(std::move(one));
  }
  return list;
}

void print_forecast(const std::vector<settle::ForecastIssue>& issues, const std::vector<Forecast>& forecasts,
                    const settle::Problem& problem, OutputFormat format, Console& console) {
  if (format == OutputFormat::json) {
    console.out << format::dump_json(forecast_json(issues, forecasts, problem)) << '\n';
    return;
  }
  const bool of_problem = !problem.issues.empty();
  const bool csv = format == OutputFormat::csv;
  Table table{{{"issue", false, 3}, {"estimate", true, 0}, {"likely", true, 0}}, {}};
  if (csv) table.columns.insert(table.columns.end(), {{"80 % from", true, 0}, {"to", true, 0}});
  if (!csv) table.columns.push_back({"80 %", true, 0});
  if (of_problem) table.columns.push_back({"likely option", false, 3});
  if (csv) {
    for (const char* name : {"weighted mean", "median voter", "challenge", "exchange"})
      table.columns.push_back({name, true, 0});
  } else {
    table.columns.push_back({"0 to 100", false, 0});
    table.columns.push_back({"actors", true, 0});
  }
  for (std::size_t i = 0; i < forecasts.size(); ++i) {
    const Forecast& forecast = forecasts[i];
    std::vector<std::string> row = {forecast.issue, number_words(forecast.estimate), number_words(forecast.likely)};
    if (csv) {
      row.insert(row.end(), {number_words(forecast.low), number_words(forecast.high)});
    } else {
      row.push_back(number_words(forecast.low) + " to " + number_words(forecast.high));
    }
    if (of_problem) row.push_back(option_at(problem, forecast.issue, forecast.likely));
    if (csv) {
      for (const double model : {forecast.mean, forecast.median, forecast.challenge, forecast.exchange}) {
        row.push_back(number_words(model));
      }
    } else {
      row.push_back(scale_of(forecast));
      row.push_back(std::to_string(issues[i].actors.size()));
    }
    table.rows.push_back(std::move(row));
  }
  if (csv) {
    print_csv(table, console.out);
    return;
  }
  print_terminal(table, console);
  console.out << "=: held four of five outcomes elsewhere; *: the estimate of least expected error; +: the single most "
                 "likely.\n";
  if (of_problem) {
    console.out
        << "The options of an issue in their order are a scale from 0 to 100. With one actor the row says where "
           "that\nparty stands; it is no forecast.\n";
  }
}

}  // namespace entente::show
