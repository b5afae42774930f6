#include "read/flow.h"

#include <cctype>

namespace entente::read {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
unsigned char byte(char c) { return static_cast<unsigned char>(c); }

}  // namespace

void append_block(Flow& flow, FlowBlock block, std::string_view words) {
  words = trimmed(words);
  if (words.empty()) return;
  if (!flow.text.empty()) flow.text += "\n\n";
  block.span.start = static_cast<std::uint32_t>(flow.text.size());
  flow.text += words;
  block.span.end = static_cast<std::uint32_t>(flow.text.size());
  flow.blocks.push_back(block);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::size_t word_count(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = is_space(c);
    if (!space && !inside) ++count;
    inside = !space;
  }
  return count;
}

bool ends_a_sentence(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view closing : {"\"", "'", ")", "]", "\u201d", "\u2019", "\u00bb"}) {
    if (text.ends_with(closing)) {
      text.remove_suffix(closing.size());
      break;
    }
  }
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with("\u2026");
}

bool is_capitals(std::string_view text) {
  bool any = false;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') return false;
    any = any || (c >= 'A' && c <= 'Z');
  }
  return any;
}

bool same_words(std::string_view a, std::string_view b) {
  const auto key = [](std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      // Typographic quotes and dashes (U+2010–U+201F) differ between a page's headline and its metadata.
      if (byte(text[i]) == 0xE2 && i + 2 < text.size() && byte(text[i + 1]) == 0x80) {
        i += 2;
      } else if (byte(text[i]) >= 0x80 || std::isalnum(byte(text[i])) != 0) {
        out += static_cast<char>(byte(text[i]) < 0x80 ? std::tolower(byte(text[i])) : byte(text[i]));
      }
    }
    return out;
  };
  return key(a) == key(b);
}

}  // namespace entente::read
