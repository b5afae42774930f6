#include "verify/event_check.h"

#include "verify/rows.h"

namespace entente::verify {

Diagnostic wrong_with(const Event& event, const Signature& signature) {
  const PredicateDeclaration* declared = signature.find(event.predicate);
  if (declared == nullptr) return error("event-unknown", "the signature has no predicate " + event.predicate);
  if (declared->types.size() != event.arguments.size()) {
    return error("event-arity", event.predicate + " has " + std::to_string(declared->types.size()) +
                                    " arguments, and the event " + std::to_string(event.arguments.size()));
  }
  for (std::size_t i = 0; i < event.arguments.size(); ++i) {
    if (type_of(event.arguments[i]) != declared->types[i]) {
      return error("event-type", "argument " + std::to_string(i + 1) + " of " + event.predicate + " is " +
                                     std::string(to_string(type_of(event.arguments[i]))) + " and not " +
                                     std::string(to_string(declared->types[i])));
    }
  }
  return {};
}

Diagnostic wrong_with_time(std::int64_t time) {
  if (time >= -Timeline::latest && time <= Timeline::latest) return {};
  return error("log-time-range", "the time stamp " + std::to_string(time) + " is out of range");
}

}  // namespace entente::verify
