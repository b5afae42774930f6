// Constructs of the language, one by one, as verdict lines.
#include <gtest/gtest.h>

#include "verify/printing.h"
#include "verify/verify.h"

namespace entente::verify {
namespace {

std::string run(std::string_view formula, std::string_view log) {
  const Signature signature = parse_signature("p(int) q(int) r(int,int) a(string) x() s(string,string)", "s").value();
  std::string out;
  std::string_view rest = log;
  const auto source = [&](char* to, std::size_t size) {
    const std::size_t count = std::min(size, rest.size());
    rest.copy(to, count);
    rest.remove_prefix(count);
    return count;
  };
  const auto report = run_log(formula, "f", signature, source, "log", [&](std::string_view text) { out += text; });
  if (!report) out += to_string(report.diagnostics()[0]);
  return out;
}

TEST(Constructs, TimePointsAndStamps) {
  EXPECT_EQ(run("tp(i) AND ts(t) AND x()", "@5;@7 x();"), "@7 (time point 1): (1,7)\n");
  EXPECT_EQ(run("tpts(i,t) AND x()", "@5;@7 x();"), "@7 (time point 1): (1,7)\n");
  EXPECT_EQ(run("tp(1)", "@5;@7;@9;"), "@7 (time point 1): true\n");
}

TEST(Constructs, TheEndOfTheLogDecidesWhatWaits) {
  EXPECT_EQ(run("p(x) AND NOT EVENTUALLY[1,100] q(x)", "@1 p(3);"), "@1 (time point 0): (3)\n");
  EXPECT_EQ(run("ALWAYS[0,5] x()", "@1 x();@7;"), "@1 (time point 0): true\n");
  EXPECT_EQ(run("NEXT TRUE", "@1;@2;"), "@1 (time point 0): true\n@2 (time point 1): true\n");
  EXPECT_EQ(run("NEXT NEXT TRUE", "@1;@2;"), "@1 (time point 0): true\n");
}

TEST(Constructs, DivisionIsTotal) {
  EXPECT_EQ(run("r(a,b) AND c = a / b AND d = a MOD b", "@1 r(7,2)(-7,2)(7,0);"),
            "@1 (time point 0): (-7,2,-3,-1) (7,0,0,7) (7,2,3,1)\n");
}

TEST(Constructs, TextsAndPatterns) {
  EXPECT_EQ(run("a(t) AND \"or\" SUBSTRING t", "@1 a(\"north\")(\"east\");"), "@1 (time point 0): (\"north\")\n");
  EXPECT_EQ(run("a(t) AND t MATCHES r\"^n.*h$\"", "@1 a(\"north\")(\"east\");"), "@1 (time point 0): (\"north\")\n");
  // References to groups are not understood: such a pattern matches nothing.
  EXPECT_EQ(run("a(t) AND t MATCHES r\"^\\(.\\)\\1$\"", "@1 a(\"xx\");"), "");
  EXPECT_EQ(run("a(t) AND t MATCHES r\"\\([a-z]+\\)-\\([0-9]+\\)\" (w,n)", "@1 a(\"zone-12\");"),
            "@1 (time point 0): (\"zone-12\",\"zone\",\"12\")\n");
  EXPECT_EQ(run("p(x) AND t = i2s(x) AND y = s2i(\"12\")", "@1 p(5);"), "@1 (time point 0): (5,\"5\",12)\n");
  EXPECT_EQ(run("p(x) AND y = YEAR(i2f(x)) AND d = FORMAT_DATE(i2f(x))", "@1 p(951782400);"),
            "@1 (time point 0): (951782400,2000,\"2000-02-29\")\n");
  EXPECT_EQ(run("a(t) AND y = s2i(t)", "@1 a(\"seven\")(\"7\");"), "@1 (time point 0): (\"7\",7)\n");
}

TEST(Constructs, Freezing) {
  // At each time point F is what p is there; q is asked for in the past.
  EXPECT_EQ(run("FRZ F(x) = p(x) IN ONCE[0,5] (F(x) AND q(x))", "@1 q(1)(2);@3 p(1);@4 p(2);@9 p(2);"),
            "@3 (time point 1): (1)\n@4 (time point 2): (2)\n");
}

}  // namespace
}  // namespace entente::verify
