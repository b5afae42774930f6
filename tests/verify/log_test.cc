#include "verify/log.h"

#include <random>

#include <gtest/gtest.h>

#include "verify/verify.h"

namespace entente::verify {
namespace {

ByteSource source_of(std::string_view text, std::size_t most) {
  return [text, most](char* to, std::size_t size) mutable -> std::size_t {
    const std::size_t count = std::min({size, most, text.size()});
    text.copy(to, count);
    text.remove_prefix(count);
    return count;
  };
}

const Signature& signature() {
  static const Signature made =
      parse_signature("p(int) b(int,string) f(float) e() # a comment\n s(x:string)", "s").value();
  return made;
}

// The log as it was understood, one time point a line; then what was wrong with it.
std::string understood(std::string_view text, std::size_t piece = 1 << 16) {
  Interner interner;
  LogReader reader(signature(), interner, source_of(text, piece), "log");
  std::string all;
  while (const LogReader::TimePoint* point = reader.next()) {
    all += "@" + std::to_string(point->time);
    const Word* words = point->words.data();
    for (const std::uint32_t predicate : point->predicates) {
      const PredicateDeclaration& declared = signature().predicates[predicate];
      all += ' ' + declared.name + '(';
      for (std::size_t i = 0; i < declared.types.size(); ++i)
        all += (i > 0 ? "," : "") + to_string(value_of(*words++, declared.types[i], interner));
      all += ')';
    }
    all += '\n';
  }
  if (!reader.status()) all += to_string(reader.status().diagnostics()[0]) + '\n';
  return all;
}

TEST(Log, ReadsEveryForm) {
  EXPECT_EQ(understood("@1 p(1) p (2)(-3) b(4,\"a b\");\n@1;\n@5 e() s(bare-word.1)\n@6 f(1.5)(2) # end\n"),
            "@1 p(1) p(2) p(-3) b(4,\"a b\")\n@1\n@5 e() s(\"bare-word.1\")\n@6 f(1.5) f(2)\n");
  EXPECT_EQ(understood(""), "");
  EXPECT_EQ(understood("  # nothing\n"), "");
  EXPECT_EQ(understood("@ 7 p( 1 )( 2 ) b( 3 , \"x\" ) ;"), "@7 p(1) p(2) b(3,\"x\")\n");
  EXPECT_EQ(understood("@1 s(\"a \\\" quote\");"), "@1 s(\"a \\\" quote\")\n");
  EXPECT_EQ(understood("@1 p(9223372036854775807)(-9223372036854775808);"),
            "@1 p(9223372036854775807) p(-9223372036854775808)\n");
}

TEST(Log, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(understood("@1 p(1);\n@2 p(x);"),
            "@1 p(1)\nlog:2:7: error: expected a whole number, as the signature says int [event-type]\n");
  EXPECT_EQ(understood("@1 p(1);\n  q(2);"), "@1 p(1)\nlog:2:3: error: expected @ and a time stamp [log-syntax]\n");
  EXPECT_NE(understood("@1 z(1);").find("[event-unknown]"), std::string::npos);
  EXPECT_NE(understood("@1 p(1,2);").find("[event-arity]"), std::string::npos);
  EXPECT_NE(understood("@1 b(1);").find("[event-arity]"), std::string::npos);
  EXPECT_NE(understood("@1 p();").find("[event-arity]"), std::string::npos);
  EXPECT_NE(understood("@1.5 p(1);").find("whole number"), std::string::npos);
  EXPECT_NE(understood("@99999999999999999999 p(1);").find("[log-time-range]"), std::string::npos);
  EXPECT_NE(understood("@1 s(\"open").find("not closed"), std::string::npos);
  EXPECT_NE(understood("@1 p(99999999999999999999);").find("64 bits"), std::string::npos);
}

TEST(Log, IsTheSameInPiecesOfAnySize) {
  std::string text = "# head\n";
  std::mt19937 random(4);
  for (int i = 0; i < 300; ++i) {
    text += "@" + std::to_string(i);
    for (unsigned k = static_cast<unsigned>(random() % 4); k-- > 0;) {
      text += " b(" + std::to_string(static_cast<int>(random() % 100000) - 50000) + ",\"" +
              std::string(random() % 30, 'x') + "\")(1, two)";
    }
    text += i % 3 == 0 ? "\n" : ";\n";
  }
  const std::string whole = understood(text);
  EXPECT_EQ(std::count(whole.begin(), whole.end(), '\n'), 300);
  for (const std::size_t piece : {1, 2, 3, 7, 64, 4096}) EXPECT_EQ(understood(text, piece), whole) << piece;
}

std::string run(std::string_view formula, std::string_view log, LogRun how = {}, std::size_t piece = 1 << 16) {
  std::string out;
  const auto report = run_log(
      formula, "f", signature(), source_of(log, piece), "log", [&](std::string_view text) { out += text; }, how);
  if (!report) out += to_string(report.diagnostics()[0]) + '\n';
  return out;
}

TEST(LogRun, PrintsVerdictsAsMonPolyDoes) {
  EXPECT_EQ(run("b(x,s) AND x < 9", "@3 b(2,\"z\")(1,\"a\")(10,\"b\");\n@4;\n"),
            "@3 (time point 0): (1,\"a\") (2,\"z\")\n");
  EXPECT_EQ(run("EXISTS x. p(x)", "@3 p(1)(2);@3 p(1);"), "@3 (time point 0): true\n@3 (time point 1): true\n");
  EXPECT_EQ(run("f(x)", "@1 f(0.1) f(1e20) f(-0.0);"), "@1 (time point 0): (0) (0.1) (1e+20)\n");
  LogRun json;
  json.format = VerdictFormat::json;
  EXPECT_EQ(run("s(x)", "@1 s(\"a\\\"b\");", json),
            "{\"columns\": [{\"name\": \"x\", \"type\": \"string\"}], \"verdicts\": [\n{\"time_point\": 0, \"time\": "
            "1, \"rows\": "
            "[[\"a\\\\\\\"b\"]]}\n]}\n");
  LogRun csv;
  csv.format = VerdictFormat::csv;
  EXPECT_EQ(run("b(x,s)", "@1 b(3,\"q\");", csv), "time_point,time,x,s\n0,1,3,\"q\"\n");
}

TEST(LogRun, StopsAtTimeThatGoesBack) {
  EXPECT_NE(run("p(x)", "@3 p(1);\n@2 p(2);").find("log:2: error: the time stamp 2 is before"), std::string::npos);
}

TEST(LogRun, GivesEachVerdictBeforeItAsksForMore) {
  std::string out;
  std::vector<std::string> seen;
  std::vector<std::string> pieces = {"@1 p(1);\n", "@2 p(2);\n", "@3;\n"};
  std::size_t at = 0;
  const auto source = [&](char* to, std::size_t) -> std::size_t {
    seen.push_back(out);
    if (at == pieces.size()) return 0;
    pieces[at].copy(to, pieces[at].size());
    return pieces[at++].size();
  };
  ASSERT_TRUE(run_log("p(x)", "f", signature(), source, "-", [&](std::string_view text) { out += text; }).ok());
  ASSERT_GE(seen.size(), 3u);
  EXPECT_EQ(seen[1], "@1 (time point 0): (1)\n");
  EXPECT_EQ(seen[2], "@1 (time point 0): (1)\n@2 (time point 1): (2)\n");
}

TEST(LogRun, GoesOnFromItsState) {
  const std::string first = "@1 p(1);@2 b(7,\"seven\");";
  const std::string second = "@3;@9 p(3) b(8,\"eight\");";
  const std::string formula = "(ONCE[0,5] b(x,s)) AND NOT EVENTUALLY[0,2] p(x)";
  LogRun open;
  open.stays_open = true;
  std::string out;
  const auto write = [&](std::string_view text) { out += text; };
  const auto before = run_log(formula, "f", signature(), source_of(first, 99), "log", write, open);
  ASSERT_TRUE(before.ok());
  LogRun resumed;
  resumed.state = before->state;
  ASSERT_TRUE(run_log(formula, "f", signature(), source_of(second, 99), "log", write, resumed).ok());
  EXPECT_EQ(out, run(formula, first + second));
  EXPECT_NE(out, "");
}

TEST(Interner, GivesEachTextOneNumber) {
  Interner interner;
  for (int i = 0; i < 5000; ++i) EXPECT_EQ(interner.number("text " + std::to_string(i)), i);
  for (int i = 0; i < 5000; ++i) EXPECT_EQ(interner.number("text " + std::to_string(i)), i);
  EXPECT_EQ(interner.text(4999), "text 4999");
  EXPECT_EQ(interner.size(), 5000u);
}

}  // namespace
}  // namespace entente::verify
