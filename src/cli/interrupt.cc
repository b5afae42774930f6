#include "cli/interrupt.h"

#include <chrono>
#include <csignal>

namespace entente::cli {
namespace {

// A signal handler can reach nothing but what is static.
volatile std::sig_atomic_t interrupted = 0;

extern "C" void on_interrupt(int signal_number) {
  interrupted = 1;
  std::signal(signal_number, SIG_DFL);
}

}  // namespace

std::function<bool()> stop_when_interrupted(std::optional<double> seconds) {
  std::signal(SIGINT, on_interrupt);
  if (!seconds) return [] { return interrupted != 0; };
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(*seconds);
  return [end] { return interrupted != 0 || std::chrono::steady_clock::now() >= end; };
}

}  // namespace entente::cli
