// Statements told in the passive: the subject of the verb is not, or not plainly, the source.
#pragma once

#include "read/statements.h"

namespace entente::read {

// Whom "She was told that …", "We were … and told to sign it" say was told, where nobody is said to have told it; empty
// elsewhere. O(words near the cue).
Range told_in_passive(const Analysis& analysis, const Draft& draft);

// Who "is said to want …", "are believed to have promised …": the subject, where what is said of it is itself a verb of
// saying or wanting, and the draft has no source; empty elsewhere.
Range raised_subject(const Analysis& analysis, const Draft& draft);

// Whether a folded form of a verb takes the one who is spoken to as its object ("told", "assured").
bool addresses(const std::string& form);

}  // namespace entente::read
