// The steps as a picture: an arrow from each step to those that wait for it, the deadlocks marked.
#pragma once

#include <string>

#include "settle/settle.h"

namespace entente::show {

// A complete SVG document. With more steps than fit (240) it shows the deadlocks, the critical path and what is next to
// them, as far as there is room, and says so.
//
// Layers from left to right: a step stands one layer right of the last step that it waits for; arrows that close a
// circle are left out of that and drawn underneath. Within a layer steps are ordered by the mean place of their
// neighbours, a few times to and fro (Sugiyama, Tagawa and Toda 1981).
std::string sequence_svg(const settle::Problem& problem, const settle::Sequence& sequence);

}  // namespace entente::show
