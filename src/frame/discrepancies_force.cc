// The stage that a thing has come to, and the mood in which it is told: "is drafting" against "has signed", "may"
// against "will".
#include <algorithm>

#include "frame/discrepancies.h"

namespace entente::frame {
namespace {

constexpr double near_enough = 0.42;
constexpr double near_enough_elsewhere = 0.55;
constexpr double mood_near_enough = 0.4;  // for the moods of whole sentences of rewrites

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_be(std::string_view word) { return one_of(word, {"is", "are", "was", "were", "be", "been", "being", "am"}); }

// A verb under a modal: "may begin".
struct Modal {
  std::string mood;  // possible, certain, duty
  Concept verb = 0;
  bool negative = false;
  std::uint32_t first = 0, last = 0;  // from the modal to the verb
};

std::string mood_of(std::string_view modal) {
  if (one_of(modal, {"may", "might", "could", "can"})) return "possible";
  if (one_of(modal, {"will", "would", "shall", "'ll"})) return "certain";
  if (one_of(modal, {"must", "should", "ought", "cannot"})) return "duty";
  return "";
}

std::vector<Modal> modals_of(const ToldSentence& sentence, const DiscrepancyWords& words) {
  std::vector<Modal> modals;
  const auto& in = sentence.words;
  for (std::uint32_t i = 0; i < in.size(); ++i) {
    if (in[i].punctuation || in[i].quoted) continue;
    if (in[i].folded == "may" && in[i].capital && !in[i].starts) continue;  // the month
    std::string mood = mood_of(in[i].folded);
    if (mood.empty()) continue;
    Modal modal;
    modal.first = i;
    std::uint32_t at = i + 1;
    while (at < in.size() && !in[at].punctuation && at < i + 6) {
      const std::string& word = in[at].folded;
      if (one_of(word, {"not", "never"}))
        modal.negative = true;
      else if (word == "need" || word == "have" || word == "has")
        mood = at + 1 < in.size() && in[at + 1].folded == "to" ? "duty" : mood;
      else if (word != "to" && word != "also" && word != "only" && !is_be(word))
        break;
      ++at;
    }
    if (at >= in.size() || in[at].punctuation || in[at].weight == 0) continue;
    modal.mood = mood;
    modal.verb = in[at].concept_id;
    modal.last = at + 1;
    modals.push_back(std::move(modal));
  }
  (void)words;
  return modals;
}

void find_modal_verbs(const Comparison& comparison, std::size_t p, Findings& found) {
  const SentencePair& pair = comparison.pairs[p];
  const ToldSentence& a = comparison.a.told.sentences[pair.a];
  const ToldSentence& b = comparison.b.told.sentences[pair.b];
  for (const Modal& x : modals_of(a, comparison.words)) {
    for (const Modal& y : modals_of(b, comparison.words)) {
      if (x.verb != y.verb || x.mood == y.mood || x.negative != y.negative) continue;
      // The verb's own partner: the same verb may stand in a sentence twice.
      const std::int32_t partner = comparison.alignments[p].b_of_a[x.last - 1];
      if (partner >= 0 && static_cast<std::uint32_t>(partner) != y.last - 1) continue;
      if (!comparison.rewrites && partner < 0) continue;
      found.push_back({DiscrepancyKind::modality, around(a, x.first, x.last, 3), around(b, y.first, y.last, 3)});
    }
  }
}

// The classes of mood that a sentence has outside quotations, with the place of each one's word.
std::map<std::string, std::uint32_t> moods_of(const ToldSentence& sentence, const DiscrepancyWords& words) {
  std::map<std::string, std::uint32_t> moods;
  for (std::uint32_t i = 0; i < sentence.words.size(); ++i) {
    const ToldWord& word = sentence.words[i];
    if (word.punctuation || word.quoted) continue;
    if (word.folded == "would" || word.folded == "will") continue;  // backshift and plain future say no mood
    if (const std::string* const force = words.force_of.find(word.folded)) moods.emplace(*force, i);
  }
  return moods;
}

// Rewrites: the words of one speaker "argued" in one and "warned" in the other.
bool find_cue_moods(const Comparison& comparison, std::size_t p, Findings& found) {
  const SentencePair& pair = comparison.pairs[p];
  auto cue_of = [&](const PreparedTelling& text, std::uint32_t s) -> const PreparedTelling::Attribution* {
    for (const auto& attribution : text.attributions) {
      if (attribution.sentence == s && !attribution.cue.empty()) return &attribution;
    }
    return nullptr;
  };
  const auto* a = cue_of(comparison.a, pair.a);
  const auto* b = cue_of(comparison.b, pair.b);
  if (a == nullptr || b == nullptr || a->speaker != b->speaker) return false;
  const std::string* const force_a = comparison.words.force_of.find(a->cue);
  const std::string* const force_b = comparison.words.force_of.find(b->cue);
  if (force_a == nullptr || force_b == nullptr) return false;
  if (*force_a == *force_b) return true;
  found.push_back({DiscrepancyKind::modality, around(comparison.a.told.sentences[pair.a], a->at, a->at + 1, 8),
                   around(comparison.b.told.sentences[pair.b], b->at, b->at + 1, 8)});
  return true;
}

// Rewrites: where each sentence has a mood and none is common, one of them was changed.
void find_sentence_moods(const Comparison& comparison, std::size_t p, Findings& found) {
  const SentencePair& pair = comparison.pairs[p];
  if (pair.similarity < mood_near_enough) return;
  const ToldSentence& a = comparison.a.told.sentences[pair.a];
  const ToldSentence& b = comparison.b.told.sentences[pair.b];
  const auto in_a = moods_of(a, comparison.words);
  const auto in_b = moods_of(b, comparison.words);
  if (in_a.empty() || in_b.empty() || in_a.size() > 2 || in_b.size() > 2) return;
  const bool common =
      std::any_of(in_a.begin(), in_a.end(), [&](const auto& mood) { return in_b.contains(mood.first); });
  if (common) return;
  const auto first_of = [](const std::map<std::string, std::uint32_t>& moods) {
    return std::min_element(moods.begin(), moods.end(),
                            [](const auto& x, const auto& y) { return x.second < y.second; })
        ->second;
  };
  const std::uint32_t at_a = first_of(in_a);
  const std::uint32_t at_b = first_of(in_b);
  found.push_back({DiscrepancyKind::modality, around(a, at_a, at_a + 1, 6), around(b, at_b, at_b + 1, 6)});
}

// A verb of a stage: its rank, whether it is done (past or perfect), still to come, or under way.
struct Staged {
  int rank = 0;
  enum class When { done, under_way, to_come, unclear } when = When::unclear;
  std::set<Concept> things;  // the next words that carry something
  std::uint32_t first = 0, last = 0;
};

std::vector<Staged> stages_of(const ToldSentence& sentence, const DiscrepancyWords& words) {
  std::vector<Staged> stages;
  const auto& in = sentence.words;
  for (std::uint32_t i = 0; i < in.size(); ++i) {
    if (in[i].punctuation || in[i].quoted || (in[i].capital && !in[i].starts)) continue;
    const auto at = words.stage_of.find(in[i].folded);
    if (at == words.stage_of.end()) continue;
    Staged staged;
    staged.rank = at->second;
    staged.first = i;
    staged.last = i + 1;
    // The auxiliaries in front say when.
    const std::string& word = in[i].folded;
    bool has_verb_form = word.ends_with("ing") || word.ends_with("ed");
    for (std::uint32_t k = i; k > 0 && i - k < 4 && !in[k - 1].punctuation; --k) {
      const std::string& before = in[k - 1].folded;
      if (one_of(before, {"will", "would", "shall", "may", "might", "could", "to"}))
        staged.when = Staged::When::to_come;
      else if (one_of(before, {"has", "have", "had"}))
        staged.when = Staged::When::done;
      else if (is_be(before))
        staged.when = word.ends_with("ing") ? Staged::When::under_way : Staged::When::done;
      else if (!one_of(before, {"not", "also", "now", "already", "currently", "still", "just"}))
        break;
      staged.first = k - 1;
      has_verb_form = true;
    }
    if (!has_verb_form) continue;  // "a draft", "the work"
    if (staged.when == Staged::When::unclear && word.ends_with("ed")) staged.when = Staged::When::done;
    for (std::uint32_t k = i + 1; k < in.size() && k < i + 7 && !in[k].punctuation; ++k) {
      if (in[k].weight > 0) staged.things.insert(in[k].concept_id);
      if (staged.things.size() == 1) staged.last = std::max(staged.last, k + 1);
    }
    stages.push_back(std::move(staged));
  }
  return stages;
}

bool share_a_thing(const Staged& a, const Staged& b) {
  return std::any_of(a.things.begin(), a.things.end(), [&](Concept thing) { return b.things.contains(thing); });
}

}  // namespace

void find_stages(const Comparison& comparison, Findings& found) {
  for (const SentencePair& pair : comparison.pairs) {
    if (pair.similarity < (comparison.rewrites ? near_enough : near_enough_elsewhere)) continue;
    const ToldSentence& a = comparison.a.told.sentences[pair.a];
    const ToldSentence& b = comparison.b.told.sentences[pair.b];
    const auto in_a = stages_of(a, comparison.words);
    const auto in_b = stages_of(b, comparison.words);
    for (const Staged& x : in_a) {
      for (const Staged& y : in_b) {
        if (!share_a_thing(x, y)) continue;
        const bool other_rank =
            x.rank != y.rank &&
            std::none_of(in_a.begin(), in_a.end(), [&](const Staged& s) { return s.rank == y.rank; }) &&
            std::none_of(in_b.begin(), in_b.end(), [&](const Staged& s) { return s.rank == x.rank; });
        const bool other_time =
            x.rank == y.rank && ((x.when == Staged::When::done && y.when == Staged::When::to_come) ||
                                 (x.when == Staged::When::to_come && y.when == Staged::When::done));
        if (!other_rank && !(other_time && comparison.rewrites)) continue;
        found.push_back({DiscrepancyKind::stage, around(a, x.first, x.last, 3), around(b, y.first, y.last, 3)});
      }
    }
  }
}

void find_modalities(const Comparison& comparison, Findings& found) {
  for (std::size_t p = 0; p < comparison.pairs.size(); ++p) {
    const SentencePair& pair = comparison.pairs[p];
    if (pair.similarity < (comparison.rewrites ? near_enough : near_enough_elsewhere)) continue;
    const std::size_t before = found.size();
    find_modal_verbs(comparison, p, found);
    if (comparison.rewrites && found.size() == before && !find_cue_moods(comparison, p, found))
      find_sentence_moods(comparison, p, found);
  }
}

}  // namespace entente::frame
