// How a statement reached us: to whom it was said, through whom it came, how it is hedged, in which form.
#pragma once

#include <string>
#include <vector>

#include "core/statement.h"
#include "read/speakers.h"

namespace entente::read {

// Through whom the word came, nearest to the speaker first (via.cc). `cited` holds, by draft, whom its teller cites.
std::vector<std::vector<std::string>> find_via(const Analysis& analysis, const std::vector<Draft>& drafts,
                                               std::vector<Speaker>& speakers, Speakers& resolver,
                                               const text::Gazetteer& gazetteer, const NameHeads& heads);

std::string hedge_of(const Analysis& analysis, const Draft& draft);                          // hedges.cc
std::string addressee_of(const Analysis& analysis, const Draft& draft, Speakers& resolver);  // addressees.cc
Form form_of(const Analysis& analysis, const Draft& draft);                                  // quotes decide

}  // namespace entente::read
