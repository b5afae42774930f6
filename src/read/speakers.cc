// The name in a source decides; a role without a name is given to the person of the document who holds it; a pronoun to
// the person who fits it best: named in the last sentences, as a subject, of that gender, the last to have spoken.
// These are weights, not proofs: each is small beside a sentence of distance, so that the order of the text decides
// first.
#include "read/speakers.h"

#include <algorithm>

#include "read/passives.h"

namespace entente::read {
namespace {

using text::TokenKind;
namespace wc = word_class;

}  // namespace

Speakers::Speakers(const Analysis& analysis, Names& names, const text::Gazetteer& gazetteer, const NameHeads& heads)
    : analysis_(analysis), names_(names), heads_(heads), phrases_(analysis), ties_(analysis, names, gazetteer, heads) {}

// The words of a phrase that name: without the article before it and the possessive behind; a description does not go
// on past a comma, nor into a relative clause.
Range Speakers::named_part(Range phrase) const {
  while (phrase.size() > 1 && analysis_.words[phrase.last - 1].token.kind != TokenKind::bracket_close &&
         (!analysis_.words[phrase.last - 1].is_word() &&
          analysis_.words[phrase.last - 1].token.kind != TokenKind::stop &&
          analysis_.words[phrase.last - 1].token.kind != TokenKind::quote)) {
    --phrase.last;
  }
  if (phrase.size() > 1 && analysis_.words[phrase.first].is_one_of({"the", "a", "an"})) ++phrase.first;
  for (std::uint32_t i = phrase.first + 1; i < phrase.last; ++i) {
    const Word& word = analysis_.words[i];
    const bool comma = word.token.kind == TokenKind::comma && i + 1 < phrase.last &&
                       (analysis_.words[i + 1].is(wc::relative | wc::determiner | wc::possessive) ||
                        analysis_.words[i + 1].is_one_of({"through", "via"}) ||
                        analysis_.words[i + 1].info.form(verb_form::participle | verb_form::gerund));
    const bool clause = word.is("who") || (word.is("that") && !analysis_.words[i - 1].is(wc::preposition));
    const bool passed = i + 1 < phrase.last && analysis_.words[i + 1].is_one_of({"by", "to"}) &&
                        passes_on(text::fold(analysis_.text_of(i)));
    if (comma || clause || passed) {
      phrase.last = i;
      break;
    }
  }
  return phrase;
}

std::string Speakers::phrase_name(Range phrase) const {
  phrase = named_part(phrase);
  std::string name = phrase.size() > 1 ? ties_.described(phrase) : std::string(analysis_.text_of(phrase));
  std::replace(name.begin(), name.end(), '\n', ' ');
  return name;
}

Speaker Speakers::of_entity(std::uint32_t number, Range phrase) const {
  const NamedEntity& entity = names_.entities[number];
  Speaker speaker{number, entity.name, entity.party, false};
  if (entity.kind == MentionKind::place && entity.listed && !entity.party.empty()) speaker.name = entity.party;
  if (!entity.stands_for.empty()) speaker.name = entity.stands_for;
  if (speaker.name.empty()) speaker.name = phrase_name(phrase);
  // A thing that speaks is a party, where no more is known of it.
  const bool unknown = entity.kind == MentionKind::other && entity.name.find(' ') == std::string::npos;
  if (speaker.party.empty() && entity.kind != MentionKind::person && !unknown) speaker.party = speaker.name;
  return speaker;
}

Speaker Speakers::of_role(const NameMention& role, Range phrase) {
  const bool one_of_many = analysis_.words[phrase.first].is_one_of({"a", "an", "one", "another", "some"});
  if (!one_of_many) {
    const std::uint32_t bearer = ties_.bearer_of(role, phrase.first);
    if (bearer != no_index) return of_entity(bearer, phrase);
  }
  if (const std::uint32_t named = ties_.apposed_person(phrase); named != no_index) return of_entity(named, phrase);
  Speaker speaker = of_description(phrase);
  const std::uint32_t head = ties_.head_of(ties_.stripped(phrase));
  const bool of_nobody =
      head != no_index &&
      (heads_.relates(text::fold(analysis_.text_of(head)), relation::kin | relation::nobody) || ties_.is_past(phrase));
  if (speaker.party.empty() && !of_nobody) speaker.party = role.party;
  speaker.plural = role.plural;
  return speaker;
}

std::uint32_t Speakers::bearer_of(const NameMention& role) const {
  const std::uint32_t first = role.words.first;
  if (first == 0 || !analysis_.words[first - 1].is_one_of({"the"})) return no_index;
  return ties_.bearer_of(role, first);
}

Speaker Speakers::of_description(Range phrase) const {
  // "One of them, a serving officer,": what follows tells more.
  for (std::uint32_t i = phrase.first; i + 2 < phrase.last && i < phrase.first + 4; ++i) {
    if (analysis_.words[i].is_one_of({"them"}) && analysis_.words[i + 1].token.kind == TokenKind::comma)
      return of_description({i + 2, phrase.last});
  }
  Speaker speaker;
  // "one of the largest funds, Vell Capital,"
  if (phrase.size() > 4 && analysis_.words[phrase.first].is("one") && analysis_.words[phrase.first + 1].is("of")) {
    const Range rest{phrase.first + 2, phrase.last};
    if (const NameMention* apposed = ties_.apposed_thing(ties_.core_of(rest), ties_.head_of(rest)))
      return of_entity(apposed->entity, apposed->words);
  }
  // "Norvia's main opposition party, the Reds,"
  if (const NameMention* apposed = ties_.apposed_thing(ties_.core_of(phrase), ties_.head_of(phrase)))
    return of_entity(apposed->entity, apposed->words);
  speaker.name = phrase_name(phrase);
  // "The ministry", "the party", "these allies": what the same word named before.
  const std::uint32_t head = ties_.head_of(ties_.stripped(phrase));
  if (head == no_index || !analysis_.words[head].is_word()) return speaker;
  const std::string word = text::fold(analysis_.text_of(head));
  speaker.plural = word.size() > 3 && word.back() == 's';
  const Word& first = analysis_.words[phrase.first];
  const bool two = phrase.size() <= 3 && (first.is("both") || first.is("neither") ||
                                          (phrase.size() > 1 && analysis_.words[phrase.first + 1].is_one_of({"two"}) &&
                                           first.is_one_of({"the", "these"})));
  if (two) {
    if (Speaker pair = of_two(phrase); pair.known()) return pair;
  }
  const bool definite = first.is_one_of({"the", "this", "these", "those", "its", "that"});
  if (definite && phrase.size() <= 3) {
    const Range before = ties_.mentions_before(phrase.first);
    for (std::uint32_t m = before.last; m > before.first && before.last - m < 60; --m) {
      const NameMention& mention = names_.mentions[m - 1];
      if (mention.entity == no_index) continue;
      const std::string last = text::fold(analysis_.text_of(mention.words.last - 1));
      if (mention.kind == MentionKind::organisation && last == word && heads_.may_stand_alone(word) &&
          head == phrase.first + 1)
        return of_entity(mention.entity, mention.words);
      // "European allies … these allies": a mention that the same noun follows.
      const std::uint32_t next = mention.words.last;
      if (next < phrase.first && next < analysis_.words.size() && text::fold(analysis_.text_of(next)) == word &&
          analysis_.words[next].sentence == analysis_.words[mention.words.first].sentence) {
        speaker.party = ties_.party_of({mention.words.first, next + 1});
        if (speaker.party.empty()) speaker.party = names_.entities[mention.entity].party;
        speaker.name = std::string(analysis_.text_of({mention.words.first, next + 1}));
        return speaker;
      }
    }
    if (!speaker.plural && !first.is(wc::possessive)) {
      const Range fuller = ties_.fuller_before(phrase);
      // "The staff member" … "a member of her staff"
      bool same = !fuller.empty();
      for (std::uint32_t i = phrase.first + 1; i < head && same; ++i) {
        same = false;
        for (std::uint32_t k = fuller.first; k < fuller.last; ++k) same |= analysis_.text_of(i) == analysis_.text_of(k);
      }
      if (same) {
        speaker.name = phrase_name(fuller);
        speaker.party = ties_.party_of(fuller);
      } else if (fuller.empty() && head == phrase.first + 1 && heads_.relates(word, relation::generic)) {
        if (const NameMention* meant = ties_.body_before(phrase.first, word))
          return of_entity(meant->entity, meant->words);
      }
    }
  }
  if (speaker.party.empty()) speaker.party = ties_.party_of(phrase);
  // "One of the ministers" … "two ministers"
  const bool of_them = phrase.size() > 3 && analysis_.words[phrase.first + 1].is("of") &&
                       analysis_.words[phrase.first + 2].is("the") && last_plural_.known();
  if (of_them && speaker.party.empty() &&
      text::fold(last_plural_.name).ends_with(text::fold(analysis_.text_of(phrase.last - 1))))
    speaker.party = last_plural_.party;
  // "A colleague put it more bluntly": of whoever spoke last.
  const bool fellow = word == "colleague" && first.is_one_of({"a", "another"}) && last_.where != no_index;
  if (fellow && analysis_.words[last_.where].sentence + 2 >= analysis_.words[phrase.first].sentence)
    speaker.party = last_.party;
  // "Another official" … "a Norvian official"
  const bool one_more =
      first.is_one_of({"another", "other", "others"}) ||
      (phrase.size() > 2 && analysis_.words[phrase.first + 1].is_one_of({"second", "third", "other"}));
  if (one_more && speaker.party.empty() && last_described_.where != no_index &&
      analysis_.words[last_described_.where].sentence + 3 >= analysis_.words[phrase.first].sentence &&
      (text::fold(last_described_.name).ends_with(word) ||
       text::fold(last_described_.name).find(word + " ") != std::string::npos))
    speaker.party = last_described_.party;
  // "His government" is the state's.
  if (word == "government" && first.is(wc::possessive) && ties_.is_state_party(speaker.party))
    speaker.name = speaker.party;
  return speaker;
}

Speaker Speakers::of_addressee(Range phrase, const Speaker& speaker) {
  excluded_ = speaker.entity;
  Speaker found = of_phrase(phrase, nullptr);
  excluded_ = no_index;
  return found;
}

// "an official quoted by the Courier": whom the model may leave out, so that the paper alone would be the source.
Range Speakers::quoted_by(Range source) const {
  const std::uint32_t floor = analysis_.sentence_of(source.first).words.first;
  if (source.first < floor + 3 || !analysis_.words[source.first - 1].is("by") ||
      !passes_on(text::fold(analysis_.text_of(source.first - 2))))
    return source;
  const Range who = phrases_.noun_phrase_before(source.first - 2, floor);
  return who.empty() ? source : who;
}

Speaker Speakers::of_phrase(Range phrase, const Speaker* enclosing) {
  while (!phrase.empty() && analysis_.words[phrase.last - 1].token.kind == TokenKind::clitic) --phrase.last;
  if (phrase.empty()) return {};
  const Word& first = analysis_.words[phrase.first];
  if (phrase.size() == 1 && first.is(wc::subject | wc::object | wc::possessive | wc::relative) && !first.is("one") &&
      !phrases_.is_nominal(phrase.first)) {
    return of_pronoun(phrase.first, enclosing);
  }
  if (Speaker member = of_member(phrase); member.known()) return member;
  if (Speaker several = of_listed(phrase); several.known()) return several;
  // "We, the undersigned ministers of Norvia,", "both of us"
  if (first.is("we") && phrase.size() > 3 && analysis_.words[phrase.first + 1].token.kind == TokenKind::comma) {
    const Speaker authors = of_pronoun(phrase.first, enclosing);
    return authors.known() ? authors : of_description({phrase.first + 2, phrase.last});
  }
  if (phrase.size() == 3 && analysis_.words[phrase.first + 1].is("of") && analysis_.words[phrase.first + 2].is("us"))
    return of_pronoun(phrase.first + 2, enclosing);
  // "He, for his part,"
  if (first.is(wc::subject) && !first.is("one") && !first.is(wc::relative | wc::determiner) &&
      !phrases_.is_nominal(phrase.first) &&
      (analysis_.words[phrase.first + 1].token.kind == TokenKind::comma ||
       analysis_.words[phrase.first + 1].is_one_of({"himself", "herself", "themselves", "itself"})))
    return of_pronoun(phrase.first, enclosing);
  if (phrase.size() > 1 && first.is_one_of({"my", "our"})) {
    const Speaker own = of_pronoun(phrase.first, enclosing);
    const Range rest{phrase.first + 1, phrase.last};
    // "our foreign minister, Mara Vell," is she; "our foreign minister" is described.
    const std::uint32_t named = ties_.apposed_within(rest);
    Speaker speaker = named == no_index ? of_description(rest) : of_entity(named, rest);
    if (own.known() && (named == no_index || speaker.party.empty())) speaker.party = own.party;
    return speaker;
  }
  const Range inside = mentions_in(phrase);
  const std::uint32_t head = ties_.head_of(ties_.stripped(phrase));
  const NameMention* person = nullptr;
  const NameMention* role = nullptr;
  const NameMention* thing = nullptr;
  std::uint32_t relative = phrase.first;
  while (relative < phrase.last && !analysis_.words[relative].is(wc::relative)) ++relative;
  for (std::uint32_t m = inside.first; m < inside.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.words.last > phrase.last) continue;
    const bool possessor =
        mention.words.last < phrase.last && analysis_.words[mention.words.last].token.kind == TokenKind::clitic;
    if (mention.kind == MentionKind::person && !possessor) {
      // "a spokesman for Mara Vell" is not she; nor is "a man who knows Mara Vell".
      const std::uint32_t start = start_of(mention);
      const bool after_preposition = start > phrase.first && analysis_.words[start - 1].is(wc::preposition);
      // "a Vell ally": the noun behind the name says who it is.
      const bool modifies = head != no_index && head == mention.words.last && head < phrase.last &&
                            analysis_.words[head].token.shape == text::Shape::lower && phrases_.is_nominal(head) &&
                            start > phrase.first && analysis_.words[start - 1].is(wc::determiner);
      if (person == nullptr && !after_preposition && !modifies && start <= relative) person = &mention;
    } else if (mention.kind == MentionKind::role) {
      if (mention.words.contains(head) && mention.entity == no_index) role = &mention;
    } else if (mention.entity != no_index && thing == nullptr && !possessor) {
      thing = &mention;
    }
  }
  if (person != nullptr) return of_persons(*person, phrase);
  if (role != nullptr) {
    NameMention wanted = *role;
    if (std::string told = ties_.party_of(phrase); wanted.party.empty() || !told.empty())
      wanted.party = std::move(told);
    return of_role(wanted, phrase);
  }
  if (Speaker joined = of_two_things(phrase); joined.known()) return joined;
  if (thing != nullptr) {
    // The phrase is the name itself, but for an article; else a description of those who belong to it.
    std::uint32_t words_beside = 0;
    const bool ends = thing->words.contains(head) && head + 1 < phrase.last && !analysis_.words[head + 1].is("of") &&
                      analysis_.words[head + 1].token.kind != TokenKind::number;
    const std::uint32_t last = ends ? head + 1 : phrase.last;
    for (std::uint32_t i = phrase.first; i < last; ++i) {
      if (!thing->words.contains(i) && analysis_.words[i].is_word() && !analysis_.words[i].is(wc::determiner))
        ++words_beside;
    }
    if (words_beside == 0 && !thing->adjective) return of_entity(thing->entity, phrase);
    if (thing->adjective && words_beside == 0) {
      Speaker speaker;
      speaker.name = names_.entities[thing->entity].name;
      speaker.party = names_.entities[thing->entity].party;
      speaker.plural = true;
      return speaker;
    }
  }
  return of_description(phrase);
}

bool Speakers::is_across(Range phrase) const {
  for (std::uint32_t k = phrase.first; k < phrase.last; ++k) {
    if (heads_.relates(text::fold(analysis_.text_of(k)), relation::across)) return true;
  }
  return false;
}

// Where a person's name begins, with the title before it.
std::uint32_t Speakers::start_of(const NameMention& person) const {
  std::uint32_t start = person.words.first;
  while (start > 0) {
    const NameMention* title = ties_.mention_at(start - 1);
    const bool titled = title != nullptr && title->kind == MentionKind::role && title->words.last == start;
    if (!titled &&
        !(start > 1 && analysis_.words[start - 1].is_word() && analysis_.words[start - 1].token.starts_upper() &&
          analysis_.words[start - 1].sentence == analysis_.words[start].sentence &&
          !analysis_.words[start - 1].is(wc::determiner | wc::preposition | wc::coordinator)))
      break;
    start = titled ? title->words.first : start - 1;
  }
  return start;
}

void Speakers::enter_article(std::uint32_t word) {
  const std::uint32_t first = ties_.article_of(word).first;
  if (first == article_) return;
  article_ = first;
  last_speaker_ = no_index;
  last_ = last_body_ = last_plural_ = last_described_ = {};
}

// "Vell again: “Never.”": a quotation behind a colon is hers with whom its sentence begins, whatever stood before it.
std::uint32_t Speakers::named_before_colon(const Draft& draft) const {
  if (draft.content.empty() || draft.parent) return no_index;
  const Range sentence = analysis_.sentence_of(draft.content.front().first).words;
  if (sentence.contains(draft.candidate.head) || draft.candidate.pattern == "answer") return no_index;
  std::uint32_t k = draft.content.front().first;
  while (k > sentence.first && analysis_.words[k - 1].token.kind == TokenKind::quote) --k;
  if (k < sentence.first + 2 || k > sentence.first + 8 || analysis_.words[k - 1].token.kind != TokenKind::colon)
    return no_index;
  const NameMention* name = ties_.mention_at(sentence.first);
  return name != nullptr && name->kind == MentionKind::person ? name->entity : no_index;
}

std::vector<Speaker> Speakers::of(const std::vector<Draft>& drafts) {
  std::vector<Speaker> speakers(drafts.size());
  const auto resolve = [&](std::size_t i) {
    const Draft& draft = drafts[i];
    enter_article(draft.candidate.head);
    const Speaker* enclosing = draft.parent ? &speakers[*draft.parent] : nullptr;
    Speaker speaker;
    if (!told_in_passive(analysis_, draft).empty()) {
      // "She was told that …": who told her is not said.
    } else if (!draft.source.empty()) {
      speaker = of_phrase(quoted_by(draft.source.front()), enclosing);
    } else if (const Range raised = raised_subject(analysis_, draft); !raised.empty()) {
      speaker = of_phrase(raised, enclosing);
    }
    // "Mainland negotiators had proposed …": of the other of two states than whoever says so.
    if (speaker.party.empty() && enclosing != nullptr && !enclosing->party.empty() && !draft.source.empty() &&
        is_across(draft.source.front()))
      speaker.party = ties_.other_of_two(enclosing->party, draft.source.front().first);
    if (draft.candidate.pattern == "answer") {
      const std::uint32_t person = ties_.interviewed(draft.candidate.head);
      if (person != no_index) speaker = of_entity(person, draft.content.front());
    }
    if (speaker.entity != no_index && enclosing != nullptr && speaker.party.empty() && !enclosing->party.empty() &&
        names_.entities[speaker.entity].kind == MentionKind::person &&
        !names_.entities[speaker.entity].titles.empty() && ties_.is_state_party(enclosing->party)) {
      speaker.party = names_.entities[speaker.entity].party = enclosing->party;
    }
    if (!draft.source.empty()) speaker.where = draft.source.front().first;
    speakers[i] = speaker;
    const bool further =
        last_plural_.where == no_index || speaker.where == no_index || speaker.where >= last_plural_.where;
    if (speaker.known() && speaker.plural && draft.parent && !draft.in_speech && further) last_plural_ = speaker;
    if (speaker.known() && speaker.entity == no_index && !draft.source.empty() && draft.source.front().size() > 1)
      last_described_ = speaker;
    if (!speaker.known() || draft.in_speech || draft.parent) return;
    if (speaker.entity != no_index && names_.entities[speaker.entity].kind == MentionKind::person) {
      last_speaker_ = speaker.entity;
    } else if (speaker.plural) {
      last_plural_ = speaker;
    } else if (speaker.entity != no_index || draft.source.empty() || !names_person(draft.source.front())) {
      last_body_ = speaker;
    }
    if (!draft.source.empty() && draft.source.front().size() > 1 && speaker.plural) last_plural_ = speaker;
  };
  // By the place of the source: a pronoun may refer to what was said before, whatever holds what.
  for (std::size_t i = 0; i < drafts.size(); ++i) resolve(i);
  // What was learned late (a state named only below) holds for the whole document.
  for (Speaker& speaker : speakers) {
    if (speaker.entity == no_index) continue;
    const NamedEntity& entity = names_.entities[speaker.entity];
    if (speaker.party.empty()) speaker.party = entity.party;
    if (entity.kind == MentionKind::person) speaker.name = entity.name;
  }
  return speakers;
}

}  // namespace entente::read
