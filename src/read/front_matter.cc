#include "read/front_matter.h"

#include <algorithm>
#include <array>
#include <optional>

#include "format/toml.h"
#include "read/flow.h"
#include "read/written_date.h"

namespace entente::read {
namespace {

constexpr std::size_t most_bytes = 256u << 10;

struct Line {
  std::string_view words;  // without the line break
  std::size_t next = 0;    // where the next line begins
};

Line line_at(std::string_view text, std::size_t at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view words = text.substr(at, end - at);
  if (words.ends_with('\r')) words.remove_suffix(1);
  return {words, std::min(end + 1, text.size())};
}

struct Fenced {
  std::string_view content;
  std::size_t length = 0;
};

std::optional<Fenced> fenced(std::string_view text, std::string_view fence) {
  const Line first = line_at(text, 0);
  if (trimmed(first.words) != fence) return std::nullopt;
  std::size_t at = first.next;
  while (at < text.size() && at < most_bytes) {
    const Line line = line_at(text, at);
    const std::string_view words = line.words.substr(0, line.words.find_last_not_of(' ') + 1);
    if (words == fence || (fence == "---" && words == "..."))
      return Fenced{text.substr(first.next, at - first.next), line.next};
    at = line.next;
  }
  return std::nullopt;
}

enum class Field { none, title, date, url, outlet, author, abstract };

Field field_of(std::string_view key) {
  struct Known {
    std::string_view key;
    Field field;
  };
  constexpr std::array<Known, 27> known = {{{"title", Field::title},
                                            {"headline", Field::title},
                                            {"date", Field::date},
                                            {"published", Field::date},
                                            {"pubdate", Field::date},
                                            {"publisheddate", Field::date},
                                            {"datepublished", Field::date},
                                            {"publishedat", Field::date},
                                            {"publicationdate", Field::date},
                                            {"url", Field::url},
                                            {"link", Field::url},
                                            {"canonical", Field::url},
                                            {"canonicalurl", Field::url},
                                            {"permalink", Field::url},
                                            {"sourceurl", Field::url},
                                            {"outlet", Field::outlet},
                                            {"source", Field::outlet},
                                            {"publisher", Field::outlet},
                                            {"publication", Field::outlet},
                                            {"site", Field::outlet},
                                            {"sitename", Field::outlet},
                                            {"newspaper", Field::outlet},
                                            {"author", Field::author},
                                            {"authors", Field::author},
                                            {"byline", Field::author},
                                            {"abstract", Field::abstract},
                                            {"lede", Field::abstract}}};
  std::string name;
  for (const char c : lowered(key)) {
    if (c != '_' && c != '-' && c != ' ') name += c;
  }
  if (name == "standfirst" || name == "summary") return Field::abstract;
  for (const Known& row : known) {
    if (row.key == name) return row.field;
  }
  return Field::none;
}

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : trimmed(text)) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space)
      out += c;
    else if (out.back() != ' ')
      out += ' ';
  }
  return out;
}

void set_field(FrontMatter& matter, Field field, std::string_view raw, Place place) {
  const std::string value = collapsed(raw);
  if (value.empty()) return;
  Document& facts = matter.facts;
  const auto set = [&](std::string& member) {
    if (member.empty()) member = value;
  };
  switch (field) {
    case Field::none:
      break;
    case Field::title:
      set(facts.title);
      break;
    case Field::url:
      set(facts.url);
      break;
    case Field::outlet:
      // A source may be given as an address.
      if (value.starts_with("http://") || value.starts_with("https://"))
        set(facts.url);
      else
        set(facts.outlet);
      break;
    case Field::author:
      set(facts.author);
      break;
    case Field::abstract:
      set(matter.abstract);
      break;
    case Field::date:
      if (facts.published.known()) break;
      if (const auto date = date_of_value(value, DateSource::metadata)) {
        facts.published = *date;
      } else {
        matter.diagnostics.push_back(
            warning("date-unreadable", "this is no date that can be read: " + value.substr(0, 60), place));
      }
      break;
  }
}

// A scalar as YAML writes it, without its quotes and comment.
std::string scalar(std::string_view value) {
  value = trimmed(value);
  std::string out;
  if (value.starts_with('"')) {
    for (std::size_t i = 1; i < value.size() && value[i] != '"'; ++i) {
      if (value[i] == '\\' && i + 1 < value.size()) {
        ++i;
        out += value[i] == 'n' || value[i] == 't' ? ' ' : value[i];
      } else {
        out += value[i];
      }
    }
    return out;
  }
  if (value.starts_with('\'')) {
    for (std::size_t i = 1; i < value.size(); ++i) {
      if (value[i] == '\'') {
        if (i + 1 >= value.size() || value[i + 1] != '\'') break;
        ++i;
      }
      out += value[i];
    }
    return out;
  }
  if (value.starts_with('[') && value.ends_with(']')) {
    std::string_view inner = value.substr(1, value.size() - 2);
    while (!inner.empty()) {
      const std::size_t comma = inner.find(',');
      const std::string item = scalar(inner.substr(0, comma));
      if (!item.empty()) out.append(out.empty() ? "" : ", ").append(item);
      inner = comma == std::string_view::npos ? std::string_view() : inner.substr(comma + 1);
      if (inner.find('[') != std::string_view::npos) break;
    }
    return out;
  }
  if (const std::size_t comment = value.find(" #"); comment != std::string_view::npos)
    value = trimmed(value.substr(0, comment));
  if (value == "null" || value == "~") return {};
  return std::string(value);
}

void read_yaml(FrontMatter& matter, std::string_view content, std::string_view file) {
  std::size_t number = 1;  // the fence
  for (std::size_t at = 0; at < content.size();) {
    const Line line = line_at(content, at);
    at = line.next;
    ++number;
    const std::string_view words = trimmed(line.words);
    if (words.empty() || words.front() == '#' || line.words.front() == ' ' || line.words.front() == '\t' ||
        words.front() == '-') {
      continue;
    }
    const std::size_t colon = line.words.find(':');
    if (colon == std::string_view::npos ||
        (colon + 1 < line.words.size() && line.words[colon + 1] != ' ' && line.words[colon + 1] != '\t')) {
      matter.diagnostics.push_back(warning("front-matter-syntax", "this line of the front matter is no \"key: value\"",
                                           {std::string(file), number, 1}));
      continue;
    }
    const std::string_view key = trimmed(line.words.substr(0, colon));
    std::string value;
    const std::string_view raw = trimmed(line.words.substr(colon + 1));
    if (raw.empty() || raw.front() == '|' || raw.front() == '>') {
      // A block of indented lines, or a list.
      while (at < content.size()) {
        const Line below = line_at(content, at);
        std::string_view item = trimmed(below.words);
        const bool inside =
            item.empty() || below.words.front() == ' ' || below.words.front() == '\t' || item.starts_with("- ");
        if (!inside) break;
        if (raw.empty() && item.starts_with("- ")) {
          value.append(value.empty() ? "" : ", ").append(scalar(item.substr(2)));
        } else if (!raw.empty() && !item.empty()) {
          value.append(value.empty() ? "" : " ").append(item);
        }
        at = below.next;
        ++number;
      }
    } else {
      value = scalar(raw);
    }
    set_field(matter, field_of(key), value, {std::string(file), number, 1});
  }
}

void read_toml(FrontMatter& matter, std::string_view content, std::string_view file) {
  const auto parsed = format::parse_toml(content, file);
  if (!parsed) {
    Diagnostic diagnostic = parsed.diagnostics().front();
    diagnostic.severity = Severity::warning;
    if (diagnostic.place.line > 0) ++diagnostic.place.line;  // the fence
    matter.diagnostics.push_back(std::move(diagnostic));
    return;
  }
  for (const format::TomlEntry& entry : parsed->entries) {
    std::string value;
    if (entry.value.is(format::TomlValue::Kind::date)) {
      value = to_string(entry.value.date);
    } else if (const auto words = entry.value.as_strings()) {
      for (const std::string& word : *words) value.append(value.empty() ? "" : ", ").append(word);
    }
    set_field(matter, field_of(entry.key), value, {std::string(file), entry.line + 1, entry.column});
  }
}

// Between the fences there must be something like "key:", or the fence is a rule.
bool looks_like_yaml(std::string_view content) {
  for (std::size_t at = 0; at < content.size();) {
    const Line line = line_at(content, at);
    at = line.next;
    const std::string_view words = trimmed(line.words);
    if (words.empty() || words.front() == '#') continue;
    const std::size_t colon = words.find(':');
    return colon != std::string_view::npos && colon > 0 && words.substr(0, colon).find(' ') == std::string_view::npos;
  }
  return false;
}

}  // namespace

FrontMatter front_matter_of(std::string_view text, std::string_view file) {
  FrontMatter matter;
  if (text.starts_with("---")) {
    if (const auto yaml = fenced(text, "---"); yaml && looks_like_yaml(yaml->content)) {
      matter.length = yaml->length;
      read_yaml(matter, yaml->content, file);
    }
  } else if (text.starts_with("+++")) {
    if (const auto toml = fenced(text, "+++")) {
      matter.length = toml->length;
      read_toml(matter, toml->content, file);
    }
  }
  return matter;
}

}  // namespace entente::read
