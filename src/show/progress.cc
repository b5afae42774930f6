#include "show/progress.h"

namespace entente::show {

Progress::~Progress() {
  if (on_screen_) console_.err << "\r\x1b[K" << std::flush;
}

void Progress::show(std::string_view words) {
  if (!console_.err_is_terminal) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - began_ < std::chrono::seconds(1) || now - drawn_ < std::chrono::milliseconds(100)) return;
  drawn_ = now;
  on_screen_ = true;
  console_.err << "\r\x1b[K" << words << std::flush;
}

}  // namespace entente::show
