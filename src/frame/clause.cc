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

#include "frame/things.h"

namespace entente::frame {
namespace {

constexpr std::uint32_t farthest_condition = 40;   // words from a verb to what it depends on
constexpr std::uint32_t longest_complement = 120;  // words; what goes on longer is no clause but a list or noise

class ClauseParser {
 public:
  ClauseParser(const std::vector<Word>& words, const Lexicon& lexicon, const std::vector<KnownName>& names)
      : words_(words), lexicon_(lexicon), names_(names), size_(static_cast<std::uint32_t>(words.size())) {}

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
    if (std::optional<Predicate> verb = predicate(at, true)) {
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
    const std::uint32_t auxiliary = phrase_end(at, words_[at].entry->refusal_openers);
    if (auxiliary == 0 || !is(auxiliary, kAuxiliary)) return 0;
    clause.subject = group_at(words_, auxiliary + 1, lexicon_, names_);
    if (clause.subject.words.empty()) return 0;
    std::uint32_t verb_at = clause.subject.words.last;
    while (adverb(verb_at)) ++verb_at;
    Predicate verb;
    verb.words.first = verb_at;
    verb.absolute = true;
    if (match_head(verb, verb_at, [](VerbForm form) { return form == VerbForm::base; })) {
      verb.negated = true;
    } else {
      verb.negated = true;
      const std::optional<Predicate> refused = intention(verb, verb_at, true);
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

  // The word after one of the phrases that start at `at`, 0 where none does.
  std::uint32_t phrase_end(std::uint32_t at, const std::vector<std::vector<std::string>>& phrases) const {
    for (const std::vector<std::string>& rest : phrases) {
      const bool fits = at + 1 + rest.size() <= size_ &&
                        std::equal(rest.begin(), rest.end(), words_.begin() + at + 1,
                                   [](const std::string& wanted, const Word& word) { return word.folded == wanted; });
      if (fits) return static_cast<std::uint32_t>(at + 1 + rest.size());
    }
    return 0;
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
      if (comma(inner) && predicate(inner + 1, false) && !predicate(next + 1, true)) next = inner + 1;
    }
    if (comma(next)) ++next;
    std::optional<Predicate> verb =
        predicate(next, with || (comma(at) && next == at + 1 && clauses_.empty() && !is(joint_at, "and")));
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
    if (predicate(at + 1, true)) return at;
    for (std::uint32_t i = at + 2; i < at + longest_aside && in(i); ++i) {
      if (words_[i].kind == text::TokenKind::stop || words_[i].kind == text::TokenKind::semicolon) break;
      if (comma(i) && predicate(i + 1, false)) return i;
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
    std::optional<Predicate> verb = predicate(start, true);
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

  bool adverb(std::uint32_t at) const {
    if (!in(at) || !words_[at].is_word()) return false;
    return words_[at].is(kAdverb | kAbsolute) || (words_[at].folded.size() > 4 && words_[at].folded.ends_with("ly") &&
                                                  words_[at].shape == text::Shape::lower);
  }

  // The verb phrase at `at`: adverbs, auxiliaries, a verb of the lexicon with its fixed words.
  std::optional<Predicate> predicate(std::uint32_t at, bool participle_too) const {
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
      if (match(found, being_at, next, [](VerbForm) { return true; })) return found;
      if (match_head(found, next, [](VerbForm form) { return form == VerbForm::present_participle; })) return found;
      return std::nullopt;
    }
    if (!in(next)) return std::nullopt;
    const auto fits = [&](VerbForm form) {
      if (having) return form == VerbForm::past_participle || form == VerbForm::base;
      if (auxiliary) return form == VerbForm::base;
      if (form == VerbForm::present_participle) return participle_too;
      return form != VerbForm::past_participle;
    };
    if (match_head(found, next, fits)) return found;
    if (having && match(found, having_at, having_at + 1, [](VerbForm) { return true; })) return found;
    return intention(found, next, willing);
  }

  // "will do X", "would not do X" with a verb that the lexicon does not know.
  std::optional<Predicate> intention(Predicate found, std::uint32_t verb_at, bool willing) const {
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

  template <typename Fits>
  bool match_head(Predicate& found, std::uint32_t head, Fits fits) const {
    return match(found, head, head + 1, fits);
  }

  template <typename Fits>
  bool match(Predicate& found, std::uint32_t head, std::uint32_t after, Fits fits) const {
    if (!in(head) || words_[head].entry == nullptr) return false;
    for (const VerbUse& use : words_[head].entry->verbs) {
      if (!fits(use.form)) continue;
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

  // ---- "was opposed by X"

  std::uint32_t passive(std::uint32_t at) {
    if (!is(at, kBe)) return 0;
    std::uint32_t verb_at = at + 1;
    while (adverb(verb_at)) ++verb_at;
    if (!is(verb_at + 1, "by") || words_[verb_at].entry == nullptr) return 0;
    Predicate verb;
    verb.words.first = at;
    const auto past = [](VerbForm form) { return form == VerbForm::past_participle || form == VerbForm::past; };
    if (!match_head(verb, verb_at, past)) return 0;
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
    std::optional<Predicate> verb = predicate(clause.subject.words.last, false);
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
    settle_refusal(clauses_.back().predicates.back());
    open_ = false;
    if (nested_) {
      Range& inner = nested_->predicates.back().complement;
      inner.last = std::max(inner.first, range.last);
      held_.push_back(std::move(*nested_));
      nested_.reset();
    }
  }

  // "accept no veto" negates as "not accept a veto" does; "of any kind", "at any price" make a refusal absolute.
  void settle_refusal(Predicate& verb) const {
    Range& range = verb.complement;
    const int polarity = lexicon_.verbs()[verb.verb].polarity;
    if (range.first + 1 < range.last && is(range.first, "no") && polarity > 0) {
      verb.negated = !verb.negated;
      ++range.first;
    }
    if (!(verb.negated ? polarity > 0 : polarity < 0)) return;
    for (std::uint32_t i = range.first; i < range.last && !verb.absolute; ++i)
      verb.absolute = words_[i].entry != nullptr && phrase_end(i, words_[i].entry->emphases) != 0;
  }

  const std::vector<Word>& words_;
  const Lexicon& lexicon_;
  const std::vector<KnownName>& names_;
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
