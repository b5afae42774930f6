#include "read/short_names.h"

#include <algorithm>
#include <vector>

namespace entente::read {
namespace {

std::vector<std::string_view> words_of_name(std::string_view name) {
  std::vector<std::string_view> words;
  while (!name.empty()) {
    const std::size_t space = name.find(' ');
    words.push_back(name.substr(0, space));
    name = space == std::string_view::npos ? std::string_view() : name.substr(space + 1);
  }
  return words;
}

bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

bool spells(std::string_view initials, const std::vector<std::string_view>& words) {
  if (initials.size() < 2) return false;
  std::string of_name;
  for (const std::string_view word : words) {
    if (is_capital(word.front())) of_name += word.front();
  }
  return of_name == initials;
}

class Shortening {
 public:
  Shortening(const Analysis& analysis, Names& names) : names_(names), after_the_(names.entities.size()), first_(names.entities.size(), no_index) {
    for (const NameMention& mention : names.mentions) {
      if (mention.entity == no_index) continue;
      first_[mention.entity] = std::min(first_[mention.entity], mention.words.first);
      if (mention.words.first == 0) continue;
      if (analysis.words[mention.words.first - 1].is("the")) after_the_[mention.entity] = true;
    }
  }

  void run() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) {
      if (may_be_short(names_.entities[e])) {
        if (const std::uint32_t full = full_of(e); full != no_index) found.emplace_back(e, full);
      }
    }
    for (const auto& [brief, full] : found) {
      NamedEntity& entity = names_.entities[brief];
      const NamedEntity& whole = names_.entities[full];
      entity.kind = whole.kind;
      entity.name = whole.name;
      entity.party = whole.party.empty() ? whole.name : whole.party;
      for (NameMention& mention : names_.mentions) {
        if (mention.entity == brief) mention.kind = mention.adjective ? mention.kind : whole.kind;
      }
    }
  }

 private:
  static bool may_be_short(const NamedEntity& entity) {
    const bool person = entity.kind == MentionKind::person;
    return !entity.listed && !entity.state && !entity.name.empty() && entity.name.find(' ') == std::string::npos &&
           entity.stands_for.empty() && is_capital(entity.name.front()) &&
           !(person && (!entity.titles.empty() || !entity.honorific.empty() || entity.gender != text::Gender::unknown));
  }

  // The last word with "the" tells more than the first, or initials: "the Bay" is Upper Bay, not the Bay Chamber.
  std::uint32_t full_of(std::uint32_t brief) const {
    const std::string& name = names_.entities[brief].name;
    std::uint32_t ends = no_index;
    std::uint32_t opens = no_index;
    bool several_end = false;
    bool several_open = false;
    const auto note = [&](std::uint32_t entity, std::uint32_t& found, bool& several) {
      several |= found != no_index && names_.entities[found].name != names_.entities[entity].name;
      found = entity;
    };
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) {
      const NamedEntity& entity = names_.entities[e];
      if (e == brief || entity.kind == MentionKind::person || entity.name.find(' ') == std::string::npos) continue;
      const std::vector<std::string_view> words = words_of_name(entity.name);
      if (after_the_[brief] && words.back() == name) note(e, ends, several_end);
      if (entity.kind != MentionKind::organisation || first_[e] > first_[brief]) continue;
      const bool first = words.front() == name && names_.entities[brief].kind != MentionKind::place;
      if (first || spells(name, words)) note(e, opens, several_open);
    }
    if (ends != no_index) return several_end ? no_index : ends;
    return several_open ? no_index : opens;
  }

  Names& names_;
  std::vector<bool> after_the_;  // by entity: whether it is once called "the …"
  std::vector<std::uint32_t> first_;  // by entity: the first word of its first mention
};

}  // namespace

void join_short_names(const Analysis& analysis, Names& names) { Shortening(analysis, names).run(); }

}  // namespace entente::read
