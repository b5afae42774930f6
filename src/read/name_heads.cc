#include "read/name_heads.h"

#include <utility>

#include "text/text.h"

namespace entente::read {

NameHeads::NameHeads() {
  for (const text::Row& row : text::data_rows("gazetteer/heads.tsv")) {
    if (row.size() < 2) continue;
    const std::string word(row[0]);
    kinds_[word] = row[1] == "organisation" ? MentionKind::organisation
                   : row[1] == "place"      ? MentionKind::place
                                            : MentionKind::other;
    if (row.size() > 2 && row[2] == "yes") alone_.insert(word);
  }
  constexpr std::pair<std::string_view, std::uint32_t> names[] = {
      {"state", relation::state},       {"kin", relation::kin},
      {"staff", relation::staff},       {"lead", relation::lead},
      {"seat", relation::seat},         {"compass", relation::compass},
      {"reach", relation::reach},       {"office", relation::office},
      {"apart", relation::apart},       {"realm", relation::realm},
      {"generic", relation::generic},   {"opposite", relation::opposite},
      {"attached", relation::attached}, {"corporate", relation::corporate},
      {"wide", relation::wide},         {"qualifier", relation::qualifier},
      {"envoy", relation::envoy},       {"firm", relation::firm},
      {"span", relation::span}};
  for (const text::Row& row : text::data_rows("gazetteer/relations.tsv")) {
    if (row.size() < 2) continue;
    for (const std::string_view name : text::split_list(row[1])) {
      for (const auto& [known, bit] : names) {
        if (known == name) relations_[std::string(row[0])] |= bit;
      }
    }
  }
}

bool NameHeads::relates(std::string_view folded, std::uint32_t wanted) const {
  const auto known = relations_.find(std::string(folded));
  return known != relations_.end() && (known->second & wanted) != 0;
}

MentionKind NameHeads::kind_of(std::string_view folded) const {
  const auto known = kinds_.find(std::string(folded));
  return known == kinds_.end() ? MentionKind::role : known->second;
}

}  // namespace entente::read
