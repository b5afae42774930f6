// What is found in one telling before two are compared. Private to the room.
#pragma once

#include "frame/discrepancies.h"

namespace entente::frame {

void prepare_values(PreparedTelling& text, const DiscrepancyWords& words);
void prepare_quotations(PreparedTelling& text);
// `memo` holds the words of the text.
void prepare_names(PreparedTelling& text, const DiscrepancyWords& words, const text::Gazetteer& gazetteer,
                   WordMemo& memo);

}  // namespace entente::frame
