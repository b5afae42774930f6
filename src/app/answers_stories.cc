#include "app/answers_stories.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/story_parts.h"
#include "format/json.h"
#include "show/story_svg.h"
#include "show/table.h"

namespace entente::app {
namespace {

using format::Json;
using show::OutputFormat;
using store::DocumentId;
using store::StoredDocument;
using store::StoredStory;

std::string lower(std::string words) {
  for (char& c : words) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return words;
}

bool names(const std::string& wanted, const std::string& name) {
  return wanted.empty() || lower(name).find(lower(wanted)) != std::string::npos;
}

bool is_story(const std::string& wanted, const StoredStory& story) {
  return wanted.empty() || std::to_string(story.id) == wanted || names(wanted, story.title);
}

void print_table(const show::Table& table, OutputFormat format, show::Console& console, std::string_view nothing) {
  if (format == OutputFormat::csv)
    show::print_csv(table, console.out);
  else if (table.rows.empty())
    console.out << nothing << '\n';
  else
    show::print_terminal(table, console);
}

}  // namespace

Status print_stories(const store::Dossier& dossier, const StorySelection& selection, OutputFormat format,
                     show::Console& console) {
  const auto documents = documents_of(dossier, false);
  if (!documents) return documents.diagnostics();
  const auto stories = dossier.stories();
  if (!stories) return stories.diagnostics();
  const auto corrections = dossier.corrections();
  if (!corrections) return corrections.diagnostics();
  Json list = Json::array();
  show::Table table{{{"story", true, 0},
                     {"title", false, 3},
                     {"document", false, 3, true},
                     {"outlet", false, 2},
                     {"date", false, 0},
                     {"witness", true, 0},
                     {"taken from", false, 3, true},
                     {"as", false, 1},
                     {"names as source", false, 2}},
                    {}};
  for (const StoredStory& story : *stories) {
    if (!is_story(selection.story, story)) continue;
    if (story.documents.size() < 2 && !selection.alone && selection.story.empty() && selection.document.empty())
      continue;
    const bool has_document = std::any_of(story.documents.begin(), story.documents.end(), [&](DocumentId id) {
      return names(selection.document, documents->at(id).name);
    });
    if (!has_document) continue;
    if (format == OutputFormat::json) {
      list.push_back(story_json(story, *documents, *corrections));
      continue;
    }
    bool first = true;
    const std::vector<show::StoryNode> nodes = nodes_of(story, *documents);
    for (const show::StoryNode& node : nodes) {
      std::string sources;
      for (const std::string& source : node.sources) sources += (sources.empty() ? "" : ", ") + source;
      const bool each = format == OutputFormat::csv || first;
      table.rows.push_back({each ? std::to_string(story.id) : "", each ? story.title : "", node.name, node.outlet,
                            node.date, std::to_string(node.witness + 1),
                            node.parent < 0 ? "" : nodes[static_cast<std::size_t>(node.parent)].name, node.kind,
                            sources});
      first = false;
    }
  }
  if (format == OutputFormat::json)
    console.out << format::dump_json(list) << '\n';
  else
    print_table(table, format, console, "No story is told by more than one document.");
  return ok_status();
}

Status print_discrepancies(const store::Dossier& dossier, const Selection& selection, OutputFormat format,
                           show::Console& console) {
  const auto documents = documents_of(dossier, true);
  if (!documents) return documents.diagnostics();
  const auto stories = dossier.stories();
  if (!stories) return stories.diagnostics();
  const auto discrepancies = dossier.discrepancies();
  if (!discrepancies) return discrepancies.diagnostics();
  const auto told = select_statements(dossier, {});
  if (!told) return told.diagnostics();
  std::map<DocumentId, const StoredStory*> story_of;
  for (const StoredStory& story : *stories) {
    for (const DocumentId id : story.documents) story_of[id] = &story;
  }
  Json list = Json::array();
  show::Table table{{{"story", true, 0},
                     {"kind", false, 0},
                     {"document", false, 2, true},
                     {"tells", false, 4},
                     {"other document", false, 2, true},
                     {"tells", false, 4},
                     {"statement", true, 0}},
                    {}};
  for (const auto& row : *discrepancies) {
    const auto story = story_of.find(row.document_a);
    if (story == story_of.end() || !is_story(selection.story, *story->second)) continue;
    const StoredDocument& a = documents->at(row.document_a);
    const StoredDocument& b = documents->at(row.document_b);
    if (!names(selection.document, a.name) && !names(selection.document, b.name)) continue;
    auto within = [&](const Date& date) {
      if (selection.since.known() && (!date.known() || last_day(date) < first_day(selection.since))) return false;
      return !selection.until.known() || (date.known() && first_day(date) <= last_day(selection.until));
    };
    if (!within(a.document.published) && !within(b.document.published)) continue;
    const auto statement_a = statement_at(*told, row.document_a, row.a);
    const auto statement_b = statement_at(*told, row.document_b, row.b);
    if (!selection.speaker.empty() || !selection.party.empty()) {
      const bool wanted = std::any_of(told->begin(), told->end(), [&](const ToldRow& each) {
        return (each.id == statement_a.value_or(-1) || each.id == statement_b.value_or(-1)) &&
               names(selection.speaker, each.statement.speaker) && names(selection.party, each.statement.party);
      });
      if (!wanted) continue;
    }
    if (format == OutputFormat::json) {
      list.push_back(
          {{"documents", {a.name, b.name}},
           {"kind", to_string(row.kind)},
           {"a", side_json(*documents, row.document_a, row.a)},
           {"b", side_json(*documents, row.document_b, row.b)},
           {"story", story->second->id},
           {"statements",
            {statement_a ? Json(*statement_a) : Json(nullptr), statement_b ? Json(*statement_b) : Json(nullptr)}}});
      continue;
    }
    auto tells = [&](DocumentId id, const std::optional<Span>& span) {
      return span ? words_at(*documents, id, span) : std::string("(not told)");
    };
    const auto shown = statement_a ? statement_a : statement_b;
    table.rows.push_back({std::to_string(story->second->id), std::string(to_string(row.kind)), a.name,
                          tells(row.document_a, row.a), b.name, tells(row.document_b, row.b),
                          shown ? std::to_string(*shown) : ""});
  }
  if (format == OutputFormat::json)
    console.out << format::dump_json(list) << '\n';
  else
    print_table(table, format, console, "No discrepancies.");
  return ok_status();
}

Result<std::string> story_picture(const store::Dossier& dossier, std::int64_t number) {
  const auto documents = documents_of(dossier, false);
  if (!documents) return documents.diagnostics();
  const auto stories = dossier.stories();
  if (!stories) return stories.diagnostics();
  for (const StoredStory& story : *stories) {
    if (story.id == number) return show::story_svg(story.title, nodes_of(story, *documents));
  }
  return error("story-missing", "there is no story of this number; `entente stories` lists them");
}

}  // namespace entente::app
