#include <cstdlib>
#include <exception>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/arguments.h"
#include "cli/verbs.h"

namespace {

entente::show::Console make_console() {
  entente::show::Console console{std::cout, std::cerr};
  console.out_is_terminal = isatty(STDOUT_FILENO) == 1;
  console.err_is_terminal = isatty(STDERR_FILENO) == 1;
  const char* no_color = std::getenv("NO_COLOR");
  console.colour = console.out_is_terminal && (no_color == nullptr || *no_color == '\0');
  winsize size{};
  if (console.out_is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
    console.width = size.ws_col;
  return console;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace entente;
  std::ios::sync_with_stdio(false);
  auto parsed = cli::parse_arguments(argc, argv);
  if (const auto* instead = std::get_if<cli::Instead>(&parsed)) {
    (instead->status == 0 ? std::cout : std::cerr) << instead->text;
    return instead->status;
  }
  const auto& arguments = std::get<app::Arguments>(parsed);
  show::Console console = make_console();
  try {
    const int status = cli::function_of(arguments.verb)(arguments, console);
    console.out.flush();
    return status;
  } catch (const std::exception& e) {
    console.err << "entente: internal error: " << e.what() << '\n';
    return cli::internal;
  }
}
