// The frontier as a picture.
#pragma once

#include <string>

#include "settle/settle.h"

namespace entente::show {

// One panel for each pair of parties (the first fifteen pairs): every point of the frontier, the solution points named,
// the reservation values as lines. Stands alone, without scripts or fonts of its own; follows the reader's colour
// scheme. At most 4,000 points are drawn in a panel: those, and the solution points, are spread evenly over the
// frontier.
std::string frontier_svg(const settle::Problem& problem, const settle::PackagesAnswer& answer);

}  // namespace entente::show
