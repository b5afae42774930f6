#include "show/story_svg.h"

#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "show/brief.h"
#include "show/table.h"

namespace entente::show {
namespace {

constexpr int column_width = 250;
constexpr int box_width = 200;
constexpr int box_height = 52;
constexpr int row_height = 68;
constexpr int top = 44;
constexpr int left = 16;
constexpr int longest_line = 28;  // columns of a terminal's width

std::string cut(const std::string& words, int most) {
  if (display_width(words) <= most) return words;
  std::string result;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t next = at + 1;
    while (next < words.size() && (static_cast<unsigned char>(words[next]) & 0xC0) == 0x80) ++next;
    if (display_width(result) >= most - 1) break;
    result += words.substr(at, next - at);
    at = next;
  }
  return result + "…";
}

struct Placed {
  int column = 0;
  int row = 0;
};

// Depth first, so that no two lines cross: a leaf takes the next row, a parent the row of its first child.
void place(const std::vector<StoryNode>& nodes, int node, int column, int& next_row, std::vector<Placed>& placed) {
  placed[static_cast<std::size_t>(node)] = {column, next_row};
  bool first = true;
  for (int child = 0; child < static_cast<int>(nodes.size()); ++child) {
    if (nodes[static_cast<std::size_t>(child)].parent != node) continue;
    if (!first) ++next_row;
    first = false;
    place(nodes, child, column + 1, next_row, placed);
  }
}

void box(std::string& svg, int x, int y, std::string_view kind, const std::string& first, const std::string& second) {
  svg += fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="5"/>)", kind, x, y, box_width,
                     box_height);
  svg +=
      fmt::format(R"(<text class="name" x="{}" y="{}">{}</text>)", x + 10, y + 21, escaped(cut(first, longest_line)));
  svg += fmt::format(R"(<text class="small" x="{}" y="{}">{}</text>)", x + 10, y + 39,
                     escaped(cut(second, longest_line + 3)));
}

void line(std::string& svg, int x1, int y1, int x2, int y2, const std::string& label) {
  const int middle = (x1 + x2) / 2;
  svg += fmt::format(R"(<path class="line" d="M{} {} H{} V{} H{}"/>)", x1, y1, middle - 12, y2, x2 - 7);
  svg += fmt::format(R"(<path class="head" d="M{} {} l-7 -4 v8 z"/>)", x2, y2);
  if (!label.empty())
    svg +=
        fmt::format(R"(<text class="label" x="{}" y="{}" text-anchor="end">{}</text>)", x2 - 8, y2 - 6, escaped(label));
}

bool is_word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> words;
  for (std::uint32_t i = 0; i < text.size();) {
    std::uint32_t end = i;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    if (end > i) words.push_back({i, end});
    i = std::max(end, i + 1);
  }
  return words;
}

}  // namespace

std::string story_svg(std::string_view title, const std::vector<StoryNode>& nodes) {
  std::vector<Placed> placed(nodes.size());
  // Named sources outside the dossier stand left of the origins.
  const bool has_outside = std::any_of(nodes.begin(), nodes.end(),
                                       [](const StoryNode& node) { return node.parent < 0 && !node.sources.empty(); });
  int next_row = 0;
  for (int i = 0; i < static_cast<int>(nodes.size()); ++i) {
    if (nodes[static_cast<std::size_t>(i)].parent >= 0) continue;
    place(nodes, i, has_outside ? 1 : 0, next_row, placed);
    ++next_row;
  }
  int columns = 1;
  for (const Placed& each : placed) columns = std::max(columns, each.column + 1);
  const int width = left * 2 + (columns - 1) * column_width + box_width;
  const int height = top + std::max(1, next_row) * row_height + 8;
  auto x_of = [](int column) { return left + column * column_width; };
  auto y_of = [](int row) { return top + row * row_height; };
  std::string svg = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">)",
      width, height, escaped(fmt::format("Who took it from whom: {}", title)));
  svg +=
      "<style>text{font-family:system-ui,sans-serif;fill:#1c2733}.title{font-size:15px;font-weight:600}.name{font-size:"
      "13px;"
      "font-weight:600}.small{font-size:11px;fill:#4a5866}.label{font-size:10.5px;fill:#4a5866}.origin{fill:#e5eef8;"
      "stroke:#34608f;"
      "stroke-width:1.5}.copy{fill:#fff;stroke:#8a97a5}.outside{fill:#fff;stroke:#8a97a5;stroke-dasharray:4 "
      "3}.line{fill:none;"
      "stroke:#8a97a5}.head{fill:#8a97a5}</style>";
  svg += fmt::format(R"(<rect width="{}" height="{}" fill="#fff"/><text class="title" x="{}" y="26">{}</text>)", width,
                     height, left, escaped(cut(std::string(title), width / 9)));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const StoryNode& node = nodes[i];
    const int x = x_of(placed[i].column);
    const int y = y_of(placed[i].row);
    if (node.parent >= 0) {
      const Placed& parent = placed[static_cast<std::size_t>(node.parent)];
      line(svg, x_of(parent.column) + box_width, y_of(parent.row) + box_height / 2, x, y + box_height / 2, node.kind);
    } else if (!node.sources.empty()) {
      std::string sources = node.sources.front();
      for (std::size_t s = 1; s < node.sources.size(); ++s) sources += ", " + node.sources[s];
      box(svg, x_of(0), y, "outside", sources, "named as the source");
      line(svg, x_of(0) + box_width, y + box_height / 2, x, y + box_height / 2, "");
    }
    const std::string first = node.outlet.empty() ? short_name(node.name) : node.outlet;
    std::string second = node.date;
    if (!node.outlet.empty()) second += " · " + short_name(node.name);
    box(svg, x, y, node.parent < 0 ? "origin" : "copy", first, second);
  }
  return svg + "</svg>";
}

std::string marked_html(const MarkedText& marked) {
  std::vector<Span> marks = marked.marks;
  std::sort(marks.begin(), marks.end());
  std::string html = "<p>";
  std::uint32_t at = 0;
  const auto size = static_cast<std::uint32_t>(marked.text.size());
  auto plain = [&](Span span) {
    for (const char c : escaped(span.in(marked.text))) {
      if (c == '\n')
        html += "<br>";
      else
        html += c;
    }
  };
  for (const Span mark : marks) {
    const std::uint32_t start = std::max(mark.start, at);
    const std::uint32_t end = std::min(mark.end, size);
    if (end <= start) continue;
    plain({at, start});
    html += "<mark>";
    plain({start, end});
    html += "</mark>";
    at = end;
  }
  plain({at, size});
  return html + "</p>";
}

std::string side_by_side_html(std::string_view name_a, std::string_view a, std::string_view name_b, std::string_view b,
                              const std::vector<DiscrepancyRow>& rows) {
  std::string html;
  if (!a.empty() || !b.empty()) {
    const auto [in_a, in_b] = differing_words(a, b);
    html += fmt::format(
        R"(<table class="beside"><thead><tr><th scope="col">{0}</th><th scope="col">{1}</th></tr></thead><tbody><tr>)"
        R"(<td data-issue="{0}">{2}</td><td data-issue="{1}">{3}</td></tr></tbody></table>)",
        escaped(name_a), escaped(name_b), marked_html({a, in_a}), marked_html({b, in_b}));
  }
  if (rows.empty()) return html;
  html += fmt::format(
      R"(<table class="beside"><thead><tr><th scope="col" class="kind">Differs in</th><th scope="col">{}</th><th scope="col">{}</th>)"
      R"(<th scope="col">Bears on</th></tr></thead><tbody>)",
      escaped(name_a), escaped(name_b));
  for (const DiscrepancyRow& row : rows) {
    const auto [in_a, in_b] = differing_words(row.a, row.b);
    auto cell = [](const std::string& words, const std::vector<Span>& marks) {
      return words.empty() ? std::string("<em>not told</em>") : marked_html({words, marks});
    };
    html += fmt::format(
        R"(<tr><th scope="row">{}</th><td data-issue="{}">{}</td><td data-issue="{}">{}</td><td class="soft">{}</td></tr>)",
        escaped(row.kind), escaped(name_a), cell(row.a, row.b.empty() ? std::vector<Span>{} : in_a), escaped(name_b),
        cell(row.b, row.a.empty() ? std::vector<Span>{} : in_b), escaped(row.bears_on));
  }
  return html + "</tbody></table>\n";
}

std::pair<std::vector<Span>, std::vector<Span>> differing_words(std::string_view a, std::string_view b) {
  const std::vector<Span> in_a = words_of(a);
  const std::vector<Span> in_b = words_of(b);
  const std::size_t n = std::min<std::size_t>(in_a.size(), 400);
  const std::size_t m = std::min<std::size_t>(in_b.size(), 400);
  std::vector<std::uint16_t> best((n + 1) * (m + 1), 0);
  auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& { return best[i * (m + 1) + j]; };
  auto same = [&](std::size_t i, std::size_t j) { return in_a[i].in(a) == in_b[j].in(b); };
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      at(i, j) = same(i, j) ? static_cast<std::uint16_t>(1 + at(i + 1, j + 1)) : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  std::pair<std::vector<Span>, std::vector<Span>> marks;
  auto mark = [](std::vector<Span>& into, Span word) {
    if (!into.empty() && word.start <= into.back().end + 1)
      into.back().end = word.end;
    else
      into.push_back(word);
  };
  std::size_t i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && same(i, j)) {
      ++i;
      ++j;
    } else if (j >= m || (i < n && at(i + 1, j) >= at(i, j + 1))) {
      mark(marks.first, in_a[i++]);
    } else {
      mark(marks.second, in_b[j++]);
    }
  }
  return marks;
}

}  // namespace entente::show
