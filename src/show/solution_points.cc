#include "show/solution_points.h"

#include <algorithm>

namespace entente::show {

std::array<NamedPoint, 4> points_of(const settle::PackagesAnswer& answer) {
  return {NamedPoint{"nash", "Nash", answer.solutions.nash},
          NamedPoint{"kalai_smorodinsky", "Kalai-Smorodinsky", answer.solutions.kalai_smorodinsky},
          NamedPoint{"egalitarian", "egalitarian", answer.solutions.egalitarian},
          NamedPoint{"utilitarian", "utilitarian", answer.solutions.utilitarian}};
}

std::vector<SolutionMark> solution_marks(const settle::PackagesAnswer& answer) {
  std::vector<SolutionMark> marks;
  for (const NamedPoint& named : points_of(answer)) {
    if (!named.point) continue;
    const auto same =
        std::find_if(marks.begin(), marks.end(), [&](const SolutionMark& mark) { return mark.point == *named.point; });
    if (same == marks.end()) {
      marks.push_back({{std::string(named.name)}, *named.point});
    } else {
      same->names.emplace_back(named.name);
    }
  }
  return marks;
}

const std::string& entry_name(const settle::Problem& problem, const settle::PackagesAnswer& answer, std::size_t entry) {
  return shown(problem.parties[answer.parties[entry]]);
}

}  // namespace entente::show
