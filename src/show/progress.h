// A line of progress on a terminal, for work that takes over a second; nothing elsewhere.
#pragma once

#include <chrono>
#include <string_view>

#include "show/console.h"

namespace entente::show {

class Progress {
 public:
  explicit Progress(Console& console) : console_(console), began_(std::chrono::steady_clock::now()) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  // Redraws the line, at most ten times a second.
  void show(std::string_view words);

 private:
  Console& console_;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point drawn_{};
  bool on_screen_ = false;
};

}  // namespace entente::show
