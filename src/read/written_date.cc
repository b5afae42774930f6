#include "read/written_date.h"

#include <array>
#include <cctype>
#include <string>

#include "read/flow.h"

namespace entente::read {
namespace {

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                      "friday", "saturday", "sunday"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text), size_(text.size()) {}

  std::size_t taken() const { return size_ - text_.size(); }
  std::string_view rest() const { return text_; }
  bool ended() const { return text_.empty(); }

  bool spaces() {
    const std::size_t before = text_.size();
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\t')) text_.remove_prefix(1);
    return text_.size() < before;
  }
  bool eat(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  // A whole number of `least` to `most` digits, with no digit after it.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t n = 0;
    int value = 0;
    while (n < text_.size() && is_digit(text_[n]) && n <= most) value = value * 10 + (text_[n++] - '0');
    if (n < least || n > most) return std::nullopt;
    text_.remove_prefix(n);
    return value;
  }
  std::string word() {
    std::string out;
    while (!text_.empty() && is_letter(text_.front())) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(text_.front())));
      text_.remove_prefix(1);
    }
    return out;
  }

 private:
  std::string_view text_;
  std::size_t size_;
};

// From 1; 0 for what is no month. Short forms of three letters or more, "Sept".
int month_of(const std::string& word) {
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < months.size(); ++i) {
    const bool whole = word == months[i];
    const bool short_form = word.size() <= 4 && (word.size() == 3 || word == "sept") && months[i].starts_with(word);
    if (whole || short_form) return static_cast<int>(i) + 1;
  }
  return 0;
}

bool is_weekday(const std::string& word) {
  if (word.size() < 3) return false;
  for (const std::string_view name : weekdays) {
    if (word == name || (word.size() <= 4 && name.starts_with(word))) return true;
  }
  return false;
}

void skip_weekday(Cursor& cursor) {
  Cursor ahead = cursor;
  if (!is_weekday(ahead.word())) return;
  ahead.eat('.');
  ahead.eat(',');
  if (ahead.spaces()) cursor = ahead;
}

void skip_ordinal(Cursor& cursor) {
  Cursor ahead = cursor;
  const std::string suffix = ahead.word();
  if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") cursor = ahead;
}

std::optional<int> year_after(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.eat(',');
  if (!ahead.spaces()) return std::nullopt;
  const auto year = ahead.number(4, 4);
  if (!year || *year < 1800 || *year > 2200) return std::nullopt;
  cursor = ahead;
  return year;
}

bool is_day(int year, int month, int day) { return day >= 1 && day <= days_in_month(year == 0 ? 2000 : year, month); }

// "3 March 2031", "3rd of March"
std::optional<WrittenDate> day_first(Cursor cursor) {
  const auto day = cursor.number(1, 2);
  if (!day) return std::nullopt;
  skip_ordinal(cursor);
  if (!cursor.spaces()) return std::nullopt;
  Cursor of = cursor;
  if (of.word() == "of" && of.spaces()) cursor = of;
  const int month = month_of(cursor.word());
  if (month == 0) return std::nullopt;
  cursor.eat('.');
  const int year = year_after(cursor).value_or(0);
  if (!is_day(year, month, *day)) return std::nullopt;
  return WrittenDate{year, month, *day, cursor.taken()};
}

// "March 3, 2031"; "March 2031" when `month_alone`
std::optional<WrittenDate> month_first(Cursor cursor, bool month_alone) {
  const int month = month_of(cursor.word());
  if (month == 0) return std::nullopt;
  cursor.eat('.');
  if (month_alone) {
    Cursor ahead = cursor;
    if (const auto year = year_after(ahead)) return WrittenDate{*year, month, 0, ahead.taken()};
  }
  if (!cursor.spaces()) return std::nullopt;
  const auto day = cursor.number(1, 2);
  if (!day) return std::nullopt;
  skip_ordinal(cursor);
  const int year = year_after(cursor).value_or(0);
  if (!is_day(year, month, *day)) return std::nullopt;
  return WrittenDate{year, month, *day, cursor.taken()};
}

std::optional<WrittenDate> iso(Cursor cursor) {
  const auto year = cursor.number(4, 4);
  if (!year || !cursor.eat('-')) return std::nullopt;
  const auto month = cursor.number(2, 2);
  if (!month || *month < 1 || *month > 12 || !cursor.eat('-')) return std::nullopt;
  const auto day = cursor.number(2, 2);
  if (!day || !is_day(*year, *month, *day)) return std::nullopt;
  return WrittenDate{*year, *month, *day, cursor.taken()};
}

}  // namespace

std::optional<Date> WrittenDate::date(DateSource source) const {
  if (year == 0) return std::nullopt;
  return make_date(year, month, day, source);
}

std::optional<Date> WrittenDate::date_near(const Date& likely, DateSource source) const {
  if (year != 0) return date(source);
  if (!likely.known()) return std::nullopt;
  const Date same_year = make_date(likely.year, month, day, source);
  const bool next_year_is_meant = last_day(likely) - first_day(same_year) > 320;
  if (first_day(same_year) - last_day(likely) > 45) return make_date(likely.year - 1, month, day, source);
  return next_year_is_meant ? make_date(likely.year + 1, month, day, source) : same_year;
}

std::optional<WrittenDate> written_date_at(std::string_view text, bool month_alone) {
  Cursor start(text);
  skip_weekday(start);
  const std::size_t before = start.taken();
  std::optional<WrittenDate> found = day_first(Cursor(start.rest()));
  if (!found) found = month_first(Cursor(start.rest()), month_alone);
  if (!found) found = iso(Cursor(start.rest()));
  if (found) {
    found->length += before;
    const std::string_view after = text.substr(found->length);
    if (!after.empty() && (is_letter(after.front()) || is_digit(after.front()))) return std::nullopt;
  }
  return found;
}

std::optional<Date> date_of_value(std::string_view value, DateSource source) {
  value = trimmed(value);
  if (auto date = parse_date(value, source)) return date;
  if (const auto written = written_date_at(value, true)) return written->date(source);
  // "2031-03-07 14:05:00 UTC" and the like: the day at least.
  if (value.size() > 10) return parse_date(value.substr(0, 10), source);
  return std::nullopt;
}

std::optional<Date> last_written_date(std::string_view text, DateSource source) {
  std::optional<Date> last;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool inside = at > 0 && (is_digit(text[at]) ? is_digit(text[at - 1]) : is_letter(text[at - 1]));
    if (inside || (!is_digit(text[at]) && !is_letter(text[at]))) continue;
    const auto written = written_date_at(text.substr(at), true);
    if (!written) continue;
    if (const auto date = written->date(source)) {
      // "March 2031" inside "3 March 2031" was taken with it: a later match starts after it.
      last = date;
      at += written->length - 1;
    }
  }
  return last;
}

}  // namespace entente::read
