// Clauses by one pass from left to right. A clause starts at the beginning of the sentence or after a joint (a comma,
// "and", "while", a semicolon …) where a list of speakers is followed, past the parties that side with it, by a verb of
// the lexicon; within a clause, more verbs of the same speakers follow a joint. What lies between a verb and the next
// joint that starts something is the verb's complement. At each joint a bounded number of things is tried, each of them
// reads words that no other joint reads again but for lists of speakers, which end at the next word that names nobody:
// O(n).
#include "frame/clause.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "frame/predicates.h"

namespace entente::frame {
namespace {

constexpr std::uint32_t longest_complement = 120;  // words; what goes on longer is no clause but a list or noise

class ClauseParser {
 public:
  ClauseParser(const std::vector<Word>& words, const Lexicon& lexicon, const std::vector<KnownName>& names)
      : words_(words),
        lexicon_(lexicon),
        names_(names),
        verbs_(words, lexicon),
        size_(static_cast<std::uint32_t>(words.size())) {}

  std::vector<Clause> parse() {
    std::uint32_t at = opening();
    boundary_ = at;
    if (!leading_) {
      if (const std::uint32_t next = new_clause(at, at)) at = next;
    }
    while (at < size_) {
      const std::uint32_t next = step(at);
      at = next > at ? next : at + 1;
    }
    close(size_);
    clauses_.insert(clauses_.end(), std::make_move_iterator(held_.begin()), std::make_move_iterator(held_.end()));
    return std::move(clauses_);
  }

 private:
  bool in(std::uint32_t at) const { return at < size_; }
  bool is(std::uint32_t at, std::string_view word) const { return in(at) && words_[at].is(word); }
  bool is(std::uint32_t at, std::uint64_t classes) const { return in(at) && words_[at].is(classes); }
  bool comma(std::uint32_t at) const { return in(at) && words_[at].kind == text::TokenKind::comma; }
  bool mark(std::uint32_t at) const {
    if (!in(at)) return false;
    const text::TokenKind kind = words_[at].kind;
    return kind == text::TokenKind::quote || kind == text::TokenKind::single_quote || kind == text::TokenKind::dash;
  }
  bool joint(std::uint32_t at) const {
    const text::TokenKind kind = words_[at].kind;
    return kind == text::TokenKind::comma || kind == text::TokenKind::semicolon || kind == text::TokenKind::colon ||
           kind == text::TokenKind::stop || kind == text::TokenKind::quote || kind == text::TokenKind::dash ||
           kind == text::TokenKind::bracket_close || words_[at].is(kConnector);
  }

  // "Noting that …, X urged", "With Y and Z, X urged": remembers what the first clause will take; gives where to go on.
  std::uint32_t opening() {
    std::uint32_t at = 0;
    while (in(at) && (mark(at) || words_[at].kind == text::TokenKind::other)) ++at;
    const std::uint32_t start = at;
    if (is(at, kContrast)) ++at;
    if (std::optional<Predicate> verb = verbs_.at(at, true)) {
      if (verb->form == VerbForm::present_participle) {
        leading_ = *verb;
        return verb->words.last;
      }
    }
    return start;
  }

  // Tries what may start at or after the joint at `at`; gives where to go on, or 0.
  std::uint32_t step(std::uint32_t at) {
    if (leading_ && !comma(at)) return 0;  // only what a comma sets off can be its subject
    if (const std::uint32_t next = passive(at)) return next;
    if (open_ && is(at + 1, "that") && words_[at].folded.ends_with("ing")) {  // "proposed X explaining that Y"
      if (const std::uint32_t next = same_subject(at, at)) return next;
    }
    if (open_ && (is(at, "that") || opens_complement(at))) nested(at);
    if (!joint(at)) return 0;
    if (const std::uint32_t next = trailing_side(at)) return next;
    std::uint32_t next = at + 1;
    while (in(next) && next < at + 3 && (mark(next) || (comma(at) && is(next, kConnector)))) ++next;
    if (const std::uint32_t after = new_clause(at, next)) return after;
    if (next > at + 1) {  // ", with X and Y, Z urged"
      if (const std::uint32_t after = new_clause(at, at + 1)) return after;
    }
    return same_subject(at, next);
  }

  // ---- a new clause

  std::uint32_t new_clause(std::uint32_t joint_at, std::uint32_t at) {
    Clause clause;
    std::uint32_t next = at;
    bool with = joint_at < at && is(at - 1, "with");
    for (std::uint32_t i = joint_at; i < at; ++i) clause.contrast |= is(i, kContrast);
    while (in(next) && next < at + 4 &&
           (is(next, kContrast) || is(next, kAdverb) || mark(next) || (next > at && comma(next)))) {
      clause.contrast |= is(next, kContrast);
      ++next;
    }
    if (is(next, "with") || is(next, "together") || is(next, "along")) {
      const std::uint32_t with_at = is(next, "with") ? next + 1 : next + 2;
      if (const std::uint32_t after = beside(joint_at, with_at, clause)) return after;
      if (!is(with_at - 1, "with")) return 0;
      with = true;
      next = with_at;
    }
    if (const std::uint32_t after = fronted_refusal(joint_at, next, clause)) return after;
    clause.subject = group_at(words_, next, lexicon_, names_);
    if (clause.subject.words.empty()) return 0;
    next = sides(clause.subject.words.last, clause.sides);
    return finish(joint_at, next, std::move(clause), with);
  }

  // "Under no circumstances would X withdraw Y": X refuses, for good.
  std::uint32_t fronted_refusal(std::uint32_t joint_at, std::uint32_t at, Clause clause) {
    if (!in(at) || words_[at].entry == nullptr) return 0;
    const std::uint32_t auxiliary = phrase_end(words_, at, words_[at].entry->refusal_openers);
    if (auxiliary == 0 || !is(auxiliary, kAuxiliary)) return 0;
    clause.subject = group_at(words_, auxiliary + 1, lexicon_, names_);
    if (clause.subject.words.empty()) return 0;
    std::uint32_t verb_at = clause.subject.words.last;
    while (verbs_.adverb(verb_at)) ++verb_at;
    Predicate verb;
    verb.words.first = verb_at;
    verb.absolute = true;
    if (verbs_.match(verb, verb_at, form_bit(VerbForm::base))) {
      verb.negated = true;
    } else {
      verb.negated = true;
      const std::optional<Predicate> refused = verbs_.intention(verb, verb_at, true);
      if (!refused) return 0;
      verb = *refused;
      verb.words.last = verb_at;
    }
    clause.words = {at, std::max(verb.words.last, verb_at)};
    close(joint_at);
    take_leading(clause);
    const std::uint32_t end = after_verb(verb);
    clause.predicates.push_back(std::move(verb));
    clauses_.push_back(std::move(clause));
    open_ = true;
    return end;
  }

  // "With Y and Z, X urged".
  std::uint32_t beside(std::uint32_t joint_at, std::uint32_t at, Clause clause) {
    Side side;
    side.kind = RelationKind::agreement;
    side.group = group_at(words_, at, lexicon_, names_);
    if (side.group.words.empty()) return 0;
    if (comma(side.group.words.last)) {
      clause.subject = group_at(words_, side.group.words.last + 1, lexicon_, names_);
    } else if (side.group.bare_last &&
               side.group.speakers.size() > 1) {  // "With X, Y urged": the list took the subject
      clause.subject = group_at(words_, side.group.last_member, lexicon_, names_);
      side.group.speakers.pop_back();
      side.group.words.last = side.group.before_last;
    }
    if (clause.subject.words.empty()) return 0;
    clause.sides.push_back(std::move(side));
    const std::uint32_t next = sides(clause.subject.words.last, clause.sides);
    return finish(joint_at, next, std::move(clause), false);
  }

  std::uint32_t finish(std::uint32_t joint_at, std::uint32_t at, Clause clause, bool with) {
    std::uint32_t next = at;
    if (comma(next) &&
        (is(next + 1, kRelative | kDeterminer) || (in(next + 1) && words_[next + 1].folded.ends_with("ing")))) {
      next = past_aside(next);
    } else if (comma(next) && clause.sides.empty()) {
      // "X, however, urged"; "X, noting that …, urged"
      std::uint32_t inner = next + 1;
      while (in(inner) && inner < next + 5 && !comma(inner)) ++inner;
      if (comma(inner) && verbs_.at(inner + 1, false) && !verbs_.at(next + 1, true)) next = inner + 1;
    }
    if (comma(next)) ++next;
    std::optional<Predicate> verb =
        verbs_.at(next, with || (comma(at) && next == at + 1 && clauses_.empty() && !is(joint_at, "and")));
    if (!verb) return 0;
    const bool participle = verb->form == VerbForm::present_participle;
    if (with && !participle) return 0;
    const auto sure = [](const Speaker& s) { return s.resolved; };
    if (verb->intention && !clause.subject.first_person &&
        (clause.subject.speakers.empty() ||
         !std::all_of(clause.subject.speakers.begin(), clause.subject.speakers.end(), sure))) {
      return 0;
    }
    if (!with && interrupts(clause.subject)) return 0;
    const bool plural = clause.subject.speakers.size() > 1 || clause.subject.vague || clause.subject.pronoun;
    if (verb->form == VerbForm::base && verb->words.last - verb->words.first >= 1 && !plural &&
        !auxiliary_before(*verb))
      return 0;
    clause.beside = with;
    clause.words = {clause.subject.words.first, verb->words.last};
    close(joint_at);
    take_leading(clause);
    const std::uint32_t end = after_verb(*verb);
    clause.predicates.push_back(std::move(*verb));
    clauses_.push_back(std::move(clause));
    open_ = true;
    return end;
  }

  // "X, facing …, has said", "X, who …, said": gives the comma before the verb; `at` where there is none in reach.
  std::uint32_t past_aside(std::uint32_t at) const {
    constexpr std::uint32_t longest_aside = 30;
    if (verbs_.at(at + 1, true)) return at;
    for (std::uint32_t i = at + 2; i < at + longest_aside && in(i); ++i) {
      if (words_[i].kind == text::TokenKind::stop || words_[i].kind == text::TokenKind::semicolon) break;
      if (comma(i) && verbs_.at(i + 1, false)) return i;
    }
    return at;
  }

  // Whether a subject stands within a clause that has no verb yet: "noted that, under the pact, X needs …".
  bool interrupts(const Group& subject) const {
    if (!open_ || subject.words.empty()) return false;
    const Range open = clauses_.back().predicates.back().complement;
    if (!is(open.first, "that")) return false;
    for (std::uint32_t i = open.first + 1; i < subject.words.first; ++i) {
      if (words_[i].is(kAuxiliary | kBe | kModal)) return false;
      if (words_[i].entry != nullptr && !words_[i].entry->verbs.empty()) return false;
      if (words_[i].folded.size() > 3 && (words_[i].folded.ends_with("ed") || words_[i].folded.ends_with("es")))
        return false;
    }
    return true;
  }

  bool auxiliary_before(const Predicate& verb) const { return is(verb.words.first, kAuxiliary); }

  // Gives the first clause what the opening remembered.
  void take_leading(Clause& clause) {
    if (!leading_) return;
    leading_->complement = {leading_->words.last, clause.subject.words.first};
    clause.predicates.push_back(*leading_);
    leading_.reset();
  }

  // ---- more verbs of the same subject

  std::uint32_t same_subject(std::uint32_t at, std::uint32_t next) {
    if (!open_ || clauses_.empty() || clauses_.back().passive) return 0;
    Clause& clause = clauses_.back();
    bool joined = words_[at].is(kConnector);
    for (std::uint32_t i = at; i < next; ++i) joined |= words_[i].is(kConnector) && !is(i, "with");
    if (is(at, "with")) return 0;
    std::vector<Side> own;
    std::uint32_t start = next;
    if (comma(start) || is(start, "with") || is(start, "supported") || is(start, "opposed")) start = sides(start, own);
    if (comma(start) && !own.empty()) ++start;
    std::optional<Predicate> verb = verbs_.at(start, true);
    if (!verb || verb->intention) return 0;
    const bool participle = verb->form == VerbForm::present_participle;
    const VerbForm before = clause.predicates.back().form;
    const bool finite_before = std::any_of(clause.predicates.begin(), clause.predicates.end(),
                                           [](const Predicate& p) { return p.form != VerbForm::present_participle; });
    if (participle) {
      if (next > at && !comma(at) && before != VerbForm::present_participle && !(joined && words_[at].is("but")))
        return 0;
    } else {
      if (!joined && finite_before) return 0;
      if (verb->form == VerbForm::base && !auxiliary_before(*verb)) return 0;
      if (verb->form == VerbForm::third && before == VerbForm::past) return 0;
      if (verb->form == VerbForm::past_participle) return 0;
    }
    close(at);
    const std::uint32_t end = after_verb(*verb);
    verb->sides.insert(verb->sides.begin(), own.begin(), own.end());
    clause.predicates.push_back(std::move(*verb));
    open_ = true;
    return end;
  }

  // ---- who sides with a subject

  // Reads ", supported by X and Y, and opposed by Z" and ", with X" from `at`; gives the word after them (and after the
  // comma that closes them where a verb follows).
  std::uint32_t sides(std::uint32_t at, std::vector<Side>& out) const {
    std::uint32_t end = at;
    while (in(end)) {
      std::uint32_t next = end;
      if (comma(next)) ++next;
      if (is(next, "and") || is(next, "but")) ++next;
      if (is(next, "as") && is(next + 1, "well")) next += 2;
      Side side;
      const std::uint32_t group = side_opener(next, side.kind);
      if (group == 0) break;
      side.group = group_at(words_, group, lexicon_, names_);
      if (side.group.words.empty()) break;
      end = side.group.words.last;
      out.push_back(std::move(side));
    }
    return end;
  }

  std::uint32_t side_opener(std::uint32_t at, RelationKind& kind) const {
    std::uint32_t next = at;
    while (is(next, kAdverb) || (in(next) && words_[next].folded.ends_with("ly"))) ++next;
    if (is(next + 1, "by")) {
      if (is(next, "supported") || is(next, "backed") || is(next, "seconded") || is(next, "echoed") ||
          is(next, "endorsed")) {
        kind = RelationKind::support;
        return next + 2;
      }
      if (is(next, "opposed") || is(next, "contested") || is(next, "resisted") || is(next, "countered")) {
        kind = RelationKind::opposition;
        return next + 2;
      }
      if (is(next, "joined") || is(next, "accompanied")) {
        kind = RelationKind::agreement;
        return next + 2;
      }
      return 0;
    }
    kind = RelationKind::agreement;
    if (is(next, "with") && next == at) return next + 1;
    if ((is(next, "along") || is(next, "together")) && is(next + 1, "with")) return next + 2;
    if (is(next, "alongside")) return next + 1;
    return 0;
  }

  // ", opposed by X" after a complement and before the end of the clause.
  std::uint32_t trailing_side(std::uint32_t at) {
    if (!open_ || !comma(at)) return 0;
    RelationKind kind = RelationKind::support;
    const std::uint32_t next = is(at + 1, "and") || is(at + 1, "but") ? at + 2 : at + 1;
    if (side_opener(next, kind) == 0 || is(next, "with")) return 0;
    std::vector<Side> found;
    const std::uint32_t end = sides(at, found);
    if (found.empty()) return 0;
    const bool ends = !in(end) || words_[end].kind == text::TokenKind::stop ||
                      words_[end].kind == text::TokenKind::semicolon || (comma(end) && is(end + 1, kConnector)) ||
                      is(end, kContrast);
    if (!ends) return 0;
    Clause& clause = clauses_.back();
    close(at);
    std::vector<Side>& sides_of = clause.predicates.back().sides;
    sides_of.insert(sides_of.end(), found.begin(), found.end());
    return end;
  }

  // ---- verbs

  // "…, supported by X," right after the verb; gives where the complement starts.
  std::uint32_t after_verb(Predicate& verb) const {
    std::vector<Side> found;
    std::uint32_t end = verb.words.last;
    if (comma(end)) {
      const std::uint32_t after = sides(end, found);
      if (!found.empty() && comma(after)) {
        verb.sides.insert(verb.sides.end(), found.begin(), found.end());
        end = after + 1;
      }
    }
    verb.complement = {end, end};
    return end;
  }

  // ---- "was opposed by X"

  std::uint32_t passive(std::uint32_t at) {
    if (!is(at, kBe)) return 0;
    std::uint32_t verb_at = at + 1;
    while (verbs_.adverb(verb_at)) ++verb_at;
    if (!is(verb_at + 1, "by") || words_[verb_at].entry == nullptr) return 0;
    Predicate verb;
    verb.words.first = at;
    if (!verbs_.match(verb, verb_at, form_bit(VerbForm::past_participle) | form_bit(VerbForm::past))) return 0;
    const StanceVerb& known = lexicon_.verbs()[verb.verb];
    if (known.stance == Stance::states || known.takes == Takes::clause || !known.rest.empty()) return 0;
    Clause clause;
    clause.subject = group_at(words_, verb_at + 2, lexicon_, names_);
    if (clause.subject.speakers.empty()) return 0;
    std::uint32_t thing = at;
    while (thing > boundary_ && at - thing < longest_complement && words_[thing - 1].kind != text::TokenKind::comma &&
           words_[thing - 1].kind != text::TokenKind::semicolon) {
      --thing;
    }
    verb.complement = {thing, at};
    close(thing);
    clause.passive = true;
    clause.words = {thing, clause.subject.words.last};
    clause.predicates.push_back(verb);
    const std::uint32_t end = clause.subject.words.last;
    clauses_.push_back(std::move(clause));
    open_ = false;
    boundary_ = end;
    return end;
  }

  // ---- a clause within the complement

  // The first word of the complement, or the one after a day: "said Friday she wants …".
  bool opens_complement(std::uint32_t at) const {
    const std::uint32_t first = clauses_.back().predicates.back().complement.first;
    return at == first || (at == first + 1 && words_[first].upper() && words_[first].folded.ends_with("day"));
  }

  // "X announced that Y opposes Z": Y's clause is kept aside, X's complement stays open.
  void nested(std::uint32_t at) {
    if (nested_ || clauses_.back().nested) return;
    std::uint32_t start = at;
    if (is(start, "that") || mark(start)) ++start;
    Clause clause;
    clause.subject = group_at(words_, start, lexicon_, names_);
    if (clause.subject.words.empty() || (clause.subject.vague && clause.subject.speakers.empty())) return;
    const auto sure = [](const Speaker& s) { return s.resolved; };
    if (!std::all_of(clause.subject.speakers.begin(), clause.subject.speakers.end(), sure)) return;
    std::optional<Predicate> verb = verbs_.at(clause.subject.words.last, false);
    if (!verb || verb->intention ||
        (verb->form == VerbForm::base && !auxiliary_before(*verb) && clause.subject.speakers.size() < 2))
      return;
    const StanceVerb& known = lexicon_.verbs()[verb->verb];
    if (known.stance == Stance::states || known.clause_decides) return;
    clause.words = {clause.subject.words.first, verb->words.last};
    verb->complement = {verb->words.last, verb->words.last};
    clause.nested = true;
    clause.predicates.push_back(std::move(*verb));
    nested_ = std::move(clause);
  }

  // Ends the complement of the verb that is open.
  void close(std::uint32_t at) {
    boundary_ = at;
    if (!open_ || clauses_.empty()) return;
    Range& range = clauses_.back().predicates.back().complement;
    range.last = std::max(range.first, std::min(at, range.first + longest_complement));
    verbs_.settle_refusal(clauses_.back().predicates.back());
    open_ = false;
    if (nested_) {
      Range& inner = nested_->predicates.back().complement;
      inner.last = std::max(inner.first, range.last);
      held_.push_back(std::move(*nested_));
      nested_.reset();
    }
  }

  const std::vector<Word>& words_;
  const Lexicon& lexicon_;
  const std::vector<KnownName>& names_;
  PredicateReader verbs_;
  std::uint32_t size_;
  std::uint32_t boundary_ = 0;
  bool open_ = false;
  std::optional<Predicate> leading_;
  std::vector<Clause> clauses_;
  std::optional<Clause> nested_;
  std::vector<Clause> held_;  // nested clauses, after all others
};

}  // namespace

std::vector<Word> words_of(std::string_view text, Span sentence, const Lexicon& lexicon) {
  const std::vector<text::Token> tokens = text::tokenize(text, sentence);
  std::vector<Word> words(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Word& word = words[i];
    word.span = tokens[i].span;
    word.text = word.span.in(text);
    word.kind = tokens[i].kind;
    word.shape = tokens[i].shape;
    word.space_before = tokens[i].space_before;
    text::fold_into(word.text, word.folded);
    word.entry = lexicon.find(word.folded);
  }
  return words;
}

std::vector<Clause> clauses_of(const std::vector<Word>& words, const Lexicon& lexicon,
                               const std::vector<KnownName>& names) {
  return ClauseParser(words, lexicon, names).parse();
}

}  // namespace entente::frame
