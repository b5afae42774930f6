// The use case "sequence": in which order the steps of a settlement can be carried out.
#pragma once

#include <string>

#include "core/result.h"
#include "settle/settle.h"
#include "show/console.h"

namespace entente::app {

struct SequenceRequest {
  std::string path;
  std::string svg;  // file that gets the picture; empty: none
  show::OutputFormat format = show::OutputFormat::terminal;
  settle::SequenceConfig config;
};

// Errors where the problem cannot be read or the picture not be written; a warning where the answer is partial.
Status sequence(const SequenceRequest& request, show::Console& console);
Status sequence(const settle::Problem& problem, const SequenceRequest& request, show::Console& console);

}  // namespace entente::app
