#include "app/told_by.h"

#include <gtest/gtest.h>

namespace entente::app {
namespace {

using Witnesses = std::vector<std::vector<std::string>>;

TEST(WitnessCount, DocumentsOfOneOriginAreOneWitness) {
  WitnessCount count;
  count.add({1, 0}, "Agency", "a.txt");
  count.add({1, 0}, "Herald", "b.txt");
  count.add({1, 1}, "Courier", "c.txt");
  EXPECT_EQ(count.witnesses(), (Witnesses{{"Agency", "Herald"}, {"Courier"}}));
}

TEST(WitnessCount, AnOutletThatReportsTwiceIsOneWitness) {
  WitnessCount count;
  count.add({1, 0}, "Agency", "a.txt");
  count.add({1, 0}, "Herald", "b.txt");
  count.add({2, 0}, "Agency", "c.txt");
  count.add({3, 0}, "Courier", "d.txt");
  EXPECT_EQ(count.witnesses(), (Witnesses{{"Agency", "Herald"}, {"Courier"}}));
}

TEST(WitnessCount, ADocumentWithoutAnOutletIsNamedItself) {
  WitnessCount count;
  count.add({1, 0}, "", "a.txt");
  count.add({2, 0}, "", "b.txt");
  EXPECT_EQ(count.witnesses(), (Witnesses{{"a.txt"}, {"b.txt"}}));
}

}  // namespace
}  // namespace entente::app
