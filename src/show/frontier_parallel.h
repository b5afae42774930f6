// The frontier of many parties as parallel coordinates, and what both of its pictures share.
#pragma once

#include <string>
#include <string_view>

#include "settle/settle.h"

namespace entente::show {

// The style sheet of both pictures, with its element.
extern const std::string_view frontier_style;

// "36 packages not worse for everyone than another; utilities from positions".
std::string frontier_note(const settle::Problem& problem, const settle::PackagesAnswer& answer);

// An upright axis for each party, from the least to the most that it gets on the frontier; a line for each package (300
// at most, spread evenly over the frontier), the solution points strong and named. The frontier must have a point.
std::string parallel_svg(const settle::Problem& problem, const settle::PackagesAnswer& answer);

}  // namespace entente::show
