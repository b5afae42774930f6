#include "core/date.h"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Date, ParsesIsoAtEveryPrecision) {
  EXPECT_EQ(to_string(*parse_date("2031")), "2031");
  EXPECT_EQ(to_string(*parse_date("2031-03")), "2031-03");
  EXPECT_EQ(to_string(*parse_date("2031-03-07")), "2031-03-07");
  EXPECT_EQ(to_string(*parse_date("2031-03-07T14:05:09Z")), "2031-03-07T14:05Z");
}

TEST(Date, ConvertsOffsetsToUtcAcrossMidnightAndLeapDays) {
  EXPECT_EQ(to_string(*parse_date("2032-03-01T00:30:00+02:00")), "2032-02-29T22:30Z");
  EXPECT_EQ(to_string(*parse_date("2031-12-31T23:30:00-0100")), "2032-01-01T00:30Z");
}

TEST(Date, ParsesMailDates) {
  EXPECT_EQ(to_string(*parse_date("Fri, 07 Mar 2031 14:05:00 +0200")), "2031-03-07T12:05Z");
}

TEST(Date, RefusesWhatIsNoDate) {
  for (const char* text : {"", "soon", "2031-13", "2031-02-29", "2031-03-07T25:00", "07/03/2031"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, OrdersOnlyWhatIsCertain) {
  EXPECT_TRUE(is_before(make_date(2031, 3), make_date(2031, 4, 1)));
  EXPECT_FALSE(is_before(make_date(2031, 3), make_date(2031, 3, 31)));
  EXPECT_FALSE(is_before(Date{}, make_date(2031)));
  EXPECT_TRUE(is_before(*parse_date("2031-03-07T10:00Z"), *parse_date("2031-03-07T10:01Z")));
}

TEST(Date, KnowsWeekdays) { EXPECT_EQ(weekday(make_date(2024, 3, 7)), 3); }

TEST(Date, CountsDaysThereAndBack) {
  for (std::int64_t day = -1000000; day < 1000000; day += 997) {
    EXPECT_EQ(first_day(date_from_days(day)), day);
  }
}

}  // namespace
}  // namespace entente
