#include "app/whole_stages.h"

#include <optional>
#include <string>
#include <utility>

#include "app/corrections.h"
#include "app/issue_meanings.h"
#include "app/sentence_around.h"
#include "app/story_stages.h"
#include "frame/frame.h"
#include "nn/nn.h"
#include "text/code_points.h"

namespace entente::app {
namespace {

using store::DocumentId;
using store::Dossier;

// Runs `stage` where what it looks at (`seen`) is not as it was when it ran last, or where the stage itself is another
// version.
template <typename Stage>
Status when_changed(Dossier& dossier, std::string_view name, const std::string& seen, std::string_view version,
                    Stage stage) {
  const std::string now = seen + " " + std::string(version);
  const auto noted = dossier.note("stage " + std::string(name));
  if (!noted) return noted.diagnostics();
  if (*noted == now) return ok_status();
  if (const Status status = stage(); !status) return status;
  return dossier.set_note("stage " + std::string(name), now);
}

// All that stories and discrepancies look at, as a checksum: documents, who read them, and what persons said of
// stories. Other corrections leave them as they are. O(documents).
Result<std::string> what_stories_see(const Dossier& dossier) {
  const auto documents = dossier.documents(false);
  if (!documents) return documents.diagnostics();
  const auto readings = dossier.readings();
  if (!readings) return readings.diagnostics();
  const auto corrections = dossier.corrections();
  if (!corrections) return corrections.diagnostics();
  std::string all;
  auto add = [&](std::string_view part) {
    all += std::to_string(part.size()) + ":";
    all += part;
  };
  for (const store::StoredDocument& stored : *documents) {
    const Document& document = stored.document;
    add(std::to_string(stored.id) + (stored.newest ? " newest" : ""));
    for (const std::string* part :
         {&stored.name, &document.origin, &document.content_hash, &document.title, &document.outlet, &document.url})
      add(*part);
    add(to_string(document.published));
  }
  for (const auto& [key, count] : *readings) {
    for (const std::string* part : {&key.reader, &key.version, &key.model, &key.options}) add(*part);
    add(std::to_string(count));
  }
  for (const store::Correction& row : *corrections) {
    if (row.subject != "story") continue;
    for (const std::string* part : {&row.document, &row.field, &row.value}) add(*part);
    add(row.undone ? "undone" : "");
  }
  return nn::sha256(all);
}

// Deleted positions shape no issue; added ones have theirs in a note, since they have no row that could name it.
Status issues_stage(Dossier& dossier, const CaseFacts& facts) {
  const auto corrected = corrected_positions(dossier);
  if (!corrected) return corrected.diagnostics();
  const auto corrections = dossier.corrections();
  if (!corrections) return corrections.diagnostics();
  std::vector<frame::IssuePhrase> phrases(corrected->rows.size());
  DocumentId open = 0;
  std::string text;
  std::optional<text::CodePointIndex> index;
  std::vector<Span> sentences;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const store::StoredPosition& row = corrected->rows[i];
    if (!index || row.document != open) {
      auto stored = dossier.document(row.document);
      if (!stored) return stored.diagnostics();
      auto of_document = dossier.sentences_of(row.document);
      if (!of_document) return of_document.diagnostics();
      open = row.document;
      text = std::move(stored->document.text);
      index.emplace(text);
      sentences = std::move(*of_document);
    }
    auto words = [&](Span span) { return std::string(index->to_bytes(span).in(text)); };
    const Span what = row.position.what;
    phrases[i] = {row.phrase.empty() ? words(what) : row.phrase, words(sentence_around(what, sentences))};
  }
  frame::IssueGroups groups = frame::IssueGrouper(facts).group(phrases);
  const auto meanings = issue_meanings(dossier, groups);
  if (!meanings) return meanings.diagnostics();
  groups = frame::join_by_meaning(std::move(groups), *meanings);
  std::vector<std::pair<std::int64_t, std::uint32_t>> issue_of;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const std::int64_t id = corrected->rows[i].id;
    if (groups.issue_of[i] == frame::IssueGroups::none) continue;
    if (id > 0) {
      issue_of.emplace_back(id, groups.issue_of[i]);
      continue;
    }
    for (const store::Correction& row : *corrections) {
      if (row.id != -id) continue;
      const Status status = dossier.set_note(issue_note(row), groups.names[groups.issue_of[i]]);
      if (!status) return status;
    }
  }
  return dossier.replace_issues(groups.names, issue_of);
}

}  // namespace

Status run_whole_stages(Dossier& dossier, const CaseFacts& facts) {
  const auto change = dossier.change();
  if (!change) return change.diagnostics();
  const std::string at = std::to_string(*change);
  const auto checked = dossier.note("stories seen at");  // the checksum is not made again where nothing changed at all
  if (!checked) return checked.diagnostics();
  std::string seen;
  if (const std::size_t space = checked->find(' '); space != std::string::npos && checked->substr(0, space) == at) {
    seen = checked->substr(space + 1);
  } else {
    const auto sum = what_stories_see(dossier);
    if (!sum) return sum.diagnostics();
    seen = *sum;
    if (const Status status = dossier.set_note("stories seen at", at + " " + seen); !status) return status;
  }
  if (const Status status =
          when_changed(dossier, "stories", seen, stories_version, [&] { return stories_stage(dossier); });
      !status) {
    return status;
  }
  if (const Status status =
          when_changed(dossier, "issues", at, frame::version, [&] { return issues_stage(dossier, facts); });
      !status) {
    return status;
  }
  return when_changed(dossier, "discrepancies", seen, discrepancies_version,
                      [&] { return discrepancies_stage(dossier); });
}

}  // namespace entente::app
