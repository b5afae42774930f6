// The frontier as a picture.
#pragma once

#include <string>

#include "settle/settle.h"

namespace entente::show {

// Up to four parties: one panel for each pair of them, with every point of the frontier, the solution points named, the
// reservation values as lines; at most 4,000 points are drawn in a panel, spread evenly over the frontier. With more
// parties an axis for each and a line for each package (frontier_parallel.h). Stands alone, without scripts or fonts of
// its own; follows the reader's colour scheme.
std::string frontier_svg(const settle::Problem& problem, const settle::PackagesAnswer& answer);

}  // namespace entente::show
