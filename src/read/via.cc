// The chain of tellers. A statement within another came through the other's speaker, and through whom that one cites:
// "The harbour master, Radio Marenne said citing two pilots, would not open the gates." came from the harbour master
// through two pilots and Radio Marenne. Where an outlet tells something that it cites somebody for, that somebody is
// the speaker and the outlet a teller. What is said to an outlet, or in an interview with one, came through it too.
#include <algorithm>

#include "read/telling.h"

namespace entente::read {
namespace {

namespace wc = word_class;
using text::EntryKind;

class Chains {
 public:
  Chains(const Analysis& analysis, Speakers& resolver, const text::Gazetteer& gazetteer, const NameHeads&)
      : analysis_(analysis), resolver_(resolver), gazetteer_(gazetteer), phrases_(analysis) {}

  bool is_outlet(const std::string& name) const {
    if (name.empty()) return false;
    const text::Hit hit = gazetteer_.look_up(name);
    if (hit.last > 0 && hit.sense(EntryKind::outlet) != nullptr) return true;
    static constexpr std::string_view words[] = {
        "radio",   "television", "tv",      "news",     "newspaper",   "agency", "daily",   "times",   "post", "herald",
        "gazette", "tribune",    "journal", "magazine", "broadcaster", "media",  "channel", "station", "press"};
    const std::string folded = text::fold(name);
    for (const text::Token& token : text::tokenize(folded)) {
      const std::string_view word = token.span.in(folded);
      if (std::find(std::begin(words), std::end(words), word) != std::end(words)) return true;
    }
    return false;
  }

  // Whom the teller of a draft cites: "…, citing two pilots".
  std::vector<std::string> cited(const Draft& draft) {
    std::vector<std::string> names;
    const Range sentence = analysis_.sentence_of(draft.candidate.head).words;
    for (std::uint32_t i = draft.candidate.cue.last; i + 1 < sentence.last && i < draft.candidate.cue.last + 40; ++i) {
      const Word& word = analysis_.words[i];
      if (!word.is("citing") && !word.is("quoting")) continue;
      const bool near =
          i <= draft.candidate.cue.last + 6 || analysis_.words[i - 1].token.kind == text::TokenKind::comma;
      if (!near) break;
      const Range whom = phrases_.noun_phrase_at(i + 1, sentence.last, true);
      if (!whom.empty()) names.push_back(resolver_.of_phrase(whom, nullptr).name);
      break;
    }
    return names;
  }

  // The outlet that the words were said to: "told Radio Marenne", "in an interview with Radio Marenne".
  std::string heard_by(const Draft& draft) {
    if (!draft.candidate.addressee.empty()) {
      const std::string name = resolver_.of_phrase(draft.candidate.addressee, nullptr).name;
      if (is_outlet(name)) return name;
    }
    const Range sentence = analysis_.sentence_of(draft.candidate.head).words;
    // Behind the cue, or where the sentence leads in with it.
    const bool leads_in = analysis_.words[sentence.first].is(wc::preposition);
    for (std::uint32_t i = leads_in ? sentence.first : draft.candidate.head + 1;
         i + 2 < sentence.last && i < draft.candidate.head + 16; ++i) {
      if (!analysis_.words[i].is("interview") && !analysis_.words[i].is("comments") &&
          !analysis_.words[i].is("remarks"))
        continue;
      if (!analysis_.words[i + 1].is("with") && !analysis_.words[i + 1].is("to")) continue;
      const Range whom = phrases_.noun_phrase_at(i + 2, sentence.last, false);
      if (whom.empty()) return {};
      const std::string name = resolver_.of_phrase(whom, nullptr).name;
      return is_outlet(name) || analysis_.words[i].is("interview") ? name : std::string();
    }
    return {};
  }

 private:
  const Analysis& analysis_;
  Speakers& resolver_;
  const text::Gazetteer& gazetteer_;
  Phrases phrases_;
};

void append(std::vector<std::string>& chain, const std::string& name, const std::string& speaker) {
  if (name.empty() || name == speaker) return;
  if (std::find(chain.begin(), chain.end(), name) == chain.end()) chain.push_back(name);
}

}  // namespace

std::vector<std::vector<std::string>> find_via(const Analysis& analysis, const std::vector<Draft>& drafts,
                                               std::vector<Speaker>& speakers, Speakers& resolver,
                                               const text::Gazetteer& gazetteer, const NameHeads& heads) {
  Chains chains(analysis, resolver, gazetteer, heads);
  std::vector<std::vector<std::string>> via(drafts.size());
  std::vector<std::vector<std::string>> passed_on(drafts.size());  // what a statement within this one came through
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Draft& draft = drafts[i];
    if (!draft.candidate.through.empty())
      append(via[i], resolver.of_phrase(draft.candidate.through, nullptr).name, speakers[i].name);
    append(via[i], chains.heard_by(draft), speakers[i].name);
    if (draft.parent) {
      for (const std::string& name : passed_on[*draft.parent]) append(via[i], name, speakers[i].name);
    }
    const std::vector<std::string> cited = chains.cited(draft);
    for (const std::string& name : cited) append(passed_on[i], name, {});
    append(passed_on[i], speakers[i].name, {});
    for (const std::string& name : via[i]) append(passed_on[i], name, {});
    if (!cited.empty() && chains.is_outlet(speakers[i].name)) {
      const std::string outlet = speakers[i].name;
      speakers[i] = {};
      speakers[i].name = cited.front();
      via[i].insert(via[i].begin(), outlet);
    }
  }
  return via;
}

}  // namespace entente::read
