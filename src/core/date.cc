#include "core/date.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstdio>

namespace entente {
namespace {

using Days = std::chrono::sys_days;

std::int64_t days_of(int year, int month, int day) {
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  return Days{ymd}.time_since_epoch().count();
}

// Reads up to `most` digits; at least `least`.
std::optional<int> digits(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t n = 0;
  int value = 0;
  while (n < most && n < text.size() && text[n] >= '0' && text[n] <= '9') value = value * 10 + (text[n++] - '0');
  if (n < least) return std::nullopt;
  text.remove_prefix(n);
  return value;
}

bool eat(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

void skip_spaces(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

constexpr std::array<std::string_view, 12> month_names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                          "jul", "aug", "sep", "oct", "nov", "dec"};

// "+02:00", "-0530", "Z", "GMT", "UTC", "EST"-like names count as UTC. Minutes east of Greenwich.
int offset_minutes(std::string_view text) {
  skip_spaces(text);
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return 0;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = digits(text, 1, 2);
  eat(text, ':');
  const auto minutes = digits(text, 2, 2);
  return hours ? sign * (*hours * 60 + minutes.value_or(0)) : 0;
}

Date shifted(Date date, int minutes_east) {
  if (minutes_east == 0) return date;
  std::int64_t minutes = days_of(date.year, date.month, date.day) * 1440 + date.hour * 60 + date.minute - minutes_east;
  std::int64_t day = minutes / 1440;
  std::int64_t rest = minutes % 1440;
  if (rest < 0) {
    rest += 1440;
    --day;
  }
  Date out = date_from_days(day, date.source);
  out.hour = static_cast<std::int8_t>(rest / 60);
  out.minute = static_cast<std::int8_t>(rest % 60);
  out.precision = date.precision;
  return out;
}

bool set_time(Date& date, std::string_view& text) {
  std::string_view rest = text;
  const auto hour = digits(rest, 1, 2);
  if (!hour || *hour > 23 || !eat(rest, ':')) return false;
  const auto minute = digits(rest, 2, 2);
  if (!minute || *minute > 59) return false;
  if (eat(rest, ':')) digits(rest, 2, 2);
  if (eat(rest, '.')) digits(rest, 1, 9);
  date.hour = static_cast<std::int8_t>(*hour);
  date.minute = static_cast<std::int8_t>(*minute);
  date.precision = DatePrecision::minute;
  text = rest;
  return true;
}

bool valid_day(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

std::optional<Date> parse_iso(std::string_view text, DateSource source) {
  const auto year = digits(text, 4, 4);
  if (!year) return std::nullopt;
  if (text.empty()) return make_date(*year, 0, 0, source);
  if (!eat(text, '-')) return std::nullopt;
  const auto month = digits(text, 1, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (text.empty()) return make_date(*year, *month, 0, source);
  if (!eat(text, '-')) return std::nullopt;
  const auto day = digits(text, 1, 2);
  if (!day || !valid_day(*year, *month, *day)) return std::nullopt;
  Date date = make_date(*year, *month, *day, source);
  if (text.empty()) return date;
  if (!eat(text, 'T') && !eat(text, ' ')) return std::nullopt;
  if (!set_time(date, text)) return std::nullopt;
  return shifted(date, offset_minutes(text));
}

std::optional<Date> parse_rfc2822(std::string_view text, DateSource source) {
  const std::size_t comma = text.find(',');
  if (comma != std::string_view::npos && comma <= 9) text.remove_prefix(comma + 1);
  skip_spaces(text);
  const auto day = digits(text, 1, 2);
  if (!day) return std::nullopt;
  skip_spaces(text);
  std::string name;
  while (!text.empty() && std::isalpha(static_cast<unsigned char>(text.front()))) {
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
    text.remove_prefix(1);
  }
  const auto at = std::find(month_names.begin(), month_names.end(), std::string_view(name).substr(0, 3));
  if (name.size() < 3 || at == month_names.end()) return std::nullopt;
  const int month = static_cast<int>(at - month_names.begin()) + 1;
  skip_spaces(text);
  const auto year = digits(text, 4, 4);
  if (!year || !valid_day(*year, month, *day)) return std::nullopt;
  Date date = make_date(*year, month, *day, source);
  skip_spaces(text);
  if (text.empty()) return date;
  if (!set_time(date, text)) return std::nullopt;
  return shifted(date, offset_minutes(text));
}

}  // namespace

Date make_date(int year, int month, int day, DateSource source) {
  Date date;
  date.year = year;
  date.month = static_cast<std::int8_t>(month);
  date.day = static_cast<std::int8_t>(day);
  date.precision = day > 0 ? DatePrecision::day : month > 0 ? DatePrecision::month : DatePrecision::year;
  date.source = source;
  return date;
}

std::optional<Date> parse_date(std::string_view text, DateSource source) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  if (auto date = parse_iso(text, source)) return date;
  return parse_rfc2822(text, source);
}

std::string to_string(const Date& date) {
  char buffer[40];
  switch (date.precision) {
    case DatePrecision::none:
      return "";
    case DatePrecision::year:
      std::snprintf(buffer, sizeof buffer, "%04d", date.year);
      break;
    case DatePrecision::month:
      std::snprintf(buffer, sizeof buffer, "%04d-%02d", date.year, date.month);
      break;
    case DatePrecision::day:
      std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
      break;
    case DatePrecision::minute:
      std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02dZ", date.year, date.month, date.day, date.hour,
                    date.minute);
      break;
  }
  return buffer;
}

std::int64_t first_day(const Date& date) {
  return days_of(date.year, std::max<int>(date.month, 1), std::max<int>(date.day, 1));
}

std::int64_t last_day(const Date& date) {
  const int month = date.month > 0 ? date.month : 12;
  return days_of(date.year, month, date.day > 0 ? date.day : days_in_month(date.year, month));
}

Date date_from_days(std::int64_t days_since_epoch, DateSource source) {
  const std::chrono::year_month_day ymd{Days{std::chrono::days{days_since_epoch}}};
  return make_date(static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
                   static_cast<int>(static_cast<unsigned>(ymd.day())), source);
}

int days_in_month(int year, int month) {
  const std::chrono::year_month_day_last last{
      std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

int weekday(const Date& date) {
  const std::int64_t days = days_of(date.year, date.month, date.day);
  return static_cast<int>(((days + 3) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
}

bool is_before(const Date& a, const Date& b) {
  if (!a.known() || !b.known()) return false;
  if (last_day(a) != first_day(b)) return last_day(a) < first_day(b);
  if (a.precision != DatePrecision::minute || b.precision != DatePrecision::minute) return false;
  return a.hour * 60 + a.minute < b.hour * 60 + b.minute;
}

}  // namespace entente
