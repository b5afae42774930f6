#include "verify/formula.h"

#include <random>

#include <gtest/gtest.h>

#include "oracle/mfotl_generator.h"
#include "verify/monitor.h"

namespace entente::verify {
namespace {

std::string read(std::string_view text) {
  const auto formula = parse_formula(text, "f");
  return formula ? to_string(*formula) : to_string(formula.diagnostics()[0]);
}

TEST(Formula, BindsAsInMonPoly) {
  EXPECT_EQ(read("NOT p(x) AND q(x)"), "NOT p(x) AND q(x)");
  EXPECT_EQ(read("NOT (p(x) AND q(x))"), "NOT (p(x) AND q(x))");
  EXPECT_EQ(read("p(x) OR q(x) AND r(x)"), "p(x) OR q(x) AND r(x)");
  EXPECT_EQ(read("(p(x) OR q(x)) AND r(x)"), "(p(x) OR q(x)) AND r(x)");
  EXPECT_EQ(read("p(x) IMPLIES q(x) IMPLIES r(x)"), "p(x) IMPLIES q(x) IMPLIES r(x)");
  EXPECT_EQ(read("(p(x) IMPLIES q(x)) IMPLIES r(x)"), "(p(x) IMPLIES q(x)) IMPLIES r(x)");
  // A prefix operator reaches over AND and OR, but not over SINCE.
  EXPECT_EQ(read("ONCE p(x) AND q(x)"), "ONCE p(x) AND q(x)");
  EXPECT_EQ(to_string(parse_formula("ONCE p(x) AND q(x)", "f")->parts[0]), "p(x) AND q(x)");
  EXPECT_EQ(read("(ONCE p(x)) SINCE q(x)"), "ONCE p(x) SINCE q(x)");
  EXPECT_EQ(read("(ONCE p(x)) AND q(x)"), "(ONCE p(x)) AND q(x)");
  EXPECT_EQ(read("p(x) SINCE q(x) SINCE r(x)"), "p(x) SINCE q(x) SINCE r(x)");
  EXPECT_EQ(read("EXISTS x. p(x) AND q(x)"), "EXISTS x. p(x) AND q(x)");
  EXPECT_EQ(read("x + 1 * 2 = (y - z) - 3"), "x + 1 * 2 = y - z - 3");
  EXPECT_EQ(read("x - (y - z) = - x"), "x - (y - z) = - x");
  EXPECT_EQ(read("x > y AND x >= 2"), "y < x AND 2 <= x");
}

TEST(Formula, LexesNamesNumbersAndTimeSpans) {
  EXPECT_EQ(read("x-5 = y"), "x-5 = y");  // one name
  EXPECT_EQ(to_string(*parse_formula("x - 5 = y", "f")->terms.begin()), "x - 5");
  EXPECT_EQ(read("p(-5)"), "p(-5)");
  EXPECT_EQ(read("ONCE[2h,3d] p(x)"), "ONCE[7200,259200] p(x)");
  EXPECT_EQ(read("ONCE(2,21) p(x)"), "ONCE[3,20] p(x)");
  EXPECT_EQ(read("ONCE[2,*) p(x)"), "ONCE[2,*] p(x)");
  EXPECT_EQ(read("ONCE[0,*] p(x)"), "ONCE p(x)");
  EXPECT_EQ(read("PREV p(x) (* not (q) *) # nor this\n AND q(x)"), "PREVIOUS p(x) AND q(x)");
  EXPECT_EQ(read("a(\"two words\")"), "a(\"two words\")");
  EXPECT_EQ(read("x = 1."), "x = 1.");
  EXPECT_EQ(read("x = 2.50"), "x = 2.5");
  EXPECT_EQ(read("123ab = x"), "123ab = x");  // a name may begin with digits
}

TEST(Formula, ReadsAggregationsAndDefinitions) {
  EXPECT_EQ(read("n <- CNT i;p (ONCE[0,5] q(i,p)) AND n > 4"), "n <- CNT i;p ((ONCE[0,5] q(i,p)) AND 4 < n)");
  EXPECT_EQ(read("(n <- CNT i;p,z q(i,p,z)) AND n > 4"), "(n <- CNT i;p,z (q(i,p,z))) AND 4 < n");
  EXPECT_EQ(read("LET A(x) = p(x) IN A(x) AND q(x)"), "LET A(x) = p(x) IN A(x) AND q(x)");
  EXPECT_EQ(read("LETPAST A(x) = p(x) OR PREV A(x) IN A(x)"), "LETPAST A(x) = p(x) OR (PREVIOUS A(x)) IN A(x)");
  EXPECT_EQ(read("p(_,x,_)"), "p(_1,x,_2)");
}

TEST(Formula, SaysWhereItBreaksOff) {
  EXPECT_EQ(read("p(x) AND\n  )"), "f:2:3: error: not the beginning of a formula or a term [formula-syntax]");
  EXPECT_EQ(read("p(x"), "f:1:4: error: expected ) after the arguments of p [formula-syntax]");
  EXPECT_EQ(read("x AND p(x)"), "f:1:1: error: a formula is needed here, and this is a term [formula-syntax]");
  EXPECT_EQ(read("p(x) = 3"), "f:1:1: error: a term is needed here, and this is a formula [formula-syntax]");
  EXPECT_EQ(read("x = y = z"), "f:1:3: error: comparisons do not chain: join two of them by AND [formula-syntax]");
  EXPECT_EQ(read("p(x) q(x)"), "f:1:6: error: the formula is over here, but more words follow [formula-syntax]");
  EXPECT_EQ(read("p(99999999999999999999)"), "f:1:3: error: the number does not fit 64 bits [formula-number]");
  EXPECT_EQ(read(""), "f:1:1: error: the formula breaks off here [formula-syntax]");
  EXPECT_NE(read(std::string(100000, '(')).find("levels deep"), std::string::npos);
  std::string chain = "p(x)";
  for (int i = 0; i < 5000; ++i) chain += " AND p(x)";
  EXPECT_NE(read(chain).find("levels deep"), std::string::npos);
}

TEST(Formula, IsReadBackFromItsText) {
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    oracle::GeneratorLimits limits;
    limits.depth = 1 + static_cast<int>(random() % 5);
    const std::string once = to_string(oracle::random_formula(random, limits));
    const auto again = parse_formula(once, "f");
    ASSERT_TRUE(again.ok()) << once;
    ASSERT_EQ(to_string(*again), once);
  }
}

// What has no name, or one that begins with _, is bound where it stands, and gets a name that the text does not have.
TEST(Formula, IsReadBackWhereVariablesHaveNoName) {
  EXPECT_EQ(read("p(_,_1)"), "p(_2,_1)");
  EXPECT_EQ(read("NOT p(_) AND q(_)"), "NOT p(_1) AND q(_2)");
  EXPECT_EQ(read("EXISTS _1. q(x) AND p(_1)"), "EXISTS _1. q(x) AND p(_1)");
  std::mt19937 random(4);
  int without = 0;
  for (int round = 0; round < 20000; ++round) {
    oracle::GeneratorLimits limits;
    limits.depth = 1 + static_cast<int>(random() % 5);
    std::string text = to_string(oracle::random_formula(random, limits));
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      const bool argument = (text[i - 1] == '(' || text[i - 1] == ',') && (text[i + 1] == ')' || text[i + 1] == ',');
      if (!argument || text[i] < 'a' || text[i] > 'z' || random() % 3 != 0) continue;
      text.replace(i, 1, random() % 2 == 0 ? "_" : random() % 2 == 0 ? "_1" : "_x");
      ++without;
    }
    const auto formula = parse_formula(text, "f");
    if (!formula) continue;
    const std::string once = to_string(*formula);
    const auto again = parse_formula(once, "f");
    ASSERT_TRUE(again.ok()) << text << '\n' << once;
    ASSERT_EQ(to_string(*again), once) << text;
  }
  EXPECT_GT(without, 5000);
}

TEST(Formula, OrdersFreeVariablesAsVerdictsPrintThem) {
  const auto free = [](std::string_view text) {
    std::string all;
    for (const std::string& name : free_variables(parse_formula(text, "f").value())) all += name + ' ';
    return all;
  };
  EXPECT_EQ(free("p(y,x) AND q(z)"), "y x z ");
  EXPECT_EQ(free("p(x) SINCE q(y,x)"), "y x ");
  EXPECT_EQ(free("n <- SUM a;g q(g,a)"), "n g ");
  EXPECT_EQ(free("EXISTS x. p(x,y)"), "y ");
}

// ---- what cannot be monitored

std::string objection(std::string_view text) {
  const Signature signature = parse_signature("p(int) q(int) r(int,int) a(string) f(float)", "s").value();
  const auto monitor = Monitor::make(parse_formula(text, "f").value(), signature, text, "f");
  if (monitor) return "monitorable";
  std::string all;
  for (const Diagnostic& diagnostic : monitor.diagnostics()) all += to_string(diagnostic) + '\n';
  return all;
}

TEST(Monitorability, SaysWhichPartAndWhy) {
  EXPECT_EQ(objection("p(x) AND NOT q(y)"),
            "f:1:14: error: in \"q(y)\": NOT of this holds for infinitely many values of y, which nothing that it is "
            "joined to restricts: "
            "add a conjunct that restricts it [formula-unsafe]\n");
  EXPECT_EQ(objection("p(x) OR q(y)"),
            "f:1:1: error: in \"p(x) OR q(y)\": only one side of OR restricts x and y: let both sides speak of it, or "
            "restrict it by a "
            "conjunct outside of the OR [formula-unsafe]\n");
  EXPECT_NE(objection("x < 5").find(
                "f:1:1: error: in \"x < 5\": this comparison holds for infinitely many values of x: join to it"),
            std::string::npos);
  EXPECT_NE(objection("p(x) AND\n EVENTUALLY q(x)").find("f:2:2: error: in \"EVENTUALLY q(x)\": EVENTUALLY"),
            std::string::npos);
  EXPECT_NE(objection("q(y) SINCE p(x)").find("the left side of SINCE speaks of y"), std::string::npos);
  EXPECT_NE(objection("p(x + 1)").find("write a variable y there, and AND y = x + 1"), std::string::npos);
  EXPECT_NE(objection("LETPAST L(x) = p(x) OR L(x) IN L(x)").find("put PREVIOUS before it"), std::string::npos);
  EXPECT_NE(objection("LET L(x) = p(x) AND q(y) IN L(x)").find("formula-definition"), std::string::npos);
  EXPECT_NE(objection("n <- CNT z;x p(x)").find("formula-aggregation"), std::string::npos);
}

TEST(Monitorability, FindsAllThatIsWrongInOneGo) {
  const std::string all = objection("(p(x) AND NOT q(y)) AND (EXISTS z. z < 3)");
  EXPECT_NE(all.find("f:1:15"), std::string::npos) << all;
  EXPECT_NE(all.find("f:1:36"), std::string::npos) << all;
}

TEST(Monitorability, AcceptsWhatAGuardMakesFinite) {
  for (const char* text :
       {"p(x) AND (q(x) OR x = 3)", "x < 5 AND p(x)", "NOT q(x) AND p(x)", "p(x) AND NOT (q(x) AND NOT r(x,x))",
        "p(x) AND (q(x) IMPLIES r(x,x))", "p(x) AND ALWAYS[0,5] (q(x) IMPLIES r(x,x))", "p(x) AND y = x + 1 AND z = y",
        "FORALL x. p(x) IMPLIES q(x)", "NOT (EXISTS x. p(x))", "p(x) AND (FORALL y. r(x,y) IMPLIES q(y))"}) {
    EXPECT_EQ(objection(text), "monitorable") << text;
  }
}

TEST(Types, SaysWhatDoesNotFit) {
  EXPECT_EQ(objection("p(x) AND a(x)"),
            "f:1:12: error: in \"x\": argument 1 of a, x: one side is string, the other int; both must be of one type "
            "[formula-type]\n");
  EXPECT_NE(objection("p(\"two\")").find("argument 1 of p"), std::string::npos);
  EXPECT_NE(objection("p(x) AND x = 1.5").find("a comparison"), std::string::npos);
  EXPECT_NE(objection("a(x) AND y = x + x").find("the arithmetic in x + x"), std::string::npos);
  EXPECT_NE(objection("nothing(x)").find("not in the signature"), std::string::npos);
  EXPECT_NE(objection("p(x,y)").find("p has 1 arguments, and here 2"), std::string::npos);
  EXPECT_NE(objection("s <- SUM x a(x)").find("what SUM adds up"), std::string::npos);
}

}  // namespace
}  // namespace entente::verify
