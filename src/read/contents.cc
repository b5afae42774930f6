// Where a content ends. It goes on to the end of its sentence, unless one of these comes first:
//   - a second cue that shares the subject ("…, adding that …", "… but refused to …");
//   - the end of a speech that it contains ("…," with the comma within the marks);
//   - for a thing (a noun phrase or an infinitive), a clause that is tied on ("…, while …", "…, but …", "… after he
//   …").
// A quotation that opens within the content and goes on over full stops takes it along. At most `longest` words are
// looked at, so that a text without a full stop costs no more.
#include "read/candidates.h"

namespace entente::read {
namespace {

using text::TokenKind;
namespace wc = word_class;
namespace vf = verb_form;

constexpr std::uint32_t longest = 300;

bool is_cue_verb(const Analysis& analysis, const Phrases& phrases, std::uint32_t i, std::uint16_t forms) {
  const Word& word = analysis.words[i];
  return word.info.verb >= 0 && word.info.form(forms) && !word.token.starts_upper() && phrases.is_verb(i);
}

// Whether the words hold a participle already, with which another behind a comma makes a list ("such as installing …,
// maintaining …").
bool lists_gerunds(const Analysis& analysis, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i) {
    const Word& word = analysis.words[i];
    if (word.info.form(vf::gerund) && !word.info.form(vf::base) && i > first &&
        analysis.words[i - 1].is(wc::preposition))
      return true;
  }
  return false;
}

// Classes of verbs whose participle behind a comma goes on telling ("…, adding that …"), and does not go on with a
// list.
bool tells(const Cue& cue) {
  for (const std::string_view group : {"say", "claim", "admit", "tell", "ask", "demand", "show", "talk", "describe",
                                       "cite", "express", "predict", "promise", "oppose"}) {
    if (cue.group == group) return true;
  }
  return false;
}

}  // namespace

Range trimmed(const Analysis& analysis, Range content) {
  while (!content.empty()) {
    const Word& last = analysis.words[content.last - 1];
    const TokenKind kind = last.token.kind;
    const bool loose = kind == TokenKind::comma || kind == TokenKind::semicolon || kind == TokenKind::colon ||
                       kind == TokenKind::dash || kind == TokenKind::bracket_open;
    const bool stop = kind == TokenKind::stop && last.quotation == no_index &&
                      !(content.size() > 1 && analysis.words[content.last - 2].token.shape == text::Shape::upper);
    if (!loose && !stop && !(last.is(wc::coordinator) && last.quotation == no_index)) break;
    --content.last;
  }
  while (!content.empty()) {
    const Word& first = analysis.words[content.first];
    const TokenKind kind = first.token.kind;
    if (kind != TokenKind::comma && kind != TokenKind::colon && kind != TokenKind::semicolon &&
        kind != TokenKind::dash && kind != TokenKind::stop)
      break;
    ++content.first;
  }
  return content;
}

std::uint32_t end_of_content(const Analysis& analysis, const Lexicon& lexicon, const Phrases& phrases,
                             std::uint32_t start, ContentLimits limits) {
  const bool clause = limits.clause;
  const auto& words = analysis.words;
  const std::uint32_t limit = std::min(analysis.sentence_of(start).words.last, start + longest);
  std::uint32_t i = start;
  std::uint32_t verb_at = no_index;  // the clause's own verb
  while (i < limit) {
    const Word& word = words[i];
    if (word.quotation != no_index && analysis.quotations[word.quotation].words.first == i) {
      const Quotation& quotation = analysis.quotations[word.quotation];
      i = quotation.words.last;
      if (quotation.speech && i > 2) {
        const TokenKind inside = words[i - 2].token.kind;
        if (inside == TokenKind::stop || !quotation.closed) return i;
        if (inside == TokenKind::comma && i < limit) {
          const Word& next = words[i];
          const bool goes_on = next.is(wc::coordinator) && i + 1 < limit &&
                               (words[i + 1].token.kind == TokenKind::quote || words[i + 1].is("that"));
          if (!goes_on) return i;
        }
      }
      continue;
    }
    if (i > start) {
      if (limits.subject_noun &&
          (word.is(wc::finite | wc::modal) ||
           (word.info.form(vf::past | vf::third) && phrases.is_verb(i) && !words[i - 1].is(wc::auxiliary)))) {
        const bool same_group = verb_at != no_index && i == verb_at + 1;
        if (verb_at != no_index && !same_group) return i;
        verb_at = i;
      }
      const TokenKind kind = word.token.kind;
      if (kind == TokenKind::semicolon) return i;
      if (kind == TokenKind::dash && word.token.space_before && i > start + 1 && !clause) return i;
      if (kind == TokenKind::bracket_close && i > start) {
        bool opened = false;
        for (std::uint32_t k = i; k > start && i - k < 39; --k)
          opened |= words[k - 1].token.kind == TokenKind::bracket_open;
        if (!opened) return i;
      }
      if (kind == TokenKind::comma && i + 1 < limit) {
        std::uint32_t next = i + 1;
        const bool joined = words[next].is(wc::coordinator);
        if (joined) ++next;
        while (next < limit && words[next].is(wc::adverb) && next < i + 4) ++next;
        if (limits.relative && next < limit &&
            (words[next].is(wc::finite | wc::modal) || (words[next].info.form(vf::past) && phrases.is_verb(next))))
          return i;
        if (next < limit) {
          std::uint32_t gerund = next;
          if (words[gerund].is("while") && gerund + 1 < limit) ++gerund;
          if (!joined && is_cue_verb(analysis, phrases, gerund, vf::gerund) &&
              tells(lexicon.cue(words[gerund].info.verb)))
            return i;
          if (joined && is_cue_verb(analysis, phrases, next, vf::past | vf::third) &&
              phrases.subject_of(phrases.verb_group(next)).shared)
            return i;
          // "…, opposes any toll and wants …": the next of several verbs that share a subject.
          if (!joined && next + 1 < limit && is_cue_verb(analysis, phrases, next, vf::past | vf::third) &&
              !words[next].info.form(vf::base) &&
              (words[next + 1].is(wc::determiner | wc::possessive | wc::object | wc::complementizer) ||
               words[next + 1].is("to"))) {
            return i;
          }
          if (words[i + 1].is("according")) return i;
          if (!clause) {
            const Word& after = words[i + 1];
            if (after.is("but") || after.is("while") || after.is("although") || after.is("though") || after.is("as") ||
                after.is("after") || after.is("before") || after.is("because") || after.is("when") ||
                after.is("even") || after.is("with") || after.is("so")) {
              return i;
            }
            if (words[next].is(wc::subject) || phrases.clause_at(next, limit)) return i;
            if (after.info.form(vf::gerund) && !after.is("including") && !lists_gerunds(analysis, start, i)) return i;
            if (after.is(wc::subject) || after.is(wc::relative)) return i;
          }
        }
      }
      if (word.is(wc::coordinator) && i + 1 < limit) {
        std::uint32_t next = i + 1;
        while (next < limit && words[next].is(wc::adverb) && next < i + 3) ++next;
        if (limits.gerund && next < limit && is_cue_verb(analysis, phrases, next, vf::gerund)) return i;
        // "… but did not say …"
        std::uint32_t aided = next;
        while (aided < limit && aided < i + 4 && words[aided].is(wc::auxiliary | wc::modal | wc::negation | wc::adverb))
          ++aided;
        if (aided > next && aided < limit && words[next].is(wc::auxiliary | wc::modal) && words[aided].info.verb >= 0 &&
            words[aided].info.form(vf::base | vf::participle) && words[i].is("but")) {
          return i;
        }
        if (next < limit && words[next].token.kind != TokenKind::quote &&
            is_cue_verb(analysis, phrases, next, vf::past | vf::third)) {
          const Word& cue = words[next];
          const bool active = !words[next - 1].is(wc::auxiliary);
          if (active && lexicon.cue(cue.info.verb).kind == CueKind::verb && !words[i + 1].is(wc::auxiliary)) return i;
        }
      }
      if (!clause && (word.is("after") || word.is("because") || word.is("when") || word.is("while") ||
                      word.is("although") || word.is("if")))
        return i;
      if (limits.relative && !clause &&
          (word.is(wc::finite | wc::modal) || is_cue_verb(analysis, phrases, i, vf::past | vf::third)))
        return i;
      if (word.is("according") && i + 1 < limit && words[i + 1].is("to")) return i;
    }
    ++i;
  }
  return i;
}

}  // namespace entente::read
