#include "frame/statement_index.h"

#include <algorithm>

namespace entente::frame {
namespace {

constexpr std::size_t longest_quotation = 40;  // sentences

}  // namespace

StatementIndex::StatementIndex(const std::vector<Statement>& statements, const std::vector<Span>& sentences)
    : statements_(statements), in_sentence_(sentences.size()) {
  for (std::uint32_t i = 0; i < statements.size(); ++i) {
    const auto list = [&](Span span) {
      auto at = std::lower_bound(sentences.begin(), sentences.end(), span.start,
                                 [](const Span& sentence, std::uint32_t start) { return sentence.end <= start; });
      for (std::size_t n = 0; n < longest_quotation && at != sentences.end() && at->start < span.end; ++n, ++at) {
        std::vector<std::uint32_t>& numbers = in_sentence_[static_cast<std::size_t>(at - sentences.begin())];
        if (numbers.empty() || numbers.back() != i) numbers.push_back(i);
      }
    };
    for (const Span cue : statements[i].cue) list(cue);
    for (const Span content : statements[i].content) list(content);
  }
}

std::optional<std::uint32_t> StatementIndex::with_cue(const std::vector<std::uint32_t>& numbers, Span place) const {
  for (const std::uint32_t i : numbers) {
    for (const Span cue : statements_[i].cue) {
      if (cue.overlaps(place)) return i;
    }
  }
  return std::nullopt;
}

std::optional<std::uint32_t> StatementIndex::around(const std::vector<std::uint32_t>& numbers, Span place) const {
  std::optional<std::uint32_t> found;  // a parent comes before its children: the last is the innermost
  for (const std::uint32_t i : numbers) {
    for (const Span content : statements_[i].content) {
      if (content.contains(place)) found = i;
    }
  }
  return found;
}

Speaker speaker_of(const Statement& statement) {
  Speaker speaker;
  speaker.name = statement.party.empty() ? statement.speaker : statement.party;
  speaker.person = !statement.speaker.empty() && statement.speaker != statement.party;
  return speaker;
}

}  // namespace entente::frame
