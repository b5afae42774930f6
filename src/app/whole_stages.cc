#include "app/whole_stages.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

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

// The sentence around a span, all in code points.
Span sentence_around(Span what, const std::vector<Span>& sentences) {
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), what.start,
                                      [](std::uint32_t start, const Span& sentence) { return start < sentence.start; });
  return after == sentences.begin() ? what : Span{std::prev(after)->start, std::max(std::prev(after)->end, what.end)};
}

Status issues_stage(Dossier& dossier, const CaseFacts& facts) {
  const auto positions = dossier.positions();
  if (!positions) return positions.diagnostics();
  std::vector<frame::IssuePhrase> phrases(positions->size());
  for (std::size_t from = 0; from < positions->size();) {  // a document's positions stand together
    const DocumentId id = (*positions)[from].document;
    const auto stored = dossier.document(id);
    if (!stored) return stored.diagnostics();
    const auto rows = dossier.rows_of(id);
    if (!rows) return rows.diagnostics();
    const std::string& text = stored->document.text;
    const text::CodePointIndex index(text);
    for (; from < positions->size() && (*positions)[from].document == id; ++from) {
      const auto& stored_position = (*positions)[from];
      const Span sentence = sentence_around(stored_position.position.what, rows->sentences);
      phrases[from] = {stored_position.phrase, std::string(index.to_bytes(sentence).in(text))};
    }
  }
  const frame::IssueGroups groups = frame::group_issues(phrases, facts);
  std::vector<std::pair<std::int64_t, std::uint32_t>> issue_of;
  for (std::size_t i = 0; i < positions->size(); ++i) issue_of.emplace_back((*positions)[i].id, groups.issue_of[i]);
  return dossier.replace_issues(groups.names, issue_of);
}

}  // namespace

Status run_whole_stages(Dossier& dossier, const CaseFacts& facts) {
  if (const Status status = when_changed(dossier, "stories", stories_version, [&] { return stories_stage(dossier); }); !status) {
    return status;
  }
  if (const Status status = when_changed(dossier, "issues", frame::version, [&] { return issues_stage(dossier, facts); });
      !status) {
    return status;
  }
  return when_changed(dossier, "discrepancies", discrepancies_version, [&] { return discrepancies_stage(dossier); });
}

}  // namespace entente::app
