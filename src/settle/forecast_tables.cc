// The tables that the forecast reads: issues, power, parameters.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "settle/forecast.h"

namespace entente::settle {
namespace {

struct Row {
  std::size_t line = 0;
  std::vector<std::string> fields;
};

// Tab-separated rows; a field may stand in double quotes. Empty lines and, where `comments`, lines with # are skipped.
std::vector<Row> rows_of(std::string_view text, bool comments) {
  std::vector<Row> rows;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view current = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (current.ends_with('\r')) current.remove_suffix(1);
    if (current.find_first_not_of(" \t") == std::string_view::npos || (comments && current.starts_with('#'))) continue;
    Row row{line, {}};
    for (;;) {
      const std::size_t tab = std::min(current.find('\t'), current.size());
      std::string_view field = current.substr(0, tab);
      if (field.size() > 1 && field.front() == '"' && field.back() == '"') field = field.substr(1, field.size() - 2);
      row.fields.emplace_back(field);
      if (tab == current.size()) break;
      current.remove_prefix(tab + 1);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// A field as a number; not a number where it is none or absent.
double number_in(const Row& row, std::size_t field) {
  return field < row.fields.size() ? number_of(row.fields[field]).value_or(std::nan("")) : std::nan("");
}

std::optional<ActorRole> role_of(std::string_view word) {
  if (word == "member") return ActorRole::member;
  if (word == "proposer") return ActorRole::proposer;
  if (word == "chamber") return ActorRole::chamber;
  return std::nullopt;
}

}  // namespace

Result<std::vector<ActorPower>> read_power_table(std::string_view text, std::string_view file) {
  std::vector<ActorPower> table;
  Diagnostics diagnostics;
  const std::vector<Row> rows = rows_of(text, true);
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto& fields = rows[r].fields;
    const double power = number_in(rows[r], 1);
    const double consulted = number_in(rows[r], 2);
    const auto role = fields.size() > 3 ? role_of(fields[3]) : std::nullopt;
    if (!(power >= 0) || !(consulted >= 0) || !role) {
      diagnostics.push_back(error("power-table", "a line is: code, power, power under consultation, role",
                                  {std::string(file), rows[r].line, 0}));
      continue;
    }
    table.push_back({fields[0], power, consulted, *role});
  }
  if (!diagnostics.empty()) return diagnostics;
  return table;
}

Result<std::vector<ForecastIssue>> read_deu(std::string_view text, std::string_view file,
                                            const std::vector<ActorPower>& power) {
  const std::vector<Row> rows = rows_of(text, false);
  if (rows.empty()) return error("deu-header", "this table is empty", {std::string(file), 1, 0});
  const std::vector<std::string>& head = rows.front().fields;
  std::map<std::string, std::size_t, std::less<>> column;
  for (std::size_t c = 0; c < head.size(); ++c) column.emplace(head[c], c);
  const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
    const auto at = column.find(name);
    return at == column.end() ? std::nullopt : std::optional(at->second);
  };
  struct Actor {
    std::string code;
    std::size_t position, salience;
    ActorPower power;
  };
  std::vector<Actor> actors;
  for (std::size_t c = 0; c < head.size(); ++c) {
    if (head[c].size() < 2 || head[c].front() != 'p') continue;
    const std::string code = head[c].substr(1);
    const auto salience = find("s" + code);
    if (!salience) continue;
    const auto known = std::find_if(power.begin(), power.end(), [&](const ActorPower& p) { return p.code == code; });
    actors.push_back({code, c, *salience, known == power.end() ? ActorPower{code, 1, 1, ActorRole::member} : *known});
  }
  const auto proposal = find("prnr");
  if (!proposal || actors.empty()) {
    return error("deu-header", "the header needs prnr and columns p<code> and s<code> of actors",
                 {std::string(file), 1, 0});
  }
  Diagnostics diagnostics;
  std::vector<ForecastIssue> issues;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto text_at = [&](std::optional<std::size_t> c) {
      return c && *c < rows[r].fields.size() ? std::string_view(rows[r].fields[*c]) : std::string_view();
    };
    const auto number_at = [&](std::optional<std::size_t> c) -> std::optional<double> {
      const std::string_view field = text_at(c);
      if (field.empty()) return std::nullopt;
      const auto number = number_of(field);
      if (!number || *number < 0 || *number > 100) {
        diagnostics.push_back(
            error("deu-number", "\"" + std::string(field) + "\" in column " + head[*c] + " is no number from 0 to 100",
                  {std::string(file), rows[r].line, *c + 1}));
        return std::nullopt;
      }
      return number;
    };
    if (text_at(proposal).empty()) continue;
    ForecastIssue issue;
    issue.proposal = text_at(proposal);
    issue.name = text_at(find("isnr"));
    if (issue.name.empty()) issue.name = std::to_string(issues.size() + 1);
    issue.place = {std::string(file), rows[r].line, 0};
    issue.reference = number_at(find("rp"));
    issue.outcome = number_at(find("out"));
    const bool consulted = text_at(find("proc")) == "CNS";
    std::vector<std::size_t> unsaid;
    double sum = 0;
    for (const Actor& actor : actors) {
      const auto position = number_at(actor.position);
      const auto salience = number_at(actor.salience);
      if (!position) continue;
      if (salience)
        sum += *salience;
      else
        unsaid.push_back(issue.actors.size());
      issue.actors.push_back({actor.code, *position, salience.value_or(0),
                              consulted ? actor.power.consulted_power : actor.power.power, actor.power.role});
    }
    const std::size_t said = issue.actors.size() - unsaid.size();
    for (const std::size_t i : unsaid) issue.actors[i].salience = said > 0 ? sum / static_cast<double>(said) : 50;
    issues.push_back(std::move(issue));
  }
  if (!diagnostics.empty()) return diagnostics;
  if (issues.empty()) return error("deu-header", "this table has no issues", {std::string(file), 1, 0});
  return issues;
}

std::vector<ForecastIssue> forecast_issues_of(const Problem& problem) {
  std::vector<ForecastIssue> issues;
  for (IssueIndex i = 0; i < problem.issues.size(); ++i) {
    const std::size_t options = problem.issues[i].options.size();
    if (options < 2) continue;
    ForecastIssue issue;
    issue.name = problem.issues[i].name;
    issue.proposal = "problem";
    issue.place = problem.issues[i].origin.place;
    for (PartyIndex p = 0; p < problem.parties.size(); ++p) {
      double sum = 0;
      double count = 0;
      double salience = 0;
      const auto add = [&](OptionIndex option) {
        sum += 100.0 * option / static_cast<double>(options - 1);
        count += 1;
      };
      for (const SettlePosition& position : problem.positions) {
        if (position.party != p || position.issue != i) continue;
        std::vector<OptionIndex> wanted = position.demands;
        wanted.insert(wanted.end(), position.accepts.begin(), position.accepts.end());
        if (wanted.empty()) wanted = complement(problem, {i, position.refuses}).options;
        std::for_each(wanted.begin(), wanted.end(), add);
        const double held = position.strength == Strength::red_line ? 95
                            : position.strength == Strength::firm   ? 70
                                                                    : 40;
        salience = std::max(salience, held);
      }
      if (count > 0) issue.actors.push_back({problem.parties[p].name, sum / count, salience, 1, ActorRole::member});
    }
    if (!issue.actors.empty()) issues.push_back(std::move(issue));
  }
  return issues;
}

Result<ForecastParameters> read_parameters(std::string_view text, std::string_view file) {
  ForecastParameters parameters;
  Diagnostics diagnostics;
  for (const Row& row : rows_of(text, true)) {
    const auto wrong = [&] {
      diagnostics.push_back(error("parameters",
                                  "a line is: feature, mean, deviation, weight; or kernel or level and a number",
                                  {std::string(file), row.line, 0}));
    };
    if (row.fields.front() == "feature") continue;
    if (row.fields.size() == 2 && (row.fields[0] == "kernel" || row.fields[0] == "level")) {
      const auto value = number_of(row.fields[1]);
      if (!value || *value <= 0)
        wrong();
      else
        (row.fields[0] == "kernel" ? parameters.kernel : parameters.level) = *value;
      continue;
    }
    const double mean = number_in(row, 1);
    const double deviation = number_in(row, 2);
    const double weight = number_in(row, 3);
    if (row.fields.size() != 4 || std::isnan(mean) || !(deviation > 0) || std::isnan(weight)) {
      wrong();
    } else {
      parameters.features.push_back({row.fields[0], mean, deviation, weight});
    }
  }
  if (parameters.features.empty() && diagnostics.empty()) {
    diagnostics.push_back(error("parameters", "this table has no features", {std::string(file), 1, 0}));
  }
  if (!diagnostics.empty()) return diagnostics;
  return parameters;
}

std::string write_parameters(const ForecastParameters& parameters) {
  std::string text =
      fmt::format("kernel\t{:.6g}\nlevel\t{:.6g}\nfeature\tmean\tdeviation\tweight\n", parameters.kernel, parameters.level);
  for (const auto& feature : parameters.features) {
    text += fmt::format("{}\t{:.6g}\t{:.6g}\t{:.6g}\n", feature.name, feature.mean, feature.deviation, feature.weight);
  }
  return text;
}

}  // namespace entente::settle
