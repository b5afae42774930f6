// Statements: a source's word, with the spans that show it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/span.h"

namespace entente {

enum class MentionKind : std::uint8_t { person, organisation, place, role, other };

// A name or a role in the text. `name` is the fullest form that this document has for it.
struct Mention {
  Span span;
  MentionKind kind = MentionKind::other;
  std::string name;
};

// How the words bind something to a date: at it, by it, from it on, up to it, before or after it.
enum class DateRelation : std::uint8_t { at, by, since, until, before, after };

// A date in words ("by 7 March", "last week"), resolved against the day of publication.
struct DateMention {
  Span span;               // the date's own words, without "on" or "by"
  Date date;               // its source is `words`
  std::uint32_t days = 1;  // how many days from the first one on it may be, where `date` has a day: 7 for "last week"
  DateRelation relation = DateRelation::at;
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
std::string_view to_string(DateRelation relation);
std::optional<MentionKind> parse_mention_kind(std::string_view word);
std::optional<Form> parse_form(std::string_view word);
std::optional<DateRelation> parse_date_relation(std::string_view word);

}  // namespace entente
