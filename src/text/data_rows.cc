#include "text/data_file.h"
#include "text/text.h"

namespace entente::text {
namespace {

std::string_view trimmed(std::string_view part) {
  const std::size_t from = part.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return {};
  return part.substr(from, part.find_last_not_of(" \t\r") - from + 1);
}

}  // namespace

std::vector<std::string_view> split_list(std::string_view list, char separator) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t at = list.find(separator);
    const std::string_view part = trimmed(list.substr(0, at));
    if (!part.empty()) parts.push_back(part);
    list = at == std::string_view::npos ? std::string_view{} : list.substr(at + 1);
  }
  return parts;
}

std::vector<Row> data_rows(std::string_view name) {
  std::vector<Row> rows;
  std::string_view rest = data_file(name).value_or(std::string_view{});
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (trimmed(line).empty() || line.front() == '#') continue;
    Row row;
    std::size_t from = 0;
    while (from <= line.size()) {
      const std::size_t tab = std::min(line.find('\t', from), line.size());
      row.push_back(trimmed(line.substr(from, tab - from)));
      from = tab + 1;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace entente::text
