#include "app/party_names.h"

#include <algorithm>
#include <map>

#include "text/text.h"

namespace entente::app {
namespace {

std::string last_word(const std::string& name) { return name.substr(name.rfind(' ') + 1); }

}  // namespace

PartyNames::PartyNames(const CaseFacts& facts) : facts_(facts), gazetteer_(facts) {
  for (const PartyFacts& party : facts.parties) {
    note(party.name, false);
    for (const std::string& alias : party.aliases) note(alias, false);
    for (const std::string& member : party.members) note(member, true);
  }
}

void PartyNames::note(const std::string& name, bool person) {
  names_.insert(text::fold(name));
  if (person) names_.insert(text::fold(last_word(name)));
}

void PartyNames::note(const std::vector<DossierPosition>& positions) {
  for (const DossierPosition& row : positions) {
    note(row.position.party, false);
    note(row.speaker, true);
  }
}

bool PartyNames::has(const std::string& name) const {
  std::string folded = text::fold(name);
  if (folded.starts_with("the ")) folded.erase(0, 4);
  return names_.contains(folded) || !gazetteer_.party_of(name).empty();
}

bool PartyNames::is_proper(const std::string& party) const {
  const auto tokens = text::tokenize(party);
  const auto hits = gazetteer_.find(party, tokens);
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].starts_upper()) continue;
    const bool of_title = std::any_of(hits.begin(), hits.end(), [&](const text::Hit& hit) {
      return hit.first <= i && i < hit.last && hit.sense(text::EntryKind::title) != nullptr;
    });
    if (!of_title) return true;
  }
  return false;
}

void PartyNames::put_together(std::vector<DossierPosition>& positions) const {
  for (DossierPosition& row : positions) row.position.party = party_of(row.position.party);
  std::map<std::string, std::map<std::string, std::size_t>> spoke_for;
  std::set<std::string> names;
  for (const DossierPosition& row : positions) {
    names.insert(row.position.party);
    if (!row.speaker.empty()) ++spoke_for[row.speaker][row.position.party];
  }
  for (const PartyFacts& party : facts_.parties) names.insert(party.name);
  std::map<std::string, std::string> same;
  for (const std::string& name : names) {
    if (name.empty() || is_told(name)) continue;
    // A country or body that speaks for a group stays what it is; only a person stands for somebody else.
    const bool may_be_person = name.find(' ') != std::string::npos && gazetteer_.party_of(name).empty();
    if (const auto at = spoke_for.find(name); may_be_person && at != spoke_for.end()) {
      std::size_t all = 0;
      for (const auto& [party, count] : at->second) all += count;
      const auto most = std::max_element(at->second.begin(), at->second.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      if (!most->first.empty() && most->first != name && 2 * most->second > all) {
        same[name] = most->first;
        continue;
      }
    }
    const auto party = std::find_if(names.begin(), names.end(), [&](const std::string& other) {
      return other != name && speaks_for_country(name, other);
    });
    if (party != names.end()) same[name] = *party;
  }
  for (DossierPosition& row : positions) {
    for (int step = 0; step < 3; ++step) {  // a person for a minister for a country
      const auto at = same.find(row.position.party);
      if (at == same.end()) break;
      row.position.party = at->second;
    }
  }
}

bool PartyNames::is_told(const std::string& party) const {
  return std::any_of(facts_.parties.begin(), facts_.parties.end(),
                     [&](const PartyFacts& facts) { return facts.name == party; });
}

// Whether a name is the adjective of a country of one word, alone or with titles behind it.
bool PartyNames::speaks_for_country(std::string_view name, std::string_view country) const {
  constexpr std::size_t least = 4;  // letters that name and adjective share
  if (country.find(' ') != std::string_view::npos) return false;
  const std::size_t end = std::min(name.find(' '), name.size());
  const std::string_view adjective = name.substr(0, end);
  const auto& endings = text::demonym_endings();
  const bool fits = std::any_of(endings.begin(), endings.end(), [&](const auto& ending) {
    if (!country.ends_with(ending.first) || !adjective.ends_with(ending.second)) return false;
    const std::string_view stem = country.substr(0, country.size() - ending.first.size());
    return stem.size() >= least && adjective.substr(0, adjective.size() - ending.second.size()) == stem;
  });
  if (!fits || end == name.size()) return fits;
  return gazetteer_.look_up(name.substr(end + 1)).sense(text::EntryKind::title) != nullptr;
}

// The party that the case says this is a name or a member of: whole, or behind a title ("Minister Anna Holt").
std::string PartyNames::party_of(const std::string& name) const {
  const auto is = [&](const std::string& known) {
    return !known.empty() && (name == known || (name.size() > known.size() && name.ends_with(" " + known)));
  };
  for (const PartyFacts& facts : facts_.parties) {
    if (is(facts.name) || std::any_of(facts.aliases.begin(), facts.aliases.end(), is) ||
        std::any_of(facts.members.begin(), facts.members.end(), is)) {
      return facts.name;
    }
  }
  return name;
}

}  // namespace entente::app
