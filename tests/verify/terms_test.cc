#include "verify/terms.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "verify/example_files.h"

namespace entente::verify {
namespace {

const std::string head =
    "[agreement]\nname = \"x\"\nstarts = 2031-04-01T12:00:00+01:00\nends = 2031-04-30\ntime-zone = "
    "\"+01:00\"\n[parties]\nMarenne = []\nOstrel = []\n"
    "[kinds]\nshelling = []\nrelease = []\nnotice = []\n[things]\ngun = []\n[lines.line]\npoints = [[61.0, -12.0], "
    "[62.0, -12.0]]\n";

std::vector<Rule> rules_of(const std::string& text) {
  const auto terms = read_terms(head + "[[term]]\nname = \"t\"\ntext = '''" + text + "'''\n", "t.toml");
  for (const auto& d : terms.diagnostics()) ADD_FAILURE() << to_string(d);
  return terms ? terms->terms[0].rules : std::vector<Rule>(1);
}

std::string problem_of(const std::string& text) {
  const auto terms = read_terms(head + "[[term]]\nname = \"t\"\ntext = \"" + text + "\"\n", "t.toml");
  EXPECT_FALSE(terms.ok());
  return terms.ok() ? "" : to_string(terms.diagnostics()[0]);
}

TEST(Terms, DaysAreCountedInTheAgreementsZone) {
  const Rule by = rules_of("Ostrel shall make a release by day 2.")[0];
  EXPECT_EQ(time_words(by.due.at, 60), "2031-04-02 23:59:59+01:00");
  EXPECT_EQ(time_words(rules_of("Ostrel shall make a release before 2031-04-03.")[0].due.at, 60),
            "2031-04-02 23:59:59+01:00");
  EXPECT_EQ(time_words(rules_of("Ostrel shall make a release no later than 2 April 2031 at 10:00.")[0].due.at, 0),
            "2031-04-02 09:00:59Z");
  EXPECT_EQ(*rules_of("Ostrel shall make a release within a week.")[0].due.after_start, 7 * 86400);
  EXPECT_EQ(*rules_of("No shelling by either side for 30 days.")[0].end.after_start, 30 * 86400);
}

TEST(Terms, EachSideIsBoundForItself) {
  const auto rules = rules_of("Each side shall make a release within 5 days if the other makes a release.");
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].party, "Marenne");
  EXPECT_EQ(rules[0].filter.parties, (std::vector<std::string>{"Ostrel"}));
  EXPECT_EQ(rules[0].other.parties, (std::vector<std::string>{"Marenne"}));
  EXPECT_GT(rules[0].before, 0);
  EXPECT_EQ(rules_of("No shelling by either side unless shelling by the other in the last 2 hours.").size(), 2u);
}

TEST(Terms, AWithdrawalAlsoForbidsToComeBack) {
  const auto rules = rules_of("Ostrel shall withdraw guns over 100 mm beyond 15 km from the line within 24 hours.");
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[1].kind, Rule::Kind::forbidden);
  EXPECT_EQ(rules[1].filter.where[0].kind, SpaceTest::Kind::nearer);
  EXPECT_EQ(rules[1].filter.where[0].limit, 150000);
  EXPECT_EQ(rules[1].start.delay, 86401);
  EXPECT_EQ(rules[1].filter.measures[0].unit, "mm");
}

TEST(Terms, MistakesHaveTheirPlaceAndSayWhatIsKnown) {
  EXPECT_EQ(problem_of("No shooting by either side."),
            "t.toml:19:12: error: A kind of incident or a thing is needed here, not \"shooting\"; the kinds are: "
            "shelling, release, notice; the things are: gun. [terms-word]");
  EXPECT_NE(problem_of("Ostrel shall make a release.").find("The duty has no time"), std::string::npos);
  EXPECT_NE(problem_of("Ostrel shall make a release by 2031-02-30.").find("no day of the calendar"), std::string::npos);
  EXPECT_NE(problem_of("No shelling by either side within 3 parsecs of the line.").find("terms-sentence"),
            std::string::npos);
}

TEST(Terms, AllMistakesAreToldAtOnce) {
  const auto terms = read_terms(head +
                                    "[[term]]\nname = \"a\"\ntext = \"\"\"\nNo shooting.\nNo shelling by Pelagia. No "
                                    "gun in Utopia.\n\"\"\"\n[[term]]\nname = \"b\"\nsentence = \"x\"\n",
                                "t.toml");
  ASSERT_FALSE(terms.ok());
  std::vector<std::string> places;
  for (const auto& d : terms.diagnostics()) places.push_back(std::to_string(d.place.line) + ":" + d.code);
  EXPECT_EQ(places.size(), 5u);
  EXPECT_NE(std::find(places.begin(), places.end(), "20:terms-word"), places.end());
  EXPECT_EQ(std::count(places.begin(), places.end(), "21:terms-word"), 2);
}

TEST(Terms, TermsThatWaitForOneAnotherAreRefused) {
  const auto terms =
      read_terms(head +
                     "[[term]]\nname = \"calm\"\ntext = \"No shelling by either side, as long as truck is kept.\"\n"
                     "[[term]]\nname = \"truck\"\ntext = \"No shelling by either side, as long as calm is kept.\"\n",
                 "t.toml");
  ASSERT_FALSE(terms.ok());
  EXPECT_EQ(terms.diagnostics()[0].code, "terms-circle") << to_string(terms.diagnostics()[0]);
}

TEST(TermsTime, ZonesLeapDaysAndRanges) {
  EXPECT_EQ(parse_time("2028-02-29", TimeFormat::iso, 0)->to - parse_time("2028-02-29", TimeFormat::iso, 0)->from,
            86399);
  EXPECT_FALSE(parse_time("2031-02-29", TimeFormat::iso, 0));
  EXPECT_FALSE(parse_time("2100-02-29", TimeFormat::iso, 0));
  EXPECT_EQ(parse_time("2031-04-02T00:30+01:00", TimeFormat::iso, 0)->from,
            parse_time("2031-04-01T23:30Z", TimeFormat::iso, 0)->from);
  EXPECT_EQ(parse_time("2031-04-02", TimeFormat::iso, -210)->from,
            parse_time("2031-04-02T03:30Z", TimeFormat::iso, 0)->from);
  EXPECT_EQ(parse_time("2031-04", TimeFormat::iso, 0)->to,
            parse_time("2031-05-01T00:00:00Z", TimeFormat::iso, 0)->from - 1);
  const auto range = parse_time("2031-04-02T10:00Z/2031-04-02T12:00Z", TimeFormat::iso, 0);
  EXPECT_EQ(range->to - range->from, 2 * 3600 + 59);
  EXPECT_EQ(parse_time("20310402", TimeFormat::compact, 0), parse_time("2031-04-02", TimeFormat::iso, 0));
  EXPECT_EQ(parse_time("02.04.31", TimeFormat::day_first, 0), parse_time("2031-04-02", TimeFormat::iso, 0));
  EXPECT_EQ(parse_time("4/2/2031", TimeFormat::month_first, 0), parse_time("2031-04-02", TimeFormat::iso, 0));
  for (const char* bad :
       {"", "soon", "2031-13-01", "2031-04-02T25:00", "2031-04-02T10:00+99:00", "2031-04-03/2031-04-02"}) {
    EXPECT_FALSE(parse_time(bad, TimeFormat::iso, 0)) << bad;
  }
  EXPECT_EQ(time_words(*parse_time("2028-02-29", TimeFormat::iso, 60), 60), "2028-02-29");
  EXPECT_EQ(day_words(-1, 0), "1969-12-31");
}

TEST(Zones, DistancesOnTheEllipsoid) {
  // A degree of latitude at the equator and at 60° north, by the ellipsoid's meridian arc.
  EXPECT_NEAR(geodesic_distance({0, 0}, {1, 0}), 110574.4, 0.5);
  EXPECT_NEAR(geodesic_distance({60, 0}, {61, 0}), 111420.7, 1.0);
  // The foot on a meridian is at the same latitude, nearly: the distance along the parallel is a little more than the
  // geodesic.
  EXPECT_NEAR(segment_distance({47, 38}, {49.5, 38}, {48, 38.2}), 14920, 15);
  EXPECT_NEAR(segment_distance({47, 38}, {49.5, 38}, {46, 38}), geodesic_distance({46, 38}, {47, 38}), 0.01);
  // Across the antimeridian.
  EXPECT_NEAR(geodesic_distance({0, 179.5}, {0, -179.5}), 111319.5, 0.5);
}

TEST(Zones, TheFootOfAPointIsTheNearestOfMany) {
  const GeoPoint a{61.6, -12.1}, b{60.85, -11.2};
  for (int i = 0; i < 50; ++i) {
    const GeoPoint p{60.5 + i * 0.03, -13 + i * 0.05};
    const double found = segment_distance(a, b, p);
    double least = 1e9;
    for (int s = 0; s <= 2000; ++s) {
      const double f = s / 2000.0;
      least = std::min(
          least, geodesic_distance(
                     {a.latitude + f * (b.latitude - a.latitude), a.longitude + f * (b.longitude - a.longitude)}, p));
    }
    EXPECT_NEAR(found, least, 350);  // a straight line in degrees strays from the geodesic by some 300 m here
  }
}

TEST(Zones, RoughBoundsHoldTheDistance) {
  std::mt19937 random(5);
  auto point = [&random](double around, double spread) {
    return GeoPoint{around + spread * (static_cast<double>(random() % 20001) / 10000 - 1),
                    20 + spread * (static_cast<double>(random() % 20001) / 10000 - 1)};
  };
  for (int round = 0; round < 3000; ++round) {
    const double around = static_cast<double>(random() % 141) - 70, spread = round % 3 == 0   ? 0.05
                                                                             : round % 3 == 1 ? 1
                                                                                              : 9;
    Ground ground;
    Shape shape;
    shape.kind = static_cast<Shape::Kind>(random() % 3);
    shape.parts.emplace_back();
    const std::size_t points = shape.kind == Shape::Kind::point ? 1 : 3 + random() % 3;
    for (std::size_t i = 0; i < points; ++i) shape.parts[0].push_back(point(around, spread));
    shape.reach = static_cast<Decimetres>(random() % 300000);
    ground.shapes = {shape};
    const GeoPoint p = point(around, 2 * spread);
    const Distance exact = distance(ground, p, 100), rough = rough_distance(ground, p, 100);
    ASSERT_LE(rough.least, exact.least) << round;
    ASSERT_GE(rough.most, exact.most) << round;
  }
}

TEST(Zones, PolygonsHoldTheirInsideAndTheirEdge) {
  const auto shapes = parse_geojson(
      "{\"type\":\"Polygon\",\"coordinates\":[[[179,10],[-179,10],[-179,12],[179,12],[179,10]],[[179.9,10.9],[-179.9,"
      "10.9],[-179.9,11.1],[179.9,11.1],[179.9,10.9]]]}",
      {});
  ASSERT_TRUE(shapes.ok());
  const Ground ground{"g", {}, *shapes, {}};
  EXPECT_EQ(distance(ground, {11.5, 180}, 0).most, 0);
  EXPECT_EQ(distance(ground, {11.5, -179.5}, 0).most, 0);
  EXPECT_GT(distance(ground, {11.0, 180}, 0).least, 0) << "in the hole";
  EXPECT_GT(distance(ground, {11.5, 178}, 0).least, 0);
  EXPECT_EQ(distance(ground, {11.0, 179}, 0).most, 0) << "on the edge";
  for (const char* bad : {"", "{}", "{\"type\":\"Circle\"}", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1]]]}",
                          "{\"type\":\"Point\",\"coordinates\":[0,91]}"}) {
    EXPECT_FALSE(parse_geojson(bad, {}).ok()) << bad;
  }
}

}  // namespace
}  // namespace entente::verify
