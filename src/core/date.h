// Dates with their precision, and where they were found.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

enum class DatePrecision : std::uint8_t { none, year, month, day, minute };
enum class DateSource : std::uint8_t { none, metadata, dateline, words };

// A point of the proleptic Gregorian calendar, in UTC, as exact as `precision` says; fields below the precision are 0.
// An undated thing has precision `none` and is ordered by nobody: see `is_before`.
struct Date {
  std::int32_t year = 0;
  std::int8_t month = 0;   // 1–12
  std::int8_t day = 0;     // 1–31
  std::int8_t hour = 0;    // 0–23
  std::int8_t minute = 0;  // 0–59
  DatePrecision precision = DatePrecision::none;
  DateSource source = DateSource::none;

  bool known() const { return precision != DatePrecision::none; }
  friend bool operator==(const Date&, const Date&) = default;
};

Date make_date(int year, int month = 0, int day = 0, DateSource source = DateSource::metadata);

// ISO 8601 at any precision ("2031", "2031-03", "2031-03-07", "2031-03-07T14:05:00+02:00", a space for the T), and
// RFC 2822 ("Fri, 07 Mar 2031 14:05:00 +0000"). An offset is converted to UTC. Nothing for anything else.
std::optional<Date> parse_date(std::string_view text, DateSource source = DateSource::metadata);

// "2031", "2031-03", "2031-03-07" or "2031-03-07T14:05Z"; empty for an unknown date.
std::string to_string(const Date& date);

// Days since 1970-01-01 of the first day that the date may mean, and of the last.
std::int64_t first_day(const Date& date);
std::int64_t last_day(const Date& date);
Date date_from_days(std::int64_t days_since_epoch, DateSource source = DateSource::metadata);
int days_in_month(int year, int month);
int weekday(const Date& date);  // 0 is Monday; the date must have a day

// True when every instant that `a` may mean is before every instant that `b` may mean; unknown dates never are.
bool is_before(const Date& a, const Date& b);

}  // namespace entente
