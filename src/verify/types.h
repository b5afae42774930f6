// Second pass: which type each variable has, by what it is used with.
#pragma once

#include <map>

#include "verify/resolve.h"
#include "verify/signature.h"

namespace entente::verify {

struct Types {
  std::map<std::string, ValueType> variables;                 // by resolved name
  std::map<std::string, std::vector<ValueType>> definitions;  // of LETPAST and FRZ, by resolved name
};

// Objections: "formula-type" (two uses that do not fit), "formula-predicate" (not in the signature, or with another
// number of arguments). A variable that nothing gives a type is real where it must be a number, as in MonPoly, and a
// text otherwise.
Types infer_types(const Formula& resolved, const Signature& signature, Objections& objections);

// The type of a term whose variables all have types.
ValueType type_of(const Term& term, const Types& types);

}  // namespace entente::verify
