// The word lists under data/ingest: lines that say what follows them, and what marks a page's furniture.
#pragma once

#include <string_view>

namespace entente::read {

enum class Label { none, takeaway, context };

// What a line such as "Key takeaways:" announces. Its case and a final colon do not matter.
Label label_of(std::string_view line);

// How much of `paragraph` is a label with its colon ("Context: …"), when more follows on the same line; 0 if none.
std::size_t inline_context_label(std::string_view paragraph);

// Whether a class, id or role names a part of the page that is no part of the article. Words are told apart at what is
// no letter or digit, and at capitals within ("adSlot").
bool names_furniture(std::string_view attribute);

// Whether a short block is the page's own words ("Read more: …").
bool is_boilerplate(std::string_view block);

}  // namespace entente::read
