// The name in a source decides; a role without a name is given to the person of the document who holds it; a pronoun to
// the person who fits it best: named in the last sentences, as a subject, of that gender, the last to have spoken.
// These are weights, not proofs: each is small beside a sentence of distance, so that the order of the text decides
// first.
#include "read/speakers.h"

#include <algorithm>

namespace entente::read {
namespace {

using text::Gender;
using text::TokenKind;
namespace wc = word_class;

constexpr std::uint32_t farthest_sentences = 12;

bool is_one_of(const Word& word, std::initializer_list<std::string_view> folded) {
  return std::find(folded.begin(), folded.end(), word.info.folded) != folded.end();
}

}  // namespace

Speakers::Speakers(const Analysis& analysis, Names& names, const text::Gazetteer& gazetteer, const NameHeads& heads)
    : analysis_(analysis), names_(names), gazetteer_(gazetteer), heads_(heads), phrases_(analysis) {
  subject_mention_.reserve(names_.mentions.size());
  for (const NameMention& mention : names_.mentions) {
    const Range sentence = analysis_.sentence_of(mention.words.first).words;
    std::uint32_t next = mention.words.last;
    while (next < sentence.last && analysis_.words[next].is(wc::adverb)) ++next;
    const bool verb =
        next < sentence.last && (analysis_.words[next].is(wc::finite | wc::modal) || phrases_.is_verb(next));
    const bool apposed = next < sentence.last && analysis_.words[next].token.kind == TokenKind::comma &&
                         mention.words.first <= sentence.first + 6;
    subject_mention_.push_back(verb || apposed);
  }
}

Range Speakers::mentions_in(Range words) const {
  const auto& mentions = names_.mentions;
  const auto first =
      std::lower_bound(mentions.begin(), mentions.end(), words.first,
                       [](const NameMention& mention, std::uint32_t word) { return mention.words.first < word; });
  auto last = first;
  while (last != mentions.end() && last->words.first < words.last) ++last;
  return {static_cast<std::uint32_t>(first - mentions.begin()), static_cast<std::uint32_t>(last - mentions.begin())};
}

std::uint32_t Speakers::person_before(std::uint32_t word, Gender gender) const {
  const std::uint32_t here = analysis_.words[word].sentence;
  const Range before = mentions_in({0, word});
  double best = -1e9;
  std::uint32_t chosen = no_index;
  std::uint32_t looked = 0;
  for (std::uint32_t m = before.last; m > 0 && looked < 60; --m, ++looked) {
    const NameMention& mention = names_.mentions[m - 1];
    const std::uint32_t sentence = analysis_.words[mention.words.first].sentence;
    if (here - sentence > farthest_sentences) break;
    const bool unlisted_name = mention.kind == MentionKind::other && mention.entity != no_index && !mention.adjective &&
                               !names_.entities[mention.entity].listed;
    if (mention.kind != MentionKind::person && !unlisted_name) continue;
    const Gender known = names_.entities[mention.entity].gender;
    if (known != Gender::unknown && known != gender) continue;
    double score = -2.0 * (here - sentence);
    if (unlisted_name) score -= 2.5;
    if (subject_mention_[m - 1]) score += 1.4;
    if (mention.words.first <= analysis_.sentences[sentence].words.first + 4) score += 0.6;
    if (mention.entity == last_speaker_) score += 1.0;
    if (known == gender) score += 0.8;
    if (mention.words.last < analysis_.words.size() &&
        analysis_.words[mention.words.last].token.kind == TokenKind::clitic)
      score -= 0.8;
    if (score > best) {
      best = score;
      chosen = mention.entity;
    }
  }
  return chosen;
}

std::uint32_t Speakers::bearer_of(const NameMention& role, std::uint32_t word) const {
  if (role.plural) return no_index;
  const Range before = mentions_in({0, word});
  std::uint32_t chosen = no_index;
  for (std::uint32_t m = before.last; m > 0; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (before.last - m > 200) break;
    if (mention.kind != MentionKind::person) continue;
    const NamedEntity& entity = names_.entities[mention.entity];
    if (role.gender != Gender::unknown && entity.gender != Gender::unknown && entity.gender != role.gender) continue;
    if (!role.party.empty() && !entity.party.empty() && role.party != entity.party) continue;
    const std::string wanted = " " + role.title;
    const bool holds = std::any_of(entity.titles.begin(), entity.titles.end(), [&](const std::string& title) {
      if (title == role.title) return true;
      // "the minister" may be the foreign minister.
      return title.size() > wanted.size() && title.compare(title.size() - wanted.size(), wanted.size(), wanted) == 0;
    });
    if (holds) {
      chosen = mention.entity;
      break;
    }
  }
  return chosen;
}

// The phrase as a name: without the article before it and the possessive behind.
std::string Speakers::phrase_name(Range phrase) const {
  while (phrase.size() > 1 && analysis_.words[phrase.last - 1].token.kind != TokenKind::bracket_close &&
         (!analysis_.words[phrase.last - 1].is_word() &&
          analysis_.words[phrase.last - 1].token.kind != TokenKind::stop &&
          analysis_.words[phrase.last - 1].token.kind != TokenKind::quote)) {
    --phrase.last;
  }
  if (phrase.size() > 1 && is_one_of(analysis_.words[phrase.first], {"the", "a", "an"})) ++phrase.first;
  // A description does not go on past a comma.
  for (std::uint32_t i = phrase.first + 1; i < phrase.last; ++i) {
    if (analysis_.words[i].token.kind == TokenKind::comma && i + 1 < phrase.last &&
        analysis_.words[i + 1].is(wc::relative | wc::determiner)) {
      phrase.last = i;
      break;
    }
  }
  std::string name(analysis_.text_of(phrase));
  std::replace(name.begin(), name.end(), '\n', ' ');
  return name;
}

Speaker Speakers::of_entity(std::uint32_t number, Range phrase) const {
  const NamedEntity& entity = names_.entities[number];
  Speaker speaker{number, entity.name, entity.party, false};
  if (entity.kind == MentionKind::place && entity.listed && !entity.party.empty()) speaker.name = entity.party;
  if (speaker.name.empty()) speaker.name = phrase_name(phrase);
  return speaker;
}

Speaker Speakers::of_role(const NameMention& role, Range phrase) {
  const std::uint32_t bearer = bearer_of(role, phrase.first);
  if (bearer != no_index) return of_entity(bearer, phrase);
  Speaker speaker;
  speaker.name = phrase_name(phrase);
  speaker.party = role.party;
  speaker.plural = role.plural;
  return speaker;
}

Speaker Speakers::of_description(Range phrase) const {
  Speaker speaker;
  speaker.name = phrase_name(phrase);
  // "The ministry", "the party", "these allies": what the same word named before.
  std::uint32_t head = phrase.last;
  while (head > phrase.first && !analysis_.words[head - 1].is_word()) --head;
  if (head == phrase.first) return speaker;
  --head;
  const std::string word = text::fold(analysis_.text_of(head));
  speaker.plural = word.size() > 3 && word.back() == 's';
  const Word& first = analysis_.words[phrase.first];
  const bool definite = is_one_of(first, {"the", "this", "these", "those", "its", "that"});
  if (!definite || phrase.size() > 3) return speaker;
  const Range before = mentions_in({0, phrase.first});
  for (std::uint32_t m = before.last; m > 0 && before.last - m < 60; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (mention.entity == no_index) continue;
    const std::string last = text::fold(analysis_.text_of(mention.words.last - 1));
    if (mention.kind == MentionKind::organisation && last == word && heads_.may_stand_alone(word))
      return of_entity(mention.entity, mention.words);
    // "European allies … these allies": a mention that the same noun follows.
    const std::uint32_t next = mention.words.last;
    if (next < phrase.first && next < analysis_.words.size() && text::fold(analysis_.text_of(next)) == word &&
        analysis_.words[next].sentence == analysis_.words[mention.words.first].sentence) {
      speaker.party = names_.entities[mention.entity].party;
      speaker.name = std::string(analysis_.text_of({mention.words.first, next + 1}));
      return speaker;
    }
  }
  return speaker;
}

Speaker Speakers::of_pronoun(std::uint32_t word, const Speaker* enclosing) {
  const Word& pronoun = analysis_.words[word];
  if (is_one_of(pronoun, {"i", "me", "my", "we", "us", "our", "myself", "ourselves"})) {
    return enclosing != nullptr ? *enclosing : Speaker{};
  }
  const bool male = is_one_of(pronoun, {"he", "him", "his", "himself"});
  const bool female = is_one_of(pronoun, {"she", "her", "herself"});
  if (male || female) {
    const Gender gender = male ? Gender::male : Gender::female;
    const bool fits = enclosing != nullptr && enclosing->entity != no_index &&
                      names_.entities[enclosing->entity].kind == MentionKind::person &&
                      (names_.entities[enclosing->entity].gender == gender ||
                       names_.entities[enclosing->entity].gender == Gender::unknown);
    if (fits) return *enclosing;
    const std::uint32_t person = person_before(word, gender);
    if (person == no_index) return {};
    if (names_.entities[person].gender == Gender::unknown) names_.entities[person].gender = gender;
    return of_entity(person, {word, word + 1});
  }
  if (is_one_of(pronoun, {"they", "them", "their", "themselves"})) return last_plural_;
  if (is_one_of(pronoun, {"it", "its", "itself"})) return last_body_;
  if (pronoun.is(wc::relative)) {
    const Range sentence = analysis_.sentence_of(word).words;
    std::uint32_t end = word;
    if (end > sentence.first && analysis_.words[end - 1].token.kind == TokenKind::comma) --end;
    const Range antecedent = phrases_.noun_phrase_before(end, sentence.first);
    if (!antecedent.empty()) return of_phrase(antecedent, enclosing);
  }
  return {};
}

Speaker Speakers::of_phrase(Range phrase, const Speaker* enclosing) {
  while (!phrase.empty() && analysis_.words[phrase.last - 1].token.kind == TokenKind::clitic) --phrase.last;
  if (phrase.empty()) return {};
  const Word& first = analysis_.words[phrase.first];
  if (phrase.size() == 1 && first.is(wc::subject | wc::object | wc::possessive | wc::relative) &&
      !phrases_.is_nominal(phrase.first)) {
    return of_pronoun(phrase.first, enclosing);
  }
  const Range inside = mentions_in(phrase);
  const NameMention* person = nullptr;
  const NameMention* role = nullptr;
  const NameMention* thing = nullptr;
  for (std::uint32_t m = inside.first; m < inside.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.words.last > phrase.last) continue;
    const bool possessor =
        mention.words.last < phrase.last && analysis_.words[mention.words.last].token.kind == TokenKind::clitic;
    const bool after_preposition =
        mention.words.first > phrase.first && analysis_.words[mention.words.first - 1].is(wc::preposition);
    if (mention.kind == MentionKind::person && !possessor) {
      // "a spokesman for Mara Vell" is not she.
      if (person == nullptr && !after_preposition) person = &mention;
    } else if (mention.kind == MentionKind::role) {
      if (role == nullptr) role = &mention;
    } else if (mention.entity != no_index && thing == nullptr) {
      thing = &mention;
    }
  }
  if (person != nullptr) {
    Speaker speaker = of_entity(person->entity, phrase);
    return speaker;
  }
  if (role != nullptr && role->entity == no_index) {
    NameMention wanted = *role;
    if (wanted.party.empty() && thing != nullptr) wanted.party = names_.entities[thing->entity].party;
    return of_role(wanted, phrase);
  }
  if (thing != nullptr) {
    // The phrase is the name itself, but for an article; else a description of those who belong to it.
    std::uint32_t words_beside = 0;
    for (std::uint32_t i = phrase.first; i < phrase.last; ++i) {
      if (!thing->words.contains(i) && analysis_.words[i].is_word() && !analysis_.words[i].is(wc::determiner))
        ++words_beside;
    }
    if (words_beside == 0 && !thing->adjective) return of_entity(thing->entity, phrase);
    Speaker speaker;
    speaker.name = phrase_name(phrase);
    speaker.party = names_.entities[thing->entity].party;
    const std::string last = text::fold(analysis_.text_of(phrase.last - 1));
    speaker.plural = !last.empty() && last.back() == 's';
    if (thing->adjective && words_beside == 0) {
      speaker.name = names_.entities[thing->entity].name;
      speaker.plural = true;
    }
    return speaker;
  }
  return of_description(phrase);
}

std::vector<Speaker> Speakers::of(const std::vector<Draft>& drafts) {
  std::vector<Speaker> speakers(drafts.size());
  const auto resolve = [&](std::size_t i) {
    const Draft& draft = drafts[i];
    const Speaker* enclosing = draft.parent ? &speakers[*draft.parent] : nullptr;
    Speaker speaker;
    if (!draft.source.empty()) speaker = of_phrase(draft.source.front(), enclosing);
    if (speaker.entity != no_index && enclosing != nullptr && speaker.party.empty() && !enclosing->party.empty() &&
        names_.entities[speaker.entity].kind == MentionKind::person &&
        !names_.entities[speaker.entity].titles.empty()) {
      speaker.party = names_.entities[speaker.entity].party = enclosing->party;
    }
    speakers[i] = speaker;
    if (!speaker.known() || draft.in_speech || draft.parent) return;
    if (speaker.entity != no_index && names_.entities[speaker.entity].kind == MentionKind::person) {
      last_speaker_ = speaker.entity;
    } else if (speaker.plural) {
      last_plural_ = speaker;
    } else {
      last_body_ = speaker;
    }
    if (draft.source.front().size() > 1 && speaker.plural) last_plural_ = speaker;
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
