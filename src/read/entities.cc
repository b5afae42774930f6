#include "read/entities.h"

#include <algorithm>

namespace entente::read {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
  std::string name;
  for (const std::string_view word : words) name += (name.empty() ? "" : " ") + std::string(word);
  return name;
}

bool is_suffix(std::string_view folded) {
  return folded == "jr" || folded == "sr" || folded == "ii" || folded == "iii";
}

// "Sergei" and "Sergey", "Zelensky" and "Zelenskyy": one letter apart in a long word, past the first.
bool spelled_alike(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.size() < 5 || b.size() < 5 || a[0] != b[0]) return false;
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  return a.size() == b.size() ? a.substr(std::min(i + 1, a.size())) == b.substr(std::min(i + 1, b.size()))
                              : a.substr(i) == b.substr(i + 1);
}

}  // namespace

std::uint32_t Entities::add(NamedEntity entity) {
  entities_.push_back(std::move(entity));
  return static_cast<std::uint32_t>(entities_.size() - 1);
}

std::uint32_t Entities::person(const std::vector<std::string_view>& words, text::Gender gender,
                               const std::string& honorific) {
  const std::string name = joined(words);
  const std::string folded = text::fold(name);
  std::size_t last = words.size() - 1;
  if (last > 0 && is_suffix(text::fold(words[last]))) --last;
  const std::string surname = text::fold(words[last]);
  const std::string given = text::fold(words[0]);
  const auto touch = [&](std::uint32_t number) {
    if (entities_[number].gender == text::Gender::unknown) entities_[number].gender = gender;
    if (!honorific.empty()) entities_[number].honorific = honorific;
    auto& same = surname_[surname];
    std::erase(same, number);
    same.push_back(number);
    return number;
  };
  const auto agrees = [&](std::uint32_t number) {
    const text::Gender known = entities_[number].gender;
    return gender == text::Gender::unknown || known == text::Gender::unknown || known == gender;
  };
  if (const auto known = full_.find(folded);
      known != full_.end() && entities_[known->second].kind == MentionKind::person) {
    if (agrees(known->second)) return words.size() > 1 ? touch(known->second) : (touch(known->second));
  }
  const auto same = surname_.find(surname);
  if (words.size() == 1 && !honorific.empty() && same != surname_.end()) {
    for (auto at = same->second.rbegin(); at != same->second.rend(); ++at) {
      if (entities_[*at].honorific == honorific && agrees(*at)) return touch(*at);
    }
    // "Mara Vell, mayor of Lisk … Mayor Vell"
    for (auto at = same->second.rbegin(); at != same->second.rend(); ++at) {
      const auto& titles = entities_[*at].titles;
      if (std::find(titles.begin(), titles.end(), honorific) != titles.end() && agrees(*at)) return touch(*at);
    }
  }
  if (same != surname_.end()) {
    for (auto at = same->second.rbegin(); at != same->second.rend(); ++at) {
      NamedEntity& entity = entities_[*at];
      if (!agrees(*at)) continue;
      const std::string known = text::fold(entity.name);
      const std::string known_given = known.substr(0, known.find(' '));
      const bool known_single = known.find(' ') == std::string::npos;
      if (words.size() == 1) return touch(*at);
      if (known_single || spelled_alike(known_given, given) ||
          (known_given.size() == 2 && known_given[1] == '.' && known_given[0] == given[0])) {
        if (name.size() > entity.name.size()) {
          entity.name = name;
        }
        full_[folded] = *at;
        given_[given] = *at;
        return touch(*at);
      }
    }
  }
  if (words.size() == 1) {
    if (const auto known = given_.find(folded); known != given_.end() && agrees(known->second)) return known->second;
  }
  NamedEntity entity;
  entity.kind = MentionKind::person;
  entity.name = name;
  entity.gender = gender;
  entity.honorific = honorific;
  const std::uint32_t number = add(std::move(entity));
  full_[folded] = number;
  surname_[surname].push_back(number);
  if (words.size() > 1) given_[given] = number;
  return number;
}

std::uint32_t Entities::thing(std::string_view name, MentionKind kind, const std::string& party, bool listed) {
  const std::string folded = text::fold(name);
  if (const auto known = full_.find(folded); known != full_.end()) return known->second;
  NamedEntity entity;
  entity.kind = kind;
  entity.name = std::string(name);
  entity.party = party;
  entity.listed = listed;
  const std::uint32_t number = add(std::move(entity));
  full_[folded] = number;
  if (const std::size_t last = folded.rfind(' '); last != std::string::npos && kind != MentionKind::place)
    short_[folded.substr(last + 1)] = number;
  // "the Guild" of "Guild of Dyers"
  const std::size_t first = folded.find(' ');
  const bool of =
      first != std::string::npos && (folded.compare(first, 4, " of ") == 0 || folded.compare(first, 5, " for ") == 0);
  if (of && kind == MentionKind::organisation) short_[folded.substr(0, first)] = number;
  return number;
}

std::uint32_t Entities::known_short(std::string_view word) const {
  const auto known = short_.find(text::fold(word));
  return known == short_.end() ? no_index : known->second;
}

void Entities::add_alias(std::string_view alias, std::uint32_t entity) { full_.try_emplace(text::fold(alias), entity); }

std::uint32_t Entities::known_person(std::string_view word) const {
  const std::string folded = text::fold(word);
  if (const auto same = surname_.find(folded); same != surname_.end() && !same->second.empty())
    return same->second.back();
  if (const auto known = given_.find(folded); known != given_.end()) return known->second;
  return no_index;
}

std::uint32_t Entities::known_thing(std::string_view name) const {
  const auto known = full_.find(text::fold(name));
  return known == full_.end() ? no_index : known->second;
}

}  // namespace entente::read
