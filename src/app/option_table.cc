// The table: its sheets, one an area, laid together. docs/verbs/ is generated from it (entente reference DIR).
#include <array>

#include "app/option_sheets.h"

namespace entente::app {
namespace {

constexpr std::array general_verbs = {
    Verb{"reference", "DIR", 1, 1, "Writes the reference page of every verb into a folder.",
         "The pages in docs/verbs are made by this verb."},
};

constexpr std::array general_options = {
    Option{"*", "json", "", "", "Prints one JSON document."},
    Option{"*", "csv", "", "", "Prints comma-separated values with a header line."},
};

template <typename Row>
std::vector<Row> joined(std::initializer_list<std::span<const Row>> sheets) {
  std::vector<Row> rows;
  for (const auto& sheet : sheets) rows.insert(rows.end(), sheet.begin(), sheet.end());
  return rows;
}

}  // namespace

std::span<const Verb> verbs() {
  static const std::vector<Verb> rows =
      joined<Verb>({reading_sheet().verbs, settling_sheet().verbs, verifying_sheet().verbs, general_verbs});
  return rows;
}

std::span<const Option> options() {
  static const std::vector<Option> rows =
      joined<Option>({reading_sheet().options, settling_sheet().options, verifying_sheet().options, general_options});
  return rows;
}

}  // namespace entente::app
