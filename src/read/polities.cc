// Three signs make a run of capitals a polity: it owns a title or a state's body, it stands behind "of" after one or
// after a word for a realm ("the Republic of"), or another polity is joined to it by "and". A person may own a
// spokesman, an office or a brother, so these are no signs; and what is the surname in a longer run is none by its
// genitive alone.
#include "read/polities.h"

#include <algorithm>

namespace entente::read {
namespace {

using text::EntryKind;
using text::TitleKind;
using text::TokenKind;
namespace wc = word_class;

class PolityFinder {
 public:
  PolityFinder(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads)
      : analysis_(analysis), gazetteer_(gazetteer), heads_(heads) {}

  Polities run() {
    const auto size = static_cast<std::uint32_t>(analysis_.words.size());
    for (std::uint32_t i = 0; i < size;) {
      if (!in_run(i)) {
        ++i;
        continue;
      }
      std::uint32_t end = i + 1;
      while (end < size && at(end).sentence == at(i).sentence && in_run(end)) ++end;
      look_at({i, end});
      i = end;
    }
    std::erase_if(by_genitive_, [&](const auto& entry) { return surnames_.contains(entry.first); });
    for (const auto& [folded, words] : by_genitive_) found_.places.insert(folded);
    if (!found_.places.empty()) join_pairs();
    for (const auto& [folded, word] : adjectives_) name_of_adjective(folded, word);
    return std::move(found_);
  }

 private:
  const Word& at(std::uint32_t i) const { return analysis_.words[i]; }
  std::string folded(Range words) const { return text::fold(analysis_.text_of(words)); }
  bool in_run(std::uint32_t i) const {
    const Word& word = at(i);
    return word.token.kind == TokenKind::word && word.token.starts_upper() && word.info.classes == 0;
  }

  // The title or listed name that starts at a word.
  text::Hit hit_at(std::uint32_t i) const {
    std::vector<text::Token> tokens;
    const auto last = std::min<std::uint32_t>(i + 5, static_cast<std::uint32_t>(analysis_.words.size()));
    for (std::uint32_t k = i; k < last; ++k) tokens.push_back(at(k).token);
    text::Hit hit = gazetteer_.match(analysis_.text(), tokens, 0);
    hit.last += i;
    return hit;
  }

  static bool is_office(const text::Hit& hit) {
    const text::Sense* title = hit.sense(EntryKind::title);
    return title != nullptr && title->entry->title == TitleKind::state;
  }

  bool is_state_body(std::uint32_t i) const {
    return at(i).token.kind == TokenKind::word && heads_.relates(text::fold(analysis_.text_of(i)), relation::state) &&
           !heads_.relates(text::fold(analysis_.text_of(i)), relation::staff);
  }

  // What is named so elsewhere is no new polity.
  bool is_known(Range words) const {
    const text::Hit hit = hit_at(words.first);
    if (hit.last <= words.first || hit.senses.empty()) return false;
    if (hit.sense(EntryKind::given_name) != nullptr && words.size() > 1) return true;  // a person
    return hit.last >= words.last;
  }

  bool is_body(Range words) const {
    return words.size() > 1 &&
           heads_.kind_of(text::fold(analysis_.text_of(words.last - 1))) == MentionKind::organisation;
  }

  void look_at(Range run) {
    const Range sentence = analysis_.sentence_of(run.first).words;
    if (run.size() > 1) surnames_.insert(text::fold(analysis_.text_of(run.last - 1)));
    note_adjective(run);
    if (run.size() > 3) return;
    const bool opens = run.first == sentence.first;
    if (run.last < sentence.last && at(run.last).token.kind == TokenKind::clitic && at(run.last).is("'s")) {
      if (owns_office(run.last + 1, sentence.last) && !is_known(run) && !is_body(run)) {
        if (run.size() == 1) {
          by_genitive_.try_emplace(folded(run), run);
        } else if (!opens || run.size() == 2) {
          found_.places.insert(folded(run));
        }
      }
    }
    if (run.first >= sentence.first + 2 && at(run.first - 1).is("of") && is_headed(run.first - 1, sentence.first) &&
        !is_known(run) && !is_body(run)) {
      found_.places.insert(folded(run));
    }
  }

  // "… 's chief negotiator", "… 's interior ministry"
  bool owns_office(std::uint32_t start, std::uint32_t end) const {
    for (std::uint32_t k = start; k < end && k < start + 4; ++k) {
      const Word& word = at(k);
      if (word.token.kind != TokenKind::word || word.is(wc::preposition | wc::finite | wc::modal | wc::determiner))
        return false;
      if (is_state_body(k)) return true;
      const text::Hit hit = hit_at(k);
      // "Norvia's trade secretary"; but a person may have a secretary as well.
      const bool portfolio = k > start && at(start).token.shape == text::Shape::lower && at(start).info.forms != 0 &&
                             !at(start).info.form(verb_form::past) && folded({hit.last - 1, hit.last}) == "secretary";
      if (is_office(hit) &&
          (portfolio || !heads_.relates(text::fold(analysis_.text_of(hit.last - 1)), relation::reach)) &&
          !text::fold(analysis_.text_of(k)).starts_with("spokes"))
        return true;
    }
    return false;
  }

  // "government of", "president of", "Governor Mara Vell of"
  bool is_headed(std::uint32_t of, std::uint32_t floor) const {
    if (is_state_body(of - 1) || heads_.relates(text::fold(analysis_.text_of(of - 1)), relation::realm)) return true;
    for (std::uint32_t back = 1; back <= 5 && of >= floor + back; ++back) {
      const std::uint32_t k = of - back;
      if (!at(k).is_word() || at(k).is(wc::finite | wc::modal)) break;
      if (is_state_body(k) && at(k).token.starts_upper() && all_of_name({k + 1, of})) return true;
      const text::Hit hit = hit_at(k);
      if (!is_office(hit)) continue;
      // Only the name of its holder or its portfolio may stand between.
      if (hit.last <= of && all_of_name({hit.last, of})) return true;
    }
    return false;
  }

  // "Ministry [of Labour] of"
  bool all_of_name(Range words) const {
    for (std::uint32_t k = words.first; k < words.last; ++k) {
      if (!at(k).token.starts_upper() && !at(k).is_one_of({"of", "and", "for"})) return false;
    }
    return true;
  }

  // "Norvia and Estmark"
  void join_pairs() {
    const auto size = static_cast<std::uint32_t>(analysis_.words.size());
    for (std::uint32_t i = 0; i + 2 < size; ++i) {
      if (!at(i + 1).is("and") || !in_run(i) || !in_run(i + 2) || at(i).sentence != at(i + 2).sentence) continue;
      if ((i > 0 && in_run(i - 1)) || (i + 3 < size && in_run(i + 3))) continue;
      const bool left = found_.has(folded({i, i + 1}));
      const bool right = found_.has(folded({i + 2, i + 3}));
      if (left == right) continue;
      const Range other = left ? Range{i + 2, i + 3} : Range{i, i + 1};
      if (!is_known(other) && !surnames_.contains(folded(other))) found_.places.insert(folded(other));
    }
  }

  // A word that is alone, or stands before a title or a body ("Norvian Trade Minister Mara Vell").
  void note_adjective(Range run) {
    const std::uint32_t word = run.first;
    const std::string_view written = analysis_.text_of(word);
    if (written.size() < 5) return;
    const char last = written.back();
    if (last != 'n' && last != 'e' && last != 'h' && last != 'i' && last != 'r') return;
    const auto& endings = text::demonym_endings();
    const bool fits = std::any_of(endings.begin(), endings.end(),
                                  [&](const auto& ending) { return written.ends_with(ending.second); });
    if (!fits) return;
    std::string key = text::fold(written);
    if (is_state_adjective(word)) of_state_.insert(key);
    if (adjectives_.contains(key)) return;
    if (run.size() > 1 && hit_at(word + 1).sense(EntryKind::title) == nullptr && !is_body(run)) return;
    const text::Hit hit = hit_at(word);
    if (hit.last > word && !hit.senses.empty()) return;
    adjectives_.emplace(std::move(key), word);
  }

  // "the Norvian premier", "a Norvian ministry": made like an adjective, within a sentence, before an office or a body
  // that only states have.
  bool is_state_adjective(std::uint32_t word) const {
    const std::string_view written = analysis_.text_of(word);
    const Range sentence = analysis_.sentence_of(word).words;
    const bool made =
        written.size() >= 6 && (written.ends_with("an") || written.ends_with("ese") || written.ends_with("ish"));
    if (!made || word < sentence.first + 1 || word + 1 >= sentence.last || !at(word - 1).is(wc::determiner) ||
        heads_.relates(text::fold(written), relation::wide))
      return false;
    if (is_state_body(word + 1)) return true;
    const text::Hit hit = hit_at(word + 1);
    return is_office(hit) && (heads_.relates(text::fold(analysis_.text_of(hit.last - 1)), relation::office) ||
                              heads_.relates(text::fold(analysis_.text_of(hit.last - 1)), relation::envoy));
  }

  void name_of_adjective(const std::string& key, std::uint32_t word) {
    const std::string_view written = analysis_.text_of(word);
    for (const auto& [place, adjective] : text::demonym_endings()) {
      if (!written.ends_with(adjective) || written.size() < adjective.size() + 3) continue;
      std::string name(written.substr(0, written.size() - adjective.size()));
      name += place;
      if (name.size() < 3 || name == written) continue;
      const text::Hit known = gazetteer_.look_up(name);
      if (known.last > 0 && !known.senses.empty()) {
        // A country's adjectives are listed with it; those of a party of the case are not.
        const text::Sense* party = known.sense(EntryKind::party);
        if (party == nullptr) continue;
        found_.demonyms.emplace(key, party->entry->name);
        return;
      }
      name = as_it_stands(name);
      if (name.empty()) continue;
      found_.places.insert(text::fold(name));
      found_.demonyms.emplace(key, std::move(name));
      return;
    }
    // A place that the text does not name: its offices and bodies speak for it all the same, under the adjective.
    if (of_state_.contains(key)) found_.demonyms.emplace(key, std::string(written));
  }

  // The name as the text has it: by itself, or with the one capitalised word that stands before it everywhere ("Lower
  // Tarsa"); empty where the text has it not.
  std::string as_it_stands(const std::string& name) const {
    std::string before;
    bool alone = false;
    bool met = false;
    const auto places = capitals().find(name);
    for (const std::uint32_t i : places == capitals().end() ? std::vector<std::uint32_t>() : places->second) {
      met = true;
      const bool compound = i > analysis_.sentence_of(i).words.first && in_run(i - 1) && !is_office(hit_at(i - 1)) &&
                            !found_.demonyms.contains(text::fold(analysis_.text_of(i - 1)));
      if (!compound || (!before.empty() && before != analysis_.text_of(i - 1)))
        alone = true;
      else
        before = analysis_.text_of(i - 1);
    }
    if (!met) return {};
    return alone || before.empty() ? name : before + " " + name;
  }

  // Where each word with a capital stands; made when first asked for.
  const std::unordered_map<std::string_view, std::vector<std::uint32_t>>& capitals() const {
    if (capitals_.empty()) {
      for (std::uint32_t i = 0; i < analysis_.words.size(); ++i) {
        if (at(i).token.starts_upper()) capitals_[analysis_.text_of(i)].push_back(i);
      }
    }
    return capitals_;
  }

  const Analysis& analysis_;
  const text::Gazetteer& gazetteer_;
  const NameHeads& heads_;
  std::unordered_set<std::string> surnames_;            // last words of longer runs
  std::unordered_map<std::string, Range> by_genitive_;  // single names that own an office
  std::unordered_map<std::string, std::uint32_t> adjectives_;
  std::unordered_set<std::string> of_state_;  // adjectives that stand before what only states have
  mutable std::unordered_map<std::string_view, std::vector<std::uint32_t>> capitals_;
  Polities found_;
};

}  // namespace

Polities find_polities(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads) {
  return PolityFinder(analysis, gazetteer, heads).run();
}

}  // namespace entente::read
