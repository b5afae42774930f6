#include "app/problem_from_dossier.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace entente::app {
namespace {

DossierPosition said(const char* party, const char* issue, Stance stance, int polarity, Strength strength,
                     const char* words, const std::vector<std::string>& conditions = {},
                     const char* date = "2031-02-01") {
  DossierPosition row;
  row.position.party = party;
  row.position.issue = issue;
  row.position.stance = stance;
  row.position.polarity = polarity;
  row.position.strength = strength;
  row.what = {words, 9, 17};
  row.sentence = {std::string(party) + " said: " + words, 3, 17};
  for (const std::string& condition : conditions) row.conditions.push_back({condition, 30, 40});
  row.document = std::string("report on ") + issue;
  row.date = date;
  row.speaker = "a spokesman";
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
      EXPECT_TRUE(position.only_after.empty());
      EXPECT_EQ(position.provided, (std::vector<std::string>{"if the moon is green"}));
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

TEST(ProblemFromDossier, NamesAreNoIssuesAndDividedIssuesComeFirst) {
  DossierPositions dossier;
  dossier.positions = {said("North", "South", Stance::supports, 1, Strength::red_line, "South"),
                       said("East", "South", Stance::refuses, -1, Strength::red_line, "South"),
                       said("South", "spokesman", Stance::supports, 1, Strength::red_line, "him"),
                       said("South", "France", Stance::demands, 1, Strength::red_line, "France"),
                       said("South", "lamps", Stance::demands, 1, Strength::firm, "lamps"),
                       said("South", "lamps", Stance::demands, 1, Strength::firm, "lamps"),
                       said("South", "lamps", Stance::demands, 1, Strength::firm, "lamps"),
                       said("officials", "lamps", Stance::supports, 1, Strength::firm, "lamps"),
                       said("North", "patrol", Stance::refuses, -1, Strength::firm, "a patrol"),
                       said("South", "patrol", Stance::supports, 1, Strength::firm, "a patrol")};
  for (DossierPosition& row : dossier.positions) row.speaker = "Mira Spokesman";
  const auto made = problem_from_dossier(dossier);
  ASSERT_TRUE(made);
  ASSERT_EQ(made->issues.size(), 2u) << "parties, a speaker's last name and a country are no issues";
  EXPECT_EQ(made->issues[0].name, "patrol") << "three reports of one party weigh less than two parties that differ";
  EXPECT_EQ(made->issues[1].name, "lamps");
  EXPECT_EQ(made->parties.size(), 2u) << "officials are no party where there are parties with names";
}

TEST(ProblemFromDossier, PersonsCountAsTheirPartyAndCountriesAsThemselves) {
  DossierPositions dossier;
  dossier.positions = {said("Ostrel", "patrol", Stance::demands, 1, Strength::firm, "a patrol"),
                       said("Mira Tolan", "patrol", Stance::demands, 1, Strength::firm, "a patrol"),
                       said("Ostrelian", "lamps", Stance::demands, 1, Strength::firm, "lamps"),
                       said("China", "patrol", Stance::refuses, -1, Strength::firm, "a patrol"),
                       said("G-77/China", "patrol", Stance::refuses, -1, Strength::firm, "a patrol"),
                       said("G-77/China", "lamps", Stance::refuses, -1, Strength::firm, "lamps")};
  dossier.positions[0].speaker = "Mira Tolan";
  dossier.positions[1].speaker = "";
  for (std::size_t i = 3; i < 6; ++i) dossier.positions[i].speaker = "China";
  const auto made = problem_from_dossier(dossier);
  ASSERT_TRUE(made);
  std::vector<std::string> names;
  for (const auto& party : made->parties) names.push_back(party.name);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(names, (std::vector<std::string>{"China", "G-77/China", "Ostrel"}));
}

TEST(ProblemFromDossier, TheWholeThingIsAgainstTheOptionWithoutIt) {
  DossierPositions dossier;
  dossier.facts.issues = {
      {"joint patrol", {"mixed flotilla"}, {"whole strait", "northern channel", "no joint patrol"}}};
  dossier.positions = {
      said("North", "joint patrol", Stance::supports, 1, Strength::firm, "a mixed flotilla"),
      said("South", "joint patrol", Stance::refuses, -1, Strength::firm, "any joint patrol"),
      said("East", "joint patrol", Stance::accepts, 1, Strength::firm, "a patrol of the whole strait"),
      said("West", "joint patrol", Stance::demands, 1, Strength::firm, "that there be no joint patrol")};
  const auto made = problem_from_dossier(dossier);
  ASSERT_TRUE(made) << to_string(made.diagnostics()[0]);
  ASSERT_EQ(made->positions.size(), 4u);
  using Options = std::vector<settle::OptionIndex>;
  for (const auto& position : made->positions) {
    const std::string& party = made->parties[position.party].name;
    EXPECT_EQ(position.refuses, Options{}) << party;
    EXPECT_EQ(position.demands, party == "South" || party == "West" ? Options{2} : Options{}) << party;
    const Options northern = {0, 1};
    EXPECT_EQ(position.accepts, party == "East" ? Options{0} : party == "North" ? northern : Options{}) << party;
  }
}

TEST(ProblemFromDossier, OrderIsOfIssuesAndItsWordsAreTheThingAlone) {
  DossierPositions dossier;
  dossier.facts.parties = {{"North", {"the north"}, {}}, {"Friends", {}, {}}};
  dossier.facts.issues = {{"crews", {"sailors"}, {"released at once", "released in the same hour"}}};
  dossier.positions = {said("Friends", "guarantee", Stance::offers, 1, Strength::firm, "a guarantee",
                            {"only after North has freed the sailors, its chair said on Saturday"}),
                       said("North", "crews", Stance::accepts, 1, Strength::firm, "to see them released at once",
                            {"once the moon has risen"})};
  const auto made = problem_from_dossier(dossier);
  ASSERT_TRUE(made);
  const settle::Problem& problem = *made;
  const auto crews = find_step(problem, "crews");
  const auto moon = find_step(problem, "the moon has risen");
  const auto guarantee = find_step(problem, "guarantee");
  ASSERT_TRUE(crews && moon && guarantee);
  EXPECT_EQ(problem.steps[*crews].party, find_party(problem, "North"));
  EXPECT_EQ(problem.steps[*crews].title, "crews: released at once");
  ASSERT_EQ(problem.steps[*crews].waits.size(), 1u);
  EXPECT_EQ(problem.steps[*crews].waits[0].any_of, (std::vector<settle::StepIndex>{*moon}));
  ASSERT_EQ(problem.steps[*guarantee].waits.size(), 1u);
  EXPECT_EQ(problem.steps[*guarantee].waits[0].any_of, (std::vector<settle::StepIndex>{*crews}));
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
