// What stands beside a cue and may be its content: behind it, classified by the words that open it, or before it, up to
// the comma or closing mark between.
#include <algorithm>

#include "read/candidate_finder.h"

namespace entente::read {

using text::TokenKind;
namespace wc = word_class;
namespace vf = verb_form;
bool CandidateFinder::base_verb_at(std::uint32_t i) const {
  std::uint32_t k = i;
  while (in_sentence(k) && at(k).is(wc::adverb) && k < i + 2) ++k;
  if (!in_sentence(k) || !at(k).is_word()) return false;
  return at(k).info.form(vf::base) || at(k).is(wc::auxiliary) ||
         (!at(k).is(wc::determiner | wc::possessive | wc::object | wc::subject) &&
          at(k).token.shape == text::Shape::lower && at(k).info.folded.empty());
}

Range CandidateFinder::content_from(std::uint32_t start, bool clause, const Candidate* candidate) const {
  if (!in_sentence(start)) return {start, start};
  ContentLimits limits;
  limits.clause = clause;
  if (candidate != nullptr) {
    limits.gerund = at(candidate->head).info.form(vf::gerund);
    limits.subject_noun = at(candidate->head).info.noun >= 0 && candidate->head < sentence_.words.first + 8 &&
                          candidate->pattern == "that";
    limits.relative = !candidate->source.empty() && at(candidate->source.front().first).is(wc::relative);
  }
  return {start, end_of_content(analysis_, lexicon_, phrases_, start, limits)};
}

bool CandidateFinder::take(Candidate& candidate, std::string_view pattern, std::uint32_t start, bool clause) {
  candidate.pattern += pattern;
  candidate.is_clause = clause;
  const Range content = content_from(start, clause, &candidate);
  if (content.empty()) return false;
  candidate.content.push_back(content);
  return true;
}

bool CandidateFinder::right_of(std::uint32_t start, Candidate& candidate, bool may_take_object) {
  std::uint32_t i = start;
  for (int round = 0; round < 4; ++round) {
    const std::uint32_t before = i;
    i = phrases_.past_adverbs(i, ceiling());
    i = phrases_.past_time(i, ceiling());
    i = phrases_.past_setting(i, ceiling());
    if (i > before && in_sentence(i) && kind(i) == TokenKind::comma && in_sentence(i + 1) &&
        (opens_quotation(i + 1) || at(i + 1).is("that"))) {
      ++i;
    }
    if (i == before) break;
  }
  const bool adjuncts = i > start;
  if (!in_sentence(i)) return false;
  const Word& word = at(i);
  if (opens_speech(i)) return take(candidate, "quote", i, true);
  if (word.token.kind == TokenKind::colon) {
    if (in_sentence(i + 1)) return take(candidate, "colon", i + 1, true);
    // The quotation is a paragraph of its own, or the next sentence.
    return false;
  }
  if (word.token.kind == TokenKind::comma && opens_speech(i + 1)) return take(candidate, "quote", i + 1, true);
  if (word.is("that") && !(in_sentence(i + 1) && kind(i + 1) == TokenKind::stop))
    return take(candidate, "that", i, true);
  if (word.is("to")) return right_of_to(i, candidate);
  if (word.is("whether") || word.is("if") || word.is("how") || word.is("what") || word.is("why") || word.is("who") ||
      word.is("where") || word.is("when")) {
    return take(candidate, "wh", i, true);
  }
  if (word.is("as")) return take(candidate, "as", i + 1, false);
  if (word.is(wc::preposition) && !phrases_.is_nominal(i)) {
    if (adjuncts) return false;
    candidate.cue.last = i + 1;
    return take(candidate, word.info.folded, i + 1, false);
  }
  if (word.info.form(vf::gerund) && word.token.shape == text::Shape::lower && phrases_.is_verb(i))
    return take(candidate, "ing", i, false);
  if (!word.is_word() && !opens_quotation(i)) return false;
  if (word.is(wc::coordinator | wc::auxiliary | wc::modal)) return false;
  if (may_take_object) {
    if (const std::optional<bool> taken = right_of_object(i, candidate)) return *taken;
  }
  if (phrases_.clause_at(i, ceiling())) return take(candidate, "clause", i, true);
  return take(candidate, adjuncts ? "adverb+object" : "object", i, false);
}

bool CandidateFinder::right_of_to(std::uint32_t to, Candidate& candidate) {
  if (base_verb_at(to + 1)) return take(candidate, "to", to, false);
  const Range to_whom = phrases_.noun_phrase_at(to + 1, ceiling(), false);
  if (to_whom.empty()) return false;
  if (in_sentence(to_whom.last) && (at(to_whom.last).is("that") || opens_quotation(to_whom.last) ||
                                    (kind(to_whom.last) == TokenKind::comma && opens_quotation(to_whom.last + 1)))) {
    candidate.addressee = to_whom;
    return take(candidate, at(to_whom.last).is("that") ? "that" : "quote", to_whom.last, true);
  }
  candidate.cue.last = std::max(candidate.cue.last, to + 1);
  return take(candidate, "to-thing", to + 1, false);
}

std::optional<bool> CandidateFinder::right_of_object(std::uint32_t i, Candidate& candidate) {
  const Range object = phrases_.noun_phrase_at(i, ceiling(), false);
  if (object.empty()) return std::nullopt;
  std::uint32_t k = object.last;
  k = phrases_.past_time(k, ceiling());
  k = phrases_.past_setting(k, ceiling());
  k = phrases_.past_adverbs(k, ceiling());
  if (!in_sentence(k)) return std::nullopt;
  const Word& noun = at(object.last - 1);
  if (is_thing(noun) && !at(k).is("to") && is_expressed(candidate, noun, k)) {
    expressed_ = {candidate.cue.first, object.last};
    return false;  // "issued a warning that …": the noun's candidate takes the verb into its cue
  }
  const Continuation next = continuation(candidate, object, k);
  if (next.pattern.empty()) return std::nullopt;
  if (next.start > object.first) candidate.addressee = object;
  return take(candidate, next.pattern, next.start, next.clause);
}

CandidateFinder::Continuation CandidateFinder::continuation(const Candidate& candidate, Range object,
                                                            std::uint32_t after) const {
  const std::uint32_t whole = object.first;  // the object is part of the content
  const Word& word = at(after);
  // "a willingness to …", "a framework that …": the infinitive or clause belongs to the noun.
  if (is_thing(at(object.last - 1)) && word.is("to")) return {"thing+to", whole, false};
  if (is_thing(at(object.last - 1)) && word.is("that")) return {"thing+that", whole, false};
  if (word.is("that")) {
    const bool is_addressed = takes_addressee(candidate) || object.size() == 1;
    return is_addressed ? Continuation{"object+that", after, true} : Continuation{"thing+that", whole, false};
  }
  if (opens_speech(after)) return {"object+quote", after, true};
  if ((kind(after) == TokenKind::comma || kind(after) == TokenKind::colon) && opens_speech(after + 1))
    return {"object+quote", after + 1, true};
  if (word.is("to") && base_verb_at(after + 1)) return {"object+to", after, false};
  if (word.is("not") && in_sentence(after + 1) && at(after + 1).is("to")) return {"object+to", after, false};
  if (word.is("whether") || word.is("if") || word.is("how") || word.is("what") || word.is("why"))
    return {"object+wh", after, true};
  if (is_telling(candidate) && phrases_.clause_at(after, ceiling())) return {"object+clause", after, true};
  if (is_telling(candidate) && (word.is("of") || word.is("about"))) return {"object+of", after + 1, false};
  // "called the plan absurd", "described it as …": the whole is content
  if (word.is("as") || word.is("a") || word.is("an") || (opens_quotation(after) && after == object.last))
    return {"object+as", whole, false};
  if (word.is("for") || word.is("of") || word.is("on") || word.is("over") || word.is("with") || word.is("from"))
    return {"object+for", whole, false};
  return {};
}

bool CandidateFinder::is_expressed(const Candidate& candidate, const Word& noun, std::uint32_t after) const {
  if (lexicon_.cue(candidate.cue_index).group != "express") return false;
  const Cue& cue = lexicon_.cue(noun.info.noun);
  return std::find(cue.followers.begin(), cue.followers.end(), at(after).info.folded) != cue.followers.end();
}

bool CandidateFinder::is_thing(const Word& noun) const {
  return noun.info.noun >= 0 && !noun.token.starts_upper() && !lexicon_.tells(noun.info.folded);
}

bool CandidateFinder::takes_addressee(const Candidate& candidate) const {
  if (is_telling(candidate)) return true;
  const std::string& group = lexicon_.cue(candidate.cue_index).group;
  const std::string& lemma = lexicon_.cue(candidate.cue_index).lemma;
  return group == "demand" || lemma == "show" || lemma == "promise" || lemma == "caution";
}

bool CandidateFinder::is_telling(const Candidate& candidate) const {
  return candidate.cue_index >= 0 &&
         (lexicon_.cue(candidate.cue_index).group == "tell" || lexicon_.cue(candidate.cue_index).group == "ask");
}

Range CandidateFinder::left_of(std::uint32_t end, bool& quoted) const {
  quoted = false;
  if (end <= sentence_.words.first) return {};
  std::uint32_t last = end;
  const TokenKind sign = kind(last - 1);
  if (sign == TokenKind::quote || sign == TokenKind::single_quote) {
    const std::uint32_t number = at(last - 1).quotation;
    if (number == no_index || analysis_.quotations[number].words.last != last || analysis_.quotations[number].title)
      return {};
    quoted = true;
  } else if (sign == TokenKind::comma) {
    --last;
    if (last > sentence_.words.first && kind(last - 1) == TokenKind::quote && at(last - 1).quotation != no_index) {
      quoted = analysis_.quotations[at(last - 1).quotation].words.last == last;
      if (analysis_.quotations[at(last - 1).quotation].title) return {};
    }
  } else if (sign != TokenKind::dash && !(sign == TokenKind::stop && at(last - 1).quotation == no_index)) {
    return {};
  }
  std::uint32_t first = sentence_.words.first;
  if (quoted) {
    const Range quotation = analysis_.quotations[at(last - 1).quotation].words;
    if (quotation.first <= first || analysis_.quotations[at(last - 1).quotation].speech) {
      // What stands before the quotation in its sentence belongs to the content where it runs into it.
      const std::uint32_t open = quotation.first;
      const bool runs_in = open > first && kind(open - 1) != TokenKind::comma && kind(open - 1) != TokenKind::colon &&
                           at(open - 1).is_word() && open - first < 25;
      return {runs_in ? first : open, last};
    }
  }
  if (last - first > 200) return {};
  if (first < last && at(first).is(wc::coordinator) && first + 1 < last) ++first;
  if (last - first < 2 && !quoted && !in_sentence(end + 3)) return {};
  return {first, last};
}

void CandidateFinder::add_rest(std::uint32_t after, Candidate& candidate, bool quoted) const {
  const std::uint32_t i = past_adjuncts(after, 3);
  if (!in_sentence(i) || kind(i) != TokenKind::comma || !in_sentence(i + 1)) return;
  if (opens_speech(i + 1)) {
    candidate.content.push_back(analysis_.quotations[at(i + 1).quotation].words);
    return;
  }
  if (quoted) return;
  if (at(i + 1).info.form(vf::gerund) || at(i + 1).is(wc::relative) || at(i + 1).is("a") || at(i + 1).is("citing"))
    return;
  candidate.content.push_back(content_from(i + 1, true));
}

}  // namespace entente::read
