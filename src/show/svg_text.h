// Words in SVG.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::show {

// With &, <, > and quotes as entities; control characters, which XML does not allow, as spaces.
std::string svg_escaped(std::string_view text);

// Lines of at most `width` columns, broken at spaces, a longer word cut; at most `most` lines, the last ended by an
// ellipsis where words are left out.
std::vector<std::string> wrapped_lines(std::string_view text, int width, std::size_t most);

}  // namespace entente::show
