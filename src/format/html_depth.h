// Keeps gumbo from deep trees: it walks its stack of open elements at every tag, and takes a deep tree down by
// recursion.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente::format {

// The page with the tags of elements nested deeper than `most` taken out; nothing where none is that deep. Counts
// open elements without building a tree, erring on the side of too many (an end tag closes the innermost element
// alone), so that a page nested by many unclosed tags is cut too. Linear time.
std::optional<std::string> without_deep_tags(std::string_view html, std::size_t most);

}  // namespace entente::format
