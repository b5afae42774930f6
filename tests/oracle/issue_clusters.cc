#include "oracle/issue_clusters.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace entente::oracle {
namespace {

using Bag = std::set<std::string>;

double weight(const std::string& term, const std::vector<Bag>& bags) {
  const auto having = std::count_if(bags.begin(), bags.end(), [&](const Bag& bag) { return bag.contains(term); });
  return std::log(1.0 + static_cast<double>(bags.size()) / static_cast<double>(having));
}

double norm(const Bag& bag, const std::vector<Bag>& bags) {
  double sum = 0;
  for (const std::string& term : bag) sum += weight(term, bags) * weight(term, bags);
  return std::sqrt(sum);
}

double cosine(const Bag& a, const Bag& b, const std::vector<Bag>& bags) {
  double sum = 0;
  for (const std::string& term : a) {
    if (b.contains(term)) sum += weight(term, bags) * weight(term, bags);
  }
  return sum / (norm(a, bags) * norm(b, bags));
}

}  // namespace

std::vector<std::uint32_t> issue_clusters(const std::vector<std::vector<std::string>>& terms, double threshold) {
  std::vector<Bag> bags;
  for (const auto& list : terms) bags.emplace_back(list.begin(), list.end());
  std::map<Bag, std::size_t> frequency;
  for (const Bag& bag : bags) ++frequency[bag];
  std::vector<std::pair<Bag, std::size_t>> order(frequency.begin(), frequency.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    if (a.second != b.second) return a.second > b.second;
    return a.first.size() < b.first.size();
  });
  std::vector<Bag> leaders;
  std::map<Bag, std::uint32_t> leader_of;
  for (const auto& [bag, count] : order) {
    double best = threshold;
    std::size_t chosen = leaders.size();
    for (std::size_t i = 0; i < leaders.size(); ++i) {
      const double similarity = cosine(bag, leaders[i], bags);
      if (similarity > best + 1e-12 || (chosen == leaders.size() && similarity >= best - 1e-12)) {
        best = std::max(best, similarity);
        chosen = i;
      }
    }
    if (chosen == leaders.size()) leaders.push_back(bag);
    leader_of[bag] = static_cast<std::uint32_t>(chosen);
  }
  std::vector<std::uint32_t> groups;
  for (const Bag& bag : bags) groups.push_back(leader_of[bag]);
  return canonical(groups);
}

std::vector<std::uint32_t> canonical(const std::vector<std::uint32_t>& groups) {
  std::map<std::uint32_t, std::uint32_t> number;
  std::vector<std::uint32_t> result;
  for (const std::uint32_t group : groups) {
    result.push_back(number.emplace(group, static_cast<std::uint32_t>(number.size())).first->second);
  }
  return result;
}

}  // namespace entente::oracle
