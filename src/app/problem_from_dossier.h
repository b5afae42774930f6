// How a dossier becomes a settlement problem: a pure function from the positions that were read and the case that was
// told.
//
//   issues      those of the case that somebody has a position on, then the weightiest: what each party says of one
//               counts once, issues that parties are divided on count more, those of one party less; names of parties,
//               persons and countries are none. An issue has the options of the case, else two: adopted, not adopted.
//   parties     those of the case that have a position, then the weightiest; one under several names is one party
//               (party_names.h); what is no name ("officials", "the chair") comes last.
//   positions   of a party on an issue the weightiest of the latest day on which it takes a side (undated ones count as
//               the oldest), with the other reports of it as evidence; for: it demands or accepts the option, against:
//               it refuses it; its strength is red line, firm or open.
//   options     with options from the case a position is about the option that its words name (option_words.h); one
//               that is for or against the whole thing is against or for the option in which it does not come about
//               ("no joint patrol"); what names none is left out, and a warning says so.
//   conditions  the issue (and option) that a condition's words name becomes "only if" or, where they speak of an order
//               of things, "only after" the step of that issue, and the steps wait for one another in that order. A
//               condition of order that names no issue is a step of its own; any other stays as words.
#pragma once

#include <string>
#include <vector>

#include "core/case_facts.h"
#include "core/position.h"
#include "core/result.h"
#include "settle/settle.h"

namespace entente::app {

// Words of a document with their place in it, in code points.
struct DossierWords {
  std::string words;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

// One position as the dossier has it. Spans of `position` are not looked at.
struct DossierPosition {
  Position position;                     // `issue` is the dossier's name of the issue
  DossierWords what;                     // the thing
  DossierWords sentence;                 // the words around it; may be empty
  std::vector<DossierWords> conditions;  // each
  std::string document;
  std::string date;  // as core/date prints it; empty: undated
  std::string speaker;
};

struct DossierPositions {
  std::string title;
  std::vector<DossierPosition> positions;
  CaseFacts facts;
};

struct DossierLimits {
  std::size_t most_parties = 12;  // those of the case come on top
  std::size_t most_issues = 10;
};

// Warnings: "position-unclear" (options that could not be told), "left-out" (parties or issues beyond the limits).
// Error: "positions-missing" where nobody takes a side on anything.
Result<settle::Problem> problem_from_dossier(const DossierPositions& dossier, const DossierLimits& limits = {});

}  // namespace entente::app
