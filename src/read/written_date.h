// Dates as people write them in headings and datelines: "3 March 2031", "March 3, 2031", "Friday 7 Mar.".
#pragma once

#include <optional>
#include <string_view>

#include "core/date.h"

namespace entente::read {

struct WrittenDate {
  int year = 0;  // 0 where it is not written
  int month = 0;
  int day = 0;             // 0 where it is not written: "March 2031"
  std::size_t length = 0;  // bytes taken

  std::optional<Date> date(DateSource source) const;  // nothing without a year

  // Without a year, the year in which this day comes last before `likely` (or a few weeks after it); nothing when that
  // is not known either.
  std::optional<Date> date_near(const Date& likely, DateSource source) const;
};

// A date at the very start of `text`, perhaps after a weekday. English names of months and their short forms in any
// case; ISO dates; "March 2031" only when `month_alone`.
std::optional<WrittenDate> written_date_at(std::string_view text, bool month_alone = false);

// A metadata value that is a date as a whole, in whatever way it is written.
std::optional<Date> date_of_value(std::string_view value, DateSource source);

// The last date with a year anywhere in `text`; of a range ("5-16 June 2031") its end.
std::optional<Date> last_written_date(std::string_view text, DateSource source);

}  // namespace entente::read
