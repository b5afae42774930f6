#include "app/selection.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "app/corrections.h"
#include "app/sentence_around.h"
#include "text/code_points.h"

namespace entente::app {
namespace {

using store::DocumentId;

std::string folded(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool names(std::string_view wanted, std::string_view name) {
  return wanted.empty() || folded(name).find(folded(wanted)) != std::string::npos;
}

bool within(const Date& date, const Selection& selection) {
  if (selection.since.known() && (!date.known() || last_day(date) < first_day(selection.since))) return false;
  if (selection.until.known() && (!date.known() || first_day(date) > last_day(selection.until))) return false;
  return true;
}

using Documents = std::map<DocumentId, store::StoredDocument>;

Result<Documents> all_documents(const store::Dossier& dossier) {
  auto list = dossier.documents(true);
  if (!list) return list.diagnostics();
  Documents documents;
  for (store::StoredDocument& stored : *list) documents.emplace(stored.id, std::move(stored));
  return documents;
}

// The documents asked for, by id.
Result<std::set<DocumentId>> wanted_documents(const store::Dossier& dossier, const Documents& documents,
                                              const Selection& selection) {
  std::set<DocumentId> of_story;
  if (!selection.story.empty()) {
    const auto stories = dossier.stories();
    if (!stories) return stories.diagnostics();
    for (const auto& story : *stories) {
      if (std::to_string(story.id) == selection.story || names(selection.story, story.title)) {
        of_story.insert(story.documents.begin(), story.documents.end());
      }
    }
  }
  std::set<DocumentId> wanted;
  for (const auto& [id, stored] : documents) {
    if (!names(selection.document, stored.name) || !within(stored.document.published, selection)) continue;
    if (selection.story.empty() || of_story.contains(id)) wanted.insert(id);
  }
  return wanted;
}

std::string words_of(const std::vector<Span>& spans, const std::string& text, const text::CodePointIndex& index) {
  std::string out;
  for (const Span span : spans) {
    if (!out.empty()) out += " … ";
    out += index.to_bytes(span).in(text);
  }
  return out;
}

// Rows of one document stand together; its index and sentences are made once.
struct OpenDocument {
  DocumentId id = 0;
  const store::StoredDocument* stored = nullptr;
  std::optional<text::CodePointIndex> index;
  std::vector<Span> sentences;
};

Quote quote(Span span, const OpenDocument& open) {
  return {span, std::string(open.index->to_bytes(span).in(open.stored->document.text))};
}

// The dates in words of the whole dossier, by document.
class Dates {
 public:
  static Result<Dates> of(const store::Dossier& dossier) {
    const auto all = dossier.dates();
    if (!all) return all.diagnostics();
    Dates dates;
    for (const store::StoredDate& date : *all) dates.by_document_[date.document].push_back(date.mention);
    return dates;
  }

  std::vector<DateMention> within(DocumentId document, const std::vector<Span>& spans) const {
    std::vector<DateMention> found;
    const auto at = by_document_.find(document);
    if (at == by_document_.end()) return found;
    for (const Span span : spans) {
      auto date =
          std::lower_bound(at->second.begin(), at->second.end(), span.start,
                           [](const DateMention& mention, std::uint32_t start) { return mention.span.start < start; });
      for (; date != at->second.end() && date->span.end <= span.end; ++date) found.push_back(*date);
    }
    return found;
  }

 private:
  std::map<DocumentId, std::vector<DateMention>> by_document_;
};

// Every statement of the dossier: on how many witnesses one rests shows only beside all others.
Result<std::vector<ToldRow>> all_statements(const store::Dossier& dossier, const Documents& documents) {
  auto statements = corrected_statements(dossier);
  if (!statements) return statements.diagnostics();
  const auto dates = Dates::of(dossier);
  if (!dates) return dates.diagnostics();
  std::vector<ToldRow> rows;
  rows.reserve(statements->rows.size());
  OpenDocument open;
  for (store::StoredStatement& stored : statements->rows) {
    const auto at = documents.find(stored.document);
    if (at == documents.end()) continue;
    const std::string& text = at->second.document.text;
    if (open.id != stored.document) open = {stored.document, &at->second, text::CodePointIndex(text), {}};
    ToldRow row;
    row.id = stored.id;
    row.document_id = stored.document;
    row.document = at->second.name;
    row.outlet = at->second.document.outlet;
    row.published = at->second.document.published;
    row.statement = std::move(stored.statement);
    row.parent_id = stored.parent_id;
    if (const auto decided = statements->decided.find(row.id); decided != statements->decided.end())
      row.decided_by = decided->second;
    row.content = words_of(row.statement.content, text, *open.index);
    row.cue = words_of(row.statement.cue, text, *open.index);
    row.source = words_of(row.statement.source, text, *open.index);
    row.dates = dates->within(row.document_id, row.statement.content);
    rows.push_back(std::move(row));
  }
  const auto origins = Origins::of(dossier);
  if (!origins) return origins.diagnostics();
  find_utterances(*origins, rows);
  return rows;
}

Result<std::vector<StandRow>> positions_of(const store::Dossier& dossier, const Documents& documents,
                                           const std::set<DocumentId>& wanted, const std::vector<ToldRow>& told,
                                           const Selection& selection) {
  auto positions = corrected_positions(dossier);
  if (!positions) return positions.diagnostics();
  const auto dates = Dates::of(dossier);
  if (!dates) return dates.diagnostics();
  std::map<std::int64_t, const ToldRow*> statement;
  for (const ToldRow& row : told) statement.emplace(row.id, &row);
  std::vector<StandRow> rows;
  OpenDocument open;
  for (store::StoredPosition& stored : positions->rows) {
    if (!wanted.contains(stored.document)) continue;
    const store::StoredDocument& document = documents.at(stored.document);
    const auto said = stored.statement_id ? statement.find(*stored.statement_id) : statement.end();
    if (!names(selection.party, stored.position.party) && !names(selection.party, stored.position.behalf)) continue;
    if (!names(selection.issue, stored.position.issue)) continue;
    if (!selection.speaker.empty() &&
        (said == statement.end() || !names(selection.speaker, said->second->statement.speaker))) {
      continue;
    }
    if (open.id != stored.document) {
      const auto sentences = dossier.sentences_of(stored.document);
      if (!sentences) return sentences.diagnostics();
      open = {stored.document, &document, text::CodePointIndex(document.document.text), *sentences};
    }
    StandRow row;
    row.id = stored.id;
    row.document_id = stored.document;
    row.document = document.name;
    row.outlet = document.document.outlet;
    row.published = document.document.published;
    row.position = std::move(stored.position);
    row.phrase = std::move(stored.phrase);
    row.statement_id = stored.statement_id;
    if (const auto decided = positions->decided.find(row.id); decided != positions->decided.end())
      row.decided_by = decided->second;
    row.what = quote(row.position.what, open);
    for (const Span condition : row.position.conditions) row.conditions.push_back(quote(condition, open));
    row.sentence = quote(sentence_around(row.position.what, open.sentences), open);
    row.dates = dates->within(row.document_id, {row.sentence.span});
    if (said != statement.end())
      row.told_by = said->second->told_by;
    else
      row.told_by.witnesses = {{row.outlet.empty() ? row.document : row.outlet}};
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const StandRow& a, const StandRow& b) {
    if (a.published.known() != b.published.known()) return a.published.known();
    return a.published.known() && to_string(a.published) < to_string(b.published);
  });
  return rows;
}

// Leaves the statements that were asked for.
void choose(std::vector<ToldRow>& rows, const std::set<DocumentId>& wanted, const Selection& selection) {
  std::erase_if(rows, [&](const ToldRow& row) {
    return !wanted.contains(row.document_id) || !names(selection.party, row.statement.party) ||
           !names(selection.speaker, row.statement.speaker);
  });
}

}  // namespace

Result<Rows> select_rows(const store::Dossier& dossier, const Selection& selection) {
  const auto documents = all_documents(dossier);
  if (!documents) return documents.diagnostics();
  const auto wanted = wanted_documents(dossier, *documents, selection);
  if (!wanted) return wanted.diagnostics();
  auto told = all_statements(dossier, *documents);
  if (!told) return told.diagnostics();
  auto stands = positions_of(dossier, *documents, *wanted, *told, selection);
  if (!stands) return stands.diagnostics();
  choose(*told, *wanted, selection);
  return Rows{std::move(told).value(), std::move(stands).value()};
}

Result<std::vector<ToldRow>> select_statements(const store::Dossier& dossier, const Selection& selection) {
  const auto documents = all_documents(dossier);
  if (!documents) return documents.diagnostics();
  const auto wanted = wanted_documents(dossier, *documents, selection);
  if (!wanted) return wanted.diagnostics();
  auto told = all_statements(dossier, *documents);
  if (told) choose(*told, *wanted, selection);
  return told;
}

Result<std::vector<StandRow>> select_positions(const store::Dossier& dossier, const Selection& selection) {
  auto rows = select_rows(dossier, selection);
  if (!rows) return rows.diagnostics();
  return std::move(rows->stands);
}

}  // namespace entente::app
