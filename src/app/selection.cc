#include "app/selection.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "app/corrections.h"
#include "frame/frame.h"
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

// The documents asked for, by id, with their texts.
Result<std::map<DocumentId, store::StoredDocument>> wanted_documents(const store::Dossier& dossier,
                                                                     const Selection& selection) {
  auto documents = dossier.documents(true);
  if (!documents) return documents.diagnostics();
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
  std::map<DocumentId, store::StoredDocument> wanted;
  for (store::StoredDocument& stored : *documents) {
    if (!names(selection.document, stored.name) || !within(stored.document.published, selection)) continue;
    if (!selection.story.empty() && of_story.count(stored.id) == 0) continue;
    wanted.emplace(stored.id, std::move(stored));
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

Span sentence_around(Span what, const std::vector<Span>& sentences) {
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), what.start,
                                      [](std::uint32_t start, const Span& sentence) { return start < sentence.start; });
  if (after == sentences.begin()) return what;
  return {std::prev(after)->start, std::max(std::prev(after)->end, what.end)};
}

// Which rows tell one utterance, and on how many independent witnesses it rests. Among the rows that were asked for.
Status count_witnesses(const store::Dossier& dossier, std::vector<ToldRow>& rows) {
  const auto stories = dossier.stories();
  if (!stories) return stories.diagnostics();
  std::map<DocumentId, std::pair<std::uint32_t, std::size_t>>
      place;  // story and witness; documents in no story stand alone
  for (std::uint32_t s = 0; s < stories->size(); ++s) {
    for (std::size_t w = 0; w < (*stories)[s].witnesses.size(); ++w) {
      for (const DocumentId document : (*stories)[s].witnesses[w]) place[document] = {s, w};
    }
  }
  auto story = static_cast<std::uint32_t>(stories->size());
  std::vector<frame::UtteranceTelling> tellings;
  for (const ToldRow& row : rows) {
    const auto [at, is_new] = place.try_emplace(row.document_id, story, 0);
    if (is_new) ++story;
    tellings.push_back(
        {static_cast<std::uint32_t>(row.document_id), at->second.first, row.statement.speaker, row.content});
  }
  const std::vector<std::uint32_t> utterance = frame::group_utterances(tellings);
  struct Telling {
    std::set<std::size_t> witnesses;
    std::set<std::string> outlets;
  };
  std::map<std::uint32_t, Telling> told;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Telling& each = told[utterance[i]];
    each.witnesses.insert(place.at(rows[i].document_id).second);
    each.outlets.insert(rows[i].outlet.empty() ? rows[i].document : rows[i].outlet);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Telling& each = told.at(utterance[i]);
    rows[i].utterance = rows[utterance[i]].id;
    rows[i].witnesses = static_cast<std::uint32_t>(each.witnesses.size());
    rows[i].told_by.assign(each.outlets.begin(), each.outlets.end());
  }
  return ok_status();
}

}  // namespace

Result<std::vector<ToldRow>> select_statements(const store::Dossier& dossier, const Selection& selection) {
  const auto documents = wanted_documents(dossier, selection);
  if (!documents) return documents.diagnostics();
  auto statements = corrected_statements(dossier);
  if (!statements) return statements.diagnostics();
  std::vector<ToldRow> rows;
  OpenDocument open;
  for (store::StoredStatement& stored : statements->rows) {
    const auto at = documents->find(stored.document);
    if (at == documents->end()) continue;
    if (!names(selection.party, stored.statement.party) || !names(selection.speaker, stored.statement.speaker))
      continue;
    if (open.id != stored.document) {
      open = {stored.document, &at->second, text::CodePointIndex(at->second.document.text), {}};
    }
    const std::string& text = at->second.document.text;
    ToldRow row{stored.id,
                stored.document,
                at->second.name,
                at->second.document.outlet,
                at->second.document.published,
                std::move(stored.statement),
                stored.parent_id,
                "",
                "",
                "",
                "",
                0,
                1,
                {}};
    if (const auto decided = statements->decided.find(row.id); decided != statements->decided.end())
      row.decided_by = decided->second;
    row.content = words_of(row.statement.content, text, *open.index);
    row.cue = words_of(row.statement.cue, text, *open.index);
    row.source = words_of(row.statement.source, text, *open.index);
    rows.push_back(std::move(row));
  }
  if (const Status status = count_witnesses(dossier, rows); !status) return status.diagnostics();
  return rows;
}

Result<std::vector<StandRow>> select_positions(const store::Dossier& dossier, const Selection& selection) {
  const auto documents = wanted_documents(dossier, selection);
  if (!documents) return documents.diagnostics();
  auto positions = corrected_positions(dossier);
  if (!positions) return positions.diagnostics();
  std::set<std::int64_t> by_speaker;
  if (!selection.speaker.empty()) {
    const auto statements = corrected_statements(dossier);
    if (!statements) return statements.diagnostics();
    for (const auto& stored : statements->rows) {
      if (names(selection.speaker, stored.statement.speaker)) by_speaker.insert(stored.id);
    }
  }
  std::vector<StandRow> rows;
  OpenDocument open;
  for (store::StoredPosition& stored : positions->rows) {
    const auto at = documents->find(stored.document);
    if (at == documents->end()) continue;
    if (!names(selection.party, stored.position.party) && !names(selection.party, stored.position.behalf)) continue;
    if (!names(selection.issue, stored.position.issue)) continue;
    if (!selection.speaker.empty() && (!stored.statement_id || by_speaker.count(*stored.statement_id) == 0)) continue;
    if (open.id != stored.document) {
      const auto sentences = dossier.sentences_of(stored.document);
      if (!sentences) return sentences.diagnostics();
      open = {stored.document, &at->second, text::CodePointIndex(at->second.document.text), *sentences};
    }
    StandRow row{stored.id,
                 stored.document,
                 at->second.name,
                 at->second.document.outlet,
                 at->second.document.published,
                 std::move(stored.position),
                 stored.phrase,
                 {},
                 {},
                 {},
                 stored.statement_id,
                 ""};
    if (const auto decided = positions->decided.find(row.id); decided != positions->decided.end())
      row.decided_by = decided->second;
    row.what = quote(row.position.what, open);
    for (const Span condition : row.position.conditions) row.conditions.push_back(quote(condition, open));
    row.sentence = quote(sentence_around(row.position.what, open.sentences), open);
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const StandRow& a, const StandRow& b) {
    if (a.published.known() != b.published.known()) return a.published.known();
    return a.published.known() && to_string(a.published) < to_string(b.published);
  });
  return rows;
}

}  // namespace entente::app
