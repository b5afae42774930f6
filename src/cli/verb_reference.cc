#include <filesystem>
#include <fstream>

#include "cli/verbs.h"

namespace entente::cli {

int run_reference(const Arguments& arguments, Console& console) {
  const std::filesystem::path folder = arguments.positional.at(0);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  for (const app::Verb& verb : app::verbs()) {
    std::ofstream file(folder / (std::string(verb.name) + ".md"));
    file << app::reference_page(verb);
    if (!file) {
      console.err << "entente: cannot write into " << folder.string() << '\n';
      return bad_usage;
    }
  }
  return done;
}

}  // namespace entente::cli
