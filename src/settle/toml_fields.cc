#include "settle/toml_fields.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace entente::settle {

using format::TomlValue;
using Kind = TomlValue::Kind;

Fields::Fields(const TomlValue& table, std::string_view file, std::string_view what, Diagnostics& diagnostics)
    : table_(table), file_(file), what_(what), diagnostics_(diagnostics) {}

void Fields::complain(std::string code, std::string sentence, const TomlValue& at) {
  diagnostics_.push_back(error(std::move(code), std::move(sentence), at.place(file_)));
}

const TomlValue* Fields::value(std::string_view key) {
  asked_.emplace(key);
  return table_.find(key);
}

std::string Fields::text(std::string_view key) {
  const TomlValue* found = value(key);
  if (found == nullptr) return {};
  if (const auto words = found->as_string()) return std::string(*words);
  if (found->is(Kind::date)) return to_string(found->date);
  complain("problem-kind", std::string(key) + " must be a string, not " + std::string(name_of(found->kind)), *found);
  return {};
}

std::string Fields::required_text(std::string_view key) {
  const TomlValue* found = value(key);
  if (found == nullptr) {
    complain("problem-missing", what_ + " has no " + std::string(key), table_);
    return {};
  }
  std::string words = text(key);
  if (words.empty() && found->is(Kind::string)) complain("problem-empty", std::string(key) + " is empty", *found);
  return words;
}

std::optional<double> Fields::number(std::string_view key) {
  const TomlValue* found = value(key);
  if (found == nullptr) return std::nullopt;
  const auto number = found->as_number();
  if (!number) {
    complain("problem-kind", std::string(key) + " must be a number, not " + std::string(name_of(found->kind)), *found);
    return std::nullopt;
  }
  if (!std::isfinite(*number)) {
    complain("problem-number", std::string(key) + " must be finite", *found);
    return std::nullopt;
  }
  return number;
}

bool Fields::boolean(std::string_view key, bool otherwise) {
  const TomlValue* found = value(key);
  if (found == nullptr) return otherwise;
  if (const auto given = found->as_boolean()) return *given;
  complain("problem-kind", std::string(key) + " must be true or false, not " + std::string(name_of(found->kind)),
           *found);
  return otherwise;
}

std::vector<std::string> Fields::texts(std::string_view key) {
  const TomlValue* found = value(key);
  if (found == nullptr) return {};
  if (const auto words = found->as_strings()) return *words;
  complain("problem-kind", std::string(key) + " must be a string or a list of strings", *found);
  return {};
}

std::vector<const TomlValue*> Fields::tables(std::string_view key) {
  const TomlValue* found = value(key);
  if (found == nullptr) return {};
  if (found->is(Kind::table)) return {found};
  std::vector<const TomlValue*> result;
  if (!found->is(Kind::array)) {
    complain("problem-kind", std::string(key) + " must be a table or a list of tables", *found);
    return {};
  }
  for (const TomlValue& item : found->items) {
    if (item.is(Kind::table))
      result.push_back(&item);
    else
      complain("problem-kind", std::string(key) + " must hold tables, not " + std::string(name_of(item.kind)), item);
  }
  return result;
}

std::optional<Evidence> Fields::evidence() {
  Evidence found;
  found.words = text("words");
  found.speaker = text("speaker");
  found.document = text("document");
  found.date = text("date");
  const auto offset = [&](std::string_view key) {
    const TomlValue* at = value(key);
    const auto given = number(key);
    if (!given) return 0U;
    if (*given < 0 || *given > std::numeric_limits<std::uint32_t>::max() || *given != std::floor(*given)) {
      complain("problem-number", std::string(key) + " must be a count of code points", *at);
      return 0U;
    }
    return static_cast<std::uint32_t>(*given);
  };
  found.start = offset("start");
  found.end = offset("end");
  if (found.words.empty() && found.speaker.empty() && found.document.empty() && found.date.empty()) return std::nullopt;
  return found;
}

Origin Fields::origin() {
  Origin origin;
  origin.place = place();
  if (auto own = evidence()) origin.evidence.push_back(*std::move(own));
  for (const TomlValue* table : tables("evidence")) {
    Fields fields(*table, file_, "this evidence", diagnostics_);
    if (auto further = fields.evidence()) origin.evidence.push_back(*std::move(further));
    fields.finish();
  }
  return origin;
}

void Fields::finish() {
  for (const format::TomlEntry& entry : table_.entries) {
    if (asked_.contains(entry.key)) continue;
    const std::string meant = nearest_name(entry.key, {asked_.begin(), asked_.end()});
    diagnostics_.push_back(
        error("problem-unknown-key",
              what_ + " has no use for \"" + entry.key + "\"" + (meant.empty() ? "" : "; was \"" + meant + "\" meant?"),
              entry.place(file_)));
  }
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& names) {
  if (name.size() > 64) return {};
  std::size_t least = std::min<std::size_t>(2, (name.size() + 1) / 3) + 1;
  std::string nearest;
  for (const std::string& other : names) {
    if (other.size() > name.size() + 2 || name.size() > other.size() + 2) continue;
    std::vector<std::size_t> row(other.size() + 1);  // Levenshtein's distance, a row at a time
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= name.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= other.size(); ++j) {
        const std::size_t above = row[j];
        row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (name[i - 1] == other[j - 1] ? 0U : 1U)});
        diagonal = above;
      }
    }
    if (row.back() < least) {
      least = row.back();
      nearest = other;
    }
  }
  return nearest;
}

}  // namespace entente::settle
