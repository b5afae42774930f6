#include "settle/certificates.h"

#include <algorithm>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "certify/certify.h"
#include "oracle/conflicts_by_force.h"
#include "settle/conflicts_problem.h"

namespace entente::settle {
namespace {

certify::Verdict checked(const std::string& certificate) {
  std::istringstream in(certificate);
  return certify::check(in);
}

// A small problem with every kind of position. Words are the numbers of things.
Problem random_problem(std::mt19937& random) {
  const auto pick = [&](std::uint32_t least, std::uint32_t most) {
    return std::uniform_int_distribution<std::uint32_t>(least, most)(random);
  };
  Problem problem;
  for (std::uint32_t p = 0; p < 3; ++p) {
    Party party;
    party.name = "party " + std::to_string(p);
    party.signs = p < 2 || pick(0, 1) == 0;
    problem.parties.push_back(party);
  }
  const std::uint32_t issues = pick(1, 3);
  for (std::uint32_t i = 0; i < issues; ++i) {
    Issue issue;
    issue.name = "issue\n" + std::to_string(i);
    for (std::uint32_t o = 0, end = pick(1, 4); o < end; ++o) issue.options.push_back({std::to_string(o), "", {}});
    problem.issues.push_back(issue);
  }
  const auto some = [&](IssueIndex issue) {
    std::vector<OptionIndex> options;
    for (OptionIndex o = 0; o < problem.issues[issue].options.size(); ++o) {
      if (pick(0, 2) == 0) options.push_back(o);
    }
    return options;
  };
  const auto choice = [&] {
    const IssueIndex issue = pick(0, issues - 1);
    return Choice{issue, some(issue)};
  };
  for (std::uint32_t s = 0; s < 2; ++s) {
    Step step;
    step.name = "step " + std::to_string(s);
    if (pick(0, 1) == 0) step.carries_out = choice();
    problem.steps.push_back(step);
  }
  if (pick(0, 1) == 0) problem.constraints.push_back({"c", {{choice(), choice()}}, {}});
  for (std::uint32_t n = 0, end = pick(1, 6); n < end; ++n) {
    SettlePosition position;
    position.name = "position " + std::to_string(n);
    position.party = pick(0, 2);
    if (pick(0, 4) != 0) {
      position.issue = pick(0, issues - 1);
      if (pick(0, 1) == 0) position.demands = some(*position.issue);
      if (pick(0, 2) == 0) position.accepts = some(*position.issue);
      if (pick(0, 2) == 0) position.refuses = some(*position.issue);
    }
    if (pick(0, 3) == 0) position.only_if.push_back(choice());
    if (pick(0, 4) == 0) position.only_after.push_back(pick(0, 1));
    if (pick(0, 4) == 0) position.when.push_back(choice());
    if (pick(0, 3) == 0) position.any_of.push_back({choice(), choice()});
    position.strength = static_cast<Strength>(pick(0, 2));
    problem.positions.push_back(position);
  }
  return problem;
}

struct Certified {
  std::vector<std::string> conflicts;
  std::vector<std::string> concessions;
  std::string all;
};

Certified certify_everything(const std::string& form, const GroupedFormula& formula) {
  Certified result;
  const CertificateWriter writer(form, formula);
  std::vector<GroupSet> conflicts;
  std::vector<FoundSet> concessions;
  enumerate_conflicts(formula, {}, [&](const FoundSet& found) {
    const auto text =
        found.is_conflict ? writer.conflict(found.groups, {}) : writer.concession(found.groups, found.model, {});
    EXPECT_TRUE(text.has_value());
    (found.is_conflict ? result.conflicts : result.concessions).push_back(text.value_or(""));
    if (found.is_conflict) {
      conflicts.push_back(found.groups);
    } else {
      concessions.push_back(found);
    }
    return true;
  });
  const auto all = writer.all(conflicts, concessions, {});
  EXPECT_TRUE(all.has_value());
  result.all = all.value_or("");
  return result;
}

void expect_valid(const Certified& certified) {
  for (const auto* list : {&certified.conflicts, &certified.concessions}) {
    for (const std::string& text : *list) EXPECT_TRUE(checked(text).valid) << checked(text).message << '\n' << text;
  }
  EXPECT_TRUE(checked(certified.all).valid) << checked(certified.all).message << '\n' << certified.all;
}

TEST(Certificates, OfProblemsAreValidAndTheFormMeansTheProblem) {
  std::mt19937 random(3);
  for (int round = 0; round < 2'000; ++round) {
    const Problem problem = random_problem(random);
    ASSERT_TRUE(is_well_formed(problem));
    const ProblemFormula formula = formula_of(problem);
    const std::string form = canonical_form(problem);
    ASSERT_TRUE(form_means(form, formula.formula)) << form;
    const Certified certified = certify_everything(form, formula.formula);
    expect_valid(certified);
    ASSERT_EQ(form_in_certificate(certified.all), form);
    if (HasFailure()) break;
  }
}

GroupedFormula random_formula(std::mt19937& random) {
  const auto pick = [&](int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); };
  GroupedFormula formula;
  formula.variables = pick(1, 5);
  for (int i = 0, end = pick(2, 14); i < end; ++i) {
    std::vector<int> clause;
    for (int j = 0, size = pick(1, 3); j < size; ++j)
      clause.push_back(pick(1, formula.variables) * (pick(0, 1) == 0 ? -1 : 1));
    formula.add(static_cast<Group>(pick(0, 7)), clause);
  }
  return formula;
}

TEST(Certificates, OfFormulasAreValid) {
  std::mt19937 random(5);
  for (int round = 0; round < 2'000; ++round) {
    const GroupedFormula formula = random_formula(random);
    const std::string form = canonical_form(formula);
    ASSERT_TRUE(form_means(form, formula)) << form;
    expect_valid(certify_everything(form, formula));
    if (HasFailure()) break;
  }
}

TEST(Certificates, AFormThatSaysSomethingElseIsFoundOut) {
  Problem problem;
  problem.parties.resize(1);
  problem.issues.push_back({"transit", "", {{"open", "", {}}, {"closed", "", {}}, {"convoys", "", {}}}, {}});
  problem.positions.resize(1);
  problem.positions[0].issue = 0;
  problem.positions[0].demands = {0};
  problem.positions[0].accepts = {2};
  const std::string form = canonical_form(problem);
  EXPECT_TRUE(form_means(form, formula_of(problem).formula));
  problem.positions[0].demands = {1};
  EXPECT_FALSE(form_means(form, formula_of(problem).formula));
  problem.positions[0].demands = {0};
  problem.positions[0].only_if.push_back({0, {0}});
  EXPECT_FALSE(form_means(form, formula_of(problem).formula));
  problem.positions[0].only_if.clear();
  problem.parties[0].signs = false;
  EXPECT_FALSE(form_means(form, formula_of(problem).formula));
}

TEST(Certificates, AWrongClaimGetsNone) {
  GroupedFormula formula;
  formula.add(1, std::vector<int>{1});
  formula.add(2, std::vector<int>{-1});
  formula.add(3, std::vector<int>{2});
  const CertificateWriter writer(canonical_form(formula), formula);
  EXPECT_TRUE(writer.conflict({1, 2}, {}));
  EXPECT_FALSE(writer.conflict({1, 3}, {}));     // can hold
  EXPECT_FALSE(writer.conflict({1, 2, 3}, {}));  // 3 is not needed
  EXPECT_FALSE(writer.concession({1, 3}, {false, false, false}, {}));
  EXPECT_FALSE(writer.all({{1, 2}}, {}, {}));
}

// Positions name options of whole issues, so an issue that begins behind a position is no part of the form.
TEST(Certificates, AnIssueBehindAPositionIsRefused) {
  const std::string head = "problem positions\nparty signs A\nissue x\noption one\noption two\n";
  const std::string position = "position 1 a\nrefuses 1\n";
  EXPECT_TRUE(read_canonical_form(head + position + "end problem\n"));
  EXPECT_FALSE(read_canonical_form(head + position + "issue y\noption three\nrefuses 3\nend problem\n"));
}

// What a mutant says, read by a reader that has nothing to do with the checker's, and whether that is so by force.
bool is_true_by_force(const std::string& certificate) {
  std::istringstream lines(certificate);
  std::string header;
  std::getline(lines, header);
  const std::string form(form_in_certificate(certificate));
  const auto formula = read_canonical_form(form);
  if (!formula || formula->variables > 16 || formula->groups > 16) return false;
  const auto expected = oracle::conflicts_by_force(*formula);
  std::set<GroupSet> conflicts;
  std::set<GroupSet> concessions;
  std::istringstream rest(certificate.substr(certificate.find(form) + form.size()));
  for (std::string line; std::getline(rest, line);) {
    std::istringstream words(line);
    std::string keyword;
    words >> keyword;
    if (keyword != "conflict" && keyword != "concession") continue;
    GroupSet set;
    for (Group g; words >> g;) set.push_back(g);
    (keyword == "conflict" ? conflicts : concessions).insert(set);
  }
  const auto all_in = [](const std::set<GroupSet>& some, const std::set<GroupSet>& whole) {
    return std::includes(whole.begin(), whole.end(), some.begin(), some.end());
  };
  if (header == "entente-certificate 1 all-conflicts") {
    return conflicts == expected.conflicts && concessions == expected.concessions;
  }
  if (header == "entente-certificate 1 conflict") {
    return conflicts.size() == 1 && concessions.empty() && all_in(conflicts, expected.conflicts);
  }
  return header == "entente-certificate 1 concession" && concessions.size() == 1 && conflicts.empty() &&
         all_in(concessions, expected.concessions);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

std::string mutated(const std::string& text, std::mt19937& random) {
  std::vector<std::string> lines = lines_of(text);
  const auto pick = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random); };
  switch (pick(7)) {
    case 0:
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(pick(lines.size())));
      return joined(lines);
    case 1:
      std::swap(lines[pick(lines.size())], lines[pick(lines.size())]);
      return joined(lines);
    case 2:
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(pick(lines.size())), lines[pick(lines.size())]);
      return joined(lines);
    case 3: {  // a number becomes another
      std::string mutant = text;
      for (int attempt = 0; attempt < 50; ++attempt) {
        const std::size_t at = pick(mutant.size());
        if (mutant[at] < '0' || mutant[at] > '9') continue;
        mutant[at] = static_cast<char>('0' + pick(10));
        break;
      }
      return mutant;
    }
    case 4: {  // a sign comes or goes
      std::string mutant = text;
      const std::size_t at = mutant.find_first_of(" -", pick(mutant.size()));
      if (at != std::string::npos) mutant[at] == '-' ? mutant.erase(at, 1) : mutant.insert(at + 1, "-");
      return mutant;
    }
    case 5: {  // a word of a line goes
      std::string& line = lines[pick(lines.size())];
      const std::size_t space = line.rfind(' ');
      if (space != std::string::npos) line.erase(space);
      return joined(lines);
    }
    default: {
      std::string mutant = text;
      mutant[pick(mutant.size())] = static_cast<char>(32 + pick(95));
      return mutant;
    }
  }
}

// A mutant may still be right: a step of a proof that was not needed goes, a name changes, a variable that no clause
// needs flips. So every mutant that the checker accepts must say something that is true by force, about the problem
// that it carries. The rest, thousands, are rejected.
TEST(Certificates, MutantsAreRejectedUnlessWhatTheySayIsTrue) {
  std::mt19937 random(2024);
  std::size_t rejected = 0;
  std::size_t accepted = 0;
  for (int round = 0; round < 160; ++round) {
    Certified certified;
    if (round % 2 == 0) {
      const Problem problem = random_problem(random);
      certified = certify_everything(canonical_form(problem), formula_of(problem).formula);
    } else {
      const GroupedFormula formula = random_formula(random);
      certified = certify_everything(canonical_form(formula), formula);
    }
    std::vector<std::string> all = certified.conflicts;
    all.insert(all.end(), certified.concessions.begin(), certified.concessions.end());
    all.push_back(certified.all);
    for (const std::string& text : all) {
      for (int i = 0; i < 40; ++i) {
        const std::string mutant = mutated(text, random);
        if (mutant == text) continue;
        if (!checked(mutant).valid) {
          ++rejected;
          continue;
        }
        ++accepted;
        ASSERT_TRUE(is_true_by_force(mutant)) << text << "\n--- accepted though untrue:\n" << mutant;
      }
    }
  }
  EXPECT_GT(rejected, 10'000u);
  EXPECT_LT(accepted, rejected / 2);
  RecordProperty("rejected", static_cast<int>(rejected));
  RecordProperty("accepted_and_true", static_cast<int>(accepted));
}

// Changes after which the certificate says something untrue or proves nothing, whatever the problem.
TEST(Certificates, ClaimsThatAreAlwaysUntrueAreAlwaysRejected) {
  std::mt19937 random(77);
  int claims = 0;
  for (int round = 0; round < 400; ++round) {
    const GroupedFormula formula = random_formula(random);
    const std::string form = canonical_form(formula);
    const Certified certified = certify_everything(form, formula);
    const auto with_claim = [&](const std::string& text, const std::string& keyword, const auto& change) {
      std::vector<std::string> lines = lines_of(text);
      for (std::string& line : lines) {
        if (line.rfind(keyword, 0) != 0) continue;
        change(line);
        break;
      }
      ++claims;
      EXPECT_FALSE(checked(joined(lines)).valid) << joined(lines);
    };
    for (const std::string& text : certified.conflicts) {
      if (text.find("\nconflict\n") != std::string::npos) continue;  // what always holds is broken: no member
      with_claim(text, "conflict",
                 [](std::string& line) { line = line.substr(0, line.rfind(' ')); });  // one member less
      with_claim(text, "0", [](std::string& line) { line = "1 0"; });                 // no refutation
      with_claim(text, "end problem", [](std::string& line) { line = "end problem\nend"; });
    }
    for (const std::string& text : certified.concessions) {
      if (text.find("\nback ") == std::string::npos) continue;
      with_claim(text, "concession ", [](std::string& line) { line = line.substr(0, line.rfind(' ')); });
      with_claim(text, "back ", [](std::string& line) { line = "back 99"; });
    }
    if (certified.all.find("\nconflict") != std::string::npos) {
      with_claim(certified.all, "nothing else", [](std::string& line) { line = "nothing"; });
    }
  }
  EXPECT_GT(claims, 1'000);
}

TEST(Certificates, AListThatLacksOneIsRejected) {
  std::mt19937 random(78);
  int lists = 0;
  for (int round = 0; round < 500; ++round) {
    const GroupedFormula formula = random_formula(random);
    const std::string form = canonical_form(formula);
    std::vector<GroupSet> conflicts;
    std::vector<FoundSet> concessions;
    enumerate_conflicts(formula, {}, [&](const FoundSet& found) {
      if (found.is_conflict) {
        conflicts.push_back(found.groups);
      } else {
        concessions.push_back(found);
      }
      return true;
    });
    if (conflicts.size() < 2) continue;
    const CertificateWriter writer(form, formula);
    const std::string whole = writer.all(conflicts, concessions, {}).value_or("");
    ASSERT_TRUE(checked(whole).valid);
    conflicts.erase(conflicts.begin() + static_cast<std::ptrdiff_t>(random() % conflicts.size()));
    EXPECT_FALSE(writer.all(conflicts, concessions, {}));
    // The same list with the conflict cut out of the text, its refutation with it.
    std::vector<std::string> lines = lines_of(whole);
    const auto begin =
        std::find_if(lines.begin(), lines.end(), [](const auto& l) { return l.rfind("conflict", 0) == 0; });
    const auto end = std::find(begin, lines.end(), "0");
    lines.erase(begin, end + 1);
    EXPECT_FALSE(checked(joined(lines)).valid);
    ++lists;
  }
  EXPECT_GT(lists, 50);
}

}  // namespace
}  // namespace entente::settle
