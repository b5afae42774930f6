#include "read/read.h"

namespace entente::read {

std::string language_of(std::string_view) { return "und"; }

}  // namespace entente::read
