// Numbers and dates that two tellings give differently.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "frame/discrepancies_prepare.h"

namespace entente::frame {
namespace {

using Quantity = PreparedTelling::Quantity;
using CalendarDate = PreparedTelling::CalendarDate;

constexpr double near_enough = 0.45;           // similarity of sentences of which the figures are compared
constexpr double near_enough_elsewhere = 0.5;  // the same for texts that are no rewrites of one another
constexpr double rounding = 0.2;               // figures called approximate differ from here on

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

double scale_of(std::string_view word) {
  if (word == "hundred") return 1e2;
  if (word == "thousand") return 1e3;
  if (word == "million" || word == "m") return 1e6;
  if (word == "billion" || word == "bn") return 1e9;
  if (word == "trillion") return 1e12;
  return 0;
}

// A cardinal number in one word ("1,000", "3.5", "twenty-five", "20-point"); `rest` is what a hyphen ties to it.
std::optional<double> value_of(const std::string& word, const DiscrepancyWords& words, std::string& rest) {
  rest.clear();
  if (is_digit(word.front())) {
    std::string digits;
    std::size_t at = 0;
    for (; at < word.size() && (is_digit(word[at]) || word[at] == ',' || word[at] == '.'); ++at) {
      if (word[at] != ',') digits += word[at];
    }
    if (at < word.size()) {
      if (word[at] != '-') return std::nullopt;  // "1st", "14:05", "2nd"
      rest = word.substr(at + 1);
      if (rest.empty() || is_digit(rest.front())) return std::nullopt;  // a range, a score
    }
    return std::strtod(digits.c_str(), nullptr);
  }
  const std::size_t hyphen = word.find('-');
  const int* const number = words.number_of.find(std::string_view(word).substr(0, hyphen));
  if (number == nullptr) return std::nullopt;
  if (hyphen == std::string::npos) return *number;
  rest = word.substr(hyphen + 1);
  const int* const unit = words.number_of.find(rest);
  if (unit == nullptr) return *number;
  rest.clear();
  return *number + *unit;
}

bool is_year(double value, const std::string& word) {
  return word.size() == 4 && is_digit(word.front()) && value >= 1900 && value <= 2100;
}

bool in_gap_together(const WordAlignment& alignment, std::uint32_t a, std::uint32_t b) {
  return std::any_of(alignment.gaps.begin(), alignment.gaps.end(), [&](const Gap& gap) {
    return gap.a_first <= a && a < gap.a_last && gap.b_first <= b && b < gap.b_last && gap.a_last - gap.a_first <= 4 &&
           gap.b_last - gap.b_first <= 4;
  });
}

bool same_unit(const Quantity& a, const Quantity& b) {
  return (a.unit != 0 && (a.unit == b.unit || a.unit == b.next_unit)) || (a.next_unit != 0 && a.next_unit == b.unit);
}

bool differ(const Quantity& a, const Quantity& b) {
  if (a.value == b.value) return false;
  if (!a.approximate && !b.approximate) return true;
  return std::abs(a.value - b.value) > rounding * std::max(std::abs(a.value), std::abs(b.value));
}

bool said_in(const PreparedTelling& text, const Quantity& wanted) {
  return std::any_of(text.quantities.begin(), text.quantities.end(), [&](const Quantity& other) {
    return other.value == wanted.value && (same_unit(other, wanted) || wanted.value > 20);
  });
}

// "six vessels, three from each shore": a figure behind the comma that has no thing of its own goes with the one
// before.
std::uint32_t with_share(const PreparedTelling& text, const Quantity& quantity) {
  const ToldSentence& sentence = text.told.sentences[quantity.sentence];
  for (const Quantity& other : text.quantities) {
    if (other.sentence != quantity.sentence || other.first <= quantity.last || other.first > quantity.last + 4)
      continue;
    if (other.first == 0 || sentence.words[other.first - 1].folded != ",") continue;
    std::uint32_t last = other.last;
    while (last < sentence.words.size() && last < other.last + 3 && !sentence.words[last].punctuation) ++last;
    return last;
  }
  return quantity.last;
}

// Whether `other` is the tail of a pair of figures that was reported already.
bool is_share_of_another(const PreparedTelling& text, const Quantity& quantity) {
  return std::any_of(text.quantities.begin(), text.quantities.end(), [&](const Quantity& other) {
    return other.sentence == quantity.sentence && other.first < quantity.first &&
           with_share(text, other) > quantity.first;
  });
}

}  // namespace

void prepare_values(PreparedTelling& text, const DiscrepancyWords& words) {
  for (std::uint32_t s = 0; s < text.told.sentences.size(); ++s) {
    const std::vector<ToldWord>& in = text.told.sentences[s].words;
    auto month_at = [&](std::size_t i) {
      if (i >= in.size() || !in[i].capital) return 0;
      const int* const month = words.month_of.find(in[i].folded);
      return month == nullptr ? 0 : *month;
    };
    for (std::uint32_t i = 0; i < in.size(); ++i) {
      if (in[i].punctuation) continue;
      CalendarDate date;
      date.sentence = s;
      date.first = i;
      auto day_at = [&](std::size_t k) {
        if (k >= in.size() || in[k].punctuation || !is_digit(in[k].folded.front()) || in[k].folded.size() > 4) return 0;
        const int day = std::atoi(in[k].folded.c_str());
        const std::string tail = in[k].folded.substr(day > 9 ? 2 : 1);
        return day >= 1 && day <= 31 && (tail.empty() || one_of(tail, {"st", "nd", "rd", "th"})) ? day : 0;
      };
      std::uint32_t next = i;
      if (const int month = month_at(i); month > 0) {
        date.month = month;
        date.at = i;
        next = i + 1;
        if (next < in.size() && in[next].folded == ".") ++next;
        if (const int day = day_at(next); day > 0) {
          date.day = day;
          date.at = next++;
        }
      } else if (day_at(i) > 0 && month_at(i + 1) > 0) {
        date.day = day_at(i);
        date.month = month_at(i + 1);
        date.at = i;
        next = i + 2;
      } else if (const int* const weekday = in[i].capital ? words.weekday_of.find(in[i].folded) : nullptr;
                 weekday != nullptr) {
        date.weekday = *weekday;
        date.at = i;
        next = i + 1;
      }
      if (next > i) {
        std::uint32_t year = next;
        if (year < in.size() && in[year].folded == ",") ++year;
        if (date.month > 0 && year < in.size() && is_year(std::atof(in[year].folded.c_str()), in[year].folded)) {
          date.year = std::atoi(in[year].folded.c_str());
          if (date.day == 0) date.at = year;
          next = year + 1;
        }
        date.last = next;
        if (date.day > 0 || date.weekday > 0 || date.year > 0) text.dates.push_back(date);
        i = next - 1;
        continue;
      }
      std::string rest;
      std::optional<double> value = value_of(in[i].folded, words, rest);
      if (!value || in[i].folded == "one" || is_year(*value, in[i].folded)) continue;
      Quantity quantity;
      quantity.value = *value;
      quantity.sentence = s;
      quantity.first = i;
      std::uint32_t after = i + 1;
      while (after < in.size() && scale_of(in[after].folded) > 0) quantity.value *= scale_of(in[after++].folded);
      quantity.last = after;
      if (!rest.empty()) {
        quantity.unit = in[i].concept_id;  // "20-point" is its own thing; compared by the word behind it as well
      }
      if (after < in.size() &&
          (in[after].folded == "%" || in[after].folded == "percent" || in[after].folded == "per")) {
        quantity.of_time_or_share = true;
      }
      for (std::uint32_t k = after; k < in.size() && k < after + 3 && !in[k].punctuation; ++k) {
        if (in[k].weight == 0) {
          if (one_of(in[k].folded, {"of", "from", "to", "in", "and", "or", "at", "by"})) break;
          continue;
        }
        if (one_of(in[k].folded, {"year",       "years", "month", "months",   "week",    "weeks", "day",
                                  "days",       "hour",  "hours", "minute",   "minutes", "point", "points",
                                  "percentage", "time",  "times", "year-old", "people",  "votes", "others"})) {
          quantity.of_time_or_share = true;
        }
        if (quantity.unit == 0) {
          quantity.unit = in[k].concept_id;
          quantity.last = k + 1;
        } else {
          quantity.next_unit = in[k].concept_id;
          break;
        }
      }
      for (std::uint32_t k = i > 3 ? i - 3 : 0; k < i; ++k) {
        quantity.approximate =
            quantity.approximate ||
            one_of(in[k].folded, {"about", "around", "nearly", "almost", "over", "more", "than", "least", "some",
                                  "roughly", "approximately", "up", "most", "dozens"});
      }
      if (i > 0 && in[i - 1].folded == "$") quantity.of_time_or_share = true;
      text.quantities.push_back(quantity);
      i = after - 1;
    }
  }
}

void find_numbers(const Comparison& comparison, Findings& found) {
  for (std::size_t p = 0; p < comparison.pairs.size(); ++p) {
    const SentencePair& pair = comparison.pairs[p];
    if (pair.similarity < (comparison.rewrites ? near_enough : near_enough_elsewhere)) continue;
    for (const Quantity& a : comparison.a.quantities) {
      if (a.sentence != pair.a) continue;
      for (const Quantity& b : comparison.b.quantities) {
        if (b.sentence != pair.b || !differ(a, b)) continue;
        const bool together = in_gap_together(comparison.alignments[p], a.first, b.first);
        const bool one_thing = same_unit(a, b) && !a.of_time_or_share && !b.of_time_or_share;
        if (!(comparison.rewrites ? together || one_thing : together && same_unit(a, b))) continue;
        if (said_in(comparison.b, a) || said_in(comparison.a, b)) continue;
        if (is_share_of_another(comparison.a, a) || is_share_of_another(comparison.b, b)) continue;
        found.push_back({DiscrepancyKind::number,
                         words_span(comparison.a.told.sentences[a.sentence], a.first, with_share(comparison.a, a)),
                         words_span(comparison.b.told.sentences[b.sentence], b.first, with_share(comparison.b, b))});
      }
    }
  }
}

void find_dates(const Comparison& comparison, Findings& found) {
  for (std::size_t p = 0; p < comparison.pairs.size(); ++p) {
    const SentencePair& pair = comparison.pairs[p];
    if (pair.similarity < (comparison.rewrites ? near_enough : near_enough_elsewhere)) continue;
    for (const CalendarDate& a : comparison.a.dates) {
      if (a.sentence != pair.a) continue;
      for (const CalendarDate& b : comparison.b.dates) {
        if (b.sentence != pair.b) continue;
        const bool days = a.day > 0 && b.day > 0 && (a.day != b.day || a.month != b.month);
        const bool weekdays = a.weekday > 0 && b.weekday > 0 && a.weekday != b.weekday;
        const bool years = a.year > 0 && b.year > 0 && a.year != b.year;
        if (!days && !weekdays && !years) continue;
        // A date that the other text has as well belongs to something else.
        auto also_in = [&](const PreparedTelling& text, const CalendarDate& date) {
          return std::any_of(text.dates.begin(), text.dates.end(), [&](const CalendarDate& other) {
            return date.day > 0
                       ? other.day == date.day && other.month == date.month
                       : other.sentence == (&text == &comparison.a ? pair.a : pair.b) && other.weekday == date.weekday;
          });
        };
        if (also_in(comparison.b, a) || also_in(comparison.a, b)) continue;
        if (!in_gap_together(comparison.alignments[p], a.at, b.at)) continue;
        found.push_back({DiscrepancyKind::date, around(comparison.a.told.sentences[a.sentence], a.first, a.last, 2),
                         around(comparison.b.told.sentences[b.sentence], b.first, b.last, 2)});
      }
    }
  }
}

}  // namespace entente::frame
