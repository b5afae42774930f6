#include "app/about_table.h"

#include <algorithm>
#include <optional>

#include "format/csv.h"

namespace entente::app {
namespace {

enum Column : std::size_t { key, published, title, outlet, url, author, column_count };

std::optional<Column> column_of(std::string_view name) {
  for (const char* word : {"id", "document", "name", "file", "path", "origin"}) {
    if (name == word) return key;
  }
  if (name == "date" || name == "published") return published;
  if (name == "title") return title;
  if (name == "outlet" || name == "source") return outlet;
  if (name == "url") return url;
  if (name == "author") return author;
  return std::nullopt;
}

// "a/b/enb1.md" -> "enb1.md"
std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view without_ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

void fill_text(std::string& field, const std::string& value, bool& filled) {
  if (!field.empty() || value.empty()) return;
  field = value;
  filled = true;
}

}  // namespace

Result<AboutTable> AboutTable::parse(std::string_view text, std::string_view file) {
  AboutTable table;
  Diagnostics problems;
  std::vector<std::optional<std::size_t>> place(column_count);
  bool header = true;
  const std::string_view first_line = text.substr(0, text.find('\n'));
  const char delimiter = first_line.find('\t') != std::string_view::npos ? '\t' : ',';
  const Status status = format::read_csv(text, file, delimiter, [&](const format::CsvRow& row) {
    if (header) {
      header = false;
      for (std::size_t i = 0; i < row.fields.size(); ++i) {
        if (const auto column = column_of(row.fields[i]); column && !place[*column]) place[*column] = i;
      }
      const bool says = std::any_of(place.begin() + 1, place.end(), [](const auto& at) { return at.has_value(); });
      if (place[key] && says) return true;
      problems.push_back(
          {"about-columns",
           "the header needs a column that names the document (id, document, name, file, path or origin) and one that "
           "says something of it (date, title, outlet, url, author)",
           {std::string(file), row.line, 0}});
      return false;
    }
    const auto field = [&](Column column) {
      return place[column] && *place[column] < row.fields.size() ? std::string(row.fields[*place[column]]) : "";
    };
    Row known;
    if (const std::string date = field(published); !date.empty()) {
      const auto parsed = parse_date(date);
      if (!parsed) {
        problems.push_back({"about-date", "“" + date + "” is no date", {std::string(file), row.line, 0}});
        return true;
      }
      known.published = *parsed;
    }
    known.title = field(title);
    known.outlet = field(outlet);
    known.url = field(url);
    known.author = field(author);
    const std::string name = field(key);
    if (!name.empty() && !table.rows_.emplace(name, std::move(known)).second) {
      problems.push_back(
          {"about-twice", "there is a row for “" + name + "” before this one", {std::string(file), row.line, 0}});
    }
    return true;
  });
  if (!status) problems.insert(problems.end(), status.diagnostics().begin(), status.diagnostics().end());
  if (!problems.empty()) return problems;
  return table;
}

const AboutTable::Row* AboutTable::row_of(const Document& document) const {
  const std::string_view file = last_part(document.origin);
  const std::string_view stem = without_ending(file);
  std::vector<std::string_view> names = {document.id, document.origin, document.url, file, stem};
  if (stem == "index" && file.size() < document.origin.size()) {
    names.push_back(last_part(std::string_view(document.origin).substr(0, document.origin.size() - file.size() - 1)));
  }
  for (const std::string_view name : names) {
    if (const auto at = rows_.find(name); !name.empty() && at != rows_.end()) return &at->second;
  }
  return nullptr;
}

bool AboutTable::fill(Document& document) const {
  const Row* row = row_of(document);
  if (row == nullptr) return false;
  bool filled = false;
  if (!document.published.known() && row->published.known()) {
    document.published = row->published;
    filled = true;
  }
  fill_text(document.title, row->title, filled);
  fill_text(document.outlet, row->outlet, filled);
  fill_text(document.url, row->url, filled);
  fill_text(document.author, row->author, filled);
  return filled;
}

}  // namespace entente::app
