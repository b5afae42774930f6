#include "read/carriers.h"

#include <algorithm>

#include "read/telling.h"

namespace entente::read {
namespace {

constexpr std::uint32_t reach = 60;  // words from a cue
constexpr std::uint32_t beside = 4;  // words from a cue, or the start of its sentence, to "through"

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Finder {
 public:
  Finder(const Analysis& analysis, const Phrases& phrases, const Draft& draft)
      : analysis_(analysis),
        phrases_(phrases),
        draft_(draft),
        sentence_(analysis.sentence_of(draft.candidate.head).words) {}

  std::vector<Carrier> run() {
    const Range cue = draft_.candidate.cue;
    const std::uint32_t first = std::max(sentence_.first, cue.first - std::min(cue.first, reach));
    const std::uint32_t last = std::min(sentence_.last, cue.last + reach);
    for (std::uint32_t i = first; i + 1 < last; ++i) {
      if (told(i)) continue;
      const std::string_view word =
          analysis_.words[i].info.folded.empty() ? analysis_.text_of(i) : analysis_.words[i].info.folded;
      passed_on(i, word);
      through(i, word);
      if (word == "word" && is_at(i + 1, "of") && i > first && is_at(i - 1, "the")) add(i + 2, Carrier::anybody, true);
    }
    return std::move(found_);
  }

 private:
  bool is_at(std::uint32_t i, std::string_view word) const { return i < sentence_.last && analysis_.words[i].is(word); }
  bool told(std::uint32_t i) const {
    return std::any_of(draft_.content.begin(), draft_.content.end(),
                       [&](const Range& piece) { return piece.contains(i); });
  }

  void add(std::uint32_t start, Carrier::Who who, bool named) {
    const Range whom = phrases_.noun_phrase_at(start, sentence_.last, true);
    if (!whom.empty() && !told(whom.first)) found_.push_back({whom, who, named});
  }

  void passed_on(std::uint32_t i, std::string_view word) {
    if (is_one_of(word, {"seen", "obtained", "reviewed", "viewed", "heard", "read"}) && is_at(i + 1, "by")) {
      add(i + 2, Carrier::outlet, true);
    } else if (is_one_of(word, {"published", "carried", "aired", "broadcast", "printed", "posted", "released"})) {
      if (is_at(i + 1, "by") || is_at(i + 1, "on") || is_at(i + 1, "in")) add(i + 2, Carrier::outlet, false);
    } else if (is_one_of(word, {"leaked", "shown", "shared"})) {
      if (is_at(i + 1, "to") || is_at(i + 1, "with")) add(i + 2, Carrier::outlet, false);
    } else if (is_one_of(word, {"relayed", "conveyed", "transmitted", "delivered", "passed", "read"})) {
      const std::uint32_t by = is_at(i + 1, "on") || is_at(i + 1, "out") ? i + 2 : i + 1;
      if (is_at(by, "by")) add(by + 1, Carrier::anybody, true);
    } else if (is_one_of(word, {"Speaking", "Talking", "Writing", "speaking", "talking", "writing"})) {
      if (is_at(i + 1, "to") || is_at(i + 1, "on") || is_at(i + 1, "in")) add(i + 2, Carrier::outlet, false);
    }
  }

  // "said through an aide": a road or a valley carries no words, so that it has to be a person or to be named.
  void through(std::uint32_t i, std::string_view word) {
    if (!is_one_of(word, {"through", "via"})) return;
    const Range cue = draft_.candidate.cue;
    const bool sourced =
        std::any_of(draft_.source.begin(), draft_.source.end(), [&](const Range& piece) { return piece.contains(i); });
    const bool near =
        sourced || cue.contains(i) || (cue.last <= i && i - cue.last <= beside) || i <= sentence_.first + 1;
    if (near) add(i + 1, word == "through" ? Carrier::person : Carrier::outlet, true);
  }

  const Analysis& analysis_;
  const Phrases& phrases_;
  const Draft& draft_;
  Range sentence_;
  std::vector<Carrier> found_;
};

}  // namespace

std::vector<Carrier> carriers_of(const Analysis& analysis, const Phrases& phrases, const Draft& draft) {
  return draft.in_speech || draft.candidate.cue.empty() ? std::vector<Carrier>()
                                                        : Finder(analysis, phrases, draft).run();
}

}  // namespace entente::read
