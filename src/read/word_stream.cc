#include "read/word_stream.h"

#include <algorithm>

#include "text/characters.h"
#include "text/utf8.h"

namespace entente::read {
namespace {

bool is_blank(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    if (!text::is_white_space(text::next_code_point(line, at))) return false;
  }
  return true;
}

bool spaced_before(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  std::size_t start = at - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return text::is_white_space(text::next_code_point(text, start));
}

}  // namespace

std::int32_t shape_of(std::string_view piece, bool spaced) {
  std::uint32_t capitals = 0, letters = 0;
  bool digit = false, first = false;
  for (std::size_t at = 0; at < piece.size();) {
    const bool is_first = at == 0;
    switch (text::letter_kind(text::next_code_point(piece, at))) {
      case text::LetterKind::digit:
        digit = true;
        break;
      case text::LetterKind::capital:
        ++letters;
        ++capitals;
        first |= is_first;
        break;
      case text::LetterKind::other:
        ++letters;
        break;
      case text::LetterKind::none:
        break;
    }
  }
  const std::int32_t shape = digit                    ? 1
                             : letters == 0           ? 0
                             : capitals == 0          ? 2
                             : capitals == 1 && first ? 3
                             : capitals == letters    ? 4
                                                      : 5;
  return 1 + 2 * shape + (spaced ? 1 : 0);
}

WordStream make_stream(std::string_view text, const nn::WordPieceTokenizer& tokenizer,
                       const std::vector<Span>* wanted) {
  WordStream stream;
  std::size_t next = 0;  // of the wanted spans
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const Span line{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    at = end + 1;
    if (line.empty() || is_blank(line.in(text))) continue;
    if (wanted != nullptr) {
      while (next < wanted->size() && (*wanted)[next].end <= line.start) ++next;
      if (next == wanted->size() || !(*wanted)[next].overlaps(line)) continue;
    }
    if (stream.size() > 0) {
      stream.ids.push_back(tokenizer.separator());
      stream.shapes.push_back(0);
      stream.spans.push_back({});
      stream.continues.push_back(false);
    }
    for (const nn::WordPiece& piece : tokenizer.tokenize(text, line)) {
      stream.ids.push_back(piece.id);
      stream.shapes.push_back(shape_of(piece.span.in(text), spaced_before(text, piece.span.start)));
      stream.spans.push_back(piece.span);
      stream.continues.push_back(!piece.starts_word);
    }
  }
  return stream;
}

std::vector<Window> make_windows(const WordStream& stream, std::int32_t separator, const ReaderSettings& settings) {
  std::vector<Window> windows;
  const std::uint32_t count = stream.size();
  const auto cut_behind = [&](std::uint32_t from, std::uint32_t to, const auto& wanted) {
    for (std::uint32_t i = to; i > from; --i) {
      if (wanted(stream.ids[i - 1])) return i;
    }
    return 0u;
  };
  const auto is_stop = [&](std::int32_t id) {
    return std::find(settings.stops.begin(), settings.stops.end(), id) != settings.stops.end();
  };
  for (std::uint32_t at = 0; at < count;) {
    std::uint32_t end = std::min(at + settings.core, count);
    if (end < count) {
      const std::uint32_t least = at + settings.core / 4;
      std::uint32_t cut = cut_behind(least, end, [&](std::int32_t id) { return id == separator; });
      if (cut == 0) cut = cut_behind(least, end, is_stop);
      if (cut != 0) end = cut;
    }
    windows.push_back({at > settings.left ? at - settings.left : 0, std::min(count, end + settings.right), at, end});
    at = end;
  }
  return windows;
}

}  // namespace entente::read
