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

namespace {

// "HPA" of "Halden Press Agency"; empty for a single word.
std::string initials_of(const std::string& outlet) {
  std::string initials;
  for (std::size_t i = 0; i < outlet.size(); ++i) {
    const bool starts = i == 0 || outlet[i - 1] == ' ';
    if (starts && outlet[i] >= 'A' && outlet[i] <= 'Z' && outlet.compare(i, 4, "The ") != 0) initials += outlet[i];
  }
  return initials.size() < 2 ? std::string() : initials;
}

bool same_outlet(const std::string& a, const std::string& b) {
  return a == b || initials_of(a) == b || initials_of(b) == a;
}

// Adds a name unless it is there, by the longer of two that are one.
void gather(std::vector<std::string>& outlets, const std::string& name) {
  const auto at =
      std::find_if(outlets.begin(), outlets.end(), [&](const std::string& other) { return same_outlet(other, name); });
  if (at == outlets.end())
    outlets.push_back(name);
  else if (name.size() > at->size())
    *at = name;
}

}  // namespace

void WitnessCount::add(Origin origin, const std::string& outlet, const std::string& document) {
  const auto [at, is_new] = place_.try_emplace(origin, outlets_.size());
  if (is_new) outlets_.emplace_back();
  gather(outlets_[at->second], outlet.empty() ? document : outlet);
}

std::vector<std::vector<std::string>> WitnessCount::witnesses() const {
  std::vector<std::vector<std::string>> list;
  for (const std::vector<std::string>& outlets : outlets_) {
    std::vector<std::string> joined = outlets;
    // With all before that have one of these outlets.
    for (auto other = list.begin(); other != list.end();) {
      const bool shared = std::any_of(other->begin(), other->end(), [&](const std::string& a) {
        return std::any_of(outlets.begin(), outlets.end(), [&](const std::string& b) { return same_outlet(a, b); });
      });
      if (!shared) {
        ++other;
        continue;
      }
      std::vector<std::string> both = std::move(*other);
      for (const std::string& name : joined) gather(both, name);
      joined = std::move(both);
      other = list.erase(other);
    }
    list.push_back(std::move(joined));
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

Tellings::Tellings(std::span<const ToldRow> rows) {
  for (const ToldRow& row : rows) {
    if (row.told_by.tellings > 1) by_utterance_[row.told_by.utterance].push_back(&row);
  }
}

std::span<const ToldRow* const> Tellings::of(const ToldBy& told_by) const {
  const auto at = by_utterance_.find(told_by.utterance);
  if (told_by.tellings < 2 || at == by_utterance_.end()) return {};
  return at->second;
}

}  // namespace entente::app
