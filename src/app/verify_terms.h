// `entente verify --terms F --incidents F --map M` and `entente guarantees --terms F`: from files or plain values to
// what is shown. The use cases take the values alone, so that a dossier can give them as well.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/options.h"
#include "show/console.h"
#include "store/store.h"
#include "verify/verify.h"

namespace entente::app {

// What is asked about terms and incidents.
struct VerifyQuestion {
  std::vector<verify::Standard> standards;  // empty: the usual ones
  verify::Instant as_of = verify::never;    // when the last word came in
  std::vector<std::string> terms;           // to explain; empty: those that are not kept
  bool explain = false;
  bool certify = false;  // a certificate of each explanation; empty where the verdict's cases are too many
};

struct VerifyAnswer {
  verify::Assessment assessment;
  struct Why {
    std::size_t term = 0, standard = 0;
    verify::Explanation explanation;
    std::string certificate;
  };
  std::vector<Why> reasons;
  verify::Compliance compliance;  // under the first standard
};

VerifyAnswer verify_terms(const verify::Facts& facts, const VerifyQuestion& question);

// True where a term is breached under the first standard asked for.
bool is_breached(const VerifyAnswer& answer);

Result<verify::Agreement> read_terms_file(const std::string& path);

// The dossier takes a file of terms in, with the GeoJSON files that it names. Mistakes in it are errors, and nothing is
// kept.
Status keep_terms(store::Dossier& dossier, const std::string& path);

struct KeptIncidents {
  std::size_t incidents = 0;  // in the file
  std::size_t incidents_in_all = 0, reports_in_all = 0, new_reports = 0;
};

// The dossier takes a file of incidents in (it may be packed), with its mapping, beside those that it has. A report
// that it has already counts once.
Result<KeptIncidents> keep_incidents(store::Dossier& dossier, const std::string& path, const std::string& mapping_path);

Result<verify::Agreement> terms_of(const store::Dossier& dossier);        // "terms-missing" where it took none in
Result<verify::IncidentSet> incidents_of(const store::Dossier& dossier);  // empty where it took none in

// The verbs; a dossier as the first argument stands for the files. Exit status: 0; 1 a term is breached; 2 bad usage,
// terms or mapping; 3 nothing could be read.
int verify_terms(const Arguments& arguments, show::OutputFormat format, show::Console& console);
int guarantees(const Arguments& arguments, show::OutputFormat format, show::Console& console);

}  // namespace entente::app
