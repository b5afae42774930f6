// The use case "packages": what all could sign.
#pragma once

#include <string>

#include "core/result.h"
#include "settle/settle.h"
#include "show/console.h"
#include "show/packages.h"

namespace entente::app {

struct PackagesRequest {
  std::string path;
  settle::PackagesConfig config;
  show::PackagesView view;
  std::string svg;  // file for the picture of the frontier; empty: none
};

// Whether some package is acceptable to all. Warnings where the answer is partial or thinned.
Result<bool> packages(const PackagesRequest& request, show::Console& console);

// The same for a problem that is at hand already.
Result<bool> packages(const settle::Problem& problem, const PackagesRequest& request, show::Console& console);

}  // namespace entente::app
