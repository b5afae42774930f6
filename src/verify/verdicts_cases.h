// What must and may be can leave a verdict undetermined although every way to settle the doubts comes to the same: one
// incident that was by one side or by the other breaks the same term, one that was today or tomorrow was in time either
// way. So the doubts of the first possible breach are settled one by one, each in its few ways (it happened or did not;
// by whom, with what; a number below or above a limit that is asked for; the first or the second half of its range of
// time), and each case is decided with what must and may be in it, until all cases agree or two differ. A case without
// doubts has one verdict, so the answer is exact where the cases come to an end; what must and may be decides most of
// them long before (branch and bound). Times are halved down to the instant where the verdict turns, so a range costs
// the logarithm of its length.
//
// Where the cases are too many the verdict stays undetermined, which claims nothing. Not settled is what no report
// could hold apart here: a quantity that nobody told.
#pragma once

#include "verify/verdicts_events.h"

namespace entente::verify {

// The result with the verdict that all cases have, where it is undetermined and they agree. Looks at 2,000 cases of a
// few incidents at most, at fewer of more, and at none with more than `most_in_cases`.
TermResult decided_by_cases(const Facts& facts, Sights& sights, std::size_t term, TermResult result);

// A way through the cases, for a certificate: what one line of it says. A doubt is settled in two ways, whose steps
// follow one after the other; a case is decided, or (undetermined) not looked at any further.
struct CaseStep {
  enum class Kind : std::uint8_t { decided, happened, thing, party, number, when };  // when: halved
  Kind kind = Kind::decided;
  TermVerdict verdict = TermVerdict::undetermined;  // decided
  std::uint32_t incident = 0;
  std::string name;  // number: a unit, or "distance-G"
  double limit = 0;  // number: the greatest of the first way; the second begins with the next number
};

// The steps that show the verdict of `evaluate_term`. Where the cases are too many one of them at least is left
// undetermined, and no two differ. Things and parties are settled in the order of `words_asked_for`, one at a time.
std::vector<CaseStep> cases_of(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term);

// The things and the parties that the filters of a term, and of those behind it, ask for.
struct AskedWords {
  std::vector<std::string> things, parties;
};
AskedWords words_asked_for(const Agreement& agreement, std::size_t term);

}  // namespace entente::verify
