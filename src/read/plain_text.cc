#include "read/plain_text.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "read/labels.h"
#include "read/source_line.h"

namespace entente::read {
namespace {

constexpr std::size_t widest_wrap = 110;  // code points; a longer line was not wrapped by hand

struct Line {
  Span span;  // without the line break and the spaces around
  std::uint32_t indent = 0;
  std::size_t width = 0;  // in code points, with the indent
  bool blank() const { return span.empty(); }
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t end = text.find('\n', start);
    if (end == std::string_view::npos) end = text.size();
    std::size_t from = start;
    std::size_t to = end;
    while (from < to && is_space(text[from])) ++from;
    while (to > from && is_space(text[to - 1])) --to;
    Line line;
    line.span = {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
    line.indent = static_cast<std::uint32_t>(from - start);
    line.width = line.indent;
    for (std::size_t i = from; i < to; ++i) line.width += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 ? 1 : 0;
    lines.push_back(line);
    start = end + 1;
  }
  return lines;
}

// Three or more of the same mark of a rule, perhaps with spaces between.
bool is_rule(std::string_view line) {
  std::size_t marks = 0;
  for (const char c : line) {
    if (c == ' ') continue;
    if (c != line.front() || std::string_view("-=_*#~").find(c) == std::string_view::npos) return false;
    ++marks;
  }
  return marks >= 3;
}

// The length of a list mark with the spaces after it: "- ", "* ", "• ", "1. ", "2) ", "(a) ".
std::size_t list_mark(std::string_view line) {
  std::size_t at = 0;
  if (line.starts_with("\u2022") || line.starts_with("\u25aa") || line.starts_with("\u25cf") ||
      line.starts_with("\u2013 ")) {
    at = 3;
  } else if (line.starts_with("\u00b7")) {
    at = 2;
  } else if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") || line.starts_with("o ")) {
    at = 1;
  } else {
    const bool bracket = line.starts_with('(');
    std::size_t i = bracket ? 1 : 0;
    const std::size_t first = i;
    while (i < line.size() && is_digit(line[i]) && i - first < 3) ++i;
    if (i == first && bracket && i < line.size() && std::isalpha(static_cast<unsigned char>(line[i])) != 0) ++i;
    if (i == first || i >= line.size()) return 0;
    if (bracket ? line[i] != ')' : line[i] != '.' && line[i] != ')') return 0;
    at = i + 1;
    if (at >= line.size() || line[at] != ' ') return 0;
  }
  while (at < line.size() && line[at] == ' ') ++at;
  return at < line.size() ? at : 0;
}

std::size_t first_word_width(std::string_view line) {
  std::size_t width = 0;
  for (const char c : line) {
    if (is_space(c)) break;
    width += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  }
  return width;
}

class PlainText {
 public:
  explicit PlainText(std::string text) : lines_(lines_of(text)) { flow_.text = std::move(text); }

  Flow run() {
    find_wrap_width();
    for (std::size_t i = 0; i < lines_.size();) i = block_at(i);
    name_title();
    return std::move(flow_);
  }

 private:
  std::string_view words(const Line& line) const { return line.span.in(flow_.text); }

  // The width that lines were filled to: one that few of the short lines with a line below them pass.
  void find_wrap_width() {
    std::vector<std::size_t> widths;
    std::size_t longer = 0;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (lines_[i].blank()) continue;
      if (lines_[i].width > widest_wrap)
        ++longer;
      else if (!lines_[i + 1].blank())
        widths.push_back(lines_[i].width);
    }
    if (widths.size() < 2 || longer > widths.size()) return;
    const auto at = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 95 / 100);
    std::nth_element(widths.begin(), at, widths.end());
    const std::size_t width = *at;
    const auto full = static_cast<std::size_t>(
        std::count_if(widths.begin(), widths.end(), [&](std::size_t w) { return w + 12 >= width; }));
    if (width >= 40 && full >= 2 && full * 5 >= widths.size() * 2) wrap_width_ = width;
  }

  // Whether the break after line i lies within a paragraph.
  bool is_wrap(std::size_t i) const {
    const Line& line = lines_[i];
    const Line& next = lines_[i + 1];
    const std::string_view below = words(next);
    if (line.width > widest_wrap || is_rule(below) || list_mark(below) > 0) return false;
    if (label_of(words(line)) != Label::none || label_of(below) != Label::none) return false;
    // Below a headline, and within a head, lines stand for themselves.
    if ((i == 0 || lines_[i - 1].blank()) && source_line(below)) return false;
    if (head_line(words(line)) || head_line(below)) return false;
    const bool small = below.front() >= 'a' && below.front() <= 'z';
    if (wrap_width_ > 0) {
      // A new paragraph may be marked by its indent alone.
      if (next.indent >= line.indent + 2 && !small && ends_a_sentence(words(line))) return false;
      if (line.width + 1 + first_word_width(below) + 4 > wrap_width_) return true;
    }
    return small && line.width >= 30 && !ends_a_sentence(words(line));
  }

  std::size_t block_at(std::size_t i) {
    const Line& line = lines_[i];
    if (line.blank()) {
      tight_ = false;
      return i + 1;
    }
    if (is_rule(words(line))) {
      rule_ = true;
      tight_ = false;
      return i + 1;
    }
    const std::size_t mark = list_mark(words(line));
    std::size_t end = i + 1;
    while (end < lines_.size() && !lines_[end].blank() && (is_wrap(end - 1) || goes_on_item(mark, i, end))) ++end;
    FlowBlock block;
    block.span = {line.span.start + static_cast<std::uint32_t>(mark), lines_[end - 1].span.end};
    block.kind = mark > 0 && !is_numbered_heading(i, end, mark) ? BlockKind::list_item : BlockKind::paragraph;
    block.rule_before = rule_;
    block.tight = tight_;
    rule_ = false;
    tight_ = true;
    const bool underlined =
        end < lines_.size() && end == i + 1 && is_underline(words(lines_[end])) && line.width <= widest_wrap;
    if (underlined) {
      block.kind = BlockKind::heading;
      ++end;
      tight_ = false;
    } else if (block.kind == BlockKind::paragraph && is_bare_heading(i, end)) {
      block.kind = BlockKind::heading;
    }
    if (block.kind == BlockKind::heading) block.span.start = line.span.start;
    flow_.blocks.push_back(block);
    return end;
  }

  static bool is_underline(std::string_view line) {
    return line.size() >= 3 && (line.find_first_not_of('=') == std::string_view::npos ||
                                line.find_first_not_of('-') == std::string_view::npos);
  }

  // A further line of a list item is indented.
  bool goes_on_item(std::size_t mark, std::size_t first, std::size_t i) const {
    return mark > 0 && lines_[i].indent >= lines_[first].indent + 2 && list_mark(words(lines_[i])) == 0 &&
           !is_rule(words(lines_[i]));
  }

  // "2. Transit fees", alone between blank lines.
  bool is_numbered_heading(std::size_t i, std::size_t end, std::size_t mark) const {
    return is_digit(words(lines_[i]).front()) && is_bare_heading(i, end) &&
           word_count(words(lines_[i]).substr(mark)) <= 8 && end + 1 < lines_.size() && !lines_[end + 1].blank() &&
           list_mark(words(lines_[end + 1])) == 0;
  }

  // A short line by itself, without a stop, and something to be the heading of.
  bool is_bare_heading(std::size_t i, std::size_t end) const {
    if (end != i + 1 || (i > 0 && !lines_[i - 1].blank() && !is_rule(words(lines_[i - 1])))) return false;
    const std::string_view line = words(lines_[i]);
    if (line.size() > 140 || word_count(line) > 14) return false;
    if (std::count_if(line.begin(), line.end(),
                      [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }) < 2)
      return false;
    const bool capitals = is_capitals(line) && word_count(line) <= 14;
    if (end < lines_.size() && !lines_[end].blank() && !capitals) return false;
    std::size_t next = end;
    while (next < lines_.size() && lines_[next].blank()) ++next;
    if (next == lines_.size()) return false;
    const char last = line.back();
    if (last == ':' && word_count(line) > 5) return false;
    if (ends_a_sentence(line) || last == ',' || last == ';' || last == '"' || source_line(line) || dateline_at(line))
      return false;
    const auto first = static_cast<unsigned char>(line.front());
    return std::isupper(first) != 0 || is_digit(line.front()) || first >= 0x80 || line.front() == '"' ||
           line.front() == '\'';
  }

  // The headline: the first block, when it is short and no sentence. A letterhead in capitals may stand over it.
  void name_title() {
    auto& blocks = flow_.blocks;
    std::size_t first = 0;
    while (first < blocks.size() && head_line(flow_.words(blocks[first]))) ++first;
    if (first + 1 >= blocks.size()) return;
    if (!could_be_title(blocks[first])) return;
    if (is_capitals(flow_.words(blocks[first])) && blocks[first + 1].tight && first + 2 < blocks.size() &&
        could_be_title(blocks[first + 1]) && !is_capitals(flow_.words(blocks[first + 1]))) {
      blocks[first].kind = BlockKind::byline;
      ++first;
    }
    blocks[first].kind = BlockKind::title;
  }

  bool could_be_title(const FlowBlock& block) const {
    const std::string_view words = flow_.words(block);
    if (block.kind != BlockKind::paragraph && block.kind != BlockKind::heading) return false;
    if (words.size() > 250 || word_count(words) > 30 || label_of(words) != Label::none) return false;
    if (word_count(words) < 2 || words.ends_with(':') || words.ends_with(',') || is_boilerplate(words)) return false;
    if (dateline_at(words) || source_line(words)) return false;
    const bool question = words.ends_with('?') || words.ends_with('!');
    return !ends_a_sentence(words) || (question && word_count(words) <= 16);
  }

  std::vector<Line> lines_;
  Flow flow_;
  std::size_t wrap_width_ = 0;
  bool rule_ = false;
  bool tight_ = false;
};

}  // namespace

Flow plain_text_flow(std::string text) { return PlainText(std::move(text)).run(); }

}  // namespace entente::read
