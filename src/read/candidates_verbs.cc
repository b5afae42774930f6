// Candidates by verbs: what the subject says behind the verb, before it ("…," she said; "…," said Vell), and the
// passive, where the subject is said something of or to.
#include <algorithm>

#include "read/candidate_finder.h"

namespace entente::read {

using text::TokenKind;
namespace wc = word_class;
namespace vf = verb_form;
void CandidateFinder::verb(std::uint32_t head) {
  const VerbGroup group = phrases_.verb_group(head);
  Candidate candidate;
  candidate.head = head;
  candidate.cue_index = at(head).info.verb;
  candidate.cue = group.words;
  const Subject subject = phrases_.subject_of(group);
  std::uint32_t after = head + 1;
  // Particles: "pointed out", "laid out", "shot back".
  if (in_sentence(after) && (at(after).is("out") || at(after).is("back") || at(after).is("off") || at(after).is("up") ||
                             at(after).is("down"))) {
    candidate.pattern = "out+";
    candidate.cue.last = ++after;
  }
  const bool by_follows = in_sentence(after) && at(after).is("by") && at(head).info.form(vf::participle);
  const bool unaided =
      !at(group.words.first).is(wc::auxiliary | wc::modal) && kind(group.words.first) != TokenKind::clitic;
  if (group.passive || (by_follows && !subject.words.empty() && unaided)) {
    passive(candidate, subject, after);
    return;
  }
  candidate.shared = subject.shared;
  if (!subject.words.empty()) candidate.source.push_back(subject.words);
  const std::string prefix = candidate.pattern;
  if ((at(head).is("quoted") || at(head).is("quotes") || at(head).is("cited") || at(head).is("quoting")) &&
      quotes_as_saying(candidate, subject, after))
    return;
  const std::string& verb_class = lexicon_.cue(candidate.cue_index).group;
  const bool says = verb_class == "say" || verb_class == "claim" || verb_class == "admit" || verb_class == "ask" ||
                    verb_class == "tell" || verb_class == "believe" || verb_class == "demand" || verb_class == "fear" ||
                    verb_class == "show" || verb_class == "predict" || verb_class == "talk";
  if (says && !group.infinitive) {
    const bool before_head = group.words.first == head;
    if (subject.words.empty() ? before_head && said_inverted(candidate, prefix, after)
                              : said_behind(candidate, prefix, subject, after))
      return;
  }
  if (group.infinitive) candidate.pattern = "to " + candidate.pattern;
  if (right_of(after, candidate, true)) add(std::move(candidate));
}

bool CandidateFinder::said_behind(Candidate& candidate, const std::string& prefix, const Subject& subject,
                                  std::uint32_t after) {
  if (subject.words.first <= sentence_.words.first) return false;
  bool quoted = false;
  const Range before = left_of(subject.words.first, quoted);
  if (before.empty()) return false;
  const TokenKind next = in_sentence(after) ? kind(after) : TokenKind::stop;
  std::uint32_t past = past_adjuncts(after, 3);
  Range addressee;
  if (is_telling(candidate)) {
    addressee = phrases_.noun_phrase_at(past, ceiling(), true);
    if (!addressee.empty()) {
      past = addressee.last;
      for (int round = 0; round < 2; ++round) {
        past = phrases_.past_time(past, ceiling());
        past = phrases_.past_setting(past, ceiling());
      }
    }
  }
  const TokenKind after_all = in_sentence(past) ? kind(past) : TokenKind::stop;
  const bool cites = past < ceiling() && (at(past).is("citing") || at(past).is("quoting"));
  const bool nothing_follows =
      after_all == TokenKind::stop || after_all == TokenKind::comma || past >= ceiling() || cites;
  const bool quote_first = quoted && kind(subject.words.first - 1) != TokenKind::dash;
  const bool goes_on = next == TokenKind::colon || opens_speech(past) || at(std::min(past, ceiling() - 1)).is("that");
  if (!nothing_follows && (!quote_first || goes_on)) return false;
  candidate.pattern = prefix + (quoted ? "before-quote" : "before");
  candidate.content.push_back(before);
  candidate.addressee = addressee;
  candidate.from_before = true;
  candidate.is_clause = true;
  if (nothing_follows) add_rest(past, candidate, quoted);
  add(std::move(candidate));
  return true;
}

bool CandidateFinder::said_inverted(Candidate& candidate, const std::string& prefix, std::uint32_t after) {
  const std::uint32_t head = candidate.head;
  if (head <= sentence_.words.first || !at(head).info.form(vf::past | vf::third)) return false;
  bool quoted = false;
  const Range before = left_of(head, quoted);
  const Range name = phrases_.noun_phrase_at(after, ceiling(), true);
  if (before.empty() || name.empty() || at(name.first).is(wc::object)) return false;
  if (!quoted && kind(head - 1) != TokenKind::comma) return false;
  const TokenKind next = in_sentence(name.last) ? kind(name.last) : TokenKind::stop;
  const bool ends = next == TokenKind::stop || next == TokenKind::comma || name.last >= ceiling() || quoted;
  if (!ends || (!quoted && at(name.last < ceiling() ? name.last : name.last - 1).is("that"))) return false;
  candidate.pattern = prefix + (quoted ? "before-quote" : "before");
  candidate.source = {apposed(name)};
  candidate.shared = false;
  candidate.content.push_back(before);
  candidate.from_before = true;
  candidate.is_clause = true;
  add_rest(candidate.source[0].last, candidate, quoted);
  add(std::move(candidate));
  return true;
}

Range CandidateFinder::apposed(Range name) const {
  if (!in_sentence(name.last) || kind(name.last) != TokenKind::comma || !in_sentence(name.last + 1)) return name;
  const Word& next = at(name.last + 1);
  if (!next.is(wc::determiner | wc::possessive | wc::relative)) return name;
  std::uint32_t i = name.last + 1;
  while (in_sentence(i) && i < name.last + 30 && kind(i) != TokenKind::comma && kind(i) != TokenKind::stop &&
         kind(i) != TokenKind::quote)
    ++i;
  return {name.first, i};
}

bool CandidateFinder::quoted_as_saying(Candidate& candidate, const Subject& subject, std::uint32_t i) {
  Range through;
  if (in_sentence(i) && at(i).is("by")) {
    through = phrases_.noun_phrase_at(i + 1, ceiling(), true);
    if (through.empty()) return false;
    i = through.last;
  }
  return !subject.words.empty() && as_saying(candidate, subject.words, through, phrases_.past_time(i, ceiling()));
}

bool CandidateFinder::quotes_as_saying(Candidate& candidate, const Subject& subject, std::uint32_t i) {
  const Range whom = phrases_.noun_phrase_at(i, ceiling(), true);
  return !whom.empty() && as_saying(candidate, whom, subject.words, whom.last);
}

bool CandidateFinder::as_saying(Candidate& candidate, Range source, Range through, std::uint32_t as) {
  if (!in_sentence(as + 2) || !at(as).is("as") || !at(as + 1).is("saying")) return false;
  candidate.through = through;
  candidate.source = {source};
  candidate.shared = false;
  if (!right_of(as + 2, candidate, true)) return false;
  candidate.pattern = "as-saying";
  candidate.chance = 0.95;
  candidate.cue = {candidate.cue.first, candidate.head + 1};
  candidate.cue_index = -1;
  skip_ = as + 2;
  add(std::move(candidate));
  return true;
}

void CandidateFinder::passive(Candidate candidate, const Subject& subject, std::uint32_t after) {
  candidate.pattern += "be+";
  std::uint32_t i = phrases_.past_adverbs(after, ceiling());
  if ((at(candidate.head).is("quoted") || at(candidate.head).is("cited") || at(candidate.head).is("reported")) &&
      quoted_as_saying(candidate, subject, i))
    return;
  if (in_sentence(i) && at(i).is("by")) {
    const Range agent = phrases_.noun_phrase_at(i + 1, ceiling(), true);
    if (agent.empty()) return;
    candidate.source.push_back(agent);
    candidate.cue.last = std::max(candidate.cue.last, i + 1);
    std::string rest = "by";
    if (!subject.words.empty()) candidate.content.push_back(subject.words);
    if (in_sentence(agent.last) && (at(agent.last).is("as") || at(agent.last).is("to") || at(agent.last).is("that"))) {
      rest += "+" + std::string(at(agent.last).info.folded);
      candidate.content.push_back(content_from(agent.last, false));
    }
    candidate.pattern += rest;
    add(std::move(candidate));
    return;
  }
  Candidate tail = candidate;
  if (!subject.words.empty()) candidate.content.push_back(subject.words);
  tail.content.clear();
  if (right_of(after, tail, false)) {
    candidate.pattern = tail.pattern;
    candidate.cue = tail.cue;
    candidate.is_clause = tail.is_clause;
    const bool addressed = is_telling(candidate) || candidate.pattern == "be+quote";
    if (addressed) {
      candidate.addressee = subject.words;
      candidate.content = tail.content;
    } else {
      candidate.content.insert(candidate.content.end(), tail.content.begin(), tail.content.end());
    }
  } else {
    candidate.pattern += "none";
  }
  add(std::move(candidate));
}

}  // namespace entente::read
