// Any text through the word-piece tokenizer: pieces are in order, within the text, on the borders of characters.
#include <cstdlib>
#include <string>

#include "nn/nn.h"
#include "text/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace entente;
  static const auto tokenizer = nn::WordPieceTokenizer::from_vocabulary(
      "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\ne\n##a\n##b\n##e\n##ee\nthe\n##ing\n.\n,\n港\nα\n##α\n");
  if (!tokenizer) std::abort();
  const std::string text = text::clean_utf8({reinterpret_cast<const char*>(data), size}).text;
  std::uint32_t last = 0;
  for (const nn::WordPiece& piece : tokenizer->tokenize(text, {0, static_cast<std::uint32_t>(text.size())})) {
    const auto inside = [&](std::uint32_t at) {
      return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    };
    if (piece.span.empty() || piece.span.end > text.size() || piece.span.end < last) std::abort();
    if (inside(piece.span.start) || inside(piece.span.end)) std::abort();
    if (piece.id < 0 || static_cast<std::size_t>(piece.id) >= tokenizer->size()) std::abort();
    last = piece.span.start;
  }
  return 0;
}
