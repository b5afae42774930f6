// Candidates by verbs, nouns and adjectives of the lexicon, by "according to" and by a colon after a name. For each the
// words to its right are classified (a clause, a quotation, an infinitive, a thing …) and, where nothing follows that
// could be its content, the words to its left ("…," she said).
#include "read/candidates.h"

#include <algorithm>

#include "read/candidate_finder.h"

namespace entente::read {

using text::TokenKind;
namespace wc = word_class;

std::vector<Candidate> CandidateFinder::run() {
  for (const Sentence& sentence : analysis_.sentences) {
    sentence_ = sentence;
    colon();
    answer();
    for (std::uint32_t i = sentence.words.first; i < sentence.words.last; ++i) {
      const Word& word = at(i);
      if (i < skip_) continue;
      if (word.info.verb >= 0 && phrases_.is_verb(i)) {
        verb(i);
      } else if (word.info.noun >= 0) {
        noun(i);
      } else if (word.info.adjective >= 0) {
        adjective(i);
      } else if (word.is("according") && i + 1 < sentence.words.last && at(i + 1).is("to")) {
        according(i);
      }
    }
  }
  return std::move(found_);
}

std::uint32_t CandidateFinder::past_adjuncts(std::uint32_t i, int rounds) const {
  for (int round = 0; round < rounds; ++round) {
    i = phrases_.past_adverbs(i, ceiling());
    i = phrases_.past_time(i, ceiling());
    i = phrases_.past_setting(i, ceiling());
  }
  return i;
}

void CandidateFinder::add(Candidate candidate) {
  for (Range& piece : candidate.content) piece = trimmed(analysis_, piece);
  std::erase_if(candidate.content, [](const Range& piece) { return piece.empty(); });
  if (candidate.content.empty()) return;
  if (candidate.cue_index >= 0) judge_.judge(candidate);
  found_.push_back(std::move(candidate));
}

void CandidateFinder::according(std::uint32_t head) {
  Candidate candidate;
  candidate.head = head;
  candidate.cue = {head, head + 2};
  candidate.pattern = "according";
  candidate.chance = 0.95;
  candidate.is_clause = true;
  Range source = phrases_.noun_phrase_at(head + 2, ceiling(), true);
  if (source.empty()) return;
  // The source goes on to the next comma or stop: "a report published on Monday by the ministry".
  std::uint32_t i = source.last;
  while (in_sentence(i) && i < source.first + 30 && at(i).is_word()) ++i;
  if (in_sentence(i) && kind(i) != TokenKind::comma && kind(i) != TokenKind::stop) i = source.last;
  source.last = i;
  candidate.source.push_back(source);
  if (head <= sentence_.words.first + 1) {
    if (in_sentence(i)) candidate.content.push_back(content_from(i + 1, true));
  } else {
    const bool comma = kind(head - 1) == TokenKind::comma;
    std::uint32_t first = sentence_.words.first;
    if (head - first > 200) return;
    candidate.content.push_back({first, comma ? head - 1 : head});
    if (comma && in_sentence(i) && kind(i) == TokenKind::comma && !is_attribution(i + 1))
      candidate.content.push_back(content_from(i + 1, true));
  }
  candidate.from_before = true;
  add(std::move(candidate));
}

bool CandidateFinder::is_attribution(std::uint32_t start) const {
  const Range teller = phrases_.noun_phrase_at(start, ceiling(), false);
  if (teller.empty() || !in_sentence(teller.last) || at(teller.last).info.verb < 0) return false;
  const std::uint32_t next = teller.last + 1;
  return !in_sentence(next) || kind(next) == TokenKind::comma || kind(next) == TokenKind::stop ||
         at(next).is("citing") || at(next).is("quoting");
}

void CandidateFinder::answer() {
  const Paragraph& paragraph = analysis_.paragraphs[sentence_.paragraph];
  const std::uint32_t first = paragraph.words.first;
  if (first != sentence_.words.first || sentence_.paragraph == 0 || !opens_with(first, 'A')) return;
  if (!opens_with(analysis_.paragraphs[sentence_.paragraph - 1].words.first, 'Q')) return;
  std::uint32_t start = first + 1;
  while (start < paragraph.words.last && !at(start).is_word() && kind(start) != TokenKind::quote) ++start;
  if (start >= paragraph.words.last) return;
  Candidate candidate;
  candidate.head = first;
  candidate.cue = {first, first};
  candidate.pattern = "answer";
  candidate.chance = 0.9;
  candidate.is_clause = true;
  candidate.content.push_back({start, paragraph.words.last});
  add(std::move(candidate));
}

bool CandidateFinder::opens_with(std::uint32_t word, char letter) const {
  const std::string_view written = analysis_.text_of(word);
  if (written.empty() || written[0] != letter || written.size() > 2) return false;
  if (written.size() == 2) return written[1] == '.' || written[1] == ':';
  const TokenKind next = word + 1 < analysis_.words.size() ? kind(word + 1) : TokenKind::other;
  return next == TokenKind::stop || next == TokenKind::colon;
}

void CandidateFinder::colon() {
  const Paragraph& paragraph = analysis_.paragraphs[sentence_.paragraph];
  if (paragraph.words.first != sentence_.words.first) return;
  std::uint32_t i = sentence_.words.first;
  if (opens_with(i, 'A') || opens_with(i, 'Q')) return;  // a printed interview's
  while (in_sentence(i) && i < sentence_.words.first + 6 && at(i).token.kind == TokenKind::word &&
         (at(i).token.starts_upper() || at(i).is("of")))
    ++i;
  if (i == sentence_.words.first || !in_sentence(i) || kind(i) != TokenKind::colon || !in_sentence(i + 1)) return;
  if (ceiling() - i < 5 || !at(i + 1).token.space_before || kind(i + 1) == TokenKind::number) return;
  Candidate candidate;
  candidate.head = i;
  candidate.cue = {i, i + 1};
  candidate.pattern = "name-colon";
  candidate.chance = 0.6;
  candidate.is_clause = true;
  candidate.source.push_back({sentence_.words.first, i});
  candidate.content.push_back({i + 1, ceiling()});
  add(std::move(candidate));
}

std::vector<Candidate> find_candidates(const Analysis& analysis, const Lexicon& lexicon) {
  return CandidateFinder(analysis, lexicon).run();
}

}  // namespace entente::read
