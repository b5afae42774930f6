// Who is dominated, asked of points that come in descending lexicographic order.
//
// In that order a point can be dominated only by one that came before, so a point that is kept once is kept for good,
// and its first coordinate need not be compared at all: the structures below hold the other coordinates of what was
// kept, and answer "is there one with no coordinate less?" (Kung, Luccio and Preparata 1975). The order of equal points
// does not matter to them, as equal points stand next to one another and are dealt with by the caller.
//
//   coordinates  structure                                                         cost of a question
//   1            whether anything came                                             O(1)
//   2            the largest second coordinate                                     O(1)
//   3            the staircase of the other two, as a list of sorted blocks        O(log n)
//   4 and more   a tree of boxes split at medians; each knows its largest corner   O(log n) where the answer is yes
//                                                                                  and soon found, O(n) at worst
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace entente::settle {

// Maximal points in the plane, as y ascends z descends. Blocks of at most 128; `top` holds the largest y of each.
template <typename Key>
class Staircase {
 public:
  // Whether a point has no less y and no less z.
  bool covers(Key y, Key z) const {
    const std::size_t b = first_not_less(top_.data(), top_.size(), y);
    if (b == top_.size()) return false;
    const Block& block = *blocks_[b];
    return block.z[first_not_less(block.y, block.size, y)] >= z;
  }

  // Adds a point that is not covered, and takes out those that it covers.
  void insert(Key y, Key z) {
    std::size_t b = first_not_less(top_.data(), top_.size(), y);
    if (b == top_.size()) {
      if (b == 0) {
        blocks_.push_back(std::make_unique<Block>());
        top_.push_back(y);
      } else {
        --b;
      }
    }
    Block& block = *blocks_[b];
    const std::size_t at = first_not_less(block.y, block.size, y);
    std::size_t end = at < block.size && block.y[at] == y ? at + 1 : at;
    std::size_t begin = at;
    while (begin > 0 && block.z[begin - 1] <= z) --begin;
    if (begin == end) {  // nothing to replace: make room
      std::copy_backward(block.y + at, block.y + block.size, block.y + block.size + 1);
      std::copy_backward(block.z + at, block.z + block.size, block.z + block.size + 1);
      ++block.size;
    } else if (end - begin > 1) {
      std::copy(block.y + end, block.y + block.size, block.y + begin + 1);
      std::copy(block.z + end, block.z + block.size, block.z + begin + 1);
      block.size -= static_cast<std::uint32_t>(end - begin - 1);
    }
    block.y[begin] = y;
    block.z[begin] = z;
    top_[b] = block.y[block.size - 1];
    if (begin == 0)
      trim_before(b, z);
    else if (block.size == capacity)
      split(b);
  }

 private:
  static constexpr std::uint32_t capacity = 128;
  struct Block {
    std::uint32_t size = 0;
    Key y[capacity];
    Key z[capacity];
  };

  // The first index whose key is not less; without branches on the keys.
  static std::size_t first_not_less(const Key* keys, std::size_t size, Key key) {
    const Key* from = keys;
    while (size > 1) {
      const std::size_t half = size / 2;
      from += from[half - 1] < key ? half : 0;
      size -= half;
    }
    return static_cast<std::size_t>(from - keys) + (size == 1 && *from < key ? 1 : 0);
  }

  // The blocks before `b` lose what the first point of `b` covers.
  void trim_before(std::size_t b, Key z) {
    std::size_t from = b;
    while (from > 0) {
      Block& block = *blocks_[from - 1];
      while (block.size > 0 && block.z[block.size - 1] <= z) --block.size;
      if (block.size > 0) {
        top_[from - 1] = block.y[block.size - 1];
        break;
      }
      --from;
    }
    const auto first = static_cast<std::ptrdiff_t>(from);
    const auto last = static_cast<std::ptrdiff_t>(b);
    blocks_.erase(blocks_.begin() + first, blocks_.begin() + last);
    top_.erase(top_.begin() + first, top_.begin() + last);
    if (blocks_[from]->size == capacity) split(from);
  }

  void split(std::size_t b) {
    Block& block = *blocks_[b];
    auto second = std::make_unique<Block>();
    const std::uint32_t half = block.size / 2;
    std::copy(block.y + half, block.y + block.size, second->y);
    std::copy(block.z + half, block.z + block.size, second->z);
    second->size = block.size - half;
    block.size = half;
    const auto after = static_cast<std::ptrdiff_t>(b + 1);
    top_.insert(top_.begin() + static_cast<std::ptrdiff_t>(b), block.y[half - 1]);
    blocks_.insert(blocks_.begin() + after, std::move(second));
  }

  std::vector<std::unique_ptr<Block>> blocks_;
  std::vector<Key> top_;
};

// Points of `width` coordinates in a binary tree of boxes. Leaves hold up to 24 points, coordinate by coordinate.
template <typename Key>
class BoxTree {
 public:
  explicit BoxTree(std::size_t width) : width_(width) { add_leaf(); }

  bool covers(const Key* point) {
    if (recent_.size() == width_ && no_less(recent_.data(), point)) return true;
    stack_.clear();
    stack_.push_back(0);
    while (!stack_.empty()) {
      const std::uint32_t n = stack_.back();
      stack_.pop_back();
      const Node& node = nodes_[n];
      if (!no_less(&corner_[n * width_], point)) continue;
      if (node.leaf) {
        if (leaf_covers(node, point)) return true;
      } else {
        stack_.push_back(node.first);
        stack_.push_back(node.second);  // the larger ones, asked first
      }
    }
    return false;
  }

  void insert(const Key* point) {
    std::uint32_t n = 0;
    for (;;) {
      Key* corner = &corner_[n * width_];
      for (std::size_t d = 0; d < width_; ++d) corner[d] = std::max(corner[d], point[d]);
      const Node& node = nodes_[n];
      if (node.leaf) break;
      n = point[node.dimension] < node.split ? node.first : node.second;
    }
    Node& leaf = nodes_[n];
    Key* bucket = &buckets_[leaf.bucket * capacity * width_];
    for (std::size_t d = 0; d < width_; ++d) bucket[d * capacity + leaf.size] = point[d];
    if (++leaf.size == capacity) split(n);
  }

 private:
  static constexpr std::uint32_t capacity = 24;
  struct Node {
    bool leaf = true;
    std::uint32_t size = 0;    // of a leaf
    std::uint32_t bucket = 0;  // of a leaf
    std::uint32_t first = 0;   // child with less than `split` in `dimension`
    std::uint32_t second = 0;
    std::uint32_t dimension = 0;
    Key split{};
  };

  bool no_less(const Key* a, const Key* b) const {
    for (std::size_t d = 0; d < width_; ++d) {
      if (a[d] < b[d]) return false;
    }
    return true;
  }

  bool leaf_covers(const Node& leaf, const Key* point) {
    const Key* bucket = &buckets_[leaf.bucket * capacity * width_];
    std::uint32_t alive[capacity];
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < leaf.size; ++i) {
      alive[count] = i;
      count += bucket[i] >= point[0] ? 1U : 0U;
    }
    for (std::size_t d = 1; d < width_ && count > 0; ++d) {
      std::uint32_t left = 0;
      for (std::uint32_t k = 0; k < count; ++k) {
        alive[left] = alive[k];
        left += bucket[d * capacity + alive[k]] >= point[d] ? 1U : 0U;
      }
      count = left;
    }
    if (count == 0) return false;
    recent_.resize(width_);
    for (std::size_t d = 0; d < width_; ++d) recent_[d] = bucket[d * capacity + alive[0]];
    return true;
  }

  std::uint32_t add_leaf() {
    const auto n = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    nodes_.back().bucket = free_bucket_ ? reuse_ : static_cast<std::uint32_t>(buckets_.size() / (capacity * width_));
    if (!free_bucket_) buckets_.resize(buckets_.size() + capacity * width_);
    free_bucket_ = false;
    corner_.resize(corner_.size() + width_, Key{-1});  // coordinates are never negative
    return n;
  }

  // At the median of the widest dimension. Points of a bucket differ, so there is a dimension that splits them.
  void split(std::uint32_t n) {
    const std::uint32_t bucket = nodes_[n].bucket;
    const std::vector<Key> points(buckets_.begin() + static_cast<std::ptrdiff_t>(bucket * capacity * width_),
                                  buckets_.begin() + static_cast<std::ptrdiff_t>((bucket + 1) * capacity * width_));
    std::uint32_t widest = 0;
    Key width{-1};
    for (std::uint32_t d = 0; d < width_; ++d) {
      const auto [low, high] = std::minmax_element(points.begin() + d * capacity, points.begin() + (d + 1) * capacity);
      if (*high - *low > width) {
        width = *high - *low;
        widest = d;
      }
    }
    std::vector<Key> sorted(points.begin() + widest * capacity, points.begin() + (widest + 1) * capacity);
    std::sort(sorted.begin(), sorted.end());
    Key median = sorted[capacity / 2];
    if (median == sorted.front()) median = *std::upper_bound(sorted.begin(), sorted.end(), median);
    free_bucket_ = true;
    reuse_ = bucket;
    const std::uint32_t first = add_leaf();
    const std::uint32_t second = add_leaf();
    nodes_[n].leaf = false;
    nodes_[n].first = first;
    nodes_[n].second = second;
    nodes_[n].dimension = widest;
    nodes_[n].split = median;
    for (std::uint32_t i = 0; i < capacity; ++i) {
      const std::uint32_t child = points[widest * capacity + i] < median ? first : second;
      Node& leaf = nodes_[child];
      for (std::uint32_t d = 0; d < width_; ++d) {
        const Key key = points[d * capacity + i];
        buckets_[leaf.bucket * capacity * width_ + d * capacity + leaf.size] = key;
        corner_[child * width_ + d] = std::max(corner_[child * width_ + d], key);
      }
      ++leaf.size;
    }
  }

  std::size_t width_;
  std::vector<Node> nodes_;
  std::vector<Key> corner_;   // per node: the largest of each coordinate below it
  std::vector<Key> buckets_;  // per bucket: capacity keys of each coordinate
  std::vector<Key> recent_;   // the point that covered the last one that was covered: often covers the next one too
  std::vector<std::uint32_t> stack_;
  bool free_bucket_ = false;
  std::uint32_t reuse_ = 0;
};

// The structure that the number of coordinates asks for.
template <typename Key>
class Dominance {
 public:
  explicit Dominance(std::size_t width) : width_(width), tree_(width > 3 ? width - 1 : 1) {}

  // Whether what was kept so far dominates or equals the point.
  bool covers(const Key* point) {
    switch (width_) {
      case 0:
      case 1:
        return any_;
      case 2:
        return any_ && most_ >= point[1];
      case 3:
        return stairs_.covers(point[1], point[2]);
      default:
        return tree_.covers(point + 1);
    }
  }

  void keep(const Key* point) {
    any_ = true;
    switch (width_) {
      case 0:
      case 1:
        return;
      case 2:
        most_ = point[1];
        return;
      case 3:
        stairs_.insert(point[1], point[2]);
        return;
      default:
        tree_.insert(point + 1);
    }
  }

 private:
  std::size_t width_;
  bool any_ = false;
  Key most_{};
  Staircase<Key> stairs_;
  BoxTree<Key> tree_;
};

}  // namespace entente::settle
