// Who took a story from whom, as a picture; and tellings side by side with what differs marked.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/span.h"
#include "core/story.h"

namespace entente::show {

struct StoryNode {
  std::string name;  // of the document
  std::string outlet;
  std::string date;  // "undated" where it is not known
  int parent = -1;   // place in the list of the document that it was taken from, always smaller than its own
  std::string kind;  // of copy
  std::vector<std::string> sources;  // outlets outside that it names as its source
  int witness = 0;                   // number of its group
};

// A tree per origin from left to right, a column a step from the origin; colours say nothing that the words do not say.
// Self-contained SVG; widths by the number of characters.
std::string story_svg(std::string_view title, const std::vector<StoryNode>& nodes);

// A stretch of one telling with the parts of it that differ (bytes of `text`).
struct MarkedText {
  std::string_view text;
  std::vector<Span> marks;
};

// "<p>…<mark>…</mark>…</p>", escaped. Marks may overlap.
std::string marked_html(const MarkedText& marked);

struct DiscrepancyRow {
  std::string kind;
  std::string a;  // words; empty where it is left out
  std::string b;
  std::string bears_on;  // the statement that it stands in, in words; may be empty
};

// Two tellings in two columns, with the words that differ marked: the texts (none where both are empty), below them the
// places where they tell something differently.
std::string side_by_side_html(std::string_view name_a, std::string_view a, std::string_view name_b, std::string_view b,
                              const std::vector<DiscrepancyRow>& rows);

// The words of two short stretches that are not in the other: for marking within them.
std::pair<std::vector<Span>, std::vector<Span>> differing_words(std::string_view a, std::string_view b);

}  // namespace entente::show
