// Joining issues by vectors that are made here: what must join, what must not, and that order changes nothing.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "frame/frame.h"

namespace entente::frame {
namespace {

using Vector = std::vector<std::int8_t>;

// Vectors of 64 numbers; `near(v)` has a cosine of about 0.9 with v.
class Vectors {
 public:
  Vector any() {
    std::vector<double> raw(64);
    for (double& x : raw) x = normal_(random_);
    return scaled(raw);
  }
  Vector near(const Vector& v) {
    std::vector<double> raw(v.begin(), v.end());
    for (double& x : raw) x += normal_(random_) * 127 / 8 * 0.45;
    return scaled(raw);
  }

 private:
  static Vector scaled(const std::vector<double>& raw) {
    const double length = std::sqrt(std::inner_product(raw.begin(), raw.end(), raw.begin(), 0.0));
    Vector v;
    for (const double x : raw) v.push_back(static_cast<std::int8_t>(std::lround(x / length * 127)));
    return v;
  }
  std::mt19937 random_{7};
  std::normal_distribution<double> normal_;
};

IssueGroups groups_of(std::vector<std::string> names, std::uint32_t told = 0) {
  IssueGroups groups;
  groups.issue_of.resize(names.size());
  std::iota(groups.issue_of.begin(), groups.issue_of.end(), 0U);
  groups.names = std::move(names);
  groups.told = told;
  return groups;
}

struct Made {
  IssueGroups groups;
  std::vector<Vector> meanings;
};

// Two names of one meaning first, then ten others.
Made twins(const std::string& a, const std::string& b, std::uint32_t told = 0) {
  Vectors vectors;
  Made made;
  std::vector<std::string> names = {a, b};
  made.meanings.push_back(vectors.any());
  made.meanings.push_back(vectors.near(made.meanings.front()));
  for (const char* other :
       {"grain", "pilots", "lamps", "ferries", "salt", "bridges", "wells", "herds", "rails", "mail"}) {
    names.emplace_back(other);
    made.meanings.push_back(vectors.any());
  }
  made.groups = groups_of(names, told);
  return made;
}

TEST(IssueMeanings, JoinOtherWordsForOneThing) {
  const Made made = twins("stop shooting", "an end to the fighting");
  const IssueGroups joined = join_by_meaning(made.groups, made.meanings);
  EXPECT_EQ(joined.issue_of[0], joined.issue_of[1]);
  EXPECT_EQ(joined.names.size(), 11u);
  EXPECT_EQ(joined.names[joined.issue_of[0]], "an end to the fighting");  // of one phrase each, the alphabet's first
  EXPECT_EQ(std::set<std::uint32_t>(joined.issue_of.begin(), joined.issue_of.end()).size(), 11u);
}

TEST(IssueMeanings, OfOtherFiguresAreApart) {
  const Made made = twins("phase-out by 2030", "phase-out by 2045");
  const IssueGroups joined = join_by_meaning(made.groups, made.meanings);
  EXPECT_NE(joined.issue_of[0], joined.issue_of[1]);
}

TEST(IssueMeanings, ToldIssuesStayAsTheyWereToldAndTakeOthersIn) {
  Made made = twins("stop shooting", "an end to the fighting", 2);
  IssueGroups joined = join_by_meaning(made.groups, made.meanings);
  EXPECT_NE(joined.issue_of[0], joined.issue_of[1]);
  EXPECT_EQ(joined.told, 2u);
  made = twins("stop shooting", "an end to the fighting", 1);
  joined = join_by_meaning(made.groups, made.meanings);
  EXPECT_EQ(joined.names[joined.issue_of[1]], "stop shooting");
}

TEST(IssueMeanings, WithoutVectorsNothingChanges) {
  const Made made = twins("stop shooting", "an end to the fighting");
  const IssueGroups joined = join_by_meaning(made.groups, std::vector<Vector>(made.groups.names.size()));
  EXPECT_EQ(joined.names, made.groups.names);
  EXPECT_EQ(joined.issue_of, made.groups.issue_of);
  EXPECT_TRUE(join_by_meaning({}, {}).names.empty());
}

TEST(IssueMeanings, KeepPhrasesOfNoIssueWithoutOne) {
  Made made = twins("stop shooting", "an end to the fighting");
  made.groups.issue_of.push_back(IssueGroups::none);
  EXPECT_EQ(join_by_meaning(made.groups, made.meanings).issue_of.back(), IssueGroups::none);
}

TEST(IssueMeanings, DoNotDependOnTheOrder) {
  Vectors vectors;
  std::vector<std::string> names;
  std::vector<Vector> meanings;
  for (char letter = 'a'; letter <= 'z'; ++letter) {
    names.push_back(std::string(3, letter));
    meanings.push_back(names.size() % 3 == 0 ? vectors.near(meanings[names.size() - 2]) : vectors.any());
  }
  const IssueGroups plain = join_by_meaning(groups_of(names), meanings);
  EXPECT_LT(plain.names.size(), names.size());
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::string> other_names;
    std::vector<Vector> other_meanings;
    for (const std::size_t i : order) {
      other_names.push_back(names[i]);
      other_meanings.push_back(meanings[i]);
    }
    const IssueGroups other = join_by_meaning(groups_of(other_names), other_meanings);
    for (std::size_t i = 0; i < order.size(); ++i)
      EXPECT_EQ(other.names[other.issue_of[i]], plain.names[plain.issue_of[order[i]]]);
  }
}

TEST(IssueMeanings, TellingNamesHaveAWordInLowerCaseThatAnyNegotiationHasNot) {
  IssueGroups groups = groups_of({"COP-4", "transit fees", "proposal", "Port Calder", "lamps"});
  EXPECT_EQ(issues_with_telling_names(groups, 10), (std::vector<std::uint32_t>{4, 1}));
  groups.issue_of.push_back(1);  // the issue of more phrases comes first
  EXPECT_EQ(issues_with_telling_names(groups, 1), (std::vector<std::uint32_t>{1}));
  groups.told = 1;
  EXPECT_EQ(issues_with_telling_names(groups, 2), (std::vector<std::uint32_t>{0, 1}));
}

}  // namespace
}  // namespace entente::frame
