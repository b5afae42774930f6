// A picture within a page.
#pragma once

#include <string>
#include <string_view>

namespace entente::show {

// An SVG document as an <img> with its bytes in the page: the page's policy so holds for the page alone, and the
// picture's own style sheet stays its own. `words` says what it shows, for those who do not see it.
std::string picture(std::string_view svg, std::string_view words);

// The same where a narrow screen would make it too small to read: there it keeps its width and scrolls.
std::string wide_picture(std::string_view svg, std::string_view words);

}  // namespace entente::show
