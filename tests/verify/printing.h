// How gtest shows what it compares.
#pragma once

#include <ostream>

#include "verify/monitor.h"

namespace entente::verify {

inline void PrintTo(const Verdict& verdict, std::ostream* out) { *out << to_string(verdict); }

}  // namespace entente::verify
