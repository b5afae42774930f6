#include "app/issue_meanings.h"

#include <string>
#include <string_view>
#include <unordered_map>

#include "app/meaning_encoder.h"

namespace entente::app {
namespace {

constexpr std::size_t most_names = 2000;

}  // namespace

Result<std::vector<std::vector<std::int8_t>>> issue_meanings(store::Dossier& dossier,
                                                             const frame::IssueGroups& groups) {
  std::vector<std::vector<std::int8_t>> meanings(groups.names.size());
  const auto encoder = meaning_encoder(dossier);
  if (!encoder) return encoder.diagnostics();
  if (!*encoder) return meanings;
  auto kept = dossier.phrase_meanings((*encoder)->checksum);
  if (!kept) return kept.diagnostics();
  std::unordered_map<std::string_view, store::PhraseMeaning*> known;
  for (store::PhraseMeaning& each : *kept) known.emplace(each.phrase, &each);
  std::vector<std::string_view> phrases;
  std::vector<std::uint32_t> places;
  for (const std::uint32_t issue : frame::issues_with_telling_names(groups, most_names)) {
    if (const auto at = known.find(groups.names[issue]); at != known.end()) {
      meanings[issue] = at->second->vector;
    } else {
      phrases.emplace_back(groups.names[issue]);
      places.push_back(issue);
    }
  }
  if (phrases.empty()) return meanings;
  const auto encoded = encode_meanings(**encoder, phrases);
  if (!encoded) return encoded.diagnostics();
  std::vector<store::PhraseMeaning> fresh;
  for (std::size_t k = 0; k < places.size(); ++k) {
    meanings[places[k]] = (*encoded)[k];
    fresh.push_back({std::string(phrases[k]), (*encoded)[k]});
  }
  if (const Status status = dossier.keep_phrase_meanings(fresh, (*encoder)->checksum); !status)
    return status.diagnostics();
  return meanings;
}

}  // namespace entente::app
