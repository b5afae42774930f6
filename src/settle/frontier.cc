#include "settle/frontier.h"

#include <algorithm>
#include <limits>
#include <map>

#include "settle/frontier_layer.h"

namespace entente::settle {
namespace {

// The clauses that say something, each issue once in each; `impossible` where one cannot hold.
struct Simplified {
  std::vector<std::vector<OptionIndex>> allowed;
  std::vector<Clause> clauses;
  bool impossible = false;
};

std::vector<OptionIndex> intersection(const std::vector<OptionIndex>& a, const std::vector<OptionIndex>& b) {
  std::vector<OptionIndex> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

// Puts the choices of one issue together and drops options that are not allowed; nothing where the clause always holds.
std::optional<Clause> simplified(const Clause& clause, const std::vector<std::vector<OptionIndex>>& allowed) {
  std::map<IssueIndex, std::vector<OptionIndex>> by_issue;
  for (const Choice& choice : clause) {
    auto& options = by_issue[choice.issue];
    options.insert(options.end(), choice.options.begin(), choice.options.end());
  }
  Clause result;
  for (auto& [issue, options] : by_issue) {
    std::sort(options.begin(), options.end());
    options.erase(std::unique(options.begin(), options.end()), options.end());
    Choice choice{issue, intersection(options, allowed[issue])};
    if (choice.options.size() == allowed[issue].size() && !choice.options.empty()) return std::nullopt;
    if (!choice.options.empty()) result.push_back(std::move(choice));
  }
  return result;
}

Simplified simplify(const FrontierRequest& request) {
  Simplified result{request.allowed, request.clauses, false};
  for (bool changed = true; changed && !result.impossible;) {
    changed = false;
    std::vector<Clause> left;
    for (const Clause& clause : result.clauses) {
      auto simple = simplified(clause, result.allowed);
      if (!simple) continue;
      if (simple->empty())
        result.impossible = true;
      else if (simple->size() == 1) {
        result.allowed[simple->front().issue] = simple->front().options;
        changed = true;
      } else {
        left.push_back(*std::move(simple));
      }
    }
    std::sort(left.begin(), left.end(), [](const Clause& a, const Clause& b) {
      return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const Choice& x, const Choice& y) {
        return std::tie(x.issue, x.options) < std::tie(y.issue, y.options);
      });
    });
    left.erase(std::unique(left.begin(), left.end()), left.end());
    result.clauses = std::move(left);
  }
  for (const auto& options : result.allowed) result.impossible = result.impossible || options.empty();
  return result;
}

// Issues so that few clauses are open at a time: next comes the issue after which the fewest are.
std::vector<IssueIndex> order_of(const Simplified& problem) {
  const std::size_t issues = problem.allowed.size();
  std::vector<IssueIndex> order;
  std::vector<bool> used(issues, false);
  std::vector<std::size_t> left;  // issues to come of each clause
  for (const Clause& clause : problem.clauses) left.push_back(clause.size());
  std::vector<std::vector<std::size_t>> clauses_of(issues);
  for (std::size_t c = 0; c < problem.clauses.size(); ++c) {
    for (const Choice& choice : problem.clauses[c]) clauses_of[choice.issue].push_back(c);
  }
  while (order.size() < issues) {
    IssueIndex best = 0;
    int least = std::numeric_limits<int>::max();
    for (IssueIndex issue = 0; issue < issues; ++issue) {
      if (used[issue]) continue;
      int change = 0;
      for (const std::size_t c : clauses_of[issue]) {
        if (left[c] == problem.clauses[c].size()) ++change;
        if (left[c] == 1) --change;
      }
      if (change < least) {
        least = change;
        best = issue;
      }
    }
    used[best] = true;
    order.push_back(best);
    for (const std::size_t c : clauses_of[best]) --left[c];
  }
  return order;
}

}  // namespace

template <typename Key>
class FrontierBuilder {
 public:
  FrontierBuilder(const FrontierRequest& request, Simplified simple)
      : request_(request), simple_(std::move(simple)), width_(request.table->width()), order_(order_of(simple_)) {
    place_.resize(order_.size());
    for (std::size_t k = 0; k < order_.size(); ++k) place_[order_[k]] = k;
    for (const Clause& clause : simple_.clauses) {
      std::size_t last = 0;
      for (const Choice& choice : clause) last = std::max(last, place_[choice.issue]);
      last_.push_back(last);
    }
    shift_.resize(order_.size());
    for (std::size_t issue = 0; issue < order_.size(); ++issue) {
      for (const Int128 value : request.table->value[issue]) shift_[issue].push_back(static_cast<Key>(value));
    }
    find_what_remains();
  }

  Frontier build() {
    Frontier result;
    result.width_ = width_;
    result.issues_ = order_.size();
    layer_.emplace_back();
    layer_.back().keys.assign(width_, Key{0});
    layer_.back().parent.push_back(0);
    layer_.back().option.push_back(0);
    for (std::size_t k = 0; k < order_.size() && !layer_.empty(); ++k) {
      std::vector<Group<Key>> next;
      if (!extend(k, next)) {  // time has run out: fewer points, and the layer again
        rushed_ = true;
        shrink(layer_, result);
        if (!result.layers_.empty()) result.layers_.back() = links_of(layer_, order_[k - 1]);
        next.clear();
        extend(k, next);
      }
      shrink(next, result);
      layer_ = std::move(next);
      open_ = open_after(k);
      result.layers_.push_back(links_of(layer_, order_[k]));
    }
    finish(result);
    return result;
  }

 private:
  static constexpr std::size_t rushed_points = 2000;

  // What each coordinate must have after each layer to reach its reservation value.
  void find_what_remains() {
    if (!request_.acceptable_only) return;
    std::vector<Int128> needed(width_, 0);
    for (std::size_t d = 0; d < width_; ++d) needed[d] = request_.table->least_acceptable[d].value_or(0);
    floor_.assign(order_.size(), {});
    for (std::size_t k = order_.size(); k-- > 0;) {
      for (std::size_t d = 0; d < width_; ++d) {
        // A wish beyond everything must not wrap: no sum is larger than `most`.
        const Int128 capped = std::min(needed[d], request_.table->most[d] + 1);
        floor_[k].push_back(static_cast<Key>(capped));
      }
      for (std::size_t d = 0; d < width_; ++d) {
        Int128 best = 0;
        for (const OptionIndex option : simple_.allowed[order_[k]]) {
          best = std::max(best, request_.table->value[order_[k]][option * width_ + d]);
        }
        needed[d] -= best;
      }
    }
    for (auto& row : floor_) {
      for (Key& key : row) key = std::max(key, Key{0});
    }
  }

  // Clauses with issues both up to layer k and after it.
  std::vector<std::size_t> open_after(std::size_t k) const {
    std::vector<std::size_t> open;
    for (std::size_t c = 0; c < simple_.clauses.size(); ++c) {
      const bool begun = std::any_of(simple_.clauses[c].begin(), simple_.clauses[c].end(),
                                     [&](const Choice& choice) { return place_[choice.issue] <= k; });
      if (begun && last_[c] > k) open.push_back(c);
    }
    return open;
  }

  bool satisfied_by(std::size_t clause, IssueIndex issue, OptionIndex option) const {
    for (const Choice& choice : simple_.clauses[clause]) {
      if (choice.issue == issue) return std::binary_search(choice.options.begin(), choice.options.end(), option);
    }
    return false;
  }

  // The state after `option`; nothing where a clause that ends here fails.
  std::optional<std::vector<bool>> state_after(const std::vector<bool>& state, std::size_t k, OptionIndex option,
                                               const std::vector<std::size_t>& open) const {
    std::vector<bool> next(open.size(), false);
    std::size_t at = 0;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const bool holds = state[i] || satisfied_by(open_[i], order_[k], option);
      if (last_[open_[i]] == k) {
        if (!holds) return std::nullopt;
        continue;
      }
      while (open[at] != open_[i]) ++at;
      next[at] = holds;
    }
    for (std::size_t i = 0; i < open.size(); ++i) next[i] = next[i] || satisfied_by(open[i], order_[k], option);
    return next;
  }

  // Of options that lead to the same state, those that are no better than another one need no copy.
  bool is_needless(IssueIndex issue, OptionIndex option, const std::vector<OptionIndex>& others) const {
    const Key* mine = shift_[issue].data() + option * width_;
    return std::any_of(others.begin(), others.end(), [&](OptionIndex other) {
      const Key* its = shift_[issue].data() + other * width_;
      if (other == option) return false;
      bool same = true;
      for (std::size_t d = 0; d < width_; ++d) {
        if (its[d] < mine[d]) return false;
        same = same && its[d] == mine[d];
      }
      return !same || (!request_.ties && other < option);
    });
  }

  bool extend(std::size_t k, std::vector<Group<Key>>& next) {
    const IssueIndex issue = order_[k];
    const std::vector<std::size_t> open = open_after(k);
    std::map<std::vector<bool>, std::vector<Stream<Key>>> streams;
    std::uint32_t first = 0;
    for (const Group<Key>& group : layer_) {
      std::map<std::vector<bool>, std::vector<OptionIndex>> by_state;
      for (const OptionIndex option : simple_.allowed[issue]) {
        if (auto state = state_after(group.state, k, option, open)) by_state[*std::move(state)].push_back(option);
      }
      for (const auto& [state, options] : by_state) {
        for (const OptionIndex option : options) {
          if (is_needless(issue, option, options)) continue;
          streams[state].push_back({&group, first, option, shift_[issue].data() + option * width_});
        }
      }
      first += static_cast<std::uint32_t>(group.size());
    }
    const std::vector<Key> floor = floor_.empty() ? std::vector<Key>{} : floor_[k];
    for (auto& [state, into] : streams) {
      if (!rushed_ && request_.expired && request_.expired()) return false;
      Group<Key> group;
      group.state = state;
      Merger<Key> merger(width_, std::move(into));
      if (!merger.run(group, request_.ties, floor, rushed_ ? std::function<bool()>{} : request_.expired)) return false;
      if (group.size() > 0) next.push_back(std::move(group));
    }
    return true;
  }

  // Thins the layer where it is too large. Factors of the groups of a layer do not multiply: the largest counts.
  void shrink(std::vector<Group<Key>>& groups, Frontier& result) {
    std::size_t points = 0;
    for (const Group<Key>& group : groups) points += group.size();
    const std::size_t most = rushed_ ? std::min(rushed_points, request_.most_points) : request_.most_points;
    if (rushed_ && groups.size() > most) {
      groups.resize(most);  // more states than points: some go, and nothing bounds what goes with them
      result.complete_ = false;
    }
    if (points <= most) return;
    double factor = 1;
    for (Group<Key>& group : groups) {
      const double share = static_cast<double>(group.size()) / static_cast<double>(points);
      const auto wanted = static_cast<std::size_t>(share * static_cast<double>(most));
      factor = std::max(factor, thin(group, width_, std::max<std::size_t>(1, wanted)));
    }
    result.factor_ *= factor;
  }

  static Frontier::Layer links_of(const std::vector<Group<Key>>& groups, IssueIndex issue) {
    Frontier::Layer layer;
    layer.issue = issue;
    for (const Group<Key>& group : groups) {
      const auto first = static_cast<std::uint32_t>(layer.links.size());
      for (const auto& further : group.further) {
        layer.further.push_back({first + further.point, {further.parent, further.option}});
      }
      for (std::size_t i = 0; i < group.size(); ++i) layer.links.push_back({group.parent[i], group.option[i]});
    }
    return layer;
  }

  void finish(Frontier& result) const {
    for (const Group<Key>& group : layer_) {  // at the end no clause is open, so there is one state at most
      result.size_ += group.size();
      for (const Key key : group.keys) result.sums_.push_back(static_cast<Int128>(key));
    }
  }

  const FrontierRequest& request_;
  Simplified simple_;
  std::size_t width_;
  std::vector<IssueIndex> order_;
  std::vector<std::size_t> place_;       // of an issue in the order
  std::vector<std::size_t> last_;        // layer after which a clause is closed
  std::vector<std::vector<Key>> shift_;  // per issue: option * width
  std::vector<std::vector<Key>> floor_;  // per layer
  std::vector<Group<Key>> layer_;
  std::vector<std::size_t> open_;  // clauses that the states of layer_ speak of
  bool rushed_ = false;
};

Frontier find_frontier(const FrontierRequest& request) {
  Simplified simple = simplify(request);
  if (simple.impossible) return {};
  if (request.table->narrow) return FrontierBuilder<std::int64_t>(request, std::move(simple)).build();
  return FrontierBuilder<Int128>(request, std::move(simple)).build();
}

Package Frontier::package(std::size_t point) const {
  Package package(issues_, 0);
  for (std::size_t k = layers_.size(); k-- > 0;) {
    const Link link = layers_[k].links[point];
    package[layers_[k].issue] = link.option;
    point = link.parent;
  }
  return package;
}

std::uint64_t Frontier::count(std::size_t point) const {
  // Forwards would count every point of every layer; backwards only those that this one comes from.
  constexpr std::uint64_t most = std::uint64_t{1} << 63;
  std::map<std::uint32_t, std::uint64_t> ways{{static_cast<std::uint32_t>(point), 1}};
  for (std::size_t k = layers_.size(); k-- > 0;) {
    std::map<std::uint32_t, std::uint64_t> before;
    for (const auto& [at, number] : ways) {
      const auto add = [&, n = number](std::uint32_t parent) {
        std::uint64_t& sum = before[parent];
        sum = sum >= most - std::min(n, most) ? most : sum + n;
      };
      add(layers_[k].links[at].parent);
      auto further = std::lower_bound(layers_[k].further.begin(), layers_[k].further.end(), at,
                                      [](const auto& entry, std::uint32_t wanted) { return entry.first < wanted; });
      for (; further != layers_[k].further.end() && further->first == at; ++further) add(further->second.parent);
    }
    ways = std::move(before);
  }
  std::uint64_t total = 0;
  for (const auto& [at, number] : ways) total += number;
  return total;
}

std::vector<Package> Frontier::all_packages(std::size_t point, std::size_t most) const {
  std::vector<Package> packages;
  Package package(issues_, 0);
  const std::function<void(std::size_t, std::uint32_t)> walk = [&](std::size_t k, std::uint32_t at) {
    if (packages.size() >= most) return;
    if (k == 0) {
      packages.push_back(package);
      return;
    }
    const Layer& layer = layers_[k - 1];
    const auto follow = [&](const Link& link) {
      package[layer.issue] = link.option;
      walk(k - 1, link.parent);
    };
    follow(layer.links[at]);
    auto further = std::lower_bound(layer.further.begin(), layer.further.end(), at,
                                    [](const auto& entry, std::uint32_t wanted) { return entry.first < wanted; });
    for (; further != layer.further.end() && further->first == at; ++further) follow(further->second);
  };
  walk(layers_.size(), static_cast<std::uint32_t>(point));
  return packages;
}

FrontierRequest request_of(const Problem& problem, const UtilityTable& table, const std::vector<std::size_t>& without) {
  FrontierRequest request;
  request.table = &table;
  for (const Issue& issue : problem.issues) {
    std::vector<OptionIndex> all(issue.options.size());
    for (OptionIndex option = 0; option < all.size(); ++option) all[option] = option;
    request.allowed.push_back(std::move(all));
  }
  for (const Constraint& constraint : problem.constraints) {
    request.clauses.insert(request.clauses.end(), constraint.clauses.begin(), constraint.clauses.end());
  }
  for (std::size_t p = 0; p < problem.positions.size(); ++p) {
    const SettlePosition& position = problem.positions[p];
    if (position.strength != Strength::red_line || std::find(without.begin(), without.end(), p) != without.end())
      continue;
    for (Clause& clause : clauses_of(problem, position)) request.clauses.push_back(std::move(clause));
  }
  return request;
}

}  // namespace entente::settle
