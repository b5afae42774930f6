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

// Reads one certificate and checks every step of it. Never throws; takes time linear in the certificate and the steps.
Verdict check(std::istream& certificate);

}  // namespace entente::certify
