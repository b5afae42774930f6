// Layers of partial packages, how shifted copies of them are merged, and how one is thinned. See frontier.h.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "settle/dominance.h"

namespace entente::settle {

// Partial packages that satisfied the same open clauses: rows of `width` keys, descending and none dominated.
template <typename Key>
struct Group {
  std::vector<bool> state;
  std::vector<Key> keys;
  std::vector<std::uint32_t> parent;  // index into the layer before
  std::vector<std::uint32_t> option;
  struct Further {
    std::uint32_t point, parent, option;
  };
  std::vector<Further> further;  // packages equal to a point that was kept
  std::size_t size() const { return parent.size(); }
};

// One option added to every point of a group.
template <typename Key>
struct Stream {
  const Group<Key>* from = nullptr;
  std::uint32_t first = 0;  // index of the group's first point in its layer
  std::uint32_t option = 0;
  const Key* shift = nullptr;
};

template <typename Key>
class Merger {
 public:
  Merger(std::size_t width, std::vector<Stream<Key>> streams) : width_(width), streams_(std::move(streams)) {
    heads_.resize(streams_.size() * width_);
    next_.assign(streams_.size(), 0);
    for (std::uint32_t s = 0; s < streams_.size(); ++s) {
      if (load(s)) heap_.push_back(s);
    }
    std::make_heap(heap_.begin(), heap_.end(), [this](std::uint32_t a, std::uint32_t b) { return less(a, b); });
  }

  // Fills the group. `floor`: points below it in some coordinate are left out (may be empty). False where `expired`
  // said so; the group is then of no use.
  bool run(Group<Key>& group, bool ties, const std::vector<Key>& floor, const std::function<bool()>& expired) {
    Dominance<Key> dominance(width_);
    bool last_was_kept = false;
    std::vector<Key> last(width_, Key{-1});
    std::uint64_t steps = 0;
    while (!heap_.empty()) {
      if ((++steps & 0x3FFF) == 0 && expired && expired()) return false;
      const std::uint32_t s = heap_.front();
      const Key* head = heads_.data() + s * width_;
      const std::uint32_t parent = streams_[s].first + next_[s];
      if (steps > 1 && std::equal(head, head + width_, last.begin())) {
        if (ties && last_was_kept) {
          group.further.push_back({static_cast<std::uint32_t>(group.size() - 1), parent, streams_[s].option});
        }
      } else {
        std::copy(head, head + width_, last.begin());
        last_was_kept = reaches(head, floor) && !dominance.covers(head);
        if (last_was_kept) {
          dominance.keep(head);
          group.keys.insert(group.keys.end(), head, head + width_);
          group.parent.push_back(parent);
          group.option.push_back(streams_[s].option);
        }
      }
      ++next_[s];
      if (load(s))
        sift_down();
      else
        pop();
    }
    return true;
  }

 private:
  bool load(std::uint32_t s) {
    const Stream<Key>& stream = streams_[s];
    if (next_[s] >= stream.from->size()) return false;
    const Key* row = stream.from->keys.data() + next_[s] * width_;
    for (std::size_t d = 0; d < width_; ++d) heads_[s * width_ + d] = row[d] + stream.shift[d];
    return true;
  }

  bool reaches(const Key* head, const std::vector<Key>& floor) const {
    for (std::size_t d = 0; d < floor.size(); ++d) {
      if (head[d] < floor[d]) return false;
    }
    return true;
  }

  // Equal heads in the order of the streams, so that the answer does not depend on the heap.
  bool less(std::uint32_t a, std::uint32_t b) const {
    const Key* x = heads_.data() + a * width_;
    const Key* y = heads_.data() + b * width_;
    for (std::size_t d = 0; d < width_; ++d) {
      if (x[d] != y[d]) return x[d] < y[d];
    }
    return a > b;
  }

  void pop() {
    heap_.front() = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down();
  }

  void sift_down() {
    const std::size_t size = heap_.size();
    const std::uint32_t moved = heap_[0];
    std::size_t hole = 0;
    for (;;) {
      std::size_t child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && less(heap_[child], heap_[child + 1])) ++child;
      if (!less(moved, heap_[child])) break;
      heap_[hole] = heap_[child];
      hole = child;
    }
    heap_[hole] = moved;
  }

  std::size_t width_;
  std::vector<Stream<Key>> streams_;
  std::vector<Key> heads_;           // per stream: its next point, shifted
  std::vector<std::uint32_t> next_;  // per stream: index of that point
  std::vector<std::uint32_t> heap_;  // streams that have a next point, the largest head first
};

// Keeps at most `most` points, or one for each set of coordinates that are 0, if those are more; returns the factor by
// which the others exceed what was kept.
template <typename Key>
double thin(Group<Key>& group, std::size_t width, std::size_t most) {
  if (group.size() <= most || width == 0) return 1;
  std::map<std::vector<int>, std::uint32_t> best;  // per cell: the point with the best last coordinate
  std::vector<std::uint32_t> stand_in(group.size());
  for (double step = 1e-4;; step *= 2) {
    const bool coarsest = step > 1e40;  // what is not nothing is in one cell
    best.clear();
    const double log_step = std::log1p(step);
    std::vector<std::map<std::vector<int>, std::uint32_t>::iterator> cell_of(group.size());
    std::vector<int> cell(width - 1);
    for (std::uint32_t i = 0; i < group.size(); ++i) {
      const Key* row = group.keys.data() + i * width;
      for (std::size_t d = 0; d + 1 < width; ++d) {
        cell[d] = row[d] <= 0 ? -1 : static_cast<int>(std::log(static_cast<double>(row[d])) / log_step);
      }
      const auto [at, is_new] = best.try_emplace(cell, i);
      if (!is_new && group.keys[at->second * width + width - 1] < row[width - 1]) at->second = i;
      cell_of[i] = at;
      if (best.size() > most && !coarsest) break;
    }
    if (best.size() > most && !coarsest) continue;
    for (std::uint32_t i = 0; i < group.size(); ++i) stand_in[i] = cell_of[i]->second;
    break;
  }
  double factor = 1;
  for (std::uint32_t i = 0; i < group.size(); ++i) {
    for (std::size_t d = 0; d < width; ++d) {
      const auto lost = static_cast<double>(group.keys[i * width + d]);
      const auto kept = static_cast<double>(group.keys[stand_in[i] * width + d]);
      if (lost > kept) factor = std::max(factor, lost / kept * (1 + 1e-12));
    }
  }
  Group<Key> thinned;
  thinned.state = group.state;
  std::size_t further = 0;
  for (std::uint32_t i = 0; i < group.size(); ++i) {
    if (stand_in[i] != i) continue;
    while (further < group.further.size() && group.further[further].point < i) ++further;
    for (; further < group.further.size() && group.further[further].point == i; ++further) {
      thinned.further.push_back(group.further[further]);
      thinned.further.back().point = static_cast<std::uint32_t>(thinned.size());
    }
    thinned.keys.insert(thinned.keys.end(), group.keys.data() + i * width, group.keys.data() + (i + 1) * width);
    thinned.parent.push_back(group.parent[i]);
    thinned.option.push_back(group.option[i]);
  }
  group = std::move(thinned);
  return factor;
}

}  // namespace entente::settle
