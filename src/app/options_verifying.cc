#include <array>

#include "app/option_sheets.h"

namespace entente::app {
namespace {

constexpr std::array<Verb, 0> verb_rows = {};

constexpr std::array<Option, 0> option_rows = {};

}  // namespace

Sheet verifying_sheet() { return {verb_rows, option_rows}; }

}  // namespace entente::app
