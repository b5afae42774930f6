#include "app/reader_choice.h"

#include <cstdlib>
#include <filesystem>

#include "nn/nn.h"
#include "read/trained_reader.h"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

bool has_reader(const fs::path& folder) {
  std::error_code failed;
  return fs::exists(folder / "reader" / "reader.json", failed);
}

}  // namespace

std::string models_folder(const std::string& named) {
  if (!named.empty()) return named;
  const char* told = std::getenv("ENTENTE_MODELS");
  if (told != nullptr && *told != '\0') return told;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  if (failed) return {};
  for (const char* place : {"models", "../models", "../../models", "../share/entente/models"}) {
    const fs::path folder = (program.parent_path() / place).lexically_normal();
    if (has_reader(folder)) return folder.string();
  }
  return {};
}

Result<ChosenReader> choose_reader(const CaseFacts& facts, const ReaderChoice& choice, unsigned threads) {
  ChosenReader chosen;
  chosen.prepare = [] { return ok_status(); };
  std::string name = choice.name;
  if (const char* told = std::getenv("ENTENTE_READER"); name.empty() && told != nullptr) name = told;
  if (name == "rules") {
    chosen.reader = read::make_rule_reader(facts);
    return chosen;
  }
  if (!name.empty() && name != "trained" && name != "quick" && name != "auto")
    return error("reader-unknown", "there is no reader \"" + name + "\"; there are trained, quick and rules");
  const std::string folder = models_folder(choice.models);
  std::string lacking;
  if (!nn::has_inference()) {
    lacking = "this program was built without inference";
  } else if (folder.empty() || !has_reader(folder)) {
    lacking = folder.empty() ? "no models were found" : "there is no reader/reader.json in " + folder;
  }
  if (lacking.empty()) {
    auto trained = read::make_trained_reader(facts, {folder, threads, name == "quick"});
    if (!trained) return trained.diagnostics();
    read::TrainedReader* loaded = trained->get();
    chosen.prepare = [loaded] { return loaded->prepare(); };
    chosen.reader = std::move(*trained);
    return chosen;
  }
  if (name == "trained" || name == "quick")
    return error("model-missing", lacking + ", and the trained reader was asked for");
  chosen.reader = read::make_rule_reader(facts);
  chosen.notes.push_back({"model-missing", lacking + ": reading by rules", {}, Severity::note});
  return chosen;
}

}  // namespace entente::app
