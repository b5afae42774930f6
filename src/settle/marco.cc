#include "settle/marco.h"

#include <algorithm>
#include <iterator>

#include "settle/conflicts_cost.h"
#include "settle/conflicts_shrink.h"
#include "settle/marco_map.h"

namespace entente::settle {
namespace {

class Marco {
 public:
  Marco(GroupOracle& oracle, const ConflictsConfig& config, const Sink& sink, const std::vector<GroupSet>& given)
      : oracle_(oracle), config_(config), sink_(sink), shrinker_(oracle), map_(oracle.formula().groups), given_(given) {
    for (const GroupSet& concession : given) {
      map_.block_below_complement(concession);
      shrinker_.learn_concession(concession);
    }
    if (config.concessions) outcome_.concessions = std::min(given.size(), config.most_concessions);
  }

  ConflictsOutcome run() {
    if (!take_disjoint_conflicts()) return outcome_;
    while (const auto seed = map_.seed(config_.stop)) {
      if (!classify(*seed)) return outcome_;
    }
    outcome_.stopped = !map_.exhausted();
    outcome_.complete = map_.exhausted();
    return outcome_;
  }

 private:
  // False: ended by the sink, by a limit or by `stop`.
  bool take_disjoint_conflicts() {
    GroupSet rest;
    for (Group group = 1; group <= oracle_.formula().groups; ++group) rest.push_back(group);
    while (true) {
      const Answer answer = oracle_.solve(rest, config_.stop);
      if (answer == Answer::stopped) return stopped();
      // Of what was given beforehand only this one could be found again: seeds of the map lie below none of it.
      if (answer == Answer::satisfiable) return given_.empty() ? grow_and_give(oracle_.model()) : true;
      const auto conflict = shrink_and_give(oracle_.core(rest));
      if (!conflict) return false;
      GroupSet left;
      std::set_difference(rest.begin(), rest.end(), conflict->begin(), conflict->end(), std::back_inserter(left));
      rest = std::move(left);
    }
  }

  bool classify(const GroupSet& seed) {
    const Answer answer = oracle_.solve(seed, config_.stop);
    if (answer == Answer::stopped) return stopped();
    if (answer == Answer::satisfiable) return grow_and_give(oracle_.model());
    return shrink_and_give(oracle_.core(seed)).has_value();
  }

  bool grow_and_give(Model model) {
    auto grown = oracle_.grow(std::move(model), config_.stop);
    if (!grown) return stopped();
    FoundSet found;
    found.groups = complement(grown->first, oracle_.formula().groups);
    map_.block_below_complement(found.groups);
    shrinker_.learn_concession(found.groups);
    if (!config_.concessions || outcome_.concessions >= config_.most_concessions) return true;
    found.cost = cost_of(oracle_.formula(), found.groups, config_);
    found.model = std::move(grown->second);
    ++outcome_.concessions;
    return give(found);
  }

  std::optional<GroupSet> shrink_and_give(GroupSet core) {
    auto conflict = shrinker_.shrink(std::move(core), config_.stop);
    if (!conflict) {
      stopped();
      return std::nullopt;
    }
    map_.block_above(*conflict);
    if (!config_.conflicts || outcome_.conflicts >= config_.most_conflicts) return conflict;
    ++outcome_.conflicts;
    if (!give({true, *conflict, cost_of(oracle_.formula(), *conflict, config_), {}})) return std::nullopt;
    return conflict;
  }

  bool give(const FoundSet& found) {
    if (!sink_(found)) return false;
    const bool enough_conflicts = !config_.conflicts || outcome_.conflicts >= config_.most_conflicts;
    const bool enough_concessions = !config_.concessions || outcome_.concessions >= config_.most_concessions;
    return !(enough_conflicts && enough_concessions);
  }

  bool stopped() {
    outcome_.stopped = true;
    return false;
  }

  GroupOracle& oracle_;
  const ConflictsConfig& config_;
  const Sink& sink_;
  Shrinker shrinker_;
  SeedMap map_;
  const std::vector<GroupSet>& given_;
  ConflictsOutcome outcome_;
};

}  // namespace

ConflictsOutcome enumerate_by_marco(GroupOracle& oracle, const ConflictsConfig& config, const Sink& sink,
                                    const std::vector<GroupSet>& given) {
  return Marco(oracle, config, sink, given).run();
}

}  // namespace entente::settle
