#include "show/brief_settlement.h"

#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "format/xml.h"
#include "show/conflicts_groups.h"
#include "show/forecast_svg.h"
#include "show/frontier_svg.h"

namespace entente::show {
namespace {

settle::Problem problem_of(const std::string& text) {
  auto problem = settle::read_problem(text, "problem.toml");
  EXPECT_TRUE(problem) << to_string(problem.diagnostics()[0]);
  return problem ? std::move(problem).value() : settle::Problem{};
}

settle::Problem kesh() {
  std::ostringstream text;
  text << std::ifstream(ENTENTE_SOURCE_DIR "/examples/kesh/problem.toml").rdbuf();
  return problem_of(text.str());
}

// As many parties as wanted, each for or against each of three issues; names that a page has to escape.
settle::Problem many(std::size_t parties) {
  std::string text = "title = \"<b>&\\\"\"\n";
  for (const char* issue : {"a<b", "c&d", "plain"})
    text += "[[issue]]\nname = '" + std::string(issue) + "'\noptions = ['<yes>', 'no']\n";
  for (std::size_t p = 0; p < parties; ++p) text += "[[party]]\nname = 'P" + std::to_string(p) + " <script>'\n";
  for (std::size_t p = 0; p < parties; ++p) {
    for (const char* issue : {"a<b", "c&d", "plain"}) {
      const bool against = (p + std::string_view(issue).size()) % 3 == 0;
      text += "[[position]]\nparty = 'P" + std::to_string(p) + " <script>'\nissue = '" + issue + "'\n" +
              (against ? "refuses" : "demands") + " = '<yes>'\nwords = 'so <i>they</i> say & mean'\n";
    }
  }
  text += "[[step]]\nname = '<first>'\nafter = 'second'\n[[step]]\nname = 'second'\nafter = '<first>'\n";
  return problem_of(text);
}

bool is_well_formed_xml(std::string fragment) {
  // HTML's images are not closed.
  for (std::size_t at = 0; (at = fragment.find("<img", at)) != std::string::npos; ++at)
    fragment.insert(fragment.find('>', at), "/");
  return static_cast<bool>(format::parse_xml("<div>" + fragment + "</div>", "fragment"));
}

TEST(ConflictGroups, HoldEveryConflictOnce) {
  std::mt19937 random(3);
  for (int round = 0; round < 2'000; ++round) {
    const auto positions = static_cast<std::uint32_t>(2 + random() % 9);
    std::vector<std::vector<std::uint32_t>> conflicts;
    for (std::uint32_t a = 0; a < positions; ++a) {
      for (std::uint32_t b = a + 1; b < positions; ++b) {
        if (random() % 3 == 0) conflicts.push_back({a, b});
      }
    }
    if (round % 2 == 0 && positions > 3) conflicts.push_back({0, 1, 3});
    std::multiset<std::vector<std::uint32_t>> found;
    for (const ConflictGroup& group : grouped(conflicts)) {
      if (group.others.empty()) found.insert(group.positions);
      for (const std::uint32_t a : group.positions) {
        for (const std::uint32_t b : group.others) found.insert({std::min(a, b), std::max(a, b)});
      }
    }
    ASSERT_EQ(found, (std::multiset<std::vector<std::uint32_t>>(conflicts.begin(), conflicts.end()))) << round;
  }
}

TEST(ConflictGroups, OneAgainstManyIsOneSentence) {
  const settle::Problem problem = many(4);
  const auto groups = grouped({{0, 3}, {0, 6}, {0, 9}});
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].conflicts(), 3u);
  EXPECT_EQ(group_sentence(problem, groups[0]),
            "What P0 <script> wants excludes what each of P1 <script>, P2 <script> and P3 <script> wants");
}

TEST(BriefSettlement, TheExampleInSentences) {
  const settle::Problem problem = kesh();
  Brief brief;
  brief.parties = {"Ostrel", "Marenne"};
  brief.issues = {"guarantee", "trigger"};
  BriefCell cell;
  cell.party = cell.issue = 1;
  brief.cells = {cell};
  const std::string conflicts = conflicts_html(problem, settle::conflicts_of(problem, {}), WordsLink(brief));
  EXPECT_NE(conflicts.find("Marenne and Ostrel cannot both have their way"), std::string::npos);
  EXPECT_NE(conflicts.find("In no circumstances, she added"), std::string::npos);
  EXPECT_NE(conflicts.find("href=\"#c1-1\""), std::string::npos) << "the words of Marenne on the trigger";
  EXPECT_NE(conflicts.find("The least in which everybody gives something"), std::string::npos);
  const settle::Problem valued = settle::with_assumed_values(problem);
  EXPECT_NE(packages_html(valued, settle::find_packages(valued, {})).find("there is no deal as the parties stand"),
            std::string::npos);
  const std::string sequence = sequence_html(problem, settle::sequence_of(problem, {}));
  EXPECT_NE(sequence.find("It breaks if “the batteries leave Tarn”, “the crews sail home” and “the Friends sign”"),
            std::string::npos);
  EXPECT_NE(sequence.find("only once the batteries had left Tarn Island"), std::string::npos);
}

TEST(BriefSettlement, EveryPartIsEscapedAndWellFormed) {
  for (const std::size_t parties : {2u, 4u, 7u, 12u}) {
    const settle::Problem problem = many(parties);
    const settle::Problem valued = settle::with_assumed_values(problem);
    const Brief brief;
    const settle::PackagesAnswer answer = settle::find_packages(valued, {});
    const auto issues = settle::forecast_issues_of(problem);
    settle::Forecast forecast;
    forecast.issue = issues.front().name;
    const std::vector<settle::Forecast> forecasts(issues.size(), forecast);
    const std::vector<std::string> parts = {
        conflicts_html(problem, settle::conflicts_of(problem, {}), WordsLink(brief)), packages_html(valued, answer),
        sequence_html(problem, settle::sequence_of(problem, {})), forecast_html(problem, issues, forecasts)};
    for (const std::string& part : parts) {
      EXPECT_TRUE(is_well_formed_xml(part)) << part;
      EXPECT_EQ(part.find("<script"), std::string::npos);
      EXPECT_EQ(part.find("style="), std::string::npos) << "the page's policy forbids it";
    }
    for (const std::string& svg : {frontier_svg(valued, answer), forecast_svg(problem, issues, forecasts)})
      EXPECT_TRUE(static_cast<bool>(format::parse_xml(svg, "svg"))) << svg;
  }
}

TEST(FrontierPicture, ManyPartiesGetAnAxisEach) {
  const settle::Problem valued = settle::with_assumed_values(many(7));
  const std::string svg = frontier_svg(valued, settle::find_packages(valued, {}));
  std::size_t axes = 0;
  for (std::size_t at = 0; (at = svg.find("class=\"axis\"", at)) != std::string::npos; ++at) ++axes;
  EXPECT_EQ(axes, 7u);
  EXPECT_NE(svg.find("class=\"s0\""), std::string::npos) << "the Nash package";
}

}  // namespace
}  // namespace entente::show
