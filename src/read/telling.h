// How a statement reached us: to whom it was said, through whom it came, how it is hedged, in which form.
#pragma once

#include <string>
#include <vector>

#include "core/statement.h"
#include "read/speakers.h"

namespace entente::read {

// Through whom the word came, nearest to the speaker first (via.cc). Where an outlet tells something that it cites
// somebody for, that somebody becomes the speaker.
std::vector<std::vector<std::string>> find_via(const Analysis& analysis, const std::vector<Draft>& drafts,
                                               std::vector<Speaker>& speakers, Speakers& resolver,
                                               const text::Gazetteer& gazetteer, const NameHeads& heads);

std::string hedge_of(const Analysis& analysis, const Draft& draft);  // hedges.cc
Form form_of(const Analysis& analysis, const Draft& draft);          // quotes decide

// To whom (addressees.cc): the words that say it, empty where none do; and who that is.
Range addressed(const Analysis& analysis, const Draft& draft);
std::string addressee_of(const Analysis& analysis, const Draft& draft, const Speaker& speaker, Speakers& resolver);

}  // namespace entente::read
