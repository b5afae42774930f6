// The kind "explanation": a verdict on a term, from stated facts. docs/certificates-verification.md has the format.
#pragma once

#include <istream>

#include "certify/certify.h"

namespace entente::certify {

Verdict check_explanation(std::istream& certificate);

}  // namespace entente::certify
