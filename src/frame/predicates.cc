#include "frame/predicates.h"

#include <algorithm>

#include "frame/things.h"

namespace entente::frame {
namespace {

constexpr std::uint32_t farthest_condition = 40;  // words from a verb to what it depends on
constexpr unsigned any_form = ~0u;

}  // namespace

bool PredicateReader::adverb(std::uint32_t at) const {
  if (!in(at) || !words_[at].is_word()) return false;
  return words_[at].is(kAdverb | kAbsolute) ||
         (words_[at].folded.size() > 4 && words_[at].folded.ends_with("ly") && words_[at].shape == text::Shape::lower);
}

// The verb phrase at `at`: adverbs, auxiliaries, a verb of the lexicon with its fixed words.
std::optional<Predicate> PredicateReader::at(std::uint32_t at, bool participle_too) const {
  Predicate found;
  found.words.first = at;
  std::uint32_t next = at;
  bool auxiliary = false;
  bool being = false;
  bool having = false;
  bool willing = false;
  std::uint32_t being_at = 0;
  std::uint32_t having_at = 0;
  for (std::uint32_t steps = 0; in(next) && steps < 8; ++steps) {
    if (is(next, kNegator)) {
      found.negated = !found.negated;
      found.absolute |= is(next, "never");
      willing |= is(next, "won't") || is(next, "wouldn't");
      auxiliary |= is(next, kAuxiliary) || is(next, "cannot") || words_[next].folded.ends_with("n't");
    } else if (is(next, kAuxiliary)) {
      auxiliary = true;
      found.softened |= is(next, kSoftener);
      willing |= is(next, "will") || is(next, "would");
      if (is(next, kBe)) {
        being = true;
        being_at = next;
      }
      if (is(next, "has") || is(next, "have") || is(next, "had") || is(next, "'ve")) {
        having = true;
        having_at = next;
      }
    } else if (in(next) && words_[next].kind == text::TokenKind::clitic && (is(next, kBe) || is(next, kAuxiliary))) {
      auxiliary = true;
      if (is(next, kBe)) {
        being = true;
        being_at = next;
      }
    } else if (adverb(next)) {
      found.absolute |= is(next, kAbsolute);
    } else {
      break;
    }
    ++next;
  }
  if (being) {
    if (match(found, being_at, next, any_form)) return found;
    if (match(found, next, form_bit(VerbForm::present_participle))) return found;
    return std::nullopt;
  }
  if (!in(next)) return std::nullopt;
  const unsigned finite = any_form & ~form_bit(VerbForm::past_participle) & ~form_bit(VerbForm::present_participle);
  const unsigned forms = having      ? form_bit(VerbForm::past_participle) | form_bit(VerbForm::base)
                         : auxiliary ? form_bit(VerbForm::base)
                                     : finite | (participle_too ? form_bit(VerbForm::present_participle) : 0);
  if (match(found, next, forms)) return found;
  if (having && match(found, having_at, having_at + 1, any_form)) return found;
  return intention(found, next, willing);
}

// "will do X", "would not do X" with a verb that the lexicon does not know.
std::optional<Predicate> PredicateReader::intention(Predicate found, std::uint32_t verb_at, bool willing) const {
  const bool plain = in(verb_at) && words_[verb_at].is_word() && words_[verb_at].shape == text::Shape::lower &&
                     !is(verb_at, kPreposition | kDeterminer | kBe | kPronoun | kRelative | kConnector);
  if (!plain) return std::nullopt;
  if (!found.negated && (willing || found.softened)) {
    std::uint32_t end = verb_at;
    while (in(end) && end < verb_at + farthest_condition && words_[end].kind != text::TokenKind::stop &&
           words_[end].kind != text::TokenKind::semicolon)
      ++end;
    found.offer = is_conditional_promise(words_, {verb_at + 1, end});
  }
  if (!found.offer && (!willing || (found.softened && !found.negated))) return std::nullopt;
  found.verb = found.negated ? lexicon_.refusal() : lexicon_.intention();
  found.negated = false;
  found.softened = false;
  found.intention = true;
  found.form = VerbForm::past;
  found.words.last = verb_at;
  return found;
}

bool PredicateReader::match(Predicate& found, std::uint32_t head, unsigned forms) const {
  return match(found, head, head + 1, forms);
}

bool PredicateReader::match(Predicate& found, std::uint32_t head, std::uint32_t after, unsigned forms) const {
  if (!in(head) || words_[head].entry == nullptr) return false;
  for (const VerbUse& use : words_[head].entry->verbs) {
    if ((forms & form_bit(use.form)) == 0) continue;
    const StanceVerb& verb = lexicon_.verbs()[use.verb];
    const std::uint32_t end = verb.rest.empty() ? after : match_parts(words_, after, verb.rest);
    if (end == 0) continue;
    found.verb = use.verb;
    found.form = use.form;
    found.words.last = end;
    for (std::uint32_t i = after; i < end; ++i) found.absolute |= words_[i].is(kAbsolute);
    return true;
  }
  return false;
}

// "accept no veto" negates as "not accept a veto" does; "of any kind", "at any price" make a refusal absolute.
void PredicateReader::settle_refusal(Predicate& verb) const {
  Range& range = verb.complement;
  const int polarity = lexicon_.verbs()[verb.verb].polarity;
  if (range.first + 1 < range.last && is(range.first, "no") && polarity > 0) {
    verb.negated = !verb.negated;
    ++range.first;
  }
  if (!(verb.negated ? polarity > 0 : polarity < 0)) return;
  for (std::uint32_t i = range.first; i < range.last && !verb.absolute; ++i)
    verb.absolute = words_[i].entry != nullptr && phrase_end(words_, i, words_[i].entry->emphases) != 0;
}

std::uint32_t phrase_end(const std::vector<Word>& words, std::uint32_t at,
                         const std::vector<std::vector<std::string>>& phrases) {
  for (const std::vector<std::string>& rest : phrases) {
    const bool fits = at + 1 + rest.size() <= words.size() &&
                      std::equal(rest.begin(), rest.end(), words.begin() + at + 1,
                                 [](const std::string& wanted, const Word& word) { return word.folded == wanted; });
    if (fits) return static_cast<std::uint32_t>(at + 1 + rest.size());
  }
  return 0;
}

std::uint32_t match_parts(const std::vector<Word>& words, std::uint32_t at, const std::vector<PhrasePart>& parts,
                          std::size_t from) {
  std::uint32_t next = at;
  for (std::size_t p = from; p < parts.size(); ++p) {
    const PhrasePart& part = parts[p];
    const auto is_one_of = [&](std::uint32_t i, const PhrasePart& wanted) {
      return i < words.size() &&
             std::find(wanted.words.begin(), wanted.words.end(), words[i].folded) != wanted.words.end();
    };
    if (part.words.empty()) {
      if (p + 1 == parts.size()) return next;
      std::uint32_t skipped = 0;
      while (skipped < 4 && next < words.size() && words[next].is_word() && !is_one_of(next, parts[p + 1]) &&
             (skipped < 3 || words[next].is(kAdverb))) {
        const bool name = words[next].entry != nullptr && !words[next].entry->names.empty() && words[next].upper();
        if (name || (words[next].is(kPreposition) && !words[next].is("in"))) return 0;
        ++next;
        ++skipped;
      }
      if (next < words.size() && words[next].kind == text::TokenKind::clitic) ++next;
      continue;
    }
    if (next < words.size() && !is_one_of(next, part) && words[next].is(kAdverb)) ++next;
    if (!is_one_of(next, part)) return 0;
    ++next;
  }
  return next;
}

}  // namespace entente::frame
