#include "app/told_by.h"

#include <algorithm>

#include "app/selection.h"
#include "frame/frame.h"

namespace entente::app {

Result<Origins> Origins::of(const store::Dossier& dossier) {
  const auto stories = dossier.stories();
  if (!stories) return stories.diagnostics();
  Origins origins;
  for (const auto& story : *stories) {
    for (std::size_t w = 0; w < story.witnesses.size(); ++w) {
      for (const store::DocumentId document : story.witnesses[w]) origins.origins_[document] = {story.id, w};
    }
  }
  return origins;
}

Origin Origins::origin(store::DocumentId document) const {
  const auto at = origins_.find(document);
  return at == origins_.end() ? Origin{-document, 0} : at->second;
}

void WitnessCount::add(Origin origin, const std::string& outlet, const std::string& document) {
  std::vector<std::string>& outlets = outlets_[origin];
  const std::string& name = outlet.empty() ? document : outlet;
  if (std::find(outlets.begin(), outlets.end(), name) == outlets.end()) outlets.push_back(name);
}

std::vector<std::vector<std::string>> WitnessCount::witnesses() const {
  std::vector<std::vector<std::string>> list;
  std::map<std::string, std::size_t> place;  // by the outlet that told first
  for (const auto& [origin, outlets] : outlets_) {
    const auto [at, fresh] = place.try_emplace(outlets.front(), list.size());
    if (fresh) {
      list.push_back(outlets);
      continue;
    }
    std::vector<std::string>& known = list[at->second];
    for (const std::string& outlet : outlets) {
      if (std::find(known.begin(), known.end(), outlet) == known.end()) known.push_back(outlet);
    }
  }
  return list;
}

void find_utterances(const Origins& origins, std::vector<ToldRow>& rows) {
  std::map<std::int64_t, std::uint32_t> story_number;  // dense, for the grouping
  std::vector<frame::UtteranceTelling> tellings;
  tellings.reserve(rows.size());
  for (const ToldRow& row : rows) {
    const auto story =
        story_number.try_emplace(origins.origin(row.document_id).first, static_cast<std::uint32_t>(story_number.size()))
            .first->second;
    tellings.push_back({static_cast<std::uint32_t>(row.document_id), story, row.statement.speaker, row.content});
  }
  const std::vector<std::uint32_t> utterance = frame::group_utterances(tellings);
  std::map<std::uint32_t, std::vector<std::uint32_t>> rows_of;
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows_of[utterance[i]].push_back(i);
  for (auto& [first, members] : rows_of) {
    // The earliest telling speaks first: its outlet is the one that is named.
    auto told_at = [&](std::uint32_t i) {
      return std::pair(!rows[i].published.known(), rows[i].published.known() ? to_string(rows[i].published) : "");
    };
    if (members.size() > 1)
      std::stable_sort(members.begin(), members.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return told_at(a) < told_at(b); });
    WitnessCount count;
    for (const std::uint32_t i : members)
      count.add(origins.origin(rows[i].document_id), rows[i].outlet, rows[i].document);
    const ToldBy told_by{rows[first].id, static_cast<std::uint32_t>(members.size()), count.witnesses()};
    for (const std::uint32_t i : members) rows[i].told_by = told_by;
  }
}

}  // namespace entente::app
