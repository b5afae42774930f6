// The checkers, one for each kind of certificate. The first line has been read; see docs/certificates.md and
// docs/certificates-verification.md.
#pragma once

#include "certify/certify.h"

namespace entente::certify {

Verdict check_conflict(std::istream& certificate);       // these cannot all hold, and each of them is needed for that
Verdict check_concession(std::istream& certificate);     // without these the others can hold, and each of them must go
Verdict check_all_conflicts(std::istream& certificate);  // these are all conflicts and all concessions that there are
Verdict check_explanation(std::istream& certificate);    // a verdict on a term, from stated facts

}  // namespace entente::certify
