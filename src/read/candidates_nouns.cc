// Candidates by nouns ("her claim that …", "fears in Velmar of …") and by adjectives ("is wary of …").
#include <algorithm>

#include "read/candidate_finder.h"

namespace entente::read {

using text::TokenKind;
namespace wc = word_class;

void CandidateFinder::noun(std::uint32_t head) {
  const Word& word = at(head);
  const Cue& cue = lexicon_.cue(word.info.noun);
  Candidate candidate;
  candidate.head = head;
  candidate.cue_index = word.info.noun;
  candidate.cue = {head, head + 1};
  std::uint32_t after = head + 1;
  candidate.source = holder_of(head, after);
  if (!in_sentence(after)) return;
  const std::string_view next = at(after).info.folded;
  if (std::find(cue.followers.begin(), cue.followers.end(), next) == cue.followers.end()) return;
  if (is_relative(after)) return;
  if (expressed_.last == head + 1) candidate.cue.first = expressed_.first;
  const bool held = !candidate.source.empty();
  std::uint32_t start = after;
  if (next == "to") {
    candidate.pattern = base_verb_at(after + 1) ? "to" : "to-thing";
    if (candidate.pattern == "to-thing") start = after + 1;
  } else if (next == "that") {
    candidate.pattern = "that";
  } else {
    candidate.pattern = std::string(next);
    start = after + 1;
    if (after == head + 1) candidate.cue.last = after + 1;
  }
  candidate.pattern += held ? "" : "-alone";
  if (!held) {
    // "has plans to", "voiced fears that": the subject of the verb before it holds it.
    candidate.shared = true;
  }
  candidate.is_clause = next == "that";
  candidate.content.push_back(content_from(start, candidate.is_clause, &candidate));
  add(std::move(candidate));
}

std::vector<Range> CandidateFinder::holder_of(std::uint32_t head, std::uint32_t& after) const {
  std::vector<Range> holders;
  if (head > sentence_.words.first) {
    // The holder before it: "her claim", "Velmar's repeated claim".
    std::uint32_t k = head;
    while (k > sentence_.words.first && head - k < 4 && phrases_.is_nominal(k - 1) &&
           at(k - 1).token.shape == text::Shape::lower)
      --k;
    if (k > sentence_.words.first && at(k - 1).is(wc::possessive)) {
      holders.push_back({k - 1, k});
    } else if (k > sentence_.words.first + 1 && kind(k - 1) == TokenKind::clitic) {
      Range holder = phrases_.noun_phrase_before(k - 1, sentence_.words.first);
      if (!holder.empty()) holders.push_back({holder.first, k});
    }
  }
  if (holders.empty() && in_sentence(after) && (at(after).is("by") || at(after).is("from") || at(after).is("among"))) {
    const Range holder = phrases_.noun_phrase_at(after + 1, ceiling(), false);
    if (!holder.empty()) {
      holders.push_back(holder);
      after = holder.last;
    }
  }
  if (holders.empty() && in_sentence(after + 1) && (at(after).is("in") || at(after).is("within")) &&
      at(after + 1).token.starts_upper()) {
    // "concern in Velmar that …"
    const Range holder = phrases_.noun_phrase_at(after + 1, ceiling(), false);
    if (in_sentence(holder.last) && at(holder.last).is("that")) {
      holders.push_back(holder);
      after = holder.last;
    }
  }
  return holders;
}

void CandidateFinder::adjective(std::uint32_t head) {
  const Word& word = at(head);
  const Cue& cue = lexicon_.cue(word.info.adjective);
  const std::uint32_t after = head + 1;
  if (!in_sentence(after)) return;
  const std::string_view next = at(after).info.folded;
  Candidate candidate;
  candidate.head = head;
  candidate.cue_index = word.info.adjective;
  std::uint32_t start = after;
  bool clause = false;
  if (std::find(cue.followers.begin(), cue.followers.end(), next) != cue.followers.end()) {
    candidate.pattern = std::string(next);
    clause = next == "that" || next == "whether" || next == "how" || next == "if";
    if (next != "that" && next != "to" && !clause) start = after + 1;
  } else if (at(after).is(wc::subject) &&
             std::find(cue.followers.begin(), cue.followers.end(), "that") != cue.followers.end()) {
    candidate.pattern = "clause";
    clause = true;
  } else {
    return;
  }
  std::uint32_t first = head;
  bool be = false;
  while (first > sentence_.words.first && head - first < 7 &&
         at(first - 1).is(wc::auxiliary | wc::adverb | wc::modal | wc::negation)) {
    be |= at(first - 1).is(wc::auxiliary);
    --first;
  }
  if (!be) return;
  VerbGroup group;
  group.words = {first, head + 1};
  group.head = head;
  group.finite = true;
  const Subject subject = phrases_.subject_of(group);
  candidate.cue = {first, start == after ? head + 1 : after + 1};
  candidate.shared = subject.shared;
  if (!subject.words.empty()) candidate.source.push_back(subject.words);
  candidate.is_clause = clause;
  candidate.content.push_back(content_from(start, clause));
  add(std::move(candidate));
}

bool CandidateFinder::is_relative(std::uint32_t that) const {
  return at(that).is("that") && in_sentence(that + 1) && at(that + 1).is(wc::finite | wc::modal);
}

}  // namespace entente::read
