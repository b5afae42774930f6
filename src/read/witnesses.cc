#include "read/witnesses.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

namespace entente::read {
namespace {

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

// What each name of a stated source is called: an outlet of the story where its name or initials are one, else its own
// key.
class OutletNames {
 public:
  explicit OutletNames(std::span<const Teller> tellers) {
    for (const Teller& teller : tellers) {
      if (teller.outlet.empty()) continue;
      if (const std::string initials = outlet_initials(teller.outlet); !initials.empty()) {
        by_initials_.emplace(initials, teller.outlet);
      }
    }
  }
  std::string key_of(std::string_view name) const {
    std::string key = outlet_key(name);
    const auto at = by_initials_.find(key);  // "HPA", where a document is the Halden Press Agency's
    return at != by_initials_.end() ? at->second : key;
  }

 private:
  std::map<std::string, std::string, std::less<>> by_initials_;
};

struct Stated {
  std::string key;
  const SourceName* source = nullptr;
};

// Of a story of more documents than this, each is compared with the first ones and with those just before it.
constexpr std::size_t most_compared = 512;

std::optional<CopyKind> copy_kind(const Teller& of, const Teller& is, const Overlap& overlap) {
  if (of.words_hash == is.words_hash) return CopyKind::identical;
  const auto a = static_cast<double>(of.shingles->all.size());
  const auto b = static_cast<double>(is.shingles->all.size());
  if (overlap.containment >= excerpt_containment && b <= a * excerpt_size) return CopyKind::excerpt;
  if (overlap.jaccard >= near_copy_jaccard) return CopyKind::near_copy;
  if (overlap.reuse >= rewrite_reuse && overlap.reused >= rewrite_reused) return CopyKind::rewrite;
  return std::nullopt;
}

}  // namespace

Story story_of(std::span<const Teller> tellers, const TellerOverlap& overlap_between,
               const TellerSimilarity& similarity) {
  const std::size_t n = tellers.size();
  const OutletNames names(tellers);
  std::vector<std::string> outlets(n);
  for (std::size_t i = 0; i < n; ++i)
    outlets[i] = tellers[i].outlet.empty() ? std::string() : names.key_of(tellers[i].outlet);
  std::vector<std::vector<Stated>> stated(n);
  std::map<std::string, std::size_t> named;  // outlet -> how many tellers have it as their source
  Story story;
  for (std::size_t i = 0; i < n; ++i) {
    std::set<std::string> seen;
    for (const SourceName& source : *tellers[i].stated) {
      std::string key = names.key_of(source.name);
      if (key == outlets[i] || !seen.insert(key).second) continue;
      ++named[key];
      story.stated.push_back({tellers[i].document, source.name, source.span});
      stated[i].push_back({std::move(key), &source});
    }
  }

  auto told_at = [&](std::size_t i) {
    const Teller& teller = tellers[i];
    const bool dated = teller.published.precision >= DatePrecision::day;
    const std::int64_t day = dated ? first_day(teller.published) : std::numeric_limits<std::int64_t>::max();
    const auto at = named.find(outlets[i]);
    const std::int64_t followers = at == named.end() || outlets[i].empty() ? 0 : static_cast<std::int64_t>(at->second);
    const int minute =
        teller.published.precision == DatePrecision::minute ? teller.published.hour * 60 + teller.published.minute : 0;
    return std::tuple(day, -followers, minute, -static_cast<std::int64_t>(teller.shingles->all.size()), teller.identity,
                      i);
  };
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return told_at(a) < told_at(b); });

  DisjointSets origins(n);
  for (std::size_t later = 1; later < n; ++later) {
    const std::size_t is = order[later];
    std::optional<Copy> best;
    std::size_t best_of = 0;
    auto rank = [](const Copy& copy) { return std::pair(copy.kind == CopyKind::rewrite ? 0 : 1, copy.similarity); };
    double best_held = 0;
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      if (later > most_compared && earlier == most_compared / 2) earlier = later - most_compared / 2;
      const std::size_t of = order[earlier];
      const Overlap overlap = overlap_between(of, is);
      std::optional<CopyKind> kind = copy_kind(tellers[of], tellers[is], overlap);
      double held = overlap.jaccard;
      double shown = overlap.jaccard;
      if (!kind || *kind == CopyKind::rewrite) {
        const double vocabulary = similarity(of, is);
        const bool names_it = std::any_of(stated[is].begin(), stated[is].end(), [&](const Stated& source) {
          return !source.key.empty() && source.key == outlets[of];
        });
        if (!kind && !names_it && vocabulary < rewrite_vocabulary) continue;
        kind = CopyKind::rewrite;
        shown = vocabulary;
      } else if (*kind == CopyKind::excerpt) {
        held = shown = overlap.containment;
      }
      const Copy copy{tellers[of].document, tellers[is].document, *kind, shown};
      if (!best || std::pair(rank(copy).first, held) > std::pair(rank(*best).first, best_held)) {
        best = copy;
        best_of = of;
        best_held = held;
      }
    }
    if (best) {
      story.copies.push_back(*best);
      origins.join(best_of, is);
    }
  }

  // Documents that name one source go back to one origin, and so does that outlet's own document.
  std::map<std::string, std::size_t> first_with;
  for (std::size_t i = 0; i < n; ++i) {
    for (const Stated& source : stated[i]) {
      const auto [at, is_first] = first_with.try_emplace(source.key, i);
      if (!is_first) origins.join(at->second, i);
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (const auto at = first_with.find(outlets[i]); at != first_with.end() && !outlets[i].empty()) {
      origins.join(at->second, i);
    }
  }

  std::map<std::size_t, std::vector<std::uint32_t>> groups;
  for (std::size_t i = 0; i < n; ++i) {
    groups[origins.root(i)].push_back(tellers[i].document);
    story.documents.push_back(tellers[i].document);
  }
  for (auto& [root, group] : groups) {
    std::sort(group.begin(), group.end());
    story.witnesses.push_back(std::move(group));
  }
  std::sort(story.witnesses.begin(), story.witnesses.end());
  std::sort(story.documents.begin(), story.documents.end());
  std::sort(story.copies.begin(), story.copies.end(), [](const Copy& a, const Copy& b) { return a.is < b.is; });
  std::sort(story.stated.begin(), story.stated.end(), [](const StatedSource& a, const StatedSource& b) {
    return std::tuple(a.document, a.span) < std::tuple(b.document, b.span);
  });
  return story;
}

}  // namespace entente::read
