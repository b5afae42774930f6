#include "show/verdicts.h"

#include <fmt/format.h>

#include "show/table.h"

namespace entente::show {
namespace {

using format::Json;
using verify::Facts;

std::string standard_column(const verify::Standard& s) {
  switch (s.kind) {
    case verify::Standard::Kind::everybody:
      return "everybody";
    case verify::Standard::Kind::monitors:
      return "monitors";
    case verify::Standard::Kind::witnesses:
      return std::to_string(s.least) + " witnesses";
    case verify::Standard::Kind::undisputed:
      return "undisputed";
    default:
      return s.party;
  }
}

std::string utc(verify::Instant instant) {
  std::string words = verify::time_words(instant, 0);
  if (words.size() > 10 && words[10] == ' ') words[10] = 'T';
  return words;
}

Json ids(const Facts& facts, const std::vector<std::uint32_t>& list) {
  Json out = Json::array();
  for (const std::uint32_t i : list) out.push_back(facts.set().names[facts.set().incidents[i].id]);
  return out;
}

Json reason_json(const Facts& facts, const verify::Reason& reason) {
  Json out = {{"words", reason.words}};
  if (!reason.incidents.empty()) out["incidents"] = ids(facts, reason.incidents);
  if (!reason.because.empty()) {
    out["because"] = Json::array();
    for (const verify::Reason& r : reason.because) out["because"].push_back(reason_json(facts, r));
  }
  return out;
}

Json state_json(const Facts& facts, const verify::GuaranteeState& s) {
  const verify::Guarantee& g = facts.agreement().guarantees[s.guarantee];
  Json out = {{"guarantee", g.name},
              {"guarantor", g.guarantor},
              {"beneficiary", g.beneficiary},
              {"obligation", g.obligation},
              {"state", std::string(to_string(s.kind))},
              {"standard", to_string(s.standard)},
              {"vetoes", g.vetoes},
              {"form", g.form}};
  if (s.kind != verify::GuaranteeState::Kind::not_triggered) {
    out["because"] = s.because;
    out["incidents"] = ids(facts, s.incidents);
    out["since"] = utc(s.since);
    out["due_from"] = utc(s.due_from);
    out["due_until"] = s.due_until == verify::never ? Json() : Json(utc(s.due_until));
  }
  return out;
}

Table guarantee_table(const Facts& facts, const std::vector<verify::GuaranteeState>& states) {
  Table table;
  table.columns = {{"guarantee", false, 3}, {"state", false, 0},   {"owes", false, 4},
                   {"due", false, 3},       {"because", false, 4}, {"may block it", false, 2}};
  const int zone = facts.agreement().zone;
  for (const verify::GuaranteeState& s : states) {
    const verify::Guarantee& g = facts.agreement().guarantees[s.guarantee];
    const bool pulled = s.kind != verify::GuaranteeState::Kind::not_triggered;
    std::string vetoes;
    for (const std::string& v : g.vetoes) vetoes += (vetoes.empty() ? "" : ", ") + v;
    const std::string due = !pulled                        ? ""
                            : s.due_until == verify::never ? "from " + verify::time_words(s.due_from, zone)
                                                           : "until " + verify::time_words(s.due_until, zone);
    table.rows.push_back({g.name, std::string(to_string(s.kind)),
                          g.guarantor + (g.beneficiary.empty() ? "" : " to " + g.beneficiary) + ": " + g.obligation,
                          due, s.because, vetoes});
  }
  return table;
}

// Standards under which a term has the same reasons are named together.
void print_reasons(const verify::Assessment& assessment, const std::vector<VerdictReason>& reasons,
                   const Console& console) {
  auto body = [](const VerdictReason& r) {
    std::string text;
    for (const verify::Reason& line : r.explanation.tree.because) text += verify::to_text(line, 1);
    return text;
  };
  std::vector<bool> told(reasons.size(), false);
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (told[i]) continue;
    const std::string same = body(reasons[i]);
    std::string others;
    for (std::size_t j = i + 1; j < reasons.size(); ++j) {
      if (reasons[j].term != reasons[i].term || reasons[j].explanation.verdict != reasons[i].explanation.verdict ||
          body(reasons[j]) != same)
        continue;
      told[j] = true;
      others +=
          (others.empty() ? "  the same " : ", ") + verify::standard_words(assessment.standards[reasons[j].standard]);
    }
    console.out << '\n'
                << bold(console, reasons[i].explanation.tree.words) << '\n'
                << (others.empty() ? "" : others + '\n') << same;
  }
}

std::string trend_words(double trend) { return trend > 0.05 ? "worse" : trend < -0.05 ? "better" : "steady"; }

}  // namespace

Json verdicts_json(const Facts& facts, const verify::Assessment& assessment, const std::vector<VerdictReason>& reasons,
                   const verify::Compliance& compliance) {
  const verify::Agreement& agreement = facts.agreement();
  Json out = {{"agreement", agreement.name},
              {"as_of", utc(assessment.as_of)},
              {"incidents", facts.set().incidents.size()},
              {"reports", facts.set().reports.size()}};
  out["terms"] = Json::array();
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    Json term = {{"term", agreement.terms[t].name},
                 {"text", agreement.terms[t].text},
                 {"summary", summary_words(assessment, t)}};
    term["verdicts"] = Json::array();
    for (std::size_t s = 0; s < assessment.standards.size(); ++s) {
      const verify::TermResult& r = assessment.results[s][t];
      Json v = {{"standard", to_string(assessment.standards[s])},
                {"verdict", std::string(to_string(r.verdict))},
                {"final", r.final}};
      if (const verify::Breach* b = r.first_breach()) {
        v["since"] = utc(b->when.from);
        v["party"] = b->party;
        v["incidents"] = ids(facts, b->incidents);
      }
      Json missing = Json::array();
      for (const verify::RuleResult& rule : r.rules) {
        if (rule.verdict != verify::TermVerdict::undetermined) continue;
        for (const verify::MissingReport& m : rule.missing)
          missing.push_back(
              {{"incident", facts.set().names[facts.set().incidents[m.incident].id]}, {"words", m.words}});
      }
      if (!missing.empty()) v["missing"] = std::move(missing);
      term["verdicts"].push_back(std::move(v));
    }
    out["terms"].push_back(std::move(term));
  }
  out["compliance"] = Json::array();
  for (const verify::ComplianceRow& row : compliance.rows) {
    out["compliance"].push_back({{"term", agreement.terms[row.term].name},
                                 {"party", row.party},
                                 {"breaches", row.breaches},
                                 {"possible", row.possible},
                                 {"longest_streak_days", row.longest_streak},
                                 {"present_streak_days", row.present_streak},
                                 {"trend", row.trend}});
  }
  if (!reasons.empty()) out["explanations"] = Json::array();
  for (const VerdictReason& r : reasons) {
    out["explanations"].push_back({{"term", agreement.terms[r.term].name},
                                   {"standard", to_string(assessment.standards[r.standard])},
                                   {"verdict", std::string(to_string(r.explanation.verdict))},
                                   {"cited", ids(facts, r.explanation.cited)},
                                   {"tree", reason_json(facts, r.explanation.tree)}});
  }
  return out;
}

void print_verdicts(const Facts& facts, const verify::Assessment& assessment, const std::vector<VerdictReason>& reasons,
                    const verify::Compliance& compliance, const std::vector<verify::GuaranteeState>& guarantees,
                    OutputFormat format, const Console& console) {
  const verify::Agreement& agreement = facts.agreement();
  if (format == OutputFormat::json) {
    Json out = verdicts_json(facts, assessment, reasons, compliance);
    out["guarantees"] = Json::array();
    for (const auto& s : guarantees) out["guarantees"].push_back(state_json(facts, s));
    console.out << format::dump_json(out, 2) << '\n';
    return;
  }
  Table table;
  table.columns = {{"term"}};
  for (const verify::Standard& s : assessment.standards) table.columns.push_back({standard_column(s)});
  const bool in_words = format == OutputFormat::csv && assessment.standards.size() > 1;
  if (in_words) table.columns.push_back({"in words"});
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    std::vector<std::string> row = {agreement.terms[t].name};
    for (std::size_t s = 0; s < assessment.standards.size(); ++s)
      row.emplace_back(to_string(assessment.results[s][t].verdict));
    if (in_words) row.push_back(summary_words(assessment, t));
    table.rows.push_back(std::move(row));
  }
  if (format == OutputFormat::csv) return print_csv(table, console.out);
  console.out << bold(console, agreement.name) << ", as of " << verify::time_words(assessment.as_of, agreement.zone)
              << ": " << facts.set().incidents.size() << " incidents, " << facts.set().reports.size() << " reports\n\n";
  print_terminal(table, console);
  console.out << '\n';
  for (std::size_t t = 0; t < agreement.terms.size(); ++t)
    console.out << agreement.terms[t].name << ": " << summary_words(assessment, t) << '\n';
  print_reasons(assessment, reasons, console);
  if (!compliance.rows.empty()) {
    console.out << "\nCompliance " << standard_words(assessment.standards[0]) << '\n';
    Table days;
    days.columns = {
        {"term"}, {"party"}, {"breaches", true}, {"possible", true}, {"longest streak", true}, {"present streak", true},
        {"trend"}};
    for (const verify::ComplianceRow& row : compliance.rows) {
      days.rows.push_back({agreement.terms[row.term].name, row.party.empty() ? "not known" : row.party,
                           std::to_string(row.breaches), std::to_string(row.possible),
                           fmt::format("{} d", row.longest_streak), fmt::format("{} d", row.present_streak),
                           trend_words(row.trend)});
    }
    print_terminal(days, console);
  }
  if (!guarantees.empty()) {
    console.out << "\nGuarantees\n";
    print_terminal(guarantee_table(facts, guarantees), console);
  }
}

void print_guarantees(const Facts& facts, verify::Instant as_of, const std::vector<verify::GuaranteeState>& states,
                      const std::vector<verify::GuaranteeFlaw>& flaws, OutputFormat format, const Console& console) {
  const verify::Agreement& agreement = facts.agreement();
  if (format == OutputFormat::json) {
    Json out = {{"agreement", agreement.name}, {"guarantees", Json::array()}, {"flaws", Json::array()}};
    if (!states.empty()) out["as_of"] = utc(as_of);
    for (const auto& s : states) out["guarantees"].push_back(state_json(facts, s));
    for (const auto& f : flaws) {
      Json names = Json::array();
      for (const std::size_t g : f.guarantees) names.push_back(agreement.guarantees[g].name);
      out["flaws"].push_back({{"kind", std::string(to_string(f.kind))}, {"words", f.words}, {"guarantees", names}});
    }
    console.out << format::dump_json(out, 2) << '\n';
    return;
  }
  Table flaw_table;
  flaw_table.columns = {{"flaw"}, {"in words", false, 4}};
  for (const auto& f : flaws) flaw_table.rows.push_back({std::string(to_string(f.kind)), f.words});
  if (format == OutputFormat::csv)
    return print_csv(states.empty() ? flaw_table : guarantee_table(facts, states), console.out);
  if (!states.empty()) {
    console.out << bold(console, agreement.name) << ", as of " << verify::time_words(as_of, agreement.zone) << "\n\n";
    print_terminal(guarantee_table(facts, states), console);
    console.out << '\n';
  }
  print_terminal(flaw_table, console);
}

}  // namespace entente::show
