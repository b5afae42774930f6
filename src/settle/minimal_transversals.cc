#include "settle/minimal_transversals.h"

#include <algorithm>

namespace entente::settle {
namespace {

// The family over the numbers 0…elements.size() - 1, and a search through it.
class Search {
 public:
  Search(const std::vector<GroupSet>& family, std::size_t most, std::size_t most_work, const Stop& stop)
      : most_(most), work_left_(most_work), stop_(stop) {
    for (const GroupSet& set : family) elements_.insert(elements_.end(), set.begin(), set.end());
    std::sort(elements_.begin(), elements_.end());
    elements_.erase(std::unique(elements_.begin(), elements_.end()), elements_.end());
    sets_with_.resize(elements_.size());
    for (const GroupSet& set : family) {
      const auto index = static_cast<std::uint32_t>(sets_.size());
      auto& own = sets_.emplace_back();
      for (const Group group : set) {
        const auto at = std::lower_bound(elements_.begin(), elements_.end(), group) - elements_.begin();
        own.push_back(static_cast<std::uint32_t>(at));
        sets_with_[own.back()].push_back(index);
      }
      candidates_in_.push_back(static_cast<std::uint32_t>(own.size()));
    }
    met_.assign(sets_.size(), 0);
    met_by_.assign(sets_.size(), 0);
    unmet_ = sets_.size();
    candidate_.assign(elements_.size(), 1);
    alone_meets_.assign(elements_.size(), 0);
  }

  bool run() { return extend() && !given_up_; }
  std::vector<GroupSet> take() { return std::move(found_); }

 private:
  // False: given up.
  bool extend() {
    if (unmet_ == 0) return give();
    if (!spend(sets_.size())) return false;
    std::size_t next = sets_.size();
    for (std::size_t i = 0; i < sets_.size(); ++i) {
      if (met_[i] == 0 && (next == sets_.size() || candidates_in_[i] < candidates_in_[next])) next = i;
    }
    std::vector<std::uint32_t> tries;
    for (const std::uint32_t element : sets_[next]) {
      if (!candidate_[element]) continue;
      tries.push_back(element);
      set_candidate(element, false);
    }
    for (const std::uint32_t element : tries) {
      const bool minimal = meet(element);
      const bool go_on = !minimal || extend();
      part_out(element);
      set_candidate(element, true);
      if (!go_on) return false;
    }
    return true;
  }

  bool give() {
    if (found_.size() == most_) return false;
    GroupSet set;
    for (const std::uint32_t element : part_) set.push_back(elements_[element]);
    std::sort(set.begin(), set.end());
    found_.push_back(std::move(set));
    return true;
  }

  // Takes the element in; whether each member of the part still meets some set alone.
  bool meet(std::uint32_t element) {
    part_.push_back(element);
    bool minimal = true;
    for (const std::uint32_t set : sets_with_[element]) {
      if (met_[set] == 0) {
        --unmet_;
        ++alone_meets_[element];
      } else if (met_[set] == 1) {
        minimal = --alone_meets_[met_by_[set]] > 0 && minimal;
      }
      ++met_[set];
      met_by_[set] ^= element;
    }
    return spend(sets_with_[element].size()) && minimal;
  }

  void part_out(std::uint32_t element) {
    part_.pop_back();
    for (const std::uint32_t set : sets_with_[element]) {
      --met_[set];
      met_by_[set] ^= element;
      if (met_[set] == 0) {
        ++unmet_;
        --alone_meets_[element];
      } else if (met_[set] == 1) {
        ++alone_meets_[met_by_[set]];
      }
    }
  }

  void set_candidate(std::uint32_t element, bool candidate) {
    candidate_[element] = candidate ? 1 : 0;
    for (const std::uint32_t set : sets_with_[element]) candidates_in_[set] += candidate ? 1 : UINT32_MAX;
  }

  bool spend(std::size_t work) {
    given_up_ = given_up_ || work_left_ < work || ((++calls_ & 1023u) == 0 && stop_ && stop_());
    if (!given_up_) work_left_ -= work;
    return !given_up_;
  }

  std::size_t most_;
  std::size_t work_left_;
  std::size_t calls_ = 0;
  bool given_up_ = false;
  const Stop& stop_;
  std::vector<Group> elements_;
  std::vector<std::vector<std::uint32_t>> sets_;
  std::vector<std::vector<std::uint32_t>> sets_with_;  // by element
  std::vector<std::uint32_t> candidates_in_;           // by set: elements that may still be taken in
  std::vector<std::uint32_t> met_;                     // by set: members of the part in it
  std::vector<std::uint32_t> met_by_;                  // by set: their exclusive or; the member where it is one
  std::vector<char> candidate_;                        // by element
  std::vector<std::uint32_t> alone_meets_;             // by element of the part: sets that it alone meets
  std::vector<std::uint32_t> part_;
  std::size_t unmet_ = 0;
  std::vector<GroupSet> found_;
};

}  // namespace

std::optional<std::vector<GroupSet>> minimal_transversals(const std::vector<GroupSet>& family, std::size_t most,
                                                          std::size_t most_work, const Stop& stop) {
  Search search(family, most, most_work, stop);
  if (!search.run()) return std::nullopt;
  return search.take();
}

}  // namespace entente::settle
