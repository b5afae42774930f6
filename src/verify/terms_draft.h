// One sentence of a terms file as it was read, before it becomes rules. Private to verify.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verify/terms_phrase.h"

namespace entente::verify {

struct Draft {
  enum class Main { none, no, at_most, at_least, shall } main = Main::none;
  std::string words;                 // the sentence
  std::vector<std::string> present;  // the kinds of incidents that show a thing to be somewhere
  std::vector<std::string> subjects;
  Phrase phrase;
  std::int64_t count = 1;
  bool counted_things = false;  // "at least 12 guns": their quantities are summed
  bool withdraws = false, equal = false, each_other = false, about = false, clause_alone = false, reciprocal = false;
  std::optional<Seconds> within, window, every, mutual;
  std::optional<Phrase> trigger;
  std::optional<Instant> until, due;
  std::optional<Seconds> lasts;
  std::optional<Start> start;
  Phrase start_phrase;
  std::vector<std::size_t> while_kept;
  std::vector<Phrase> ends_with;
  std::vector<TimeRange> gaps;
  std::vector<std::pair<Phrase, Seconds>> suspensions, excuses;
};

// Adds the rules that the sentence means: one, or one for each party that it binds; a sentence about "it" adds its
// times to the rules before it. Gives what is wrong with the sentence, in words for a person; empty where nothing is.
// `offset` is where the sentence begins in the text.
std::string add_rules(Draft& draft, const Agreement& agreement, std::size_t offset, SentenceReading& reading);

}  // namespace entente::verify
