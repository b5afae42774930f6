// Small questions about a page's nodes.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "format/html.h"
#include "read/flow.h"

namespace entente::read {

template <std::size_t N>
bool is_any(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Whether an element says that it is the article's text (schema.org's articleBody).
inline bool is_declared_body(const format::HtmlPage& page, std::uint32_t i) {
  return lowered(page.attribute(i, "itemprop")).find("articlebody") != std::string::npos;
}

// All text below a node, as it stands.
inline std::string text_below(const format::HtmlPage& page, std::uint32_t index) {
  std::string out;
  for (std::uint32_t i = index + 1; i < page.node(index).end; ++i) {
    if (page.node(i).is_text()) out += page.node(i).text;
  }
  return out;
}

}  // namespace entente::read
