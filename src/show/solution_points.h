// The points of a frontier that have names.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "settle/settle.h"

namespace entente::show {

struct NamedPoint {
  std::string_view key;   // for programs
  std::string_view name;  // for people
  std::optional<std::size_t> point;
};

std::array<NamedPoint, 4> points_of(const settle::PackagesAnswer& answer);

// The names of one point: those that coincide share it.
struct SolutionMark {
  std::vector<std::string> names;
  std::size_t point = 0;
};

std::vector<SolutionMark> solution_marks(const settle::PackagesAnswer& answer);

// The name of an entry of PackagesAnswer::parties, for people.
const std::string& entry_name(const settle::Problem& problem, const settle::PackagesAnswer& answer, std::size_t entry);

}  // namespace entente::show
