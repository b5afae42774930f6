// Plain text -> blocks. The text itself never changes: paragraphs that were wrapped by hand are joined by their spans.
#pragma once

#include <string>

#include "read/flow.h"

namespace entente::read {

// Takes over `text` (valid UTF-8). Blank lines part paragraphs; a line break within a paragraph is a wrap where the
// next word would not have fitted into the width that the text was wrapped at, and parts paragraphs where it would.
// Headings, list items and rules are told by their marks, or by standing alone without a final stop. Linear.
Flow plain_text_flow(std::string text);

}  // namespace entente::read
