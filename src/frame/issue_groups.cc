// Phrases that mean the same become one issue.
//
// First the case: a phrase with a keyword of an issue (all of its stems in a row; the longest keyword wins) is of that
// issue. The rest by vocabulary vectors: each distinct bag of stems is a vector of unit length, weighted by how rare
// each stem is among the phrases (TF-IDF); words that any negotiation uses weigh next to nothing. Distinct bags are
// visited in an order that depends on nothing but what they are (most frequent first, then the shortest, then the
// alphabet). Each joins the most similar leader whose cosine reaches the threshold, or becomes a leader itself. Only
// leaders are compared, so nothing chains: every member is close to its leader. The leader's phrase names the issue. A
// phrase of generic words alone ("the text") is of the leader that its sentence names whole, the one whose terms weigh
// most; else of its own. So is a phrase that names nothing to settle (a party, "said", "them"); where its sentence
// names no issue either, it has none.
//
// Leaders are found through an inverted index. Two unit vectors reach cosine t only if they share a stem outside the
// lightest part of each whose norm is below t (the prefix filter of Bayardo, Ma and Srikant, "Scaling up all pairs
// similarity search", 2007): only those stems, the rarest, are indexed and looked up, and their lists are short.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>

#include "frame/frame.h"
#include "frame/issue_terms.h"
#include "text/gazetteer.h"

namespace entente::frame {
namespace {

struct Bag {
  std::vector<Weighted> vector;  // heaviest first
  std::vector<std::uint32_t> phrases;
  bool hollow = false;  // generic words alone
};

// Words in which the leader's phrases name the issue: the most frequent of its spellings, then the shortest, then the
// first in the alphabet.
std::string name_of(const Bag& bag, const std::vector<IssuePhrase>& phrases) {
  std::map<std::string, std::size_t> spellings;
  for (const std::uint32_t phrase : bag.phrases) ++spellings[phrases[phrase].phrase];
  const auto best = std::max_element(spellings.begin(), spellings.end(), [](const auto& a, const auto& b) {
    if (a.second != b.second) return a.second < b.second;
    if (a.first.size() != b.first.size()) return a.first.size() > b.first.size();
    return a.first > b.first;
  });
  return best == spellings.end() ? std::string() : best->first;
}

// Whether a phrase lists parties alone: "EU, CHINA and the G-77".
bool names_parties(const text::Gazetteer& gazetteer, std::string_view phrase) {
  std::size_t first = 0;
  while (first < phrase.size()) {
    const std::size_t comma = std::min(phrase.find(", ", first), phrase.size());
    const std::size_t joined = std::min(phrase.find(" and ", first), phrase.size());
    const std::size_t end = std::min(comma, joined);
    std::string_view name = phrase.substr(first, end - first);
    for (const std::string_view small : {"and ", "the "}) {
      if (name.starts_with(small)) name.remove_prefix(small.size());
    }
    if (!name.empty() && gazetteer.party_of(name).empty()) return false;
    first = end + (end == phrase.size() ? 0 : end == joined ? 5 : 2);
    if (end == phrase.size()) break;
  }
  return true;
}

class Leaders {
 public:
  // The most similar leader that reaches the threshold; the earlier of two that are equally similar.
  std::optional<std::uint32_t> nearest(const std::vector<Weighted>& vector) {
    std::optional<std::uint32_t> best;
    double best_cosine = same_issue_cosine;
    ++round_;
    const std::size_t prefix = prefix_of(vector);
    for (std::size_t i = 0; i < prefix; ++i) {
      const auto listed = index_.find(vector[i].term);
      if (listed == index_.end()) continue;
      for (const std::uint32_t leader : listed->second) {
        if (seen_[leader] == round_) continue;
        seen_[leader] = round_;
        const double similarity = cosine(vector, *vectors_[leader]);
        const bool better = similarity > best_cosine + 1e-12;
        const bool equal = std::abs(similarity - best_cosine) <= 1e-12;
        if (better || (equal && (!best || leader < *best))) {
          best = leader;
          best_cosine = std::max(similarity, best_cosine);
        }
      }
    }
    return best;
  }

  // The leader whose terms all stand in a context and tell most; none where no leader is named whole.
  std::optional<std::uint32_t> named_in(const std::vector<Weighted>& context, const std::vector<bool>& tells) {
    std::optional<std::uint32_t> best;
    double most = 0;
    ++round_;
    for (const Weighted& term : context) {
      const auto listed = first_.find(term.term);
      if (listed == first_.end()) continue;
      for (const std::uint32_t leader : listed->second) {
        if (seen_[leader] == round_ || !tells[leader]) continue;
        seen_[leader] = round_;
        double found = 0;
        std::size_t count = 0;
        for (const Weighted& of_leader : *vectors_[leader]) {
          const auto at =
              std::find_if(context.begin(), context.end(), [&](const Weighted& t) { return t.term == of_leader.term; });
          if (at == context.end()) break;
          found += at->weight;
          ++count;
        }
        if (count < vectors_[leader]->size() || found < most || (found == most && best && *best < leader)) continue;
        best = leader;
        most = found;
      }
    }
    return best;
  }

  std::uint32_t add(const std::vector<Weighted>& vector) {
    const auto leader = static_cast<std::uint32_t>(vectors_.size());
    const std::size_t prefix = prefix_of(vector);
    for (std::size_t i = 0; i < prefix; ++i) index_[vector[i].term].push_back(leader);
    if (!vector.empty()) first_[vector.front().term].push_back(leader);
    vectors_.push_back(&vector);
    seen_.push_back(0);
    return leader;
  }

 private:
  // How many of the heaviest terms are to be looked at: the norm of the rest is below the threshold.
  static std::size_t prefix_of(const std::vector<Weighted>& vector) {
    double rest = 0;
    std::size_t prefix = vector.size();
    while (prefix > 0) {
      rest += vector[prefix - 1].weight * vector[prefix - 1].weight;
      if (std::sqrt(rest) >= same_issue_cosine - 1e-9) break;
      --prefix;
    }
    return prefix;
  }

  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> index_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> first_;  // by the heaviest term
  std::vector<const std::vector<Weighted>*> vectors_;
  std::vector<std::uint32_t> seen_;
  std::uint32_t round_ = 0;
};

}  // namespace

struct IssueGrouper::State {
  std::vector<std::string> case_names;
  CaseIssues case_issues;
  text::Gazetteer gazetteer;
};

IssueGrouper::IssueGrouper(const CaseFacts& facts) : state_(new State{{}, CaseIssues(facts), text::Gazetteer(facts)}) {
  for (const IssueFacts& issue : facts.issues) state_->case_names.push_back(issue.name);
}
IssueGrouper::~IssueGrouper() = default;
IssueGrouper::IssueGrouper(IssueGrouper&&) noexcept = default;
IssueGrouper& IssueGrouper::operator=(IssueGrouper&&) noexcept = default;

IssueGroups IssueGrouper::group(const std::vector<IssuePhrase>& phrases) const {
  IssueGroups groups;
  groups.issue_of.resize(phrases.size());
  groups.names = state_->case_names;
  groups.told = static_cast<std::uint32_t>(groups.names.size());

  TermReader reader;
  std::vector<std::vector<std::string>> terms(phrases.size());
  std::vector<std::uint32_t> open;     // phrases that no issue of the case claims
  std::vector<std::uint32_t> nothing;  // of these, those that name nothing to settle: a party alone, "said"
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    if (const std::optional<std::uint32_t> issue = state_->case_issues.issue_of(phrases[i], reader)) {
      groups.issue_of[i] = *issue;
    } else if (reader.names_nothing(phrases[i].phrase) || names_parties(state_->gazetteer, phrases[i].phrase)) {
      nothing.push_back(i);
    } else {
      terms[i] = reader.terms(phrases[i].phrase);
      open.push_back(i);
    }
  }

  std::map<std::string, Bag> bags;  // by key, so that their order is the alphabet's
  const Weights weights(terms, open);
  for (const std::uint32_t i : open) {
    Bag& bag = bags[key_of(terms[i])];
    if (bag.phrases.empty()) {
      bag.vector = weights.vector(terms[i]);
      bag.hollow = std::all_of(terms[i].begin(), terms[i].end(),
                               [&](const std::string& term) { return weights.is_generic(term); });
    }
    bag.phrases.push_back(i);
  }
  std::vector<const Bag*> order;
  order.reserve(bags.size());
  for (const auto& [key, bag] : bags) order.push_back(&bag);
  std::stable_sort(order.begin(), order.end(), [](const Bag* a, const Bag* b) {
    if (a->hollow != b->hollow) return b->hollow;
    if (a->phrases.size() != b->phrases.size()) return a->phrases.size() > b->phrases.size();
    return a->vector.size() < b->vector.size();
  });

  Leaders leaders;
  const auto first_open = static_cast<std::uint32_t>(groups.names.size());
  std::vector<bool> tells;  // for each leader: not hollow
  for (const Bag* bag : order) {
    std::vector<std::uint32_t> left;
    for (const std::uint32_t phrase : bag->phrases) {
      std::optional<std::uint32_t> named;
      if (bag->hollow && !phrases[phrase].context.empty()) {
        named = leaders.named_in(weights.vector(reader.terms(phrases[phrase].context)), tells);
      }
      if (named) {
        groups.issue_of[phrase] = first_open + *named;
      } else {
        left.push_back(phrase);
      }
    }
    if (left.empty()) continue;
    std::optional<std::uint32_t> leader = leaders.nearest(bag->vector);
    if (!leader) {
      leader = leaders.add(bag->vector);
      tells.push_back(!bag->hollow);
      groups.names.push_back(name_of(*bag, phrases));
    }
    for (const std::uint32_t phrase : left) groups.issue_of[phrase] = first_open + *leader;
  }
  for (const std::uint32_t phrase : nothing) {
    const auto named = leaders.named_in(weights.vector(reader.terms(phrases[phrase].context)), tells);
    groups.issue_of[phrase] = named ? first_open + *named : IssueGroups::none;
  }
  return groups;
}

}  // namespace entente::frame
