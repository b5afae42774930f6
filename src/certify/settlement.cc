#include <algorithm>
#include <iterator>

#include "certify/kinds.h"
#include "certify/settlement_problem.h"
#include "certify/settlement_refuter.h"

namespace entente::certify {
namespace {

// The lines of a refutation, each a clause that follows from the problem and the lines before, up to the line "0".
bool read_refutation(Lines& lines, std::uint32_t variables, Refuter& refuter) {
  Clause clause;
  while (!lines.ended()) {
    if (!lines.literals(variables, clause)) return false;
    if (!refuter.add_if_it_follows(clause)) return lines.fail("this clause does not follow");
    lines.next();
    if (clause.empty()) return true;
  }
  return lines.fail("the refutation does not come to its end");
}

bool refute(Lines& lines, const SettlementProblem& problem, const Numbers& groups) {
  Refuter refuter;
  for (const Clause& clause : problem.always) refuter.add(clause);
  for (const std::uint32_t group : groups) {
    for (const Clause& clause : problem.groups[group]) refuter.add(clause);
  }
  return read_refutation(lines, problem.variables, refuter);
}

Numbers others(const SettlementProblem& problem, const Numbers& groups) {
  Numbers rest;
  for (std::uint32_t group = 1; group < problem.groups.size(); ++group) {
    if (!std::binary_search(groups.begin(), groups.end(), group)) rest.push_back(group);
  }
  return rest;
}

// "KEYWORD 1 4 7" on a line of its own; false where the line does not begin so.
bool read_claim(Lines& lines, const SettlementProblem& problem, std::string_view keyword, Numbers& groups) {
  if (!lines.starts_with(keyword)) return false;
  if (!lines.numbers(static_cast<std::uint32_t>(problem.groups.size()) - 1, groups)) return false;
  lines.next();
  return true;
}

// An assignment in which these positions hold.
bool read_witness(Lines& lines, const SettlementProblem& problem, const Numbers& groups) {
  Assignment assignment;
  if (!problem.read_assignment(lines, assignment)) return false;
  return problem.all_hold(groups, assignment) || lines.fail("the assignment above breaks what it must not");
}

bool read_end(Lines& lines) {
  return lines.take("end") && ((lines.ended() && lines.rest().empty()) || lines.fail("something follows the end"));
}

bool conflict(Lines& lines, std::string& shown) {
  SettlementProblem problem;
  Numbers groups;
  if (!problem.read(lines)) return false;
  if (!read_claim(lines, problem, "conflict", groups)) return lines.fail("the claim must stand here");
  if (!refute(lines, problem, groups)) return false;
  for (const std::uint32_t member : groups) {
    Numbers rest;
    std::copy_if(groups.begin(), groups.end(), std::back_inserter(rest), [&](std::uint32_t g) { return g != member; });
    if (!lines.take("without " + std::to_string(member)) || !read_witness(lines, problem, rest)) return false;
  }
  shown = "these cannot all hold, and each is needed for that: " + problem.shown(groups);
  return read_end(lines);
}

bool concession(Lines& lines, std::string& shown) {
  SettlementProblem problem;
  Numbers groups;
  if (!problem.read(lines)) return false;
  if (!read_claim(lines, problem, "concession", groups)) return lines.fail("the claim must stand here");
  const Numbers kept = others(problem, groups);
  if (!read_witness(lines, problem, kept)) return false;
  for (const std::uint32_t member : groups) {
    Numbers more = kept;
    more.push_back(member);
    if (!lines.take("back " + std::to_string(member)) || !refute(lines, problem, more)) return false;
  }
  shown = "without these the others can hold, and each must go: " + problem.shown(groups);
  return read_end(lines);
}

bool one_within_another(const std::vector<Numbers>& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    for (std::size_t j = 0; j < list.size(); ++j) {
      if (i != j && std::includes(list[i].begin(), list[i].end(), list[j].begin(), list[j].end())) return true;
    }
  }
  return false;
}

// Every set of positions lies above a listed conflict or below the rest of a listed concession, for the clauses that
// say "neither" are refuted. So a minimal set that cannot hold is above a listed one that cannot hold either, and thus
// that one; a maximal set that can hold likewise. And as no listed set lies within another, each is minimal.
bool all_conflicts(Lines& lines, std::string& shown) {
  SettlementProblem problem;
  if (!problem.read(lines)) return false;
  Refuter neither;
  std::vector<Numbers> conflicts;
  std::vector<Numbers> concessions;
  Numbers groups;
  while (read_claim(lines, problem, "conflict", groups)) {
    if (!refute(lines, problem, groups)) return false;
    Clause clause;
    for (const std::uint32_t group : groups) clause.push_back(-static_cast<int>(group));
    neither.add(clause);
    conflicts.push_back(groups);
  }
  while (read_claim(lines, problem, "concession", groups)) {
    if (!read_witness(lines, problem, others(problem, groups))) return false;
    neither.add(Clause(groups.begin(), groups.end()));
    concessions.push_back(groups);
  }
  if (one_within_another(conflicts) || one_within_another(concessions))
    return lines.fail("one set lies within another");
  if (!lines.take("nothing else")) return false;
  if (!read_refutation(lines, static_cast<std::uint32_t>(problem.groups.size()) - 1, neither)) return false;
  shown = "all there are: " + std::to_string(conflicts.size()) + " conflicts and " +
          std::to_string(concessions.size()) + " concessions";
  return read_end(lines);
}

Verdict verdict(std::istream& certificate, const char* kind, bool (*check)(Lines&, std::string&)) {
  Lines lines(certificate, 1);
  std::string shown;
  const bool valid = check(lines, shown);
  return {valid, kind, valid ? shown : lines.failure()};
}

}  // namespace

Verdict check_conflict(std::istream& certificate) { return verdict(certificate, "conflict", conflict); }
Verdict check_concession(std::istream& certificate) { return verdict(certificate, "concession", concession); }
Verdict check_all_conflicts(std::istream& certificate) { return verdict(certificate, "all-conflicts", all_conflicts); }

}  // namespace entente::certify
