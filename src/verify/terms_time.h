// Time as terms need it: instants in whole seconds of UTC, closed ranges of them, sets of ranges. Time zones are fixed
// offsets and stand at the edges only: where text is read and where words are written.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::verify {

using Instant = std::int64_t;  // seconds since 1970-01-01T00:00:00Z, without leap seconds
using Seconds = std::int64_t;

// Far enough to be never, near enough that adding a duration does not overflow.
inline constexpr Instant long_ago = std::numeric_limits<Instant>::min() / 4;
inline constexpr Instant never = std::numeric_limits<Instant>::max() / 4;

// Both ends belong to it; empty where to < from.
struct TimeRange {
  Instant from = long_ago;
  Instant to = never;

  friend bool operator==(const TimeRange&, const TimeRange&) = default;
  bool empty() const { return to < from; }
  bool is_point() const { return from == to; }
  bool contains(const TimeRange& other) const { return from <= other.from && other.to <= to; }
  bool meets(const TimeRange& other) const { return from <= other.to && other.from <= to; }
};

// Ranges in order, not touching one another.
class TimeSet {
 public:
  TimeSet() = default;
  explicit TimeSet(TimeRange range);

  const std::vector<TimeRange>& ranges() const { return ranges_; }
  bool empty() const { return ranges_.empty(); }
  bool contains(const TimeRange& range) const;  // all of it, within one of the ranges
  bool meets(const TimeRange& range) const;
  void remove(const TimeRange& range);
  friend bool operator==(const TimeSet&, const TimeSet&) = default;

 private:
  std::vector<TimeRange> ranges_;
};

// How a file writes its times.
enum class TimeFormat : std::uint8_t {
  iso,          // 2031, 2031-04, 2031-04-02, 2031-04-02T10:00[:30][Z|+01:00], a space for the T; A/B for a range
  compact,      // 20310402 and 20310402100030
  day_first,    // 02.04.31, 2.4.2031, 02/04/2031, with " 10:00[:30]" after it
  month_first,  // 04/02/2031
  epoch         // seconds since 1970
};
std::optional<TimeFormat> parse_time_format(std::string_view word);

// The instants that the text may mean: a day is the range of its 86,400 seconds, a minute of its 60. An offset in the
// text wins over `zone` (minutes east of Greenwich). Nothing for text that is no time, or no day of the calendar.
std::optional<TimeRange> parse_time(std::string_view text, TimeFormat format, int zone);

// "Z", "UTC", "+01:00", "-0330", "+2": minutes east of Greenwich, within 18 hours.
std::optional<int> parse_zone(std::string_view text);

Instant start_of_day(int year, int month, int day, int zone);

// "2031-04-02 10:00", seconds where they are not 0; "…Z" where the zone is 0, else "…+01:00". "never" and "long ago"
// for those.
std::string time_words(Instant instant, int zone);
// A point, "2031-04-02" for a whole day of the zone, or "A to B".
std::string time_words(const TimeRange& range, int zone);
// "2031-04-02" of the day that the instant falls on in the zone.
std::string day_words(Instant instant, int zone);
// "24 hours", "14 days", "90 seconds": the largest unit that divides it; days from 2 days on.
std::string duration_words(Seconds duration);

}  // namespace entente::verify
