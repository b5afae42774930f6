// A position or statement as evidence: its sentence cut into marked pieces.
#pragma once

#include <string>

#include "app/selection.h"
#include "show/brief.h"

namespace entente::app {

// `told` is the statement that the position was read from, or null.
show::Evidence make_evidence(const StandRow& row, const ToldRow* told, const std::string& title);

// A statement's content as evidence, at most some 300 characters of it.
show::Evidence evidence_of_statement(const ToldRow& row);

}  // namespace entente::app
