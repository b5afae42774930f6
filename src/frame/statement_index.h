// The statements of a document by the sentences that they stand in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/statement.h"
#include "frame/clause.h"

namespace entente::frame {

class StatementIndex {
 public:
  // Both must outlive the index. O(statements + sentences they cover); of a quotation over more than forty sentences
  // the first forty are looked at.
  StatementIndex(const std::vector<Statement>& statements, const std::vector<Span>& sentences);

  const Statement& operator[](std::uint32_t number) const { return statements_[number]; }
  const std::vector<std::uint32_t>& in_sentence(std::size_t sentence) const { return in_sentence_[sentence]; }

  // Among `numbers`, the first statement whose cue overlaps a place.
  std::optional<std::uint32_t> with_cue(const std::vector<std::uint32_t>& numbers, Span place) const;
  // Among `numbers`, the innermost statement whose content holds a place.
  std::optional<std::uint32_t> around(const std::vector<std::uint32_t>& numbers, Span place) const;

 private:
  const std::vector<Statement>& statements_;
  std::vector<std::vector<std::uint32_t>> in_sentence_;
};

// For whom a statement is made: its party, else its speaker; `person` where the speaker is not the party itself.
Speaker speaker_of(const Statement& statement);

}  // namespace entente::frame
