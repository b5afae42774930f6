#include <algorithm>

#include <fmt/format.h>

#include "show/svg_text.h"
#include "show/verdicts.h"

namespace entente::show {
namespace {

constexpr int left = 210, top = 62, square = 16, gap = 2, right = 172, legend = 46;

}  // namespace

std::string compliance_svg(const verify::Agreement& agreement, const verify::Compliance& compliance,
                           const verify::Standard& standard) {
  const int pitch = square + gap;
  const int width = std::max(left + static_cast<int>(compliance.days) * pitch + right, 640);
  const int height = top + static_cast<int>(compliance.rows.size()) * pitch + legend;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n"
      "<title>{2}</title>\n"
      "<defs><pattern id=\"perhaps\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\">"
      "<rect width=\"6\" height=\"6\" fill=\"#fdf3d0\"/><rect width=\"3\" height=\"6\" "
      "fill=\"#d99a1c\"/></pattern></defs>\n"
      "<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n"
      "<text x=\"12\" y=\"24\" font-size=\"15\" font-weight=\"bold\" fill=\"#222222\">{2}</text>\n",
      width, height, svg_escaped(agreement.name + ": terms by day, " + standard_words(standard)));
  for (std::size_t d = 0; d < compliance.days; ++d) {
    const std::string date =
        verify::day_words(compliance.first_day + static_cast<verify::Seconds>(d) * 86400, agreement.zone);
    if (d % 7 == 0)
      out += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"#555555\">{}</text>\n",
                         left + static_cast<int>(d) * pitch, top - 8, date.substr(5));
  }
  std::size_t last_term = static_cast<std::size_t>(-1);
  for (std::size_t r = 0; r < compliance.rows.size(); ++r) {
    const verify::ComplianceRow& row = compliance.rows[r];
    const int y = top + static_cast<int>(r) * pitch;
    if (row.term != last_term) {
      if (r > 0)
        out +=
            fmt::format("<line x1=\"12\" y1=\"{0}\" x2=\"{1}\" y2=\"{0}\" stroke=\"#dddddd\"/>\n", y - 1, width - 12);
      out += fmt::format("<text x=\"12\" y=\"{}\" fill=\"#222222\">{}</text>\n", y + 12,
                         svg_escaped(wrapped_lines(agreement.terms[row.term].name, 17, 1)[0]));
    }
    last_term = row.term;
    const std::string party = row.party.empty() ? "not known" : row.party;
    out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\" fill=\"#555555\">{}</text>\n", left - 8, y + 12,
                       svg_escaped(wrapped_lines(party, 14, 1)[0]));
    for (std::size_t d = 0; d < row.days.size(); ++d) {
      const verify::ComplianceDay& day = row.days[d];
      const char* fill = day.breaches > 0   ? "#b3261e"
                         : day.possible > 0 ? "url(#perhaps)"
                         : day.binds        ? "#8cc79b"
                                            : "#f1f1f1";
      const std::string words = day.breaches > 0
                                    ? fmt::format("{} breach{}", day.breaches, day.breaches == 1 ? "" : "es")
                                : day.possible > 0 ? "undetermined"
                                : day.binds        ? "kept"
                                                   : "does not bind";
      const int x = left + static_cast<int>(d) * pitch;
      out += fmt::format(
          "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\" fill=\"{}\"><title>{}, {}, {}: "
          "{}</title></rect>\n",
          x, y, square, square, fill, svg_escaped(agreement.terms[row.term].name), svg_escaped(party),
          verify::day_words(compliance.first_day + static_cast<verify::Seconds>(d) * 86400, agreement.zone), words);
      if (day.breaches > 1)
        out +=
            fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"10\" fill=\"#ffffff\">{}</text>\n",
                        x + square / 2, y + 12, std::min(day.breaches, 99));
    }
    out += fmt::format("<text x=\"{}\" y=\"{}\" fill=\"#555555\">{} breach{}, streak {} d</text>\n",
                       left + static_cast<int>(row.days.size()) * pitch + 8, y + 12, row.breaches,
                       row.breaches == 1 ? "" : "es", row.present_streak);
  }
  const int y = height - 26;
  int x = left;
  for (const auto& [fill, words] : {std::pair{"#8cc79b", "kept"},
                                    {"#b3261e", "breached"},
                                    {"url(#perhaps)", "undetermined"},
                                    {"#f1f1f1", "does not bind"}}) {
    out += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"14\" height=\"14\" rx=\"2\" fill=\"{}\"/><text x=\"{}\" y=\"{}\" "
        "fill=\"#555555\">{}</text>\n",
        x, y, fill, x + 19, y + 11, words);
    x += 125;
  }
  return out + "</svg>\n";
}

}  // namespace entente::show
