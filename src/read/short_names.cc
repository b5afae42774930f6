#include "read/short_names.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
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

std::string initials_of(const std::vector<std::string_view>& words) {
  std::string initials;
  for (const std::string_view word : words) {
    if (!word.empty() && is_capital(word.front())) initials += word.front();
  }
  return initials;
}

class Shortening {
 public:
  Shortening(const Analysis& analysis, Names& names, const NameHeads& heads)
      : names_(names), heads_(heads), after_the_(names.entities.size()), first_(names.entities.size(), no_index) {
    for (const NameMention& mention : names.mentions) {
      if (mention.entity == no_index) continue;
      first_[mention.entity] = std::min(first_[mention.entity], mention.words.first);
      if (mention.words.first == 0) continue;
      if (analysis.words[mention.words.first - 1].is("the")) after_the_[mention.entity] = true;
    }
  }

  void run() {
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) note_full(e);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) {
      if (may_be_short(names_.entities[e])) {
        if (const std::uint32_t full = full_of(e); full != no_index) found.emplace_back(e, full);
      }
    }
    std::vector<bool> shortened(names_.entities.size(), false);
    for (const auto& [brief, full] : found) {
      NamedEntity& entity = names_.entities[brief];
      const NamedEntity& whole = names_.entities[full];
      std::string called = entity.name;
      entity.kind = whole.kind;
      entity.name = whole.name;
      entity.party = whole.party.empty() ? whole.name : whole.party;
      shortened[brief] = true;
      called_[std::move(called)] = entity.party;
    }
    // Who was tied to the short name speaks for the whole.
    for (NamedEntity& entity : names_.entities) {
      if (const auto known = called_.find(entity.party); known != called_.end()) entity.party = known->second;
    }
    for (NameMention& mention : names_.mentions) {
      if (const auto known = called_.find(mention.party); known != called_.end()) mention.party = known->second;
    }
    for (NameMention& mention : names_.mentions) {
      if (mention.entity != no_index && shortened[mention.entity] && !mention.adjective)
        mention.kind = names_.entities[mention.entity].kind;
    }
  }

 private:
  enum class How : std::uint8_t { ends, opens, spelled };

  void note_full(std::uint32_t number) {
    const NamedEntity& entity = names_.entities[number];
    if (entity.kind == MentionKind::person || entity.name.find(' ') == std::string::npos) return;
    const std::vector<std::string_view> words = words_of_name(entity.name);
    if (words.front().empty() || words.back().empty()) return;
    full_[std::string(words.back())].emplace_back(number, How::ends);
    full_[std::string(words.front())].emplace_back(number, How::opens);
    full_[initials_of(words)].emplace_back(number, How::spelled);
    // "Steel & Allied" of "Steel & Allied Trades"
    std::size_t end = entity.name.find(' ', entity.name.find(' ') + 1);
    for (; end != std::string::npos && entity.kind == MentionKind::organisation; end = entity.name.find(' ', end + 1))
      full_[entity.name.substr(0, end)].emplace_back(number, How::opens);
  }

  static bool may_be_short(const NamedEntity& entity) {
    const bool person = entity.kind == MentionKind::person;
    return !entity.listed && !entity.state && !entity.name.empty() &&
           (!person || entity.name.find(' ') == std::string::npos) && entity.stands_for.empty() &&
           is_capital(entity.name.front()) &&
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
    const auto known = full_.find(name);
    if (known == full_.end()) return no_index;
    for (const auto& [e, how] : known->second) {
      if (how == How::ends) {
        if (after_the_[brief] || heads_.kind_of(text::fold(name)) == MentionKind::organisation)
          note(e, ends, several_end);
      } else if (names_.entities[e].kind == MentionKind::organisation && first_[e] <= first_[brief] &&
                 (how == How::spelled || names_.entities[brief].kind != MentionKind::place)) {
        note(e, opens, several_open);
      }
    }
    if (ends != no_index) return several_end ? no_index : ends;
    return several_open ? no_index : opens;
  }

  Names& names_;
  const NameHeads& heads_;
  std::unordered_map<std::string, std::vector<std::pair<std::uint32_t, How>>> full_;  // by what shortens it
  std::unordered_map<std::string, std::string> called_;                               // short name -> party
  std::vector<bool> after_the_;       // by entity: whether it is once called "the …"
  std::vector<std::uint32_t> first_;  // by entity: the first word of its first mention
};

}  // namespace

void join_short_names(const Analysis& analysis, Names& names, const NameHeads& heads) {
  Shortening(analysis, names, heads).run();
}

}  // namespace entente::read
