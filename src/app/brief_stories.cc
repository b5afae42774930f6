// The stories in the brief: who took it from whom, copies side by side, what they tell differently. Bounded whatever
// the dossier holds: so many stories, copies and rows, each text cut.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/answers_stories.h"
#include "app/story_parts.h"
#include "show/picture.h"
#include "show/story_svg.h"
#include "show/table.h"

namespace entente::app {
namespace {

using store::DocumentId;
using store::StoredDocument;
using store::StoredStory;

constexpr std::size_t most_copies = 4;      // of a story, side by side
constexpr std::size_t most_rows = 8;        // of what two copies tell differently
constexpr std::size_t most_nodes = 24;      // of a picture
constexpr std::size_t longest_text = 3000;  // bytes; longer texts are shown by their differences alone
constexpr std::size_t longest_words = 400;  // bytes of a quoted stretch

// Cut at a word, before `most` bytes.
std::string cut(const std::string& words, std::size_t most) {
  if (words.size() <= most) return words;
  std::size_t end = words.rfind(' ', most);
  if (end == std::string::npos || end < most / 2) {
    end = most;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
  }
  return words.substr(0, end) + " …";
}

std::string label_of(const StoredDocument& stored) {
  const std::string& outlet = stored.document.outlet;
  return cut(outlet.empty() ? show::short_name(stored.name) : outlet, 80) + ", " + date_of(stored);
}

// "HPA, also in Radio Marenne, The Vask Courier".
std::string witness_of(const std::vector<DocumentId>& group, const Documents& documents) {
  std::vector<DocumentId> order = group;
  std::stable_sort(order.begin(), order.end(),
                   [&](DocumentId a, DocumentId b) { return date_of(documents.at(a)) < date_of(documents.at(b)); });
  WitnessCount count;
  for (const DocumentId id : order) {
    const StoredDocument& stored = documents.at(id);
    count.add({}, cut(stored.document.outlet, 80), show::short_name(stored.name));
  }
  const std::vector<std::string> names = count.witnesses().front();
  std::string words = names.front();
  constexpr std::size_t most_names = 6;
  for (std::size_t i = 1; i < std::min(most_names, names.size()); ++i)
    words += (i == 1 ? ", also in " : ", ") + names[i];
  if (names.size() > most_names) words += fmt::format(" and {} more", names.size() - most_names);
  return words;
}

std::string witnesses_of(const StoredStory& story, const Documents& documents) {
  constexpr std::size_t most = 8;
  std::string words;
  for (std::size_t w = 0; w < std::min(most, story.witnesses.size()); ++w)
    words += (w > 0 ? "; " : "") + witness_of(story.witnesses[w], documents);
  if (story.witnesses.size() > most) words += fmt::format("; and {} more", story.witnesses.size() - most);
  return words;
}

// What two documents tell differently, `of` on the left.
std::vector<show::DiscrepancyRow> rows_between(const StoredStory::StoredCopy& copy, const Documents& documents,
                                               const std::vector<store::StoredDiscrepancy>& discrepancies,
                                               const std::vector<ToldRow>& told) {
  std::vector<show::DiscrepancyRow> rows;
  for (const auto& row : discrepancies) {
    const bool straight = row.document_a == copy.of && row.document_b == copy.is;
    if (!straight && !(row.document_a == copy.is && row.document_b == copy.of)) continue;
    if (rows.size() == most_rows) break;
    const auto& of = straight ? row.a : row.b;
    const auto& is = straight ? row.b : row.a;
    const auto statement = of ? statement_at(told, copy.of, of) : statement_at(told, copy.is, is);
    std::string bears_on;
    for (const ToldRow& each : told) {
      if (statement && each.id == *statement)
        bears_on = (each.statement.speaker.empty() ? each.source : each.statement.speaker) + ": " + each.content;
    }
    rows.push_back({std::string(to_string(row.kind)), cut(words_at(documents, copy.of, of), longest_words),
                    cut(words_at(documents, copy.is, is), longest_words), cut(bears_on, longest_words)});
  }
  return rows;
}

}  // namespace

Result<show::BriefSection> stories_section(const store::Dossier& dossier, std::size_t most_stories) {
  const auto documents = documents_of(dossier, true);
  if (!documents) return documents.diagnostics();
  auto stories = dossier.stories();
  if (!stories) return stories.diagnostics();
  const auto discrepancies = dossier.discrepancies();
  if (!discrepancies) return discrepancies.diagnostics();
  const auto corrections = dossier.corrections();
  if (!corrections) return corrections.diagnostics();
  const auto told = select_statements(dossier, {});
  if (!told) return told.diagnostics();
  std::erase_if(*stories, [](const StoredStory& story) { return story.documents.size() < 2; });
  std::stable_sort(stories->begin(), stories->end(),
                   [](const StoredStory& a, const StoredStory& b) { return a.documents.size() > b.documents.size(); });
  show::BriefSection section{"stories", "Stories: one wire or several witnesses", "", {}, format::Json::array()};
  for (std::size_t s = 0; s < std::min(most_stories, stories->size()); ++s) {
    const StoredStory& story = (*stories)[s];
    const std::string count = fmt::format("{} documents, {} independent witness{}", story.documents.size(),
                                          story.witnesses.size(), story.witnesses.size() == 1 ? "" : "es");
    section.json.push_back(story_json(story, *documents, *corrections));
    section.lines.push_back(fmt::format("{}: {}", story.title, count));
    section.lines.push_back("  " + witnesses_of(story, *documents));
    section.html +=
        fmt::format("<details class=\"story\"{}><summary>{} <small>{}</small></summary><p class=\"facts\">{}",
                    s == 0 ? " open" : "", show::escaped(cut(story.title, 200)), count,
                    show::escaped(witnesses_of(story, *documents)));
    for (const std::string& decided : decisions_on(story, *documents, *corrections))
      section.html += " · decided: " + show::escaped(cut(decided, longest_words));
    section.html += "</p>";
    std::vector<show::StoryNode> nodes = nodes_of(story, *documents);
    if (nodes.size() > most_nodes) nodes.resize(most_nodes);  // a parent stands before its children
    section.html +=
        show::picture(show::story_svg(story.title, nodes), "Who took it from whom: " + cut(story.title, 200));
    for (std::size_t c = 0; c < std::min(most_copies, story.copies.size()); ++c) {
      const auto& copy = story.copies[c];
      const StoredDocument& of = documents->at(copy.of);
      const StoredDocument& is = documents->at(copy.is);
      const bool whole = of.document.text.size() <= longest_text && is.document.text.size() <= longest_text;
      const std::vector<show::DiscrepancyRow> rows = rows_between(copy, *documents, *discrepancies, *told);
      section.html += fmt::format("<h3>{} beside {}: {}</h3>", show::escaped(label_of(is)), show::escaped(label_of(of)),
                                  to_string(copy.kind));
      if (!whole && rows.empty()) section.html += "<p class=\"soft\">Nothing that they tell differently was found.</p>";
      section.html += show::side_by_side_html(label_of(of), whole ? of.document.text : std::string(), label_of(is),
                                              whole ? is.document.text : std::string(), rows);
      for (const show::DiscrepancyRow& row : rows) {
        section.lines.push_back(fmt::format("  {}: {} / {}", row.kind, row.a.empty() ? "(not told)" : row.a,
                                            row.b.empty() ? "(not told)" : row.b));
      }
    }
    if (story.copies.size() > most_copies || story.documents.size() > most_nodes) {
      section.html += fmt::format(
          "<p class=\"soft\">{} copies in all: <code>entente stories --story {}</code> and <code>entente discrepancies "
          "--story {}</code> list them.</p>",
          story.copies.size(), story.id, story.id);
    }
    section.html += "</details>\n";
  }
  if (section.lines.empty()) section.lines.push_back("No story is told by more than one document.");
  if (section.html.empty()) section.html = "<p>No story is told by more than one document.</p>\n";
  return section;
}

}  // namespace entente::app
