// What is told within what: the parent of a draft is the innermost other draft whose content holds its cue. Drafts are
// sorted by the start of what they cover, wider first, so that a stack of those still open finds it; a draft that
// covers many pieces is tested piece by piece. O(n · depth).
#include <algorithm>
#include <numeric>

#include "read/statements.h"

namespace entente::read {
namespace {

Range extent(const Draft& draft) {
  Range all = draft.candidate.cue;
  for (const Range& piece : draft.content) {
    all.first = std::min(all.first, piece.first);
    all.last = std::max(all.last, piece.last);
  }
  return all;
}

bool holds(const Draft& outer, const Draft& inner) {
  const Range cue = inner.candidate.cue;
  if (cue.empty()) return false;  // a printed answer stands in nobody's words
  return std::any_of(outer.content.begin(), outer.content.end(),
                     [&](const Range& piece) { return piece.contains(cue); });
}

std::uint32_t size_of(const Draft& draft) {
  std::uint32_t size = 0;
  for (const Range& piece : draft.content) size += piece.size();
  return size;
}

}  // namespace

void nest(const Analysis&, std::vector<Draft>& drafts) {
  std::vector<Range> extents;
  for (const Draft& draft : drafts) extents.push_back(extent(draft));
  std::vector<std::uint32_t> order(drafts.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (extents[a].first != extents[b].first) return extents[a].first < extents[b].first;
    if (extents[a].last != extents[b].last) return extents[a].last > extents[b].last;
    return drafts[a].candidate.head < drafts[b].candidate.head;
  });
  std::vector<Draft> sorted;
  std::vector<std::uint32_t> open;
  sorted.reserve(drafts.size());
  for (const std::uint32_t number : order) {
    const auto here = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(drafts[number]));
    Draft& draft = sorted.back();
    const std::uint32_t start = extents[number].first;
    std::erase_if(open, [&](std::uint32_t other) { return extent(sorted[other]).last <= start; });
    std::uint32_t smallest = no_index;
    for (const std::uint32_t other : open) {
      const bool mutual = holds(draft, sorted[other]);
      if (!holds(sorted[other], draft) || mutual) continue;
      if (smallest == no_index || size_of(sorted[other]) < size_of(sorted[smallest])) smallest = other;
    }
    if (smallest != no_index) draft.parent = smallest;
    open.push_back(here);
  }
  drafts = std::move(sorted);
}

}  // namespace entente::read
