// The last steps that every format takes on the way from a flow to documents.
#pragma once

#include <string_view>

#include "core/document.h"
#include "read/flow.h"
#include "read/parsers.h"

namespace entente::read {

// One document, or one for each article where the flow is a digest.
void add_documents(Ingested& into, Flow flow, Document facts, std::string_view bytes);

// Puts the headline and the abstract that only the metadata have before the text that they belong to.
void prepend_title(Flow& flow, std::string_view title, std::string_view abstract);

// A document that so far is only an origin and a format.
Document facts_of(const Origin& origin, std::string_view format);

}  // namespace entente::read
