#include "read/structure.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <xxhash.h>

#include "read/labels.h"
#include "read/outlet.h"
#include "read/read.h"
#include "read/source_line.h"

namespace entente::read {
namespace {

bool is_heading(const FlowBlock& block) { return block.kind == BlockKind::heading || block.kind == BlockKind::title; }

// The blocks after a label take its kind: the list, else the box, else the lines without a blank line between them,
// else the paragraphs up to the next heading.
class LabelSpread {
 public:
  explicit LabelSpread(Flow& flow) : flow_(flow) {}

  void run() {
    auto& blocks = flow_.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Label label = announced_by(i);
      if (label == Label::none) continue;
      const std::size_t end = label == Label::takeaway ? takeaways_end(i + 1) : context_end(i);
      if (end == i + 1) continue;
      const BlockKind kind = label == Label::takeaway ? BlockKind::takeaway : BlockKind::context;
      for (std::size_t j = i + 1; j < end; ++j) {
        if (!is_heading(blocks[j])) blocks[j].kind = kind;
      }
      blocks[i].kind = BlockKind::heading;
      i = end - 1;
    }
  }

 private:
  Label announced_by(std::size_t i) const {
    const FlowBlock& block = flow_.blocks[i];
    const std::string_view words = flow_.words(block);
    const Label label = label_of(words);
    if (label == Label::none || block.kind == BlockKind::title) return Label::none;
    const bool set_apart =
        is_heading(block) || block.boxed || block.emphasised || words.ends_with(':') || is_capitals(words);
    return set_apart ? label : Label::none;
  }

  bool goes_on(std::size_t j) const {
    return j < flow_.blocks.size() && !is_heading(flow_.blocks[j]) && !flow_.blocks[j].rule_before &&
           announced_by(j) == Label::none;
  }

  std::size_t takeaways_end(std::size_t j) const {
    const auto& blocks = flow_.blocks;
    if (!goes_on(j)) return j;
    if (blocks[j].kind == BlockKind::list_item) {
      while (goes_on(j) && blocks[j].kind == BlockKind::list_item) ++j;
      return j;
    }
    if (!blocks[j].tight && !blocks[j].boxed) {
      // Paragraphs under a heading of their own: takeaways up to the next heading, which must come.
      std::size_t end = j;
      while (goes_on(end) && flow_.words(blocks[end]).size() <= 400) ++end;
      return end < blocks.size() && is_heading(blocks[end]) ? end : j;
    }
    const bool boxed = blocks[j].boxed;
    ++j;
    while (goes_on(j) && (boxed ? blocks[j].boxed : blocks[j].tight)) ++j;
    return j;
  }

  std::size_t context_end(std::size_t label) const {
    const auto& blocks = flow_.blocks;
    std::size_t j = label + 1;
    if (!goes_on(j)) return j;
    if (blocks[label].boxed) {
      while (goes_on(j) && blocks[j].boxed) ++j;
      return j;
    }
    if (blocks[j].tight) {
      ++j;
      while (goes_on(j) && blocks[j].tight) ++j;
      return j;
    }
    if (!is_heading(blocks[label])) return j + 1;
    while (goes_on(j)) ++j;
    return j;
  }

  Flow& flow_;
};

void mark_inline_context(Flow& flow) {
  for (FlowBlock& block : flow.blocks) {
    if (block.kind == BlockKind::paragraph && inline_context_label(flow.words(block)) > 0)
      block.kind = BlockKind::context;
  }
}

// Points listed between the headline and the first paragraph are takeaways without a label.
void mark_leading_points(Flow& flow) {
  std::size_t first = 0;
  while (first < flow.blocks.size() &&
         (is_heading(flow.blocks[first]) || flow.blocks[first].kind == BlockKind::byline ||
          flow.blocks[first].kind == BlockKind::dateline || flow.blocks[first].kind == BlockKind::caption)) {
    ++first;
  }
  std::size_t end = first;
  while (end < flow.blocks.size() && flow.blocks[end].kind == BlockKind::list_item) {
    if (word_count(flow.words(flow.blocks[end])) < 5) return;
    ++end;
  }
  if (end - first < 2 || end == flow.blocks.size()) return;
  for (std::size_t i = first; i < end; ++i) flow.blocks[i].kind = BlockKind::takeaway;
}

void take(std::string& field, const std::string& value) {
  if (field.empty()) field = value;
}

void take(Date& field, const std::optional<Date>& value) {
  if (value && !field.known()) field = *value;
}

// Lines of the head (before the second paragraph) and of the foot that name the outlet, the author or the date.
void mark_source_lines(Flow& flow, Document& document) {
  std::size_t paragraphs = 0;
  for (std::size_t i = 0; i < flow.blocks.size(); ++i) {
    FlowBlock& block = flow.blocks[i];
    const bool foot = i + 2 >= flow.blocks.size();
    if (paragraphs >= 2 && !foot) {
      i = std::max(i, flow.blocks.size() - 3);  // on to the last two
      continue;
    }
    if (block.kind == BlockKind::byline) {
      if (const auto line = source_line(flow.words(block))) {
        take(document.author, line->author);
        take(document.published, line->date);
        if (line->author.empty() && !line->name.empty())
          take(document.outlet.empty() ? document.outlet : document.author, line->name);
      }
      continue;
    }
    if (block.kind != BlockKind::paragraph && !(block.kind == BlockKind::heading && i > 0 && i < 4)) continue;
    const auto line = source_line(flow.words(block));
    if (!line) {
      if (block.kind == BlockKind::paragraph) ++paragraphs;
      continue;
    }
    block.kind = line->date && line->author.empty() ? BlockKind::dateline : BlockKind::byline;
    if (foot && paragraphs >= 2) continue;  // what stands at the foot may be of another report
    take(document.author, line->author);
    if (!line->name.empty()) {
      if (document.outlet.empty())
        document.outlet = line->name;
      else if (!same_words(line->name, document.outlet))
        take(document.author, line->name);
    }
    take(document.published, line->date);
  }
}

// A dateline becomes a block of its own; its paragraph begins after it.
void split_dateline(Flow& flow, Document& document, const Date& likely) {
  std::size_t paragraphs = 0;
  for (std::size_t i = 0; i < flow.blocks.size() && paragraphs < 2; ++i) {
    if (flow.blocks[i].kind != BlockKind::paragraph) continue;
    ++paragraphs;
    const auto line = dateline_at(flow.words(flow.blocks[i]));
    if (!line) continue;
    const bool bare = !line->date && line->agency.empty();
    if (bare && paragraphs > 1) continue;
    if (line->date) take(document.published, line->date->date_near(likely, DateSource::dateline));
    take(document.outlet, line->agency);
    FlowBlock& block = flow.blocks[i];
    const std::uint32_t start = block.span.start + static_cast<std::uint32_t>(line->length);
    FlowBlock dateline = block;
    dateline.kind = BlockKind::dateline;
    if (start == block.span.end) {
      block = dateline;  // a line by itself
      return;
    }
    block.span.start = start;
    block.tight = true;
    dateline.span.end = start;
    while (dateline.span.end > dateline.span.start &&
           std::string_view(" \n\r\t").find(flow.text[dateline.span.end - 1]) != std::string_view::npos) {
      --dateline.span.end;
    }
    flow.blocks.insert(flow.blocks.begin() + static_cast<std::ptrdiff_t>(i), dateline);
    return;
  }
}

// A head written as lines ("Title: …", "Date: …").
void read_head_lines(Flow& flow, Document& document) {
  std::size_t count = 0;
  while (count < flow.blocks.size() && head_line(flow.words(flow.blocks[count]))) ++count;
  if (count < 2) return;
  for (std::size_t i = 0; i < count; ++i) {
    FlowBlock& block = flow.blocks[i];
    const HeadLine head = *head_line(flow.words(block));
    block.kind = head.key == "date" ? BlockKind::dateline : BlockKind::byline;
    if (head.key == "title" && document.title.empty()) {
      block.kind = BlockKind::title;
      block.span.start = block.span.end - static_cast<std::uint32_t>(head.value.size());
      document.title = std::string(head.value);
    } else if (head.key == "date") {
      take(document.published, date_of_value(head.value, DateSource::metadata));
    } else if (head.key == "outlet") {
      take(document.outlet, std::string(head.value));
    } else if (head.key == "author") {
      take(document.author, std::string(head.value));
    } else if (head.key == "url") {
      take(document.url, std::string(head.value));
    }
  }
}

// A heading, or a short line that is no sentence.
bool could_be_title(const Flow& flow, const FlowBlock& block) {
  const std::string_view words = flow.words(block);
  if (label_of(words) != Label::none) return false;
  if (is_heading(block)) return true;
  return block.kind == BlockKind::paragraph && flow.blocks.size() > 1 && word_count(words) <= 20 &&
         !ends_a_sentence(words) && !words.ends_with(':') && !source_line(words) && !dateline_at(words);
}

void find_title(Flow& flow, Document& document) {
  auto& blocks = flow.blocks;
  for (FlowBlock& block : blocks) {
    if (block.kind != BlockKind::title) continue;
    if (!document.title.empty() && block.level == 0 && !same_words(flow.words(block), document.title)) {
      block.kind = BlockKind::paragraph;  // it only looked like one
      continue;
    }
    take(document.title, std::string(flow.words(block)));
    return;
  }
  // A heading with the title's words is the title; else the first heading, when nothing but the head stands before it.
  for (std::size_t i = 0; i < std::min<std::size_t>(blocks.size(), 6); ++i) {
    if (is_heading(blocks[i]) && !document.title.empty() && same_words(flow.words(blocks[i]), document.title)) {
      blocks[i].kind = BlockKind::title;
      return;
    }
  }
  if (!document.title.empty() || blocks.empty() || !could_be_title(flow, blocks.front())) return;
  blocks.front().kind = BlockKind::title;
  document.title = std::string(flow.words(blocks.front()));
}

}  // namespace

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  std::array<char, 33> out{};
  std::snprintf(out.data(), out.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return std::string(out.data(), 32);
}

void find_structure(Flow& flow, Document& document) {
  read_head_lines(flow, document);
  find_title(flow, document);
  LabelSpread(flow).run();
  mark_inline_context(flow);
  mark_source_lines(flow, document);
  // A dateline mostly has no year: it is the one of the metadata, the title, the address or the file's name, never a
  // guess.
  const std::optional<Date> of_title = last_written_date(document.title, DateSource::words);
  const std::optional<Date> of_path = date_in_path(document.url.empty() ? document.origin : document.url);
  Date likely = document.published;
  take(likely, of_title);
  take(likely, of_path);
  split_dateline(flow, document, likely);
  take(document.published, of_title);
  take(document.published, of_path);
  mark_leading_points(flow);
}

Document finished_document(Flow flow, Document document, std::string_view bytes) {
  find_structure(flow, document);
  if (document.outlet.empty() && !document.url.empty()) document.outlet = host_of(document.url);
  document.blocks.reserve(flow.blocks.size());
  for (const FlowBlock& block : flow.blocks) {
    // The text keeps such lines; they are not to be read.
    const bool furniture = block.kind != BlockKind::title && is_boilerplate(flow.words(block));
    if (!block.span.empty() && !furniture) document.blocks.push_back({block.kind, block.span});
  }
  document.text = std::move(flow.text);
  document.language = language_of(document.text);
  document.content_hash = content_hash(bytes);
  if (document.id.empty()) document.id = document.origin;
  return document;
}

}  // namespace entente::read
