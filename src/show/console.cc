#include "show/console.h"

namespace entente::show {

std::string bold(const Console& console, std::string_view words) {
  return console.colour ? "\x1b[1m" + std::string(words) + "\x1b[0m" : std::string(words);
}

std::string dim(const Console& console, std::string_view words) {
  return console.colour ? "\x1b[2m" + std::string(words) + "\x1b[0m" : std::string(words);
}

}  // namespace entente::show
