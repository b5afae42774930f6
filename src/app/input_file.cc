#include "app/input_file.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace entente::app {

Result<std::string> read_input_file(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::error_code failed;
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, failed)) {
    return error("file-unreadable", "this file cannot be opened", {path, 0, 0});
  }
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return error("file-unreadable", "this file cannot be read to its end", {path, 0, 0});
  return text;
}

Status write_output_file(const std::string& path, const std::string& text) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code failed;
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) return error("file-unwritable", "this file cannot be written", {path, 0, 0});
  return ok_status();
}

}  // namespace entente::app
