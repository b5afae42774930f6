// What an explanation starts from, as its certificate states it: filters, rules, incidents with the reports on them.
// docs/certificates-verification.md says what each field means.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "certify/lines.h"

namespace entente::certify {

using Moment = std::int64_t;  // seconds since 1970
using Words = std::vector<std::string>;
constexpr Moment far_past = std::numeric_limits<Moment>::min() / 4, far_future = std::numeric_limits<Moment>::max() / 4;

struct Amount {  // a count, a duration in seconds, a number by which something is named
  Moment value = 0;
  operator Moment() const { return value; }
};

struct Range {  // both ends belong to it
  Moment from = far_past, to = far_future;
  friend bool operator==(const Range&, const Range&) = default;
};

struct NumberTest {
  std::string name, kind;
  double limit = 0;
};

struct Filter {
  Words words[3];  // kinds, things, parties; empty: any
  std::vector<NumberTest> tests;
};

struct Report {
  std::string source, source_class, party, origin, says;
  Moment arrived = 0;
  Range when;
};

struct Incident {
  std::string id, words[3], about, quantity;                 // kind, thing, party; empty: not known
  std::map<std::string, std::pair<double, double>> numbers;  // least and most of a measure or a distance
  std::vector<Report> reports;
};

struct Rule {
  Amount term, filter, other, count, window, before, start_term, start_filter, held, delay, lasts;
  std::string kind, flags, start_kind;
  Moment start_at = 0, end_at = 0, due_at = 0, due_after = -1;
  std::vector<Amount> end_breaches, end_firsts;  // terms; filters
  std::vector<Range> gaps;
  std::vector<std::pair<Amount, Amount>> suspensions, excuses;  // filter; for how long, within which time
  bool has(char flag) const { return flags.find(flag) != std::string::npos; }
};

struct StatedFacts {
  Amount term, least;
  std::string term_name, standard, party;
  Moment as_of = 0;
  std::vector<Filter> filters;
  std::vector<Rule> rules;
  std::vector<Incident> incidents;

  bool read(Lines& lines);  // up to what is cited; false where something is wrong, which the lines then have
};

Words split(std::string_view text, char mark);  // of "-": none

}  // namespace entente::certify
