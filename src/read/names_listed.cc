// Names that the gazetteer or the case facts list, and adjectives of places: "Velmar", "Russian Foreign Ministry",
// "Norvian".
#include "read/name_finder.h"

namespace entente::read {

using text::AliasForm;
using text::EntryKind;
using text::Sense;

namespace {

bool is_adjective(const Sense& sense) { return sense.form == AliasForm::adjective || sense.form == AliasForm::demonym; }

MentionKind kind_of(const Sense& sense) {
  switch (sense.entry->kind) {
    case EntryKind::country:
    case EntryKind::territory:
    case EntryKind::place:
      if (sense.form == AliasForm::metonym) return MentionKind::organisation;
      return is_adjective(sense) ? MentionKind::other : MentionKind::place;
    case EntryKind::body:
    case EntryKind::group:
    case EntryKind::outlet:
    case EntryKind::party:
      return MentionKind::organisation;
    case EntryKind::member:
    case EntryKind::given_name:
      return MentionKind::person;
    case EntryKind::title:
      return MentionKind::role;
  }
  return MentionKind::other;
}

// By which the document knows it: a capital or a seat of government, as it is written, is not its country's name.
std::string name_of(const Sense& sense, std::string_view written) {
  const bool land = sense.entry->kind == EntryKind::country || sense.entry->kind == EntryKind::territory;
  const bool seat = sense.form == AliasForm::metonym || sense.form == AliasForm::capital;
  std::string name = land && seat ? std::string(written) : sense.entry->name;
  if (name.starts_with("The ") || name.starts_with("the ")) name.erase(0, 4);
  return name;
}

}  // namespace

std::uint32_t NameFinder::listed_at(std::uint32_t i, const text::Hit& hit) {
  const Sense& sense = hit.senses[0];
  const EntryKind kind = sense.entry->kind;
  if (begins_person(i, hit) && kind != EntryKind::member) return i;
  // "Velmar State University": a listed name that a longer run goes on from is part of that run's name.
  if (hit.last < words_.last && capital(hit.last) && !is_adjective(sense)) {
    const std::uint32_t end = run_end(hit.last);
    const std::string_view last = at(end - 1).info.folded;
    const MentionKind head = last.empty() ? head_kind(end - 1) : heads_.kind_of(last);
    if (head != MentionKind::role && hit_at(hit.last).sense(EntryKind::title) == nullptr) return name_at({i, end}, hit);
  }
  if (const std::uint32_t end = listed_body_at(i, hit); end > i) return end;
  if (kind == EntryKind::member) return member_at(i, hit);
  clear();
  const Range words{i, hit.last};
  const std::string party = text::party_of(sense);
  const MentionKind mentioned = kind_of(sense);
  const std::uint32_t entity =
      entities_.thing(name_of(sense, analysis_.text_of(words)),
                      mentioned == MentionKind::other ? MentionKind::place : mentioned, party, true);
  entities_[entity].state |= kind == EntryKind::country || kind == EntryKind::territory || kind == EntryKind::party;
  push(words, mentioned, entity, is_adjective(sense));
  hold(words, party);
  return hit.last;
}

std::uint32_t NameFinder::listed_body_at(std::uint32_t i, const text::Hit& hit) {
  const Sense& sense = hit.senses[0];
  if (hit.last >= words_.last || !capital(hit.last) || sense.form != AliasForm::adjective) return i;
  const std::uint32_t end = run_end(hit.last);
  if (head_kind(end - 1) != MentionKind::organisation || hit_at(hit.last).sense(EntryKind::title) != nullptr) return i;
  const std::string party = text::party_of(sense);
  push({i, end}, MentionKind::organisation,
       entities_.thing(analysis_.text_of({i, end}), MentionKind::organisation, party, false));
  pending_ = {};
  pending_.first = i;
  pending_.last = end;
  pending_.party = party;
  return end;
}

std::uint32_t NameFinder::member_at(std::uint32_t i, const text::Hit& hit) {
  const std::string& party = hit.senses[0].entry->of;
  const std::uint32_t end = person_at({i, hit.last}, pending_.has_title() && pending_.last == i && !pending_.plural);
  entities_[mentions_.back().entity].party = party;
  if (pending_.any()) pending_.party = party;  // "Vell's spokesman"
  return end;
}

std::uint32_t NameFinder::adjective_at(std::uint32_t i, const std::string& place) {
  clear();
  std::uint32_t end = i + 1;
  std::uint32_t run = end;
  if (end < words_.last && capital(end) && hit_at(end).sense(EntryKind::title) == nullptr) run = run_end(end);
  if (run > end && head_kind(run - 1) == MentionKind::organisation) {
    end = run;
    const std::string_view name = analysis_.text_of({i, end});
    const bool of_state = heads_.relates(text::fold(written(end - 1)), relation::state);
    const std::uint32_t entity =
        entities_.thing(name, MentionKind::organisation, of_state ? place : std::string(name), false);
    push({i, end}, MentionKind::organisation, entity);
    pending_.party = entities_[entity].party;
  } else {
    const std::uint32_t entity = entities_.thing(place, MentionKind::place, place, false);
    entities_[entity].state = true;
    push({i, end}, MentionKind::other, entity, true);
    pending_.party = place;
  }
  pending_.first = i;
  pending_.last = end;
  return end;
}

}  // namespace entente::read
