#include "app/problem_file.h"

#include <algorithm>
#include <filesystem>

#include "app/input_file.h"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

// The regular files of a folder with that extension, by name.
Result<std::vector<settle::NamedText>> files_of(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> paths;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.is_regular_file(failed) && entry.path().extension() == extension) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<settle::NamedText> files;
  for (const fs::path& path : paths) {
    auto text = read_input_file(path.string());
    if (!text) return text.diagnostics();
    files.push_back({path.filename().string(), std::move(text).value()});
  }
  return files;
}

Result<settle::Problem> load_folder(const fs::path& folder) {
  auto xml = files_of(folder, ".xml");
  if (!xml) return xml.diagnostics();
  if (!xml->empty()) return settle::read_genius(*xml);
  auto json = files_of(folder, ".json");
  if (!json) return json.diagnostics();
  // Beside the profiles NegoLog keeps figures about the domain.
  std::vector<settle::NamedText> profiles;
  for (settle::NamedText& file : *json) {
    if (file.text.find("\"issueWeights\"") != std::string::npos) profiles.push_back(std::move(file));
  }
  if (!profiles.empty()) return settle::read_negolog(profiles);
  return error("problem-format", "this folder has neither Genius XML files nor NegoLog profiles",
               {folder.string(), 0, 0});
}

}  // namespace

Result<settle::Problem> load_problem(const std::string& path) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return load_folder(path);
  if (fs::path(path).extension() == ".xml") {
    const fs::path folder = fs::path(path).parent_path();
    return load_folder(folder.empty() ? fs::path(".") : folder);
  }
  const auto text = read_input_file(path);
  if (!text) return text.diagnostics();
  if (text->starts_with("SQLite format 3")) {
    return error("problem-format", "a dossier, where a problem is needed", {path, 0, 0});
  }
  return settle::read_problem(*text, path);
}

}  // namespace entente::app
