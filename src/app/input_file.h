// Whole files as text.
#pragma once

#include <string>

#include "core/result.h"

namespace entente::app {

// "-" is standard input. The diagnostic "file-unreadable" names the file.
Result<std::string> read_input_file(const std::string& path);

// Writes the text and the folders above it: "file-unwritable".
Status write_output_file(const std::string& path, const std::string& text);

}  // namespace entente::app
