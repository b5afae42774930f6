// Who is meant and what is told, as the reader found it: statements and the names in them.
#include <algorithm>

#include "frame/document_framer.h"

namespace entente::frame {

StanceVerb plain_verb() {
  StanceVerb verb;
  verb.takes = Takes::clause;
  verb.clause_decides = true;
  return verb;
}

std::vector<Speaker> DocumentFramer::speakers_of(const Clause& clause) const {
  if (!clause.subject.pronoun) {
    std::vector<Speaker> speakers = clause.subject.speakers;
    if (speakers.size() != 1 || clause.predicates.empty() || (!speakers[0].person && !speakers[0].office))
      return speakers;
    const std::optional<std::uint32_t> cued = with_cue(span(clause.predicates.front().words));
    if (!cued) return speakers;
    const Statement& told = statements_[*cued];
    // An office without a name ("the President") is whoever the reader found it to be; one with a name keeps it.
    const bool found = told.speaker.find(' ') != std::string::npos || !told.party.empty();
    if (is_party(told.party) || (speakers[0].office && speakers[0].nameless && found)) return {speaker_of(told)};
    return speakers;
  }
  std::optional<std::uint32_t> statement;
  if (clause.subject.first_person) {
    statement = around(span(clause.subject.words));
    if (!statement) return {};
  } else if (carried_.empty() ||
             std::any_of(carried_.begin(), carried_.end(), [](const Speaker& s) { return s.person; })) {
    // In a report the reader knows better who "he" is; in a bulletin it is the delegation that spoke last.
    for (const Predicate& predicate : clause.predicates) {
      if (!statement) statement = with_cue(span(predicate.words));
    }
  }
  if (statement) {
    if (!speaker_of(statements_[*statement]).name.empty()) return {speaker_of(statements_[*statement])};
  }
  if (clause.subject.first_person) return {};
  // "They" within somebody's words are others than the speaker.
  if (words_[clause.subject.words.first].is("they") && around(span(clause.subject.words))) return {};
  return carried_;
}

bool DocumentFramer::is_party(std::string_view name) const {
  return !name.empty() && !lexicon_.party_of(text::fold(name)).empty();
}

Range DocumentFramer::within_statement(Range complement, std::optional<std::uint32_t> statement, Span verb) const {
  if (!statement || complement.empty()) return complement;
  for (const Span content : statements_[*statement].content) {
    if (content.contains(verb)) complement.last = std::clamp(words_in(content).last, complement.first, complement.last);
  }
  return complement;
}

Complement DocumentFramer::content_of(const Statement& statement, const StanceVerb& verb,
                                      const Predicate& predicate) const {
  Complement all;
  for (const Span content : statement.content) {
    const Range range = words_in(content);
    if (range.empty()) continue;
    Complement one = complement_of(words_, range, verb, predicate, lexicon_);
    all.things.insert(all.things.end(), one.things.begin(), one.things.end());
    all.conditions.insert(all.conditions.end(), one.conditions.begin(), one.conditions.end());
  }
  return all;
}

Range DocumentFramer::words_in(Span span) const {
  const auto first = std::lower_bound(words_.begin(), words_.end(), span.start,
                                      [](const Word& word, std::uint32_t start) { return word.span.start < start; });
  const auto last = std::lower_bound(words_.begin(), words_.end(), span.end,
                                     [](const Word& word, std::uint32_t end) { return word.span.end <= end; });
  if (first >= last) return {};
  return {static_cast<std::uint32_t>(first - words_.begin()), static_cast<std::uint32_t>(last - words_.begin())};
}

void DocumentFramer::rest_of_statements() {
  for (const std::uint32_t i : *here_) {
    if (framed_[i]) continue;
    framed_[i] = true;
    const Statement& statement = statements_[i];
    if (!is_party(statement.party)) continue;
    const StanceVerb verb = plain_verb();
    const Complement complement = content_of(statement, verb, Predicate{});
    const std::vector<Span> conditions = spans(complement.conditions);
    for (const Thing& thing : complement.things) {
      if (thing.stance == Stance::states || holds_position(span(thing.words))) continue;
      add({statement.party, "", true}, named_thing(thing), conditions, i);
    }
  }
}

bool DocumentFramer::holds_position(Span place) const {
  return std::any_of(positions_.rbegin(),
                     positions_.rbegin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(8, positions_.size())),
                     [&](const Position& p) { return place.contains(p.what); });
}

}  // namespace entente::frame
