// Signatures: which predicates a log has, and the types of their arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "verify/value.h"

namespace entente::verify {

struct PredicateDeclaration {
  std::string name;
  std::vector<ValueType> types;
  std::vector<std::string> argument_names;  // as declared ("x" of x:int), empty where none was given
};

struct Signature {
  std::vector<PredicateDeclaration> predicates;  // in the order of declaration, names distinct

  const PredicateDeclaration* find(std::string_view name) const;
};

// "p(int,string) q(x:float)": errors are "signature-syntax" and "signature-repeated", with line and column.
// The names tp, ts and tpts are taken: the number of the time point, its time stamp, and both.
Result<Signature> parse_signature(std::string_view text, std::string_view file);

std::string to_string(const Signature& signature);

}  // namespace entente::verify
