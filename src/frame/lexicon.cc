#include "frame/lexicon.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/text.h"

namespace entente::frame {
namespace {

struct ClassName {
  std::string_view name;
  std::uint64_t bit;
};

constexpr std::array class_names = {ClassName{"determiner", kDeterminer},
                                    ClassName{"possessive", kPossessive},
                                    ClassName{"adverb", kAdverb},
                                    ClassName{"auxiliary", kAuxiliary},
                                    ClassName{"be", kBe},
                                    ClassName{"negator", kNegator},
                                    ClassName{"modal", kModal},
                                    ClassName{"duty", kDuty},
                                    ClassName{"must", kMust},
                                    ClassName{"pronoun", kPronoun},
                                    ClassName{"first_person", kFirstPerson},
                                    ClassName{"connector", kConnector},
                                    ClassName{"contrast", kContrast},
                                    ClassName{"preposition", kPreposition},
                                    ClassName{"relative", kRelative},
                                    ClassName{"reason", kReason},
                                    ClassName{"negative", kNegative},
                                    ClassName{"worry", kWorry},
                                    ClassName{"evaluative", kEvaluative},
                                    ClassName{"absolute", kAbsolute},
                                    ClassName{"softener", kSoftener},
                                    ClassName{"vague_quantifier", kVagueQuantifier},
                                    ClassName{"vague_noun", kVagueNoun},
                                    ClassName{"vague_alone", kVagueAlone},
                                    ClassName{"role", kRole},
                                    ClassName{"chairing", kChairing},
                                    ClassName{"spokesman", kSpokesman},
                                    ClassName{"person_title", kPersonTitle},
                                    ClassName{"tabled", kTabled},
                                    ClassName{"base_verb", kBaseVerb},
                                    ClassName{"tabling", kTabling},
                                    ClassName{"hollow", kHollow},
                                    ClassName{"light", kLight},
                                    ClassName{"organ", kOrgan},
                                    ClassName{"topic", kTopic}};

// The regular forms of an English verb, in the order of VerbForm.
std::array<std::string, 5> regular_forms(std::string_view lemma) {
  const std::string base(lemma);
  const bool sibilant =
      base.ends_with("s") || base.ends_with("sh") || base.ends_with("ch") || base.ends_with("x") || base.ends_with("z");
  const bool vowel_y = base.size() > 1 && base.back() == 'y' &&
                       std::string_view("aeiou").find(base[base.size() - 2]) != std::string_view::npos;
  if (base.back() == 'e') {
    const std::string stem = base.substr(0, base.size() - 1);
    return {base, base + "s", base + "d", base + "d", (base.ends_with("ee") ? base : stem) + "ing"};
  }
  if (base.back() == 'y' && !vowel_y) {
    const std::string stem = base.substr(0, base.size() - 1);
    return {base, stem + "ies", stem + "ied", stem + "ied", base + "ing"};
  }
  return {base, base + (sibilant ? "es" : "s"), base + "ed", base + "ed", base + "ing"};
}

std::vector<PhrasePart> parts_of(std::string_view phrase) {
  std::vector<PhrasePart> parts;
  for (const std::string_view word : text::split_list(phrase, ' ')) {
    PhrasePart part;
    if (word != "~") {
      for (const std::string_view choice : text::split_list(word, '/')) part.words.emplace_back(choice);
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

int polarity_of(std::string_view sign) { return sign == "+" ? 1 : sign == "-" ? -1 : 0; }

Takes takes_of(std::string_view word) {
  if (word == "thing") return Takes::thing;
  if (word == "clause") return Takes::clause;
  if (word == "person-to") return Takes::person_to;
  if (word == "party") return Takes::party;
  if (word == "none") return Takes::none;
  return Takes::both;
}

}  // namespace

Lexicon::Lexicon(const CaseFacts& facts) {
  read_words();
  read_verbs();
  read_openers();
  read_nouns();
  read_names(facts);
  order();
}

WordEntry& Lexicon::entry(std::string_view word) { return entries_[word]; }

void Lexicon::read_words() {
  for (const text::Row& row : text::data_rows("stances/words.tsv")) {
    if (row.size() < 2) continue;
    if (row[0] == "condition" || row[0] == "emphasis" || row[0] == "refusal_opener") {
      for (const std::string_view phrase : text::split_list(row[1])) {
        const std::vector<std::string_view> words = text::split_list(phrase, ' ');
        WordEntry& first = entry(words[0]);
        auto& phrases = row[0] == "condition"  ? first.conditions
                        : row[0] == "emphasis" ? first.emphases
                                               : first.refusal_openers;
        phrases.emplace_back(words.begin() + 1, words.end());
        if (row[0] == "condition") first.classes |= kCondition;
      }
      continue;
    }
    const auto known =
        std::find_if(class_names.begin(), class_names.end(), [&](const ClassName& c) { return c.name == row[0]; });
    if (known == class_names.end()) continue;
    for (const std::string_view word : text::split_list(row[1])) entry(word).classes |= known->bit;
  }
  for (const text::Row& row : text::data_rows("stances/generic_terms.txt")) {
    entry(row[0]).classes |= kGeneric;
    entry(std::string(row[0]) + "s").classes |= kGeneric;
  }
}

void Lexicon::read_verbs() {
  std::unordered_map<std::string, std::array<std::string, 5>> irregular;
  for (const text::Row& row : text::data_rows("stances/irregular_verbs.tsv")) {
    if (row.size() < 5) continue;
    irregular[std::string(row[0])] = {std::string(row[0]), std::string(row[1]), std::string(row[2]),
                                      std::string(row[3]), std::string(row[4])};
  }
  for (const text::Row& row : text::data_rows("stances/verbs.tsv")) {
    if (row.size() < 6) continue;
    std::vector<PhrasePart> parts = parts_of(row[0]);
    const std::optional<Stance> stance = parse_stance(row[1]);
    const std::optional<Strength> strength = parse_strength(row[3]);
    if (parts.empty() || !stance || !strength) continue;
    StanceVerb verb;
    verb.stance = *stance;
    verb.polarity = polarity_of(row[2]);
    verb.strength = *strength;
    verb.takes = takes_of(row[4]);
    verb.clause_decides = row[5] == "content";
    verb.rest.assign(parts.begin() + 1, parts.end());
    for (const std::string& lemma : parts[0].words) {
      verb.head = lemma;
      const auto number = static_cast<std::uint32_t>(verbs_.size());
      if (row[0] == "refuse to") refusal_ = number;
      if (row[0] == "intend to") intention_ = number;
      verbs_.push_back(verb);
      const auto known = irregular.find(lemma);
      const std::array<std::string, 5> forms = known == irregular.end() ? regular_forms(lemma) : known->second;
      for (std::size_t form = 0; form < forms.size(); ++form) {
        for (const std::string_view spelling : text::split_list(forms[form])) {
          entry(spelling).verbs.push_back({number, static_cast<VerbForm>(form)});
        }
      }
    }
  }
}

void Lexicon::read_openers() {
  for (const text::Row& row : text::data_rows("stances/openers.tsv")) {
    if (row.size() < 3) continue;
    Opener opener;
    opener.parts = parts_of(row[0]);
    if (opener.parts.empty() || opener.parts[0].words.empty()) continue;
    if (const std::optional<Stance> stance = parse_stance(row[1])) {
      opener.says_stance = true;
      opener.stance = *stance;
    }
    opener.polarity = polarity_of(row[2]);
    const auto number = static_cast<std::uint32_t>(openers_.size());
    for (const std::string& first : opener.parts[0].words) entry(first).openers.push_back(number);
    openers_.push_back(std::move(opener));
  }
}

void Lexicon::read_nouns() {
  for (const text::Row& row : text::data_rows("stances/nouns.tsv")) {
    if (row.size() < 5) continue;
    const std::optional<Stance> stance = parse_stance(row[1]);
    const std::optional<Strength> strength = parse_strength(row[3]);
    if (!stance || !strength) continue;
    StanceNoun noun{*stance, polarity_of(row[2]), *strength, {}};
    for (const std::string_view word : text::split_list(row[4])) noun.opens.emplace_back(word);
    entry(row[0]).noun = std::move(noun);
  }
}

void Lexicon::add_name(std::string_view alias, std::uint32_t name, NameKind kind) {
  const std::vector<text::Token> tokens = text::tokenize(alias);
  std::vector<std::string> words;
  for (const text::Token& token : tokens) {
    std::string word = text::fold(token.span.in(alias));
    if (words.empty() && word == "the" && tokens.size() > 1) continue;
    words.push_back(std::move(word));
  }
  if (words.empty()) return;
  NameUse use;
  use.rest.assign(words.begin() + 1, words.end());
  use.name = name;
  use.kind = kind;
  const bool all_upper = std::all_of(alias.begin(), alias.end(), [](char c) { return c < 'a' || c > 'z'; });
  use.upper_only = all_upper && alias.size() <= 4 && words.size() == 1;
  use.any_case = std::none_of(alias.begin(), alias.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  std::vector<NameUse>& uses = entry(words[0]).names;
  const bool known = std::any_of(uses.begin(), uses.end(), [&](const NameUse& u) { return u.rest == use.rest; });
  if (!known) uses.push_back(std::move(use));
  if (kind != NameKind::party) return;
  if (const auto [party, fresh] = party_of_.enter(text::fold(alias)); fresh) party.value = name;
}

void Lexicon::read_names(const CaseFacts& facts) {
  const auto party = [&](std::string_view name) {
    names_.emplace_back(name);
    const auto number = static_cast<std::uint32_t>(names_.size() - 1);
    add_name(name, number, NameKind::party);
    return number;
  };
  for (const PartyFacts& fact : facts.parties) {  // first: what a person told goes before the lists
    const std::uint32_t number = party(fact.name);
    for (const std::string& alias : fact.aliases) add_name(alias, number, NameKind::party);
    for (const std::string& member : fact.members) add_name(member, number, NameKind::party);
  }
  const auto number_of = [&](std::string_view name) {
    const std::uint32_t* const known_party = party_of_.find(text::fold(name));
    return known_party == nullptr ? party(name) : *known_party;
  };
  const auto add_list = [&](const text::Row& row, std::size_t column, std::uint32_t number, NameKind kind) {
    if (row.size() <= column) return;
    for (const std::string_view alias : text::split_list(row[column])) add_name(alias, number, kind);
  };
  for (const text::Row& row : text::data_rows("gazetteer/countries.tsv")) {
    const std::uint32_t number = number_of(row[0]);
    add_list(row, 1, number, NameKind::party);
    add_list(row, 4, number, NameKind::party);
    add_list(row, 5, number, NameKind::party);
    add_list(row, 2, number, NameKind::adjective);
    add_list(row, 3, number, NameKind::party);
  }
  for (const std::string_view file : {"gazetteer/bodies.tsv", "gazetteer/negotiating_groups.tsv"}) {
    for (const text::Row& row : text::data_rows(file)) {
      const std::uint32_t number = number_of(row[0]);
      add_list(row, 1, number, NameKind::party);
      if (file == "gazetteer/bodies.tsv") add_list(row, 3, number, NameKind::adjective);
    }
  }
}

void Lexicon::order() {
  for (auto& [word, entry] : entries_.entries()) {
    std::stable_sort(entry.verbs.begin(), entry.verbs.end(), [&](const VerbUse& a, const VerbUse& b) {
      return verbs_[a.verb].rest.size() > verbs_[b.verb].rest.size();
    });
    std::stable_sort(entry.openers.begin(), entry.openers.end(), [&](std::uint32_t a, std::uint32_t b) {
      return openers_[a].parts.size() > openers_[b].parts.size();
    });
    std::stable_sort(entry.names.begin(), entry.names.end(),
                     [](const NameUse& a, const NameUse& b) { return a.rest.size() > b.rest.size(); });
    std::stable_sort(entry.conditions.begin(), entry.conditions.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
}

std::string Lexicon::party_of(std::string_view folded_name) const {
  const std::uint32_t* const known = party_of_.find(folded_name);
  return known == nullptr ? std::string() : names_[*known];
}

}  // namespace entente::frame
