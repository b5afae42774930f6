#include "read/witnesses_sources.h"

#include <algorithm>

#include "text/text.h"

namespace entente::read {
namespace {

constexpr std::size_t head_bytes = 900;  // three or four sentences
constexpr std::size_t dateline_bytes = 160;
constexpr std::size_t longest_name = 5;  // words

std::vector<std::string> words_in(std::string_view file) {
  std::vector<std::string> words;
  for (const text::Row& row : text::data_rows(file)) words.emplace_back(row.front());
  return words;
}

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

class Head {
 public:
  explicit Head(std::string_view text) : text_(text), tokens_(text::tokenize(text, head_of(text))) {
    for (const text::Token& token : tokens_) folded_.push_back(text::fold(token.span.in(text)));
  }

  std::size_t size() const { return tokens_.size(); }
  const text::Token& token(std::size_t i) const { return tokens_[i]; }
  const std::string& folded(std::size_t i) const { return folded_[i]; }
  bool is_name_word(std::size_t i) const { return i < size() && tokens_[i].is_word() && tokens_[i].starts_upper(); }

  bool stands_at(const std::vector<std::string>& phrase, std::size_t i) const {
    if (i + phrase.size() > size()) return false;
    return std::equal(phrase.begin(), phrase.end(), folded_.begin() + static_cast<std::ptrdiff_t>(i));
  }

  SourceName name(std::size_t first, std::size_t last) const {
    const Span span{tokens_[first].span.start, tokens_[last - 1].span.end};
    return {std::string(span.in(text_)), span, false};
  }

 private:
  static Span head_of(std::string_view text) {
    std::size_t end = std::min(text.size(), head_bytes);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    return {0, static_cast<std::uint32_t>(end)};
  }
  std::string_view text_;
  std::vector<text::Token> tokens_;
  std::vector<std::string> folded_;
};

}  // namespace

SourceFinder::SourceFinder()
    : kinds_(words_in("stories/outlet_words.txt")),
      names_(words_in("stories/outlet_names.txt")),
      verbs_(words_in("stories/telling_words.txt")) {
  for (const text::Row& row : text::data_rows("stories/source_words.txt")) {
    const std::vector<std::string_view> words = text::split_list(row.front(), ' ');
    triggers_[std::string(words.front())].emplace_back(words.begin(), words.end());
  }
}

std::vector<SourceName> SourceFinder::find(std::string_view text) const {
  const Head head(text);
  std::vector<SourceName> found;
  // The name at token i, if it names an outlet: its end, else i.
  auto outlet_at = [&](std::size_t i) {
    std::size_t end = i;
    while (end < i + longest_name && head.is_name_word(end)) ++end;
    // The longest beginning of the run that ends in, or holds, a word that outlets have; or that is a known name.
    for (std::size_t last = end; last > i; --last) {
      std::string whole;
      bool has_kind = false;
      for (std::size_t k = i; k < last; ++k) {
        whole += (k > i ? " " : "") + head.folded(k);
        has_kind = has_kind || has(kinds_, head.folded(k));
      }
      if (has(names_, whole) || (has_kind && last - i >= 2)) return last;
    }
    return i;
  };
  // "has denied that he told …" takes nothing from there.
  auto is_denied = [&](std::size_t i) {
    for (std::size_t k = i; k > 0 && i - k < 5 && head.token(k - 1).kind != text::TokenKind::stop; --k) {
      if (head.folded(k - 1) == "denied" || head.folded(k - 1) == "denies") return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < head.size(); ++i) {
    const text::Token& token = head.token(i);
    // The agency in the brackets of a dateline, a dash behind them.
    if (token.kind == text::TokenKind::bracket_open && token.span.start < dateline_bytes) {
      std::size_t end = i + 1;
      while (end < i + 1 + longest_name && head.is_name_word(end)) ++end;
      if (end > i + 1 && end + 1 < head.size() && head.token(end).kind == text::TokenKind::bracket_close &&
          head.token(end + 1).kind == text::TokenKind::dash) {
        found.push_back(head.name(i + 1, end));
        found.back().dateline = true;
      }
      continue;
    }
    // "Radio Marenne reported"
    if (head.is_name_word(i) && (i == 0 || !head.is_name_word(i - 1))) {
      const std::size_t end = outlet_at(i);
      if (end > i && end < head.size() && has(verbs_, head.folded(end))) found.push_back(head.name(i, end));
    }
    const auto phrases = triggers_.find(head.folded(i));
    if (phrases == triggers_.end() || is_denied(i)) continue;
    for (const std::vector<std::string>& phrase : phrases->second) {
      if (!head.stands_at(phrase, i)) continue;
      std::size_t at = i + phrase.size();
      for (std::size_t skipped = 0; skipped < 4 && at < head.size() && head.token(at).is_word() &&
                                    is_lower(head.folded(at).front()) && !head.is_name_word(at);
           ++skipped) {
        ++at;  // "the", "state news agency"
      }
      if (at < head.size() && head.folded(at) == "the") ++at;
      if (const std::size_t end = at < head.size() ? outlet_at(at) : at; end > at) {
        found.push_back(head.name(at, end));
        break;
      }
    }
  }
  return found;
}

std::string outlet_key(std::string_view name) {
  std::string folded = text::fold(name);
  if (folded.starts_with("the ")) folded.erase(0, 4);
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

std::string outlet_initials(std::string_view name) {
  std::string initials;
  const std::string key = outlet_key(name);
  for (const std::string_view word : text::split_list(key, ' ')) {
    if (word != "of" && word != "the" && word != "and") initials += word.front();
  }
  return initials.size() < 2 ? std::string() : initials;
}

}  // namespace entente::read
