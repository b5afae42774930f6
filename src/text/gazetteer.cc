// The lists become a trie over folded tokens. Every distinct token of a name is numbered; an edge (node, token number)
// leads to a node; all edges stand in one open-addressing table, so that a step costs one probe. A terminal node holds
// the spellings that end there; a spelling's capitals are compared with the text's only at the end, since few
// candidates get that far.
#include "text/gazetteer.h"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>

#include "text/word_table.h"

namespace entente::text {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

struct Spelling {
  std::vector<std::string> tokens;  // as written in the list
  bool any_case = false;
  std::vector<Sense> senses;
};

struct Node {
  std::vector<Spelling> spellings;
};

// A token of a listed name.
struct ListedToken {
  std::uint32_t number = none;
  std::uint32_t from_root = none;  // the node that it leads to as a name's first
};

bool is_upper_word(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool starts_lower(std::string_view word) { return !word.empty() && word[0] >= 'a' && word[0] <= 'z'; }

// Whether the text's tokens may be this spelling: capitals where the list has capitals. Small words between may be
// written in any way, and so may all words of a text in capitals.
bool cased_alike(const Spelling& spelling, std::string_view text, std::span<const Token> tokens) {
  if (spelling.any_case) return true;
  for (std::size_t i = 0; i < spelling.tokens.size(); ++i) {
    const std::string& listed = spelling.tokens[i];
    const Token& token = tokens[i];
    if (starts_lower(listed) && !(i == 0 && spelling.tokens.size() == 1)) continue;
    if (token.kind != TokenKind::word) continue;
    const std::string_view written = token.span.in(text);
    if (starts_lower(listed)) return true;
    if (listed.size() <= 5 && is_upper_word(listed)) {
      if (written != listed && !is_upper_word(written)) return false;
    } else if (token.shape == Shape::lower) {
      return false;
    }
  }
  return true;
}

}  // namespace

const Sense* Hit::sense(EntryKind kind) const {
  for (const Sense& sense : senses) {
    if (sense.entry->kind == kind) return &sense;
  }
  return nullptr;
}

struct Gazetteer::State {
  std::deque<Entry> entries;                                   // never moved: senses point here
  WordTable<const Entry*> surnames;                            // folded; null where several
  WordTable<ListedToken> words;                                // folded
  std::unordered_map<std::uint64_t, std::uint32_t> building;   // edges while the trie grows
  std::vector<std::pair<std::uint64_t, std::uint32_t>> edges;  // open addressing; a power of two
  std::vector<Node> nodes{1};

  static std::uint64_t key(std::uint32_t node, std::uint32_t word) { return (std::uint64_t{node} << 32 | word) + 1; }
  static std::uint64_t mixed(std::uint64_t key) { return key * 0x9E3779B97F4A7C15ull >> 20; }

  const Entry* add_entry(Entry entry) { return &entries.emplace_back(std::move(entry)); }

  void add(std::string_view name, Sense sense, bool any_case = false) {
    const std::vector<Token> tokens = tokenize(name);
    if (tokens.empty() || tokens.size() > 16) return;
    std::uint32_t node = 0;
    Spelling spelling;
    spelling.any_case = any_case;
    for (const Token& token : tokens) {
      spelling.tokens.emplace_back(token.span.in(name));
      const auto [word, fresh] = words.enter(fold(token.span.in(name)));
      if (fresh) word.value.number = static_cast<std::uint32_t>(words.size() - 1);
      const auto [edge, new_edge] =
          building.try_emplace(key(node, word.value.number), static_cast<std::uint32_t>(nodes.size()));
      if (new_edge) nodes.emplace_back();
      node = edge->second;
    }
    for (Spelling& known : nodes[node].spellings) {
      if (known.tokens != spelling.tokens || known.any_case != any_case) continue;
      const bool listed = std::any_of(known.senses.begin(), known.senses.end(),
                                      [&](const Sense& other) { return other.entry == sense.entry; });
      if (!listed) known.senses.push_back(sense);
      return;
    }
    spelling.senses.push_back(sense);
    nodes[node].spellings.push_back(std::move(spelling));
  }

  void freeze() {
    std::size_t size = 16;
    while (size < building.size() * 2) size *= 2;
    edges.assign(size, {0, none});
    for (const auto& [edge, target] : building) {
      std::size_t slot = mixed(edge) & (size - 1);
      while (edges[slot].first != 0) slot = (slot + 1) & (size - 1);
      edges[slot] = {edge, target};
    }
    building.clear();
    for (auto& word : words.entries()) word.value.from_root = step(0, word.value.number);
  }

  std::uint32_t step(std::uint32_t node, std::uint32_t word) const {
    const std::uint64_t wanted = key(node, word);
    std::size_t slot = mixed(wanted) & (edges.size() - 1);
    while (edges[slot].first != 0) {
      if (edges[slot].first == wanted) return edges[slot].second;
      slot = (slot + 1) & (edges.size() - 1);
    }
    return none;
  }

  void add_facts(const CaseFacts& facts);
  void add_surname(std::string_view name, const Entry* person);
  void add_countries();
  void add_bodies();
  void add_titles();
  void add_others();
};

void Gazetteer::State::add_facts(const CaseFacts& facts) {
  for (const PartyFacts& party : facts.parties) {
    const Entry* entry = add_entry({party.name, EntryKind::party, {}, TitleKind::none, Gender::unknown});
    add(party.name, {entry, AliasForm::name});
    for (const std::string& alias : party.aliases) add(alias, {entry, AliasForm::alias});
    for (const std::string& member : party.members) {
      const Entry* person = add_entry({member, EntryKind::member, party.name, TitleKind::none, Gender::unknown});
      add(member, {person, AliasForm::name});
      add_surname(member, person);
    }
  }
}

void Gazetteer::State::add_surname(std::string_view name, const Entry* person) {
  const std::vector<Token> tokens = tokenize(name);
  if (tokens.size() < 2 || tokens.size() > 3) return;
  if (!std::all_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.starts_upper(); })) return;
  const auto [known, fresh] = surnames.enter(fold(tokens.back().span.in(name)));
  known.value = fresh ? person : nullptr;
}

void Gazetteer::State::add_countries() {
  for (const Row& row : data_rows("gazetteer/countries.tsv")) {
    if (row.size() < 7) continue;
    const EntryKind kind = row[6] == "country" ? EntryKind::country : EntryKind::territory;
    const Entry* entry = add_entry({std::string(row[0]), kind, {}, TitleKind::none, Gender::unknown});
    add(row[0], {entry, AliasForm::name});
    constexpr AliasForm forms[] = {AliasForm::alias, AliasForm::adjective, AliasForm::demonym, AliasForm::capital,
                                   AliasForm::metonym};
    for (std::size_t column = 1; column <= 5; ++column) {
      for (const std::string_view name : split_list(row[column])) add(name, {entry, forms[column - 1]});
    }
  }
}

void Gazetteer::State::add_bodies() {
  for (const Row& row : data_rows("gazetteer/bodies.tsv")) {
    if (row.size() < 3) continue;
    EntryKind kind = EntryKind::body;
    if (row[2] == "group") kind = EntryKind::group;
    if (row[2] == "outlet") kind = EntryKind::outlet;
    const Entry* entry = add_entry({std::string(row[0]), kind, {}, TitleKind::none, Gender::unknown});
    add(row[0], {entry, AliasForm::name});
    for (const std::string_view name : split_list(row[1])) add(name, {entry, AliasForm::alias});
    if (row.size() > 3) {
      for (const std::string_view name : split_list(row[3])) add(name, {entry, AliasForm::adjective});
    }
  }
}

void Gazetteer::State::add_titles() {
  for (const Row& row : data_rows("gazetteer/titles.tsv")) {
    if (row.size() < 4) continue;
    Entry title{std::string(row[0]), EntryKind::title, {}, TitleKind::state, Gender::unknown};
    if (row[2] == "body") title.title = TitleKind::body;
    if (row[2] == "faith") title.title = TitleKind::faith;
    if (row[2] == "profession") title.title = TitleKind::profession;
    if (row[2] == "honorific") title.title = TitleKind::honorific;
    if (row[3] == "m") title.gender = Gender::male;
    if (row[3] == "f") title.gender = Gender::female;
    const bool any_case = title.title != TitleKind::honorific;
    std::string spelled(row[0]);
    if (!any_case) spelled[0] = static_cast<char>(spelled[0] & ~0x20);
    const Entry* entry = add_entry(std::move(title));
    add(spelled, {entry, AliasForm::name}, any_case);
    if (!row[1].empty()) add(row[1], {entry, AliasForm::plural}, any_case);
  }
}

void Gazetteer::State::add_others() {
  for (const Row& row : data_rows("gazetteer/places.tsv")) {
    if (row.empty()) continue;
    const std::string country(row.size() > 2 ? row[2] : std::string_view{});
    const Entry* entry = add_entry({std::string(row[0]), EntryKind::place, country, TitleKind::none, Gender::unknown});
    add(row[0], {entry, AliasForm::name});
    if (row.size() > 1) {
      for (const std::string_view name : split_list(row[1])) add(name, {entry, AliasForm::alias});
    }
  }
  for (const Row& row : data_rows("gazetteer/given_names.tsv")) {
    if (row.size() < 2) continue;
    const Gender gender = row[1] == "m" ? Gender::male : row[1] == "f" ? Gender::female : Gender::unknown;
    add(row[0],
        {add_entry({std::string(row[0]), EntryKind::given_name, {}, TitleKind::none, gender}), AliasForm::name});
  }
}

Gazetteer::Gazetteer(const CaseFacts& facts) : state_(std::make_unique<State>()) {
  state_->add_facts(facts);
  state_->add_countries();
  state_->add_bodies();
  state_->add_titles();
  state_->add_others();
  state_->freeze();
}

Gazetteer::~Gazetteer() = default;
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;

Hit Gazetteer::match(std::string_view text, std::span<const Token> tokens, std::uint32_t at) const {
  Hit hit{at, at, {}};
  std::uint32_t node = 0;
  std::string folded;
  for (std::uint32_t i = at; i < tokens.size(); ++i) {
    fold_into(tokens[i].span.in(text), folded);
    const ListedToken* const word = state_->words.find(folded);
    if (word == nullptr) break;
    node = i == at ? word->from_root : state_->step(node, word->number);
    if (node == none) break;
    for (const Spelling& spelling : state_->nodes[node].spellings) {
      if (!cased_alike(spelling, text, tokens.subspan(at, i + 1 - at))) continue;
      hit.last = i + 1;
      hit.senses = spelling.senses;
      break;
    }
  }
  return hit;
}

std::vector<Hit> Gazetteer::find(std::string_view text, std::span<const Token> tokens) const {
  std::vector<Hit> hits;
  for (std::uint32_t at = 0; at < tokens.size();) {
    const Hit hit = match(text, tokens, at);
    if (hit.last > at) hits.push_back(hit);
    at = std::max(hit.last, at + 1);
  }
  return hits;
}

Hit Gazetteer::look_up(std::string_view name) const {
  const std::vector<Token> tokens = tokenize(name);
  const std::uint32_t from = !tokens.empty() && same_folded(tokens[0].span.in(name), "the") ? 1 : 0;
  for (const std::uint32_t start : {0u, from}) {
    const Hit hit = match(name, tokens, start);
    if (hit.last > start && hit.last == tokens.size()) return hit;
  }
  return {};
}

const std::vector<std::pair<std::string, std::string>>& demonym_endings() {
  static const std::vector<std::pair<std::string, std::string>> endings = [] {
    std::vector<std::pair<std::string, std::string>> all;
    for (const Row& row : data_rows("gazetteer/demonyms.tsv")) {
      if (row.size() >= 2) all.emplace_back(row[0] == "-" ? std::string() : std::string(row[0]), row[1]);
    }
    return all;
  }();
  return endings;
}

std::string party_of(const Sense& sense) {
  switch (sense.entry->kind) {
    case EntryKind::party:
    case EntryKind::country:
    case EntryKind::territory:
    case EntryKind::body:
    case EntryKind::group:
      return sense.entry->name;
    case EntryKind::member:
      return sense.entry->of;
    default:
      return {};
  }
}

std::string Gazetteer::party_of(std::string_view name) const {
  for (const Sense& sense : look_up(name).senses) {
    if (std::string party = text::party_of(sense); !party.empty()) return party;
  }
  return {};
}

const Entry* Gazetteer::member_by_surname(std::string_view word) const {
  const Entry* const* const known = state_->surnames.find(fold(word));
  return known == nullptr ? nullptr : *known;
}

}  // namespace entente::text
