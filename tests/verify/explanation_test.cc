#include "verify/explanation.h"

#include <sstream>

#include <gtest/gtest.h>

#include "certify/certify.h"
#include "verify/terms_random.h"

namespace entente::verify {
namespace {

certify::Verdict checked(const std::string& certificate) {
  std::istringstream in(certificate);
  return certify::check(in);
}

const Standard standards[] = {{},
                              {Standard::Kind::monitors, 2, {}},
                              {Standard::Kind::witnesses, 2, {}},
                              {Standard::Kind::undisputed, 2, {}},
                              {Standard::Kind::word, 2, "P"}};

struct Case {
  Agreement agreement;
  IncidentSet set;
  Standard standard;
  std::size_t term = 0;
};

Case make_case(std::uint32_t seed) {
  Dice dice(seed);
  Case c;
  c.agreement = random_agreement(dice);
  c.set = random_incidents(dice, dice.below(8), 2);
  c.standard = standards[seed % 5];
  c.term = c.agreement.terms.size() - 1;
  return c;
}

TEST(Explanation, EveryCertificateIsValid) {
  int cited = 0, by_cases = 0;
  for (std::uint32_t seed = 0; seed < 20000; ++seed) {
    const Case c = make_case(seed);
    const Facts facts(c.agreement, c.set);
    const Explanation e = explain(facts, c.standard, 38, c.term);
    cited += static_cast<int>(e.cited.size());
    const TermResult result = evaluate_term(facts, c.standard, 38, c.term);
    by_cases += result.cases > 0 && result.verdict != TermVerdict::undetermined ? 1 : 0;
    const std::string certificate = certificate_of(facts, c.standard, 38, c.term, e);
    if (certificate.empty()) {
      ASSERT_TRUE(result.too_many) << "seed " << seed;
      continue;
    }
    const auto verdict = checked(certificate);
    ASSERT_TRUE(verdict.valid) << "seed " << seed << ": " << verdict.message << '\n' << certificate << to_text(e.tree);
  }
  EXPECT_GT(cited, 4000);
  EXPECT_GT(by_cases, 250);
}

TEST(Explanation, CitesTheSmallestSet) {
  int compared = 0, larger = 0;
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    const Case c = make_case(seed);
    const std::size_t n = c.set.incidents.size();
    if (n > 6) continue;
    const Facts facts(c.agreement, c.set);
    const Explanation e = explain(facts, c.standard, 38, c.term);
    std::size_t smallest = n;
    for (std::uint32_t mask = 0; mask < (1u << n); ++mask) {
      std::vector<std::uint32_t> some;
      for (std::uint32_t i = 0; i < n; ++i) {
        if (mask >> i & 1u) some.push_back(i);
      }
      if (some.size() >= smallest) continue;
      const IncidentSet few = subset(c.set, some);
      if (evaluate_term(Facts(c.agreement, few), c.standard, 38, c.term).verdict == e.verdict) smallest = some.size();
    }
    ++compared;
    larger += e.cited.size() > smallest ? 1 : 0;
  }
  EXPECT_GT(compared, 1500);
  EXPECT_EQ(larger, 0);
}

// One change to a step, to what is cited or to the verdict: each must be noticed. (A change to a stated fact makes
// another certificate, which is as true as its facts.)
TEST(Explanation, MutatedStepsAreRejected) {
  int mutants = 0;
  for (std::uint32_t seed = 0; seed < 8000; ++seed) {
    const Case c = make_case(seed);
    const Facts facts(c.agreement, c.set);
    const std::string certificate =
        certificate_of(facts, c.standard, 38, c.term, explain(facts, c.standard, 38, c.term));
    if (certificate.empty()) continue;  // the cases are too many
    std::vector<std::string> lines;
    std::istringstream in(certificate);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    std::size_t steps = 0;
    while (lines[steps].rfind("cited", 0) != 0) ++steps;
    Dice dice(seed);
    for (int i = 0; i < 4; ++i) {
      std::vector<std::string> mutant = lines;
      const std::size_t at = steps + static_cast<std::size_t>(dice.below(static_cast<int>(lines.size() - steps)));
      std::string& line = mutant[at];
      switch (dice.below(7)) {
        case 0:
          mutant.erase(mutant.begin() + static_cast<std::ptrdiff_t>(at));
          break;
        case 1:
          mutant.insert(mutant.begin() + static_cast<std::ptrdiff_t>(at), line);
          break;
        case 2: {  // a digit
          const std::size_t digit = line.find_last_of("0123456789");
          if (digit == std::string::npos) continue;
          line[digit] = line[digit] == '9' ? '1' : static_cast<char>(line[digit] + 1);
          break;
        }
        case 3: {  // another verdict
          const std::string words[] = {"kept", "open", "undetermined", "breached"};
          std::string& last = mutant.back();
          const std::string other = "verdict\t" + words[dice.below(4)];
          if (last == other) continue;
          last = other;
          break;
        }
        case 4: {  // a case decided otherwise
          const std::string words[] = {"case\tkept", "case\topen", "case\tbreached"};
          if (line.rfind("case\t", 0) != 0 || line == "case\tundetermined") continue;
          const std::string other = words[dice.below(3)];
          if (line == other) continue;
          line = other;
          break;
        }
        case 5: {  // one less is cited
          const std::size_t bar = mutant[steps].rfind('|');
          if (bar == std::string::npos) continue;
          mutant[steps].resize(bar);
          break;
        }
        default:
          mutant.resize(at);
          break;
      }
      std::string text;
      for (const std::string& l : mutant) text += l + '\n';
      if (text == certificate) continue;
      ++mutants;
      ASSERT_FALSE(checked(text).valid) << "seed " << seed << '\n' << certificate << "----\n" << text;
    }
  }
  EXPECT_GT(mutants, 15000);
}

// What is cited must be among the facts.
TEST(Explanation, CertificatesWithOtherFactsAreRejected) {
  int mutants = 0;
  for (std::uint32_t seed = 0; seed < 4000; ++seed) {
    const Case c = make_case(seed);
    const Facts facts(c.agreement, c.set);
    const Explanation e = explain(facts, c.standard, 38, c.term);
    const std::string certificate = certificate_of(facts, c.standard, 38, c.term, e);
    for (const std::uint32_t cited : e.cited) {
      const std::string line = "incident\t" + c.set.names[c.set.incidents[cited].id] + '\t';
      const std::size_t begin = certificate.find(line), end = certificate.find('\n', begin);
      ASSERT_NE(begin, std::string::npos);
      ++mutants;
      ASSERT_FALSE(checked(certificate.substr(0, begin) + certificate.substr(end + 1)).valid) << certificate;
    }
  }
  EXPECT_GT(mutants, 800);
}

// Where the cases are too many the verdict claims nothing, and there is no certificate.
TEST(Explanation, HasNoCertificateWhereTheCasesAreTooMany) {
  const Case c = make_case(463366);
  const Facts facts(c.agreement, c.set);
  ASSERT_TRUE(evaluate_term(facts, {Standard::Kind::monitors, 2, {}}, 38, c.term).too_many);
  const Explanation e = explain(facts, c.standard, 38, c.term);
  EXPECT_EQ(e.verdict, TermVerdict::undetermined);
  EXPECT_EQ(certificate_of(facts, c.standard, 38, c.term, e), "");
}

}  // namespace
}  // namespace entente::verify
