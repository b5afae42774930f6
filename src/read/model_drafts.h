// From the model's marks to drafts: laid on the words of the document and joined with what the rules see there.
#pragma once

#include <vector>

#include "read/model_spans.h"
#include "read/names.h"
#include "read/statements.h"

namespace entente::read {

// The words that a span touches; empty where it touches none that are laid out.
Range words_of(const Analysis& analysis, Span span);

// By paragraph: whether it is a clipped bulletin, with names of parties written in capitals ("NORVIA, for G-9, opposed
// …").
std::vector<bool> clipped_paragraphs(const Analysis& analysis, const text::Gazetteer& gazetteer);

// The statements of a document. Where the paragraph is clipped, the rules' alone; elsewhere the model's, within their
// contents the rules' as well, and beside them those of the rules' whose chance is at least `least_chance_alone` (above
// 1: none). `candidates` are those of find_candidates.
std::vector<Draft> drafts_of_model(const Analysis& analysis, const Lexicon& lexicon,
                                   const std::vector<Attribution>& attributions,
                                   const std::vector<Candidate>& candidates, const std::vector<bool>& clipped,
                                   double least_chance_alone);

}  // namespace entente::read
