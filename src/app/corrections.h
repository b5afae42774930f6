// What persons corrected, laid over what a reading says; and how far coders agree.
//
// A correction is anchored by document, span and field. It holds for the row of the present reading whose own span
// covers at least half of both together, if there is exactly one such row; where there is none, or the document's text
// is another, it is lost: told so, and never attached elsewhere by guess. Where several stand at the very same place
// ("Norvia and Aldmoor support …"), it is the one whose party or speaker is, as read, the correction's holder. Of
// several for one field the latest that is not undone wins.
//
// This is the one door to statements and positions: nothing else in this room reads them from the dossier as they were
// read (tests/house/one_door_test.cc), so that no answer can forget what a person decided.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace entente::app {

// Whether two spans of one document anchor the same thing: at least half of both together is common.
bool is_same_place(Span a, Span b);

// Rows with the corrections laid over them; those that were deleted are gone, added ones have the negative id of their
// correction. `decided` says for a row's id which fields a person decided: "speaker by Ada".
struct CorrectedStatements {
  std::vector<store::StoredStatement> rows;
  std::map<std::int64_t, std::string> decided;
};
struct CorrectedPositions {
  std::vector<store::StoredPosition> rows;
  std::map<std::int64_t, std::string> decided;
};
// What was decided of a statement bears on its positions too: of a deleted one they are gone, a corrected party is
// theirs. An issue is renamed, merged and split by its name, or by the position it is anchored to where a new reading
// calls it otherwise.
Result<CorrectedStatements> corrected_statements(const store::Dossier& dossier);
Result<CorrectedPositions> corrected_positions(const store::Dossier& dossier);

// The name of the dossier's note that keeps on which issue a position that was added stands.
std::string issue_note(const store::Correction& added);

// Every correction with how it fares in the present reading.
struct CorrectionState {
  store::Correction correction;
  enum class Fate { holds, overruled, undone, lost } fate = Fate::holds;
  std::string why;  // of a lost one
};
Result<std::vector<CorrectionState>> correction_states(const store::Dossier& dossier);

// One line of JSON each way. Unknown keys are passed over; errors name the line: "correction-json", "correction-field".
std::string correction_line(const store::Correction& correction);
Result<store::Correction> correction_from_line(std::string_view line, std::string_view file, std::uint64_t number);

// A time with another offset, in UTC: the latest word is told by comparing times as text. Others as they are.
std::string time_in_utc(const std::string& time);

// Whether a subject has a field and a field may have this value: the diagnostic says what may stand there instead.
Status check_correction(const store::Correction& correction);

// Two coders who decided the same field of the same place differently.
struct Disagreement {
  std::string subject, field, document;
  std::string words;
  std::vector<std::pair<std::string, std::string>> values;  // coder, value
};

// Agreement on the fields that at least two coders decided. Alpha is Krippendorff's for nominal data with missing
// values (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011); kappa is Cohen's, per pair of coders
// (Cohen, "A Coefficient of Agreement for Nominal Scales", 1960). NaN where there is no variation to measure.
struct Agreement {
  std::string field;  // of all fields: "all"
  std::size_t units = 0;
  double alpha = 0;
  struct Pair {
    std::string a, b;
    std::size_t units = 0;
    double kappa = 0;
  };
  std::vector<Pair> pairs;
};
std::vector<Disagreement> disagreements_of(const std::vector<store::Correction>& corrections);
std::vector<Agreement> agreement_of(const std::vector<store::Correction>& corrections);

// Codings by unit: coder -> value. The measures themselves.
using Codings = std::vector<std::map<std::string, std::string>>;
double krippendorff_alpha(const Codings& units);
double cohen_kappa(const std::vector<std::pair<std::string, std::string>>& units);

}  // namespace entente::app
