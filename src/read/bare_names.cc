#include "read/bare_names.h"

#include <functional>
#include <set>
#include <string>

namespace entente::read {
namespace {

constexpr std::uint32_t introduced_at_least = 2;

bool has_space(const std::string& name) { return name.find(' ') != std::string::npos; }

// The last words of persons' full names: a headline may name somebody by it before the text introduces them.
std::set<std::string, std::less<>> surnames_of(const Names& names) {
  std::set<std::string, std::less<>> surnames;
  for (const NamedEntity& entity : names.entities) {
    if (entity.kind == MentionKind::person && has_space(entity.name))
      surnames.insert(entity.name.substr(entity.name.rfind(' ') + 1));
  }
  return surnames;
}

}  // namespace

void judge_bare_names(Names& names, const text::Gazetteer& gazetteer) {
  std::uint32_t introduced = 0;
  for (const NamedEntity& entity : names.entities)
    introduced += entity.kind == MentionKind::person && has_space(entity.name);
  if (introduced < introduced_at_least) return;
  const auto surnames = surnames_of(names);
  std::vector<bool> thing(names.entities.size(), false);
  for (std::uint32_t e = 0; e < names.entities.size(); ++e) {
    NamedEntity& entity = names.entities[e];
    const bool unknown = (entity.kind == MentionKind::person || entity.kind == MentionKind::other) &&
                         entity.titles.empty() && entity.honorific.empty() && entity.gender == text::Gender::unknown &&
                         !entity.listed && entity.party.empty();
    if (!unknown || entity.name.empty() || has_space(entity.name) || surnames.contains(entity.name)) continue;
    const text::Hit hit = gazetteer.look_up(entity.name);
    if (hit.sense(text::EntryKind::given_name) != nullptr || hit.sense(text::EntryKind::member) != nullptr) continue;
    entity.kind = MentionKind::organisation;
    entity.party = entity.name;
    thing[e] = true;
  }
  for (NameMention& mention : names.mentions) {
    if (mention.entity != no_index && thing[mention.entity]) mention.kind = MentionKind::organisation;
  }
}

}  // namespace entente::read
