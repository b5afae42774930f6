// The checker of certificates. Shares no code with the engines; includes the standard library alone.
#pragma once

#include <istream>
#include <string>

namespace entente::certify {

struct Verdict {
  bool valid = false;
  std::string kind;     // "conflict", "concession", "explanation" …
  std::string message;  // what was shown, or the first thing that is wrong with its line
};

// Reads one certificate and checks every step of it. Never throws. A conflict costs what its refutation's propagation
// costs; an explanation, for each rule and each case, the square of the incidents that the rule is about.
Verdict check(std::istream& certificate);

}  // namespace entente::certify
