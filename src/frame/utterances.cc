// One utterance, told by several documents: the same speaker in the same story with the same content. Words are
// compared as for discrepancies; a telling joins the utterance whose first telling it is most like, so that nothing
// chains.
#include <algorithm>
#include <map>
#include <set>

#include "frame/align.h"
#include "frame/frame.h"

namespace entente::frame {
namespace {

constexpr double same_content = 0.55;  // of the shorter telling's weight
constexpr double name_share = 0.5;     // of a name's weight: two words on one person are not yet the same words
constexpr double least_common = 1.9;   // two words that say something

std::string surname(std::string_view name) {
  const std::string folded = text::fold(name);
  const std::size_t space = folded.rfind(' ');
  return space == std::string::npos ? folded : folded.substr(space + 1);
}

std::map<Concept, double> weights_of(const ToldText& told) {
  std::map<Concept, double> weights;
  for (const ToldSentence& sentence : told.sentences) {
    for (const ToldWord& word : sentence.words) {
      if (word.weight > 0)
        weights[word.concept_id] += static_cast<double>(word.weight) * (word.capital && !word.starts ? name_share : 1);
    }
  }
  return weights;
}

double total(const std::map<Concept, double>& weights) {
  double sum = 0;
  for (const auto& [word, weight] : weights) sum += weight;
  return sum;
}

// The share of the shorter one's weight that both have; 0 where that is next to nothing.
double likeness(const std::map<Concept, double>& a, const std::map<Concept, double>& b) {
  double common = 0;
  for (const auto& [word, weight] : a) {
    const auto at = b.find(word);
    if (at != b.end()) common += std::min(weight, at->second);
  }
  const double shorter = std::min(total(a), total(b));
  return common < least_common || shorter <= 0 ? 0 : common / shorter;
}

}  // namespace

std::vector<std::uint32_t> group_utterances(std::span<const UtteranceTelling> tellings) {
  const WordKnowledge knowledge;
  WordMemo memo;
  std::vector<std::map<Concept, double>> weights(tellings.size());
  std::map<std::pair<std::uint32_t, std::string>, std::vector<std::uint32_t>> by_speaker;
  for (std::uint32_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].speaker.empty()) continue;
    by_speaker[{tellings[i].story, surname(tellings[i].speaker)}].push_back(i);
  }
  std::vector<std::uint32_t> utterance(tellings.size());
  for (std::uint32_t i = 0; i < tellings.size(); ++i) utterance[i] = i;
  for (auto& [key, members] : by_speaker) {
    if (members.size() < 2) continue;
    for (const std::uint32_t each : members) {
      const std::string_view content = tellings[each].content;
      weights[each] = weights_of(knowledge.read(content, {{0, static_cast<std::uint32_t>(content.size())}}, memo));
    }
    // The fullest telling first, whatever the order of the list; its words decide between equals.
    std::sort(members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) {
      const double x = total(weights[a]);
      const double y = total(weights[b]);
      if (x != y) return x > y;
      return std::pair(tellings[a].content, tellings[a].document) <
             std::pair(tellings[b].content, tellings[b].document);
    });
    struct Group {
      std::uint32_t first;
      std::set<std::uint32_t> documents;
    };
    std::vector<Group> groups;
    for (const std::uint32_t each : members) {
      Group* best = nullptr;
      double most = same_content;
      for (Group& group : groups) {
        if (group.documents.contains(tellings[each].document)) continue;  // a document tells an utterance once
        const double value = likeness(weights[each], weights[group.first]);
        if (value > most || (best == nullptr && value >= most)) {
          most = value;
          best = &group;
        }
      }
      if (best == nullptr) {
        groups.push_back({each, {tellings[each].document}});
      } else {
        utterance[each] = utterance[best->first];
        best->documents.insert(tellings[each].document);
      }
    }
  }
  return utterance;
}

}  // namespace entente::frame
