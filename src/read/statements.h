// From candidates to statements: which of them count, whose quotations are whose, what is told within what.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "read/candidates.h"

namespace entente::read {

// A statement while it is being made: ranges of words, no names yet.
struct Draft {
  Candidate candidate;
  std::vector<Range> source;  // the candidate's own or the one that it shares
  std::vector<Range> content;
  std::optional<std::uint32_t> parent;  // an earlier draft
  bool in_speech = false;               // its cue stands within somebody's direct speech
  // As the model marked it, which need not be at the borders of our words; where absent, the ranges tell.
  struct Marked {
    std::vector<Span> source;
    Span cue;
    std::vector<Span> content;
  };
  std::optional<Marked> marked;
};

// Whether the word stands within a quotation that reads as somebody's speech.
bool stands_in_speech(const Analysis& analysis, std::uint32_t word);

// The drafts that count, ordered so that a parent comes before its children and else by place.
std::vector<Draft> choose_statements(const Analysis& analysis, const Lexicon& lexicon,
                                     std::vector<Candidate> candidates);

// Gives every quotation that no draft has to the draft that it goes on from (statements_direct.cc).
void attach_quotations(const Analysis& analysis, std::vector<Draft>& drafts);

// Sets the parents by containment: the innermost draft whose content holds the cue (nesting.cc). Orders the drafts.
void nest(const Analysis& analysis, std::vector<Draft>& drafts);

}  // namespace entente::read
