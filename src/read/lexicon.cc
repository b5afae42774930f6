#include "read/lexicon.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "text/inflections.h"
#include "text/text.h"

namespace entente::read {
namespace {

const std::pair<std::string_view, std::uint32_t> class_names[] = {
    {"determiner", word_class::determiner},
    {"possessive", word_class::possessive},
    {"subject", word_class::subject},
    {"object", word_class::object},
    {"preposition", word_class::preposition},
    {"coordinator", word_class::coordinator},
    {"subordinator", word_class::subordinator},
    {"auxiliary", word_class::auxiliary},
    {"finite", word_class::finite},
    {"modal", word_class::modal},
    {"negation", word_class::negation},
    {"adverb", word_class::adverb},
    {"wh", word_class::wh},
    {"complementizer", word_class::complementizer},
    {"time", word_class::time},
    {"month", word_class::month},
    {"weekday", word_class::weekday},
    {"hedge", word_class::hedge},
    {"clitic", word_class::clitic},
    {"setting", word_class::setting},
    {"relative", word_class::relative},
};

bool ends_with(std::string_view word, std::string_view end) {
  return word.size() > end.size() + 2 && word.substr(word.size() - end.size()) == end;
}

}  // namespace

Lexicon::Lexicon() {
  read_grammar();
  read_cues();
  for (auto& known : words_.entries()) known.value.folded = known.word;
  read_weights();
}

WordInfo& Lexicon::at(std::string_view word) { return words_[word]; }

std::int16_t Lexicon::add_cue(Cue cue) {
  cues_.push_back(std::move(cue));
  return static_cast<std::int16_t>(cues_.size() - 1);
}

void Lexicon::read_grammar() {
  for (const text::Row& row : text::data_rows("grammar/words.tsv")) {
    if (row.size() < 2) continue;
    at(row[0]);  // rules may name the word even where it has no class
    for (const std::string_view name : text::split_list(row[1])) {
      for (const auto& [known, bit] : class_names) {
        if (known == name) at(row[0]).classes |= bit;
      }
    }
  }
}

void Lexicon::read_cues() {
  const text::Inflections inflections;
  const auto add_forms = [&](std::string_view lemma, std::int16_t cue) {
    const text::VerbForms forms = inflections.of(lemma);
    const std::pair<const std::string*, std::uint16_t> all[] = {{&forms.base, verb_form::base},
                                                                {&forms.third, verb_form::third},
                                                                {&forms.past, verb_form::past},
                                                                {&forms.participle, verb_form::participle},
                                                                {&forms.gerund, verb_form::gerund}};
    for (const auto& [word, form] : all) {
      WordInfo& info = at(*word);
      info.forms |= form;
      if (cue >= 0 && info.verb < 0) info.verb = cue;
    }
  };
  for (const text::Row& row : text::data_rows("cues/verbs.tsv")) {
    if (row.size() >= 2) add_forms(row[0], add_cue({std::string(row[0]), CueKind::verb, std::string(row[1]), {}}));
  }
  for (const text::Row& row : text::data_rows("cues/documents.txt")) {
    documents_.emplace(row[0]);
    documents_.insert(text::plural_of(row[0]));
  }
  for (const text::Row& row : text::data_rows("grammar/verbs.txt")) add_forms(row[0], -1);
  const auto followers = [](std::string_view list) {
    std::vector<std::string> words;
    for (const std::string_view word : text::split_list(list)) words.emplace_back(word);
    return words;
  };
  for (const text::Row& row : text::data_rows("cues/nouns.tsv")) {
    if (row.size() < 2) continue;
    const std::int16_t cue = add_cue({std::string(row[0]), CueKind::noun, "noun", followers(row[1])});
    at(row[0]).noun = cue;
    at(text::plural_of(row[0])).noun = cue;
  }
  for (const text::Row& row : text::data_rows("cues/adjectives.tsv")) {
    if (row.size() < 2) continue;
    at(row[0]).adjective = add_cue({std::string(row[0]), CueKind::adjective, "adjective", followers(row[1])});
  }
}

void Lexicon::read_weights() {
  std::map<std::pair<std::string, CueKind>, std::int16_t> index;
  for (std::size_t i = 0; i < cues_.size(); ++i) index[{cues_[i].lemma, cues_[i].kind}] = static_cast<std::int16_t>(i);
  struct Observation {
    std::int16_t cue;
    std::string pattern;
    Count count;
  };
  std::vector<Observation> observations;
  std::map<std::pair<std::string, std::string>, Count> features;
  std::map<std::string, Count> totals;
  std::map<std::pair<std::string, std::string>, Count> by_class;
  std::vector<Count> by_cue(cues_.size());
  std::map<std::string, Count> by_pattern;
  for (const text::Row& row : text::data_rows("cues/weights.tsv")) {
    if (row.size() < 5) continue;
    if (row[0].starts_with('*')) {
      // "*source", class, kind of source: as many were cues, as many stood there.
      const Count count{std::stod(std::string(row[3])), std::stod(std::string(row[4]))};
      features[{std::string(row[0]) + " " + std::string(row[1]), std::string(row[2])}] = count;
      Count& sum = totals[std::string(row[0]) + " " + std::string(row[1])];
      sum.cue += count.cue;
      sum.seen += count.seen;
      continue;
    }
    const CueKind kind = row[1] == "noun" ? CueKind::noun : row[1] == "adjective" ? CueKind::adjective : CueKind::verb;
    const auto cue = index.find({std::string(row[0]), kind});
    if (cue == index.end()) continue;
    const Count count{std::stod(std::string(row[3])), std::stod(std::string(row[4]))};
    observations.push_back({cue->second, std::string(row[2]), count});
    const auto add = [&](Count& sum) {
      sum.cue += count.cue;
      sum.seen += count.seen;
    };
    add(by_class[{cues_[static_cast<std::size_t>(cue->second)].group, std::string(row[2])}]);
    add(by_cue[static_cast<std::size_t>(cue->second)]);
    add(by_pattern[std::string(row[2])]);
  }
  constexpr double pull = 3;  // observations' worth
  const auto blend = [](const Count& count, double prior) { return (count.cue + pull * prior) / (count.seen + pull); };
  chances_.resize(cues_.size());
  usual_.resize(cues_.size());
  for (std::size_t i = 0; i < cues_.size(); ++i) {
    for (const auto& [key, count] : by_class) {
      if (key.first == cues_[i].group) chances_[i][key.second] = blend(count, blend(by_pattern[key.second], 0.5));
    }
    usual_[i] = blend(by_cue[i], 0.4);
  }
  for (const auto& [key, count] : features) {
    // How much likelier the feature is with cues than without, smoothed towards no difference.
    const Count& total = totals[key.first];
    const double others = std::max(total.seen - total.cue, 1.0);
    const double with = (count.cue + 2) / (total.cue + 4);
    const double without = (count.seen - count.cue + 2) / (others + 4);
    evidence_[key.first + " " + key.second] = {std::log(with / without), 0};
  }
  for (const Observation& seen : observations) {
    double& chance = chances_[static_cast<std::size_t>(seen.cue)][seen.pattern];
    chance = blend(seen.count, chance);
  }
}

double Lexicon::evidence(std::int16_t cue, std::string_view feature, std::string_view value) const {
  std::string key(feature);
  key += ' ';
  key += cues_[static_cast<std::size_t>(cue)].group;
  key += ' ';
  key += value;
  const auto at = evidence_.find(key);
  return at == evidence_.end() ? 0.0 : at->second.cue;
}

double Lexicon::source_evidence(std::int16_t cue, std::string_view source_kind) const {
  return evidence(cue, "*source", source_kind);
}
double Lexicon::mood_evidence(std::int16_t cue, std::string_view mood) const { return evidence(cue, "*mood", mood); }

WordInfo Lexicon::info(std::string_view folded) const {
  if (const WordInfo* const known = words_.find(folded)) return *known;
  WordInfo info;
  if (folded.find('-') != std::string_view::npos) return info;
  if (ends_with(folded, "ly")) info.classes = word_class::adverb;
  if (ends_with(folded, "ed")) info.forms = verb_form::past | verb_form::participle;
  if (ends_with(folded, "ing")) info.forms = verb_form::gerund;
  return info;
}

double Lexicon::chance(std::int16_t cue, std::string_view pattern) const {
  const double* const known = chances_[static_cast<std::size_t>(cue)].find(pattern);
  return known == nullptr ? usual_[static_cast<std::size_t>(cue)] : *known;
}

}  // namespace entente::read
