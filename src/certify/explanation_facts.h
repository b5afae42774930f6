// What an explanation starts from, as its certificate states it: incidents as they were seen, terms with their rules.
// docs/certificates-verification.md says what each field means.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <ranges>
#include <string>
#include <vector>

#include "certify/lines.h"

namespace entente::certify {

using Moment = std::int64_t;  // seconds since 1970
using Amount = std::int64_t;  // a count, a duration in seconds, a number by which something is named
using Words = std::vector<std::string>;
constexpr Moment far_past = -(Moment{1} << 61), far_future = -far_past - 1;
using NumberRanges = std::map<std::string, std::pair<double, double>>;  // least and most of a measure or a distance
constexpr std::pair any_number{-1e18, 1e18};

struct Range {  // both ends belong to it
  Moment from = far_past, to = far_future;
};

enum So { no, perhaps, yes };
enum Decision { kept, open, undetermined, breached };  // from the mildest to the worst

struct Filter {
  Words words[3];        // kinds, things, parties; empty: any
  NumberRanges numbers;  // that it may have
};

struct Incident {
  std::string id, about, quantity;  // empty: not known
  Words words[3];                   // kind, thing, party: one of these; "?" is another
  NumberRanges numbers;
  Range when;
  So happened = no;
  bool accuses = false;  // what does not breaks no rule, and only may excuse or be a duty done
};
using Scene = std::vector<Incident>;

struct Event {  // an incident that meets a filter, a breach, or what suspends a rule
  So so = no;
  Range when;
  const Incident* incident = nullptr;  // of the first kind, in the scene
  Moment lasts = 0;                    // from then on
};

struct Events {
  std::multimap<Moment, Event> list;               // by their first instants
  Moment longest = 0;                              // of their ranges
  auto between(Moment first, Moment last) const {  // all that may lie there
    return std::ranges::subrange(list.lower_bound(first - longest), list.upper_bound(std::max(first - longest, last)));
  }
};

struct Mark {  // an instant that is stated, or found
  std::string kind;
  Moment value = 0;
  Amount held = 0, delay = 0;
};

struct Answer {
  Amount filter = 0, before = 0, after = 0;  // how far from the event it may lie
};

struct Rule {
  std::string kind, flags;
  Amount term = 0, filter = 0, count = 0, window = 0;
  std::vector<Mark> start, ends, dues;                 // the first of them
  std::multimap<Moment, Event> breaks;                 // for so long it does not bind; by their last instants
  std::vector<std::pair<Amount, Amount>> suspensions;  // filter; for how long
  std::vector<Answer> answers;
  bool has(char flag) const { return flags.find(flag) != std::string::npos; }

  // What is found:
  Range starts, end{far_future, far_future}, fulfilled = end;  // each from its earliest to its latest
  Events breaches;                                             // that are so, or perhaps
  Decision decision = kept;
};

struct StatedFacts {
  std::string standard;
  Moment as_of = 0;
  Words terms;  // each refers to those before it alone; the verdict is on the last
  std::vector<Filter> filters;
  std::vector<Rule> rules;
  Scene incidents;
  bool read(Lines& lines);  // up to what is cited; false where something is wrong, which the lines then have
};

// The rules as they are found in the scene. Costs little more than sorting it, for each, where windows hold few events.
std::vector<Rule> judge(const StatedFacts& facts, const Scene& scene);

Words split(std::string_view text);  // at each bar; of "-": none

inline void take(Lines& lines, std::string& field) { field = (field = lines.word()) == "-" ? "" : field; }
inline void take(Lines& lines, Words& words) { words = split(lines.word()); }
template <typename Number>
void take(Lines& lines, Number& number) {
  const std::string_view text = lines.word();
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = problem == std::errc{} && end == text.data() + text.size();
  if (whole && number >= static_cast<Number>(far_past) && number <= static_cast<Number>(far_future)) return;
  lines.fail("\"" + std::string(text) + "\" is no number that can stand there");
  number = 0;
}

// The fields of a line, taken one after the other, each as what it is to be.
template <typename... Field>
void take_all(Lines& lines, Field&... fields) {
  (take(lines, fields), ...);
  if (!lines.at_end_of_line()) lines.fail("the line has more fields than its kind");
}

}  // namespace entente::certify
