// Statements: a source's word, with the spans that show it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace entente {

enum class MentionKind : std::uint8_t { person, organisation, place, role, other };

// A name or a role in the text. `name` is the fullest form that this document has for it.
struct Mention {
  Span span;
  MentionKind kind = MentionKind::other;
  std::string name;
};

enum class Form : std::uint8_t { direct, mixed, indirect };

// Spans may be broken into pieces (around the cue, say) and are in the order of the text. Empty strings mean: not
// known.
struct Statement {
  std::vector<Span> source;
  std::vector<Span> cue;
  std::vector<Span> content;
  std::string speaker;  // canonical within the document: "Sergei Lavrov"
  std::string party;    // for whom the speaker speaks: "Russia"
  std::string addressee;
  std::vector<std::string> via;  // through whom the word came, nearest to the speaker first
  std::string hedge;             // "reportedly"
  Form form = Form::indirect;
  std::optional<std::uint32_t> parent;  // index of the statement that this one is told in, always a smaller index
  double confidence = 1.0;              // 0–1
};

std::string_view to_string(MentionKind kind);
std::string_view to_string(Form form);
std::optional<MentionKind> parse_mention_kind(std::string_view word);
std::optional<Form> parse_form(std::string_view word);

}  // namespace entente
