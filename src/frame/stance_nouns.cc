// Things that are somebody's: "X's proposal to …", "a request by X, seconded by Y, to …", "opposition from X to …".
#include <algorithm>

#include "frame/document_framer.h"

namespace entente::frame {
namespace {

bool sides(Stance stance) {
  return stance == Stance::supports || stance == Stance::accepts || stance == Stance::opposes ||
         stance == Stance::refuses;
}

}  // namespace

std::vector<Named> DocumentFramer::whose(const Thing& thing, const std::vector<Speaker>& speakers, Span evidence,
                                         bool negated) {
  for (std::uint32_t i = thing.words.first + 1; i + 1 < thing.words.last; ++i) {  // "the text tabled by X"
    if (!words_[i].is("by") || !words_[i - 1].is(kTabled | kTabling)) continue;
    relations_.toward(speakers, group_at(words_, i + 1, lexicon_, *names_).speakers,
                      thing.polarity * (negated ? -1 : 1), evidence);
    return {};
  }
  const Group group = group_at(words_, thing.words.first, lexicon_, *names_);
  if (group.speakers.empty() || group.pronoun) return {};
  if (!sides(thing.stance)) return {};
  const int polarity = thing.polarity * (negated ? -1 : 1);
  const std::uint32_t end = group.words.last;
  if (end >= thing.words.last && group.speakers.front().resolved) {
    relations_.toward(speakers, group.speakers, polarity, evidence);
    return named_by(group.speakers);
  }
  std::uint32_t next = end;
  if (next < words_.size() && words_[next].kind == text::TokenKind::clitic) ++next;
  std::uint32_t noun = next;
  while (noun < thing.words.last && noun < next + 3 && !words_[noun].is(kTabled)) ++noun;
  if (noun >= thing.words.last || !words_[noun].is(kTabled)) return {};
  relations_.toward(speakers, group.speakers, polarity, evidence);
  const Range rest = after_noun(noun + 1, thing.words.last);
  if (rest.empty()) return {};
  return {named_thing({rest, thing.stance, thing.polarity, thing.strength})};
}

// What parties, or whoever spoke for them, named in this paragraph.
std::vector<Named> DocumentFramer::named_by(const std::vector<Speaker>& others) const {
  std::vector<Named> things;
  const auto take = [&](const std::string& name) {
    const auto known = named_by_.find(name);
    if (known != named_by_.end()) things.insert(things.end(), known->second.begin(), known->second.end());
  };
  for (const Speaker& other : others) {
    take(other.name);
    for (const std::string& speaker : relations_.speakers_for(other.name)) take(speaker);
  }
  return things;
}

Range DocumentFramer::after_noun(std::uint32_t at, std::uint32_t end) const {
  if (at + 1 >= end) return {};
  const Word& word = words_[at];
  if (word.is("to") || word.is("for") || word.is("on") || word.is("that") || word.is("of"))
    return trimmed(words_, {at + 1, end});
  return {};
}

void DocumentFramer::tabled(const std::vector<KnownName>& names) {
  for (std::uint32_t i = 1; i + 1 < words_.size(); ++i) {
    const bool noun = words_[i - 1].entry != nullptr && words_[i - 1].entry->noun.has_value();
    const bool by = words_[i].is("by") && (noun || words_[i - 1].is(kTabled | kTabling));
    const bool from = words_[i].is("from") && noun;
    if (by || from) {
      tabled_by(i, names);
      continue;
    }
    if (words_[i].kind == text::TokenKind::clitic && words_[i].folded.ends_with("s")) tabled_of(i, names);
  }
}

std::uint32_t DocumentFramer::end_of_phrase(std::uint32_t at) const {
  std::uint32_t end = at;
  while (end < words_.size() && end < at + 40) {
    const Word& word = words_[end];
    const bool mark = word.kind == text::TokenKind::comma || word.kind == text::TokenKind::stop ||
                      word.kind == text::TokenKind::semicolon || word.kind == text::TokenKind::colon;
    if (mark || word.is(kBe) || (word.is(kAuxiliary) && end > at + 1) || word.is(kRelative)) break;
    ++end;
  }
  return end;
}

void DocumentFramer::tabled_by(std::uint32_t by, const std::vector<KnownName>& names) {
  const Group group = group_at(words_, by + 1, lexicon_, names);
  if (group.speakers.empty() || group.pronoun) return;
  std::uint32_t next = group.words.last;
  const Span evidence = span({by - 1, group.words.last});
  if (words_[by - 1].is(kTabling)) {
    std::uint32_t first = by - 1;
    while (first > 0 && by - first < 8 && words_[first - 1].is_word() &&
           !words_[first - 1].is(kConnector | kAuxiliary) && !words_[first - 1].is("the")) {
      --first;
    }
    if (first > 0 && words_[first - 1].is("the")) --first;
    if (first + 1 >= by) return;
    table(group.speakers, {first, group.words.last});
    return;
  }
  if (next + 2 < words_.size() && words_[next].kind == text::TokenKind::comma && words_[next + 2].is("by")) {
    const bool supports =
        words_[next + 1].is("seconded") || words_[next + 1].is("supported") || words_[next + 1].is("backed");
    const bool opposes = words_[next + 1].is("opposed");
    const Group side = group_at(words_, next + 3, lexicon_, names);
    if ((supports || opposes) && !side.speakers.empty()) {
      next = side.words.last;
      if (next < words_.size() && words_[next].kind == text::TokenKind::comma) ++next;
      const Range rest = after_noun(next, end_of_phrase(next));
      const Range thing = rest.empty() ? Range{by - 1, group.words.last} : rest;
      relations_.take_side(group.speakers, {supports ? RelationKind::support : RelationKind::opposition, side},
                           evidence);
      table(group.speakers, thing);
      add_side({supports ? RelationKind::support : RelationKind::opposition, side},
               named_thing({thing, Stance::proposes, 1, Strength::open}), {});
      return;
    }
  }
  relations_.agree(group.speakers, evidence);
  for (const Speaker& speaker : group.speakers) relations_.speak_for(speaker, evidence);
  if (next + 1 < words_.size() && words_[next].kind == text::TokenKind::comma && words_[next + 1].is("to")) ++next;
  table(group.speakers, by - 1, next);
}

void DocumentFramer::tabled_of(std::uint32_t clitic, const std::vector<KnownName>& names) {
  std::uint32_t noun = clitic + 1;
  const auto known = [&](std::uint32_t at) {
    return words_[at].entry != nullptr && words_[at].entry->noun.has_value();
  };
  while (noun < words_.size() && noun < clitic + 4 && !known(noun)) ++noun;
  if (noun >= words_.size() || noun >= clitic + 4) return;
  std::uint32_t start = clitic - 1;
  Group group = group_at(words_, start, lexicon_, names);
  while ((group.words.empty() || group.words.last != clitic) && start > 0 && clitic - start < 5) {
    group = group_at(words_, --start, lexicon_, names);
  }
  if (group.words.last != clitic || group.speakers.empty() || group.pronoun) return;
  table(group.speakers, noun, noun + 1);
}

void DocumentFramer::table(const std::vector<Speaker>& speakers, std::uint32_t noun, std::uint32_t next) {
  const WordEntry* entry = words_[noun].entry;
  if (entry == nullptr || !entry->noun || next >= words_.size()) return;
  const std::vector<std::string>& opens = entry->noun->opens;
  if (std::find(opens.begin(), opens.end(), words_[next].folded) == opens.end()) return;
  Range rest = trimmed(words_, {next + 1, end_of_phrase(next + 1)});
  if (rest.empty()) return;
  const bool addressed = words_[next].is("to") && !group_at(words_, rest.first, lexicon_, *names_).words.empty();
  if (addressed) rest.first = noun;  // "proposals to NATO": who gets them is not the thing
  for (const Speaker& speaker : speakers) {
    const Named named = named_thing({rest, entry->noun->stance, entry->noun->polarity, entry->noun->strength});
    add(speaker, named, {}, around(named.span));
    remember(speaker, named);
  }
}

void DocumentFramer::table(const std::vector<Speaker>& speakers, Range thing) {
  for (const Speaker& speaker : speakers) {
    const Named named = named_thing({thing, Stance::proposes, 1, Strength::open});
    add(speaker, named, {});
    remember(speaker, named);
  }
}

}  // namespace entente::frame
