#include "app/whole_stages.h"

#include <optional>
#include <string>
#include <utility>

#include "app/corrections.h"
#include "app/sentence_around.h"
#include "app/story_stages.h"
#include "frame/frame.h"
#include "text/code_points.h"

namespace entente::app {
namespace {

using store::DocumentId;
using store::Dossier;

// Runs `stage` where the dossier changed since it ran last, or where the stage itself is another version.
template <typename Stage>
Status when_changed(Dossier& dossier, std::string_view name, std::string_view version, Stage stage) {
  const auto change = dossier.change();
  if (!change) return change.diagnostics();
  const std::string now = std::to_string(*change) + " " + std::string(version);
  const auto noted = dossier.note("stage " + std::string(name));
  if (!noted) return noted.diagnostics();
  if (*noted == now) return ok_status();
  if (const Status status = stage(); !status) return status;
  return dossier.set_note("stage " + std::string(name), now);
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
  const frame::IssueGroups groups = frame::group_issues(phrases, facts);
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
  if (const Status status = when_changed(dossier, "stories", stories_version, [&] { return stories_stage(dossier); });
      !status) {
    return status;
  }
  if (const Status status =
          when_changed(dossier, "issues", frame::version, [&] { return issues_stage(dossier, facts); });
      !status) {
    return status;
  }
  return when_changed(dossier, "discrepancies", discrepancies_version, [&] { return discrepancies_stage(dossier); });
}

}  // namespace entente::app
