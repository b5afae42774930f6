#include "frame/document_framer.h"

#include <algorithm>
#include <set>

#include "frame/issue_phrase.h"

namespace entente::frame {
namespace {

constexpr std::uint32_t longest_sentence = 16u << 10;  // bytes; what goes on longer is no sentence
constexpr std::size_t most_remembered = 12;            // things that carry over

bool telling_only(const StanceVerb& verb, const Named& thing, bool is_statement) {
  if (thing.stance == Stance::states && thing.polarity == 0) return true;
  return verb.clause_decides && !is_statement;
}

// Whether a speaker is more than a common noun ("officials", "one of them"), for whom no line can be drawn.
bool names_somebody(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) { return c < 'a' ? c != ' ' && c != '-' : c > 'z'; });
}

void negate(Named& thing) {
  switch (thing.stance) {
    case Stance::supports:
    case Stance::proposes:
    case Stance::demands:
      thing.stance = Stance::opposes;
      thing.polarity = -1;
      break;
    case Stance::accepts:
    case Stance::offers:
      thing.stance = Stance::refuses;
      thing.polarity = -1;
      break;
    case Stance::opposes:
    case Stance::refuses:
      thing.stance = Stance::accepts;
      thing.polarity = 1;
      break;
    case Stance::questions:
    case Stance::warns:
    case Stance::states:
      break;
  }
}

bool leans(const Clause& clause, const Lexicon& lexicon) {
  return std::any_of(clause.predicates.begin(), clause.predicates.end(), [&](const Predicate& p) {
    const StanceVerb& verb = lexicon.verbs()[p.verb];
    return verb.polarity != 0 || verb.clause_decides;
  });
}

bool same_matter(const Clause& before, const Clause& clause, const std::vector<Word>& words) {
  std::set<std::string_view> matter;
  const auto stem = [](const Word& word) { return std::string_view(word.folded).substr(0, 6); };
  constexpr std::uint64_t telling = kTabled | kLight | kBaseVerb | kGeneric | kTabling | kOrgan;
  const auto tells = [](const Word& word) {
    return word.is_word() && word.folded.size() > 3 && (word.entry == nullptr || (word.entry->classes & ~telling) == 0);
  };
  for (const Predicate& predicate : before.predicates) {
    for (std::uint32_t i = predicate.complement.first; i < predicate.complement.last; ++i) {
      if (tells(words[i])) matter.insert(stem(words[i]));
    }
  }
  for (const Predicate& predicate : clause.predicates) {
    for (std::uint32_t i = predicate.complement.first; i < predicate.complement.last; ++i) {
      const Word& word = words[i];
      if (word.is("it") || word.is("them") || word.is("this") || (tells(word) && matter.contains(stem(word))))
        return true;
    }
  }
  return false;
}

}  // namespace

DocumentFramer::DocumentFramer(std::string_view text, const Lexicon& lexicon, const std::vector<Statement>& statements,
                               const std::vector<Span>& sentences)
    : text_(text),
      lexicon_(lexicon),
      sentences_(sentences),
      statements_(statements, sentences),
      framed_(statements.size()) {}

Frame DocumentFramer::run(const std::vector<KnownName>& names) {
  std::size_t first_name = 0;
  Span before{0, 0};
  for (std::size_t s = 0; s < sentences_.size(); ++s) {
    const Span sentence = sentences_[s];
    here_ = &statements_.in_sentence(s);
    if (new_paragraph(before, sentence)) forget();
    before = sentence;
    if (sentence.empty() || sentence.size() > longest_sentence) continue;
    std::vector<KnownName> own;
    while (first_name < names.size() && names[first_name].span.start < sentence.start) ++first_name;
    while (first_name < names.size() && names[first_name].span.end <= sentence.end) own.push_back(names[first_name++]);
    names_ = &own;
    read(sentence, own);
    rest_of_statements();
  }
  return {std::move(positions_), relations_.take()};
}

bool DocumentFramer::new_paragraph(Span before, Span sentence) const {
  if (before.end >= sentence.start) return before.empty();
  int lines = 0;
  for (const char c : text_.substr(before.end, sentence.start - before.end)) lines += c == '\n' ? 1 : 0;
  return lines >= 2;
}

void DocumentFramer::forget() {
  carried_ = {};
  carried_fresh_ = false;
  last_named_.clear();
  last_speakers_ = {};
  named_by_.clear();
  topic_.clear();
}

void DocumentFramer::read(Span sentence, const std::vector<KnownName>& names) {
  words_ = words_of(text_, sentence, lexicon_);
  if (std::string topic = topic_of(words_); !topic.empty()) topic_ = std::move(topic);
  const std::vector<Clause> clauses = clauses_of(words_, lexicon_, names);
  tabled(names);
  if (clauses.empty()) {
    ellipsis();
    return;
  }
  const Clause* before = nullptr;
  for (const Clause& clause : clauses) {
    if (clause.nested) {
      take_nested(clause);
    } else {
      take(clause, before);
      before = &clause;
    }
  }
}

Span DocumentFramer::span(Range range) const {
  return {words_[range.first].span.start, words_[range.last - 1].span.end};
}

std::vector<Span> DocumentFramer::spans(const std::vector<Range>& ranges) const {
  std::vector<Span> result;
  for (const Range range : ranges) {
    if (!range.empty()) result.push_back(span(range));
  }
  return result;
}

void DocumentFramer::remember(const Speaker& speaker, const Named& thing) {
  std::vector<Named>& things = named_by_[speaker.name];
  if (things.size() == most_remembered) things.erase(things.begin());
  things.push_back(thing);
}

Named DocumentFramer::named_thing(const Thing& thing) const {
  const bool hollow = !topic_.empty() && is_hollow(words_, thing.words);
  return {span(thing.words), hollow ? topic_ : issue_phrase(words_, thing.words), thing.stance, thing.polarity,
          thing.strength};
}

void DocumentFramer::take(const Clause& clause, const Clause* before) {
  const std::vector<Speaker> speakers = speakers_of(clause);
  const Span evidence = words_.empty() || clause.words.empty() ? Span{} : span(clause.words);
  relations_.agree(speakers, evidence);
  for (const Speaker& speaker : speakers) relations_.speak_for(speaker, evidence);
  for (const Side& side : clause.sides) relations_.take_side(speakers, side, evidence);
  std::vector<Named> all;
  for (const Predicate& predicate : clause.predicates) {
    for (const Side& side : predicate.sides) relations_.take_side(speakers, side, evidence);
    const std::vector<Named> named = take(clause, predicate, speakers, evidence);
    all.insert(all.end(), named.begin(), named.end());
  }
  if (before != nullptr && clause.contrast) contrast(*before, clause, evidence);
  if (before != nullptr && clause.beside) beside(*before, speakers, evidence);
  if (!clause.passive) {
    carried_ = speakers;
    carried_fresh_ = !speakers.empty();
  }
  last_speakers_ = speakers;
  if (all.size() > most_remembered) all.resize(most_remembered);
  if (!all.empty()) last_named_ = std::move(all);
}

void DocumentFramer::take_nested(const Clause& clause) {
  const std::vector<Speaker> speakers = clause.subject.pronoun ? carried_ : clause.subject.speakers;
  if (speakers.empty()) return;
  const Span place = span(clause.words);
  // Only what this sentence said can be it, and that stands at the end.
  const std::size_t near = positions_.size() > 64 ? positions_.size() - 64 : 0;
  const auto told = [&](const Position& position) {
    const bool own =
        std::any_of(speakers.begin(), speakers.end(), [&](const Speaker& s) { return s.name == position.party; });
    return own && position.stance == Stance::states && position.what.overlaps(place);
  };
  const auto from = positions_.begin() + static_cast<std::ptrdiff_t>(near);
  positions_.erase(std::remove_if(from, positions_.end(), told), positions_.end());
  relations_.agree(speakers, place);
  take(clause, clause.predicates.front(), speakers, place);
}

std::vector<Named> DocumentFramer::take(const Clause& clause, const Predicate& predicate,
                                        const std::vector<Speaker>& speakers, Span evidence) {
  const StanceVerb& verb = lexicon_.verbs()[predicate.verb];
  const std::optional<std::uint32_t> statement = with_cue(span(predicate.words));
  if (statement) framed_[*statement] = true;
  const std::optional<std::uint32_t> within = statement ? statement : around(span(predicate.words));
  const bool quoted = predicate.complement.empty() && statement;
  const Span verb_at = span(predicate.words);
  const Range taken = within_statement(predicate.complement, around(verb_at), verb_at);
  Complement complement = quoted ? content_of(statements_[*statement], verb, predicate)
                                 : complement_of(words_, taken, verb, predicate, lexicon_);
  const std::vector<Span> conditions = spans(complement.conditions);
  std::vector<Named> named;
  const bool points = verb.takes == Takes::none || complement.anaphoric;
  if (points && !last_named_.empty()) {
    for (const Named& thing : last_named_)
      named.push_back({thing.span, thing.issue, verb.stance, verb.polarity, verb.strength});
    relations_.toward(speakers, last_speakers_, verb.polarity * (predicate.negated ? -1 : 1), evidence);
  } else {
    for (const Thing& thing : complement.things) {
      Named one = named_thing(thing);
      if (const std::vector<Named> theirs = whose(thing, speakers, evidence, predicate.negated); !theirs.empty()) {
        for (Named other : theirs) {
          other.stance = thing.stance;
          other.polarity = thing.polarity;
          other.strength = thing.strength;
          named.push_back(other);
        }
        continue;
      }
      named.push_back(one);
    }
  }
  const bool report = std::any_of(speakers.begin(), speakers.end(), [](const Speaker& s) { return s.person; });
  for (Named& thing : named) {
    if (report && telling_only(verb, thing, statement.has_value())) continue;
    if (predicate.offer) {
      thing.stance = Stance::offers;
      thing.polarity = 1;
      thing.strength = Strength::open;
    }
    if (predicate.negated) negate(thing);
    if (predicate.absolute && thing.polarity != 0) thing.strength = Strength::red_line;
    if (predicate.softened && thing.strength == Strength::firm && !predicate.negated) thing.strength = Strength::open;
    for (const Speaker& speaker : speakers) {
      add(speaker, thing, conditions, within);
      remember(speaker, thing);
    }
    for (const Side& side : clause.sides) add_side(side, thing, conditions, within);
    for (const Side& side : predicate.sides) add_side(side, thing, conditions, within);
  }
  return named;
}

void DocumentFramer::add_side(const Side& side, Named thing, const std::vector<Span>& conditions,
                              std::optional<std::uint32_t> statement) {
  if (side.kind == RelationKind::support && thing.polarity >= 0 && thing.stance != Stance::questions) {
    thing.stance = Stance::supports;
    thing.polarity = 1;
  }
  if (side.kind == RelationKind::opposition) {
    const bool against = thing.polarity < 0;
    thing.stance = against ? Stance::supports : Stance::opposes;
    thing.polarity = against ? 1 : -1;
    thing.strength = Strength::firm;
  }
  const bool own_conditions = side.kind != RelationKind::opposition;
  for (const Speaker& speaker : side.group.speakers)
    add(speaker, thing, own_conditions ? conditions : std::vector<Span>{}, statement);
}

void DocumentFramer::add(const Speaker& speaker, const Named& thing, const std::vector<Span>& conditions,
                         std::optional<std::uint32_t> statement) {
  if (thing.span.empty() || !names_somebody(speaker.name)) return;
  Position position;
  position.party = speaker.name;
  position.behalf = speaker.behalf;
  position.stance = thing.stance;
  position.polarity = thing.polarity;
  position.strength = thing.strength;
  position.what = thing.span;
  position.conditions = conditions;
  position.issue = thing.issue;
  position.statement = statement;
  const auto same = [&](const Position& p) {
    return p.what == position.what && p.party == position.party && p.polarity == position.polarity;
  };
  const std::size_t near = positions_.size() > 16 ? positions_.size() - 16 : 0;
  if (std::any_of(positions_.begin() + static_cast<std::ptrdiff_t>(near), positions_.end(), same)) return;
  positions_.push_back(std::move(position));
}

void DocumentFramer::ellipsis() {
  if (!carried_fresh_ || carried_.empty() || words_.size() < 3) {
    carried_fresh_ = false;
    return;
  }
  if (words_[0].is(kPronoun) && !words_[1].is(kModal | kAuxiliary | kBe)) return;
  const StanceVerb verb = plain_verb();
  const Complement complement =
      complement_of(words_, {0, static_cast<std::uint32_t>(words_.size())}, verb, Predicate{}, lexicon_);
  if (complement.things.empty()) return;
  const Thing& thing = complement.things.front();
  const Group start = group_at(words_, thing.words.first, lexicon_, {});
  const bool somebody = start.vague && start.speakers.empty();
  bool evaluates = false;
  for (std::uint32_t i = thing.words.first; i < thing.words.last && i < thing.words.first + 6; ++i)
    evaluates |= words_[i].is(kEvaluative);
  if (thing.stance == Stance::states && !evaluates) {
    carried_fresh_ = false;
    return;
  }
  if (somebody && thing.stance == Stance::states) return;
  const std::vector<Span> conditions = spans(complement.conditions);
  std::vector<Named> named;
  for (const Thing& one : complement.things) {
    named.push_back(named_thing(one));
    for (const Speaker& speaker : carried_) add(speaker, named.back(), conditions);
  }
  if (named.size() > most_remembered) named.resize(most_remembered);
  last_named_ = std::move(named);
}

void DocumentFramer::contrast(const Clause& before, const Clause& clause, Span evidence) {
  if (!leans(before, lexicon_) || !leans(clause, lexicon_) || !same_matter(before, clause, words_)) return;
  relations_.cross(clause.subject.speakers, before.subject.speakers, RelationKind::opposition, evidence);
}

void DocumentFramer::beside(const Clause& before, const std::vector<Speaker>& speakers, Span evidence) {
  relations_.cross(speakers, before.subject.speakers, RelationKind::agreement, evidence);
}

}  // namespace entente::frame
