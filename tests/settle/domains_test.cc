#include "settle/domains.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "oracle/frontier_oracle.h"
#include "settle/packages.h"

namespace entente::settle {
namespace {

namespace fs = std::filesystem;

std::vector<NamedText> files_of(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<NamedText> files;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    files.push_back({path.filename().string(), std::string(std::istreambuf_iterator<char>(file), {})});
  }
  return files;
}

constexpr std::string_view domain = R"(<negotiation_template><utility_space><objective index="0" name="root">
<issue index="1" name="fee" type="discrete"><item index="1" value="low"/><item index="2" value="high"/></issue>
<issue index="2" name="ships" type="integer" lowerbound="3" upperbound="5"/>
</objective></utility_space></negotiation_template>)";

constexpr std::string_view profile = R"(<utility_space><objective index="0" name="root">
<issue index="1" name="fee" type="discrete"><item index="1" value="low" evaluation="2"/><item index="2" value="high" evaluation="8"/></issue>
<issue index="2" name="ships" type="integer" lowerbound="3" upperbound="5"><evaluator ftype="linear" slope="-0.5" offset="1.0"/></issue>
<weight index="1" value="0.75"/><weight index="2" value="0.25"/></objective><reservation value="0.4"/></utility_space>)";

TEST(Genius, ReadsDiscreteAndIntegerIssues) {
  const auto read = read_genius({{"one.xml", std::string(profile)}, {"domain.xml", std::string(domain)}});
  ASSERT_TRUE(read);
  const Problem& problem = *read;
  EXPECT_TRUE(is_well_formed(problem));
  ASSERT_EQ(problem.parties.size(), 1u);
  EXPECT_EQ(problem.parties[0].name, "one");
  EXPECT_EQ(problem.parties[0].preferences.reservation, 0.4);
  ASSERT_EQ(problem.issues[1].options.size(), 3u);
  EXPECT_EQ(problem.issues[1].options[2].name, "5");
  EXPECT_EQ(problem.issues[0].origin.place.line, 2u);
  const UtilityTable table = make_utility_table(problem);
  EXPECT_TRUE(table.exact);
  // "high" with 4 ships: 0.75 * 8 / 8 + 0.25 * 0.5
  EXPECT_DOUBLE_EQ(table.utility(0, table.value[0][1] + table.value[1][1]), 0.875);
}

TEST(Genius, SaysWhatIsWrongAndWhere) {
  std::string real(domain);
  real.replace(real.find("integer"), 7, "real");
  const auto refused = read_genius({{"domain.xml", real}, {"one.xml", std::string(profile)}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.diagnostics()[0].code, "genius-real");
  EXPECT_EQ(refused.diagnostics()[0].place.line, 3u);
  std::string wrong(profile);
  wrong.replace(wrong.find("\"8\""), 3, "\"x\"");
  const auto number = read_genius({{"domain.xml", std::string(domain)}, {"one.xml", wrong}});
  ASSERT_FALSE(number);
  EXPECT_EQ(number.diagnostics()[0].code, "genius-number");
  EXPECT_FALSE(read_genius({}));
  EXPECT_FALSE(read_genius({{"domain.xml", std::string(domain)}}));
  EXPECT_FALSE(read_genius({{"domain.xml", "<a"}}));
}

TEST(Negolog, ReadsProfilesAndSaysWhatIsWrong) {
  const std::string a =
      R"({"reservationValue": 0.1, "issueWeights": {"fee": 0.5}, "issues": {"fee": {"low": 0.2, "high": 1.0}}})";
  const auto read = read_negolog({{"profileA.json", a}, {"profileB.json", a}});
  ASSERT_TRUE(read);
  EXPECT_TRUE(is_well_formed(*read));
  EXPECT_EQ(read->parties[1].name, "profileB");
  EXPECT_EQ(read->parties[1].preferences.issues[0].values, (std::vector<double>{0.2, 1.0}));
  for (const char* wrong : {"{}", "[1]", "{\"issues\": {}, \"issueWeights\": {}}", "nonsense",
                            R"({"issueWeights": {"fee": "x"}, "issues": {"fee": {"low": 0.2}}})"}) {
    EXPECT_FALSE(read_negolog({{"profileA.json", wrong}})) << wrong;
  }
  EXPECT_FALSE(read_negolog(
      {{"profileA.json", a}, {"profileB.json", R"({"issueWeights": {"x": 1}, "issues": {"x": {"y": 1}}})"}}));
}

// The frontier against every outcome: none is better for all than a point, each is covered by one, and no point by
// another.
void expect_frontier_of_all(const Problem& problem, const std::string& name) {
  const UtilityTable table = make_utility_table(problem);
  ASSERT_TRUE(table.exact) << name;
  const FrontierRequest request = request_of(problem, table);
  const Frontier found = find_frontier(request);
  ASSERT_GT(found.size(), 0u) << name;
  const std::size_t width = table.width();
  const auto no_less = [&](std::size_t point, const auto& sum_of) {
    for (std::size_t d = 0; d < width; ++d) {
      if (found.sum(point, d) < sum_of(d)) return false;
    }
    return true;
  };
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (std::size_t j = 0; j < found.size(); ++j) {
      ASSERT_TRUE(i == j || !no_less(i, [&](std::size_t d) { return found.sum(j, d); })) << name;
    }
  }
  std::vector<bool> reached(found.size(), false);
  for (const auto& outcome : oracle::all_outcomes(request)) {
    bool covered = false;
    for (std::size_t i = 0; i < found.size() && !covered; ++i) {
      covered = no_less(i, [&](std::size_t d) { return outcome.sums[d]; });
      if (!covered) continue;
      bool equal = true;
      for (std::size_t d = 0; d < width; ++d) equal = equal && found.sum(i, d) == outcome.sums[d];
      if (equal) reached[i] = true;
    }
    ASSERT_TRUE(covered) << name;
  }
  EXPECT_EQ(std::count(reached.begin(), reached.end(), true), static_cast<std::ptrdiff_t>(found.size())) << name;
}

TEST(RealDomains, FrontiersOfGeniusScenariosEqualEnumeration) {
  const fs::path folder = fs::path(ENTENTE_SOURCE_DIR) / "../shared/data/settle/genius";
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not here";
  int scenarios = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto problem = read_genius(files_of(entry.path(), ".xml"));
    ASSERT_TRUE(problem) << entry.path() << " " << to_string(problem.diagnostics()[0]);
    expect_frontier_of_all(*problem, entry.path().filename().string());
    ++scenarios;
  }
  EXPECT_EQ(scenarios, 11);
}

TEST(RealDomains, FrontiersOfNegologDomainsEqualEnumeration) {
  const fs::path folder = fs::path(ENTENTE_SOURCE_DIR) / "../shared/data/settle/negolog";
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not here";
  int domains = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::vector<NamedText> profiles = files_of(entry.path(), ".json");
    std::erase_if(profiles, [](const NamedText& file) { return file.name == "specs.json"; });
    const auto problem = read_negolog(profiles);
    ASSERT_TRUE(problem) << entry.path();
    long double outcomes = 1;
    for (const Issue& issue : problem->issues) outcomes *= static_cast<long double>(issue.options.size());
    if (outcomes > 20'000) continue;
    expect_frontier_of_all(*problem, entry.path().filename().string());
    ++domains;
  }
  EXPECT_GT(domains, 10);
}

}  // namespace
}  // namespace entente::settle
