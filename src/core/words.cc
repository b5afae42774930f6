// The words of core's enumerations, each list in the order of its enumerators.
#include <array>

#include "core/position.h"
#include "core/statement.h"
#include "core/story.h"

namespace entente {
namespace {

using std::string_view;

constexpr std::array<string_view, 5> mention_kinds = {"person", "organisation", "place", "role", "other"};
constexpr std::array<string_view, 3> forms = {"direct", "mixed", "indirect"};
constexpr std::array<string_view, 6> date_relations = {"at", "by", "since", "until", "before", "after"};
constexpr std::array<string_view, 10> stances = {"proposes", "demands", "offers",    "accepts", "supports",
                                                 "opposes",  "refuses", "questions", "warns",   "states"};
constexpr std::array<string_view, 3> strengths = {"open", "firm", "red-line"};
constexpr std::array<string_view, 4> relation_kinds = {"agreement", "support", "opposition", "behalf"};
constexpr std::array<string_view, 4> copy_kinds = {"identical", "near-copy", "rewrite", "excerpt"};
constexpr std::array<string_view, 9> discrepancy_kinds = {"date",  "number",      "title",     "stage",   "modality",
                                                          "scope", "attribution", "quotation", "omission"};

template <typename Enum, std::size_t N>
std::optional<Enum> find(const std::array<string_view, N>& words, string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <typename Enum, std::size_t N>
string_view word_of(const std::array<string_view, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace

string_view to_string(MentionKind kind) { return word_of(mention_kinds, kind); }
string_view to_string(Form form) { return word_of(forms, form); }
string_view to_string(DateRelation relation) { return word_of(date_relations, relation); }
string_view to_string(Stance stance) { return word_of(stances, stance); }
string_view to_string(Strength strength) { return word_of(strengths, strength); }
string_view to_string(RelationKind kind) { return word_of(relation_kinds, kind); }
string_view to_string(CopyKind kind) { return word_of(copy_kinds, kind); }
string_view to_string(DiscrepancyKind kind) { return word_of(discrepancy_kinds, kind); }

std::optional<MentionKind> parse_mention_kind(string_view word) { return find<MentionKind>(mention_kinds, word); }
std::optional<Form> parse_form(string_view word) { return find<Form>(forms, word); }
std::optional<DateRelation> parse_date_relation(string_view word) { return find<DateRelation>(date_relations, word); }
std::optional<Stance> parse_stance(string_view word) { return find<Stance>(stances, word); }
std::optional<Strength> parse_strength(string_view word) { return find<Strength>(strengths, word); }
std::optional<RelationKind> parse_relation_kind(string_view word) { return find<RelationKind>(relation_kinds, word); }
std::optional<CopyKind> parse_copy_kind(string_view word) { return find<CopyKind>(copy_kinds, word); }
std::optional<DiscrepancyKind> parse_discrepancy_kind(string_view word) {
  return find<DiscrepancyKind>(discrepancy_kinds, word);
}

int usual_polarity(Stance stance) {
  switch (stance) {
    case Stance::proposes:
    case Stance::demands:
    case Stance::offers:
    case Stance::accepts:
    case Stance::supports:
      return 1;
    case Stance::opposes:
    case Stance::refuses:
    case Stance::warns:
      return -1;
    case Stance::questions:
    case Stance::states:
      return 0;
  }
  return 0;
}

}  // namespace entente
