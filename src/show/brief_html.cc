// The brief as one page. Everything from a report passes through escaped(); the page carries no script, and its policy
// allows its own style sheet alone, by hash. A cell is a link to its evidence, so the keyboard and a screen reader
// reach it.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "show/brief.h"
#include "show/brief_style.h"
#include "show/table.h"

namespace entente::show {
namespace {

std::string_view side(int polarity) { return polarity > 0 ? "for" : polarity < 0 ? "against" : "neither"; }

std::string tag(Strength strength) {
  if (strength == Strength::red_line) return "<span class=\"tag red-line\">red line</span>";
  if (strength == Strength::firm) return "<span class=\"tag\">firm</span>";
  return "";
}

std::string plural(std::uint32_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

// "2 independent witnesses: Radio Marenne, carried by the Sund Herald; The Vask Courier".
std::string whose(const std::vector<std::vector<std::string>>& witnesses, std::size_t most) {
  std::string out =
      plural(static_cast<std::uint32_t>(witnesses.size()), "independent witness: ", "independent witnesses: ");
  for (std::size_t w = 0; w < std::min(most, witnesses.size()); ++w) {
    const std::vector<std::string>& outlets = witnesses[w];
    for (std::size_t i = 0; i < std::min(most, outlets.size()); ++i)
      out += (i > 1 ? ", " : i > 0 ? ", also in " : w > 0 ? "; " : "") + escaped(outlets[i]);
    if (outlets.size() > most) out += fmt::format(" and {} more", outlets.size() - most);
  }
  if (witnesses.size() > most) out += fmt::format("; and {} more", witnesses.size() - most);
  return out;
}

std::string marked(const std::vector<MarkedPiece>& pieces) {
  constexpr std::string_view classes[] = {"", "source", "cue", "content", "what", "condition"};
  std::string out;
  for (const MarkedPiece& piece : pieces) {
    if (piece.mark == Mark::none) {
      out += escaped(piece.words);
    } else {
      out += fmt::format("<mark class=\"{}\">{}</mark>", classes[static_cast<std::size_t>(piece.mark)],
                         escaped(piece.words));
    }
  }
  return out;
}

std::string evidence_html(const Evidence& evidence) {
  std::string out = "<blockquote><p>" + marked(evidence.sentence) + "</p><p class=\"where\">";
  out += fmt::format("<span class=\"act\">{}</span> {}", to_string(evidence.stance), tag(evidence.strength));
  if (!evidence.speaker.empty()) out += " · said by " + escaped(evidence.speaker);
  if (!evidence.behalf.empty()) out += " for " + escaped(evidence.behalf);
  if (!evidence.via.empty()) {
    out += ", told through ";
    for (std::size_t i = 0; i < evidence.via.size(); ++i) out += (i > 0 ? ", then " : "") + escaped(evidence.via[i]);
  }
  if (!evidence.hedge.empty()) out += " (“" + escaped(evidence.hedge) + "”)";
  out += " · " + (evidence.date.empty() ? "undated" : escaped(evidence.date));
  out += " · " + escaped(evidence.outlet.empty() ? short_name(evidence.document) : evidence.outlet);
  if (!evidence.title.empty()) out += ": <cite>" + escaped(evidence.title) + "</cite>";
  if (!evidence.outlet.empty()) out += " <span class=\"soft\">[" + escaped(short_name(evidence.document)) + "]</span>";
  if (evidence.tellings > 1)
    out += fmt::format(" · one of {} tellings, {}", evidence.tellings, whose(evidence.told_by, 6));
  if (!evidence.decided_by.empty())
    out += " · decided: " + escaped(evidence.decided_by);
  else if (evidence.confidence < 0.995)
    out += fmt::format(" · confidence {:.2f}", evidence.confidence);
  return out + "</p></blockquote>\n";
}

// The page while it grows: what would lead past the limit is left out, so that the bound holds whatever a dossier
// holds.
class Page {
 public:
  // Adds a part if it fits below `most`; else the words in its place, and counts it.
  void add(const std::string& part, const std::string& instead, std::size_t most = most_page_bytes - reserve) {
    if (html_.size() + part.size() <= most) {
      html_ += part;
      return;
    }
    ++left_out_;
    note(instead);
  }
  // Short words of our own, for which there is room in any case.
  void note(const std::string& words) { html_ += words; }
  std::uint32_t left_out() const { return left_out_; }
  std::string take() { return std::move(html_); }

 private:
  static constexpr std::size_t reserve = 64 << 10;  // for notes and the foot of the page
  std::string html_;
  std::uint32_t left_out_ = 0;
};

std::string left_out(const std::string& what) {
  return "<p class=\"soft\">" + what + " would make this page too large: <code>--json</code> has it.</p>\n";
}

std::string cut(const std::string& words, std::size_t most) {
  if (words.size() <= most) return words;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
  return words.substr(0, end) + " …";
}

std::string cell_id(const BriefCell& cell) { return fmt::format("c{}-{}", cell.party, cell.issue); }

std::string matrix_html(const Brief& brief) {
  std::string out =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Parties and issues\"><table class=\"matrix\">"
      "<caption>Each cell is the party’s latest dated position; it opens the words it rests on.</caption>"
      "<thead><tr><th scope=\"col\">Party</th>";
  for (const std::string& issue : brief.issues) out += "<th scope=\"col\">" + escaped(issue) + "</th>";
  out += "</tr></thead><tbody>\n";
  std::size_t next = 0;
  for (std::uint32_t p = 0; p < brief.parties.size(); ++p) {
    out += "<tr><th scope=\"row\">" + escaped(brief.parties[p]) + "</th>";
    for (std::uint32_t i = 0; i < brief.issues.size(); ++i) {
      const bool here = next < brief.cells.size() && brief.cells[next].party == p && brief.cells[next].issue == i;
      if (!here) {
        out += "<td class=\"none\"><span aria-label=\"no position found\">–</span></td>";
        continue;
      }
      const BriefCell& cell = brief.cells[next++];
      out += fmt::format("<td class=\"{}\" data-issue=\"{}\"><a href=\"#{}\"><span class=\"act\">{} {}</span> {}",
                         side(cell.polarity), escaped(brief.issues[i]), cell_id(cell),
                         cell.polarity > 0   ? "+"
                         : cell.polarity < 0 ? "−"
                                             : "·",
                         to_string(cell.stance), tag(cell.strength));
      if (cell.conditional) out += "<span class=\"tag\">conditional</span>";
      if (cell.contradicted) out += "<span class=\"tag\">told both ways</span>";
      if (cell.before) {
        out += fmt::format("<span class=\"small\">was: {}, {}</span>", to_string(cell.before->stance),
                           escaped(cell.before->date));
      }
      out += fmt::format("<span class=\"small\">{} · {}", cell.date.empty() ? "undated" : escaped(cell.date),
                         plural(cell.documents, "report", "reports"));
      out += fmt::format("</span><span class=\"small\">{}</span>", escaped(witness_words(cell.told_by, 2)));
      if (!cell.decided_by.empty()) out += "<span class=\"small\">decided: " + escaped(cell.decided_by) + "</span>";
      out += "</a></td>";
    }
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

void add_evidence(const Brief& brief, Page& page) {
  page.add(
      "<section aria-labelledby=\"words\"><h2 id=\"words\">In whose words</h2>\n"
      "<p class=\"legend\">Marked: <mark class=\"source\">source</mark>, <mark class=\"cue\">cue</mark>, "
      "<mark class=\"content\">content</mark>, within it <mark class=\"what\">the thing</mark> and "
      "<mark class=\"condition\">conditions</mark>.</p>\n",
      "");
  for (const BriefCell& cell : brief.cells) {
    std::string out =
        fmt::format("<article id=\"{}\" tabindex=\"-1\"><h3>{} on {}: {}</h3><p class=\"facts\">{} in {}",
                    cell_id(cell), escaped(brief.parties[cell.party]), escaped(brief.issues[cell.issue]),
                    escaped(stance_words(cell.stance, cell.strength, cell.conditional)),
                    plural(cell.positions, "position", "positions"), plural(cell.documents, "report", "reports"));
    out += fmt::format("; this side in {}, {}", plural(cell.utterances, "utterance", "utterances"),
                       whose(cell.told_by, 12));
    out += ". <a class=\"back\" href=\"#matrix\">Back to the table</a></p>\n";
    if (cell.before)
      out += "<p class=\"soft\">Before:</p>" + evidence_html(*cell.before) + "<p class=\"soft\">Since:</p>";
    for (const Evidence& evidence : cell.evidence) out += evidence_html(evidence);
    if (cell.positions > cell.evidence.size()) {
      out += fmt::format(
          "<p class=\"soft\">The best {} of {}; <code>entente positions --party … --issue …</code> lists all.</p>",
          cell.evidence.size(), cell.positions);
    }
    page.add(out + "</article>\n", "");
  }
  page.add("</section>\n", "");
  if (page.left_out() > 0) {
    page.note(
        fmt::format("<p class=\"soft\">{} parts are left out, so that the page stays small; <code>entente "
                    "positions</code> lists all.</p>\n",
                    page.left_out()));
  }
}

std::string movements_section(const Brief& brief) {
  std::string out = "<section aria-labelledby=\"moved\"><h2 id=\"moved\">What moved" +
                    (brief.since.empty() ? std::string() : " since " + escaped(brief.since)) + "</h2>\n";
  if (brief.movements.empty()) out += "<p>Nothing that dated reports show.</p>";
  for (const BriefMovement& movement : brief.movements) {
    out += fmt::format("<h3>{} on {}: {}</h3><div class=\"two\">", escaped(movement.party), escaped(movement.issue),
                       escaped(movement.kind)) +
           evidence_html(movement.from) + evidence_html(movement.to) + "</div>\n";
  }
  if (brief.movements_in_all > brief.movements.size()) {
    out += fmt::format("<p class=\"soft\">And {} more.</p>", brief.movements_in_all - brief.movements.size());
  }
  if (!brief.undated.empty()) {
    out += "<h3>In undated reports, so not ordered</h3>";
    for (const auto& [what, evidence] : brief.undated) out += "<p>" + escaped(what) + "</p>" + evidence_html(evidence);
  }
  return out + "</section>\n";
}

std::string relations_section(const Brief& brief) {
  if (brief.relations.empty()) return "";
  std::string out =
      "<section aria-labelledby=\"whom\"><h2 id=\"whom\">Who says what about whom</h2><div class=\"scroll\" "
      "tabindex=\"0\" "
      "role=\"region\" aria-label=\"Who says what about whom\"><table><thead><tr><th scope=\"col\">Who</th><th "
      "scope=\"col\">Whom</th>"
      "<th scope=\"col\">agrees</th><th scope=\"col\">supports</th><th scope=\"col\">opposes</th><th "
      "scope=\"col\">speaks for</th>"
      "<th scope=\"col\">names</th><th scope=\"col\">for instance</th></tr></thead><tbody>\n";
  auto count = [](std::uint32_t n) {
    return n == 0 ? std::string("<td class=\"none\">–</td>") : fmt::format("<td>{}</td>", n);
  };
  for (const BriefRelation& relation : brief.relations) {
    out += "<tr><th scope=\"row\">" + escaped(relation.a) + "</th><td>" + escaped(relation.b) + "</td>" +
           count(relation.agreements) + count(relation.supports) + count(relation.oppositions) +
           count(relation.speaks_for) + count(relation.mentions) + "<td>" +
           (relation.example ? marked(relation.example->sentence) : "") + "</td></tr>\n";
  }
  return out + "</tbody></table></div></section>\n";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string brief_html(const Brief& brief) {
  constexpr std::size_t longest_line = 300;
  constexpr std::size_t most_before_evidence = most_page_bytes / 3 * 2;
  const std::string title = escaped(cut(brief.title, longest_line));
  Page page;
  page.note(fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; img-src "
      "data:; base-uri 'none'; "
      "form-action 'none'\"><meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><title>{}</title><style>{}</style>"
      "</head><body>\n<a class=\"skip\" href=\"#matrix\">To the table of positions</a>\n<header><h1>{}</h1>",
      brief_style_sha256, title, brief_style, title));
  std::string facts = "<p class=\"facts\">" + plural(brief.documents, "document", "documents");
  if (!brief.first_date.empty()) facts += " from " + escaped(brief.first_date) + " to " + escaped(brief.last_date);
  if (brief.undated_documents > 0) facts += fmt::format(", {} undated", brief.undated_documents);
  facts += fmt::format(" · {} · {}", plural(brief.statements, "statement", "statements"),
                       plural(brief.positions, "position", "positions"));
  for (std::size_t i = 0; i < brief.outlets.size(); ++i)
    facts += (i == 0 ? " · " : ", ") + escaped(cut(brief.outlets[i], longest_line));
  facts +=
      "</p></header>\n<nav aria-label=\"Parts of this page\"><ul><li><a href=\"#matrix\">Who stands where</a></li>"
      "<li><a href=\"#moved\">What moved</a></li>";
  if (!brief.relations.empty()) facts += "<li><a href=\"#whom\">Who says what about whom</a></li>";
  for (const BriefSection& section : brief.sections) {
    facts += "<li><a href=\"#" + escaped(section.id) + "\">" + escaped(section.title) + "</a></li>";
  }
  facts += "<li><a href=\"#words\">In whose words</a></li></ul></nav>\n";
  page.add(facts, "</header>\n");
  page.note(
      "<main>\n<section aria-labelledby=\"matrix\">"
      "<h2 id=\"matrix\">Who stands where</h2>\n");
  page.add(brief.cells.empty() ? "<p>No position was found.</p>" : matrix_html(brief), left_out("The table"),
           most_before_evidence);
  if (brief.parties_in_all > brief.parties.size() || brief.issues_in_all > brief.issues.size()) {
    page.note(fmt::format(
        "<p class=\"soft\">Shown: {} of {} parties and {} of {} issues, by weight of evidence; <code>--party</code> "
        "and "
        "<code>--issue</code> reach the rest.</p>",
        brief.parties.size(), brief.parties_in_all, brief.issues.size(), brief.issues_in_all));
  }
  page.note("</section>\n");
  page.add(movements_section(brief), left_out("What moved"), most_before_evidence);
  page.add(relations_section(brief), left_out("Who says what about whom"), most_before_evidence);
  for (const BriefSection& section : brief.sections) {
    page.add("<section aria-labelledby=\"" + escaped(section.id) + "\"><h2 id=\"" + escaped(section.id) + "\">" +
                 escaped(section.title) + "</h2>\n" + section.html + "</section>\n",
             left_out("“" + escaped(cut(section.title, longest_line)) + "”"), most_before_evidence);
  }
  add_evidence(brief, page);
  std::string foot = "</main>\n<footer><p>" + escaped(cut(brief.reader, longest_line)) +
                     " What a program read can be wrong: every cell shows the words it rests on.";
  if (brief.problems > 0) foot += fmt::format(" {} remarks on the input: <code>entente info</code>.", brief.problems);
  page.note(foot + "</p></footer>\n</body></html>\n");
  return page.take();
}

}  // namespace entente::show
