// Names, sentence by sentence, from left to right. At each word: the longest entry of the gazetteer, else a run of
// capitalised words. Modifiers ("Russian", "Kremlin") and titles ("foreign minister") are held until the name that they
// stand before, so that "Russian Foreign Minister Sergei Lavrov" gives a role and a person who speaks for Russia; roles
// that follow a name ("Sergei Lavrov, the Russian foreign minister,") are tied to it likewise. A capital at the start
// of a sentence tells nothing of a common word; nor do capitals in a headline that has them everywhere: there only
// listed names, and those of persons who are met in the running text, count.
#include "read/names.h"

#include <algorithm>

#include "read/entities.h"
#include "read/polities.h"

namespace entente::read {
namespace {

using text::AliasForm;
using text::EntryKind;
using text::Gender;
using text::Sense;
using text::Shape;
using text::TitleKind;
using text::TokenKind;
namespace wc = word_class;

bool is_particle(std::string_view word) {
  return word == "de" || word == "van" || word == "von" || word == "der" || word == "den" || word == "bin" ||
         word == "bint" || word == "al" || word == "el" || word == "da" || word == "di" || word == "del" ||
         word == "la" || word == "le" || word == "du" || word == "dos" || word == "ibn" || word == "ter";
}

MentionKind kind_of(const Sense& sense) {
  switch (sense.entry->kind) {
    case EntryKind::country:
    case EntryKind::territory:
    case EntryKind::place:
      if (sense.form == AliasForm::metonym) return MentionKind::organisation;
      return sense.form == AliasForm::adjective || sense.form == AliasForm::demonym ? MentionKind::other
                                                                                    : MentionKind::place;
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

class Finder {
 public:
  Finder(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads)
      : analysis_(analysis), gazetteer_(gazetteer), heads_(heads) {}

  Names run() {
    polities_ = find_polities(analysis_, gazetteer_, heads_);
    std::vector<std::uint32_t> headlines;
    for (std::uint32_t s = 0; s < analysis_.sentences.size(); ++s) {
      if (in_capitals(analysis_.sentences[s].words)) {
        headlines.push_back(s);
      } else {
        sentence(analysis_.sentences[s].words);
      }
    }
    for (const std::uint32_t s : headlines) headline(analysis_.sentences[s].words);
    Names names;
    std::stable_sort(mentions_.begin(), mentions_.end(),
                     [](const NameMention& a, const NameMention& b) { return a.words.first < b.words.first; });
    names.mentions = std::move(mentions_);
    names.entities = entities_.take();
    know_members(names);
    return names;
  }

 private:
  // "Venn", where the case knows one Oskar Venn and the document tells no more.
  void know_members(Names& names) const {
    std::vector<bool> member(names.entities.size(), false);
    for (std::uint32_t e = 0; e < names.entities.size(); ++e) {
      NamedEntity& entity = names.entities[e];
      const bool unclear = entity.kind == MentionKind::person || entity.kind == MentionKind::other;
      if (!unclear || entity.listed || entity.state || entity.name.find(' ') != std::string::npos) continue;
      const text::Entry* known = gazetteer_.member_by_surname(entity.name);
      if (known == nullptr || heads_.kind_of(text::fold(entity.name)) != MentionKind::role) continue;
      entity.kind = MentionKind::person;
      entity.name = known->name;
      entity.party = known->of;
      member[e] = true;
    }
    for (NameMention& mention : names.mentions) {
      if (mention.entity != no_index && member[mention.entity]) mention.kind = MentionKind::person;
    }
  }

  const Word& at(std::uint32_t i) const { return analysis_.words[i]; }
  std::string_view written(std::uint32_t i) const { return analysis_.text_of(i); }
  bool capital(std::uint32_t i) const { return at(i).token.kind == TokenKind::word && at(i).token.starts_upper(); }

  // Whether capitals tell nothing here: a headline in which every word but the small ones has one.
  bool in_capitals(Range words) const {
    std::uint32_t capitals = 0;
    for (std::uint32_t i = words.first; i < words.last; ++i) {
      const Word& word = at(i);
      if (word.token.kind != TokenKind::word) continue;
      if (word.token.starts_upper()) {
        ++capitals;
      } else if (word.token.shape == Shape::lower &&
                 !word.is(wc::determiner | wc::possessive | wc::preposition | wc::coordinator | wc::subordinator |
                          wc::auxiliary | wc::complementizer | wc::wh | wc::negation)) {
        return false;
      }
    }
    return capitals >= 4;
  }

  // ---- what stands before a name

  struct Pending {
    std::uint32_t first = no_index;  // where the modifiers and titles start
    std::uint32_t last = 0;
    std::string party;
    std::string title;
    TitleKind title_kind = TitleKind::none;
    Gender gender = Gender::unknown;
    bool plural = false;
    bool has_title() const { return !title.empty(); }
    bool any() const { return first != no_index; }
  };

  void clear() {
    // A role without a name beside it is a mention of its own.
    if (pending_.has_title() && pending_.title_kind != TitleKind::honorific) push_role();
    pending_ = {};
  }

  void push_role() {
    NameMention role;
    role.words = {pending_.first, pending_.last};
    role.kind = MentionKind::role;
    role.title = pending_.title;
    role.party = pending_.party;
    role.gender = pending_.gender;
    role.plural = pending_.plural;
    mentions_.push_back(std::move(role));
  }

  std::uint32_t push(Range words, MentionKind kind, std::uint32_t entity, bool adjective = false) {
    NameMention mention;
    mention.words = words;
    mention.kind = kind;
    mention.entity = entity;
    mention.adjective = adjective;
    mentions_.push_back(std::move(mention));
    return static_cast<std::uint32_t>(mentions_.size() - 1);
  }

  // ---- one sentence

  void sentence(Range words) {
    words_ = words;
    tokens_.clear();
    for (std::uint32_t i = words.first; i < words.last; ++i) tokens_.push_back(at(i).token);
    pending_ = {};
    after_person_ = no_index;
    pending_before_comma_ = no_index;
    for (std::uint32_t i = words.first; i < words.last;) i = step(i);
    clear();
  }

  text::Hit hit_at(std::uint32_t i) const {
    text::Hit hit = gazetteer_.match(analysis_.text(), tokens_, i - words_.first);
    hit.first += words_.first;
    hit.last += words_.first;
    return hit;
  }

  std::uint32_t step(std::uint32_t i) {
    const Word& word = at(i);
    if (word.token.kind == TokenKind::clitic) return i + 1;
    if (word.token.kind == TokenKind::stop && pending_.has_title() && i == pending_.last && i + 1 < words_.last &&
        at(i - 1).token.starts_upper() && at(i - 1).token.span.size() <= 5) {
      pending_.last = i + 1;  // "Sen."
      return i + 1;
    }
    if (!word.is_word()) {
      if (word.token.kind != TokenKind::comma || !pending_.has_title()) {
        if (word.token.kind != TokenKind::comma) after_person_ = no_index;
        clear();
      } else if (i + 1 >= words_.last || !capital(i + 1) || pending_.plural ||
                 !(hit_at(i + 1).sense(EntryKind::given_name) ||
                   (i + 2 < words_.last && capital(i + 2) && hit_at(i + 1).last <= i + 1))) {
        clear();  // else: "the minister for trade, Mara Vell"
      }
      return i + 1;
    }
    const text::Hit hit = hit_at(i);
    if (hit.last > i && !hit.senses.empty()) {
      if (const Sense* title = hit.sense(EntryKind::title); title != nullptr && !begins_person(i, hit))
        return title_at(i, hit.last, *title);
      if (!hit.sense(EntryKind::given_name) || hit.senses.size() > 1) {
        if (const std::uint32_t next = listed_at(i, hit); next > i) return next;
      }
    }
    if (capital(i) && !polities_.demonyms.empty()) {
      const auto place = polities_.demonyms.find(text::fold(written(i)));
      if (place != polities_.demonyms.end()) return adjective_at(i, place->second);
    }
    if (capital(i) && !is_common_start(i)) return run_at(i, hit);
    if (pending_.has_title() && (word.is("of") || word.is("for") || word.is("at") || word.is("from"))) {
      office_of(i);
      return i + 1;
    }
    const bool between = pending_.any() && !pending_.has_title() && word.token.shape == Shape::lower &&
                         i - pending_.last < 3 && word.info.classes == 0 && word.info.forms == 0;
    if (!between) {
      if (!word.is(wc::determiner | wc::possessive))
        clear();
      else if (pending_.any())
        clear();
    }
    return i + 1;
  }

  // A capital that its place explains.
  bool is_common_start(std::uint32_t i) const {
    const bool starts = i == words_.first || at(i - 1).token.kind == TokenKind::quote ||
                        at(i - 1).token.kind == TokenKind::colon || at(i - 1).token.kind == TokenKind::stop;
    const Word& word = at(i);
    if (word.token.shape == Shape::upper && word.token.span.size() > 1 && !word.is(wc::determiner)) return false;
    const std::uint32_t function = wc::determiner | wc::possessive | wc::subject | wc::object | wc::preposition |
                                   wc::coordinator | wc::subordinator | wc::auxiliary | wc::modal | wc::wh |
                                   wc::complementizer | wc::adverb | wc::negation | wc::time;
    // "the Sunday Courier"
    const bool weekly = word.is(wc::weekday) && i > words_.first && at(i - 1).is("the") && i + 1 < words_.last &&
                        capital(i + 1) && !at(i + 1).is(function);
    if (weekly) return false;
    if (word.is(function)) return true;
    if (!starts) return false;
    if (i + 1 < words_.last && capital(i + 1) && !at(i + 1).is(function) && word.info.forms == 0) return false;
    if (entities_.known_person(written(i)) != no_index || entities_.known_thing(written(i)) != no_index) return false;
    // "Vell, seat of the Norvian government, …"
    if (i + 3 < words_.last && at(i + 1).token.kind == TokenKind::comma && word.info.folded.empty() &&
        word.info.forms == 0) {
      const std::uint32_t next = at(i + 2).is(wc::determiner) ? i + 3 : i + 2;
      if (heads_.relates(text::fold(written(next)), relation::seat)) return false;
    }
    // Alone at the start: a name only where what follows reads so ("Lavrov said", "Velmar's").
    if (i + 1 < words_.last && (at(i + 1).token.kind == TokenKind::clitic || at(i + 1).info.verb >= 0 ||
                                at(i + 1).is(wc::finite | wc::modal | wc::adverb))) {
      return !word.info.folded.empty() || word.info.forms != 0 ||
             (written(i).back() == 's' && at(i + 1).token.kind != TokenKind::clitic);
    }
    return true;
  }

  // "Jordan Smith", "Chad Brown": a country or title that is a given name before a capitalised word that is nothing
  // else.
  bool begins_person(std::uint32_t i, const text::Hit& hit) const {
    return hit.last == i + 1 && hit.sense(EntryKind::given_name) != nullptr && i + 1 < words_.last && capital(i + 1) &&
           at(i + 1).info.classes == 0 && hit_at(i + 1).last <= i + 1;
  }

  std::uint32_t title_at(std::uint32_t i, std::uint32_t last, const Sense& title) {
    if (title.entry->title == TitleKind::honorific &&
        !(last < words_.last && (capital(last) || at(last).token.kind == TokenKind::stop))) {
      clear();
      return last;
    }
    if (pending_.has_title() && pending_.last != i) clear();
    if (!pending_.any()) pending_.first = i;
    // "former", "deputy", "acting" before it belong to the role.
    pending_.title = title.entry->name;
    pending_.title_kind = title.entry->title;
    pending_.plural = title.form == AliasForm::plural;
    if (title.entry->gender != Gender::unknown) pending_.gender = title.entry->gender;
    pending_.last = last;
    attach_behind();
    return last;
  }

  // A title in an apposition behind a person gives that person the role.
  void attach_behind() {
    if (after_person_ == no_index || pending_.plural) return;
    const NameMention& person = mentions_[after_person_];
    if (pending_.first - person.words.last > 8) return;
    // "…, the minister", "… (the minister", "… is the minister": not whom he or she met.
    std::uint32_t next = person.words.last;
    while (next < words_.last && at(next).is(wc::auxiliary | wc::adverb)) ++next;
    const bool apposed = next < words_.last &&
                         (at(next).token.kind == TokenKind::comma || at(next).token.kind == TokenKind::bracket_open ||
                          at(next).is("as") || next > person.words.last || next == pending_.first);
    if (!apposed) return;
    for (std::uint32_t k = next; k < pending_.first; ++k) {
      // "Vell, the speaker, cautioned the president": a verb has come between.
      const bool phrase = at(k - 1).is(wc::determiner | wc::possessive | wc::adverb);
      if (k > next && !phrase && at(k).token.shape == Shape::lower &&
          at(k).info.form(verb_form::past | verb_form::third))
        return;
    }
    give(person.entity);
  }

  void give(std::uint32_t entity) {
    NamedEntity& bearer = entities_[entity];
    if (pending_.has_title() && pending_.title_kind != TitleKind::honorific) bearer.titles.push_back(pending_.title);
    if (bearer.party.empty() && (pending_.title_kind == TitleKind::state || pending_.title_kind == TitleKind::body))
      bearer.party = pending_.party;
    if (bearer.gender == Gender::unknown) bearer.gender = pending_.gender;
  }

  // "spokesman for the ministry", "president of Velmar".
  void office_of(std::uint32_t i) {
    std::uint32_t k = i + 1;
    while (k < words_.last && k < i + 4 && at(k).is(wc::determiner | wc::possessive)) ++k;
    if (k >= words_.last) return clear();
    const text::Hit hit = hit_at(k);
    if ((hit.last > k && !hit.sense(EntryKind::title)) || capital(k)) {
      const std::string party = hit.last > k ? party_of(hit.senses[0]) : unlisted_party({k, run_end(k)});
      if (!party.empty()) {
        if (pending_.party.empty()) pending_.party = party;
        attach_behind();
        const std::uint32_t last_mention = static_cast<std::uint32_t>(mentions_.size());
        push_role();
        if (last_mention < mentions_.size()) pending_before_comma_ = last_mention;
        pending_.first = no_index;
        pending_ = {};
        return;
      }
    }
    clear();
  }

  // The party that an unlisted name behind a title stands for: "envoy of Norvia". A person is none.
  std::string unlisted_party(Range words) const {
    const std::uint32_t known = entities_.known_thing(analysis_.text_of(words));
    if (known != no_index) return entities_.at(known).party;
    if (words.size() == 1 && entities_.known_person(written(words.first)) != no_index) return {};
    if (words.size() > 1 && hit_at(words.first).sense(EntryKind::given_name) != nullptr) return {};
    return std::string(analysis_.text_of(words));
  }

  std::uint32_t listed_at(std::uint32_t i, const text::Hit& hit) {
    const Sense& sense = hit.senses[0];
    if (begins_person(i, hit) && sense.entry->kind != EntryKind::member) return i;
    const EntryKind kind = sense.entry->kind;
    // "Velmar State University": a listed name that a longer run goes on from is part of that run's name.
    if (hit.last < words_.last && capital(hit.last) && sense.form != AliasForm::adjective &&
        sense.form != AliasForm::demonym) {
      const std::uint32_t end = run_end(hit.last);
      const bool head_ends =
          heads_.kind_of(at(end - 1).info.folded.empty() ? text::fold(written(end - 1))
                                                         : std::string(at(end - 1).info.folded)) != MentionKind::role;
      if (head_ends && hit_at(hit.last).sense(EntryKind::title) == nullptr) return name_at({i, end}, hit);
    }
    if (hit.last < words_.last && capital(hit.last) && sense.form == AliasForm::adjective) {
      // "Russian Foreign Ministry": a body of that country.
      const std::uint32_t end = run_end(hit.last);
      const std::string last = text::fold(written(end - 1));
      if (heads_.kind_of(last) == MentionKind::organisation && !hit_at(hit.last).sense(EntryKind::title)) {
        const std::uint32_t entity =
            entities_.thing(analysis_.text_of({i, end}), MentionKind::organisation, party_of(sense), false);
        push({i, end}, MentionKind::organisation, entity);
        pending_ = {};
        pending_.first = i;
        pending_.last = end;
        pending_.party = party_of(sense);
        return end;
      }
    }
    const bool adjective = sense.form == AliasForm::adjective || sense.form == AliasForm::demonym;
    if (kind == EntryKind::member) {
      const std::uint32_t end =
          person_at({i, hit.last}, pending_.has_title() && pending_.last == i && !pending_.plural);
      entities_[mentions_.back().entity].party = sense.entry->of;
      if (pending_.any()) pending_.party = sense.entry->of;  // "Vell's spokesman"
      return end;
    }
    clear();
    std::string name = kind == EntryKind::country || kind == EntryKind::territory
                           ? (sense.form == AliasForm::metonym || sense.form == AliasForm::capital
                                  ? std::string(analysis_.text_of({i, hit.last}))
                                  : sense.entry->name)
                           : sense.entry->name;
    if (name.starts_with("The ") || name.starts_with("the ")) name.erase(0, 4);
    const std::string party = party_of(sense);
    const std::uint32_t entity =
        entities_.thing(name, kind_of(sense) == MentionKind::other ? MentionKind::place : kind_of(sense), party, true);
    entities_[entity].state |= kind == EntryKind::country || kind == EntryKind::territory || kind == EntryKind::party;
    push({i, hit.last}, kind_of(sense), entity, adjective);
    pending_.first = i;
    pending_.last = hit.last;
    if (pending_.last < words_.last && at(pending_.last).token.kind == TokenKind::clitic) ++pending_.last;
    pending_.party = party;
    return hit.last;
  }

  // "Norvian", "Norvian Foreign Ministry", of a place that the text names.
  std::uint32_t adjective_at(std::uint32_t i, const std::string& place) {
    clear();
    std::uint32_t end = i + 1;
    if (end < words_.last && capital(end) && hit_at(end).sense(EntryKind::title) == nullptr) {
      const std::uint32_t run = run_end(end);
      if (heads_.kind_of(text::fold(written(run - 1))) == MentionKind::organisation) {
        const std::string last = text::fold(written(run - 1));
        const std::string_view name = analysis_.text_of({i, run});
        push({i, run}, MentionKind::organisation,
             entities_.thing(name, MentionKind::organisation,
                             heads_.relates(last, relation::state) ? place : std::string(name), false));
        pending_.party = entities_[mentions_.back().entity].party;
        end = run;
      }
    }
    if (end == i + 1) {
      const std::uint32_t entity = entities_.thing(place, MentionKind::place, place, false);
      entities_[entity].state = true;
      push({i, end}, MentionKind::other, entity, true);
      pending_.party = place;
    }
    pending_.first = i;
    pending_.last = end;
    return end;
  }

  // ---- runs of capitalised words

  std::uint32_t run_end(std::uint32_t i) const {
    std::uint32_t end = i;
    while (end < words_.last && end < i + 10) {
      if (capital(end) && !(end > i && at(end).is(wc::weekday | wc::month))) {
        ++end;
        continue;
      }
      const Word& word = at(end);
      if (end > i && end + 1 < words_.last && word.is_word()) {
        if (is_particle(word.info.folded.empty() ? written(end) : word.info.folded) && capital(end + 1)) {
          end += 2;
          continue;
        }
        const std::string before = text::fold(written(end - 1));
        const bool body =
            heads_.kind_of(before) == MentionKind::organisation || before == "minister" || before == "bank";
        if (body && (word.is("of") || word.is("for") || word.is("on"))) {
          std::uint32_t next = end + 1;
          if (at(next).is("the") && next + 1 < words_.last) ++next;
          if (capital(next)) {
            end = next + 1;
            // "… for the Study of War"
            while (end + 1 < words_.last && (at(end).is("of") || at(end).is("and")) && capital(end + 1)) end += 2;
            continue;
          }
        }
      }
      const bool owners = (word.token.kind == TokenKind::single_quote || word.token.kind == TokenKind::clitic) &&
                          !word.token.space_before && end > i && end + 1 < words_.last && capital(end + 1) &&
                          written(end).size() <= 3 && !word.is("'s") && written(end - 1).back() == 's';
      if (owners) {
        // "Dock Workers' Union"
        std::uint32_t last = end + 1;
        while (last < words_.last && capital(last)) ++last;
        if (heads_.kind_of(text::fold(written(last - 1))) != MentionKind::organisation) break;
        end = last;
        continue;
      }
      if (word.token.kind == TokenKind::other && !word.token.space_before && end > i && end + 1 < words_.last &&
          capital(end + 1) && written(end) == "&") {
        end += 2;
        continue;
      }
      break;
    }
    return std::max(end, i + 1);
  }

  // "Republic of Norvia" is Norvia.
  std::uint32_t realm_at(std::uint32_t i) {
    if (i + 2 >= words_.last || !at(i + 1).is("of") || !capital(i + 2)) return i;
    if (!heads_.relates(text::fold(written(i)), relation::realm)) return i;
    std::uint32_t end = i + 3;
    while (end < words_.last && capital(end) && hit_at(end).sense(EntryKind::title) == nullptr) ++end;
    const std::string_view name = analysis_.text_of({i + 2, end});
    if (!polities_.has(text::fold(name))) return i;
    const std::uint32_t entity = entities_.thing(name, MentionKind::place, std::string(name), false);
    NamedEntity& realm = entities_[entity];
    if (realm.kind == MentionKind::person) return i;
    realm.state = true;
    realm.party = realm.name;
    clear();
    push({i, end}, MentionKind::place, entity);
    pending_.first = i;
    pending_.last = end;
    if (pending_.last < words_.last && at(pending_.last).token.kind == TokenKind::clitic) ++pending_.last;
    pending_.party = realm.party;
    return end;
  }

  std::uint32_t run_at(std::uint32_t i, const text::Hit& hit) {
    if (const std::uint32_t realm = realm_at(i); realm > i) return realm;
    std::uint32_t end = run_end(i);
    // A title or a listed name within the run starts something new.
    for (std::uint32_t k = i + 1; k < end; ++k) {
      if (!polities_.demonyms.empty() && polities_.demonyms.contains(text::fold(written(k)))) {
        end = k;
        break;
      }
      const text::Hit inner = hit_at(k);
      if (inner.last <= k) continue;
      if (inner.sense(EntryKind::title) && inner.last < end) {
        end = k;
        break;
      }
    }
    return name_at({i, end}, hit);
  }

  std::uint32_t name_at(Range words, const text::Hit& hit) {
    while (words.size() > 1 &&
           at(words.last - 1).is(wc::determiner | wc::preposition | wc::coordinator | wc::subordinator) &&
           at(words.last - 1).token.shape != Shape::upper)
      --words.last;
    const std::string last = text::fold(written(words.last - 1));
    const bool given = hit.sense(EntryKind::given_name) != nullptr && hit.first == words.first;
    MentionKind head = words.size() > 1 || pending_.any() ? heads_.kind_of(last) : MentionKind::role;
    if (words.size() > 1 && head == MentionKind::role &&
        heads_.kind_of(text::fold(written(words.first))) == MentionKind::organisation) {
      head = MentionKind::organisation;  // "Radio Marenne"
    }
    const bool titled = pending_.has_title() && pending_.last == words.first && !pending_.plural;
    std::string_view name = analysis_.text_of(words);

    MentionKind kind = MentionKind::other;
    std::uint32_t thing = entities_.known_thing(name);
    if (thing == no_index && words.size() == 1 && words.first > words_.first &&
        at(words.first - 1).is(wc::determiner)) {
      thing = entities_.known_short(name);
    }
    if (thing != no_index && !titled) {
      const std::uint32_t entity = thing;
      if (entities_[entity].kind != MentionKind::person) {
        clear();
        push(words, entities_[entity].kind, entity);
        pending_.first = words.first;
        pending_.last = words.last;
        if (pending_.last < words_.last && at(pending_.last).token.kind == TokenKind::clitic) ++pending_.last;
        pending_.party = entities_[entity].party;
        return words.last;
      }
      kind = MentionKind::person;
    } else if (head == MentionKind::organisation && !(given && titled)) {
      kind = MentionKind::organisation;
    } else if (!titled && polities_.has(text::fold(name))) {
      kind = MentionKind::place;
    } else if (body_inside(words)) {
      kind = MentionKind::organisation;
    } else if (titled || (given && words.size() >= 2 && words.size() <= 5)) {
      kind = MentionKind::person;
    } else if (words.size() == 1 && entities_.known_person(name) != no_index) {
      kind = MentionKind::person;
    } else if (head == MentionKind::place) {
      kind = MentionKind::place;
    } else if (head == MentionKind::other) {
      kind = MentionKind::other;
    } else if (at(words.first).token.shape == Shape::upper && words.size() == 1 && name.size() >= 2 &&
               name.size() <= 6 && name.find('-') == std::string_view::npos) {
      kind = MentionKind::organisation;
    } else {
      kind = by_context(words, given);
    }
    if (kind == MentionKind::person) return person_at(words, titled);
    const std::string party =
        pending_.any() && !pending_.has_title() && pending_.last == words.first ? pending_.party : std::string();
    clear();
    // A body that no list knows speaks for itself, or for the country that is named before it; so may a place.
    std::string body_party = kind == MentionKind::person || head == MentionKind::other ? std::string()
                             : party.empty()                                           ? std::string(name)
                                                                                       : party;
    if (words.size() == 1 && heads_.relates(text::fold(name), relation::wide)) body_party.clear();  // "Western"
    const std::uint32_t entity = entities_.thing(name, kind, body_party, false);
    if (kind == MentionKind::place && polities_.has(text::fold(name))) {
      entities_[entity].state = true;
      entities_[entity].party = entities_[entity].name;
    }
    push(words, entities_[entity].kind, entity);
    // "(ISW)"
    if (words.last + 2 < words_.last && at(words.last).token.kind == TokenKind::bracket_open &&
        at(words.last + 2).token.kind == TokenKind::bracket_close && at(words.last + 1).token.shape == Shape::upper) {
      entities_.add_alias(written(words.last + 1), entity);
    }
    pending_.first = words.first;
    pending_.last = words.last;
    if (pending_.last < words_.last && at(pending_.last).token.kind == TokenKind::clitic) ++pending_.last;
    pending_.party = body_party;
    return words.last;
  }

  bool body_inside(Range words) const {
    for (std::uint32_t k = words.first; k + 1 < words.last; ++k) {
      if ((at(k + 1).is("of") || at(k + 1).is("for")) &&
          heads_.kind_of(text::fold(written(k))) == MentionKind::organisation)
        return true;
    }
    return false;
  }

  MentionKind by_context(Range words, bool given) const {
    const Word* before = words.first > words_.first ? &at(words.first - 1) : nullptr;
    const Word* after = words.last < words_.last ? &at(words.last) : nullptr;
    const bool speaks = after != nullptr && after->info.verb >= 0 && !after->token.starts_upper();
    const bool article = before != nullptr && before->is("the");
    // "the newsletter Morning Tide"
    if (before != nullptr && before->token.kind == TokenKind::word && !before->token.starts_upper() &&
        heads_.kind_of(text::fold(written(words.first - 1))) == MentionKind::organisation)
      return MentionKind::organisation;
    if (words.size() == 2 && heads_.relates(text::fold(written(words.first)), relation::qualifier))
      return MentionKind::place;  // "Upper Norvia"
    if (words.size() >= 2 && words.size() <= 3 && !article) {
      bool common = false;
      for (std::uint32_t k = words.first; k < words.last; ++k)
        common |= at(k).info.forms != 0 || at(k).info.noun >= 0 || at(k).info.classes != 0;
      if (!common) return MentionKind::person;
    }
    if (words.size() == 1) {
      if (polities_.has(text::fold(written(words.first)))) return MentionKind::place;
      if (given) return MentionKind::person;
      if (before != nullptr && (before->is("in") || before->is("near") || before->is("at"))) return MentionKind::place;
      if (speaks && !article) return MentionKind::person;
    }
    return MentionKind::other;
  }

  std::uint32_t person_at(Range words, bool titled) {
    std::vector<std::string_view> parts;
    for (std::uint32_t k = words.first; k < words.last; ++k) {
      if (at(k).is_word()) parts.push_back(written(k));
    }
    Gender gender = pending_.gender;
    if (gender == Gender::unknown) {
      const text::Hit hit = hit_at(words.first);
      if (const Sense* given = hit.sense(EntryKind::given_name); given != nullptr && words.size() > 1)
        gender = given->entry->gender;
    }
    const std::uint32_t entity = entities_.person(parts, gender, titled ? pending_.title : std::string());
    // The possessive of a person before a title does not make that person the bearer: "Vell's spokesman".
    if (titled || (pending_.has_title() && pending_.last + 1 == words.first)) {
      give(entity);
      if (pending_.title_kind != TitleKind::honorific) push_role();
    } else if (pending_before_comma_ != no_index && words.first > words_.first &&
               at(words.first - 1).token.kind == TokenKind::comma &&
               words.first - mentions_[pending_before_comma_].words.last < 8) {
      NamedEntity& bearer = entities_[entity];
      bearer.titles.push_back(mentions_[pending_before_comma_].title);
      if (bearer.party.empty()) bearer.party = mentions_[pending_before_comma_].party;
    } else if (pending_.has_title()) {
      clear();
    } else if (pending_.any() && pending_.last == words.first && !pending_.party.empty() &&
               entities_[entity].party.empty()) {
      entities_[entity].party = pending_.party;  // "Ukraine's Zelensky"
    }
    pending_ = {};
    pending_before_comma_ = no_index;
    after_person_ = push(words, MentionKind::person, entity);
    if (words.last < words_.last && at(words.last).token.kind == TokenKind::clitic && words.last + 1 < words_.last) {
      // "Weber's spokesman" speaks for whom Weber speaks for.
      after_person_ = no_index;
      pending_.first = words.first;
      pending_.last = words.last + 1;
      pending_.party = entities_[entity].party;
    }
    return words.last;
  }

  // ---- headlines

  void headline(Range words) {
    words_ = words;
    tokens_.clear();
    for (std::uint32_t i = words.first; i < words.last; ++i) tokens_.push_back(at(i).token);
    pending_ = {};
    after_person_ = no_index;
    for (std::uint32_t i = words.first; i < words.last;) {
      const text::Hit hit = hit_at(i);
      if (hit.last > i && !hit.sense(EntryKind::title) && !hit.sense(EntryKind::given_name) && capital(i)) {
        i = std::max(listed_at(i, hit), i + 1);
        pending_ = {};
        continue;
      }
      if (capital(i)) {
        std::uint32_t end = i + 1;
        std::uint32_t entity = entities_.known_person(written(i));
        // A given name and the surname that follows it.
        if (hit.sense(EntryKind::given_name) != nullptr && end < words.last && capital(end) &&
            entities_.known_person(written(end)) != no_index) {
          entity = entities_.known_person(written(end));
          ++end;
        }
        if (entity != no_index && !(at(i).info.classes != 0)) {
          push({i, end}, MentionKind::person, entity);
          i = end;
          continue;
        }
      }
      ++i;
    }
  }

  const Analysis& analysis_;
  const text::Gazetteer& gazetteer_;
  const NameHeads& heads_;
  Range words_;
  std::vector<text::Token> tokens_;
  Pending pending_;
  std::uint32_t after_person_ = no_index;          // the mention of the person named last, as long as roles may follow
  std::uint32_t pending_before_comma_ = no_index;  // a role with its office, whose bearer may follow a comma
  Polities polities_;
  std::vector<NameMention> mentions_;
  Entities entities_;
};

}  // namespace

Names find_names(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads) {
  return Finder(analysis, gazetteer, heads).run();
}

}  // namespace entente::read
