#include "show/conflicts_groups.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "show/settle_words.h"

namespace entente::show {

std::vector<ConflictGroup> grouped(const std::vector<std::vector<std::uint32_t>>& conflicts) {
  std::map<std::uint32_t, std::set<std::uint32_t>> excluded;
  for (const auto& conflict : conflicts) {
    if (conflict.size() != 2) continue;
    excluded[conflict[0]].insert(conflict[1]);
    excluded[conflict[1]].insert(conflict[0]);
  }
  // Positions that exclude the same ones are a class; an edge between two classes is an edge between all their members.
  std::map<std::set<std::uint32_t>, std::vector<std::uint32_t>> classes;
  for (const auto& [position, others] : excluded) classes[others].push_back(position);
  std::vector<ConflictGroup> groups;
  for (const auto& [others, members] : classes) {
    std::set<const std::vector<std::uint32_t>*> facing;
    for (const std::uint32_t other : others) facing.insert(&classes.at(excluded.at(other)));
    for (const auto* those : facing) {
      // Each pair of classes once, the smaller class first.
      const bool smaller = members.size() != those->size() ? members.size() < those->size() : members < *those;
      if (smaller) groups.push_back({members, *those});
    }
  }
  std::sort(groups.begin(), groups.end(), [](const ConflictGroup& a, const ConflictGroup& b) {
    if (a.conflicts() != b.conflicts()) return a.conflicts() > b.conflicts();
    return a.positions != b.positions ? a.positions < b.positions : a.others < b.others;
  });
  for (ConflictGroup& group : groups) {
    if (group.conflicts() > 1) continue;
    group.positions.push_back(group.others.front());
    std::sort(group.positions.begin(), group.positions.end());
    group.others.clear();
  }
  for (const auto& conflict : conflicts) {
    if (conflict.size() != 2) groups.push_back({conflict, {}});
  }
  return groups;
}

std::string group_sentence(const settle::Problem& problem, const ConflictGroup& group) {
  if (group.others.empty()) return conflict_sentence(problem, group.positions);
  const auto side = [&](const std::vector<std::uint32_t>& positions, const char* several) {
    std::vector<std::string> names;
    for (const std::uint32_t position : positions) {
      const std::string& name = shown(problem.parties[problem.positions[position].party]);
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return (names.size() == 1 ? "" : several) + joined(names, " and ", 8);
  };
  return fmt::format("What {} wants excludes what {} wants", side(group.positions, "each of "),
                     side(group.others, "each of "));
}

std::string everybody_title(const settle::Problem& problem, const settle::ProblemConflicts& conflicts) {
  std::vector<std::string> names;
  names.reserve(conflicts.alone.size());
  for (const settle::PartyAlone& alone : conflicts.alone) names.push_back(shown(problem.parties[alone.party]));
  return "The least in which everybody gives something (" + joined(names, " and ", 8) + ", who are in a conflict)";
}

}  // namespace entente::show
