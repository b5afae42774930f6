#include "read/phrases.h"

namespace entente::read {
namespace {

using text::Shape;
using text::TokenKind;
namespace wc = word_class;
namespace vf = verb_form;

constexpr std::uint32_t longest_phrase = 18;

constexpr std::uint32_t never_nominal = wc::preposition | wc::auxiliary | wc::modal | wc::coordinator | wc::wh |
                                        wc::complementizer | wc::subject | wc::object | wc::negation | wc::adverb |
                                        wc::determiner | wc::possessive | wc::subordinator;

bool is_capital(const Word& word) { return word.token.starts_upper(); }

}  // namespace

bool Phrases::is_nominal(std::uint32_t i) const {
  const Word& word = at(i);
  if (!word.is_word()) return false;
  if (word.is(wc::month) && is_capital(word)) return true;
  if (word.token.shape == Shape::upper && word.token.span.size() > 1) return true;  // "US", "WHO"
  return !word.is(never_nominal);
}

bool Phrases::is_adjectival_participle(std::uint32_t i) const {
  if (i == 0) return false;
  const Word& before = at(i - 1);
  return before.is(wc::determiner | wc::possessive) || before.token.kind == TokenKind::clitic ||
         (before.is(wc::preposition) && i + 1 < analysis_.words.size() && is_nominal(i + 1));
}

Range Phrases::noun_phrase_before(std::uint32_t end, std::uint32_t floor) const {
  std::uint32_t first = end;
  bool core = false;
  std::uint32_t i = end;
  const auto take = [&] { first = --i; };
  while (i > floor && end - i < longest_phrase) {
    const Word& word = at(i - 1);
    const TokenKind kind = word.token.kind;
    if (kind == TokenKind::clitic) {
      if (word.is("'s") || analysis_.text_of(i - 1).size() >= 2) {
        take();
        continue;
      }
      break;
    }
    if (kind == TokenKind::bracket_close) {
      std::uint32_t open = i - 1;
      while (open > floor && i - open < 12 && at(open).token.kind != TokenKind::bracket_open) --open;
      if (at(open).token.kind != TokenKind::bracket_open || open == floor) break;
      first = i = open;
      continue;
    }
    if (kind == TokenKind::single_quote && i > floor + 1 && !word.token.space_before && is_nominal(i - 2)) {
      take();  // the possessive of a plural
      continue;
    }
    if (kind == TokenKind::quote && word.quotation != no_index && !analysis_.quotations[word.quotation].speech) {
      const Range quoted = analysis_.quotations[word.quotation].words;
      if (quoted.last != i || quoted.first < floor) break;
      first = i = quoted.first;
      core = true;
      continue;
    }
    if (kind == TokenKind::stop && i > floor + 1 && i < end && at(i - 2).token.starts_upper() &&
        at(i - 2).token.span.size() <= 5 && core) {
      take();  // "Sen. …"
      continue;
    }
    if (kind == TokenKind::other && !word.token.space_before && core) {
      take();  // "/", "&"
      continue;
    }
    if (!word.is_word()) break;
    if (word.is(wc::determiner | wc::possessive) && !(word.token.shape == Shape::upper && word.token.span.size() > 1)) {
      take();
      if (word.is("both") || word.is("all") || word.is("no")) {
        core = true;
      }
      // A phrase before it that this one completes: "the minister of the interior".
      if (i > floor + 1 && at(i - 1).is(wc::preposition) && is_nominal(i - 2) && !at(i - 2).is(wc::time) &&
          !(at(i - 2).info.form(vf::past | vf::gerund) && !is_adjectival_participle(i - 2))) {
        take();
        continue;
      }
      if (i > floor && at(i - 1).is(wc::determiner) && !at(i - 1).is("that")) continue;  // "all the", "some of the"
      break;
    }
    if (word.is(wc::preposition) && !is_nominal(i - 1)) {
      if (!core || i < floor + 2) break;
      const Word& before = at(i - 2);
      const bool noun_before = is_nominal(i - 2) && !before.is(wc::time) &&
                               !(before.info.form(vf::past | vf::gerund) && !is_adjectival_participle(i - 2));
      const bool quantity = word.is("of") && before.is(wc::determiner | wc::subject);
      if (!noun_before && !quantity) break;
      if (word.is("as") || word.is("than") || word.is("by") || word.is("after") || word.is("before") ||
          word.is("during"))
        break;
      take();
      continue;
    }
    if (word.is(wc::coordinator)) {
      if (!core || !word.is("and") || i < floor + 2 || !is_capital(at(first)) || !is_capital(at(i - 2))) break;
      take();
      continue;
    }
    if (word.is(wc::time) && !is_capital(word) && core) break;
    if (word.is(wc::weekday)) break;
    if (!is_nominal(i - 1)) break;
    const bool lower = !is_capital(word) || i - 1 == analysis_.sentence_of(i - 1).words.first;
    if (lower && word.info.form(vf::past) && !is_adjectival_participle(i - 1)) break;
    if (lower && word.info.form(vf::gerund) && i > floor + 1 &&
        (at(i - 2).is(wc::auxiliary | wc::coordinator) || at(i - 2).token.kind == TokenKind::comma)) {
      break;
    }
    take();
    core = true;
  }
  while (first < end && !at(first).is_word() && at(first).token.kind != TokenKind::quote) ++first;
  if (first < end && at(first).is(wc::preposition) && !is_nominal(first)) ++first;
  if (first < end && at(first).is(wc::coordinator)) ++first;
  if (!core) {
    const bool alone = end - first == 1 && at(first).is(wc::determiner) && !at(first).is("the") && !at(first).is("a") &&
                       !at(first).is("an");
    if (!alone) return {end, end};
  }
  return {first, end};
}

Range Phrases::noun_phrase_at(std::uint32_t start, std::uint32_t ceiling, bool wide) const {
  std::uint32_t i = start;
  bool core = false;
  const std::uint32_t limit = std::min(ceiling, start + 2 * longest_phrase);
  while (i < limit) {
    const Word& word = at(i);
    const TokenKind kind = word.token.kind;
    const bool owners = kind == TokenKind::single_quote && core && !word.token.space_before && i + 1 < limit &&
                        analysis_.text_of(i - 1).back() == 's' && is_nominal(i + 1) && at(i + 1).token.space_before;
    if (kind == TokenKind::clitic || owners || (kind == TokenKind::other && !word.token.space_before && core)) {
      core = false;
      ++i;
      continue;
    }
    if (kind == TokenKind::quote && word.quotation != no_index && !analysis_.quotations[word.quotation].speech &&
        analysis_.quotations[word.quotation].words.first == i) {
      i = std::min(analysis_.quotations[word.quotation].words.last, limit);
      core = true;
      continue;
    }
    if (kind == TokenKind::bracket_open && core) {
      std::uint32_t close = i;
      while (close < limit && close - i < 10 && at(close).token.kind != TokenKind::bracket_close) ++close;
      if (close >= limit || at(close).token.kind != TokenKind::bracket_close) break;
      i = close + 1;
      continue;
    }
    if (kind == TokenKind::stop && i > start && i + 1 < limit && at(i - 1).token.starts_upper() &&
        at(i - 1).token.span.size() <= 5) {
      ++i;
      continue;
    }
    if (!word.is_word()) break;
    const bool owner = word.is("her") && i + 1 < limit && is_nominal(i + 1) && !at(i + 1).is(wc::time);
    if (word.is(wc::subject | wc::object) && !is_nominal(i) && !owner) {
      if (i > start) break;
      return {start, i + 1};
    }
    if (word.is(wc::determiner | wc::possessive) && !is_nominal(i)) {
      if (core) break;
      ++i;
      continue;
    }
    if (word.is(wc::preposition) && !is_nominal(i)) {
      if (!core || i + 1 >= limit) break;
      if (!wide && !word.is("of")) break;
      if (word.is("as") || word.is("after") || word.is("before") || word.is("during") || word.is("since") ||
          word.is("until") || word.is("than") || word.is("like"))
        break;
      if (!is_nominal(i + 1) && !at(i + 1).is(wc::determiner | wc::possessive)) break;
      core = false;
      ++i;
      continue;
    }
    if (word.is("and") && core && i + 1 < limit && is_capital(at(i - 1)) && is_capital(at(i + 1))) {
      core = false;
      ++i;
      continue;
    }
    const bool named_so = i > start && at(i - 1).is("the") && i + 1 < limit && is_capital(at(i + 1));
    if (word.is(wc::weekday) && !named_so) break;  // but "the Sunday Courier"
    if (!is_nominal(i)) {
      if (word.is(wc::adverb) && !core && i + 1 < limit && is_nominal(i + 1)) {
        ++i;
        continue;
      }
      break;
    }
    const bool lower = !is_capital(word);
    if (core && lower && word.info.form(vf::past) && !word.info.form(vf::base)) break;
    ++i;
    core = true;
  }
  while (i > start && (at(i - 1).is(wc::preposition | wc::coordinator) && !is_nominal(i - 1))) --i;
  return {start, i};
}

bool Phrases::clause_at(std::uint32_t start, std::uint32_t ceiling) const {
  if (start >= ceiling) return false;
  const std::uint32_t limit = std::min(ceiling, start + 16);
  bool subject_seen = false;
  for (std::uint32_t i = start; i < limit; ++i) {
    const Word& word = at(i);
    const TokenKind kind = word.token.kind;
    if (kind == TokenKind::stop && i + 1 < limit && i > start && at(i - 1).token.starts_upper()) continue;
    if (kind == TokenKind::stop || kind == TokenKind::semicolon || kind == TokenKind::colon) return false;
    if (kind == TokenKind::comma) {
      if (!subject_seen) return false;
      return false;
    }
    if (word.is("to") && i > start) return false;
    if (word.is(wc::modal | wc::finite) && i > start) return true;
    if (kind == TokenKind::clitic && i > start && at(i - 1).is(wc::subject)) return true;
    if (word.is(wc::relative) && i > start) {
      // Step over a short relative clause: its own verb is not the one that is looked for.
      return false;
    }
    if (i > start && subject_seen && !is_capital(word) && word.info.form(vf::past | vf::third)) {
      const bool adjectival =
          at(i - 1).is(wc::determiner | wc::possessive | wc::preposition) || at(i - 1).token.kind == TokenKind::clitic;
      const bool plain_past = word.info.form(vf::past);
      if (!adjectival && (plain_past || (is_nominal(i - 1) && !is_nominal(std::min(i + 1, limit - 1))))) return true;
    }
    if (i > start && at(i - 1).is(wc::subject) && !word.is(never_nominal) && word.info.forms != 0) return true;
    subject_seen |= is_nominal(i) || word.is(wc::subject) || word.is(wc::determiner);
  }
  return false;
}

bool Phrases::is_verb(std::uint32_t i) const {
  const Word& word = at(i);
  const std::uint16_t forms = word.info.forms;
  if (forms == 0 || word.token.kind != TokenKind::word) return false;
  if (word.is(wc::preposition) && i > 0 && !at(i - 1).is(wc::subject | wc::auxiliary | wc::modal) &&
      !at(i - 1).is("to"))
    return false;
  const Sentence& sentence = analysis_.sentence_of(i);
  const bool heading = analysis_.paragraphs[sentence.paragraph].is_heading();
  const bool first = i == sentence.words.first;
  if (is_capital(word) && !first && !heading && !(at(i - 1).token.kind == TokenKind::quote)) return false;
  if (first) return (forms & (vf::gerund | vf::participle)) != 0 && !(forms & vf::base);
  std::uint32_t j = i;
  while (j > sentence.words.first && at(j - 1).is(wc::adverb | wc::negation) &&
         !at(j - 1).is(wc::auxiliary | wc::modal | wc::determiner))
    --j;
  if (j == sentence.words.first) return (forms & (vf::past | vf::gerund)) != 0;
  const Word& before = at(j - 1);
  const bool helped = before.is(wc::auxiliary | wc::modal);
  if (helped) return true;
  if (before.is("to")) return (forms & vf::base) != 0;
  const bool in_phrase =
      before.is(wc::determiner | wc::possessive) || (before.token.kind == TokenKind::clitic && before.is("'s"));
  if ((forms & vf::past) != 0 && (forms & vf::base) == 0) {
    if (in_phrase && !before.is("that") && !before.is("all") && !before.is("both") && !before.is("many") &&
        !before.is("some"))
      return false;
    if (before.is(wc::preposition) && !is_nominal(j - 1)) return false;
    return true;
  }
  if ((forms & vf::gerund) != 0 && (forms & vf::base) == 0) return !in_phrase;
  if (in_phrase && !before.is("that")) return false;
  if (before.is(wc::preposition) && !is_nominal(j - 1)) return false;
  if (before.is(wc::subject) || before.is("that") || before.is(wc::relative)) {
    const bool third_person = before.is("he") || before.is("she") || before.is("it");
    return third_person ? (forms & (vf::third | vf::past)) != 0 : true;
  }
  const bool noun_before = is_nominal(j - 1) || before.token.kind == TokenKind::bracket_close;
  const bool after_comma =
      before.token.kind == TokenKind::comma || before.token.kind == TokenKind::quote || before.is(wc::coordinator);
  if (!noun_before && !after_comma) return false;
  if (i + 1 >= sentence.words.last) return after_comma || (forms & vf::third) != 0;
  // A noun would be followed by a verb, by "of", or by a sign.
  const Word& next = at(i + 1);
  if (next.is(wc::auxiliary | wc::modal) || next.is("of")) return false;
  // "pressures that are shaping …": a relative clause, so a noun.
  if (next.is("that") && i + 2 < sentence.words.last && at(i + 2).is(wc::finite | wc::modal)) return false;
  if ((forms & vf::third) != 0) {
    return next.is(wc::determiner | wc::possessive | wc::subject | wc::object | wc::complementizer | wc::wh |
                   wc::preposition | wc::adverb) ||
           next.token.kind == TokenKind::quote || next.token.kind == TokenKind::colon || is_capital(next) ||
           after_comma || (is_nominal(i + 1) && is_capital(before)) ||
           ((next.token.kind == TokenKind::comma || next.token.kind == TokenKind::stop) && is_capital(before));
  }
  // A base form needs a plural subject.
  const std::string_view subject = analysis_.text_of(j - 1);
  const bool plural = noun_before && subject.size() > 3 && subject.back() == 's' && !is_capital(at(j - 1));
  return plural && (next.is(wc::determiner | wc::possessive | wc::complementizer | wc::object | wc::subject | wc::wh) ||
                    next.is("to") || next.token.kind == TokenKind::quote || clause_at(i + 1, sentence.words.last));
}

VerbGroup Phrases::verb_group(std::uint32_t head) const {
  VerbGroup group;
  group.head = head;
  const std::uint32_t floor = analysis_.sentence_of(head).words.first;
  std::uint32_t first = head;
  bool helped = false;
  const std::uint16_t forms = at(head).info.forms;
  bool be = false;
  while (first > floor && head - first < 8) {
    const Word& word = at(first - 1);
    if (word.is(wc::auxiliary | wc::modal)) {
      helped = true;
      group.finite |= word.is(wc::finite | wc::modal);
      const std::string_view folded = word.info.folded;
      if (head - first < 4 && (folded == "is" || folded == "was" || folded == "are" || folded == "were" ||
                               folded == "been" || folded == "be" || folded == "being" || folded == "wasn't" ||
                               folded == "weren't" || folded == "isn't" || folded == "aren't")) {
        be = true;
      }
    } else if (word.is("to") && (forms & vf::base) != 0 && !helped) {
      group.infinitive = true;
    } else if (word.token.kind == TokenKind::clitic && !word.is("'s") && first - 1 > floor) {
      helped = true;
      group.finite = true;
    } else if (!(word.is(wc::adverb | wc::negation) && !word.is(wc::determiner) && !word.is("all") &&
                 !word.is("then"))) {
      break;
    }
    --first;
    if (group.infinitive) break;
  }
  // An adverb that opens the sentence or follows a comma belongs to the sentence, not to the verb.
  while (first < head && !helped && !group.infinitive && first == floor && at(first).is(wc::adverb)) ++first;
  group.words = {first, head + 1};
  group.passive = be && (forms & vf::participle) != 0;
  group.gerund = (forms & vf::gerund) != 0 && !helped;
  if (!helped && !group.infinitive) group.finite = (forms & (vf::past | vf::third | vf::base)) != 0;
  return group;
}

Range Phrases::apposed_subject(std::uint32_t comma, std::uint32_t floor) const {
  // "Mara Vell, the envoy of Velmar, said": from the noun phrase before the first comma to the second.
  std::uint32_t open = comma;
  std::uint32_t steps = 0;
  while (open > floor && ++steps < 36) {
    --open;
    const Word& word = at(open);
    if (word.token.kind == TokenKind::comma) {
      const Range name = noun_phrase_before(open, floor);
      if (name.empty()) {
        if (comma - open > 24) return {};
        continue;
      }
      const Word& inside = at(open + 1);
      const bool clause_start = name.first == floor ||
                                at(name.first - 1).is(wc::coordinator | wc::subordinator | wc::complementizer) ||
                                !at(name.first - 1).is_word();
      const bool apposition = inside.is(wc::determiner | wc::possessive | wc::relative) ||
                              inside.token.kind == TokenKind::number || inside.info.form(vf::gerund | vf::participle) ||
                              is_nominal(open + 1) || inside.is(wc::preposition) || inside.is(wc::wh) ||
                              inside.is(wc::adverb);
      if (clause_start && apposition) return {name.first, comma};
      continue;
    }
    if (word.token.kind == TokenKind::stop && (open == floor || !at(open - 1).token.starts_upper())) return {};
    if (word.token.kind == TokenKind::semicolon || word.token.kind == TokenKind::colon) return {};
  }
  return {};
}

Subject Phrases::subject_of(const VerbGroup& group) const {
  const std::uint32_t floor = analysis_.sentence_of(group.head).words.first;
  std::uint32_t i = group.words.first;
  if (group.infinitive) return {{}, true};
  // Times and adverbs between subject and verb: "Vell on Monday said".
  for (int round = 0; round < 3 && i > floor; ++round) {
    const std::uint32_t start = i;
    while (i > floor && at(i - 1).is(wc::adverb | wc::weekday) && !at(i - 1).is(wc::subject)) --i;
    if (i > floor && i < start && at(i - 1).is(wc::preposition) && at(i).is(wc::weekday)) --i;
    if (i == start) break;
  }
  if (i == floor) return {{}, true};
  const Word& before = at(i - 1);
  if (before.is(wc::subject | wc::relative) && !(before.is(wc::relative) && before.is(wc::possessive))) {
    if (group.gerund && !before.is(wc::relative)) return {{i - 1, i}, false};
    return {{i - 1, i}, false};
  }
  if (before.token.kind == TokenKind::comma || before.token.kind == TokenKind::dash) {
    if (group.gerund) return {{}, true};
    const Range apposed = apposed_subject(i - 1, floor);
    if (!apposed.empty()) return {apposed, false};
    return {{}, true};
  }
  if (before.is(wc::coordinator | wc::subordinator | wc::preposition | wc::auxiliary | wc::modal) && !is_nominal(i - 1))
    return {{}, true};
  const Range phrase = noun_phrase_before(i, floor);
  if (phrase.empty()) return {{}, true};
  return {phrase, false};
}

std::uint32_t Phrases::past_adverbs(std::uint32_t i, std::uint32_t ceiling) const {
  while (i < ceiling && at(i).is(wc::adverb) && !at(i).is("there") && !at(i).is("so") && !at(i).is("much") &&
         !at(i).is("all") && !at(i).is("only") && !at(i).is("not")) {
    ++i;
  }
  return i;
}

std::uint32_t Phrases::past_time(std::uint32_t start, std::uint32_t ceiling) const {
  std::uint32_t i = start;
  if (i < ceiling && (at(i).is("on") || at(i).is("in") || at(i).is("late") || at(i).is("early") ||
                      at(i).is("earlier") || at(i).is("by")))
    ++i;
  if (i < ceiling && (at(i).is("late") || at(i).is("early") || at(i).is("this") || at(i).is("last") ||
                      at(i).is("that") || at(i).is("the") || at(i).is("an")))
    ++i;
  if (i < ceiling && at(i).is("same")) ++i;
  if (i >= ceiling || !at(i).is(wc::time)) return start;
  const bool month = at(i).is(wc::month);
  ++i;
  while (i < ceiling && (at(i).is(wc::time) || (month && at(i).token.kind == TokenKind::number))) ++i;
  return i;
}

std::uint32_t Phrases::past_setting(std::uint32_t start, std::uint32_t ceiling) const {
  std::uint32_t i = start;
  if (i >= ceiling || !at(i).is(wc::preposition)) return start;
  if (!(at(i).is("in") || at(i).is("at") || at(i).is("during") || at(i).is("on") || at(i).is("via") ||
        at(i).is("through") || at(i).is("by") || at(i).is("after") || at(i).is("from") || at(i).is("of") ||
        at(i).is("before"))) {
    return start;
  }
  const Range phrase = noun_phrase_at(i + 1, ceiling, true);
  if (phrase.empty() || phrase.size() > 16) return start;
  bool setting = false;
  for (std::uint32_t k = phrase.first; k < phrase.last; ++k) setting |= at(k).is(wc::setting) || at(k).is(wc::time);
  return setting ? phrase.last : start;
}

Range Phrases::main_subject(const Sentence& sentence) const {
  // Past a clause or phrase that only leads in ("When she came, …", "Asked about it, …").
  std::uint32_t first = sentence.words.first;
  const Word& opening = at(first);
  const std::uint32_t limit = std::min(sentence.words.last, first + 120);
  if (opening.is(wc::subordinator | wc::preposition) || opening.info.form(vf::gerund | vf::participle)) {
    for (std::uint32_t i = first; i < limit; ++i) {
      if (at(i).token.kind == TokenKind::comma) {
        first = i + 1;
        break;
      }
    }
  }
  for (std::uint32_t i = first + 1; i < limit; ++i) {
    const Word& word = at(i);
    if (word.quotation != no_index && analysis_.quotations[word.quotation].speech) continue;
    const bool verb = word.is(wc::finite | wc::modal) || (word.info.form(vf::past | vf::third) && is_verb(i));
    if (!verb) continue;
    const Subject subject = subject_of(verb_group(i));
    if (!subject.shared && !subject.words.empty() && !at(subject.words.first).is(wc::relative)) return subject.words;
  }
  return {};
}

}  // namespace entente::read
