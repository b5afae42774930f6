// The use case "certify": whether a certificate holds, and whether it is about a given input.
#pragma once

#include <string>

#include "core/result.h"
#include "show/console.h"

namespace entente::app {

struct CertifyRequest {
  std::vector<std::string> certificates;  // files
  std::string of;                         // the problem or formula that they must be about; empty: any
  show::OutputFormat format = show::OutputFormat::terminal;
};

// True when all are valid (and about `of`). Errors where a file cannot be read.
Result<bool> certify(const CertifyRequest& request, show::Console& console);

}  // namespace entente::app
