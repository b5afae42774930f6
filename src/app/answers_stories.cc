#include "app/answers_stories.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>

#include "format/json.h"
#include "show/story_svg.h"
#include "show/table.h"
#include "text/code_points.h"

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

std::string date_of(const StoredDocument& stored) {
  return stored.document.published.known() ? to_string(stored.document.published).substr(0, 10) : "undated";
}

using Documents = std::map<DocumentId, StoredDocument>;

Result<Documents> documents_of(const store::Dossier& dossier, bool with_text) {
  auto all = dossier.documents(with_text);
  if (!all) return all.diagnostics();
  Documents documents;
  for (StoredDocument& stored : *all) documents.emplace(stored.id, std::move(stored));
  return documents;
}

void print_table(const show::Table& table, OutputFormat format, show::Console& console, std::string_view nothing) {
  if (format == OutputFormat::csv)
    show::print_csv(table, console.out);
  else if (table.rows.empty())
    console.out << nothing << '\n';
  else
    show::print_terminal(table, console);
}

Json story_json(const StoredStory& story, const Documents& documents) {
  auto name = [&](DocumentId id) { return documents.at(id).name; };
  Json row{{"story", story.id},          {"title", story.title},    {"documents", Json::array()},
           {"witnesses", Json::array()}, {"copies", Json::array()}, {"sources", Json::array()}};
  for (const DocumentId id : story.documents) row["documents"].push_back(name(id));
  for (const auto& witness : story.witnesses) {
    Json group = Json::array();
    for (const DocumentId id : witness) group.push_back(name(id));
    row["witnesses"].push_back(std::move(group));
  }
  for (const auto& copy : story.copies) {
    row["copies"].push_back({{"of", name(copy.of)},
                             {"is", name(copy.is)},
                             {"kind", to_string(copy.kind)},
                             {"similarity", std::round(copy.similarity * 1000) / 1000}});
  }
  for (const auto& source : story.sources) {
    row["sources"].push_back({{"document", name(source.document)},
                              {"names", source.name},
                              {"start", source.span.start},
                              {"end", source.span.end}});
  }
  return row;
}

// The nodes of a picture: origins first, each document behind the one that it was taken from.
std::vector<show::StoryNode> nodes_of(const StoredStory& story, const Documents& documents) {
  std::map<DocumentId, const StoredStory::StoredCopy*> copy_of;
  for (const auto& copy : story.copies) copy_of[copy.is] = &copy;
  std::vector<DocumentId> order = story.documents;
  std::stable_sort(order.begin(), order.end(),
                   [&](DocumentId a, DocumentId b) { return date_of(documents.at(a)) < date_of(documents.at(b)); });
  std::map<DocumentId, int> place;
  std::vector<show::StoryNode> nodes;
  const std::function<void(DocumentId)> add = [&](DocumentId id) {
    if (place.contains(id)) return;
    show::StoryNode node;
    const auto copy = copy_of.find(id);
    if (copy != copy_of.end() && documents.contains(copy->second->of)) {
      add(copy->second->of);
      node.parent = place.at(copy->second->of);
      node.kind = to_string(copy->second->kind);
    }
    const StoredDocument& stored = documents.at(id);
    node.name = stored.name;
    node.outlet = stored.document.outlet;
    node.date = date_of(stored);
    for (const auto& source : story.sources) {
      if (source.document == id &&
          std::find(node.sources.begin(), node.sources.end(), source.name) == node.sources.end())
        node.sources.push_back(source.name);
    }
    for (std::size_t w = 0; w < story.witnesses.size(); ++w) {
      if (std::find(story.witnesses[w].begin(), story.witnesses[w].end(), id) != story.witnesses[w].end())
        node.witness = static_cast<int>(w);
    }
    place.emplace(id, static_cast<int>(nodes.size()));
    nodes.push_back(std::move(node));
  };
  for (const DocumentId id : order) add(id);
  return nodes;
}

std::string words_at(const Documents& documents, DocumentId id, const std::optional<Span>& span) {
  if (!span) return "";
  const std::string& text = documents.at(id).document.text;
  return std::string(text::CodePointIndex(text).to_bytes(*span).in(text));
}

Json side_json(const Documents& documents, DocumentId id, const std::optional<Span>& span) {
  if (!span) return nullptr;
  return {{"document", documents.at(id).name},
          {"start", span->start},
          {"end", span->end},
          {"words", words_at(documents, id, span)}};
}

// The statement whose content covers most of a span.
std::optional<std::int64_t> statement_at(const std::vector<ToldRow>& told, DocumentId document,
                                         const std::optional<Span>& span) {
  if (!span) return std::nullopt;
  std::optional<std::int64_t> best;
  std::uint32_t most = 0;
  for (const ToldRow& row : told) {
    if (row.document_id != document) continue;
    std::uint32_t common = 0;
    for (const Span piece : row.statement.content) {
      const std::uint32_t start = std::max(piece.start, span->start);
      const std::uint32_t end = std::min(piece.end, span->end);
      if (end > start) common += end - start;
    }
    if (common > most) {
      most = common;
      best = row.id;
    }
  }
  return best;
}

}  // namespace

Status print_stories(const store::Dossier& dossier, const StorySelection& selection, OutputFormat format,
                     show::Console& console) {
  const auto documents = documents_of(dossier, false);
  if (!documents) return documents.diagnostics();
  const auto stories = dossier.stories();
  if (!stories) return stories.diagnostics();
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
      list.push_back(story_json(story, *documents));
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

Result<show::BriefSection> stories_section(const store::Dossier& dossier, std::size_t most_stories) {
  const auto documents = documents_of(dossier, true);
  if (!documents) return documents.diagnostics();
  auto stories = dossier.stories();
  if (!stories) return stories.diagnostics();
  const auto discrepancies = dossier.discrepancies();
  if (!discrepancies) return discrepancies.diagnostics();
  const auto told = select_statements(dossier, {});
  if (!told) return told.diagnostics();
  std::erase_if(*stories, [](const StoredStory& story) { return story.documents.size() < 2; });
  std::stable_sort(stories->begin(), stories->end(),
                   [](const StoredStory& a, const StoredStory& b) { return a.documents.size() > b.documents.size(); });
  constexpr std::size_t most_copies_shown = 4;
  show::BriefSection section{"stories", "Stories: one wire or several witnesses", "", {}, Json::array()};
  for (std::size_t s = 0; s < std::min(most_stories, stories->size()); ++s) {
    const StoredStory& story = (*stories)[s];
    const std::string count = fmt::format("{} documents, {} independent witness{}", story.documents.size(),
                                          story.witnesses.size(), story.witnesses.size() == 1 ? "" : "es");
    section.json.push_back(story_json(story, *documents));
    section.lines.push_back(fmt::format("{}: {}", story.title, count));
    section.html +=
        fmt::format("<details class=\"story\"><summary>{} <small>{}</small></summary>{}", show::escaped(story.title),
                    count, show::story_svg(story.title, nodes_of(story, *documents)));
    std::size_t shown = 0;
    for (const auto& copy : story.copies) {
      if (shown++ == most_copies_shown) break;
      const std::string& text_a = documents->at(copy.of).document.text;
      const std::string& text_b = documents->at(copy.is).document.text;
      const text::CodePointIndex index_a(text_a), index_b(text_b);
      show::MarkedText a{text_a, {}}, b{text_b, {}};
      std::vector<show::DiscrepancyRow> rows;
      for (const auto& row : *discrepancies) {
        const bool straight = row.document_a == copy.of && row.document_b == copy.is;
        if (!straight && !(row.document_a == copy.is && row.document_b == copy.of)) continue;
        const auto& of = straight ? row.a : row.b;
        const auto& is = straight ? row.b : row.a;
        if (of) a.marks.push_back(index_a.to_bytes(*of));
        if (is) b.marks.push_back(index_b.to_bytes(*is));
        const auto statement = of ? statement_at(*told, copy.of, of) : statement_at(*told, copy.is, is);
        std::string bears_on;
        for (const ToldRow& each : *told) {
          if (statement && each.id == *statement)
            bears_on = (each.statement.speaker.empty() ? each.source : each.statement.speaker) + ": " + each.content;
        }
        rows.push_back({std::string(to_string(row.kind)), words_at(*documents, copy.of, of),
                        words_at(*documents, copy.is, is), bears_on});
        section.lines.push_back(fmt::format("  {}: {} / {}", rows.back().kind,
                                            rows.back().a.empty() ? "(not told)" : rows.back().a,
                                            rows.back().b.empty() ? "(not told)" : rows.back().b));
      }
      section.html += show::side_by_side_html(documents->at(copy.of).name, a, documents->at(copy.is).name, b, rows);
    }
    section.html += "</details>";
  }
  if (section.lines.empty()) section.lines.push_back("No story is told by more than one document.");
  return section;
}

}  // namespace entente::app
