// A complement is cut in this order: conditions off ("only if …"), then asides (", which …", "because …"), then its
// opening ("the need to", "that"), then at the joints of a list whose members are alike: clauses with "that",
// infinitives, -ing forms, noun phrases with determiners, members of a list with semicolons. One pass each: O(n).
#include "frame/things.h"

#include <algorithm>

namespace entente::frame {
namespace {

using text::TokenKind;

class Analysis {
 public:
  Analysis(const std::vector<Word>& words, const StanceVerb& verb, const Predicate& predicate, const Lexicon& lexicon)
      : words_(words), verb_(verb), predicate_(predicate), lexicon_(lexicon) {}

  Complement run(Range range) {
    range = trimmed(words_, range);
    range = without_conditions(range);
    const Range whole = range;
    range = trimmed(words_, without_asides(range));
    if (range.empty()) return std::move(out_);
    out_.anaphoric = anaphoric(range);
    if (verb_.takes == Takes::person_to) range = after_to(range);
    open(range);
    examples({range.last, whole.last});
    offer_on_conditions();
    return std::move(out_);
  }

 private:
  const Word& word(std::uint32_t at) const { return words_[at]; }
  bool is(std::uint32_t at, std::string_view text) const { return at < words_.size() && words_[at].is(text); }
  bool comma(std::uint32_t at) const { return at < words_.size() && words_[at].kind == TokenKind::comma; }

  // "it will move the batteries only once …": who says so offers it.
  void offer_on_conditions() {
    const bool promise = std::any_of(out_.conditions.begin(), out_.conditions.end(),
                                     [&](Range range) { return is_conditional_promise(words_, range); });
    if (!promise) return;
    for (Thing& thing : out_.things) {
      if (thing.stance != Stance::states || thing.polarity != 0 || !promises(thing.words)) continue;
      thing.stance = Stance::offers;
      thing.polarity = 1;
      thing.strength = Strength::open;
    }
  }

  // "it will move", "they would sign"
  bool promises(Range range) const {
    if (range.size() < 3 || !word(range.first).is(kPronoun | kFirstPerson)) return false;
    const std::uint32_t next = range.first + 1;
    return (is(next, "will") || is(next, "would") || is(next, "could")) && !word(next + 1).is(kBe | kNegator);
  }

  Range without_conditions(Range range) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (!opens_condition(words_, i)) continue;
      std::uint32_t start = range.first;
      if (word(start).is("that")) ++start;
      if (start < i && comma(start)) ++start;
      if (i == start) {
        std::uint32_t end = i;
        while (end < range.last && !comma(end)) ++end;
        if (end == range.last) return range;
        out_.conditions.push_back(trimmed(words_, {i, end}));
        range.first = end + 1;
        i = end;
        continue;
      }
      start = i;
      while (start > range.first &&
             (word(start - 1).is(kAdverb) || word(start - 1).is("only") || word(start - 1).is("even")))
        --start;
      out_.conditions.push_back(trimmed(words_, {start, range.last}));
      range.last = start;
    }
    return range;
  }

  Range without_asides(Range range) const {
    for (std::uint32_t i = range.first + 1; i + 1 < range.last; ++i) {
      if (word(i).is("because") || word(i).is("although") || word(i).is("whereas") || word(i).is("though"))
        return {range.first, i};
      if (!comma(i)) continue;
      const Word& next = word(i + 1);
      const bool aside = next.is(kRelative | kReason) || next.is("one") || next.is("with") ||
                         (next.is("such") && is(i + 2, "as")) || next.is("including") || next.is("thus") ||
                         next.is("as") || next.is("thereby");
      const bool comment =
          gerund(next) && !gerund(word(range.first)) && i + 2 < range.last &&
          (word(i + 2).is(kDeterminer | kPronoun) || word(i + 2).is("them") || word(i + 2).is("that")) &&
          !closes(i + 2, range.last);
      if (comment) return {range.first, i};
      if (aside && !colon_after(i, range.last)) {
        // What is set off by two commas is an aside within the thing; it ends the thing otherwise.
        if (next.is(kRelative) || (next.is("such") && verb_.takes == Takes::clause)) {
          std::uint32_t end = i + 1;
          while (end < range.last && !comma(end)) ++end;
          if (end + 1 < range.last) {
            i = end;
            continue;
          }
        }
        return {range.first, i};
      }
    }
    return range;
  }

  // ", such as A, B and C" and ", which include A and B" after a thing: things of the same stance.
  void examples(Range range) {
    if (out_.things.empty() || range.empty() || !comma(range.first)) return;
    std::uint32_t first = range.first + 1;
    if (is(first, "such") && is(first + 1, "as")) {
      first += 2;
    } else if (is(first, "which") && (is(first + 1, "include") || is(first + 1, "includes"))) {
      first += 2;
    } else {
      return;
    }
    if (first >= range.last) return;
    const Thing thing = out_.things.back();
    for (const Range part : split(trimmed(words_, {first, range.last}), false)) add(part, thing, false, true);
  }

  bool colon_after(std::uint32_t at, std::uint32_t end) const {
    for (std::uint32_t i = at; i < end && i < at + 8; ++i) {
      if (word(i).kind == TokenKind::colon) return true;
    }
    return false;
  }

  bool anaphoric(Range range) const {
    if (range.last - range.first > 3) return false;
    bool points = false;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      const Word& w = word(i);
      if (w.is("this") || w.is("it") || w.is("these") || w.is("them") || w.is("that")) {
        points = true;
      } else if (w.is(kTabled) && i > range.first && word(range.first).is(kDeterminer) &&
                 !word(range.first).is(kPossessive)) {
        points = true;
      } else if (!w.is(kDeterminer) && !w.is(kTabled) && !w.is("view")) {
        return false;
      }
    }
    return points;
  }

  Range after_to(Range range) const {
    for (std::uint32_t i = range.first; i + 1 < range.last && i < range.first + 10; ++i) {
      if (word(i).is("to")) return {i + 1, range.last};
    }
    return range;
  }

  // Takes the opening off and cuts what is left.
  void open(Range range) {
    Thing thing = verb_thing();
    bool clause = verb_.takes == Takes::clause || ends_in_that();
    bool said = false;
    range = openers(range, thing, clause, said);
    if (range.empty()) return;
    if (!clause && verb_.takes == Takes::both) clause = finite(range);
    for (const Range part : split(range, clause)) add(part, thing, clause, said);
  }

  bool ends_in_that() const {
    const std::uint32_t last = predicate_.words.last;
    return last > predicate_.words.first && (word(last - 1).is("that") || word(last - 1).is("stating"));
  }

  Thing verb_thing() const {
    Thing thing;
    thing.stance = verb_.stance;
    thing.polarity = verb_.polarity;
    thing.strength = verb_.strength;
    return thing;
  }

  bool stance_is_open() const { return verb_.clause_decides || verb_.stance == Stance::states; }

  Range openers(Range range, Thing& thing, bool& clause, bool& said) const {
    for (int step = 0; step < 6 && !range.empty(); ++step) {
      const Word& first = word(range.first);
      const bool to = first.is("to") || (step > 0 && first.is("for"));
      if (to || first.kind == TokenKind::colon || (step > 0 && first.kind == TokenKind::comma)) {
        ++range.first;
        continue;
      }
      if (first.entry == nullptr) break;
      bool taken = false;
      for (const std::uint32_t number : first.entry->openers) {
        const Opener& opener = lexicon_.openers()[number];
        const std::uint32_t end = match_parts(words_, range.first + 1, opener.parts, 1);
        if (end == 0 || end >= range.last) continue;
        clause |= word(end - 1).is("that") || word(end - 1).is("stating");
        if (opener.says_stance && stance_is_open()) {
          thing.stance = opener.stance;
          thing.polarity = opener.polarity;
          said = true;
        }
        range.first = end;
        taken = true;
        break;
      }
      if (!taken) break;
    }
    return range;
  }

  // Whether a range without "that" is a clause: a modal or a form of "be" after a few words that may be its subject.
  bool finite(Range range) const {
    for (std::uint32_t i = range.first + 1; i < range.last; ++i) {
      if (word(i).is(kRelative) || word(i).is("that")) return false;
      if (word(i).is(kDuty) || word(i).is("will") || word(i).is("would") || word(i).is("cannot") || word(i).is("may") ||
          word(i).is("could"))
        return true;
      if (word(i).is(kBe) && !word(i).is("be") && !word(i).is("being") && !word(i).is("been") && word(i).is_word())
        return true;
      if (word(i).is("has") || word(i).is("have")) return true;
    }
    return false;
  }

  void add(Range part, Thing thing, bool clause, bool said) {
    part = trimmed(words_, part);
    bool own = false;
    part = trimmed(words_, openers(part, thing, own, said));
    if (part.empty()) return;
    if ((clause || own) && verb_.clause_decides && !said) {
      const Thing verdict = judged(words_, part);
      thing.stance = verdict.stance;
      thing.polarity = verdict.polarity;
      thing.strength = std::max(verdict.strength, verb_.stance == Stance::states ? Strength::open : verb_.strength);
    } else if (stance_is_open() && !said && verb_.clause_decides && !clause) {
      for (std::uint32_t i = part.first; i < part.last && i < part.first + 3; ++i) {
        if (word(i).is(kWorry)) {
          thing.stance = Stance::questions;
          thing.polarity = 0;
        }
      }
    }
    thing.words = part;
    out_.things.push_back(thing);
  }

  // ---- lists

  enum class Likeness { clause, gerund, infinitive, noun };

  static bool gerund(const Word& w) {
    return w.is_word() && w.folded.size() > 4 && w.folded.ends_with("ing") && w.shape == text::Shape::lower &&
           !w.is(kVagueNoun);
  }

  std::vector<Range> split(Range range, bool clause) const {
    std::vector<Range> parts;
    if (const std::uint32_t colon = list_colon(range); colon != 0) return cut_at_semicolons({colon + 1, range.last});
    if (has_semicolon(range)) return lists_itself(range) ? std::vector<Range>{range} : cut_at_semicolons(range);
    Likeness likeness = Likeness::noun;
    if (clause) {
      likeness = Likeness::clause;
    } else if (gerund(word(range.first))) {
      likeness = Likeness::gerund;
    } else if (range.first > 0 && word(range.first - 1).is("to")) {
      likeness = Likeness::infinitive;
    }
    const bool series = likeness == Likeness::noun && is_series(range);
    std::uint32_t from = range.first;
    int depth = 0;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (word(i).kind == TokenKind::bracket_open) ++depth;
      if (word(i).kind == TokenKind::bracket_close) --depth;
      if (depth > 0) continue;
      std::uint32_t next = i;
      if (comma(next)) ++next;
      const bool joined = is(next, "and") || is(next, "but");
      if (series && next == i) continue;
      if (joined) ++next;
      if (is(next, "as") && is(next + 1, "well") && is(next + 2, "as")) next += is(next + 3, "of") ? 4 : 3;
      if (next == i || next >= range.last) continue;
      if (!alike(likeness, from, next, i, joined || next > i + 1, series, range.last)) continue;
      parts.push_back({from, i});
      from = next;
      i = next - 1;
    }
    parts.push_back({from, range.last});
    return parts;
  }

  bool alike(Likeness likeness, std::uint32_t from, std::uint32_t next, std::uint32_t joint, bool joined, bool series,
             std::uint32_t end) const {
    const Word& w = word(next);
    switch (likeness) {
      case Likeness::clause:
        return joined && w.is("that");
      case Likeness::gerund:
        return (gerund(w) && joint - from >= 2 && next + 1 < end && (joined || closes(next, end))) ||
               (w.is(kAdverb) && gerund(word(next + 1 < words_.size() ? next + 1 : next)));
      case Likeness::infinitive:
        return joined && spoken(from, joint) >= 2 && (w.is(kBaseVerb) || w.is("to"));
      case Likeness::noun:
        break;
    }
    if (joint - from < 2 || between(from, joint)) return false;
    if (series) return true;
    if (!joined) return false;
    if (w.is("that")) return true;
    if (comma(joint) && end - next >= 3 && joint - from >= 3) return true;
    if (w.is("for") || w.is("on")) return repeats(from, joint, w.folded);
    if (gerund(w))
      return !word(from).is("for") && next + 1 < words_.size() && word(next + 1).is(kPreposition | kDeterminer);
    return (w.is("a") || w.is("an") || w.is("the") || w.is(kPossessive)) && joint - from >= 2 && !w.is("others");
  }

  std::uint32_t spoken(std::uint32_t from, std::uint32_t to) const {
    return static_cast<std::uint32_t>(
        std::count_if(words_.begin() + from, words_.begin() + to, [](const Word& w) { return w.is_word(); }));
  }

  // Whether a later "and" joins one more -ing form: "doing a, doing b and doing c".
  bool closes(std::uint32_t from, std::uint32_t end) const {
    for (std::uint32_t i = from; i + 1 < end; ++i) {
      if (word(i).is("and") && gerund(word(i + 1))) return true;
    }
    return false;
  }

  bool between(std::uint32_t from, std::uint32_t joint) const {
    for (std::uint32_t i = from; i < joint; ++i) {
      if (word(i).is("between")) return true;
    }
    return false;
  }

  bool repeats(std::uint32_t from, std::uint32_t joint, std::string_view preposition) const {
    if (!verb_.rest.empty() && !verb_.rest.back().words.empty() && predicate_.words.last > 0 &&
        word(predicate_.words.last - 1).is(preposition)) {
      return true;
    }
    for (std::uint32_t i = from; i < joint; ++i) {
      if (word(i).is(preposition)) return true;
    }
    return false;
  }

  // "A of a, B of b, and C of c": commas and a last "and", every member of two words or more.
  bool is_series(Range range) const {
    std::uint32_t from = range.first;
    std::uint32_t members = 0;
    bool last_joined = false;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (!comma(i)) continue;
      if (i - from < 2) return false;
      ++members;
      from = i + 1;
      if (is(from, "and")) {
        ++from;
        last_joined = true;
      }
    }
    return members >= 2 && last_joined && range.last - from >= 2;
  }

  // "a fund with three windows: a; b; and c" is one thing.
  bool lists_itself(Range range) const {
    const auto first = words_.begin() + range.first;
    const auto last = words_.begin() + range.last;
    const auto colon = std::find_if(first, last, [](const Word& w) { return w.kind == TokenKind::colon; });
    const auto semicolon = std::find_if(first, last, [](const Word& w) { return w.kind == TokenKind::semicolon; });
    return colon < semicolon;
  }

  bool has_semicolon(Range range) const {
    return std::any_of(words_.begin() + range.first, words_.begin() + range.last,
                       [](const Word& w) { return w.kind == TokenKind::semicolon; });
  }

  std::uint32_t list_colon(Range range) const {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (word(i).kind != TokenKind::colon) continue;
      const Word& lead = i > range.first ? word(i - 1) : word(i);
      if (i == range.first || lead.is(kPreposition) || lead.is("alia") || lead.is("to") || lead.is("that") ||
          lead.is(kModal | kAuxiliary))
        return i;
    }
    return 0;
  }

  std::vector<Range> cut_at_semicolons(Range range) const {
    std::vector<Range> parts;
    std::uint32_t from = range.first;
    for (std::uint32_t i = range.first; i <= range.last; ++i) {
      if (i < range.last && word(i).kind != TokenKind::semicolon) continue;
      parts.push_back({from, i});
      from = i + 1;
    }
    return parts;
  }

  const std::vector<Word>& words_;
  const StanceVerb& verb_;
  const Predicate& predicate_;
  const Lexicon& lexicon_;
  Complement out_;
};

}  // namespace

bool opens_condition(const std::vector<Word>& words, std::uint32_t at) {
  if (words[at].entry == nullptr || !words[at].is(kCondition)) return false;
  for (const std::vector<std::string>& rest : words[at].entry->conditions) {
    const auto next = static_cast<std::uint32_t>(at + 1 + rest.size());
    if (next > words.size()) continue;
    const bool fits = std::equal(rest.begin(), rest.end(), words.begin() + at + 1,
                                 [](const std::string& wanted, const Word& word) { return word.folded == wanted; });
    if (!fits) continue;
    if (rest.empty() && (words[at].is("once") || words[at].is("except"))) {
      return next < words.size() && !words[next].is(kAdverb) && !words[next].is("more") &&
             words[at].is("once") == !words[next].is("on");
    }
    if (rest.empty() && words[at].is("provided"))
      return next < words.size() && words[next].is(kDeterminer | kPronoun | kFirstPerson);
    if (rest.empty() && (words[at].is("contingent") || words[at].is("depending") || words[at].is("conditional")))
      continue;
    return true;
  }
  return false;
}

bool is_conditional_promise(const std::vector<Word>& words, Range range) {
  bool conditional = false;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    if (words[i].is("unless") || (words[i].is("even") && i + 1 < range.last && words[i + 1].is("if"))) return false;
    conditional |= opens_condition(words, i);
  }
  return conditional;
}

Range trimmed(const std::vector<Word>& words, Range range) {
  const auto idle = [&](const Word& w) {
    switch (w.kind) {
      case TokenKind::comma:
      case TokenKind::stop:
      case TokenKind::semicolon:
      case TokenKind::dash:
      case TokenKind::colon:
        return true;
      default:
        return w.is("and") || w.is("but") || w.is("while") || w.is("whereas") || w.is("or");
    }
  };
  while (!range.empty() && idle(words[range.first])) ++range.first;
  while (!range.empty() && idle(words[range.last - 1])) --range.last;
  const auto mark = [&](std::uint32_t at) {
    return words[at].kind == TokenKind::quote || words[at].kind == TokenKind::single_quote;
  };
  std::uint32_t marks = 0;
  for (std::uint32_t i = range.first; i < range.last; ++i) marks += mark(i) ? 1 : 0;
  if (marks % 2 == 1) {
    if (mark(range.last - 1))
      --range.last;
    else if (mark(range.first))
      ++range.first;
    while (!range.empty() && idle(words[range.last - 1])) --range.last;
  }
  return range;
}

Complement complement_of(const std::vector<Word>& words, Range range, const StanceVerb& verb,
                         const Predicate& predicate, const Lexicon& lexicon) {
  if (range.empty()) return {};
  return Analysis(words, verb, predicate, lexicon).run(range);
}

Thing judged(const std::vector<Word>& words, Range clause) {
  Thing thing;
  bool duty = false;
  bool must = false;
  bool bad = false;
  bool worry = false;
  bool absolute = false;
  for (std::uint32_t i = clause.first; i < clause.last; ++i) {
    const Word& w = words[i];
    duty |= w.is(kDuty);
    must |= w.is(kMust);
    if ((w.is("needs") || w.is("need")) && i + 1 < clause.last && words[i + 1].is("to")) duty = true;
    if ((w.is("has") || w.is("have")) && i + 1 < clause.last && words[i + 1].is("to")) duty = true;
    if (w.is("needed") || w.is("required") || w.is("necessary") || w.is("essential")) duty = true;
    bad |= w.is(kNegative);
    worry |= w.is(kWorry);
    absolute |= w.is(kAbsolute);
  }
  if (bad && !duty) {
    thing.stance = Stance::opposes;
    thing.polarity = -1;
    thing.strength = Strength::firm;
  } else if (duty || must) {
    thing.stance = must ? Stance::demands : Stance::proposes;
    thing.polarity = 1;
    thing.strength = must ? Strength::firm : Strength::open;
  } else if (worry) {
    thing.stance = Stance::questions;
  }
  if (absolute && thing.polarity != 0) thing.strength = Strength::red_line;
  return thing;
}

}  // namespace entente::frame
