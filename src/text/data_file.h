// The lists under data/ (gazetteers, cues, months …), embedded in the program at build time.
#pragma once

#include <optional>
#include <string_view>

namespace entente::text {

// The content of data/NAME ("gazetteer/countries.tsv"), valid for the life of the program; nothing where there is none.
std::optional<std::string_view> data_file(std::string_view name);

}  // namespace entente::text
