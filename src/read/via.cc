// The chain of tellers. A statement within another came through the other's speaker, and through whom that one cites:
// "The harbour master, Radio Marenne said citing two pilots, would not open the gates." came from the harbour master
// through two pilots and Radio Marenne. Where an outlet tells something that it cites somebody for, that somebody is
// the speaker and the outlet a teller. What is said to an outlet, on one or in an interview with one came through it
// too, and so did what a sentence ends by giving to one ("…, the Marenne Courier reported").
//
// An outlet is known by a list, by a word of its name, or by what the text calls it ("the weekly Plain Word").
#include <algorithm>
#include <unordered_set>

#include "read/carriers.h"
#include "read/telling.h"

namespace entente::read {
namespace {

namespace wc = word_class;
using text::EntryKind;
using text::TokenKind;

const std::unordered_set<std::string>& outlet_words() {
  static const std::unordered_set<std::string> words = [] {
    std::unordered_set<std::string> all;
    for (const text::Row& row : text::data_rows("cues/outlets.txt")) all.emplace(row[0]);
    return all;
  }();
  return words;
}

constexpr std::uint32_t reach = 120;  // words from a cue to whatever says through whom it came

class Chains {
 public:
  Chains(const Analysis& analysis, Speakers& resolver, const text::Gazetteer& gazetteer)
      : analysis_(analysis), resolver_(resolver), gazetteer_(gazetteer), phrases_(analysis) {
    note_outlets();
  }

  bool is_outlet(const std::string& name) const {
    if (name.empty()) return false;
    const text::Hit hit = gazetteer_.look_up(name);
    if (hit.last > 0 && hit.sense(EntryKind::outlet) != nullptr) return true;
    const std::string folded = text::fold(name);
    if (called_so_.contains(folded)) return true;
    const std::size_t last = folded.rfind(' ');
    if (last == std::string::npos) return outlet_words().contains(folded);
    if (outlet_words().contains(folded.substr(last + 1))) return true;
    // "Radio Marenne", "Channel Five": a name in capitals.
    return name[0] >= 'A' && name[0] <= 'Z' && name[name.rfind(' ') + 1] >= 'A' && name[name.rfind(' ') + 1] <= 'Z' &&
           outlet_words().contains(folded.substr(0, folded.find(' ')));
  }

  // The outlet that a phrase names, by its name alone ("the weekly Plain Word" -> "Plain Word"); empty where it names
  // none.
  std::string outlet_of(Range phrase) {
    while (!phrase.empty() && !analysis_.words[phrase.last - 1].is_word()) --phrase.last;
    if (phrase.empty()) return {};
    const Range inside = resolver_.mentions_in(phrase);
    for (std::uint32_t m = inside.first; m < inside.last; ++m) {
      const NameMention& mention = resolver_.names().mentions[m];
      if (mention.entity == no_index || mention.adjective || mention.words.last > phrase.last) continue;
      const NamedEntity& entity = resolver_.names().entities[mention.entity];
      if (entity.state || mention.kind == MentionKind::person) continue;
      if (mention.words.last == phrase.last && (is_outlet(entity.name) || called_outlet(mention))) return entity.name;
    }
    if (std::string numbered = numbered_outlet(phrase); !numbered.empty()) return numbered;
    if (std::string before = outlet_before(phrase); !before.empty()) return before;
    const std::string name = resolver_.of_phrase(phrase, nullptr).name;
    const bool named = !name.empty() && name.size() < 60 && names_something(name);
    return named && is_outlet(name) ? name : std::string();
  }

  // Whom the teller of a draft cites: "…, citing two pilots", "…, which had it from a pilot".
  std::vector<std::string> cited(const Draft& draft) {
    std::vector<std::string> names;
    const Range sentence = analysis_.sentence_of(draft.candidate.head).words;
    const std::uint32_t limit = std::min(sentence.last, draft.candidate.cue.last + 40);
    // "The Courier, citing Norpress, reported …"
    const bool before = draft.source.size() == 1 && draft.source.front().last <= draft.candidate.cue.first &&
                        draft.source.front().first >= sentence.first;
    for (std::uint32_t i = before ? draft.source.front().first : draft.candidate.cue.first; i + 1 < limit; ++i) {
      std::uint32_t whom_at = 0;
      if (i < draft.candidate.cue.first) {
        if (is_one_of(i, {"citing", "quoting"})) whom_at = i + 1;
      } else if (i < draft.candidate.cue.last) {
        // "cited the pilot as saying"
        const std::string word = text::fold(analysis_.text_of(i));
        const bool cites = word == "cited" || word == "cites" || word == "quoted" || word == "quotes";
        if (!cites || is_one_of(i + 1, {"by"}) || !says_as(i, limit)) continue;
        whom_at = i + 1;
      } else if (is_one_of(i, {"citing", "quoting"})) {
        const bool near = i <= draft.candidate.cue.last + 6 || analysis_.words[i - 1].token.kind == TokenKind::comma;
        if (!near) break;
        whom_at = i + 1;
      } else if (analysis_.words[i].is(wc::relative) && i > 0 &&
                 analysis_.words[i - 1].token.kind == TokenKind::comma) {
        whom_at = heard_from(i + 1, limit);
      }
      if (whom_at == 0) continue;
      const Range whom = phrases_.noun_phrase_at(whom_at, sentence.last, true);
      if (whom.empty()) break;
      const std::string outlet = outlet_of(whom);
      std::string name = outlet.empty() ? resolver_.of_phrase(whom, nullptr).name : outlet;
      if (outlet.empty() && is_one_of(whom.last, {"who"})) name += clause_behind(whom.last, limit);
      // The one cited last stands nearest to the speaker.
      names.insert(names.begin(), std::move(name));
      i = whom.last - 1;
    }
    return names;
  }

  // The outlets that the words were said to, on or through.
  std::vector<std::string> heard_by(const Draft& draft) {
    std::vector<std::string> names;
    const auto add = [&](std::string name) {
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    };
    if (const Range whom = addressed(analysis_, draft); !whom.empty() && !is_label(whom)) {
      std::string name = outlet_of(whom);
      if (name.empty()) name = told_paper(whom);
      add(std::move(name));
    }
    if (draft.in_speech) return names;
    if (!draft.parent) {
      for (const Carrier& carrier : carriers_of(analysis_, phrases_, draft)) add(carrier_name(carrier));
    }
    const Range sentence = analysis_.sentence_of(draft.candidate.head).words;
    // What says so stands near the cue; a "sentence" of thousands of words is none, and is not searched for each cue.
    const std::uint32_t from =
        std::max(sentence.first, draft.candidate.cue.first - std::min(draft.candidate.cue.first, reach));
    const std::uint32_t to = std::min(sentence.last, draft.candidate.cue.last + reach);
    for (std::uint32_t i = from; i + 1 < to; ++i) {
      // "Vell on Radio Marenne:", "an engineer quoted by Radio Marenne"
      const bool quoted = is_one_of(i, {"by"}) && i > 0 && passes_on(text::fold(analysis_.text_of(i - 1)));
      if ((is_one_of(i, {"on"}) || quoted) && within(draft.source, i)) {
        const Range whom = phrases_.noun_phrase_at(i + 1, sentence.last, false);
        if (!whom.empty()) add(outlet_of(whom));
      }
      if (told(draft, i)) continue;
      if (is_one_of(i, {"interview", "comments", "remarks"}) && i + 2 < sentence.last &&
          is_one_of(i + 1, {"with", "to"})) {
        const Range whom = phrases_.noun_phrase_at(i + 2, sentence.last, false);
        if (!whom.empty()) {
          std::string name = outlet_of(whom);
          if (name.empty() && is_one_of(i, {"interview"})) name = resolver_.of_phrase(whom, nullptr).name;
          add(std::move(name));
        }
        continue;
      }
      // "In last week's Sunday Lamp a driver wrote …", "she wrote in the Evening Lock that …"
      const std::string& verb = analysis_.words[draft.candidate.head].info.folded.empty()
                                    ? std::string(analysis_.text_of(draft.candidate.head))
                                    : std::string(analysis_.words[draft.candidate.head].info.folded);
      const bool wrote = verb == "wrote" || verb == "writes" || verb == "written";
      if (wrote && is_one_of(i, {"in"}) &&
          (i == sentence.first || i == draft.candidate.cue.last || draft.candidate.cue.contains(i)))
        add(carrier_name({phrases_.noun_phrase_at(i + 1, sentence.last, false), Carrier::outlet, true}));
      const bool carried = is_one_of(i, {"on", "in", "via", "through", "by", "per"}) && near(draft, i);
      if (carried) {
        const Range whom = phrases_.noun_phrase_at(i + 1, sentence.last, false);
        if (!whom.empty() && !told(draft, whom.first)) add(outlet_of(whom));
      }
      if (analysis_.words[i].token.kind == TokenKind::comma && !draft.parent) add(teller_at(draft, i + 1, sentence));
    }
    return names;
  }

 private:
  // Who asks in a printed interview: that is the report's own outlet.
  bool is_label(Range whom) const {
    return whom.first == analysis_.paragraph_of(whom.first).words.first && whom.last < analysis_.words.size() &&
           analysis_.words[whom.last].token.kind == TokenKind::colon;
  }

  // Who carries: an outlet, a name of its own, or somebody who is described as one who passes on ("an aide").
  std::string carrier_name(const Carrier& carrier) {
    if (std::string outlet = outlet_of(carrier.whom); !outlet.empty()) return outlet;
    Range whom = carrier.whom;
    while (!whom.empty() && !analysis_.words[whom.last - 1].is_word()) --whom.last;
    if (whom.empty()) return {};
    const Range inside = resolver_.mentions_in(whom);
    for (std::uint32_t m = inside.first; carrier.named && m < inside.last; ++m) {
      const NameMention& mention = resolver_.names().mentions[m];
      if (mention.entity == no_index || mention.adjective || mention.words.last != whom.last) continue;
      const NamedEntity& entity = resolver_.names().entities[mention.entity];
      const bool thing = !entity.state && mention.kind != MentionKind::place;
      // What a model takes for a person by a single name that nothing else tells of.
      const bool bare =
          entity.titles.empty() && entity.gender == text::Gender::unknown && entity.name.find(' ') == std::string::npos;
      if (thing && (carrier.who != Carrier::outlet || mention.kind != MentionKind::person || bare)) return entity.name;
    }
    const bool described =
        carrier.who == Carrier::anybody || (carrier.who == Carrier::person && resolver_.describes_person(whom));
    return described ? resolver_.of_phrase(whom, nullptr).name : std::string();
  }

  bool is_one_of(std::uint32_t i, std::initializer_list<std::string_view> folded) const {
    if (i >= analysis_.words.size() || analysis_.words[i].info.folded.empty()) return false;
    return std::find(folded.begin(), folded.end(), analysis_.words[i].info.folded) != folded.end();
  }

  // "Channel 8"
  std::string numbered_outlet(Range phrase) const {
    if (phrase.size() < 2 || analysis_.words[phrase.last - 1].token.kind != TokenKind::number) return {};
    const std::uint32_t first = phrase.last - 2;
    const bool outlet =
        analysis_.words[first].token.starts_upper() && outlet_words().contains(text::fold(analysis_.text_of(first)));
    return outlet ? std::string(analysis_.text_of({first, phrase.last})) : std::string();
  }

  // "the station", "the same paper": the outlet named last before; "this newspaper" is the report's own.
  std::string outlet_before(Range phrase) const {
    if (phrase.size() < 2 || phrase.size() > 3 || analysis_.words[phrase.last - 1].token.starts_upper() ||
        !outlet_words().contains(text::fold(analysis_.text_of(phrase.last - 1))))
      return {};
    if (is_one_of(phrase.first, {"this", "our"})) return analysis_.document->outlet;
    if (!is_one_of(phrase.first, {"the", "that"})) return {};
    if (phrase.size() == 3 && text::fold(analysis_.text_of(phrase.first + 1)) != "same") return {};
    const Range before = resolver_.mentions_in({0, phrase.first});
    for (std::uint32_t m = before.last; m > 0; --m) {
      const NameMention& mention = resolver_.names().mentions[m - 1];
      if (mention.entity == no_index || mention.adjective || mention.kind == MentionKind::person) continue;
      const NamedEntity& entity = resolver_.names().entities[mention.entity];
      if (!entity.state && (is_outlet(entity.name) || called_outlet(mention))) return entity.name;
    }
    return {};
  }

  static bool names_something(const std::string& name) {
    return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  static bool within(const std::vector<Range>& pieces, std::uint32_t word) {
    return std::any_of(pieces.begin(), pieces.end(), [&](const Range& piece) { return piece.contains(word); });
  }

  // Within its content or its source.
  static bool told(const Draft& draft, std::uint32_t word) {
    return within(draft.content, word) || within(draft.source, word);
  }

  // Beside the source or the cue, right behind the content, or at the head of the sentence.
  bool near(const Draft& draft, std::uint32_t word) const {
    const Range sentence = analysis_.sentence_of(word).words;
    if (word == sentence.first) return true;
    const auto close = [&](Range range) {
      return (range.last <= word && word - range.last <= 7) || (word < range.first && range.first - word <= 7);
    };
    if (close(draft.candidate.cue)) return true;
    for (const Range& piece : draft.content) {
      if (piece.last <= word && word - piece.last <= 2) return true;
    }
    return std::any_of(draft.source.begin(), draft.source.end(), [&](const Range& piece) { return close(piece); });
  }

  // ", the Marenne Courier reported", ", wrote the Courier": a teller that the sentence ends with.
  std::string teller_at(const Draft& draft, std::uint32_t start, Range sentence) {
    if (start + 1 >= sentence.last || told(draft, start)) return {};
    const auto is_cue = [&](std::uint32_t i) {
      return i < sentence.last && analysis_.words[i].info.verb >= 0 && !analysis_.words[i].token.starts_upper() &&
             !draft.candidate.cue.contains(i);
    };
    const bool inverted = is_cue(start);
    const Range name = phrases_.noun_phrase_at(inverted ? start + 1 : start, sentence.last, false);
    if (name.empty() || (!inverted && !is_cue(phrases_.past_adverbs(name.last, sentence.last)))) return {};
    Range words = name;
    // "the Courier reports": the noun phrase may take the verb in.
    while (words.size() > 1 && is_cue(words.last - 1)) --words.last;
    return outlet_of(words);
  }

  // " who had seen the letter": what tells one without a name from others.
  std::string clause_behind(std::uint32_t who, std::uint32_t limit) const {
    std::uint32_t end = who;
    while (end < limit && end < who + 9 && analysis_.words[end].is_word()) ++end;
    const bool closed = end >= limit || !analysis_.words[end].is_word();
    return closed && end > who + 1 ? " " + std::string(analysis_.text_of({who, end})) : std::string();
  }

  // Whether "as saying" follows soon.
  bool says_as(std::uint32_t start, std::uint32_t limit) const {
    for (std::uint32_t i = start; i + 1 < limit && i < start + 8; ++i) {
      if (is_one_of(i, {"as"}) && analysis_.words[i + 1].info.form(verb_form::gerund)) return true;
    }
    return false;
  }

  // "had it from", "had spoken to", "heard it from": where the name that follows starts; 0 for other clauses.
  std::uint32_t heard_from(std::uint32_t start, std::uint32_t limit) const {
    for (std::uint32_t i = start; i + 1 < limit && i < start + 6; ++i) {
      if (analysis_.words[i].token.kind == TokenKind::comma) return 0;
      const std::string word = text::fold(analysis_.text_of(i));
      if (word == "from" && i > start) return i + 1;
      if ((word == "spoken" || word == "talked") && is_one_of(i + 1, {"to", "with"})) return i + 2;
    }
    return 0;
  }

  // "told the Marenne Star": a thing with a name of its own that is told something prints it.
  std::string told_paper(Range whom) const {
    if (!analysis_.words[whom.first].is("the") || whom.size() < 2) return {};
    const Range inside = resolver_.mentions_in(whom);
    if (inside.size() != 1) return {};
    const NameMention& mention = resolver_.names().mentions[inside.first];
    if (mention.entity == no_index || mention.adjective || mention.kind != MentionKind::other) return {};
    const NamedEntity& entity = resolver_.names().entities[mention.entity];
    const bool whole = mention.words.first == whom.first + 1 && mention.words.last == whom.last;
    return whole && !entity.listed && !entity.state ? entity.name : std::string();
  }

  // "the weekly Plain Word", "the Reed, an opposition daily,"
  bool called_outlet(const NameMention& mention) const {
    const Range sentence = analysis_.sentence_of(mention.words.first).words;
    const auto is_word = [&](std::uint32_t i) {
      return i >= sentence.first && i < sentence.last && !analysis_.words[i].token.starts_upper() &&
             outlet_words().contains(text::fold(analysis_.text_of(i)));
    };
    if (mention.words.first > sentence.first && is_word(mention.words.first - 1)) return true;
    if (is_word(mention.words.last)) return true;
    const std::uint32_t next = mention.words.last;
    if (next + 2 < sentence.last && analysis_.words[next].token.kind == TokenKind::comma &&
        analysis_.words[next + 1].is(wc::determiner)) {
      const Range behind = phrases_.noun_phrase_at(next + 1, sentence.last, false);
      return !behind.empty() && is_word(behind.last - 1);
    }
    return false;
  }

  void note_outlets() {
    for (const NameMention& mention : resolver_.names().mentions) {
      if (mention.entity == no_index || mention.adjective || mention.kind == MentionKind::person) continue;
      const NamedEntity& entity = resolver_.names().entities[mention.entity];
      if (entity.listed || entity.state || !called_outlet(mention)) continue;
      called_so_.insert(text::fold(entity.name));
    }
    if (!analysis_.document->outlet.empty()) called_so_.insert(text::fold(analysis_.document->outlet));
  }

  const Analysis& analysis_;
  Speakers& resolver_;
  const text::Gazetteer& gazetteer_;
  Phrases phrases_;
  std::unordered_set<std::string> called_so_;  // folded names of what the text calls an outlet
};

// Whether a name is another's beginning or end ("Plain Word", "weekly Plain Word").
bool is_shorter(std::string_view name, std::string_view other) {
  if (name.size() >= other.size()) return false;
  return (other.ends_with(name) && other[other.size() - name.size() - 1] == ' ') ||
         (other.starts_with(name) && other[name.size()] == ' ');
}

// Adds a teller to a chain, once under whichever of its names is the longer.
void append(std::vector<std::string>& chain, const std::string& name, const std::string& speaker) {
  if (name.empty() || name == speaker) return;
  for (std::string& teller : chain) {
    if (teller == name || is_shorter(name, teller)) return;
    if (is_shorter(teller, name)) {
      teller = name;
      return;
    }
  }
  chain.push_back(name);
}

}  // namespace

std::vector<std::vector<std::string>> find_via(const Analysis& analysis, const std::vector<Draft>& drafts,
                                               std::vector<Speaker>& speakers, Speakers& resolver,
                                               const text::Gazetteer& gazetteer, const NameHeads&) {
  std::vector<std::vector<std::string>> via(drafts.size());
  if (drafts.empty()) return via;
  Chains chains(analysis, resolver, gazetteer);
  std::vector<std::vector<std::string>> passed_on(drafts.size());  // what a statement within this one came through
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Draft& draft = drafts[i];
    if (!draft.candidate.through.empty())
      append(via[i], resolver.of_phrase(draft.candidate.through, nullptr).name, speakers[i].name);
    for (const std::string& name : chains.heard_by(draft)) append(via[i], name, speakers[i].name);
    if (draft.parent) {
      for (const std::string& name : passed_on[*draft.parent]) append(via[i], name, speakers[i].name);
    }
    const std::vector<std::string> cited = chains.cited(draft);
    for (const std::string& name : cited) append(passed_on[i], name, {});
    append(passed_on[i], speakers[i].name, {});
    if (chains.is_outlet(speakers[i].party)) append(passed_on[i], speakers[i].party, {});  // its correspondent
    for (const std::string& name : via[i]) append(passed_on[i], name, {});
    if (!cited.empty() && chains.is_outlet(speakers[i].name) && !chains.is_outlet(cited.front())) {
      const std::string outlet = speakers[i].name;
      speakers[i] = {};
      speakers[i].name = cited.front();
      via[i].insert(via[i].begin(), outlet);
    }
  }
  return via;
}

}  // namespace entente::read
