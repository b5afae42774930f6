#include "show/table.h"

#include <algorithm>
#include <cstdint>

namespace entente::show {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
};

Character next_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  bytes = std::min(bytes, text.size());
  std::uint32_t code = bytes == 1 ? lead : lead & (0x7Fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  return {code, bytes};
}

int width_of(std::uint32_t code) {
  if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return 0;
  if ((code >= 0x300 && code <= 0x36F) || code == 0x200B || code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F))
    return 0;
  const bool wide = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
                    (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
                    (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) || code >= 0x1F300;
  return wide ? 2 : 1;
}

// Words as lines of at most `width` columns; a word that is longer is cut.
std::vector<std::string> wrapped(std::string_view text, int width) {
  std::vector<std::string> lines;
  std::string line;
  int used = 0;
  auto flush = [&] {
    lines.push_back(line);
    line.clear();
    used = 0;
  };
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == '\n') {
      flush();
      ++at;
      continue;
    }
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    std::string_view word = text.substr(at, end - at);
    int need = display_width(word);
    if (used > 0 && used + 1 + need > width) flush();
    if (used > 0) {
      line += ' ';
      ++used;
    }
    while (need > width - used) {
      const Character c = next_character(word);
      if (used + width_of(c.code) > width) {
        flush();
        continue;
      }
      line.append(word.substr(0, c.bytes));
      used += width_of(c.code);
      need -= width_of(c.code);
      word.remove_prefix(c.bytes);
      if (word.empty()) break;
    }
    line.append(word);
    used += need;
    at = end;
  }
  if (!line.empty() || lines.empty()) flush();
  return lines;
}

// Widths that fit the console: short columns as wide as they need, the rest by their shares.
std::vector<int> widths_for(const Table& table, int console_width) {
  std::vector<int> need;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    int most = display_width(table.columns[c].name);
    for (const auto& row : table.rows) {
      std::size_t from = 0;
      while (from <= row[c].size()) {
        const std::size_t end = std::min(row[c].find('\n', from), row[c].size());
        most = std::max(most, display_width(std::string_view(row[c]).substr(from, end - from)));
        from = end + 1;
      }
    }
    need.push_back(most);
  }
  const int room = std::max(console_width - 2 * (static_cast<int>(need.size()) - 1), 10);
  std::vector<int> width = need;
  std::vector<bool> fixed(need.size(), false);
  int left = room;
  int shares = 0;
  for (const Column& column : table.columns) shares += column.share;
  // Those without a share first, as what they leave is what the others divide.
  for (std::size_t c = 0; c < need.size(); ++c) {
    if (table.columns[c].share != 0) continue;
    fixed[c] = true;
    left -= need[c];
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t c = 0; c < need.size(); ++c) {
      if (fixed[c]) continue;
      if (need[c] * shares <= left * table.columns[c].share) {
        fixed[c] = true;
        left -= need[c];
        shares -= table.columns[c].share;
        changed = true;
      }
    }
  }
  for (std::size_t c = 0; c < need.size(); ++c) {
    if (!fixed[c]) width[c] = std::max(left * table.columns[c].share / std::max(shares, 1), 6);
  }
  return width;
}

}  // namespace

std::string short_name(std::string_view document) {
  while (!document.empty() && document.back() == '/') document.remove_suffix(1);
  const std::size_t slash = document.rfind('/');
  return std::string(slash == std::string_view::npos ? document : document.substr(slash + 1));
}

int display_width(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) {
    const Character c = next_character(utf8);
    width += width_of(c.code);
    utf8.remove_prefix(c.bytes);
  }
  return width;
}

void print_terminal(const Table& given, const Console& console) {
  Table table = given;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (!table.columns[c].document) continue;
    for (auto& row : table.rows) row[c] = short_name(row[c]);
  }
  const std::vector<int> width = widths_for(table, console.width);
  auto print_row = [&](const std::vector<std::string>& cells, bool header) {
    std::vector<std::vector<std::string>> lines;
    std::size_t height = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      lines.push_back(wrapped(cells[c], width[c]));
      height = std::max(height, lines.back().size());
    }
    for (std::size_t l = 0; l < height; ++l) {
      std::string out;
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::string cell = l < lines[c].size() ? lines[c][l] : "";
        const std::string pad(static_cast<std::size_t>(std::max(width[c] - display_width(cell), 0)), ' ');
        if (c > 0) out += "  ";
        out += table.columns[c].right ? pad + cell : cell + pad;
      }
      out.erase(out.find_last_not_of(' ') + 1);
      console.out << (header ? bold(console, out) : out) << '\n';
    }
  };
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  print_row(names, true);
  for (const auto& row : table.rows) print_row(row, false);
}

void print_csv(const Table& table, std::ostream& out) {
  auto field = [&out](std::string_view value) {
    if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
      out << value;
      return;
    }
    out << '"';
    for (const char c : value) {
      if (c == '"') out << '"';
      out << c;
    }
    out << '"';
  };
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (c > 0) out << ',';
    field(table.columns[c].name);
  }
  out << "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c > 0) out << ',';
      field(row[c]);
    }
    out << "\r\n";
  }
}

}  // namespace entente::show
