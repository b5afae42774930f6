#include "format/html.h"

#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <string>

#include <gumbo.h>

#include "format/html_depth.h"

namespace entente::format {

// All that gumbo allocates for one page, given back at once: its own taking down recurses over the tree. When the bound
// is met, control jumps out of the parser, which is C and holds nothing outside the arena.
class HtmlArena {
 public:
  explicit HtmlArena(std::size_t most) : most_(most) {}
  HtmlArena(const HtmlArena&) = delete;
  HtmlArena& operator=(const HtmlArena&) = delete;
  ~HtmlArena() {
    while (chunks_ != nullptr) {
      Chunk* const next = chunks_->next;
      std::free(chunks_);
      chunks_ = next;
    }
  }

  static void* allocate(void* self, std::size_t size) { return static_cast<HtmlArena*>(self)->take(size); }

  // Only the newest block can be given back; that is what gumbo's short-lived buffers mostly are.
  static void release(void* self, void* block) {
    auto* const arena = static_cast<HtmlArena*>(self);
    if (block != nullptr && block == arena->newest_) {
      arena->left_ += static_cast<std::size_t>(arena->next_ - arena->newest_);
      arena->next_ = arena->newest_;
      arena->newest_ = nullptr;
    }
  }

  std::jmp_buf& on_full() { return on_full_; }
  void* copy(std::string_view text) {
    void* const block = take(text.size());
    if (!text.empty()) std::memcpy(block, text.data(), text.size());
    return block;
  }

 private:
  struct Chunk {
    Chunk* next;
    std::max_align_t start;
  };

  void* take(std::size_t size) {
    size = (size + 15) & ~std::size_t{15};
    if (size > left_) {
      const std::size_t chunk_size = std::max<std::size_t>(size + sizeof(Chunk), 256u << 10);
      if (total_ + chunk_size > most_) std::longjmp(on_full_, 1);
      auto* const chunk = static_cast<Chunk*>(std::malloc(chunk_size));
      if (chunk == nullptr) std::longjmp(on_full_, 1);
      chunk->next = chunks_;
      chunks_ = chunk;
      total_ += chunk_size;
      next_ = reinterpret_cast<char*>(&chunk->start);
      left_ = chunk_size - offsetof(Chunk, start);
    }
    newest_ = next_;
    next_ += size;
    left_ -= size;
    return newest_;
  }

  std::size_t most_;
  std::size_t total_ = 0;
  Chunk* chunks_ = nullptr;
  char* next_ = nullptr;
  char* newest_ = nullptr;
  std::size_t left_ = 0;
  std::jmp_buf on_full_{};
};

namespace {

constexpr std::size_t most_depth = 256;
constexpr std::size_t most_tree_bytes = 512ull << 20;

// Nothing where the arena's bound was met. No object here needs a destructor, so that the jump may pass over it.
GumboOutput* run_gumbo(HtmlArena& arena, std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &HtmlArena::allocate;
  options.deallocator = &HtmlArena::release;
  options.userdata = &arena;
  options.max_errors = 0;
  if (setjmp(arena.on_full()) != 0) return nullptr;
  // The tree keeps views of the source for unknown tags, so the arena owns a copy of it.
  return gumbo_parse_with_options(&options, static_cast<const char*>(arena.copy(html)), html.size());
}

const GumboVector& children_of(const GumboNode& node) {
  return node.type == GUMBO_NODE_DOCUMENT ? node.v.document.children : node.v.element.children;
}

bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE; }

std::string_view tag_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return piece.length > 0 ? std::string_view(piece.data, piece.length) : std::string_view("unknown");
}

}  // namespace

HtmlPage::HtmlPage() = default;
HtmlPage::HtmlPage(HtmlPage&&) noexcept = default;
HtmlPage& HtmlPage::operator=(HtmlPage&&) noexcept = default;
HtmlPage::~HtmlPage() = default;

bool HtmlPage::has_attribute(std::uint32_t index, std::string_view name) const {
  const HtmlNode& node = nodes_[index];
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    if (attributes_[node.first_attribute + i].first == name) return true;
  }
  return false;
}

std::string_view HtmlPage::attribute(std::uint32_t index, std::string_view name) const {
  const HtmlNode& node = nodes_[index];
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    if (attributes_[node.first_attribute + i].first == name) return attributes_[node.first_attribute + i].second;
  }
  return {};
}

Result<HtmlPage> parse_html(std::string_view text, std::string_view file) {
  Diagnostics diagnostics;
  const std::optional<std::string> flattened = without_deep_tags(text, most_depth);
  if (flattened) {
    diagnostics.push_back(warning("html-depth", "elements nest deeper than 256: the deeper tags were dropped",
                                  {std::string(file), 0, 0}));
  }
  std::string_view source = flattened ? std::string_view(*flattened) : text;
  HtmlPage page;
  GumboOutput* output = nullptr;
  while (output == nullptr) {
    page.arena_ = std::make_unique<HtmlArena>(std::min(most_tree_bytes, (16u << 20) + source.size() * 64));
    output = run_gumbo(*page.arena_, source);
    if (output == nullptr) {
      source = source.substr(0, source.size() / 2);
      if (diagnostics.empty() || diagnostics.back().code != "html-too-large") {
        diagnostics.push_back(warning("html-too-large", "this page is too large: only its first part was read",
                                      {std::string(file), 0, 0}));
      }
    }
  }

  struct Step {
    const GumboNode* node;
    std::uint32_t parent;
    std::uint32_t finished;  // 0 on the way down, else the index + 1 of the node whose children are done
  };
  std::vector<Step> steps{{output->root, 0, 0}};
  while (!steps.empty()) {
    const Step step = steps.back();
    steps.pop_back();
    if (step.finished != 0) {
      page.nodes_[step.finished - 1].end = static_cast<std::uint32_t>(page.nodes_.size());
      continue;
    }
    const GumboNode& node = *step.node;
    const auto index = static_cast<std::uint32_t>(page.nodes_.size());
    HtmlNode flat;
    flat.parent = step.parent;
    flat.end = index + 1;
    if (is_element(node)) {
      flat.tag = tag_of(node.v.element);
      const GumboVector& attributes = node.v.element.attributes;
      flat.first_attribute = static_cast<std::uint32_t>(page.attributes_.size());
      flat.attribute_count = attributes.length;
      for (unsigned i = 0; i < attributes.length; ++i) {
        const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
        page.attributes_.emplace_back(attribute->name, attribute->value);
      }
      page.nodes_.push_back(flat);
      steps.push_back({&node, 0, index + 1});
      const GumboVector& children = children_of(node);
      for (unsigned i = children.length; i > 0; --i) {
        steps.push_back({static_cast<const GumboNode*>(children.data[i - 1]), index, 0});
      }
    } else if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
      flat.text = node.v.text.text;
      page.nodes_.push_back(flat);
    }
  }
  return {std::move(page), std::move(diagnostics)};
}

}  // namespace entente::format
