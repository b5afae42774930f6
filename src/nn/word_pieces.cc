// One pass over the text: each character is classed, decomposed and lowered into a buffer that holds the present word,
// with the bytes that it came from beside it; a space, sign or ideograph ends the word, which is then cut into pieces
// greedily. Buffers are reused, so that a text costs no allocation but for its pieces. The order of steps is that of
// the reference (BertNormalizer, BertPreTokenizer, WordPiece of the `tokenizers` package): tests/nn/word_pieces_test.cc
// compares them.
#include <algorithm>

#include "nn/nn.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace entente::nn {
namespace {

using text::CharacterKind;

constexpr std::size_t most_characters = 100;  // of a word that is cut into pieces

// Ideographs stand alone: the blocks that BERT counts as Chinese.
bool is_ideograph(char32_t code) {
  return code >= 0x3400 && ((code >= 0x4E00 && code <= 0x9FFF) || code <= 0x4DBF ||
                            (code >= 0xF900 && code <= 0xFAFF) || (code >= 0x20000 && code <= 0x2A6DF) ||
                            (code >= 0x2A700 && code <= 0x2B73F) || (code >= 0x2B740 && code <= 0x2B81F) ||
                            (code >= 0x2B920 && code <= 0x2CEAF) || (code >= 0x2F800 && code <= 0x2FA1F));
}

void append_utf8(char32_t code, std::string& bytes) {
  const auto byte = [&](char32_t value) { bytes += static_cast<char>(value); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | code >> 6);
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

}  // namespace

// The present word, normalised: its characters with the bytes of the text that they came from.
struct WordPieceTokenizer::Word {
  struct Character {
    char32_t code = 0;
    Span from;
    std::uint8_t combining = 0;
  };
  std::vector<Character> characters;
  std::string bytes;                 // of the characters, in UTF-8
  std::vector<std::uint32_t> start;  // of each character in `bytes`, and the end
  std::size_t fixed = 0;             // characters before this one keep their places

  void add(char32_t code, Span from) {
    const std::uint8_t combining = text::combining_class(code);
    std::size_t place = characters.size();
    if (combining == 0) {
      fixed = place;
    } else {
      // Canonical order: by class, those of one class as they came.
      while (place > fixed && characters[place - 1].combining > combining) --place;
    }
    characters.insert(characters.begin() + static_cast<std::ptrdiff_t>(place), {code, from, combining});
  }

  void spell() {
    bytes.clear();
    start.clear();
    for (const Character& character : characters) {
      start.push_back(static_cast<std::uint32_t>(bytes.size()));
      append_utf8(character.code, bytes);
    }
    start.push_back(static_cast<std::uint32_t>(bytes.size()));
  }

  void clear() {
    characters.clear();
    fixed = 0;
  }
};

Result<WordPieceTokenizer> WordPieceTokenizer::from_vocabulary(std::string vocabulary) {
  WordPieceTokenizer tokenizer;
  tokenizer.vocabulary_ = std::make_shared<const std::string>(std::move(vocabulary));
  const std::string_view all = *tokenizer.vocabulary_;
  const auto lines = static_cast<std::size_t>(std::count(all.begin(), all.end(), '\n')) + 1;
  tokenizer.initial_.reserve(lines);
  tokenizer.continuing_.reserve(lines / 4);
  std::int32_t id = 0;
  for (std::size_t at = 0; at < all.size(); ++id) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    std::string_view piece = all.substr(at, end - at);
    at = end + 1;
    if (!piece.empty() && piece.back() == '\r') piece.remove_suffix(1);
    tokenizer.longest_ = std::max(tokenizer.longest_, piece.size());
    if (piece.size() > 2 && piece.substr(0, 2) == "##") {
      tokenizer.continuing_.insert_or_assign(piece.substr(2), id);
    } else {
      tokenizer.initial_.insert_or_assign(piece, id);
    }
  }
  tokenizer.size_ = static_cast<std::size_t>(id);
  const auto special = [&](std::string_view name, std::int32_t& where) {
    const auto found = tokenizer.initial_.find(name);
    if (found == tokenizer.initial_.end()) return false;
    where = found->second;
    return true;
  };
  if (!special("[PAD]", tokenizer.padding_) || !special("[UNK]", tokenizer.unknown_) ||
      !special("[CLS]", tokenizer.start_) || !special("[SEP]", tokenizer.separator_)) {
    return error("vocabulary-unusable", "the vocabulary lacks one of [PAD], [UNK], [CLS] and [SEP]");
  }
  return tokenizer;
}

void WordPieceTokenizer::add_pieces(const Word& word, std::vector<WordPiece>& pieces) const {
  const std::size_t count = word.characters.size();
  const std::size_t before = pieces.size();
  if (count <= most_characters) {
    std::size_t from = 0;
    while (from < count) {
      const Pieces& known = from == 0 ? initial_ : continuing_;
      std::size_t to = count;
      while (to > from && word.start[to] - word.start[from] > longest_) --to;
      auto found = known.end();
      for (; to > from; --to) {
        found = known.find(std::string_view(word.bytes).substr(word.start[from], word.start[to] - word.start[from]));
        if (found != known.end()) break;
      }
      if (to == from) break;
      pieces.push_back(
          {found->second, {word.characters[from].from.start, word.characters[to - 1].from.end}, from == 0});
      from = to;
    }
    if (from == count) return;
    pieces.resize(before);
  }
  Span whole = word.characters.front().from;
  for (const Word::Character& character : word.characters) {
    whole.start = std::min(whole.start, character.from.start);
    whole.end = std::max(whole.end, character.from.end);
  }
  pieces.push_back({unknown_, whole, true});
}

std::vector<WordPiece> WordPieceTokenizer::tokenize(std::string_view text, Span within) const {
  std::vector<WordPiece> pieces;
  pieces.reserve(within.size() / 4);
  Word word;
  const auto end_word = [&] {
    if (word.characters.empty()) return;
    word.spell();
    add_pieces(word, pieces);
    word.clear();
  };
  const std::size_t end = std::min<std::size_t>(within.end, text.size());
  for (std::size_t at = within.start; at < end;) {
    const auto start = static_cast<std::uint32_t>(at);
    const char32_t code = text::next_code_point(text, at);
    const Span from{start, static_cast<std::uint32_t>(at)};
    const CharacterKind kind = text::kind_of(code);
    if (kind == CharacterKind::control) continue;
    if (kind == CharacterKind::white_space) {
      end_word();
      continue;
    }
    const bool alone = is_ideograph(code);
    if (alone) end_word();
    const text::Decomposition parts = text::decompose(code);
    for (std::uint8_t i = 0; i < parts.size; ++i) {
      const char32_t part = parts.codes[i];
      const CharacterKind part_kind = parts.size == 1 && part == code ? kind : text::kind_of(part);
      if (part_kind == CharacterKind::mark) {
        if (text::combining_class(part) == 0) word.fixed = word.characters.size();
        continue;
      }
      if (part_kind == CharacterKind::punctuation) {
        end_word();
        word.add(text::lower_case(part), from);
        end_word();
      } else {
        word.add(text::lower_case(part), from);
      }
    }
    if (alone) end_word();
  }
  end_word();
  return pieces;
}

}  // namespace entente::nn
