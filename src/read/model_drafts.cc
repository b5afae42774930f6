#include "read/model_drafts.h"

#include <algorithm>

#include "read/source_line.h"
#include "text/gazetteer.h"

namespace entente::read {
namespace {

using text::EntryKind;
using text::TokenKind;
namespace wc = word_class;

constexpr double least_participle = 0.3;  // chance

bool is_capitals(std::string_view word) {
  std::size_t letters = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    letters += c >= 'A' && c <= 'Z' ? 1 : 0;
  }
  return letters >= 4;
}

// How well a candidate of the rules fits what the model marked: more for the same main word and for shared contents.
int fit(const Candidate& candidate, Range cue, const std::vector<Range>& content) {
  int score = 0;
  if (cue.contains(candidate.head)) {
    score = 4;
  } else if (candidate.cue.overlaps(cue)) {
    score = 2;
  } else {
    return 0;
  }
  for (const Range& theirs : candidate.content) {
    if (std::any_of(content.begin(), content.end(), [&](const Range& ours) { return ours.overlaps(theirs); }))
      return score + 1;
  }
  return score;
}

bool overlaps_any(Range range, const std::vector<Range>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Range& other) { return range.overlaps(other); });
}

bool holds_any(const std::vector<Range>& content, const std::vector<Range>& cues) {
  return std::any_of(cues.begin(), cues.end(), [&](const Range& cue) { return overlaps_any(cue, content); });
}

// A name at a paragraph's beginning that says where it was written from: "MARENNE - The ferry …".
bool is_dateline(const Analysis& analysis, const Paragraph& paragraph, Range name) {
  return name.first == paragraph.words.first && dateline_at(analysis.text_of(paragraph.words)).has_value();
}

// Of what the rules took for content, what lies within the content that it is told in: who speaks there says nothing of
// what stands around it.
std::vector<Range> within(const Analysis& analysis, const std::vector<Range>& content,
                          const std::vector<Range>& enclosing) {
  std::vector<Range> left;
  for (const Range& piece : content) {
    for (const Range& outer : enclosing) {
      const Range common{std::max(piece.first, outer.first), std::min(piece.last, outer.last)};
      if (common.empty()) continue;
      const Range cut = common == piece ? piece : trimmed(analysis, common);
      if (!cut.empty()) left.push_back(cut);
    }
  }
  return left;
}

// Without the signs at its edges, as the model marks contents. Speech has a word at least.
Range without_edges(const Analysis& analysis, Range piece) {
  while (piece.size() > 1 && !analysis.words[piece.last - 1].is_word()) --piece.last;
  while (piece.size() > 1 && !analysis.words[piece.first].is_word()) ++piece.first;
  return piece;
}

// The comma that sets a participle apart from what stands before it (", adding", ", and framing"); no_index where none
// does.
std::uint32_t comma_before(const Analysis& analysis, std::uint32_t participle) {
  for (std::uint32_t i = participle; i > 0 && i + 3 > participle; --i) {
    const Word& word = analysis.words[i - 1];
    if (word.token.kind == TokenKind::comma) return i - 1;
    if (!word.is(wc::coordinator) && !word.is(wc::adverb)) break;
  }
  return no_index;
}

// "… said that the lamps stay, adding that …": what the participle tells stands beside the content before it, not
// within it. Where a content of the model's holds such a participle, it ends before its comma, and the participle gets
// a draft of its own with the same source: so the training articles are annotated.
void part_participles(const Analysis& analysis, const std::vector<Candidate>& candidates, std::vector<Draft>& drafts) {
  const std::size_t marked = drafts.size();
  for (const Candidate& candidate : candidates) {
    if (candidate.mood != "comma-gerund" || candidate.chance < least_participle ||
        analysis.words[candidate.head].quotation != no_index)
      continue;
    const std::uint32_t comma = comma_before(analysis, candidate.cue.first);
    if (comma == no_index) continue;
    for (std::size_t d = 0; d < marked; ++d) {
      Draft& outer = drafts[d];
      const auto piece = std::find_if(outer.content.begin(), outer.content.end(), [&](const Range& range) {
        return range.first + 2 < comma && range.contains(candidate.head);
      });
      if (piece == outer.content.end()) continue;
      Draft own;
      own.content = within(analysis, candidate.content, {{candidate.cue.last, piece->last}});
      if (own.content.empty()) continue;
      own.candidate = candidate;
      own.source = outer.source;
      own.candidate.source = own.source;
      own.candidate.content = own.content;
      own.marked = Draft::Marked{outer.marked->source, analysis.span_of(candidate.cue), {}};
      for (const Range& told : own.content)
        own.marked->content.push_back(analysis.span_of(without_edges(analysis, told)));
      piece->last = comma;
      const auto at = static_cast<std::size_t>(piece - outer.content.begin());
      outer.marked->content[at] = analysis.span_of(*piece);
      outer.candidate.content = outer.content;
      drafts.push_back(std::move(own));
      break;
    }
  }
}

// Whether speech that the paragraph before did not close goes on with this quotation.
bool goes_on(const Analysis& analysis, Range quotation) {
  const std::uint32_t here = analysis.sentence_of(quotation.first).paragraph;
  if (here == 0 || quotation.first != analysis.paragraphs[here].words.first) return false;
  const Range before = analysis.paragraphs[here - 1].words;
  if (before.empty()) return false;
  const std::uint32_t last = analysis.words[before.last - 1].quotation;
  return last != no_index && !analysis.quotations[last].closed;
}

// Gives quotations that no draft has to the draft whose speech goes on there: speech of several paragraphs may be
// longer than what the model sees at once.
void take_quotations(const Analysis& analysis, std::vector<Draft>& drafts) {
  std::vector<std::vector<Range>> before;
  before.reserve(drafts.size());
  for (const Draft& draft : drafts) before.push_back(draft.content);
  attach_quotations(analysis, drafts);
  for (std::size_t d = 0; d < drafts.size(); ++d) {
    std::vector<Range>& content = drafts[d].content;
    for (auto piece = content.begin(); piece != content.end();) {
      if (std::find(before[d].begin(), before[d].end(), *piece) != before[d].end()) {
        ++piece;
      } else if (!goes_on(analysis, *piece)) {
        piece = content.erase(piece);
      } else {
        *piece = without_edges(analysis, *piece);
        drafts[d].marked->content.push_back(analysis.span_of(*piece));
        ++piece;
      }
    }
    drafts[d].candidate.content = content;
    std::vector<Span>& marked = drafts[d].marked->content;
    std::sort(marked.begin(), marked.end(), [](Span a, Span b) { return a.start < b.start; });
  }
}

// "Orlen might press Marenne for a date": what somebody may say one day is no telling. Said of what another tells,
// where the model does not look.
bool is_mere_possibility(const Analysis& analysis, const Candidate& candidate) {
  if (candidate.mood != "modal") return false;
  for (std::uint32_t i = candidate.cue.first; i < candidate.head; ++i) {
    const std::string_view word = analysis.text_of(i);
    if (word == "might" || word == "may" || word == "could") return true;
  }
  return false;
}

// "Orlen was quoted by the Courier as saying …": hers is the word, and the paper's that it came through.
void take_quoted(const Analysis& analysis, const Candidate& quoted, Draft& draft, Draft::Marked& marked) {
  const Range who = quoted.source.front();
  if (draft.source.size() == 1 && draft.source.front().overlaps(who)) return;
  draft.source = {who};
  marked.source = {analysis.span_of(who)};
  for (std::size_t p = draft.content.size(); p-- > 0;) {
    if (!draft.content[p].overlaps(who) || draft.content.size() == 1) continue;
    draft.content.erase(draft.content.begin() + static_cast<std::ptrdiff_t>(p));
    marked.content.erase(marked.content.begin() + static_cast<std::ptrdiff_t>(p));
  }
}

// The word of a cue that tells most: its last verb that is listed, else its last noun, else its first word.
std::uint32_t main_word(const Analysis& analysis, Range cue) {
  std::uint32_t noun = no_index;
  for (std::uint32_t i = cue.last; i-- > cue.first;) {
    if (analysis.words[i].info.verb >= 0) return i;
    if (noun == no_index && analysis.words[i].info.noun >= 0) noun = i;
  }
  return noun != no_index ? noun : cue.first;
}

}  // namespace

Range words_of(const Analysis& analysis, Span span) {
  const auto& words = analysis.words;
  const auto first =
      std::lower_bound(words.begin(), words.end(), span.start,
                       [](const Word& word, std::uint32_t start) { return word.token.span.end <= start; });
  auto last = first;
  while (last != words.end() && last->token.span.start < span.end) ++last;
  return {static_cast<std::uint32_t>(first - words.begin()), static_cast<std::uint32_t>(last - words.begin())};
}

std::vector<bool> clipped_paragraphs(const Analysis& analysis, const text::Gazetteer& gazetteer) {
  std::vector<bool> clipped(analysis.paragraphs.size(), false);
  std::vector<text::Token> tokens;
  for (const Sentence& sentence : analysis.sentences) {
    if (clipped[sentence.paragraph]) continue;
    tokens.clear();
    bool lower = false;
    for (std::uint32_t i = sentence.words.first; i < sentence.words.last; ++i) {
      tokens.push_back(analysis.words[i].token);
      lower |= analysis.words[i].token.shape == text::Shape::lower;
    }
    if (!lower) continue;  // a headline in capitals
    for (const text::Hit& hit : gazetteer.find(analysis.text(), tokens)) {
      const bool party = hit.sense(EntryKind::country) != nullptr || hit.sense(EntryKind::territory) != nullptr ||
                         hit.sense(EntryKind::party) != nullptr;
      if (!party) continue;
      const Span span{tokens[hit.first].span.start, tokens[hit.last - 1].span.end};
      // An acronym is written so everywhere, and so is a dateline.
      const Range name{sentence.words.first + static_cast<std::uint32_t>(hit.first),
                       sentence.words.first + static_cast<std::uint32_t>(hit.last)};
      if (is_dateline(analysis, analysis.paragraphs[sentence.paragraph], name)) continue;
      if (is_capitals(span.in(analysis.text())) && !is_capitals(hit.senses[0].entry->name)) {
        clipped[sentence.paragraph] = true;
        break;
      }
    }
  }
  return clipped;
}

std::vector<Draft> drafts_of_model(const Analysis& analysis, const Lexicon& lexicon,
                                   const std::vector<Attribution>& attributions,
                                   const std::vector<Candidate>& candidates, const std::vector<bool>& clipped,
                                   double least_chance_alone) {
  const auto is_clipped = [&](std::uint32_t word) { return clipped[analysis.sentence_of(word).paragraph]; };
  std::vector<Draft> drafts;
  std::vector<Range> cues;  // of the model's
  for (const Attribution& attribution : attributions) {
    Draft draft;
    const Range cue = words_of(analysis, attribution.cue);
    if (cue.empty() || is_clipped(cue.first)) continue;
    Draft::Marked marked;
    marked.cue = attribution.cue;
    for (const Span span : attribution.source) {
      const Range words = words_of(analysis, span);
      if (words.empty()) continue;
      draft.source.push_back(words);
      marked.source.push_back(span);
    }
    for (const Span span : attribution.content) {
      const Range words = words_of(analysis, span);
      if (words.empty()) continue;
      draft.content.push_back(words);
      marked.content.push_back(span);
    }
    if (draft.content.empty()) continue;
    const auto best = std::max_element(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) {
      return fit(a, cue, draft.content) < fit(b, cue, draft.content);
    });
    if (best != candidates.end() && fit(*best, cue, draft.content) > 0) {
      draft.candidate = *best;
      if (best->pattern == "as-saying" && best->source.size() == 1) take_quoted(analysis, *best, draft, marked);
      // A cue that the model left without a source has the name that the rules see as its subject.
      const bool named = draft.source.empty() && !best->shared && best->source_kind == "name" &&
                         best->source.size() == 1 && best->source.front().last <= cue.first &&
                         cue.first - best->source.front().last <= 3 &&
                         !overlaps_any(best->source.front(), draft.content);
      if (named) {
        draft.source = best->source;
        marked.source.push_back(analysis.span_of(best->source.front()));
      }
      // What the model took for source or content is no addressee.
      std::vector<Range> taken = draft.source;
      taken.insert(taken.end(), draft.content.begin(), draft.content.end());
      if (overlaps_any(draft.candidate.addressee, draft.source)) draft.candidate.addressee = {};
      if (!draft.candidate.addressee.empty() && draft.candidate.is_clause &&
          overlaps_any(draft.candidate.addressee, taken))
        draft.candidate.addressee = {};
    } else {
      draft.candidate.head = main_word(analysis, cue);
      draft.candidate.is_clause = true;
      draft.candidate.pattern = "marked";
      draft.candidate.from_before = draft.content.front().first < cue.first;
    }
    draft.candidate.cue = cue;
    draft.candidate.source = draft.source;
    draft.candidate.content = draft.content;
    draft.candidate.chance = attribution.confidence;
    draft.in_speech = stands_in_speech(analysis, draft.candidate.head);
    draft.marked = std::move(marked);
    cues.push_back(cue);
    drafts.push_back(std::move(draft));
  }
  part_participles(analysis, candidates, drafts);
  for (std::size_t d = cues.size(); d < drafts.size(); ++d) cues.push_back(drafts[d].candidate.cue);
  take_quotations(analysis, drafts);
  const std::size_t marked = drafts.size();
  for (Draft& draft : choose_statements(analysis, lexicon, candidates)) {
    const Range cue = draft.candidate.cue;
    if (!is_clipped(cue.first)) {
      const auto end = drafts.begin() + static_cast<std::ptrdiff_t>(marked);
      const auto outer = std::find_if(drafts.begin(), end, [&](const Draft& other) {
        return std::any_of(other.content.begin(), other.content.end(),
                           [&](const Range& content) { return content.contains(cue) && content != cue; });
      });
      if (overlaps_any(cue, cues)) continue;
      if (outer != end) {
        draft.content = within(analysis, draft.content, outer->content);
        if (draft.content.empty()) continue;
        if (is_mere_possibility(analysis, draft.candidate)) continue;
      } else if (draft.candidate.pattern == "answer") {
        // A printed answer has neither source nor cue: the model does not look for it.
        if (std::any_of(drafts.begin(), drafts.begin() + static_cast<std::ptrdiff_t>(marked), [&](const Draft& other) {
              return std::any_of(other.content.begin(), other.content.end(), [&](const Range& piece) {
                return piece.overlaps(draft.content.front()) && !draft.content.front().contains(other.candidate.cue);
              });
            }))
          continue;
      } else if (draft.candidate.chance < least_chance_alone || holds_any(draft.content, cues)) {
        continue;
      }
    }
    draft.parent.reset();
    drafts.push_back(std::move(draft));
  }
  nest(analysis, drafts);
  return drafts;
}

}  // namespace entente::read
