#include "settle/check.h"

#include <gtest/gtest.h>

#include "settle/problem_toml.h"

namespace entente::settle {
namespace {

constexpr std::string_view strait = R"(
[[issue]]
name = "fees"
options = ["full", "half", "none"]
[[issue]]
name = "guns"
options = ["stay", "leave"]
[[issue]]
name = "crews"
options = ["held", "freed"]
[[party]]
name = "North"
[[party]]
name = "South"
[[party]]
name = "East"
[[party]]
name = "Mediator"
signs = false
[[step]]
name = "they sign"
[[position]]
party = "North"
issue = "guns"
demands = "leave"
strength = "red-line"
words = "The guns must go."
[[position]]
party = "North"
issue = "fees"
accepts = "half"
only_if = { crews = "freed" }
[[position]]
party = "South"
issue = "guns"
accepts = "leave"
only_after = "they sign"
[[position]]
party = "South"
issue = "fees"
refuses = "full"
[[position]]
party = "South"
issue = "crews"
demands = "freed"
when = { guns = "leave" }
[[constraint]]
name = "no free lunch"
not_together = { fees = "none", crews = "freed" }
)";

class CheckTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto read = read_problem(strait, "strait.toml");
    ASSERT_TRUE(read);
    problem_ = std::move(read).value();
  }

  CheckAnswer check(const std::string& settles) {
    const auto draft = read_draft("[settles]\n" + settles, "draft.toml", problem_);
    EXPECT_TRUE(draft);
    draft_ = *draft;
    return check_draft(problem_, draft_);
  }

  const Finding& of(const CheckAnswer& answer, const char* party, const char* provision) {
    for (const Finding& finding : answer.findings) {
      if (problem_.parties[finding.party].name == party && draft_[finding.provision].name == provision) return finding;
    }
    ADD_FAILURE() << party << " on " << provision;
    return answer.findings.front();
  }

  Problem problem_;
  std::vector<Provision> draft_;
};

TEST_F(CheckTest, ADemandRefusesEverythingElse) {
  const CheckAnswer answer = check("guns = 'stay'");
  const Finding& north = of(answer, "North", "guns");
  EXPECT_EQ(north.reception, Reception::refused);
  EXPECT_TRUE(north.red_line);
  EXPECT_EQ(problem_.positions[*north.position].origin.evidence[0].words, "The guns must go.");
  EXPECT_EQ(of(answer, "South", "guns").reception, Reception::silent);
  EXPECT_EQ(answer.overall, Reception::refused);
  EXPECT_EQ(answer.parties[0].red_lines.size(), 1u);
}

TEST_F(CheckTest, ConditionsAreJudgedByTheRestOfTheDraft) {
  EXPECT_EQ(of(check("fees = 'half'"), "North", "fees").reception, Reception::conditional);
  EXPECT_EQ(of(check("fees = 'half'\ncrews = 'freed'"), "North", "fees").reception, Reception::accepted);
  const CheckAnswer broken = check("fees = 'half'\ncrews = 'held'");
  EXPECT_EQ(of(broken, "North", "fees").reception, Reception::refused);
  EXPECT_FALSE(of(broken, "North", "fees").red_line);
  EXPECT_EQ(of(broken, "North", "fees").conditions, (std::vector<Choice>{{2, {1}}}));
}

TEST_F(CheckTest, StepsThatAreNotDoneMakeItConditional) {
  EXPECT_EQ(of(check("guns = 'leave'"), "South", "guns").reception, Reception::conditional);
  problem_.steps[0].done = true;
  EXPECT_EQ(of(check("guns = 'leave'"), "South", "guns").reception, Reception::accepted);
}

TEST_F(CheckTest, WhenLimitsAPosition) {
  EXPECT_EQ(of(check("crews = 'held'"), "South", "crews").reception, Reception::silent);
  EXPECT_EQ(of(check("crews = 'held'\nguns = 'leave'"), "South", "crews").reception, Reception::refused);
}

TEST_F(CheckTest, BracketsAreRefusedOnlyWhereAllOptionsAre) {
  EXPECT_EQ(of(check("fees = ['full', 'half']"), "South", "fees").reception, Reception::silent);
  EXPECT_EQ(of(check("fees = ['full']"), "South", "fees").reception, Reception::refused);
  EXPECT_EQ(of(check("guns = ['stay', 'leave']"), "North", "guns").reception, Reception::accepted);
}

TEST_F(CheckTest, SaysWhoIsMissingAndWhatIsOpen) {
  const CheckAnswer answer = check("guns = 'leave'\nfees = ['half', 'none']");
  EXPECT_EQ(answer.missing, (std::vector<PartyIndex>{2}));
  EXPECT_EQ(answer.open, (std::vector<IssueIndex>{0, 2}));
  EXPECT_EQ(answer.parties.size(), 3u) << "a mediator's consent is not asked for";
  EXPECT_TRUE(answer.violated.empty());
  EXPECT_EQ(answer.parties[0].unanswered.size(), 0u);
  EXPECT_EQ(check("fees = 'half'").parties[0].unanswered.size(), 1u) << "North's demand on the guns";
}

TEST_F(CheckTest, AnImpossibleDraftIsRefused) {
  const CheckAnswer answer = check("fees = 'none'\ncrews = 'freed'");
  EXPECT_EQ(answer.violated, (std::vector<std::size_t>{0}));
  EXPECT_EQ(answer.overall, Reception::refused);
}

TEST_F(CheckTest, AcceptedByAllIsAccepted) {
  const auto half = read_problem(R"([[issue]]
name = "fees"
options = ["full", "half"]
[[party]]
name = "North"
[[position]]
party = "North"
issue = "fees"
accepts = "half"
)",
                                 "half.toml");
  ASSERT_TRUE(half);
  problem_ = *half;
  EXPECT_EQ(check("fees = 'half'").overall, Reception::accepted);
  EXPECT_EQ(check("fees = 'full'").overall, Reception::silent);
}

}  // namespace
}  // namespace entente::settle
