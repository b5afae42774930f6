#include "frame/issue_phrase.h"

#include <algorithm>

#include "frame/things.h"

namespace entente::frame {
namespace {

constexpr std::uint32_t most_words = 8;

bool gerund(const Word& word) {
  return word.is_word() && word.folded.size() > 4 && word.folded.ends_with("ing") && word.shape == text::Shape::lower;
}

bool ends_phrase(const std::vector<Word>& words, std::uint32_t at) {
  const Word& word = words[at];
  switch (word.kind) {
    case text::TokenKind::comma:
    case text::TokenKind::semicolon:
    case text::TokenKind::colon:
    case text::TokenKind::stop:
    case text::TokenKind::bracket_open:
    case text::TokenKind::dash:
      return true;
    default:
      break;
  }
  return word.is(kAuxiliary | kModal | kBe | kRelative | kReason) || word.is("that") || word.is("rather") ||
         word.is("such") || opens_condition(words, at);
}

bool quoted(const Word& word) {
  return word.kind == text::TokenKind::quote || word.kind == text::TokenKind::single_quote;
}

class Phrase {
 public:
  Phrase(const std::vector<Word>& words, Range what) : words_(words), what_(what) {}

  Range range() {
    std::uint32_t first = skip_addressee(what_.first);
    first = skip_action(first);
    const std::uint32_t modal = finite_verb(first);
    if (modal < what_.last && hollow_subject(first, modal)) first = skip_action(skip_addressee(after_verb(modal)));
    first = skip_light(first);
    Range chosen = extent(first);
    if (chosen.empty()) chosen = extent(skip_small(what_.first));
    return chosen.empty() ? what_ : chosen;
  }

  std::string text() { return spelled(range()); }

 private:
  bool in(std::uint32_t at) const { return at < what_.last; }

  std::uint32_t skip_small(std::uint32_t at) const {
    while (in(at) && (quoted(words_[at]) || (!words_[at].is_word() && words_[at].kind != text::TokenKind::number) ||
                      words_[at].is("how") || words_[at].is("whether") || words_[at].is("if") ||
                      words_[at].is(kDeterminer | kAdverb | kConnector | kPronoun) || words_[at].is("to") ||
                      words_[at].is("for") || words_[at].is("in") || words_[at].is("on") || words_[at].is("not") ||
                      words_[at].is("as"))) {
      ++at;
    }
    return at;
  }

  // Past "parties to" and "the Chair to": who is asked is not the matter.
  std::uint32_t skip_addressee(std::uint32_t at) const {
    std::uint32_t next = at;
    while (in(next) && next < at + 6 &&
           (somebody(words_[next]) || words_[next].is(kDeterminer) || words_[next].is("and")))
      ++next;
    return next > at && in(next + 1) && words_[next].is("to") ? next + 1 : at;
  }

  static bool somebody(const Word& word) {
    const bool name = word.entry != nullptr && !word.entry->names.empty() && word.upper();
    return name || word.is(kVagueNoun | kVagueQuantifier | kOrgan);
  }

  // Past "to extend the", "continuing to discuss", "not".
  std::uint32_t skip_action(std::uint32_t at) const {
    for (int step = 0; step < 4 && in(at); ++step) {
      at = skip_small(at);
      if (!in(at) || !in(at + 1) || (at > what_.first && words_[at - 1].is(kDeterminer))) break;
      const bool verb = words_[at].is(kBaseVerb) || gerund(words_[at]);
      const bool object = !ends_phrase(words_, at + 1) && !words_[at + 1].is("of");
      if (!verb || !object) break;
      ++at;
    }
    return skip_small(at);
  }

  // Past "the establishment of", "text on", "a reference to": what is meant is what they are about.
  std::uint32_t skip_light(std::uint32_t at) const {
    for (int step = 0; step < 3 && in(at + 2); ++step) {
      const bool about =
          words_[at + 1].is("of") || words_[at + 1].is("to") || words_[at + 1].is("on") || words_[at + 1].is("for");
      if (!words_[at].is(kLight) || !about) break;
      at = skip_action(at + 2);
    }
    return at;
  }

  std::uint32_t finite_verb(std::uint32_t at) const {
    while (in(at) && !words_[at].is(kModal | kAuxiliary | kBe)) ++at;
    return at;
  }

  // Whether the subject of a clause says nothing about its matter: "it", "parties", "there", a party's name.
  bool hollow_subject(std::uint32_t first, std::uint32_t verb) const {
    if (verb <= first) return true;
    for (std::uint32_t i = first; i < verb; ++i) {
      const Word& word = words_[i];
      if (!word.is(kPronoun | kDeterminer | kFirstPerson | kGeneric) && !somebody(word) && !word.is("there"))
        return false;
    }
    return true;
  }

  std::uint32_t after_verb(std::uint32_t verb) const {
    std::uint32_t at = verb;
    while (in(at) && (words_[at].is(kModal | kAuxiliary | kBe | kNegator | kAdverb))) ++at;
    return in(at + 1) ? at : verb;
  }

  // How far the phrase that starts at `first` goes.
  Range extent(std::uint32_t first) const {
    std::uint32_t prepositions = 0;
    std::uint32_t count = 0;
    std::uint32_t last = first;
    std::uint32_t hangs_on = first;  // the last preposition within it
    for (std::uint32_t i = first; in(i) && count < most_words; ++i) {
      const Word& word = words_[i];
      const bool adjectives =
          count == 1 && word.kind == text::TokenKind::comma && in(i + 1) && !words_[i + 1].is(kConnector);
      if (i > first && ends_phrase(words_, i) && !adjectives) break;
      if (word.is(kPreposition) && ++prepositions > 2) break;
      if (word.is(kPreposition)) hangs_on = i;
      if (word.is("to") && i > first) break;
      if (i > first && word.is("and") && count >= 5) break;
      ++count;
      last = i + 1;
    }
    // Cut where a noun is still to come ("through a legally binding document"): better without what it begins.
    if (count == most_words && hangs_on > first && goes_on(last)) last = hangs_on;
    while (last > first &&
           (words_[last - 1].is(kPreposition | kDeterminer | kConnector | kAdverb) || quoted(words_[last - 1]) ||
            (!words_[last - 1].is_word() && words_[last - 1].kind != text::TokenKind::number))) {
      --last;
    }
    const bool tells = std::any_of(words_.begin() + first, words_.begin() + last, [](const Word& word) {
      return word.is_word() && !word.is("how") &&
             !word.is(kPreposition | kDeterminer | kConnector | kAuxiliary | kModal | kRelative);
    });
    return tells ? Range{first, last} : Range{};
  }

  // Whether the phrase before `at` would go on there.
  bool goes_on(std::uint32_t at) const {
    return in(at) && words_[at].is_word() && !ends_phrase(words_, at) && !words_[at].is("to") &&
           !words_[at].is(kPreposition | kConnector | kDeterminer);
  }

  std::string spelled(Range range) const {
    std::string phrase;
    bool blank = false;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      blank |= words_[i].space_before;
      if (quoted(words_[i])) continue;
      if (!phrase.empty() && blank) phrase += ' ';
      blank = false;
      phrase += words_[i].text;
    }
    return phrase;
  }

  const std::vector<Word>& words_;
  Range what_;
};

}  // namespace

std::string issue_phrase(const std::vector<Word>& words, Range what) {
  if (what.empty()) return {};
  return Phrase(words, what).text();
}

bool is_hollow(const std::vector<Word>& words, Range what) {
  if (what.empty()) return true;
  const Range range = Phrase(words, what).range();
  return std::all_of(words.begin() + range.first, words.begin() + range.last, [](const Word& word) {
    return !word.is_word() ||
           word.is(kGeneric | kLight | kDeterminer | kPreposition | kConnector | kPronoun | kVagueNoun |
                   kVagueQuantifier | kOrgan | kTabled | kTabling | kAuxiliary | kModal | kAdverb | kRelative);
  });
}

std::string topic_of(const std::vector<Word>& words) {
  std::uint32_t at = 0;
  while (at < words.size() && quoted(words[at])) ++at;
  if (at >= words.size() || !words[at].is(kTopic) || !words[at].upper()) return {};
  std::uint32_t end = ++at;
  while (end < words.size() && end < at + 16 && words[end].kind != text::TokenKind::comma) ++end;
  if (end >= words.size() || words[end].kind != text::TokenKind::comma || end == at) return {};
  const Range topic{at, end};
  const bool day = std::any_of(words.begin() + at, words.begin() + end,
                               [](const Word& word) { return word.folded.ends_with("day"); });
  return day || is_hollow(words, topic) ? std::string() : issue_phrase(words, topic);
}

}  // namespace entente::frame
