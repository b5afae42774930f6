#include "verify/compiled.h"

#include <algorithm>
#include <tuple>

#include "verify/desugar.h"
#include "verify/monitorability.h"

namespace entente::verify {
namespace {

// The words of the part, so that a reader sees at once which one is meant.
std::string with_part(const Objection& objection, std::string_view text) {
  if (objection.at.empty() || text.empty()) return objection.message;
  std::string part(objection.at.in(text));
  for (char& c : part) c = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  if (part.size() > 80) part = part.substr(0, 77) + "...";
  return "in \"" + part + "\": " + objection.message;
}

Diagnostics diagnostics_of(Objections objections, std::string_view text, std::string_view file) {
  const auto key = [](const Objection& o) { return std::tie(o.at.start, o.at.end, o.code, o.message); };
  std::sort(objections.begin(), objections.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  objections.erase(
      std::unique(objections.begin(), objections.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
      objections.end());
  Diagnostics result;
  for (const Objection& objection : objections) {
    Place place;
    if (!text.empty()) {
      place = place_at(std::string(file), text, objection.at.start);
    } else {
      place.file = file;
    }
    result.push_back(error(objection.code, with_part(objection, text), std::move(place)));
  }
  return result;
}

}  // namespace

Result<Compiled> compile(const Formula& formula, const Signature& signature, std::string_view text,
                         std::string_view file) {
  Objections objections;
  Compiled compiled;
  const Formula resolved = resolve(formula, objections);
  if (objections.empty()) compiled.types = infer_types(resolved, signature, objections);
  if (objections.empty()) {
    if (auto plan = make_plan(desugar(resolved), objections)) compiled.plan = std::move(*plan);
  }
  if (!objections.empty()) return diagnostics_of(std::move(objections), text, file);
  for (const std::string& name : free_variables(resolved)) {
    const auto type = compiled.types.variables.find(name);
    compiled.columns.push_back({name, type == compiled.types.variables.end() ? ValueType::real : type->second});
  }
  return compiled;
}

}  // namespace entente::verify
