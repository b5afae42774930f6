// Lists of speakers: "X", "the X", "X, Y and Z", "X, on behalf of the W Group, and Y", "Co-Chair N", "some parties".
//
// A member is, in this order: a name of the gazetteer; a role with or without a name ("Chair Ama Dery"); a name that
// the reader found; a run of capitalised words that no list knows ("the HARBOUR PILOTS LEAGUE"). Members are joined by
// commas and "and"; a list ends before the first word that starts no member. Each word is looked at a bounded number of
// times.
#include <algorithm>

#include "frame/clause.h"

namespace entente::frame {
namespace {

constexpr std::uint32_t longest_run = 14;  // words of a name that no list knows

class GroupParser {
 public:
  GroupParser(const std::vector<Word>& words, const Lexicon& lexicon, const std::vector<KnownName>& names)
      : words_(words), lexicon_(lexicon), names_(names) {}

  Group parse(std::uint32_t at) {
    Group group;
    group.words.first = at;
    std::uint32_t end = member(at, group);
    if (end == 0) return Group{};
    bool closed = false;  // after "X and Y" a comma alone adds nobody
    while (true) {
      bool bare = false;
      const std::uint32_t next = joined(end, bare);
      if (next == 0 || (closed && bare)) break;
      const std::uint32_t more = member(next, group);
      if (more == 0) break;
      closed |= !bare;
      group.bare_last = bare;
      group.last_member = next;
      group.before_last = end;
      end = more;
    }
    group.words.last = end;
    apposition(group);
    return group;
  }

 private:
  // "Ada Wirth, Harbour Institute, said": a person and whom she speaks for, not two speakers.
  static void apposition(Group& group) {
    if (group.speakers.size() != 2 || !group.bare_last || group.vague) return;
    if (group.speakers[1].nameless) {  // "Ada Wirth, the foreign minister, said"
      group.speakers.pop_back();
      return;
    }
    if (group.speakers[0].resolved || !group.speakers[0].behalf.empty()) return;
    group.speakers.erase(group.speakers.begin());
  }

  bool in(std::uint32_t at) const { return at < words_.size(); }
  bool is(std::uint32_t at, std::string_view word) const { return in(at) && words_[at].is(word); }
  bool comma(std::uint32_t at) const { return in(at) && words_[at].kind == text::TokenKind::comma; }

  // The word after ", " / "and" / ", and" / "as well as" that joins two members, else 0.
  std::uint32_t joined(std::uint32_t at, bool& bare) const {
    std::uint32_t next = at;
    if (comma(next)) ++next;
    if (is(next, "and") || is(next, "or") || is(next, "&")) return next + 1;
    if (is(next, "as") && is(next + 1, "well") && is(next + 2, "as")) return next + 3;
    bare = true;
    return next > at ? next : 0;
  }

  // Reads one member at `at` into the group and gives the word after it; 0 where none starts there.
  std::uint32_t member(std::uint32_t at, Group& group) {
    if (!in(at)) return 0;
    if (const std::uint32_t end = vague(at)) {
      group.vague = true;
      return named_among(end, group);
    }
    Speaker speaker;
    std::uint32_t end = named(at, speaker);
    if (end == 0) return 0;
    end = parenthesis(end);
    end = behalf(end, speaker);
    group.speakers.push_back(std::move(speaker));
    return end;
  }

  // "several parties, including X and Y,": reads X; what follows joins as in any list. `at` where none are named.
  std::uint32_t named_among(std::uint32_t at, Group& group) const {
    std::uint32_t next = comma(at) ? at + 1 : at;
    if (is(next, "including")) {
      ++next;
    } else if ((is(next, "such") && is(next + 1, "as"))) {
      next += 2;
    } else {
      return at;
    }
    Speaker speaker;
    const std::uint32_t end = in(next) ? named(next, speaker) : 0;
    if (end == 0) return at;
    const std::uint32_t after = behalf(parenthesis(end), speaker);
    group.speakers.push_back(std::move(speaker));
    return after;
  }

  std::uint32_t skip_the(std::uint32_t at) const { return is(at, "the") || is(at, "a") || is(at, "an") ? at + 1 : at; }

  // "others", "several Annex I parties", "a number of countries", "delegates".
  std::uint32_t vague(std::uint32_t at) const {
    std::uint32_t next = at;
    bool quantified = false;
    if (is(next, "a") && (is(next + 1, "number") || is(next + 1, "few") || is(next + 1, "range") ||
                          is(next + 1, "majority") || is(next + 1, "group"))) {
      next += is(next + 1, "few") ? 2 : is(next + 2, "of") ? 3 : 2;
      quantified = true;
    }
    if (is(next, "the") && is(next + 1, "others")) return next + 2;
    while (in(next) && words_[next].is(kVagueQuantifier)) {
      quantified = true;
      ++next;
    }
    std::uint32_t end = next;
    std::uint32_t limit = next + 5;
    while (in(end) && end < limit &&
           (words_[end].is(kVagueNoun) || words_[end].is("island") || words_[end].is("other")))
      ++end;
    if (end > next && (quantified || words_[end - 1].is(kVagueAlone))) {
      return quantified || end == next + 1 ? end : 0;
    }
    if (quantified && (words_[next - 1].is(kVagueAlone))) return next;
    return 0;
  }

  std::uint32_t named(std::uint32_t at, Speaker& speaker) const {
    std::uint32_t start = skip_the(at);
    if (is(start, "representative") || is(start, "representatives") || is(start, "delegate") ||
        is(start, "delegation")) {
      if (is(start + 1, "of") || is(start + 1, "for") || is(start + 1, "from")) start = skip_the(start + 2);
    }
    if (!in(start)) return 0;
    const std::uint32_t titles = start;
    while (in(start) && start < titles + 3 && words_[start].shape == text::Shape::lower &&
           words_[start].is(kPersonTitle))
      ++start;
    if (!in(start)) return 0;
    const std::uint32_t run = capital_run(start);
    if (const std::uint32_t end = known_bearer(start, run, speaker)) return end;
    start = titles == start ? start : titles;
    if (const std::uint32_t end = chairing(start, speaker)) {
      speaker.office = true;
      return end;
    }
    std::uint32_t listed = 0;
    const NameUse* use = listed_name(start, listed);
    const KnownName* known = known_name(start);
    if (use != nullptr) {
      // "Ruritanian Foreign Minister Ada Wirth" and "EU negotiators" speak for the party that the first word names.
      const std::uint32_t person = role_after(listed);
      if (person > listed) {
        speaker.name = lexicon_.names()[use->name];
        return person;
      }
      const bool longer = run > listed && use->kind == NameKind::party && !separable(listed, run);
      if (use->kind == NameKind::party && !longer) {
        if (is(listed, "$")) return 0;
        speaker.name = lexicon_.names()[use->name];
        return listed;
      }
    }
    if (known != nullptr) {
      speaker = known->speaker;
      std::uint32_t end = start;
      while (in(end) && words_[end].span.end <= known->span.end) ++end;
      return end;
    }
    if (run > start && worth(start, run)) {
      speaker.name = spelled(start, run);
      speaker.resolved = false;
      return run;
    }
    return 0;
  }

  // The longest name of the lists that starts at `at`; `end` becomes the word after it.
  const NameUse* listed_name(std::uint32_t at, std::uint32_t& end) const {
    const Word& word = words_[at];
    if (word.entry == nullptr) return nullptr;
    for (const NameUse& use : word.entry->names) {
      if (!use.any_case && !word.upper()) continue;
      if (use.upper_only && word.shape != text::Shape::upper) continue;
      std::uint32_t next = at + 1;
      const bool fits =
          std::all_of(use.rest.begin(), use.rest.end(), [&](const std::string& rest) { return is(next++, rest); });
      if (!fits) continue;
      end = next;
      return &use;
    }
    return nullptr;
  }

  // "Ruritanian Foreign Minister Ada Wirth": a person whose party is known, behind her titles; 0 where there is none.
  std::uint32_t known_bearer(std::uint32_t first, std::uint32_t last, Speaker& speaker) const {
    std::uint32_t at = first;
    while (at < last && at < first + 8) {
      const KnownName* known = known_name(at);
      if (known != nullptr && known->speaker.resolved && known->speaker.person) {
        speaker = known->speaker;
        while (in(at) && words_[at].span.end <= known->span.end) ++at;
        return at;
      }
      const bool title =
          words_[at].is(kPersonTitle | kRole) || (words_[at].entry != nullptr && !words_[at].entry->names.empty());
      if (!title && words_[at].upper() && at + 1 < last && words_[at + 1].is_word()) {
        ++at;  // "Senate Majority Leader N", "Defence Minister N"
        continue;
      }
      if (!title) return 0;
      ++at;
    }
    return 0;
  }

  const KnownName* known_name(std::uint32_t at) const {
    const std::uint32_t start = words_[at].span.start;
    const auto found = std::lower_bound(names_.begin(), names_.end(), start,
                                        [](const KnownName& name, std::uint32_t s) { return name.span.start < s; });
    return found != names_.end() && found->span.start == start ? &*found : nullptr;
  }

  // "Chair", "Co-Chair Dery", "SBI Chair Jan Novak", "the Executive Secretary".
  std::uint32_t chairing(std::uint32_t at, Speaker& speaker) const {
    std::uint32_t role = at;
    while (in(role) && role < at + 4 && !words_[role].is(kChairing) && words_[role].upper() && words_[role].is_word())
      ++role;
    if (!in(role) || !words_[role].is(kChairing) || (role == at && !words_[at].upper())) return 0;
    if (!words_[role].upper()) return 0;
    std::uint32_t end = role + 1;
    while (in(end) && words_[end].is(kChairing) && words_[end].upper()) ++end;
    std::uint32_t name = end;
    while (in(name) && name < end + 5 && words_[name].is_word() && words_[name].upper() && !words_[name].is(kConnector))
      ++name;
    if (name == end && comma(end)) {  // "The Co-Chair, Ama Dery, said"
      std::uint32_t last = end + 1;
      while (in(last) && last < end + 5 && words_[last].is_word() && words_[last].shape == text::Shape::capital) ++last;
      std::uint32_t listed = 0;
      if (last > end + 2 && comma(last) && listed_name(end + 1, listed) == nullptr) {
        speaker.name = spelled(role, end) + " " + spelled(end + 1, last);
        return last + 1;
      }
    }
    const std::uint32_t title = name > end ? role : (role > at && words_[role - 1].is("executive") ? role - 1 : role);
    speaker.name = spelled(title, name);
    speaker.nameless = name == end && speaker.name.find(' ') == std::string::npos;
    return name;
  }

  // After a party's name: roles and the name of whoever holds them. `at` where there is none.
  std::uint32_t role_after(std::uint32_t at) const {
    std::uint32_t next = at;
    bool role = false;
    while (in(next) && next < at + 8 && words_[next].is_word() &&
           (words_[next].upper() || words_[next].is(kSpokesman))) {
      role |= words_[next].is(kRole | kSpokesman | kPersonTitle);
      ++next;
    }
    return role ? next : at;
  }

  // The end of the run of capitalised words at `at`, with small words between capitals ("BUSINESS COUNCIL FOR A
  // SUSTAINABLE FUTURE").
  std::uint32_t capital_run(std::uint32_t at) const {
    std::uint32_t end = at;
    std::uint32_t next = at;
    while (in(next) && next < at + longest_run) {
      const Word& word = words_[next];
      if (word.is_word() && word.upper() && !(word.is(kPronoun) && next == at)) {
        end = ++next;
        continue;
      }
      if (end == at) break;
      const bool small = word.is("of") || word.is("for") || word.is("on") || word.is("the") || word.is("a") ||
                         word.is("de") || word.is("la") || word.is("&") ||
                         (word.is("and") && words_[end - 1].shape == text::Shape::upper);
      if (!small || next - end > 1) break;
      ++next;
    }
    return end;
  }

  // Whether what follows a listed name in a run of capitals is not part of the name: another member joined by "and".
  bool separable(std::uint32_t listed, std::uint32_t run) const {
    return !in(listed) || listed >= run || !words_[listed].upper();
  }

  // A run of capitals that no list knows is a name when it is more than a word at the start of a sentence.
  bool worth(std::uint32_t first, std::uint32_t last) const {
    if (words_[first].is(kPronoun | kFirstPerson | kDeterminer | kConnector | kPreposition | kAdverb | kCondition |
                         kVagueQuantifier))
      return false;
    const bool loud = std::all_of(words_.begin() + first, words_.begin() + last,
                                  [](const Word& w) { return w.shape == text::Shape::upper || !w.upper(); });
    if (!loud && last - first > 6) return false;
    if (last - first > 1) return true;
    const Word& word = words_[first];
    return word.folded.size() >= 2 && (word.shape == text::Shape::upper || word.shape == text::Shape::mixed);
  }

  // A name as it is written, capitals softened ("CLIMATE NETWORK" -> "Climate Network") where a word is no acronym.
  std::string spelled(std::uint32_t first, std::uint32_t last) const {
    std::string name;
    for (std::uint32_t i = first; i < last; ++i) {
      if (i > first && words_[i].space_before) name += ' ';
      const Word& word = words_[i];
      const bool small = last - first > 1 && i > first && word.is(kPreposition | kDeterminer | kConnector);
      const bool loud = word.shape == text::Shape::upper && (word.text.size() > 5 || small);
      std::string part(loud ? std::string_view(word.folded) : word.text);
      for (std::size_t k = 0; loud && k < part.size(); ++k) {
        const bool starts = !small && (k == 0 || part[k - 1] == '-');
        if (starts && part[k] >= 'a' && part[k] <= 'z') part[k] = static_cast<char>(part[k] - 32);
      }
      name += part;
    }
    return name;
  }

  // Skips "(Ruritania)" and "(IAEA)"; "(for the EU)" is left to `behalf`.
  std::uint32_t parenthesis(std::uint32_t at) const {
    if (!in(at) || words_[at].kind != text::TokenKind::bracket_open || is(at + 1, "for") || is(at + 1, "on")) return at;
    for (std::uint32_t i = at + 1; i < at + 8 && in(i); ++i) {
      if (words_[i].kind == text::TokenKind::bracket_close) return i + 1;
    }
    return at;
  }

  // ", for the G-77/China," or "on behalf of AOSIS": fills the speaker's `behalf` and gives the word after it.
  std::uint32_t behalf(std::uint32_t at, Speaker& speaker) const {
    std::uint32_t next = at;
    const bool set_off = comma(next) || (in(next) && words_[next].kind == text::TokenKind::bracket_open);
    if (set_off) ++next;
    if (is(next, "also")) ++next;
    if (is(next, "speaking")) ++next;
    bool full = false;
    if (is(next, "on") && is(next + 1, "behalf") && is(next + 2, "of")) {
      next += 3;
      full = true;
    } else if (is(next, "representing")) {
      next += 1;
      full = true;
    } else if (is(next, "for") && (set_off || next > at)) {
      next += 1;
    } else {
      return at;
    }
    const std::uint32_t start = skip_the(next);
    if (!in(start)) return at;
    std::uint32_t end = 0;
    const NameUse* use = listed_name(start, end);
    if (use != nullptr && use->kind == NameKind::party) {
      speaker.behalf = lexicon_.names()[use->name];
      while (in(end) && words_[end].upper() && words_[end].is_word()) ++end;  // "the LDC GROUP"
    } else {
      end = start;
      while (in(end) && end < start + 8 && !comma(end) && words_[end].kind != text::TokenKind::bracket_close &&
             words_[end].kind != text::TokenKind::stop && (full || set_off) && !verb_past(end)) {
        ++end;
      }
      const bool closed = comma(end) || (in(end) && words_[end].kind == text::TokenKind::bracket_close);
      const bool looks_like_group = std::any_of(words_.begin() + start, words_.begin() + end,
                                                [](const Word& w) { return w.upper() || w.is(kVagueNoun); });
      if (end == start || !(closed || full) || !looks_like_group) return at;
      speaker.behalf = as_written(start, end);
    }
    if (in(end) && words_[end].kind == text::TokenKind::bracket_open) end = parenthesis(end);
    if (in(end) && words_[end].kind == text::TokenKind::bracket_close) return end + 1;
    return end;
  }

  bool verb_past(std::uint32_t at) const {
    return words_[at].entry != nullptr && std::any_of(words_[at].entry->verbs.begin(), words_[at].entry->verbs.end(),
                                                      [](const VerbUse& use) { return use.form == VerbForm::past; });
  }

  std::string as_written(std::uint32_t first, std::uint32_t last) const {
    std::string name;
    for (std::uint32_t i = first; i < last; ++i) {
      if (i > first && words_[i].space_before) name += ' ';
      name += spelled(i, i + 1);
    }
    return name;
  }

  const std::vector<Word>& words_;
  const Lexicon& lexicon_;
  const std::vector<KnownName>& names_;
};

}  // namespace

Group group_at(const std::vector<Word>& words, std::uint32_t at, const Lexicon& lexicon,
               const std::vector<KnownName>& names) {
  if (at >= words.size()) return {};
  if (words[at].is(kPronoun) || words[at].is(kFirstPerson)) {
    Group group;
    group.pronoun = true;
    group.first_person = words[at].is(kFirstPerson);
    group.words = {at, at + 1};
    return group;
  }
  return GroupParser(words, lexicon, names).parse(at);
}

}  // namespace entente::frame
