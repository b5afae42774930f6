// Positions: where a party stands on an issue; and what parties do to one another's points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace entente {

enum class Stance : std::uint8_t {
  proposes,
  demands,
  offers,
  accepts,
  supports,
  opposes,
  refuses,
  questions,
  warns,
  states
};
enum class Strength : std::uint8_t { open, firm, red_line };

struct Position {
  std::string party;
  std::string behalf;  // the group spoken for, or empty
  std::string issue;
  Stance stance = Stance::states;
  int polarity = 0;  // +1 for, −1 against, 0 neither, towards the thing that `what` names
  Strength strength = Strength::open;
  Span what;
  std::vector<Span> conditions;
  std::optional<std::uint32_t> statement;  // index into the document's statements
  double confidence = 1.0;
};

enum class RelationKind : std::uint8_t { agreement, support, opposition, behalf };

// agreement: a and b say the same (a before b in the alphabet); support: a supports b's point; opposition: a opposes
// b's point; behalf: a speaks for b. The span is the evidence.
struct Relation {
  std::string a;
  std::string b;
  RelationKind kind = RelationKind::agreement;
  Span span;
};

std::string_view to_string(Stance stance);
std::string_view to_string(Strength strength);  // "open", "firm", "red-line"
std::string_view to_string(RelationKind kind);
std::optional<Stance> parse_stance(std::string_view word);
std::optional<Strength> parse_strength(std::string_view word);
std::optional<RelationKind> parse_relation_kind(std::string_view word);

// The polarity that a stance has unless the words say otherwise.
int usual_polarity(Stance stance);

}  // namespace entente
