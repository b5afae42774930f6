// The example's truce against the planted truth beside it.
#include <algorithm>
#include <sstream>

#include "certify/certify.h"
#include "format/json.h"
#include "verify/example_files.h"
#include "verify/explanation.h"
#include "verify/guarantees.h"

namespace entente::verify {
namespace {

struct Kesh : testing::Test {
  Agreement agreement = terms_of("examples/kesh/truce.toml");
  IncidentSet set = incidents_of(file_text("examples/kesh/incidents.csv"), "examples/kesh/incidents-map.toml");
  Facts facts{agreement, set};
  format::Json truth = *format::parse_json(file_text("examples/kesh/truce-truth.json"), "truce-truth.json");
};

TEST_F(Kesh, HasWhatItIsSaidToHave) {
  EXPECT_EQ(agreement.terms.size(), 8u);
  EXPECT_NEAR(static_cast<double>(set.incidents.size()), 400, 10);
  EXPECT_EQ(set.sources.size(), 8u);
}

TEST_F(Kesh, VerdictsAreThePlantedOnes) {
  for (const auto& moment : truth["verdicts"]) {
    const auto as_of = parse_time(moment["as_of"].get<std::string>(), TimeFormat::iso, agreement.zone);
    ASSERT_TRUE(as_of);
    for (const auto& [term, verdicts] : moment["terms"].items()) {
      const auto index = agreement.term_index(term);
      ASSERT_TRUE(index) << term;
      for (const auto& [word, verdict] : verdicts.items()) {
        const auto standard = parse_standard(word);
        ASSERT_TRUE(standard) << word;
        const TermResult result = evaluate_term(facts, *standard, as_of->to, *index);
        EXPECT_EQ(to_string(result.verdict), verdict.get<std::string>()) << term << ' ' << word << " as of " << moment["as_of"];
      }
    }
  }
}

TEST_F(Kesh, PlantedBreachesAreWhatIsCited) {
  for (const auto& planted : truth["planted"]) {
    const auto as_of = parse_time(planted["as_of"].get<std::string>(), TimeFormat::iso, agreement.zone)->to;
    const auto term = *agreement.term_index(planted["term"].get<std::string>());
    const auto standard = *parse_standard(planted["standard"].get<std::string>());
    const Explanation e = explain(facts, standard, as_of, term);
    std::vector<std::string> cited;
    for (const auto i : e.cited) cited.push_back(set.names[set.incidents[i].id]);
    std::sort(cited.begin(), cited.end());
    EXPECT_EQ(cited, planted["cited"].get<std::vector<std::string>>()) << planted["what"] << '\n' << to_text(e.tree);
    std::istringstream certificate(certificate_of(facts, standard, as_of, term, e));
    const auto verdict = certify::check(certificate);
    EXPECT_TRUE(verdict.valid) << verdict.message;
  }
}

TEST_F(Kesh, EveryCertificateIsValid) {
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    for (const Standard& standard : usual_standards(agreement)) {
      const Explanation e = explain(facts, standard, set.last_word(), t);
      std::istringstream certificate(certificate_of(facts, standard, set.last_word(), t, e));
      const auto verdict = certify::check(certificate);
      EXPECT_TRUE(verdict.valid) << agreement.terms[t].name << ' ' << to_string(standard) << ": " << verdict.message;
    }
  }
}

TEST_F(Kesh, GuaranteesAreTriggeredByTheConfirmedBreach) {
  const auto states = guarantee_states(facts, set.last_word());
  ASSERT_EQ(states.size(), 3u);
  EXPECT_EQ(states[0].kind, GuaranteeState::Kind::triggered);
  EXPECT_EQ(states[0].due_from, states[0].since + 48 * 3600);
  EXPECT_EQ(states[0].due_until, states[0].since + 48 * 3600 + 7 * 86400);
  EXPECT_EQ(states[1].kind, GuaranteeState::Kind::may_be);
  EXPECT_EQ(states[2].kind, GuaranteeState::Kind::triggered);
  std::vector<std::string> kinds;
  for (const GuaranteeFlaw& flaw : guarantee_flaws(agreement)) kinds.emplace_back(to_string(flaw.kind));
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "contradiction"), 1);
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "veto"), 1);
  EXPECT_GT(std::count(kinds.begin(), kinds.end(), "unanswered"), 4);
}

}  // namespace
}  // namespace entente::verify
