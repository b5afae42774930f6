// A document on its way: its text with the blocks found so far, before it is known what each block is for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace entente::read {

struct FlowBlock {
  BlockKind kind = BlockKind::paragraph;
  Span span;
  int level = 0;             // of a heading, 1–6; 0 where the source does not say
  bool rule_before = false;  // a horizontal rule stands before it
  bool tight = false;        // no blank line stands before it: it goes with the block above
  bool boxed = false;        // it stands in a box or an aside
  bool emphasised = false;   // all of it is in emphasis
};

// What plain text, Markdown and HTML have in common from here on. Blocks are in order and do not overlap.
struct Flow {
  std::string text;
  std::vector<FlowBlock> blocks;

  std::string_view words(const FlowBlock& block) const { return block.span.in(text); }
};

// Appends `words` as a block of its own, a blank line after the last one; nothing for empty words.
void append_block(Flow& flow, FlowBlock block, std::string_view words);

// ---- small facts about a stretch of text

std::string_view trimmed(std::string_view text);
std::string lowered(std::string_view text);     // ASCII letters only
std::size_t word_count(std::string_view text);  // by white space
bool ends_a_sentence(std::string_view text);    // . ! ? … perhaps with closing quotes
bool is_capitals(std::string_view text);        // has letters, and no small ones (ASCII)

// The same words, whatever their case, punctuation and spacing.
bool same_words(std::string_view a, std::string_view b);

}  // namespace entente::read
