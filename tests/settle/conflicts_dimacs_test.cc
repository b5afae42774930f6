#include "settle/conflicts_dimacs.h"

#include <gtest/gtest.h>

namespace entente::settle {
namespace {

GroupedFormula good(std::string_view text) {
  auto formula = read_dimacs(text, "f");
  EXPECT_TRUE(formula) << to_string(formula.diagnostics().front());
  EXPECT_TRUE(formula.diagnostics().empty());
  return formula ? std::move(formula).value() : GroupedFormula{};
}

std::string first_problem(std::string_view text) {
  const auto formula = read_dimacs(text, "f");
  EXPECT_FALSE(formula);
  return formula ? "" : to_string(formula.diagnostics().front());
}

std::vector<int> clause(const GroupedFormula& formula, std::size_t index) {
  const auto literals = formula.clause(index);
  return {literals.begin(), literals.end()};
}

TEST(Dimacs, CnfHasAGroupForEachClause) {
  const GroupedFormula formula = good("c a comment\np cnf 4 3\n1 -2\n 0 3 0\nc another\n-4 2 1 0\n");
  EXPECT_EQ(formula.variables, 4);
  EXPECT_EQ(formula.groups, 3u);
  EXPECT_EQ(clause(formula, 0), (std::vector<int>{1, -2}));
  EXPECT_EQ(clause(formula, 1), (std::vector<int>{3}));
  EXPECT_EQ(clause(formula, 2), (std::vector<int>{-4, 2, 1}));
  EXPECT_EQ(formula.group_of(2), 3u);
}

TEST(Dimacs, GroupCnf) {
  const GroupedFormula formula = good("p gcnf 3 4 2\n{0} 1 0\n{2} -1 2 0\n{2} 3 0\n{1} 0\n");
  EXPECT_EQ(formula.groups, 2u);
  EXPECT_EQ(formula.group_of(0), 0u);
  EXPECT_EQ(formula.group_of(1), 2u);
  EXPECT_EQ(formula.group_of(2), 2u);
  EXPECT_TRUE(formula.clause(3).empty());
}

TEST(Dimacs, WcnfOldAndNew) {
  for (const char* text : {"p wcnf 2 3 10\n10 1 0\n3 -1 0\n4 2 -1 0\n", "c new\nh 1 0\n3 -1 0\n4 2 -1 0\n"}) {
    const GroupedFormula formula = good(text);
    EXPECT_EQ(formula.groups, 2u);
    EXPECT_EQ(formula.group_of(0), 0u);
    EXPECT_EQ(formula.weight_of(1), 3u);
    EXPECT_EQ(formula.weight_of(2), 4u);
  }
  EXPECT_EQ(good("p wcnf 1 1\n5 1 0\n").groups, 1u);  // without a top all are soft
}

TEST(Dimacs, APercentSignEndsTheFormula) { EXPECT_EQ(good("p cnf 1 1\n1 0\n%\n0\n").clauses(), 1u); }

TEST(Dimacs, WindowsLineEndings) { EXPECT_EQ(good("p cnf 2 2\r\n1 0\r\n-2 0\r\n").clauses(), 2u); }

TEST(Dimacs, MistakesHaveTheirPlace) {
  EXPECT_EQ(first_problem(""), "f:1:1: error: there is no formula here [dimacs-empty]");
  EXPECT_NE(first_problem("p cnf 2 2\n1 x2 0\n2 0\n").find("f:2:3: error: \"x2\" is no literal"), std::string::npos);
  EXPECT_NE(first_problem("p cnf 2 1\n1 2\n").find("f:2:1: error: this clause is not ended by 0"), std::string::npos);
  EXPECT_NE(first_problem("1 2 y\n").find("dimacs"), std::string::npos);
  EXPECT_NE(first_problem("p dnf 1 1\n").find("f:1:3: error"), std::string::npos);
  EXPECT_NE(first_problem("p cnf -3 1\n").find("f:1:7: error"), std::string::npos);
  EXPECT_NE(first_problem("p cnf 3\n1 0\n").find("does not give the number of clauses"), std::string::npos);
  EXPECT_NE(first_problem("p gcnf 1 1 1\n2 1 0\n").find("f:2:1: error: \"2\" is no group"), std::string::npos);
  EXPECT_NE(first_problem("p wcnf 1 1 5\n0 1 0\n").find("f:2:1: error: \"0\" is no weight"), std::string::npos);
  EXPECT_NE(first_problem("p cnf 1 1\n99999999999 0\n").find("f:2:1: error"), std::string::npos);
}

TEST(Dimacs, AllMistakesAreGivenAtOnce) {
  const auto formula = read_dimacs("p cnf 2 3\n1 a 0\nb 0\n2 c 0\n", "f");
  ASSERT_FALSE(formula);
  EXPECT_EQ(formula.diagnostics().size(), 3u);
}

TEST(Dimacs, WrongCountsAreWarnings) {
  const auto formula = read_dimacs("p cnf 1 5\n1 2 0\n", "f");
  ASSERT_TRUE(formula);
  EXPECT_EQ(formula->variables, 2);
  ASSERT_EQ(formula.diagnostics().size(), 2u);
  EXPECT_EQ(formula.diagnostics()[0].severity, Severity::warning);
}

TEST(Dimacs, LooksLike) {
  EXPECT_TRUE(looks_like_dimacs("c x\np cnf 1 1\n1 0\n"));
  EXPECT_TRUE(looks_like_dimacs("h 1 0\n"));
  EXPECT_FALSE(looks_like_dimacs("title = \"x\"\n"));
  EXPECT_FALSE(looks_like_dimacs("# comment\n[[party]]\n"));
  EXPECT_FALSE(looks_like_dimacs(""));
}

}  // namespace
}  // namespace entente::settle
