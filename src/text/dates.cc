#include "text/dates.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace entente::text {
namespace {

constexpr std::size_t look_ahead = 10;  // tokens before a weekday in which "will" turns it to the future

Date words_date(std::int64_t day) { return date_from_days(day, DateSource::words); }

}  // namespace

// One reading of the tokens from left to right.
class DateReading {
 public:
  DateReading(const DateFinder& finder, std::string_view text, std::span<const Token> tokens, const Date& published)
      : finder_(finder), text_(text), tokens_(tokens), published_(published) {}

  std::vector<DateMention> run() {
    for (std::size_t i = 0; i < tokens_.size();) {
      i = finder_.may_start(tokens_[i].span.in(text_)) ? std::max(at(i), i + 1) : i + 1;
    }
    return std::move(found_);
  }

 private:
  using Word = DateFinder::Word;

  // The token in lower case; empty behind the last one.
  std::string folded(std::size_t i) const {
    return i < tokens_.size() ? fold(tokens_[i].span.in(text_)) : std::string();
  }
  Word word(std::size_t i) const { return finder_.word(folded(i)); }
  bool is(std::size_t i, std::string_view wanted) const { return folded(i) == wanted; }
  bool has_day() const { return published_.precision >= DatePrecision::day; }
  std::int64_t today() const { return first_day(published_); }

  // The number that a token is ("7", "7th"), if it lies within [least, most].
  std::optional<int> number(std::size_t i, int least, int most) const {
    const std::string token = folded(i);
    int value = 0;
    const auto [end, failed] = std::from_chars(token.data(), token.data() + token.size(), value);
    if (failed != std::errc() || value < least || value > most) return std::nullopt;
    const std::string_view rest(end, static_cast<std::size_t>(token.data() + token.size() - end));
    if (!rest.empty() && rest != "th" && rest != "st" && rest != "nd" && rest != "rd") return std::nullopt;
    return value;
  }

  // "3-5" as one token: its days, or nothing.
  std::optional<std::pair<int, int>> hyphenated_days(std::size_t i) const {
    const std::string token = folded(i);
    const std::size_t hyphen = token.find('-');
    if (hyphen == std::string_view::npos || token.size() > 5) return std::nullopt;
    int from = 0;
    int to = 0;
    const char* const bar = token.data() + hyphen;
    const auto [from_end, from_bad] = std::from_chars(token.data(), bar, from);
    const auto [to_end, to_bad] = std::from_chars(bar + 1, token.data() + token.size(), to);
    const bool whole = from_end == bar && to_end == token.data() + token.size();
    if (from_bad != std::errc() || to_bad != std::errc() || !whole || from < 1 || to < from || to > 31)
      return std::nullopt;
    return std::pair{from, to};
  }

  std::optional<int> year(std::size_t i) const {
    if (folded(i).size() != 4) return std::nullopt;
    return number(i, 1500, 2199);
  }

  bool is_month(std::size_t i) const { return word(i).kind == Word::month && (tokens_[i].starts_upper()); }

  // ---- what stands around a date

  DateRelation relation_before(std::size_t first) const {
    std::size_t i = first;
    while (i > 0 &&
           (is(i - 1, "the") || is(i - 1, "early") || is(i - 1, "late") || is(i - 1, "mid") || is(i - 1, "on")))
      --i;
    if (i == 0) return DateRelation::at;
    const std::string before = folded(i - 1);
    if (before == "by") return DateRelation::by;
    if (before == "since" || before == "from") return DateRelation::since;
    if (before == "until" || before == "till" || (before == "to" && i > 1 && tokens_[i - 2].kind != TokenKind::word))
      return DateRelation::until;
    if (before == "before") return DateRelation::before;
    if (before == "after") return DateRelation::after;
    return DateRelation::at;
  }

  bool looks_ahead(std::size_t first) const {
    const DateRelation relation = relation_before(first);
    if (relation == DateRelation::by || relation == DateRelation::until) return true;
    const std::size_t farthest = first > look_ahead ? first - look_ahead : 0;
    for (std::size_t i = first; i > farthest;) {
      --i;
      if (tokens_[i].kind == TokenKind::stop || tokens_[i].kind == TokenKind::semicolon ||
          tokens_[i].kind == TokenKind::quote)
        break;
      const std::string before = folded(i);
      if (before == "will" || before == "shall" || before == "'ll" || before == "due" || before == "scheduled" ||
          before == "planned" || before == "expected" || before == "upcoming" || before == "plans") {
        return true;
      }
      if (before == "said" || before == "was" || before == "were" || before == "had") break;
    }
    return false;
  }

  std::size_t add(std::size_t first, std::size_t last, Date date, std::uint32_t days = 1) {
    date.source = DateSource::words;
    const DateRelation relation = relation_before(first);
    // "… at 14:05"
    if (date.precision == DatePrecision::day && days == 1) {
      const std::size_t clock_at = is(last, "at") ? last + 1 : last;
      if (const std::string clock = folded(clock_at); clock.size() == 5 && clock[2] == ':') {
        const auto hour = static_cast<int>((clock[0] - '0') * 10 + clock[1] - '0');
        const auto minute = static_cast<int>((clock[3] - '0') * 10 + clock[4] - '0');
        if (hour >= 0 && hour < 24 && minute >= 0 && minute < 60) {
          date.hour = static_cast<std::int8_t>(hour);
          date.minute = static_cast<std::int8_t>(minute);
          date.precision = DatePrecision::minute;
          last = clock_at + 1;
        }
      }
    }
    found_.push_back({{tokens_[first].span.start, tokens_[last - 1].span.end}, date, days, relation});
    return last;
  }

  // ---- one place

  std::size_t at(std::size_t i) {
    if (const auto day = number(i, 1, 31); day && (is_month(i + 1) || (is(i + 1, "of") && is_month(i + 2)))) {
      return day_and_month(i, *day, is(i + 1, "of") ? i + 2 : i + 1, 0);
    }
    // "7 to 9 March", "7-9 March"
    if (const auto day = number(i, 1, 31);
        day &&
        (is(i + 1, "to") || is(i + 1, "and") || (i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::dash))) {
      const auto last = number(i + 2, *day, 31);
      if (last && is_month(i + 3)) return day_and_month(i, *day, i + 3, *last - *day);
    }
    if (const auto days = hyphenated_days(i); days && is_month(i + 1))
      return day_and_month(i, days->first, i + 1, days->second - days->first);
    if (is_month(i)) return from_month(i);
    const Word here = word(i);
    if (here.kind == Word::weekday && tokens_[i].starts_upper()) return weekday_at(i, i, here.value);
    if (here.kind == Word::day && has_day()) return add(i, i + 1, words_date(today() + here.value));
    if (here.kind == Word::number || number(i, 1, 99)) {
      const int count = here.kind == Word::number ? here.value : *number(i, 1, 99);
      if (word(i + 1).kind == Word::unit) {
        if (is(i + 2, "ago") || is(i + 2, "earlier")) return counted(i, i + 3, -count, word(i + 1).value);
        if (i > 0 && is(i - 1, "in") && count > 1) return counted(i, i + 2, count, word(i + 1).value);
      }
    }
    if (is(i, "last") || is(i, "next") || is(i, "this")) return relative(i);
    if (is(i, "weekend") && has_day()) return weekend(i, i + 1, 0);
    if (const auto iso = iso_at(i)) return add(i, i + 1, *iso);
    if (const auto plain = year(i); plain && i > 0 && tokens_[i].kind == TokenKind::number) {
      static constexpr std::string_view before[] = {"in",     "since", "from",   "of",  "by",    "until",
                                                    "before", "after", "during", "for", "early", "late"};
      if (std::find(std::begin(before), std::end(before), folded(i - 1)) != std::end(before))
        return add(i, i + 1, make_date(*plain, 0, 0, DateSource::words));
    }
    return i + 1;
  }

  std::optional<Date> iso_at(std::size_t i) const {
    const std::string token = folded(i);
    if (token.size() != 10 || token[4] != '-' || token[7] != '-') return std::nullopt;
    return parse_date(token, DateSource::words);
  }

  // The year of a day and month that names none.
  std::optional<int> nearest_year(int month, int day, std::size_t first) const {
    if (published_.precision == DatePrecision::none) return std::nullopt;
    if (!has_day()) return published_.year;
    const bool ahead = looks_ahead(first);
    int best = published_.year;
    std::int64_t least = -1;
    for (int candidate = published_.year - 1; candidate <= published_.year + 1; ++candidate) {
      const std::int64_t distance =
          first_day(make_date(candidate, month, std::min(day, days_in_month(candidate, month)))) - today();
      if (ahead && distance < 0) continue;
      const std::int64_t size = distance < 0 ? -distance : distance;
      if (least < 0 || size < least) {
        least = size;
        best = candidate;
      }
    }
    return best;
  }

  std::size_t day_and_month(std::size_t first, int day, std::size_t month_at, int more_days) {
    const int month = word(month_at).value;
    std::size_t last = month_at + 1;
    if (last < tokens_.size() && is(last, ".")) ++last;
    std::size_t year_at = last;
    if (year_at < tokens_.size() && tokens_[year_at].kind == TokenKind::comma) ++year_at;
    std::optional<int> of_year = year(year_at);
    if (of_year) last = year_at + 1;
    if (!of_year) of_year = nearest_year(month, day, first);
    if (!of_year || day > days_in_month(*of_year, month)) return last;
    return add(first, last, make_date(*of_year, month, day, DateSource::words),
               static_cast<std::uint32_t>(more_days + 1));
  }

  std::size_t from_month(std::size_t i) {
    const int month = word(i).value;
    std::size_t next = i + 1;
    if (is(next, ".") && number(next + 1, 1, 31)) ++next;
    if (const auto of_year = year(next)) return add(i, next + 1, make_date(*of_year, month, 0, DateSource::words));
    const auto days = hyphenated_days(next);
    const auto day = days ? std::optional<int>(days->first) : number(next, 1, 31);
    if (day) {
      int more = days ? days->second - days->first : 0;
      std::size_t last = next + 1;
      if (last + 1 < tokens_.size() && (tokens_[last].kind == TokenKind::dash || is(last, "to"))) {
        if (const auto to = number(last + 1, *day, 31)) {
          more = *to - *day;
          last += 2;
        }
      }
      std::size_t year_at = last;
      if (year_at < tokens_.size() && tokens_[year_at].kind == TokenKind::comma) ++year_at;
      std::optional<int> of_year = year(year_at);
      if (of_year) {
        last = year_at + 1;
      } else {
        of_year = nearest_year(month, *day, i);
      }
      if (!of_year || *day > days_in_month(*of_year, month)) return last;
      return add(i, last, make_date(*of_year, month, *day, DateSource::words), static_cast<std::uint32_t>(more + 1));
    }
    // A month alone, where its place says that it is one ("may", "march" and "august" are words too).
    static constexpr std::string_view before[] = {"in",   "since", "by",   "of",     "until", "early",  "late", "mid",
                                                  "last", "next",  "this", "before", "after", "during", "from"};
    if (i == 0 || std::find(std::begin(before), std::end(before), folded(i - 1)) == std::end(before)) return i + 1;
    auto of_year = nearest_year(month, 15, i);
    if (!of_year) return i + 1;
    if (has_day() && is(i - 1, "last")) of_year = month < published_.month ? published_.year : published_.year - 1;
    if (has_day() && is(i - 1, "next")) of_year = month > published_.month ? published_.year : published_.year + 1;
    return add(i, i + 1, make_date(*of_year, month, 0, DateSource::words));
  }

  // `last` or `next` may stand before the weekday.
  std::size_t weekday_at(std::size_t first, std::size_t i, int wanted) {
    // "Monday 7 March", "Monday, March 7": the day of the month says more.
    std::size_t k = i + 1;
    if (k < tokens_.size() && tokens_[k].kind == TokenKind::comma) ++k;
    if ((number(k, 1, 31) && is_month(k + 1)) || (k < tokens_.size() && is_month(k) && number(k + 1, 1, 31)))
      return i + 1;
    if (!has_day()) return i + 1;
    const int now = weekday(published_);
    int back = (now - wanted + 7) % 7;
    std::int64_t day = today() - back;
    if (is(first, "next") || (!is(first, "last") && looks_ahead(first))) day = today() + (7 - back);
    if (is(first, "last") && back == 0) day = today() - 7;
    return add(first, i + 1, words_date(day));
  }

  std::size_t relative(std::size_t i) {
    const int step = is(i, "last") ? -1 : is(i, "next") ? 1 : 0;
    const Word next = word(i + 1);
    if (next.kind == Word::weekday && tokens_[i + 1].starts_upper()) return weekday_at(i, i + 1, next.value);
    if (!has_day()) return i + 1;
    if (is(i + 1, "weekend")) return weekend(i, i + 2, step);
    if (is(i, "this") && (is(i + 1, "morning") || is(i + 1, "afternoon") || is(i + 1, "evening")))
      return add(i, i + 2, words_date(today()));
    if (is(i, "last") && is(i + 1, "night")) return add(i, i + 2, words_date(today() - 1));
    if (next.kind != Word::unit) return i + 1;
    switch (next.value) {
      case 'w':
        return add(i, i + 2, words_date(today() - weekday(published_) + 7 * step), 7);
      case 'm': {
        const int months = published_.year * 12 + published_.month - 1 + step;
        return add(i, i + 2, make_date(months / 12, months % 12 + 1, 0, DateSource::words));
      }
      case 'y':
        return add(i, i + 2, make_date(published_.year + step, 0, 0, DateSource::words));
      default:
        return i + 1;
    }
  }

  // The weekend before the publication, or the one that is on; `step` 1 the one to come.
  std::size_t weekend(std::size_t first, std::size_t last, int step) {
    const int now = weekday(published_);
    std::int64_t saturday = today() - now + 5;
    if (step == 0 && now < 5 && !is(first, "this") && !looks_ahead(first)) saturday -= 7;
    if (step < 0) saturday -= 7;
    if (step > 0) saturday += now < 5 ? 0 : 7;
    return add(first, last, words_date(saturday), 2);
  }

  std::size_t counted(std::size_t first, std::size_t last, int count, int unit) {
    if (!has_day()) return first + 1;
    switch (unit) {
      case 'd':
        return add(first, last, words_date(today() + count));
      case 'w':
        return add(first, last, words_date(today() - weekday(published_) + 7 * count), 7);
      case 'm': {
        const int months = published_.year * 12 + published_.month - 1 + count;
        return add(first, last, make_date(months / 12, months % 12 + 1, 0, DateSource::words));
      }
      default:
        return add(first, last, make_date(published_.year + count, 0, 0, DateSource::words));
    }
  }

  const DateFinder& finder_;
  std::string_view text_;
  std::span<const Token> tokens_;
  const Date& published_;
  std::vector<DateMention> found_;
};

DateFinder::DateFinder() {
  for (const Row& row : data_rows("dates/words.tsv")) {
    if (row.size() < 3 || row[2].empty()) continue;
    Word word;
    if (row[1] == "month") word.kind = Word::month;
    if (row[1] == "weekday") word.kind = Word::weekday;
    if (row[1] == "number") word.kind = Word::number;
    if (row[1] == "day") word.kind = Word::day;
    if (row[1] == "unit") word.kind = Word::unit;
    if (word.kind == Word::unit) {
      word.value = static_cast<unsigned char>(row[2][0]);
    } else {
      std::from_chars(row[2].data(), row[2].data() + row[2].size(), word.value);
    }
    words_[row[0]] = word;
  }
  const auto starts = [this](std::string_view word) {
    if (!word.empty())
      lengths_[static_cast<unsigned char>(word[0])] |= std::uint64_t{1} << std::min(word.size(), last_length);
  };
  for (const auto& known : words_.entries()) starts(known.word);
  for (const std::string_view word : {"last", "next", "this", "weekend"}) starts(word);
}

DateFinder::Word DateFinder::word(std::string_view folded) const {
  const Word* const known = words_.find(folded);
  return known == nullptr ? Word{} : *known;
}

bool DateFinder::may_start(std::string_view token) const {
  const auto first = static_cast<unsigned char>(token[0]);
  if (first >= '0' && first <= '9') return true;
  const unsigned char folded = first >= 'A' && first <= 'Z' ? first + 32 : first;
  return (lengths_[folded] >> std::min(token.size(), last_length) & 1) != 0;
}

std::vector<DateMention> DateFinder::find(std::string_view text, std::span<const Token> tokens,
                                          const Date& published) const {
  return DateReading(*this, text, tokens, published).run();
}

}  // namespace entente::text
