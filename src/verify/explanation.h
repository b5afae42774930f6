// Why: the verdict on a term as a tree over the term's own words, and as a certificate that src/certify checks without
// any code of this room (docs/certificates-verification.md).
#pragma once

#include <string>
#include <vector>

#include "verify/verdicts.h"

namespace entente::verify {

struct Reason {
  std::string words;
  std::vector<std::uint32_t> incidents;  // that this line speaks of
  std::vector<Reason> because;
};

struct Explanation {
  TermVerdict verdict = TermVerdict::kept;
  std::vector<std::uint32_t>
      cited;  // the incidents that make the verdict so: without any one of them it would be another
  Reason tree;
};

// The tree and the smallest set. What is cited reproduces the verdict by itself and none of it can be left out; of
// several such sets one that belongs to a breach of the fewest incidents is taken. Costs some evaluations of the
// incidents that are cited.
Explanation explain(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term);

// The certificate of an explanation: the rules, every incident of a kind that they speak of as it is seen under the
// standard, with distances as computed, and the steps to the verdict. Empty where the verdict is undetermined and no
// two cases show that: they are too many, or it hangs on a quantity that nobody told. Costs the cases of what is cited
// and of that without each of it.
std::string certificate_of(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term,
                           const Explanation& explanation);

// The tree as indented lines.
std::string to_text(const Reason& reason, int depth = 0);

// "i17, shelling by Ostrel at Tarn Island on 2031-04-09 14:20 (reported by KOM; denied by Ostrel navy)"
std::string incident_words(const Facts& facts, std::uint32_t incident, Instant as_of);

// The incidents alone, with their sources and reports.
IncidentSet subset(const IncidentSet& set, const std::vector<std::uint32_t>& incidents);

// The terms that a term's rules refer to, each after those that it refers to: itself last.
std::vector<std::size_t> terms_behind(const Agreement& agreement, std::size_t term);
// Every filter of a rule, in a fixed order.
std::vector<const Filter*> filters_of(const Rule& rule);

}  // namespace entente::verify
