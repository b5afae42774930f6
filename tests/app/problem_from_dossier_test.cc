#include "app/problem_from_dossier.h"

#include <gtest/gtest.h>

namespace entente::app {
namespace {

DossierPosition said(const char* party, const char* issue, Stance stance, int polarity, Strength strength,
                     const char* words, std::vector<std::string> conditions = {}, const char* date = "2031-02-01") {
  DossierPosition row;
  row.position.party = party;
  row.position.issue = issue;
  row.position.stance = stance;
  row.position.polarity = polarity;
  row.position.strength = strength;
  row.what = words;
  row.sentence = std::string(party) + " said: " + words;
  row.conditions = std::move(conditions);
  row.document = std::string("report on ") + issue;
  row.date = date;
  row.speaker = "a spokesman";
  row.start = 3;
  row.end = 17;
  return row;
}

TEST(ProblemFromDossier, AnIssueIsAdoptedOrNot) {
  DossierPositions dossier;
  dossier.title = "strait.db";
  dossier.positions = {said("North", "joint patrol", Stance::demands, 1, Strength::firm, "a joint patrol"),
                       said("South", "joint patrol", Stance::refuses, -1, Strength::red_line, "any joint patrol"),
                       said("South", "transit fees", Stance::accepts, 1, Strength::open, "lower transit fees"),
                       said("East", "joint patrol", Stance::questions, 0, Strength::open, "the patrol")};
  const auto made = problem_from_dossier(dossier);
  ASSERT_TRUE(made);
  const settle::Problem& problem = *made;
  EXPECT_TRUE(settle::is_well_formed(problem));
  EXPECT_EQ(problem.utilities_from, "positions");
  ASSERT_EQ(problem.parties.size(), 2u) << "who takes no side is no party";
  ASSERT_EQ(problem.issues.size(), 2u);
  EXPECT_EQ(problem.issues[0].options[0].name, "adopted");
  ASSERT_EQ(problem.positions.size(), 3u);
  const auto position = [&](const char* name) {
    for (const auto& one : problem.positions) {
      if (one.name == name) return one;
    }
    ADD_FAILURE() << name;
    return settle::SettlePosition{};
  };
  EXPECT_EQ(position("North on joint patrol").demands, (std::vector<settle::OptionIndex>{0}));
  EXPECT_EQ(position("South on joint patrol").refuses, (std::vector<settle::OptionIndex>{0}));
  EXPECT_EQ(position("South on joint patrol").strength, Strength::red_line);
  EXPECT_EQ(position("South on transit fees").accepts, (std::vector<settle::OptionIndex>{0}));
  const auto& evidence = position("South on joint patrol").origin.evidence;
  ASSERT_EQ(evidence.size(), 1u);
  EXPECT_EQ(evidence[0].words, "South said: any joint patrol");
  EXPECT_EQ(evidence[0].start, 3u);
  EXPECT_EQ(evidence[0].speaker, "a spokesman");
}

TEST(ProblemFromDossier, TheLatestSideCounts) {
  DossierPositions dossier;
  dossier.positions = {said("North", "patrol", Stance::supports, 1, Strength::open, "a patrol", {}, "2031-03-05"),
                       said("North", "patrol", Stance::refuses, -1, Strength::firm, "a patrol", {}, "2031-02-03"),
                       said("North", "patrol", Stance::refuses, -1, Strength::firm, "a patrol", {}, ""),
                       said("North", "patrol", Stance::questions, 0, Strength::open, "a patrol", {}, "2031-03-09")};
  const auto made = problem_from_dossier(dossier);
  ASSERT_TRUE(made);
  ASSERT_EQ(made->positions.size(), 1u);
  EXPECT_EQ(made->positions[0].accepts, (std::vector<settle::OptionIndex>{0}));
  EXPECT_EQ(made->positions[0].origin.evidence[0].date, "2031-03-05");
}

TEST(ProblemFromDossier, AConditionIsAnImplicationOrAnOrderOfSteps) {
  DossierPositions dossier;
  dossier.positions = {
      said("South", "withdrawal of the batteries", Stance::accepts, 1, Strength::red_line, "the batteries go",
           {"once the guarantee is signed"}),
      said("North", "release of the crews", Stance::offers, 1, Strength::firm, "the crews go home",
           {"only after the withdrawal of the batteries"}),
      said("Friends", "guarantee", Stance::offers, 1, Strength::firm, "a guarantee",
           {"after the release of the crews"}),
      said("North", "lower fees", Stance::accepts, 1, Strength::open, "half the fee",
           {"provided that the guarantee holds"}),
      said("South", "lower fees", Stance::demands, 1, Strength::firm, "half the fee", {"if the moon is green"})};
  const auto made = problem_from_dossier(dossier);
  ASSERT_TRUE(made);
  const settle::Problem& problem = *made;
  EXPECT_TRUE(settle::is_well_formed(problem));
  const auto issue = [&](const char* name) { return *find_issue(problem, name); };
  const auto step = [&](const char* name) { return *find_step(problem, name); };
  // Three steps in a circle, each with the words that make it wait.
  for (const auto& [after, before] : {std::pair{"withdrawal of the batteries", "guarantee"},
                                      std::pair{"release of the crews", "withdrawal of the batteries"},
                                      std::pair{"guarantee", "release of the crews"}}) {
    const settle::Step& waiting = problem.steps[step(after)];
    ASSERT_EQ(waiting.waits.size(), 1u) << after;
    EXPECT_EQ(waiting.waits[0].any_of, (std::vector<settle::StepIndex>{step(before)}));
    EXPECT_FALSE(waiting.waits[0].origin.evidence[0].words.empty());
    EXPECT_EQ(waiting.carries_out, (settle::Choice{issue(after), {0}}));
  }
  for (const auto& position : problem.positions) {
    if (position.name == "North on lower fees") {
      EXPECT_EQ(position.only_if, (std::vector<settle::Choice>{{issue("guarantee"), {0}}}));
    }
    if (position.name == "South on lower fees") {
      EXPECT_TRUE(position.only_if.empty());
      ASSERT_EQ(position.only_after.size(), 1u);
      EXPECT_FALSE(problem.steps[position.only_after[0]].carries_out);
    }
  }
}

TEST(ProblemFromDossier, ACaseAddsOptionsAndPartiesComeFirst) {
  DossierPositions dossier;
  dossier.facts.parties = {{"North", {"the north"}, {"Anna Holt"}}};
  dossier.facts.issues = {{"transit fees", {"fee"}, {"full fee", "half the fee", "no fee"}},
                          {"trigger", {"veto"}, {"finding of the observers", "consent of both governments"}}};
  dossier.positions = {said("Minister Anna Holt", "transit fees", Stance::accepts, 1, Strength::firm, "half the fee"),
                       said("South", "transit fees", Stance::refuses, -1, Strength::firm, "to pay the full fee"),
                       said("East", "transit fees", Stance::demands, 1, Strength::firm, "justice"),
                       said("South", "patrol", Stance::accepts, 1, Strength::firm, "a patrol",
                            {"only with the consent of both governments"})};
  const auto made = problem_from_dossier(dossier, {1, 1});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->parties.size(), 1u);
  const auto all = problem_from_dossier(dossier);
  ASSERT_TRUE(all);
  const settle::Problem& problem = *all;
  EXPECT_EQ(problem.parties[0].name, "North");
  EXPECT_EQ(problem.parties[0].aliases, (std::vector<std::string>{"the north"}));
  EXPECT_EQ(problem.issues[0].options.size(), 3u);
  EXPECT_EQ(problem.positions[0].accepts, (std::vector<settle::OptionIndex>{1}));
  ASSERT_EQ(all.diagnostics().size(), 1u);
  EXPECT_EQ(all.diagnostics()[0].code, "position-unclear");
  for (const auto& position : problem.positions) {
    if (position.name != "South on patrol") continue;
    EXPECT_EQ(position.only_if, (std::vector<settle::Choice>{{*find_issue(problem, "trigger"), {1}}}));
  }
}

TEST(ProblemFromDossier, NothingToSettleIsSaid) {
  DossierPositions dossier;
  dossier.positions = {said("North", "patrol", Stance::questions, 0, Strength::open, "the patrol")};
  const auto made = problem_from_dossier(dossier);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.diagnostics()[0].code, "positions-missing");
}

}  // namespace
}  // namespace entente::app
