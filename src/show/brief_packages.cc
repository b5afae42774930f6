#include <algorithm>

#include <fmt/format.h>

#include "show/brief_settlement.h"
#include "show/frontier_svg.h"
#include "show/picture.h"
#include "show/settle_words.h"
#include "show/solution_points.h"

namespace entente::show {
namespace {

using settle::PackagesAnswer;
using settle::Problem;

std::string head_of(const Problem& problem, const PackagesAnswer& answer) {
  std::string out = "<p>";
  if (answer.frontier.size() == 1)
    out += "One package is at least as good for everyone as any other";
  else
    out += fmt::format("{}{} packages are not worse for everyone than another",
                       answer.frontier.factor() > 1 ? "At least " : "", answer.frontier.size());
  out += answer.any_acceptable ? "." : "; none reaches every reservation value.";
  if (!answer.frontier.complete())
    out += " Time ran out: some are missing.";
  else if (answer.frontier.factor() > 1)
    out += fmt::format(
        " There were too many to hold: for each there is a listed one that gives everybody at least 1/{:.4g} "
        "of it.",
        answer.frontier.factor());
  if (problem.utilities_from.empty())
    out += " Nobody’s preferences are known.";
  else if (problem.utilities_from != "numbers")
    out += " Utilities are made from " + escaped(problem.utilities_from) + ": a rough guide, not what anybody said.";
  return out + "</p>\n";
}

// Issues down, named points across; what they give each party below.
std::string points_table(const Problem& problem, const PackagesAnswer& answer) {
  const std::vector<SolutionMark> marks = solution_marks(answer);
  if (marks.empty()) return "";
  std::vector<settle::ValuedPackage> valued;
  for (const SolutionMark& mark : marks) valued.push_back(answer.at(mark.point));
  std::string out =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Packages\"><table><caption>The packages that "
      "stand out. Nash: the largest product of gains; Kalai-Smorodinsky: the largest least share of what each could "
      "gain; "
      "egalitarian: the largest least gain; utilitarian: the largest sum.</caption><thead><tr><th "
      "scope=\"col\">Issue</th>";
  for (const SolutionMark& mark : marks) out += "<th scope=\"col\">" + escaped(joined(mark.names, ", ")) + "</th>";
  out += "</tr></thead><tbody>\n";
  for (std::size_t issue = 0; issue < problem.issues.size(); ++issue) {
    const bool matters =
        answer.parties.empty() || std::any_of(answer.table.value[issue].begin(), answer.table.value[issue].end(),
                                              [](auto value) { return value != 0; });
    out += "<tr><th scope=\"row\">" + escaped(shown(problem.issues[issue])) + "</th>";
    for (const settle::ValuedPackage& package : valued) {
      out += matters ? "<td>" + escaped(shown(problem.issues[issue].options[package.package[issue]])) + "</td>"
                     : "<td class=\"none\">either way</td>";
    }
    out += "</tr>\n";
  }
  for (std::size_t entry = 0; entry < answer.parties.size(); ++entry) {
    out += "<tr><th scope=\"row\">" + escaped(entry_name(problem, answer, entry)) + " gets</th>";
    for (const settle::ValuedPackage& package : valued)
      out += "<td>" + number_words(package.utilities[entry]) + "</td>";
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace

std::string packages_html(const Problem& problem, const PackagesAnswer& answer) {
  if (answer.frontier.size() == 0) {
    return answer.frontier.complete()
               ? "<p>No package keeps every red line and every constraint: there is no deal as the parties stand. <a "
                 "href=\"#conflicts\">What excludes what</a> names the least that would have to be given up.</p>\n"
               : "<p>Time ran out before a package was found.</p>\n";
  }
  std::string out = head_of(problem, answer) + points_table(problem, answer);
  if (answer.parties.size() > 1 && answer.frontier.size() > 1)
    out += wide_picture(frontier_svg(problem, answer), "The packages not worse for everyone than another");
  return out;
}

}  // namespace entente::show
