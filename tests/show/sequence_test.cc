#include "show/sequence.h"

#include <fstream>
#include <functional>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "format/xml.h"
#include "show/conflicts.h"
#include "show/sequence_layout.h"
#include "show/sequence_svg.h"
#include "show/svg_text.h"

namespace entente::show {
namespace {

settle::Problem kesh() {
  std::ostringstream text;
  text << std::ifstream(ENTENTE_SOURCE_DIR "/examples/kesh/problem.toml").rdbuf();
  auto problem = settle::read_problem(text.str(), "problem.toml");
  EXPECT_TRUE(problem);
  return problem ? std::move(problem).value() : settle::Problem{};
}

TEST(SequenceShown, JsonHasTheDeadlockWithItsWords) {
  const settle::Problem problem = kesh();
  const format::Json json = sequence_json(problem, settle::sequence_of(problem, {}));
  ASSERT_EQ(json["deadlocks"].size(), 1u);
  EXPECT_EQ(json["deadlocks"][0]["steps"].size(), 3u);
  EXPECT_EQ(json["deadlocks"][0]["swaps"][0], json["deadlocks"][0]["steps"]);
  for (const auto& wait : json["deadlocks"][0]["waits"])
    EXPECT_FALSE(wait["evidence"][0]["words"].get<std::string>().empty());
  EXPECT_EQ(json["can_start"], format::Json::array({"the joint patrol begins"}));
}

TEST(SequenceShown, TheTerminalSaysWhatBreaksIt) {
  const settle::Problem problem = kesh();
  std::ostringstream out;
  std::ostringstream err;
  Console console{out, err};
  print_sequence(problem, settle::sequence_of(problem, {}), OutputFormat::terminal, console);
  EXPECT_NE(
      out.str().find("It breaks if “the batteries leave Tarn”, “the crews sail home” and “the Friends sign” happen at "
                     "one moment."),
      std::string::npos);
}

TEST(SequenceShown, CsvHasARowForEachStep) {
  const settle::Problem problem = kesh();
  std::ostringstream out;
  std::ostringstream err;
  Console console{out, err};
  print_sequence(problem, settle::sequence_of(problem, {}), OutputFormat::csv, console);
  const std::string text = out.str();
  EXPECT_EQ(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), problem.steps.size() + 1);
}

TEST(ConflictsShown, JsonHasSentencesAndWhatIsThenPossible) {
  const settle::Problem problem = kesh();
  const format::Json json = conflicts_json(problem, settle::conflicts_of(problem, {}));
  EXPECT_TRUE(json["complete"].get<bool>());
  EXPECT_EQ(json["conflicts"][0]["sentence"], "Marenne and Ostrel cannot both have their way");
  EXPECT_EQ(json["concessions"][0]["package"].size(), problem.issues.size());
  EXPECT_EQ(json["alone"].size(), 2u);
  EXPECT_TRUE(json["everybody"].is_object());
}

TEST(SequenceSvg, IsXmlAndMarksTheDeadlock) {
  const settle::Problem problem = kesh();
  const std::string svg = sequence_svg(problem, settle::sequence_of(problem, {}));
  ASSERT_TRUE(format::parse_xml(svg, "svg"));
  std::size_t marked = 0;
  for (std::size_t at = svg.find("class=\"step deadlock\""); at != std::string::npos;
       at = svg.find("class=\"step deadlock\"", at + 1))
    ++marked;
  EXPECT_EQ(marked, 3u);
}

TEST(SequenceSvg, AnyNamesAndAnyGraphGiveXml) {
  std::mt19937 random(6);
  for (int round = 0; round < 40; ++round) {
    settle::Problem problem;
    problem.title = "<&\"' \x01";
    problem.steps.resize(1 + random() % 300);
    for (auto& step : problem.steps) {
      step.name = std::string(random() % 60, "<&>\"ä x"[random() % 5]);
      step.done = random() % 10 == 0;
      for (std::size_t w = random() % 3; w-- > 0;) {
        step.waits.push_back({{static_cast<settle::StepIndex>(random() % problem.steps.size())}, std::nullopt, {}});
      }
      if (random() % 9 == 0) step.together.push_back(static_cast<settle::StepIndex>(random() % problem.steps.size()));
    }
    ASSERT_TRUE(format::parse_xml(sequence_svg(problem, settle::sequence_of(problem, {})), "svg")) << "round " << round;
  }
}

TEST(SequenceLayout, ArrowsLeadRightUnlessTheyCloseACircle) {
  std::mt19937 random(8);
  for (int round = 0; round < 300; ++round) {
    const std::size_t size = 1 + random() % 30;
    std::vector<std::vector<std::size_t>> targets(size);
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t n = random() % 3; n-- > 0;) {
        if (i + 1 < size) targets[i].push_back(i + 1 + random() % (size - i - 1));
      }
    }
    const auto nodes = layered(targets);  // without circles
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (std::size_t i = 0; i < size; ++i) {
      places.emplace_back(nodes[i].layer, nodes[i].row);
      for (const std::size_t to : targets[i]) ASSERT_LT(nodes[i].layer, nodes[to].layer);
    }
    std::sort(places.begin(), places.end());
    ASSERT_EQ(std::unique(places.begin(), places.end()), places.end()) << "two steps in one place";
  }
}

TEST(SvgText, WrapsAndCuts) {
  EXPECT_EQ(wrapped_lines("one two three", 7, 3), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrapped_lines("one two three four", 7, 1), (std::vector<std::string>{"one tw…"}));
  EXPECT_EQ(wrapped_lines("", 7, 1), std::vector<std::string>{});
  EXPECT_EQ(svg_escaped("a<b&\"\x02"), "a&lt;b&amp;&quot; ");
}

}  // namespace
}  // namespace entente::show
