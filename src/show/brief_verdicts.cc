#include "show/brief_verdicts.h"

#include <algorithm>

#include <fmt/format.h>

#include "show/brief.h"
#include "show/picture.h"

namespace entente::show {
namespace {

using verify::Facts;
using verify::TermVerdict;

constexpr std::size_t most_lines = 60;  // of one tree

struct Look {
  std::string_view style, sign;
};
Look look_of(TermVerdict verdict) {
  switch (verdict) {
    case TermVerdict::kept:
      return {"for", "✓"};
    case TermVerdict::breached:
      return {"against", "✗"};
    case TermVerdict::open:
      return {"neither", "…"};
    default:
      return {"unsure", "?"};
  }
}

// Cells are HTML already; the first of a row names it.
std::string table_html(std::string_view caption, const std::vector<std::string>& head,
                       const std::vector<std::vector<std::string>>& rows) {
  std::string out = fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"{0}\"><table><caption>{0}</caption><thead><tr>",
      caption);
  for (const std::string& name : head) out += "<th scope=\"col\">" + name + "</th>";
  out += "</tr></thead><tbody>\n";
  for (const auto& row : rows) {
    out += "<tr><th scope=\"row\">" + row[0] + "</th>";
    for (std::size_t i = 1; i < row.size(); ++i)
      out += row[i].rfind("<td", 0) == 0 ? row[i] : "<td>" + row[i] + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string standard_head(const verify::Standard& standard) {
  const std::string words = standard_words(standard);  // "on the monitors' word"
  return escaped(words.rfind("on ", 0) == 0 ? words.substr(3) : words);
}

std::string term_id(std::size_t term) { return fmt::format("term-{}", term + 1); }

std::string verdict_table(const Facts& facts, const verify::Assessment& assessment,
                          const std::vector<bool>& explained) {
  const verify::Agreement& agreement = facts.agreement();
  std::vector<std::string> head = {"Term"};
  for (const verify::Standard& s : assessment.standards) head.push_back(standard_head(s));
  std::vector<std::vector<std::string>> rows;
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    const std::string name = escaped(agreement.terms[t].name);
    rows.push_back({explained[t] ? fmt::format("<a href=\"#{}\">{}</a>", term_id(t), name) : name});
    for (std::size_t s = 0; s < assessment.standards.size(); ++s) {
      const verify::TermResult& result = assessment.results[s][t];
      const Look look = look_of(result.verdict);
      std::string cell = fmt::format("<td class=\"{}\"><span class=\"act\">{} {}</span>", look.style, look.sign,
                                     to_string(result.verdict));
      if (const verify::Breach* first = result.first_breach())
        cell +=
            fmt::format("<span class=\"small\">since {}{}</span>", verify::time_words(first->when.from, agreement.zone),
                        first->party.empty() ? "" : ", by " + escaped(first->party));
      rows.back().push_back(cell + "</td>");
    }
  }
  return table_html("Each term by whose word is taken; a term that is not kept on every word opens its reasons.", head,
                    rows);
}

// A line and what it rests on, as lists in lists.
void tree_html(const verify::Reason& reason, std::size_t& lines, std::string& out) {
  if (++lines > most_lines) return;
  out += "<li>" + escaped(reason.words);
  if (!reason.because.empty()) {
    out += "<ul>";
    for (const verify::Reason& r : reason.because) tree_html(r, lines, out);
    out += "</ul>";
  }
  out += "</li>\n";
}

// The words of a term, and a tree for each verdict; standards with the same tree are named together.
std::string reasons_html(const Facts& facts, const verify::Assessment& assessment,
                         const std::vector<VerdictReason>& reasons, std::size_t term) {
  std::vector<std::pair<std::string, std::string>> trees;  // the tree, and on whose word
  for (const VerdictReason& r : reasons) {
    if (r.term != term) continue;
    std::string tree;
    std::size_t lines = 0;
    for (const verify::Reason& line : r.explanation.tree.because) tree_html(line, lines, tree);
    if (lines > most_lines) tree += fmt::format("<li>and {} lines more.</li>", lines - most_lines);
    const std::string words =
        std::string(look_of(r.explanation.verdict).sign) + ' ' + std::string(to_string(r.explanation.verdict)) + ' ';
    const std::string whose = escaped(standard_words(assessment.standards[r.standard]));
    const auto same = std::find_if(trees.begin(), trees.end(), [&](const auto& known) {
      return known.first == tree && known.second.rfind(words, 0) == 0;
    });
    if (same == trees.end())
      trees.emplace_back(tree, words + whose);
    else
      same->second += "; " + whose;
  }
  if (trees.empty()) return "";
  const verify::AgreedTerm& agreed = facts.agreement().terms[term];
  std::string out =
      fmt::format("<article id=\"{}\" tabindex=\"-1\"><h3>{}</h3><p>{}</p><p class=\"soft\">{}.</p>\n", term_id(term),
                  escaped(agreed.name), escaped(agreed.text), escaped(summary_words(assessment, term)));
  for (const auto& [tree, whose] : trees)
    out += "<details><summary>" + whose + "</summary><ul class=\"why\">" + tree + "</ul></details>\n";
  return out + "</article>\n";
}

std::string compliance_table(const verify::Agreement& agreement, const verify::Compliance& compliance) {
  std::vector<std::vector<std::string>> rows;
  for (const verify::ComplianceRow& row : compliance.rows) {
    const std::string_view trend = row.trend > 0.05 ? "worse" : row.trend < -0.05 ? "better" : "steady";
    rows.push_back({escaped(agreement.terms[row.term].name), row.party.empty() ? "not known" : escaped(row.party),
                    std::to_string(row.breaches), std::to_string(row.possible), fmt::format("{} d", row.longest_streak),
                    fmt::format("{} d", row.present_streak), std::string(trend)});
  }
  return table_html("Breaches, and days in a row without one",
                    {"Term", "Party", "breaches", "possible", "longest streak", "present streak", "trend"}, rows);
}

std::string guarantee_table(const Facts& facts, const std::vector<verify::GuaranteeState>& states) {
  std::vector<std::vector<std::string>> rows;
  const int zone = facts.agreement().zone;
  for (const verify::GuaranteeState& s : states) {
    const verify::Guarantee& g = facts.agreement().guarantees[s.guarantee];
    const bool pulled = s.kind != verify::GuaranteeState::Kind::not_triggered;
    std::string vetoes;
    for (const std::string& v : g.vetoes) vetoes += (vetoes.empty() ? "" : ", ") + escaped(v);
    std::string due;
    if (pulled)
      due = s.due_until == verify::never ? "from " + verify::time_words(s.due_from, zone)
                                         : "until " + verify::time_words(s.due_until, zone);
    rows.push_back({escaped(g.name), std::string(to_string(s.kind)),
                    escaped(g.guarantor + (g.beneficiary.empty() ? "" : " to " + g.beneficiary) + ": " + g.obligation),
                    due, escaped(s.because), vetoes});
  }
  return table_html("Guarantees, and what is due now", {"Guarantee", "state", "owes", "due", "because", "may block it"},
                    rows);
}

}  // namespace

std::string verdicts_html(const Facts& facts, const verify::Assessment& assessment,
                          const std::vector<VerdictReason>& reasons, const verify::Compliance& compliance,
                          const std::vector<verify::GuaranteeState>& guarantees) {
  const verify::Agreement& agreement = facts.agreement();
  std::vector<bool> explained(agreement.terms.size(), false);
  for (const VerdictReason& r : reasons) explained[r.term] = true;
  std::string out = fmt::format("<p class=\"facts\">{}, as of {}: {} incidents, {} reports.</p>\n",
                                escaped(agreement.name), verify::time_words(assessment.as_of, agreement.zone),
                                facts.set().incidents.size(), facts.set().reports.size());
  out += verdict_table(facts, assessment, explained);
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) out += reasons_html(facts, assessment, reasons, t);
  if (!compliance.rows.empty()) {
    out += picture(compliance_svg(agreement, compliance, assessment.standards[0]),
                   "Terms by days: kept, breached, undetermined; the table below has the counts");
    out += compliance_table(agreement, compliance);
  }
  if (!guarantees.empty()) out += guarantee_table(facts, guarantees);
  return out;
}

}  // namespace entente::show
