#include "oracle/story_oracle.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

namespace entente::oracle {
namespace {

std::set<std::string> runs_of(std::string_view text, std::size_t run) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)))
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  std::set<std::string> runs;
  const std::size_t length = std::min(run, words.size());
  for (std::size_t i = 0; length > 0 && i + length <= words.size(); ++i) {
    std::string joined;
    for (std::size_t j = 0; j < length; ++j) joined += words[i + j] + " ";
    runs.insert(joined);
  }
  return runs;
}

}  // namespace

double jaccard(std::string_view a, std::string_view b, std::size_t run) {
  const auto x = runs_of(a, run);
  const auto y = runs_of(b, run);
  if (x.empty() && y.empty()) return 0;
  std::size_t common = 0;
  for (const auto& each : x) common += y.count(each);
  return static_cast<double>(common) / static_cast<double>(x.size() + y.size() - common);
}

std::vector<std::vector<std::uint32_t>> average_link(const std::vector<std::vector<double>>& similarity,
                                                     double threshold) {
  std::vector<std::vector<std::uint32_t>> clusters;
  for (std::uint32_t i = 0; i < similarity.size(); ++i) clusters.push_back({i});
  for (;;) {
    double best = threshold;
    std::size_t a = 0, b = 0;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      for (std::size_t j = i + 1; j < clusters.size(); ++j) {
        double sum = 0;
        for (const auto x : clusters[i])
          for (const auto y : clusters[j]) sum += similarity[x][y];
        const double average = sum / static_cast<double>(clusters[i].size() * clusters[j].size());
        if (average >= best && (b == 0 || average > best)) best = average, a = i, b = j;
      }
    }
    if (b == 0) break;
    clusters[a].insert(clusters[a].end(), clusters[b].begin(), clusters[b].end());
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(b));
  }
  for (auto& cluster : clusters) std::sort(cluster.begin(), cluster.end());
  std::sort(clusters.begin(), clusters.end());
  return clusters;
}

}  // namespace entente::oracle
