#include "read/name_heads.h"

#include <utility>

#include "text/text.h"

namespace entente::read {
namespace {

// What a plural does not take over from its singular.
constexpr std::uint32_t of_one_thing = relation::generic | relation::seat | relation::realm | relation::lead |
                                       relation::firm | relation::qualifier | relation::compass | relation::apart;

// "ministries" -> "ministry", "councils" -> "council"; empty for what is no plural.
std::string singular_of(std::string_view folded) {
  if (folded.size() < 5 || folded.back() != 's' || folded.ends_with("ss")) return {};
  if (folded.ends_with("ies")) return std::string(folded.substr(0, folded.size() - 3)) + "y";
  return std::string(folded.substr(0, folded.size() - 1));
}

}  // namespace

NameHeads::NameHeads() {
  for (const text::Row& row : text::data_rows("gazetteer/heads.tsv")) {
    if (row.size() < 2) continue;
    const std::string word(row[0]);
    kinds_[word] = row[1] == "organisation" ? MentionKind::organisation
                   : row[1] == "place"      ? MentionKind::place
                                            : MentionKind::other;
    if (row.size() > 2 && row[2] == "yes") alone_.insert(word);
  }
  constexpr std::pair<std::string_view, std::uint32_t> names[] = {{"state", relation::state},
                                                                  {"kin", relation::kin},
                                                                  {"staff", relation::staff},
                                                                  {"lead", relation::lead},
                                                                  {"seat", relation::seat},
                                                                  {"compass", relation::compass},
                                                                  {"reach", relation::reach},
                                                                  {"office", relation::office},
                                                                  {"apart", relation::apart},
                                                                  {"realm", relation::realm},
                                                                  {"generic", relation::generic},
                                                                  {"opposite", relation::opposite},
                                                                  {"attached", relation::attached},
                                                                  {"corporate", relation::corporate},
                                                                  {"wide", relation::wide},
                                                                  {"qualifier", relation::qualifier},
                                                                  {"envoy", relation::envoy},
                                                                  {"firm", relation::firm},
                                                                  {"span", relation::span},
                                                                  {"nobody", relation::nobody},
                                                                  {"band", relation::band},
                                                                  {"chief", relation::chief},
                                                                  {"territory", relation::territory},
                                                                  {"sent", relation::sent},
                                                                  {"across", relation::across},
                                                                  {"public", relation::public_body},
                                                                  {"elected", relation::elected},
                                                                  {"under", relation::under},
                                                                  {"part", relation::part}};
  for (const text::Row& row : text::data_rows("gazetteer/relations.tsv")) {
    if (row.size() < 2) continue;
    for (const std::string_view name : text::split_list(row[1])) {
      for (const auto& [known, bit] : names) {
        if (known == name) relations_[std::string(row[0])] |= bit;
      }
    }
  }
}

std::uint32_t NameHeads::relations_of(std::string_view folded) const {
  const auto known = relations_.find(std::string(folded));
  if (known != relations_.end()) return known->second;
  const std::string one = singular_of(folded);
  const auto single = one.empty() ? relations_.end() : relations_.find(one);
  return single == relations_.end() ? 0 : single->second & ~of_one_thing;
}

bool NameHeads::relates(std::string_view folded, std::uint32_t wanted) const {
  return (relations_of(folded) & wanted) != 0;
}

MentionKind NameHeads::kind_of(std::string_view folded) const {
  const auto known = kinds_.find(std::string(folded));
  if (known != kinds_.end()) return known->second;
  const std::string one = singular_of(folded);
  const auto single = one.empty() ? kinds_.end() : kinds_.find(one);
  const bool bodies = single != kinds_.end() && single->second == MentionKind::organisation && may_stand_alone(one);
  return bodies ? MentionKind::organisation : MentionKind::role;
}

}  // namespace entente::read
