// The entities of one document while its names are found: "Lavrov" joins "Sergei Lavrov", "ISW" the institute it stands
// for.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "read/names.h"

namespace entente::read {

class Entities {
 public:
  // The person of that name, new or known: by the whole name, by the surname, or by the given name of one met before.
  // Where several bear the name, the one met last whose gender agrees, and first of these one who was called by the
  // same honorific ("Dr"). A fuller form becomes the person's name.
  std::uint32_t person(const std::vector<std::string_view>& words, text::Gender gender,
                       const std::string& honorific = {});

  // A body, place or other thing of that name; `listed` comes from the gazetteer.
  std::uint32_t thing(std::string_view name, MentionKind kind, const std::string& party, bool listed);

  // Lets `alias` ("ISW") name that entity from now on.
  void add_alias(std::string_view alias, std::uint32_t entity);

  // Whether a person of this document bears that single name.
  std::uint32_t known_person(std::string_view word) const;
  std::uint32_t known_thing(std::string_view name) const;

  // The body or outlet met last whose name of several words ends with that one: "the Council", "the Courier".
  std::uint32_t known_short(std::string_view word) const;

  NamedEntity& operator[](std::uint32_t number) { return entities_[number]; }
  const NamedEntity& at(std::uint32_t number) const { return entities_[number]; }
  std::vector<NamedEntity> take() { return std::move(entities_); }

 private:
  std::uint32_t add(NamedEntity entity);

  std::vector<NamedEntity> entities_;
  std::unordered_map<std::string, std::uint32_t> full_;  // folded whole names
  std::unordered_map<std::string, std::vector<std::uint32_t>>
      surname_;  // folded last words; the one met last stands last
  std::unordered_map<std::string, std::uint32_t> given_;
  std::unordered_map<std::string, std::uint32_t> short_;  // folded last words of things
};

}  // namespace entente::read
