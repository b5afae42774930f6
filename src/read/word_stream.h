// A document as the model sees it: the word pieces of its lines in one stream, and the windows that it is read through.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/span.h"
#include "nn/nn.h"
#include "read/reader_model.h"

namespace entente::read {

// Columns of one length. A line's pieces stand together; one separator stands between two lines.
struct WordStream {
  std::vector<std::int32_t> ids;
  std::vector<std::int32_t> shapes;  // how the piece is written in the text (shape_of)
  std::vector<Span> spans;           // bytes of the text; empty at a separator
  std::vector<bool> continues;       // the piece goes on a word

  std::uint32_t size() const { return static_cast<std::uint32_t>(ids.size()); }
};

// The lines of the text that are not blank; where `wanted` is given (in order), those alone that touch one of its
// spans.
WordStream make_stream(std::string_view text, const nn::WordPieceTokenizer& tokenizer,
                       const std::vector<Span>* wanted = nullptr);

// 1 + 2 · shape + (1 after white space or at the beginning). Shapes: 0 no letter, 1 a digit, 2 no capital, 3 one
// capital, the first, 4 capitals alone, 5 other. 0 is left for separators and padding.
std::int32_t shape_of(std::string_view piece, bool spaced);

// Positions of the stream: read as [first, last), of which [core_first, core_last) are taken from this window.
struct Window {
  std::uint32_t first = 0, last = 0;
  std::uint32_t core_first = 0, core_last = 0;
};

// Consecutive cores of at most `core` positions that end behind a separator where one stands in their last three
// quarters, else behind a full stop that does, else at the limit; with positions around them to see by.
std::vector<Window> make_windows(const WordStream& stream, std::int32_t separator, const ReaderSettings& settings);

}  // namespace entente::read
