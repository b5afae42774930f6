// Finding the article in a page, and its blocks.
#pragma once

#include <cstdint>
#include <vector>

#include "format/html.h"
#include "read/flow.h"

namespace entente::read {

// For each node whether it is furniture: scripts, navigation, what is hidden, and all below them; and, where `by_name`,
// what its class, id or role calls an advertisement, a list of related reports and so on (data/ingest/furniture.tsv).
std::vector<bool> furniture_of(const format::HtmlPage& page, bool by_name = true);

// The node below which the article stands. Each paragraph weighs by its length and commas, less by the share of its
// links; from the root, the way leads down to the child that holds three quarters of the weight as long as there is
// one. An element that says it is the article's body is taken at once when it holds half. Linear in the nodes.
std::uint32_t article_root(const format::HtmlPage& page, const std::vector<bool>& furniture);

// The blocks below a node: headings, paragraphs, list items, quotations, captions, rules; without furniture, and
// without what is nearly all links.
Flow html_flow(const format::HtmlPage& page, std::uint32_t root, const std::vector<bool>& furniture);

}  // namespace entente::read
