// Issues whose names mean the same in other words become one.
//
// Vocabulary (issue_groups.cc) knows that "transit fee" is "fees for transit", not that "an end to the fighting" is
// "halt hostilities". A sentence encoder's vectors of the names do; but all names of one negotiation are near one
// another, and two things "of the dam" nearer than two words for one thing. So three things are taken off a plain
// cosine: what all names have in common (the mean of the vectors, as in "All-but-the-Top", Mu and Viswanath 2018), how
// near each of the two is to its nearest ones anyhow (a hub is near to everything: Conneau et al., "Word translation
// without parallel data", 2018), and something where a word is shared that did not suffice to make one issue of them.
// What is left decides, together with the plain cosine, rounded to two decimals: the bytes of a vector differ a little
// between processors. Names are visited as in issue_groups.cc, told ones first, and each joins the most alike leader,
// so nothing chains.
//
// The encoder knows little of names and numbers ("COP-4" is next to "COP-6"). A name without any word in lower case is
// therefore not looked at, and two with different figures are two issues.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <string>

#include "frame/frame.h"
#include "frame/issue_terms.h"

namespace entente::frame {
namespace {

// Chosen on the first half of tests/cases/issues.
constexpr double same_meaning = 0.22;
constexpr double least_cosine = 0.48;
constexpr double least_cosine_of_words = 0.60;  // where a name is one word, which may mean many things
constexpr double hub_weight = 0.4;
constexpr double shared_word = 0.15;
constexpr std::size_t neighbours = 5;
constexpr double usual_nearness = 0.35;  // of neighbours that a small dossier does not have

double rounded(double value) { return std::round(value * 100) / 100; }

struct Name {
  std::uint32_t issue = 0;
  std::set<std::string> terms;
  std::set<std::string> figures;
  double nearness = 0;  // to its nearest names, on average
};

// Cosines of vectors, plain and less their mean. O(n²) bytes of memory and 384 n² steps.
class Cosines {
 public:
  explicit Cosines(const std::vector<const std::vector<std::int8_t>*>& vectors) : size_(vectors.size()) {
    std::vector<std::int32_t> dots(size_ * size_);
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) dots[i * size_ + j] = dots[j * size_ + i] = dot(*vectors[i], *vectors[j]);
    }
    // Of the vectors less their mean m: (x - m)(y - m) = xy - xm - ym + mm, where xm is the mean of x's row.
    std::vector<double> with_mean(size_);
    double mean_with_mean = 0;
    const auto count = static_cast<double>(size_);
    for (std::size_t i = 0; i < size_; ++i) {
      const auto row = dots.begin() + static_cast<std::ptrdiff_t>(i * size_);
      with_mean[i] = std::accumulate(row, row + static_cast<std::ptrdiff_t>(size_), 0.0) / count;
      mean_with_mean += with_mean[i] / count;
    }
    const auto centred_dot = [&](std::size_t i, std::size_t j) {
      return static_cast<double>(dots[i * size_ + j]) - with_mean[i] - with_mean[j] + mean_with_mean;
    };
    plain_.resize(size_ * size_);
    centred_.resize(size_ * size_);
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j) {
        const double lengths = std::sqrt(static_cast<double>(dots[i * size_ + i]) * dots[j * size_ + j]);
        const double centred_lengths = std::sqrt(centred_dot(i, i) * centred_dot(j, j));
        plain_[i * size_ + j] = static_cast<float>(dots[i * size_ + j] / std::max(lengths, 1.0));
        centred_[i * size_ + j] = static_cast<float>(centred_dot(i, j) / std::max(centred_lengths, 1.0));
      }
    }
  }
  double plain(std::size_t i, std::size_t j) const { return static_cast<double>(plain_[i * size_ + j]); }
  double centred(std::size_t i, std::size_t j) const { return static_cast<double>(centred_[i * size_ + j]); }

  double nearness(std::size_t i) const {
    std::vector<double> nearest(neighbours, usual_nearness);
    std::vector<double> others;
    for (std::size_t j = 0; j < size_; ++j) {
      if (j != i) others.push_back(centred(i, j));
    }
    const std::size_t known = std::min(neighbours, others.size());
    std::partial_sort_copy(others.begin(), others.end(), nearest.begin(),
                           nearest.begin() + static_cast<std::ptrdiff_t>(known), std::greater<>());
    return std::accumulate(nearest.begin(), nearest.end(), 0.0) / static_cast<double>(neighbours);
  }

 private:
  static std::int32_t dot(const std::vector<std::int8_t>& a, const std::vector<std::int8_t>& b) {
    std::int32_t sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k) sum += std::int32_t{a[k]} * std::int32_t{b[k]};
    return sum;
  }
  std::size_t size_;
  std::vector<float> plain_;
  std::vector<float> centred_;
};

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& term) { return b.contains(term); });
}

// How alike two names are in meaning, on a scale where `same_meaning` is the same.
double likeness(const Cosines& cosines, const std::vector<Name>& names, std::size_t i, std::size_t j) {
  const Name& a = names[i];
  const Name& b = names[j];
  const bool is_word = a.terms.size() < 2 || b.terms.size() < 2;
  if (a.figures != b.figures) return -1;
  if (rounded(cosines.plain(i, j)) < (is_word ? least_cosine_of_words : least_cosine)) return -1;
  const double hubs = hub_weight * (a.nearness + b.nearness) / 2;
  return rounded(cosines.centred(i, j) - hubs - (share(a.terms, b.terms) ? shared_word : 0));
}

std::vector<std::uint32_t> sizes_of(const IssueGroups& groups) {
  std::vector<std::uint32_t> sizes(groups.names.size(), 0);
  for (const std::uint32_t issue : groups.issue_of) {
    if (issue != IssueGroups::none) ++sizes[issue];
  }
  return sizes;
}

// Told issues first; then those of most phrases, and of these by name.
std::vector<std::uint32_t> visiting_order(const IssueGroups& groups) {
  const std::vector<std::uint32_t> sizes = sizes_of(groups);
  std::vector<std::uint32_t> order(groups.names.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (a < groups.told || b < groups.told) return a < b;
    return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : groups.names[a] < groups.names[b];
  });
  return order;
}

// Whether a name has a word in lower case that tells what it is about.
bool has_telling_word(std::string_view name, TermReader& reader) {
  for (const text::Token& token : text::tokenize(name)) {
    if (!token.is_word() || token.shape != text::Shape::lower) continue;
    const std::vector<std::string> terms = reader.terms(token.span.in(name));
    if (!terms.empty() && !Weights::is_generic(terms.front())) return true;
  }
  return false;
}

std::set<std::string> figures_of(std::string_view name) {
  std::set<std::string> figures;
  for (const text::Token& token : text::tokenize(name)) {
    const std::string_view word = token.span.in(name);
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) figures.emplace(word);
  }
  return figures;
}

}  // namespace

std::vector<std::uint32_t> issues_with_telling_names(const IssueGroups& groups, std::size_t most) {
  TermReader reader;
  std::vector<std::uint32_t> found;
  for (const std::uint32_t issue : visiting_order(groups)) {
    if (found.size() == most) break;
    if (issue < groups.told || has_telling_word(groups.names[issue], reader)) found.push_back(issue);
  }
  return found;
}

IssueGroups join_by_meaning(IssueGroups groups, const std::vector<std::vector<std::int8_t>>& meanings) {
  TermReader reader;
  std::vector<Name> names;
  std::vector<const std::vector<std::int8_t>*> vectors;
  for (const std::uint32_t issue : visiting_order(groups)) {
    if (meanings[issue].empty() || (!vectors.empty() && meanings[issue].size() != vectors.front()->size())) continue;
    const std::vector<std::string> terms = reader.terms(groups.names[issue]);
    names.push_back({issue, {terms.begin(), terms.end()}, figures_of(groups.names[issue])});
    vectors.push_back(&meanings[issue]);
  }
  const Cosines cosines(vectors);
  for (std::size_t i = 0; i < names.size(); ++i) names[i].nearness = cosines.nearness(i);

  std::vector<std::uint32_t> joined(groups.names.size());
  std::iota(joined.begin(), joined.end(), 0U);
  std::vector<std::size_t> leaders;
  for (std::size_t i = 0; i < names.size(); ++i) {
    double most = same_meaning - 1e-9;
    std::size_t best = i;
    for (const std::size_t leader : leaders) {
      if (names[i].issue < groups.told) break;
      const double alike = likeness(cosines, names, i, leader);
      if (alike <= most) continue;
      most = alike;
      best = leader;
    }
    joined[names[i].issue] = names[best].issue;
    if (best == i) leaders.push_back(i);
  }

  std::vector<std::uint32_t> number(groups.names.size(), IssueGroups::none);
  IssueGroups result;
  result.told = groups.told;
  for (std::uint32_t issue = 0; issue < groups.names.size(); ++issue) {
    if (joined[issue] != issue) continue;
    number[issue] = static_cast<std::uint32_t>(result.names.size());
    result.names.push_back(std::move(groups.names[issue]));
  }
  result.issue_of.reserve(groups.issue_of.size());
  for (const std::uint32_t issue : groups.issue_of) {
    result.issue_of.push_back(issue == IssueGroups::none ? issue : number[joined[issue]]);
  }
  return result;
}

}  // namespace entente::frame
