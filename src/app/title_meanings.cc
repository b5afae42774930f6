#include "app/title_meanings.h"

#include <map>
#include <string_view>

#include "app/meaning_encoder.h"

namespace entente::app {

using store::StoredDocument;
using store::TitleMeaning;

Result<std::vector<std::vector<std::int8_t>>> title_meanings(store::Dossier& dossier,
                                                             const std::vector<const StoredDocument*>& documents) {
  std::vector<std::vector<std::int8_t>> meanings(documents.size());
  const auto encoder = meaning_encoder(dossier);
  if (!encoder) return encoder.diagnostics();
  if (!*encoder) return meanings;
  auto kept = dossier.title_meanings((*encoder)->checksum);
  if (!kept) return kept.diagnostics();
  std::map<store::DocumentId, TitleMeaning*> known;
  for (TitleMeaning& each : *kept) known.emplace(each.document, &each);
  std::vector<std::string_view> titles;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::string& title = documents[i]->document.title;
    const auto at = known.find(documents[i]->id);
    if (title.empty()) continue;
    if (at != known.end() && at->second->title == title) {
      meanings[i] = std::move(at->second->vector);
    } else {
      titles.push_back(title);
      places.push_back(i);
    }
  }
  if (titles.empty()) return meanings;
  const auto encoded = encode_meanings(**encoder, titles);
  if (!encoded) return encoded.diagnostics();
  std::vector<TitleMeaning> fresh;
  for (std::size_t k = 0; k < places.size(); ++k) {
    meanings[places[k]] = (*encoded)[k];
    fresh.push_back({documents[places[k]]->id, std::string(titles[k]), (*encoded)[k]});
  }
  if (const Status status = dossier.keep_title_meanings(fresh, (*encoder)->checksum); !status)
    return status.diagnostics();
  return meanings;
}

}  // namespace entente::app
