#include "frame/history.h"

namespace entente::frame {
std::vector<History> histories(const std::vector<DatedPosition>&) { return {}; }
}  // namespace entente::frame
