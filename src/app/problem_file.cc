#include "app/problem_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>

#include "app/dossier_access.h"
#include "app/input_file.h"
#include "app/problem_from_dossier.h"
#include "app/selection.h"

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

Result<settle::Problem> load_dossier(const std::string& path) {
  const auto dossier = open_dossier(path, Freshness::up_to_date);
  if (!dossier) return dossier.diagnostics();
  const auto rows = select_rows(*dossier, {});
  if (!rows) return rows.diagnostics();
  const auto facts = case_of(*dossier);
  if (!facts) return facts.diagnostics();
  std::map<std::int64_t, const ToldRow*> statement;
  for (const ToldRow& row : rows->told) statement.emplace(row.id, &row);
  DossierPositions positions;
  positions.title = fs::path(path).stem().string();
  positions.facts = *facts;
  for (const StandRow& row : rows->stands) {
    DossierPosition position;
    position.position = row.position;
    const auto words = [](const Quote& quote) { return DossierWords{quote.words, quote.span.start, quote.span.end}; };
    position.what = words(row.what);
    position.sentence = words(row.sentence);
    for (const Quote& condition : row.conditions) position.conditions.push_back(words(condition));
    position.document = row.document;
    if (row.published.known()) position.date = to_string(row.published).substr(0, 10);
    if (const auto at = row.statement_id ? statement.find(*row.statement_id) : statement.end(); at != statement.end()) {
      position.speaker = at->second->statement.speaker.empty() ? at->second->source : at->second->statement.speaker;
    }
    positions.positions.push_back(std::move(position));
  }
  return problem_from_dossier(positions);
}

// A dossier, by the first bytes of the file.
bool is_dossier(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, 15> head{};
  return file.read(head.data(), head.size()) && std::string_view(head.data(), head.size()) == "SQLite format 3";
}

}  // namespace

Result<settle::Problem> load_problem(const std::string& path) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return load_folder(path);
  if (fs::path(path).extension() == ".xml") {
    const fs::path folder = fs::path(path).parent_path();
    return load_folder(folder.empty() ? fs::path(".") : folder);
  }
  if (is_dossier(path)) return load_dossier(path);
  const auto text = read_input_file(path);
  if (!text) return text.diagnostics();
  return settle::read_problem(*text, path);
}

}  // namespace entente::app
