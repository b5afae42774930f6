#include "app/forecast.h"

#include <filesystem>

#include "app/input_file.h"
#include "app/problem_file.h"
#include "show/forecast.h"
#include "show/forecast_svg.h"
#include "text/data_file.h"

namespace entente::app {
namespace {

// A table whose header names proposals and positions, in whatever order.
bool looks_like_deu(std::string_view text) {
  const std::string_view head = text.substr(0, text.find('\n'));
  return head.find('\t') != std::string_view::npos && head.find("prnr") != std::string_view::npos;
}

std::string_view built_in(std::string_view name) { return text::data_file(name).value_or(""); }

}  // namespace

Result<settle::ForecastParameters> forecast_parameters(const std::string& path) {
  if (path.empty()) return settle::read_parameters(built_in("forecast/deu.tsv"), "forecast/deu.tsv");
  const auto given = read_input_file(path);
  if (!given) return given.diagnostics();
  return settle::read_parameters(*given, path);
}

Status forecast(const ForecastRequest& request, show::Console& console) {
  const std::string& path = request.path;
  const auto parameters = forecast_parameters(request.parameters);
  if (!parameters) return parameters.diagnostics();

  settle::Problem problem;
  std::vector<settle::ForecastIssue> issues;
  Diagnostics notes;
  std::error_code failed;
  const bool folder = std::filesystem::is_directory(path, failed);
  const auto text = folder ? Result<std::string>(std::string()) : read_input_file(path);
  if (!text) return text.diagnostics();
  if (looks_like_deu(*text)) {
    const auto power = settle::read_power_table(built_in("forecast/power.tsv"), "forecast/power.tsv");
    if (!power) return power.diagnostics();
    auto read = settle::read_deu(*text, path, *power);
    if (!read) return read.diagnostics();
    issues = std::move(read).value();
  } else {
    auto read = path == "-" ? settle::read_problem(*text, path) : load_problem(path);
    if (!read) return read.diagnostics();
    notes = read.diagnostics();
    problem = std::move(read).value();
    issues = settle::forecast_issues_of(problem);
    if (issues.empty())
      return error("forecast-empty", "nobody has a position on an issue with two options or more", {path, 0, 0});
  }
  const std::vector<settle::Forecast> forecasts = settle::forecast(issues, *parameters);
  show::print_forecast(issues, forecasts, problem, request.format, console);
  if (!request.svg.empty()) {
    const Status written = write_output_file(request.svg, show::forecast_svg(problem, issues, forecasts));
    if (!written) return written;
  }
  return {Nothing{}, std::move(notes)};
}

}  // namespace entente::app
