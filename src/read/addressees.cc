// To whom: what stands between the cue and the content ("told reporters that", "called on the council to", "thanked him
// for"), or behind a cue that the content comes before ("…,” she told the station"); who asked, where an answer leads
// in with it ("Asked by Radio Marenne whether …, Vell replied"); whom the speaker met where it was said ("in talks with
// …"). Read off the places of cue, source and content, whoever found them.
#include <unordered_map>

#include "read/passives.h"
#include "read/telling.h"
#include "text/inflections.h"

namespace entente::read {
namespace {

namespace wc = word_class;
using text::TokenKind;

bool is_meeting(const Word& word) {
  return word.is("meeting") || word.is("talks") || word.is("discussions") || word.is("conversation") ||
         word.is("call") || word.is("negotiations") || word.is("meetings") || word.is("letter") || word.is("message") ||
         word.is("discussion");
}

// By the forms of a verb (folded; "called on"): what may follow the one that is spoken to.
const std::unordered_map<std::string, std::vector<std::string>>& addressing() {
  static const std::unordered_map<std::string, std::vector<std::string>> verbs = [] {
    std::unordered_map<std::string, std::vector<std::string>> all;
    const text::Inflections inflections;
    for (const text::Row& row : text::data_rows("cues/addressing.tsv")) {
      if (row.size() < 2) continue;
      const std::size_t space = row[0].find(' ');
      const std::string_view particle = space == std::string_view::npos ? std::string_view() : row[0].substr(space);
      std::vector<std::string> followers;
      for (const std::string_view follower : text::split_list(row[1])) followers.emplace_back(follower);
      const text::VerbForms forms = inflections.of(row[0].substr(0, space));
      for (const std::string* form : {&forms.base, &forms.third, &forms.past, &forms.participle, &forms.gerund})
        all[*form + std::string(particle)] = followers;
    }
    return all;
  }();
  return verbs;
}

// What a place or a time adds between the one who is told and what is told: "on the train home", "in August".
std::uint32_t past_places(const Analysis& analysis, const Phrases& phrases, std::uint32_t i, std::uint32_t limit) {
  for (unsigned phrase = 0; phrase < 2 && i + 1 < limit; ++phrase) {
    if (!analysis.words[i].is_one_of({"on", "in", "at", "during", "after", "before", "by", "over", "from"})) break;
    const std::uint32_t after = phrases.past_time(i, limit);
    const Range where = after > i ? Range{i, after} : phrases.noun_phrase_at(i + 1, limit, false);
    if (where.empty() || where.last >= limit) break;
    i = where.last;
    while (i < limit && analysis.words[i].is(wc::adverb)) ++i;
  }
  return i;
}

bool holds(const std::vector<Range>& pieces, std::uint32_t word) {
  for (const Range& piece : pieces) {
    if (piece.contains(word)) return true;
  }
  return false;
}

// The noun phrase right behind the cue, up to the content.
Range behind_cue(const Analysis& analysis, const Draft& draft, const Phrases& phrases) {
  const Range sentence = analysis.sentence_of(draft.candidate.head).words;
  const auto at = [&](std::uint32_t i) -> const Word& { return analysis.words[i]; };
  std::uint32_t i = draft.candidate.cue.last;
  std::uint32_t next_piece = sentence.last;
  for (const Range& piece : draft.content) {
    if (piece.first >= i) {
      next_piece = std::min(next_piece, piece.first);
      break;
    }
  }
  const bool follows = next_piece < sentence.last;
  if (follows && next_piece > i + 24) return {};
  i = phrases.past_time(phrases.past_adverbs(i, next_piece), next_piece);
  const bool to = i < next_piece && (at(i).is("to") || at(i).is("on") || at(i).is("upon") || at(i).is("at"));
  if (to) ++i;
  if (i >= next_piece || !(at(i).is_word())) return {};
  const Range whom = phrases.noun_phrase_at(i, next_piece, true);
  if (whom.empty() || at(whom.first).is(wc::time | wc::weekday | wc::month)) return {};
  // "…, Radio Marenne said, citing two pilots": another cue is nobody who is told.
  if (at(whom.first).info.verb >= 0 && analysis.text_of(whom.first).ends_with("ing")) return {};
  if (whom.size() == 1 && (at(whom.first).is("it") || at(whom.first).is("so") || at(whom.first).is("this"))) return {};
  for (const Range& piece : draft.source) {
    if (piece.overlaps(whom)) return {};
  }
  if (holds(draft.content, whom.first)) return {};
  if (!follows) {
    // Nothing but a place or a time may follow: “…,” she told the station on Monday.
    if (!draft.candidate.from_before && !(draft.content.empty() ? false : draft.content.front().first < i)) return {};
    if (to && !at(i - 1).is("to")) return {};
    return whom;
  }
  // Nothing but a time, a comma or "that" may stand between.
  std::uint32_t k = phrases.past_time(phrases.past_setting(whom.last, next_piece), next_piece);
  while (k < next_piece && (!at(k).is_word() || at(k).is("that") || at(k).is(wc::adverb) || at(k).is("not"))) ++k;
  if (k != next_piece) return {};
  return whom;
}

// "thanked him for his candour", "called on the council to publish it", "promised them a share": the object of a verb
// of addressing, whether it counts as content or not.
Range object_of(const Analysis& analysis, const Draft& draft, const Phrases& phrases) {
  const Range sentence = analysis.sentence_of(draft.candidate.head).words;
  const auto at = [&](std::uint32_t i) -> const Word& { return analysis.words[i]; };
  std::uint32_t i = draft.candidate.head + 1;
  const std::string verb = text::fold(analysis.text_of(draft.candidate.head));
  auto known = addressing().end();
  if (i < sentence.last) {
    known = addressing().find(verb + " " + text::fold(analysis.text_of(i)));
    if (known != addressing().end()) ++i;
  }
  if (known == addressing().end()) known = addressing().find(verb);
  if (known == addressing().end() || i >= sentence.last) return {};
  i = phrases.past_adverbs(i, sentence.last);
  if (i >= sentence.last || !at(i).is_word() || at(i).is(wc::preposition | wc::complementizer | wc::wh)) return {};
  Range whom = phrases.noun_phrase_at(i, sentence.last, false);
  if (whom.empty() || at(whom.first).is("it")) return {};
  const std::vector<std::string>& followers = known->second;
  const bool gives = std::find(followers.begin(), followers.end(), "a") != followers.end();
  // Where a clause follows without "that" ("assured them no tax would come"), the phrase may have run into it.
  if (whom.last >= sentence.last) return {};
  const std::string next = text::fold(analysis.text_of(whom.last));
  if (std::find(followers.begin(), followers.end(), next) != followers.end()) return whom;
  // "urged his cabinet, by video, to hold still"
  if (at(whom.last).token.kind == TokenKind::comma) {
    for (std::uint32_t k = whom.last + 2; k + 1 < sentence.last && k < whom.last + 7; ++k) {
      if (at(k).token.kind != TokenKind::comma) continue;
      const std::string behind = text::fold(analysis.text_of(k + 1));
      const bool follows = behind == "to" || behind == "that" || behind == "not";
      if (follows && std::find(followers.begin(), followers.end(), behind) != followers.end()) return whom;
      break;
    }
  }
  const std::uint32_t later = past_places(analysis, phrases, whom.last, sentence.last);
  if (later > whom.last && later < sentence.last &&
      (at(later).is("that") || (at(later).token.kind == TokenKind::comma && later + 1 < sentence.last &&
                                at(later + 1).token.kind == TokenKind::quote)))
    return whom;
  if (gives && at(whom.last).is(wc::determiner | wc::possessive)) return whom;
  const auto& that = followers;
  if (std::find(that.begin(), that.end(), "that") != that.end() &&
      (phrases.clause_at(whom.last, sentence.last) || at(whom.last).token.kind == TokenKind::quote ||
       (at(whom.last).token.kind == TokenKind::comma && whom.last + 1 < sentence.last &&
        at(whom.last + 1).token.kind == TokenKind::quote)))
    return whom;
  return {};
}

// "Asked by Radio Marenne whether she would come, Vell replied: …"
Range who_asked(const Analysis& analysis, const Draft& draft, const Phrases& phrases) {
  const Range sentence = analysis.sentence_of(draft.candidate.head).words;
  const auto at = [&](std::uint32_t i) -> const Word& { return analysis.words[i]; };
  const Word& first = at(sentence.first);
  if (!first.is("asked") && !first.is("pressed") && !first.is("questioned")) return {};
  if (draft.candidate.head == sentence.first) return {};
  for (std::uint32_t i = sentence.first + 1; i + 1 < draft.candidate.head && i < sentence.first + 30; ++i) {
    if (!at(i).is("by")) continue;
    const Range whom = phrases.noun_phrase_at(i + 1, sentence.last, false);
    if (!whom.empty() && whom.last < draft.candidate.head) return whom;
  }
  return {};
}

// "Addressing delegates, Vell said …", "Speaking to reporters, …", "In a letter to the council, …"
Range fronted(const Analysis& analysis, const Draft& draft, const Phrases& phrases) {
  const Range sentence = analysis.sentence_of(draft.candidate.head).words;
  const auto at = [&](std::uint32_t i) -> const Word& { return analysis.words[i]; };
  const std::uint32_t end = draft.source.empty() ? draft.candidate.head : draft.source.front().first;
  if (end <= sentence.first + 2 || end > sentence.first + 30 || holds(draft.content, sentence.first)) return {};
  const std::string opening = text::fold(analysis.text_of(sentence.first));
  const auto closes = [&](Range whom) {
    for (std::uint32_t k = whom.last; k < end; ++k) {
      if (at(k).token.kind == TokenKind::comma) return true;
    }
    return false;
  };
  if (opening == "addressing") {
    const Range whom = phrases.noun_phrase_at(sentence.first + 1, end, false);
    return !whom.empty() && closes(whom) ? whom : Range{};
  }
  if (opening == "speaking" || opening == "talking" || opening == "writing") {
    if (!at(sentence.first + 1).is_one_of({"to", "with"})) return {};
    const Range whom = phrases.noun_phrase_at(sentence.first + 2, end, false);
    return !whom.empty() && closes(whom) ? whom : Range{};
  }
  if (at(sentence.first).is("to")) {
    // "To reporters she was drier: “…”"
    const Range whom = phrases.noun_phrase_at(sentence.first + 1, end, false);
    const bool subject = !whom.empty() && whom.last <= end && !at(sentence.first + 1).info.form(verb_form::base);
    return subject && (closes(whom) || whom.last == end) ? whom : Range{};
  }
  if (!at(sentence.first).is_one_of({"in", "during", "at", "after"})) return {};
  for (std::uint32_t i = sentence.first + 1; i + 2 < end && i < sentence.first + 6; ++i) {
    if (!is_meeting(at(i)) || !at(i + 1).is_one_of({"with", "to"})) continue;
    const Range whom = phrases.noun_phrase_at(i + 2, end, true);
    return !whom.empty() && closes(whom) ? whom : Range{};
  }
  return {};
}

// The label that a printed paragraph opens with ("Vell: …", "The Courier: …"); empty where it opens with none.
Range label_of(const Analysis& analysis, const Paragraph& paragraph) {
  for (std::uint32_t i = paragraph.words.first; i < paragraph.words.last && i < paragraph.words.first + 6; ++i) {
    const Word& word = analysis.words[i];
    if (word.token.kind == TokenKind::colon) return {paragraph.words.first, i};
    if (!word.is_word() || !word.token.starts_upper()) break;
  }
  return {};
}

// "Courier: Will you sign?" before "Vell: …": who asked.
Range asked_before(const Analysis& analysis, const Draft& draft) {
  const std::uint32_t number = analysis.sentence_of(draft.candidate.head).paragraph;
  const Range own = label_of(analysis, analysis.paragraphs[number]);
  if (number == 0 || own.empty() || draft.parent || draft.in_speech ||
      !draft.candidate.cue.overlaps({own.first, own.last + 1}))
    return {};
  const Range other = label_of(analysis, analysis.paragraphs[number - 1]);
  return other.empty() || analysis.text_of(other) == analysis.text_of(own) ? Range{} : other;
}

}  // namespace

bool addresses(const std::string& form) { return addressing().contains(form); }

Range addressed(const Analysis& analysis, const Draft& draft) {
  if (draft.candidate.pattern == "answer") return {};
  if (const Range told = told_in_passive(analysis, draft); !told.empty()) return told;
  if (!draft.candidate.addressee.empty()) return draft.candidate.addressee;
  const Phrases phrases(analysis);
  if (const Range object = object_of(analysis, draft, phrases); !object.empty()) return object;
  if (draft.in_speech) return {};
  if (const Range behind = behind_cue(analysis, draft, phrases); !behind.empty()) return behind;
  if (const Range asked = who_asked(analysis, draft, phrases); !asked.empty()) return asked;
  if (const Range before = fronted(analysis, draft, phrases); !before.empty()) return before;
  if (const Range before = asked_before(analysis, draft); !before.empty()) return before;
  // "… said in talks with the envoys of Velmar that …": beside the cue, not within the content.
  const Range sentence = analysis.sentence_of(draft.candidate.head).words;
  for (std::uint32_t i = draft.candidate.head + 1; i + 1 < sentence.last && i < draft.candidate.head + 30; ++i) {
    if (holds(draft.content, i) && draft.candidate.is_clause) return {};
    if (!is_meeting(analysis.words[i])) continue;
    for (std::uint32_t k = i + 1; k + 1 < sentence.last && k < i + 6; ++k) {
      if (!analysis.words[k].is("with") && !analysis.words[k].is("to")) continue;
      return phrases.noun_phrase_at(k + 1, sentence.last, true);
    }
  }
  return {};
}

std::string addressee_of(const Analysis& analysis, const Draft& draft, const Speaker& speaker, Speakers& resolver) {
  if (draft.candidate.pattern == "answer") return analysis.document->outlet;
  const Range whom = addressed(analysis, draft);
  return whom.empty() ? std::string() : resolver.of_addressee(whom, speaker).name;
}

}  // namespace entente::read
