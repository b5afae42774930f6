#include "verify/terms_time.h"

#include <algorithm>
#include <cstdio>

#include "core/date.h"

namespace entente::verify {
namespace {

constexpr Seconds day = 86400;

bool eat(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<int> number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t n = 0;
  int value = 0;
  while (n < most && n < text.size() && text[n] >= '0' && text[n] <= '9') value = value * 10 + (text[n++] - '0');
  if (n < least) return std::nullopt;
  text.remove_prefix(n);
  return value;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

struct Reading {
  int year = 0, month = 0, day = 0;         // 0: not given
  int hour = -1, minute = -1, second = -1;  // -1: not given
};

bool is_day_of_the_calendar(const Reading& r) {
  return r.year >= 1 && r.month >= 0 && r.month <= 12 && r.day >= 0 &&
         (r.day == 0 || (r.month > 0 && r.day <= days_in_month(r.year, r.month)));
}

// "10", "10:00", "10:00:30", "10:00:30.5"; false where something else stands there.
bool read_clock(std::string_view& text, Reading& r) {
  const auto hour = number(text, 1, 2);
  if (!hour || *hour > 24) return false;
  r.hour = *hour;
  if (eat(text, ':')) {
    const auto minute = number(text, 2, 2);
    if (!minute || *minute > 59) return false;
    r.minute = *minute;
    if (eat(text, ':')) {
      const auto second = number(text, 2, 2);
      if (!second || *second > 60) return false;
      r.second = std::min(*second, 59);  // a leap second is the second before it
      if (eat(text, '.')) number(text, 1, 9);
    }
  }
  return r.hour < 24 || (r.minute <= 0 && r.second <= 0);
}

std::optional<TimeRange> range_of(const Reading& r, int zone) {
  if (!is_day_of_the_calendar(r)) return std::nullopt;
  const Seconds shift = static_cast<Seconds>(zone) * 60;
  Date date = make_date(r.year, r.month, r.day);
  if (r.hour < 0) return TimeRange{first_day(date) * day - shift, (last_day(date) + 1) * day - shift - 1};
  const Instant from =
      first_day(date) * day + r.hour * 3600 + std::max(r.minute, 0) * 60 + std::max(r.second, 0) - shift;
  const Seconds length = r.second >= 0 ? 1 : r.minute >= 0 ? 60 : 3600;
  return TimeRange{from, from + length - 1};
}

std::optional<TimeRange> with_clock_and_zone(Reading r, std::string_view rest, int zone) {
  rest = trimmed(rest);
  if (!rest.empty()) {
    if (!eat(rest, 'T')) eat(rest, ' ');
    if (!read_clock(rest, r)) return std::nullopt;
    rest = trimmed(rest);
    if (!rest.empty()) {
      const auto own = parse_zone(rest);
      if (!own) return std::nullopt;
      zone = *own;
    }
  }
  return range_of(r, zone);
}

std::optional<TimeRange> parse_iso(std::string_view text, int zone) {
  Reading r;
  const auto year = number(text, 4, 4);
  if (!year) return std::nullopt;
  r.year = *year;
  if (eat(text, '-')) {
    const auto month = number(text, 1, 2);
    if (!month || *month < 1) return std::nullopt;
    r.month = *month;
    if (eat(text, '-')) {
      const auto d = number(text, 1, 2);
      if (!d || *d < 1) return std::nullopt;
      r.day = *d;
      return with_clock_and_zone(r, text, zone);
    }
  }
  return text.empty() ? range_of(r, zone) : std::nullopt;
}

std::optional<TimeRange> parse_compact(std::string_view text, int zone) {
  Reading r;
  const auto year = number(text, 4, 4), month = number(text, 2, 2), d = number(text, 2, 2);
  if (!year || !month || !d || *month < 1 || *d < 1) return std::nullopt;
  r.year = *year, r.month = *month, r.day = *d;
  eat(text, 'T');
  if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    const auto hour = number(text, 2, 2), minute = number(text, 2, 2);
    if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    r.hour = *hour, r.minute = *minute;
    if (const auto second = number(text, 2, 2)) {
      if (*second > 59) return std::nullopt;
      r.second = *second;
    }
  }
  if (!text.empty()) {
    const auto own = parse_zone(text);
    if (!own) return std::nullopt;
    zone = *own;
  }
  return range_of(r, zone);
}

std::optional<TimeRange> parse_parted(std::string_view text, bool day_stands_first, int zone) {
  const auto a = number(text, 1, 2);
  if (!a || text.empty()) return std::nullopt;
  const char mark = text.front();
  if (mark != '.' && mark != '/' && mark != '-') return std::nullopt;
  text.remove_prefix(1);
  const auto b = number(text, 1, 2);
  if (!b || !eat(text, mark)) return std::nullopt;
  const std::size_t before = text.size();
  const auto year = number(text, 2, 4);
  if (!year || before - text.size() == 3) return std::nullopt;
  Reading r;
  r.year = before - text.size() == 2 ? 2000 + *year : *year;
  r.day = day_stands_first ? *a : *b;
  r.month = day_stands_first ? *b : *a;
  if (r.day < 1 || r.month < 1) return std::nullopt;
  return with_clock_and_zone(r, text, zone);
}

std::optional<TimeRange> parse_epoch(std::string_view text) {
  const bool negative = eat(text, '-');
  Instant value = 0;
  if (text.empty() || text.size() > 14) return std::nullopt;
  for (const char c : text) {
    if (c == '.') break;
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (negative) value = -value;
  return TimeRange{value, value};
}

}  // namespace

TimeSet::TimeSet(TimeRange range) {
  if (!range.empty()) ranges_.push_back(range);
}

namespace {
// The last range that begins no later than the instant; end() where none does.
auto last_from(const std::vector<TimeRange>& ranges, Instant instant) {
  const auto after =
      std::upper_bound(ranges.begin(), ranges.end(), instant, [](Instant t, const TimeRange& r) { return t < r.from; });
  return after == ranges.begin() ? ranges.end() : after - 1;
}
}  // namespace

bool TimeSet::contains(const TimeRange& range) const {
  const auto at = last_from(ranges_, range.from);
  return at != ranges_.end() && at->contains(range);
}

bool TimeSet::meets(const TimeRange& range) const {
  const auto at = last_from(ranges_, range.to);
  return at != ranges_.end() && at->meets(range);
}

void TimeSet::remove(const TimeRange& gone) {
  if (gone.empty()) return;
  std::vector<TimeRange> left;
  for (const TimeRange& r : ranges_) {
    if (!r.meets(gone)) {
      left.push_back(r);
      continue;
    }
    if (r.from < gone.from) left.push_back({r.from, gone.from - 1});
    if (gone.to < r.to) left.push_back({gone.to + 1, r.to});
  }
  ranges_ = std::move(left);
}

std::optional<TimeFormat> parse_time_format(std::string_view word) {
  if (word == "iso") return TimeFormat::iso;
  if (word == "compact") return TimeFormat::compact;
  if (word == "day-first") return TimeFormat::day_first;
  if (word == "month-first") return TimeFormat::month_first;
  if (word == "epoch") return TimeFormat::epoch;
  return std::nullopt;
}

std::optional<TimeRange> parse_time(std::string_view text, TimeFormat format, int zone) {
  text = trimmed(text);
  if (format == TimeFormat::iso) {
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
      const auto a = parse_iso(trimmed(text.substr(0, slash)), zone);
      const auto b = parse_iso(trimmed(text.substr(slash + 1)), zone);
      if (!a || !b || b->to < a->from) return std::nullopt;
      return TimeRange{a->from, b->to};
    }
    return parse_iso(text, zone);
  }
  switch (format) {
    case TimeFormat::compact:
      return parse_compact(text, zone);
    case TimeFormat::day_first:
      return parse_parted(text, true, zone);
    case TimeFormat::month_first:
      return parse_parted(text, false, zone);
    default:
      return parse_epoch(text);
  }
}

std::optional<int> parse_zone(std::string_view text) {
  if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") return 0;
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = number(text, 1, 2);
  if (!hours) return std::nullopt;
  eat(text, ':');
  const int minutes = number(text, 2, 2).value_or(0);
  if (!text.empty() || *hours > 18 || minutes > 59) return std::nullopt;
  return sign * (*hours * 60 + minutes);
}

Instant start_of_day(int year, int month, int day_of_month, int zone) {
  return first_day(make_date(year, month, day_of_month)) * day - static_cast<Seconds>(zone) * 60;
}

std::string day_words(Instant instant, int zone) {
  if (instant >= never / 2) return "never";
  if (instant <= long_ago / 2) return "long ago";
  const Instant local = instant + static_cast<Seconds>(zone) * 60;
  const Instant days = local >= 0 ? local / day : -((day - 1 - local) / day);
  return to_string(date_from_days(days));
}

std::string time_words(Instant instant, int zone) {
  const std::string date = day_words(instant, zone);
  if (instant >= never / 2 || instant <= long_ago / 2) return date;
  const Instant local = instant + static_cast<Seconds>(zone) * 60;
  const int rest = static_cast<int>(((local % day) + day) % day);
  char buffer[32];
  int used = std::snprintf(buffer, sizeof buffer, " %02d:%02d", rest / 3600, rest / 60 % 60);
  if (rest % 60 != 0)
    used += std::snprintf(buffer + used, sizeof buffer - static_cast<std::size_t>(used), ":%02d", rest % 60);
  std::string out = date + buffer;
  if (zone == 0) return out + "Z";
  const int away = zone < 0 ? -zone : zone;
  std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", zone < 0 ? '-' : '+', away / 60, away % 60);
  return out + buffer;
}

std::string time_words(const TimeRange& range, int zone) {
  if (range.to - range.from < 60) return time_words(range.from, zone);
  const Instant local = range.from + static_cast<Seconds>(zone) * 60;
  if (range.to - range.from == day - 1 && local % day == 0) return day_words(range.from, zone);
  return time_words(range.from, zone) + " to " + time_words(range.to, zone);
}

std::string duration_words(Seconds duration) {
  auto counted = [](Seconds n, const char* unit) { return std::to_string(n) + ' ' + unit + (n == 1 ? "" : "s"); };
  if (duration >= 2 * day && duration % day == 0) return counted(duration / day, "day");
  if (duration >= 3600 && duration % 3600 == 0) return counted(duration / 3600, "hour");
  if (duration >= 60 && duration % 60 == 0) return counted(duration / 60, "minute");
  return counted(duration, "second");
}

}  // namespace entente::verify
