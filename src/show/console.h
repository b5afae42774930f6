// Where answers go, and what that place can show.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

namespace entente::show {

struct Console {
  std::ostream& out;
  std::ostream& err;
  bool colour = false;  // a terminal, and NO_COLOR is not set
  bool out_is_terminal = false;
  bool err_is_terminal = false;  // progress is shown there alone
  int width = 100;               // columns
};

enum class OutputFormat { terminal, json, csv };

// "\x1b[1m…\x1b[0m" where the console shows colour, else the words alone.
std::string bold(const Console& console, std::string_view words);
std::string dim(const Console& console, std::string_view words);

}  // namespace entente::show
