#include "text/dates.h"

#include <gtest/gtest.h>

namespace entente::text {
namespace {

// What is found, as "words=date" and what is not usual about it.
std::vector<std::string> dates_in(std::string_view text, Date published) {
  static const DateFinder finder;
  std::vector<std::string> found;
  static constexpr std::string_view relations[] = {"", " by", " since", " until", " before", " after"};
  for (const DateMention& mention : finder.find(text, tokenize(text), published)) {
    EXPECT_EQ(mention.date.source, DateSource::words);
    std::string row = std::string(mention.span.in(text)) + "=" + to_string(mention.date);
    if (mention.days > 1) row += "+" + std::to_string(mention.days);
    row += relations[static_cast<std::size_t>(mention.relation)];
    found.push_back(row);
  }
  return found;
}

using Found = std::vector<std::string>;
const Date wednesday = make_date(2031, 3, 12);  // a Wednesday

TEST(Dates, WeekdaysLookBackUnlessTheWordsLookAhead) {
  EXPECT_EQ(dates_in("Vell said on Monday that", wednesday), Found{"Monday=2031-03-10"});
  EXPECT_EQ(dates_in("They met on Wednesday.", wednesday), Found{"Wednesday=2031-03-12"});
  EXPECT_EQ(dates_in("They met on Thursday.", wednesday), Found{"Thursday=2031-03-06"});
  EXPECT_EQ(dates_in("They will meet on Monday.", wednesday), Found{"Monday=2031-03-17"});
  EXPECT_EQ(dates_in("An answer by Friday", wednesday), Found{"Friday=2031-03-14 by"});
  EXPECT_EQ(dates_in("next Wednesday, last Wednesday", wednesday),
            (Found{"next Wednesday=2031-03-19", "last Wednesday=2031-03-05"}));
  EXPECT_EQ(dates_in("on Monday", Date{}), Found{});
}

TEST(Dates, DaysAndMonthsTakeTheNearestYear) {
  EXPECT_EQ(dates_in("by 7 March", wednesday), Found{"7 March=2032-03-07 by"});
  EXPECT_EQ(dates_in("on 7 March", wednesday), Found{"7 March=2031-03-07"});
  EXPECT_EQ(dates_in("on December 30", make_date(2031, 1, 4)), Found{"December 30=2030-12-30"});
  EXPECT_EQ(dates_in("since March 7, 2024, and 8th of May 2025", wednesday),
            (Found{"March 7, 2024=2024-03-07 since", "8th of May 2025=2025-05-08"}));
  EXPECT_EQ(dates_in("on 31 February 2031", wednesday), Found{});
  EXPECT_EQ(dates_in("on Monday, March 10, at noon", wednesday), Found{"March 10=2031-03-10"});
  EXPECT_EQ(dates_in("on 2031-03-07 and on 7 March 2031 at 14:05", wednesday),
            (Found{"2031-03-07=2031-03-07", "7 March 2031 at 14:05=2031-03-07T14:05Z"}));
}

TEST(Dates, SpansOfDays) {
  EXPECT_EQ(dates_in("7 to 9 March 2031; May 3-5, 2030", wednesday),
            (Found{"7 to 9 March 2031=2031-03-07+3", "May 3-5, 2030=2030-05-03+3"}));
  EXPECT_EQ(dates_in("last week and over the weekend", wednesday),
            (Found{"last week=2031-03-03+7", "weekend=2031-03-08+2"}));
}

TEST(Dates, KnowTheirPrecision) {
  EXPECT_EQ(dates_in("in March; in May 2030; in 2021; last month; next year", wednesday),
            (Found{"March=2031-03", "May 2030=2030-05", "2021=2021", "last month=2031-02", "next year=2032"}));
  EXPECT_EQ(dates_in("three days ago, two weeks ago, a year ago", wednesday),
            (Found{"three days ago=2031-03-09", "two weeks ago=2031-02-24+7", "a year ago=2030"}));
  EXPECT_EQ(dates_in("yesterday, today and tomorrow", wednesday),
            (Found{"yesterday=2031-03-11", "today=2031-03-12", "tomorrow=2031-03-13"}));
}

TEST(Dates, LeaveOtherWordsAlone) {
  EXPECT_EQ(dates_in("They may march; 2021 ships; 40 March; the Monday deal's 7 points", make_date(2031)), Found{});
}

}  // namespace
}  // namespace entente::text
