// Conflicts put together for reading: where several positions each exclude each of several others, that is one
// sentence.
#pragma once

#include <string>
#include <vector>

#include "settle/settle.h"

namespace entente::show {

// Either one conflict (`others` is empty), or as many as there are pairs: each position of `positions` excludes each of
// `others`.
struct ConflictGroup {
  std::vector<std::uint32_t> positions;
  std::vector<std::uint32_t> others;
  std::size_t conflicts() const { return others.empty() ? 1 : positions.size() * others.size(); }
};

// Every conflict is in one group, and a group holds no other pairs: positions that exclude the same ones go together.
// Pairs first, those that hold most conflicts before the others; then larger conflicts as they came.
std::vector<ConflictGroup> grouped(const std::vector<std::vector<std::uint32_t>>& conflicts);

// "Marenne and Ostrel cannot both have their way"; "What Ostrel wants excludes what each of Marenne and Halden wants".
std::string group_sentence(const settle::Problem& problem, const ConflictGroup& group);

// "The least in which everybody gives something (Marenne and Ostrel, who are in a conflict)".
std::string everybody_title(const settle::Problem& problem, const settle::ProblemConflicts& conflicts);

}  // namespace entente::show
