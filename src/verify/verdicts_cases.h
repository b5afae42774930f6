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

}  // namespace entente::verify
