// What each block of one article is for; and what its own words say of its title, outlet, author and date.
#pragma once

#include <string>
#include <string_view>

#include "core/document.h"
#include "read/flow.h"

namespace entente::read {

// Sets the kinds of the flow's blocks (title, takeaways, context boxes, datelines, bylines), splitting where a dateline
// opens a paragraph. Fills what the document does not know yet; what metadata said before is never overwritten.
// One pass and a look at a few blocks ahead: linear.
void find_structure(Flow& flow, Document& document);

// XXH3-128 in hex.
std::string content_hash(std::string_view bytes);

// Moves the flow's text and blocks into the document and fills what can be told from the url and the text (outlet,
// date, language, hash of `bytes`).
Document finished_document(Flow flow, Document facts, std::string_view bytes);

}  // namespace entente::read
