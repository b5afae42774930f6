// Certificates of conflicts and concessions, as docs/certificates.md describes them; certify checks them.
#pragma once

#include <optional>
#include <string>

#include "settle/certificates_form.h"
#include "settle/conflicts.h"

namespace entente::settle {

// Writes certificates about one problem. Each call solves anew, in a solver of its own that writes its proof down, so a
// wrong answer of the enumeration does not pass: then, or when stopped, there is no certificate.
class CertificateWriter {
 public:
  CertificateWriter(std::string form, const GroupedFormula& formula) : form_(std::move(form)), formula_(formula) {}

  // That `groups` cannot all hold, and for each of them an assignment in which the others do.
  std::optional<std::string> conflict(const GroupSet& groups, const Stop& stop) const;
  // That all but `groups` can hold, as `model` shows, and for each of `groups` that it cannot be taken back.
  std::optional<std::string> concession(const GroupSet& groups, const Model& model, const Stop& stop) const;
  // That these are all conflicts and concessions that there are.
  std::optional<std::string> all(const std::vector<GroupSet>& conflicts, const std::vector<FoundSet>& concessions,
                                 const Stop& stop) const;

 private:
  std::string begin(const char* kind) const { return std::string("entente-certificate 1 ") + kind + '\n' + form_; }
  std::optional<std::string> refutation_of(const GroupSet& groups, const Stop& stop) const;

  std::string form_;
  const GroupedFormula& formula_;
};

// A refutation of the clauses in the DRAT format's text, without deletions, up to its line "0". Every line follows from
// the ones before by unit propagation, as CaDiCaL derives them. Nothing when the clauses can be satisfied or when
// stopped.
std::optional<std::string> refutation_of(const std::vector<std::vector<int>>& clauses, const Stop& stop);

}  // namespace entente::settle
