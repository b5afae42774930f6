// The names that the model saw, joined with those that the rules found: words and kinds are the model's, whose name it
// is the lists and the document say.
#pragma once

#include <vector>

#include "read/model_spans.h"
#include "read/names.h"

namespace entente::read {

// Changes `names`, by which speakers are resolved, to what the model saw as far as the lists and the text do not speak
// against it, and returns the mentions as they are told. Roles stay the rules'; a name that
// the rules alone saw stays for resolving speakers and is told as `other`. O(names).
std::vector<Mention> join_names(const Analysis& analysis, const NameHeads& heads, const std::vector<ModelName>& marked,
                                Names& names);

}  // namespace entente::read
