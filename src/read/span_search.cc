#include "read/span_search.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace entente::read {

// Rows by position, each scaled so that the forward ones sum up to one: forward · backward is the chance of a tag.
struct SpanSearch::Sums {
  std::vector<double> weight, forward, backward;
  std::vector<double> scale;  // one more than positions
};

SpanSearch::SpanSearch(const TagSet& set) : count_(set.size()) {
  for (std::size_t at = 0; at < set.moves.size(); ++at) {
    step_.push_back(std::exp(set.moves[at]));
    inner_.push_back(std::exp(set.moves[at] + set.word_moves[at]));
  }
  for (std::size_t t = 1; t < count_; ++t) {
    const Tag& tag = set.tags[t];
    auto places = std::find_if(kinds_.begin(), kinds_.end(), [&](const Places& p) { return p.kind == tag.kind; });
    if (places == kinds_.end()) places = kinds_.insert(kinds_.end(), Places{tag.kind});
    switch (tag.place) {
      case Tag::Place::begin:
        places->begin = t;
        break;
      case Tag::Place::inside:
        places->inside = t;
        break;
      case Tag::Place::end:
        places->end = t;
        break;
      case Tag::Place::single:
        places->single = t;
        break;
      case Tag::Place::outside:
        break;
    }
  }
}

SpanSearch::Sums SpanSearch::sums(std::span<const float> scores, const std::vector<bool>& continues,
                                  std::uint32_t first, std::uint32_t last) const {
  const std::size_t length = last - first;
  Sums sums;
  sums.weight.resize(length * count_);
  sums.forward.resize(length * count_);
  sums.backward.resize(length * count_);
  sums.scale.resize(length + 1);
  std::vector<double> row(step_.begin(), step_.begin() + static_cast<std::ptrdiff_t>(count_));
  for (std::size_t i = 0; i < length; ++i) {
    double* forward = sums.forward.data() + i * count_;
    double total = 0;
    for (std::size_t t = 0; t < count_; ++t) {
      const double weight = std::exp(static_cast<double>(scores[(first + i) * count_ + t]));
      sums.weight[i * count_ + t] = weight;
      forward[t] = row[t] * weight;
      total += forward[t];
    }
    sums.scale[i] = total;
    for (std::size_t t = 0; t < count_; ++t) forward[t] /= total;
    const std::vector<double>& table = i + 1 < length && continues[first + i + 1] ? inner_ : step_;
    std::fill(row.begin(), row.end(), 0.0);
    for (std::size_t from = 0; from < count_; ++from) {
      for (std::size_t to = 0; to < count_; ++to) row[to] += forward[from] * table[from * count_ + to];
    }
  }
  sums.scale[length] = row[0];
  for (std::size_t t = 0; t < count_; ++t)
    sums.backward[(length - 1) * count_ + t] = step_[t * count_] / sums.scale[length];
  for (std::size_t i = length - 1; i-- > 0;) {
    const std::vector<double>& table = continues[first + i + 1] ? inner_ : step_;
    for (std::size_t t = 0; t < count_; ++t) {
      const std::size_t next = (i + 1) * count_ + t;
      row[t] = sums.weight[next] * sums.backward[next] / sums.scale[i + 1];
    }
    for (std::size_t from = 0; from < count_; ++from) {
      double sum = 0;
      for (std::size_t to = 0; to < count_; ++to) sum += table[from * count_ + to] * row[to];
      sums.backward[i * count_ + from] = sum;
    }
  }
  return sums;
}

std::vector<LikelySpan> SpanSearch::likely(std::span<const float> scores, const std::vector<bool>& continues,
                                           std::uint32_t first, std::uint32_t last) const {
  std::vector<LikelySpan> found;
  if (first == last) return found;
  const Sums sums = this->sums(scores, continues, first, last);
  const std::uint32_t length = last - first;
  const auto chance = [&](std::uint32_t i, std::size_t tag) {
    return sums.forward[i * count_ + tag] * sums.backward[i * count_ + tag];
  };
  for (const Places& tags : kinds_) {
    for (std::uint32_t i = 0; i < length; ++i) {
      if (const double alone = chance(i, tags.single); alone >= least_span_chance)
        found.push_back({{tags.kind, first + i, first + i}, alone});
      if (chance(i, tags.begin) < least_span_chance) continue;
      double so_far = sums.forward[i * count_ + tags.begin];
      std::size_t tag = tags.begin;
      for (std::uint32_t k = i + 1; k < length; ++k) {
        const std::vector<double>& table = continues[first + k] ? inner_ : step_;
        const std::size_t row = k * count_;
        const double ended = so_far * table[tag * count_ + tags.end] * sums.weight[row + tags.end] / sums.scale[k] *
                             sums.backward[row + tags.end];
        if (ended >= least_span_chance) found.push_back({{tags.kind, first + i, first + k}, ended});
        so_far *= table[tag * count_ + tags.inside] * sums.weight[row + tags.inside] / sums.scale[k];
        tag = tags.inside;
        if (so_far * sums.backward[row + tags.inside] < least_span_chance) break;
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const LikelySpan& a, const LikelySpan& b) {
    return std::tie(a.span.last, a.span.first, a.span.kind) < std::tie(b.span.last, b.span.first, b.span.kind);
  });
  return found;
}

std::vector<LikelySpan> apart(const std::vector<LikelySpan>& spans, std::span<const double> least) {
  struct Best {
    double total = 0;
    std::size_t span = 0, before = 0;  // which brought it, and after which
  };
  std::vector<Best> best(1);  // entry 0: none taken
  const auto ends_before = [&](std::size_t entry, std::uint32_t first) {
    return entry == 0 || spans[best[entry].span].span.last < first;
  };
  for (std::size_t k = 0; k < spans.size(); ++k) {
    std::size_t at = best.size() - 1;
    while (!ends_before(at, spans[k].span.first)) --at;
    const double total = best[at].total + spans[k].chance - least[spans[k].span.kind];
    if (total > best.back().total) best.push_back({total, k, at});
  }
  std::vector<LikelySpan> chosen;
  for (std::size_t at = best.size() - 1; at > 0; at = best[at].before) chosen.push_back(spans[best[at].span]);
  std::reverse(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace entente::read
