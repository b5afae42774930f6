// Offices that two tellings give one person differently, and words that they give to different persons.
#include <algorithm>

#include "frame/discrepancies_prepare.h"

namespace entente::frame {
namespace {

using Titled = PreparedTelling::Titled;
using Attribution = PreparedTelling::Attribution;

constexpr double same_words = 0.5;  // similarity of sentences whose speakers are compared
constexpr double same_words_elsewhere = 0.6;

bool is_name_word(const ToldWord& word) { return word.capital && !word.punctuation && word.folded.size() > 1; }

// Words of offices that are cut short in front of names.
std::string full_title(const std::string& word) {
  static const std::pair<std::string_view, std::string_view> cut[] = {{"sen", "senator"},
                                                                      {"rep", "representative"},
                                                                      {"gov", "governor"},
                                                                      {"gen", "general"},
                                                                      {"lt", "lieutenant"},
                                                                      {"col", "colonel"},
                                                                      {"prof", "professor"},
                                                                      {"pres", "president"},
                                                                      {"amb", "ambassador"},
                                                                      {"congressman", "representative"},
                                                                      {"congresswoman", "representative"}};
  std::string_view bare(word);
  if (bare.ends_with('.')) bare.remove_suffix(1);
  for (const auto& [from, to] : cut) {
    if (bare == from) return std::string(to);
  }
  return std::string(bare);
}

bool is_connective(std::string_view word) { return word == "of" || word == "for" || word == "the" || word == "to"; }

class TitleReader {
 public:
  TitleReader(PreparedTelling& text, const DiscrepancyWords& words, const text::Gazetteer& gazetteer, WordMemo& memo)
      : text_(text), words_(words), gazetteer_(gazetteer), memo_(memo) {}

  void read() {
    for (const ToldSentence& sentence : text_.told.sentences) {
      for (std::uint32_t i = sentence.furniture; i < sentence.words.size();) {
        std::uint32_t last = i;
        while (last < sentence.words.size() && is_name_word(sentence.words[last])) ++last;
        if (last > i) take(sentence, i, last);
        i = std::max(last, i + 1);
      }
    }
  }

 private:
  bool is_office_word(const std::string& word) {
    KnownWord::Office& office = memo_[word].office;
    if (office == KnownWord::Office::unasked) {
      const text::Hit hit = gazetteer_.look_up(full_title(word));
      office = hit.sense(text::EntryKind::title) != nullptr ? KnownWord::Office::yes : KnownWord::Office::no;
    }
    return office == KnownWord::Office::yes;
  }

  // A run of capital words [first, last): office, then the name's one to three words.
  void take(const ToldSentence& sentence, std::uint32_t first, std::uint32_t last) {
    const auto& in = sentence.words;
    // The office ends with the last word that is one.
    std::uint32_t name = first;
    for (std::uint32_t i = first; i < last; ++i) {
      if (is_office_word(in[i].folded) || words_.qualifier_of.contains(in[i].folded)) name = i + 1;
    }
    // Small words in front: "former", "acting", "then-".
    std::uint32_t begin = first;
    while (begin > 0 && !in[begin - 1].punctuation && first - begin < 4 &&
           (words_.qualifier_of.contains(in[begin - 1].folded) || is_office_word(in[begin - 1].folded))) {
      --begin;
    }
    // "former national security adviser": on over plain words to a qualifier.
    for (std::uint32_t i = begin;
         i > 0 && begin < first && begin - i < 4 && in[i - 1].weight > 0 && !in[i - 1].punctuation; --i) {
      if (words_.qualifier_of.contains(in[i - 1].folded)) begin = i - 1;
    }
    if (name >= last || (name == first && begin == first)) return;
    if (last - name > 3) return;
    while (begin < name && in[begin].starts && in[begin].weight == 0) ++begin;  // "While President …"
    Titled titled;
    titled.surname = in[last - 1].folded;
    titled.span = words_span(sentence, begin, last);
    for (std::uint32_t i = begin; i < name; ++i) {
      std::string word = in[i].folded;
      if (word.starts_with("then-")) {
        titled.then = true;
        word.erase(0, 5);
      } else if (word.starts_with("ex-")) {
        titled.qualifiers.insert("former");
        word.erase(0, 3);
      }
      std::string bare = word.ends_with('.') ? word.substr(0, word.size() - 1) : word;
      if (const auto at = words_.qualifier_of.find(bare); at != words_.qualifier_of.end()) {
        titled.qualifiers.insert(at->second);
      } else if (!is_connective(word) && gazetteer_.party_of(in[i].span.in(text_.told.text)).empty()) {
        titled.heads.push_back(full_title(word));
      }
      if (word.size() > 6 && word.ends_with("-elect")) titled.qualifiers.insert("elect");
    }
    // "former aides, among them strategist X and Secretary Y"
    for (std::uint32_t i = 0; i < begin; ++i) {
      const auto at = words_.qualifier_of.find(in[i].folded);
      titled.then = titled.then || (at != words_.qualifier_of.end() && at->second == "former");
    }
    text_.titles.push_back(std::move(titled));
  }

  PreparedTelling& text_;
  const DiscrepancyWords& words_;
  const text::Gazetteer& gazetteer_;
  WordMemo& memo_;
};

bool is_pronoun(std::string_view word) { return word == "he" || word == "she"; }

// The last word of the name that ends before word `end`, walking back over at most `most` words; empty where there is
// none.
std::string name_before(const ToldSentence& sentence, std::uint32_t end, std::uint32_t most) {
  for (std::uint32_t i = end; i > 0 && end - i < most; --i) {
    const ToldWord& word = sentence.words[i - 1];
    if (word.punctuation && word.folded != ",") return "";
    if (is_name_word(word) && !word.quoted && !(word.starts && word.weight == 0)) return word.folded;
    if (is_pronoun(word.folded)) return word.folded;
  }
  return "";
}

std::string name_after(const ToldSentence& sentence, std::uint32_t begin, std::uint32_t most) {
  std::string name;
  for (std::uint32_t i = begin; i < sentence.words.size() && i < begin + most; ++i) {
    const ToldWord& word = sentence.words[i];
    if (word.punctuation) break;
    if (is_name_word(word))
      name = word.folded;
    else if (!name.empty())
      break;
    if (is_pronoun(word.folded)) return word.folded;
  }
  return name;
}

void read_attributions(PreparedTelling& text, const DiscrepancyWords& words) {
  std::string last_person;
  for (std::uint32_t s = 0; s < text.told.sentences.size(); ++s) {
    const ToldSentence& sentence = text.told.sentences[s];
    std::optional<Attribution> main;
    for (std::uint32_t i = 0; i < sentence.words.size(); ++i) {
      const ToldWord& word = sentence.words[i];
      if (word.quoted) continue;
      Attribution attribution;
      attribution.sentence = s;
      if (word.folded == "according" && i + 1 < sentence.words.size() && sentence.words[i + 1].folded == "to") {
        attribution.speaker = name_after(sentence, i + 2, 6);
        attribution.first = i;
        attribution.last = std::min<std::uint32_t>(i + 4, static_cast<std::uint32_t>(sentence.words.size()));
      } else if (!word.punctuation && words.telling.find(word.folded) != nullptr && i > 0 &&
                 !word.folded.ends_with("ing") && sentence.words[i - 1].folded != "to" &&
                 sentence.words[i - 1].folded != "the" && sentence.words[i - 1].folded != "a") {
        attribution.speaker = name_before(sentence, i, 8);
        if (attribution.speaker.empty()) attribution.speaker = name_after(sentence, i + 1, 4);
        attribution.first = i > 2 ? i - 2 : 0;
        attribution.last = i + 1;
        attribution.cue = word.folded;
        attribution.at = i;
      }
      if (attribution.speaker.empty()) continue;
      if (is_pronoun(attribution.speaker)) {
        attribution.speaker = last_person;
        attribution.by_pronoun = true;
      }
      if (attribution.speaker.empty()) continue;
      // The first cue outside the quotation is the sentence's own; "according to" says it even so.
      if (!main || word.folded == "according") main = attribution;
    }
    // "These allies are wary that"
    for (std::uint32_t i = 2; !main && i < sentence.words.size(); ++i) {
      const std::string* const force = words.force_of.find(sentence.words[i].folded);
      if (force == nullptr || *force != "fear" || sentence.words[i].quoted) continue;
      const ToldWord& link = sentence.words[i - 1];
      const ToldWord& subject = sentence.words[i - 2];
      if ((link.folded == "is" || link.folded == "are" || link.folded == "was" || link.folded == "were") &&
          subject.weight > 0) {
        main = Attribution{subject.folded, false, "", s, i - 2, i + 1, i};
      }
    }
    if (!main) {
      for (std::uint32_t i = 0; i + 2 < sentence.words.size() && i < 3; ++i) {
        if (sentence.words[i].folded != "there" && sentence.words[i].folded != "it") continue;
        for (std::uint32_t k = i + 1; k < std::min<std::size_t>(i + 6, sentence.words.size()); ++k) {
          if (const std::string* const force = words.force_of.find(sentence.words[k].folded);
              force != nullptr && *force == "fear") {
            main = Attribution{"", true, "", s, i, k + 1, k};
            break;
          }
        }
        if (main) break;
      }
    }
    if (main) text.attributions.push_back(*main);
    if (main && !main->speaker.empty()) last_person = main->speaker;
  }
}

bool share_a_word(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& word) { return std::find(b.begin(), b.end(), word) != b.end(); });
}

bool differ_in_qualifiers(const Titled& x, const Titled& y) {
  if (!x.then && !y.then) return x.qualifiers != y.qualifiers;
  auto without_former = [](std::set<std::string> qualifiers) {
    qualifiers.erase("former");
    return qualifiers;
  };
  return without_former(x.qualifiers) != without_former(y.qualifiers);
}

}  // namespace

void prepare_names(PreparedTelling& text, const DiscrepancyWords& words, const text::Gazetteer& gazetteer,
                   WordMemo& memo) {
  TitleReader(text, words, gazetteer, memo).read();
  read_attributions(text, words);
}

void find_titles(const Comparison& comparison, Findings& found) {
  std::map<std::string, std::pair<std::vector<const Titled*>, std::vector<const Titled*>>> persons;
  for (const Titled& titled : comparison.a.titles) persons[titled.surname].first.push_back(&titled);
  for (const Titled& titled : comparison.b.titles) persons[titled.surname].second.push_back(&titled);
  for (const auto& [surname, both] : persons) {
    const auto& [in_a, in_b] = both;
    if (in_a.empty() || in_b.empty()) continue;
    auto all_qualifiers = [](const std::vector<const Titled*>& list) {
      std::set<std::string> all;
      for (const Titled* titled : list) all.insert(titled->qualifiers.begin(), titled->qualifiers.end());
      return all;
    };
    const std::set<std::string> qualifiers_a = all_qualifiers(in_a);
    const std::set<std::string> qualifiers_b = all_qualifiers(in_b);
    const Titled* a = nullptr;
    const Titled* b = nullptr;
    for (const Titled* x : in_a) {
      for (const Titled* y : in_b) {
        if (a != nullptr) break;
        // One of them always says "former", the other never.
        const bool one_office = !x->heads.empty() && share_a_word(x->heads, y->heads);
        const bool differ = differ_in_qualifiers(*x, *y) &&
                            std::none_of(in_a.begin(), in_a.end(),
                                         [&](const Titled* t) {
                                           return t->qualifiers == y->qualifiers && share_a_word(t->heads, y->heads);
                                         }) &&
                            std::none_of(in_b.begin(), in_b.end(), [&](const Titled* t) {
                              return t->qualifiers == x->qualifiers && share_a_word(t->heads, x->heads);
                            });
        const bool other_office =
            comparison.rewrites && !x->heads.empty() && !y->heads.empty() &&
            std::none_of(in_a.begin(), in_a.end(), [&](const Titled* t) { return share_a_word(t->heads, y->heads); }) &&
            std::none_of(in_b.begin(), in_b.end(), [&](const Titled* t) { return share_a_word(t->heads, x->heads); });
        if ((one_office && differ) || other_office) {
          a = x;
          b = y;
        }
      }
    }
    if (a != nullptr) found.push_back({DiscrepancyKind::title, a->span, b->span});
  }
}

void find_attributions(const Comparison& comparison, Findings& found) {
  for (const SentencePair& pair : comparison.pairs) {
    if (pair.similarity < (comparison.rewrites ? same_words : same_words_elsewhere)) continue;
    for (const Attribution& a : comparison.a.attributions) {
      if (a.sentence != pair.a) continue;
      for (const Attribution& b : comparison.b.attributions) {
        if (b.sentence != pair.b || a.speaker == b.speaker) continue;
        const ToldSentence& in_a = comparison.a.told.sentences[a.sentence];
        const ToldSentence& in_b = comparison.b.told.sentences[b.sentence];
        if (!comparison.rewrites && (a.by_pronoun || b.by_pronoun)) continue;
        if (!a.speaker.empty() && !b.speaker.empty()) {
          // Both speakers are known to both texts as speakers; else it is one by another name.
          auto speaks_in = [](const PreparedTelling& text, const std::string& name) {
            return std::any_of(text.attributions.begin(), text.attributions.end(),
                               [&](const Attribution& x) { return x.speaker == name; });
          };
          auto stands_in = [](const ToldSentence& sentence, const std::string& name) {
            return std::any_of(sentence.words.begin(), sentence.words.end(),
                               [&](const ToldWord& word) { return word.folded == name; });
          };
          if (!speaks_in(comparison.a, b.speaker) || !speaks_in(comparison.b, a.speaker)) continue;
          if (stands_in(in_a, b.speaker) || stands_in(in_b, a.speaker)) continue;
        } else if (!comparison.rewrites) {
          continue;
        }
        found.push_back(
            {DiscrepancyKind::attribution, around(in_a, a.first, a.last, 4), around(in_b, b.first, b.last, 4)});
      }
    }
  }
}

}  // namespace entente::frame
