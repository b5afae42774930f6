// Deadlines at the edges: zones, leap days, ranges.
#include <gtest/gtest.h>

#include "verify/mapping.h"
#include "verify/verdicts.h"

namespace entente::verify {
namespace {

Agreement agreement_of(const std::string& starts, const std::string& zone, const std::string& sentence) {
  const auto read =
      read_terms("[agreement]\nname = \"x\"\nstarts = " + starts + "\nends = 2028-12-31\ntime-zone = \"" + zone +
                     "\"\n[parties]\nArvad = []\nTessen = []\n[kinds]\nvisit = []\n[[term]]\nname = \"t\"\n" +
                     "text = \"" + sentence + "\"\n",
                 "terms");
  EXPECT_TRUE(read.ok()) << to_string(read.diagnostics()[0]);
  return read ? *read : Agreement{};
}

// Of one visit by Arvad, at a time as a file in that zone writes it; as of the end of 2028.
std::string verdict(const Agreement& agreement, const std::string& when, const std::string& zone) {
  const auto mapping =
      read_mapping("[file]\ntime-zone = \"" + zone +
                       "\"\n[columns]\nkind = \"kind\"\nby = \"by\"\nwhen = \"when\"\nsource = \"who\"\n",
                   "map");
  const auto set = read_incidents("kind,by,when,who\nvisit,Arvad," + when + ",m\n", "incidents", *mapping);
  EXPECT_TRUE(set.ok()) << to_string(set.diagnostics()[0]);
  const Facts facts(agreement, *set);
  return std::string(to_string(evaluate_term(facts, {}, agreement.end, 0).verdict));
}

TEST(VerdictsTime, ADeadlineEndsWithItsDayInTheZone) {
  // Day 3 from 28 February of a leap year is 1 March.
  const Agreement a = agreement_of("2028-02-28T09:00:00+05:30", "+05:30", "Arvad shall make a visit by day 3.");
  EXPECT_EQ(verdict(a, "2028-03-01T23:59:59+05:30", "Z"), "kept");
  EXPECT_EQ(verdict(a, "2028-03-02T00:00:00+05:30", "Z"), "breached");
  EXPECT_EQ(verdict(a, "2028-03-01T18:29:59Z", "+05:30"), "kept");
  EXPECT_EQ(verdict(a, "2028-03-01T18:30:00Z", "+05:30"), "breached");
  EXPECT_EQ(verdict(a, "2028-02-28T08:59:59+05:30", "Z"), "breached");  // before it begins
  // A day is the range of its seconds, in the zone of the file.
  EXPECT_EQ(verdict(a, "2028-03-01", "+05:30"), "kept");
  EXPECT_EQ(verdict(a, "2028-03-01", "Z"), "undetermined");
  EXPECT_EQ(verdict(a, "2028-03-02", "+05:30"), "breached");
  EXPECT_EQ(verdict(a, "2028-02-29", "-12:00"), "kept");
  EXPECT_EQ(verdict(a, "2028-03", "Z"), "undetermined");
  EXPECT_EQ(verdict(a, "2028-03-01T23:59/2028-03-02T00:01", "+05:30"), "undetermined");
}

TEST(VerdictsTime, InACommonYearTheSameDayIsOneLater) {
  const Agreement a = agreement_of("2027-02-28", "-09:30", "Arvad shall make a visit by day 3.");
  EXPECT_EQ(verdict(a, "2027-03-02T23:59:59-09:30", "Z"), "kept");
  EXPECT_EQ(verdict(a, "2027-03-03T00:00:00-09:30", "Z"), "breached");
  EXPECT_EQ(verdict(a, "2027-03-03T09:29:59Z", "Z"), "kept");
}

TEST(VerdictsTime, HoursAreCountedFromTheStartAndDaysAre24OfThem) {
  const Agreement a = agreement_of("2028-02-28T22:00:00-03:00", "-03:00", "Arvad shall make a visit within 2 days.");
  EXPECT_EQ(verdict(a, "2028-03-01T22:00:00-03:00", "Z"), "kept");
  EXPECT_EQ(verdict(a, "2028-03-01T22:00:01-03:00", "Z"), "breached");
  const Agreement b =
      agreement_of("2028-02-28T22:00:00-03:00", "-03:00", "Every week Arvad shall make a visit, for 7 days.");
  EXPECT_EQ(verdict(b, "2028-03-06T21:59:59-03:00", "Z"), "kept");
  EXPECT_EQ(verdict(b, "2028-03-06T22:00:00-03:00", "Z"), "breached");
}

TEST(VerdictsTime, AForbiddenDayHoldsForEveryInstantOfARange) {
  const Agreement a = agreement_of("2028-02-01", "+14:00", "No visit by Arvad from 2028-02-29 until 2028-02-29.");
  EXPECT_EQ(verdict(a, "2028-02-29", "+14:00"), "breached");
  EXPECT_EQ(verdict(a, "2028-02-29", "+13:59"), "undetermined");
  EXPECT_EQ(verdict(a, "2028-02-28T10:00:00Z", "Z"), "breached");
  EXPECT_EQ(verdict(a, "2028-02-28T09:59:59Z", "Z"), "kept");
  EXPECT_EQ(verdict(a, "2028-02-29T10:00:00Z", "Z"), "kept");
}

}  // namespace
}  // namespace entente::verify
