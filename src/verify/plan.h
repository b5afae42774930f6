// A plan: how to compute the tables of a formula, part by part. Made by monitorability.h, executed by the operators.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "verify/formula.h"

namespace entente::verify {

// A comparison over columns that are there, or one that adds a column.
struct Condition {
  Formula::Kind kind = Formula::Kind::equal;  // equal, less, less_or_equal, substring, matches, truth, falsity
  std::vector<Term> terms;
  bool negated = false;
  std::vector<std::string>
      adds;  // equal: the variable that gets the value of terms[0]; matches: the groups that are new
};

struct Plan {
  enum class Kind : std::uint8_t {
    truth,
    falsity,
    event,       // name, terms: variables and constants
    clock,       // name: tp, ts or tpts; terms
    reference,   // name of a LETPAST or FRZ, terms
    join,        // parts[0 … positives) joined, the rest taken away; conditions; alternatives
    either,      // parts, all with the same columns in some order
    project,     // parts[0] without some columns
    complement,  // parts[0] without columns: holds where it does not
    previous,
    next,
    once,
    eventually,  // interval, parts[0]
    since,
    until,        // interval, parts[0] (negated or not), parts[1]
    aggregation,  // variables as in the formula; parts[0]
    let_past,
    freeze  // name, variables, parts[0] IN parts[1]
  };
  Kind kind = Kind::truth;
  std::vector<std::string> columns;
  std::string name;
  std::vector<Term> terms;
  std::vector<std::string> variables;
  Interval interval;
  Aggregate aggregate = Aggregate::count;
  bool negated = false;
  std::size_t positives = 0;
  std::vector<Condition> conditions;
  // Each is a disjunction under the guard of this join: joins whose rows begin with the columns bound so far.
  std::vector<std::vector<Plan>> alternatives;
  std::vector<Plan> parts;
};

}  // namespace entente::verify
