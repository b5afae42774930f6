// Stories, copies and witnesses; and what rewrites of one story tell differently.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace entente {

enum class CopyKind : std::uint8_t { identical, near_copy, rewrite, excerpt };

// `is` was taken from `of`, as far as containment, time and stated sources tell. Documents are named by their place in
// the list that was grouped.
struct Copy {
  std::uint32_t of = 0;
  std::uint32_t is = 0;
  CopyKind kind = CopyKind::near_copy;
  double similarity = 0;  // 0–1, Jaccard of word shingles for copies, cosine for rewrites
};

// A document says whence it has its news: "told Radio Marenne", "(HPA)". The outlet may have no document in the story,
// or in the dossier at all.
struct StatedSource {
  std::uint32_t document = 0;
  std::string name;  // as an outlet of the dossier is called, where it is one; else as the text has it
  Span span;         // of the name in the document's text
};

struct Story {
  std::vector<std::uint32_t> documents;               // ascending
  std::vector<std::vector<std::uint32_t>> witnesses;  // groups that go back to one origin; they partition `documents`
  std::vector<Copy> copies;
  std::vector<StatedSource> stated;
};

enum class DiscrepancyKind : std::uint8_t {
  date,
  number,
  title,
  stage,
  modality,
  scope,
  attribution,
  quotation,
  omission
};

struct Discrepancy {
  DiscrepancyKind kind = DiscrepancyKind::number;
  std::uint32_t document_a = 0;
  std::uint32_t document_b = 0;
  std::optional<Span> a;
  std::optional<Span> b;  // exactly one side may be absent, for an omission
};

std::string_view to_string(CopyKind kind);  // "identical", "near-copy", "rewrite", "excerpt"
std::string_view to_string(DiscrepancyKind kind);
std::optional<CopyKind> parse_copy_kind(std::string_view word);
std::optional<DiscrepancyKind> parse_discrepancy_kind(std::string_view word);

}  // namespace entente
