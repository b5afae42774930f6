#include "read/digest.h"

#include <algorithm>
#include <optional>

#include "read/plain_text.h"
#include "read/source_line.h"

namespace entente::read {
namespace {

constexpr std::size_t least_article = 120;  // bytes of running text
constexpr std::size_t least_introduction = 400;

bool is_heading(const FlowBlock& block) { return block.kind == BlockKind::heading || block.kind == BlockKind::title; }

bool could_be_headline(const Flow& flow, const FlowBlock& block) {
  if (is_heading(block)) return true;
  const std::string_view words = flow.words(block);
  return block.kind == BlockKind::paragraph && words.size() <= 200 && !ends_a_sentence(words) && !source_line(words) &&
         !head_line(words);
}

// Whether an article begins at block i: how many blocks its headline and what is right below it take, else 0.
std::size_t start_at(const Flow& flow, std::size_t i) {
  const auto& blocks = flow.blocks;
  std::size_t heads = 0;
  bool titled = false;
  while (heads < 12 && i + heads < blocks.size()) {
    const auto head = head_line(flow.words(blocks[i + heads]));
    if (!head) break;
    titled = titled || head->key == "title";
    ++heads;
  }
  if (heads >= 2 && titled) return heads;
  if (!could_be_headline(flow, blocks[i]) || i + 1 >= blocks.size()) return 0;
  // At a mere paragraph, only one that a blank line or a rule sets apart.
  if (!is_heading(blocks[i]) && blocks[i].tight) return 0;
  const std::string_view below = flow.words(blocks[i + 1]);
  if (const auto line = source_line(below); line && line->date) return 2;
  if (source_line(below) && i + 2 < blocks.size()) {
    const auto second = source_line(flow.words(blocks[i + 2]));
    if (second && second->date) return 3;
  }
  if (const auto dateline = dateline_at(below); dateline && (dateline->date || !dateline->agency.empty())) return 1;
  return 0;
}

std::size_t running_text(const Flow& flow, std::size_t from, std::size_t to) {
  std::size_t size = 0;
  for (std::size_t i = from; i < to; ++i) {
    if (!is_heading(flow.blocks[i])) size += flow.blocks[i].span.size();
  }
  return size;
}

Flow part_of(const Flow& flow, std::size_t from, std::size_t to) {
  const std::uint32_t start = flow.blocks[from].span.start;
  Flow part;
  part.text = flow.text.substr(start, flow.blocks[to - 1].span.end - start);
  part.blocks.assign(flow.blocks.begin() + static_cast<std::ptrdiff_t>(from),
                     flow.blocks.begin() + static_cast<std::ptrdiff_t>(to));
  for (FlowBlock& block : part.blocks) {
    block.span.start -= start;
    block.span.end -= start;
  }
  return part;
}

Article article_of(const Flow& flow, const Document& facts, std::size_t from, std::size_t to) {
  Article article{part_of(flow, from, to), facts};
  article.facts.title.clear();
  article.facts.author.clear();
  // The file's own address is no article's.
  article.facts.url.clear();
  FlowBlock& first = article.flow.blocks.front();
  if (!head_line(article.flow.words(first))) first.kind = BlockKind::title;
  return article;
}

// Where all articles have headlines of one level, another heading of that level begins a part that is none of theirs.
void add_sections(const Flow& flow, std::vector<std::size_t>& starts) {
  const int level = flow.blocks[starts.front()].level;
  if (level == 0) return;
  for (const std::size_t start : starts) {
    if (flow.blocks[start].level != level) return;
  }
  for (std::size_t i = starts.front() + 1; i + 1 < flow.blocks.size(); ++i) {
    const bool known = std::find(starts.begin(), starts.end(), i) != starts.end();
    if (!known && is_heading(flow.blocks[i]) && flow.blocks[i].level == level) starts.push_back(i);
  }
  std::sort(starts.begin(), starts.end());
}

// The blocks that articles begin at; nothing when the flow is one article.
std::vector<std::size_t> starts_in(const Flow& flow) {
  std::vector<std::size_t> starts;
  std::size_t last_head = 0;
  for (std::size_t i = 0; i < flow.blocks.size(); ++i) {
    const std::size_t head = start_at(flow, i);
    if (head == 0) continue;
    if (!starts.empty() && running_text(flow, starts.back() + last_head, i) < least_article) {
      if (starts.size() > 1) return {};  // a list of teasers
      starts.clear();                    // the file's own headline and date, over the first article's
    }
    starts.push_back(i);
    last_head = head;
    i += head - 1;
  }
  if (starts.size() < 2 || running_text(flow, starts.back() + last_head, flow.blocks.size()) < least_article) return {};

  add_sections(flow, starts);
  // A digest that begins late is an article with others quoted in it, unless rules part them.
  if (running_text(flow, 0, starts.front()) > 4 * least_introduction) return {};
  return starts;
}

}  // namespace

std::vector<Article> articles_of(const Flow& flow, const Document& facts) {
  const std::vector<std::size_t> starts = starts_in(flow);
  if (starts.empty()) return {};
  std::vector<Article> articles;
  if (running_text(flow, 0, starts.front()) >= least_introduction) {
    articles.push_back({part_of(flow, 0, starts.front()), facts});
  }
  for (std::size_t n = 0; n < starts.size(); ++n) {
    const std::size_t end = n + 1 < starts.size() ? starts[n + 1] : flow.blocks.size();
    Article article = article_of(flow, facts, starts[n], end);
    // Each names its own outlet; the digest's is what is left.
    for (std::size_t i = 1; i < std::min<std::size_t>(article.flow.blocks.size(), 4); ++i) {
      const auto line = source_line(article.flow.words(article.flow.blocks[i]));
      if (line && line->date) article.facts.published = Date{};
      if (line && line->date && !line->name.empty()) article.facts.outlet.clear();
      const auto dateline = dateline_at(article.flow.words(article.flow.blocks[i]));
      if (dateline && !dateline->agency.empty()) article.facts.outlet.clear();
      if (dateline && dateline->date) {
        const auto date = dateline->date->date_near(facts.published, DateSource::dateline);
        if (date) article.facts.published = *date;
      }
    }
    articles.push_back(std::move(article));
  }
  return articles;
}

std::vector<std::uint32_t> article_starts(const Document& document) {
  if (document.format != "jsonl") return {};
  const Flow flow = plain_text_flow(document.text);
  std::vector<std::uint32_t> bytes;
  for (const std::size_t start : starts_in(flow)) bytes.push_back(flow.blocks[start].span.start);
  return bytes;
}

}  // namespace entente::read
