// Whence a document says that it has its news. Private to the room.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace entente::read {

struct SourceName {
  std::string name;  // as the text has it
  Span span;
  bool dateline = false;
};

// The outlets that the head of a text (its first sentences) gives as the source of all of it: the agency of a dateline
// ("SUND, 19 February (HPA) -"), and outlets that the words were told to or taken from ("told Radio Marenne",
// "according to the Vask Courier", "citing …"). An outlet is known by a word of its kind
// (data/stories/outlet_words.txt) or by name (outlet_names.txt). O(n) in the head.
class SourceFinder {
 public:
  SourceFinder();
  std::vector<SourceName> find(std::string_view text) const;

 private:
  std::vector<std::string> kinds_;                                                      // folded: "radio", "courier"
  std::vector<std::string> names_;                                                      // folded: "reuters"
  std::map<std::string, std::vector<std::vector<std::string>>, std::less<>> triggers_;  // "according to", by first word
  std::vector<std::string> verbs_;  // folded, words behind it: "reported"
};

// One key for the names of one outlet: folded, without "the"; and the letters that stand for it ("hpa" of "Halden Press
// Agency"), empty for names of a single word.
std::string outlet_key(std::string_view name);
std::string outlet_initials(std::string_view name);

}  // namespace entente::read
