// Candidates by verbs, nouns and adjectives of the lexicon, by "according to" and by a colon after a name. For each the
// words to its right are classified (a clause, a quotation, an infinitive, a thing …) and, where nothing follows that
// could be its content, the words to its left ("…," she said).
#include "read/candidates.h"

#include <algorithm>

#include "read/candidate_judge.h"

namespace entente::read {
namespace {

using text::TokenKind;
namespace wc = word_class;
namespace vf = verb_form;

class Finder {
 public:
  Finder(const Analysis& analysis, const Lexicon& lexicon)
      : analysis_(analysis), lexicon_(lexicon), phrases_(analysis), judge_(analysis, lexicon, phrases_) {}

  std::vector<Candidate> run() {
    for (const Sentence& sentence : analysis_.sentences) {
      sentence_ = sentence;
      colon();
      answer();
      for (std::uint32_t i = sentence.words.first; i < sentence.words.last; ++i) {
        const Word& word = at(i);
        if (i < skip_) continue;
        if (word.info.verb >= 0 && phrases_.is_verb(i)) {
          verb(i);
        } else if (word.info.noun >= 0) {
          noun(i);
        } else if (word.info.adjective >= 0) {
          adjective(i);
        } else if (word.is("according") && i + 1 < sentence.words.last && at(i + 1).is("to")) {
          according(i);
        }
      }
    }
    return std::move(found_);
  }

 private:
  const Word& at(std::uint32_t i) const { return analysis_.words[i]; }
  TokenKind kind(std::uint32_t i) const { return at(i).token.kind; }
  bool in_sentence(std::uint32_t i) const { return sentence_.words.contains(i); }
  std::uint32_t ceiling() const { return sentence_.words.last; }
  bool opens_quotation(std::uint32_t i) const {
    return in_sentence(i) && at(i).quotation != no_index && analysis_.quotations[at(i).quotation].words.first == i;
  }
  bool opens_speech(std::uint32_t i) const {
    return opens_quotation(i) && analysis_.quotations[at(i).quotation].speech;
  }

  bool base_verb_at(std::uint32_t i) const {
    std::uint32_t k = i;
    while (in_sentence(k) && at(k).is(wc::adverb) && k < i + 2) ++k;
    if (!in_sentence(k) || !at(k).is_word()) return false;
    return at(k).info.form(vf::base) || at(k).is(wc::auxiliary) ||
           (!at(k).is(wc::determiner | wc::possessive | wc::object | wc::subject) &&
            at(k).token.shape == text::Shape::lower && at(k).info.folded.empty());
  }

  void add(Candidate candidate) {
    for (Range& piece : candidate.content) piece = trimmed(analysis_, piece);
    std::erase_if(candidate.content, [](const Range& piece) { return piece.empty(); });
    if (candidate.content.empty()) return;
    if (candidate.cue_index >= 0) judge_.judge(candidate);
    found_.push_back(std::move(candidate));
  }

  Range content_from(std::uint32_t start, bool clause, const Candidate* candidate = nullptr) const {
    if (!in_sentence(start)) return {start, start};
    ContentLimits limits;
    limits.clause = clause;
    if (candidate != nullptr) {
      limits.gerund = at(candidate->head).info.form(vf::gerund);
      limits.subject_noun = at(candidate->head).info.noun >= 0 && candidate->head < sentence_.words.first + 8 &&
                            candidate->pattern == "that";
      limits.relative = !candidate->source.empty() && at(candidate->source.front().first).is(wc::relative);
    }
    return {start, end_of_content(analysis_, lexicon_, phrases_, start, limits)};
  }

  // What follows a cue at `start`: fills pattern, content and addressee. Returns false where nothing that could be
  // content follows.
  bool right_of(std::uint32_t start, Candidate& candidate, bool may_take_object) {
    std::uint32_t i = start;
    for (int round = 0; round < 4; ++round) {
      const std::uint32_t before = i;
      i = phrases_.past_adverbs(i, ceiling());
      i = phrases_.past_time(i, ceiling());
      i = phrases_.past_setting(i, ceiling());
      if (i > before && in_sentence(i) && kind(i) == TokenKind::comma && in_sentence(i + 1) &&
          (opens_quotation(i + 1) || at(i + 1).is("that"))) {
        ++i;
      }
      if (i == before) break;
    }
    const bool adjuncts = i > start;
    if (!in_sentence(i)) return false;
    const Word& word = at(i);
    if (opens_speech(i)) return take(candidate, "quote", i, true);
    if (word.token.kind == TokenKind::colon) {
      if (in_sentence(i + 1)) return take(candidate, "colon", i + 1, true);
      // The quotation is a paragraph of its own, or the next sentence.
      return false;
    }
    if (word.token.kind == TokenKind::comma && opens_speech(i + 1)) return take(candidate, "quote", i + 1, true);
    if (word.is("that") && !(in_sentence(i + 1) && kind(i + 1) == TokenKind::stop))
      return take(candidate, "that", i, true);
    if (word.is("to")) {
      if (base_verb_at(i + 1)) return take(candidate, "to", i, false);
      const Range to_whom = phrases_.noun_phrase_at(i + 1, ceiling(), false);
      if (to_whom.empty()) return false;
      if (in_sentence(to_whom.last) &&
          (at(to_whom.last).is("that") || opens_quotation(to_whom.last) ||
           (kind(to_whom.last) == TokenKind::comma && opens_quotation(to_whom.last + 1)))) {
        candidate.addressee = to_whom;
        return take(candidate, at(to_whom.last).is("that") ? "that" : "quote", to_whom.last, true);
      }
      candidate.cue.last = std::max(candidate.cue.last, i + 1);
      return take(candidate, "to-thing", i + 1, false);
    }
    if (word.is("whether") || word.is("if") || word.is("how") || word.is("what") || word.is("why") || word.is("who") ||
        word.is("where") || word.is("when")) {
      return take(candidate, "wh", i, true);
    }
    if (word.is("as")) return take(candidate, "as", i + 1, false);
    if (word.is(wc::preposition) && !phrases_.is_nominal(i)) {
      if (adjuncts) return false;
      candidate.cue.last = i + 1;
      return take(candidate, word.info.folded, i + 1, false);
    }
    if (word.info.form(vf::gerund) && word.token.shape == text::Shape::lower && phrases_.is_verb(i))
      return take(candidate, "ing", i, false);
    if (!word.is_word() && !opens_quotation(i)) return false;
    if (word.is(wc::coordinator | wc::auxiliary | wc::modal)) return false;
    if (may_take_object) {
      const Range object = phrases_.noun_phrase_at(i, ceiling(), false);
      if (!object.empty()) {
        std::uint32_t k = object.last;
        k = phrases_.past_time(k, ceiling());
        k = phrases_.past_setting(k, ceiling());
        k = phrases_.past_adverbs(k, ceiling());
        if (in_sentence(k)) {
          std::string_view pattern;
          bool clause = true;
          std::uint32_t from = k;
          // "a willingness to …", "a framework that …": the infinitive or clause belongs to the noun.
          const Word& noun = at(object.last - 1);
          const bool is_thing = noun.info.noun >= 0 && !noun.token.starts_upper() && !lexicon_.tells(noun.info.folded);
          const bool is_addressed = takes_addressee(candidate) || object.size() == 1;
          if (is_thing && !at(k).is("to") && is_expressed(candidate, noun, k)) {
            expressed_ = {candidate.cue.first, object.last};
            return false;  // "issued a warning that …": the noun's candidate takes the verb into its cue
          }
          if (is_thing && (at(k).is("to") || at(k).is("that"))) {
            pattern = at(k).is("to") ? "thing+to" : "thing+that";
            clause = false;
            from = i;
          } else if (at(k).is("that") && !is_addressed) {
            pattern = "thing+that";
            clause = false;
            from = i;
          } else if (at(k).is("that")) {
            pattern = "object+that";
          } else if (opens_speech(k)) {
            pattern = "object+quote";
          } else if ((kind(k) == TokenKind::comma || kind(k) == TokenKind::colon) && opens_speech(k + 1)) {
            pattern = "object+quote";
            from = k + 1;
          } else if (at(k).is("to") && base_verb_at(k + 1)) {
            pattern = "object+to";
            clause = false;
          } else if (at(k).is("not") && in_sentence(k + 1) && at(k + 1).is("to")) {
            pattern = "object+to";
            clause = false;
          } else if (at(k).is("whether") || at(k).is("if") || at(k).is("how") || at(k).is("what") || at(k).is("why")) {
            pattern = "object+wh";
          } else if (is_telling(candidate) && phrases_.clause_at(k, ceiling())) {
            pattern = "object+clause";
          } else if (is_telling(candidate) && (at(k).is("of") || at(k).is("about"))) {
            pattern = "object+of";
            clause = false;
            from = k + 1;
          } else if (at(k).is("as") || at(k).is("a") || at(k).is("an") || (opens_quotation(k) && k == object.last)) {
            pattern = "object+as";  // "called the plan absurd", "described it as …": the whole is content
            clause = false;
            from = i;
          } else if (at(k).is("for") || at(k).is("of") || at(k).is("on") || at(k).is("over") || at(k).is("with") ||
                     at(k).is("from")) {
            pattern = "object+for";
            clause = false;
            from = i;
          }
          if (!pattern.empty()) {
            if (from > i) candidate.addressee = object;
            return take(candidate, pattern, from, clause);
          }
        }
      }
    }
    if (phrases_.clause_at(i, ceiling())) return take(candidate, "clause", i, true);
    return take(candidate, adjuncts ? "adverb+object" : "object", i, false);
  }

  // Whether the verb only lends itself to the noun behind it, and `after` may follow that noun's content.
  bool is_expressed(const Candidate& candidate, const Word& noun, std::uint32_t after) const {
    if (lexicon_.cue(candidate.cue_index).group != "express") return false;
    const Cue& cue = lexicon_.cue(noun.info.noun);
    return std::find(cue.followers.begin(), cue.followers.end(), at(after).info.folded) != cue.followers.end();
  }

  // "… that are shaping it": no clause of somebody's, but a relative one.
  bool is_relative(std::uint32_t that) const {
    return at(that).is("that") && in_sentence(that + 1) && at(that + 1).is(wc::finite | wc::modal);
  }

  bool takes_addressee(const Candidate& candidate) const {
    if (is_telling(candidate)) return true;
    const std::string& group = lexicon_.cue(candidate.cue_index).group;
    const std::string& lemma = lexicon_.cue(candidate.cue_index).lemma;
    return group == "demand" || lemma == "show" || lemma == "promise" || lemma == "caution";
  }

  bool is_telling(const Candidate& candidate) const {
    return candidate.cue_index >= 0 &&
           (lexicon_.cue(candidate.cue_index).group == "tell" || lexicon_.cue(candidate.cue_index).group == "ask");
  }

  bool take(Candidate& candidate, std::string_view pattern, std::uint32_t start, bool clause) {
    candidate.pattern += pattern;
    candidate.is_clause = clause;
    const Range content = content_from(start, clause, &candidate);
    if (content.empty()) return false;
    candidate.content.push_back(content);
    return true;
  }

  // The content that ends before `end` (where the source or an inverted cue starts), with the comma or the closing mark
  // between; empty where none does.
  Range left_of(std::uint32_t end, bool& quoted) const {
    quoted = false;
    if (end <= sentence_.words.first) return {};
    std::uint32_t last = end;
    const TokenKind sign = kind(last - 1);
    if (sign == TokenKind::quote || sign == TokenKind::single_quote) {
      const std::uint32_t number = at(last - 1).quotation;
      if (number == no_index || analysis_.quotations[number].words.last != last || analysis_.quotations[number].title)
        return {};
      quoted = true;
    } else if (sign == TokenKind::comma) {
      --last;
      if (last > sentence_.words.first && kind(last - 1) == TokenKind::quote && at(last - 1).quotation != no_index) {
        quoted = analysis_.quotations[at(last - 1).quotation].words.last == last;
        if (analysis_.quotations[at(last - 1).quotation].title) return {};
      }
    } else if (sign != TokenKind::dash && !(sign == TokenKind::stop && at(last - 1).quotation == no_index)) {
      return {};
    }
    std::uint32_t first = sentence_.words.first;
    if (quoted) {
      const Range quotation = analysis_.quotations[at(last - 1).quotation].words;
      if (quotation.first <= first || analysis_.quotations[at(last - 1).quotation].speech) {
        // What stands before the quotation in its sentence belongs to the content where it runs into it.
        const std::uint32_t open = quotation.first;
        const bool runs_in = open > first && kind(open - 1) != TokenKind::comma && kind(open - 1) != TokenKind::colon &&
                             at(open - 1).is_word() && open - first < 25;
        return {runs_in ? first : open, last};
      }
    }
    if (last - first > 200) return {};
    if (first < last && at(first).is(wc::coordinator) && first + 1 < last) ++first;
    if (last - first < 2 && !quoted && !in_sentence(end + 3)) return {};
    return {first, last};
  }

  // What follows an attribution in mid-sentence ("…, she said, …"): the rest of the content.
  void add_rest(std::uint32_t after, Candidate& candidate, bool quoted) const {
    std::uint32_t i = after;
    for (int round = 0; round < 3; ++round) {
      i = phrases_.past_adverbs(i, ceiling());
      i = phrases_.past_time(i, ceiling());
      i = phrases_.past_setting(i, ceiling());
    }
    if (!in_sentence(i) || kind(i) != TokenKind::comma || !in_sentence(i + 1)) return;
    if (opens_speech(i + 1)) {
      candidate.content.push_back(analysis_.quotations[at(i + 1).quotation].words);
      return;
    }
    if (quoted) return;
    if (at(i + 1).info.form(vf::gerund) || at(i + 1).is(wc::relative) || at(i + 1).is("a") || at(i + 1).is("citing"))
      return;
    candidate.content.push_back(content_from(i + 1, true));
  }

  void verb(std::uint32_t head) {
    const VerbGroup group = phrases_.verb_group(head);
    Candidate candidate;
    candidate.head = head;
    candidate.cue_index = at(head).info.verb;
    candidate.cue = group.words;
    const Subject subject = phrases_.subject_of(group);
    std::uint32_t after = head + 1;
    // Particles: "pointed out", "laid out", "shot back".
    if (in_sentence(after) && (at(after).is("out") || at(after).is("back") || at(after).is("off") ||
                               at(after).is("up") || at(after).is("down"))) {
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
    const std::string& verb_class = lexicon_.cue(candidate.cue_index).group;
    if ((at(head).is("quoted") || at(head).is("quotes") || at(head).is("cited") || at(head).is("quoting")) &&
        quotes_as_saying(candidate, subject, after))
      return;
    const bool says = verb_class == "say" || verb_class == "claim" || verb_class == "admit" || verb_class == "ask" ||
                      verb_class == "tell" || verb_class == "believe" || verb_class == "demand" ||
                      verb_class == "fear" || verb_class == "show" || verb_class == "predict" || verb_class == "talk";

    // “…,” she said: the content before a subject of its own.
    if (!subject.words.empty() && !group.infinitive && says && subject.words.first > sentence_.words.first) {
      bool quoted = false;
      const Range before = left_of(subject.words.first, quoted);
      const TokenKind next = in_sentence(after) ? kind(after) : TokenKind::stop;
      std::uint32_t past = after;
      for (int round = 0; round < 3; ++round) {
        past = phrases_.past_adverbs(past, ceiling());
        past = phrases_.past_time(past, ceiling());
        past = phrases_.past_setting(past, ceiling());
      }
      Range addressee;
      if (verb_class == "tell" || verb_class == "ask") {
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
      if (!before.empty() && (nothing_follows || (quote_first && next != TokenKind::colon && !opens_speech(past) &&
                                                  !at(std::min(past, ceiling() - 1)).is("that")))) {
        candidate.pattern = prefix + (quoted ? "before-quote" : "before");
        candidate.content.push_back(before);
        candidate.addressee = addressee;
        candidate.from_before = true;
        candidate.is_clause = true;
        if (nothing_follows) add_rest(past, candidate, quoted);
        add(std::move(candidate));
        return;
      }
    }
    // “…,” said Vell: inverted.
    if (subject.words.empty() && !group.infinitive && says && group.words.first == head &&
        head > sentence_.words.first && at(head).info.form(vf::past | vf::third)) {
      bool quoted = false;
      const Range before = left_of(head, quoted);
      const Range name = phrases_.noun_phrase_at(after, ceiling(), true);
      if (!before.empty() && !name.empty() && !at(name.first).is(wc::object) &&
          (quoted || kind(head - 1) == TokenKind::comma)) {
        const TokenKind next = in_sentence(name.last) ? kind(name.last) : TokenKind::stop;
        const bool ends = next == TokenKind::stop || next == TokenKind::comma || name.last >= ceiling() || quoted;
        if (ends && (quoted || !at(name.last < ceiling() ? name.last : name.last - 1).is("that"))) {
          candidate.pattern = prefix + (quoted ? "before-quote" : "before");
          candidate.source = {apposed(name)};
          candidate.shared = false;
          candidate.content.push_back(before);
          candidate.from_before = true;
          candidate.is_clause = true;
          add_rest(candidate.source[0].last, candidate, quoted);
          add(std::move(candidate));
          return;
        }
      }
    }
    if (group.infinitive) candidate.pattern = "to " + candidate.pattern;
    if (right_of(after, candidate, true)) add(std::move(candidate));
  }

  // "…, said Mara Vell, the envoy of Velmar": the noun phrase with the apposition that follows.
  Range apposed(Range name) const {
    if (!in_sentence(name.last) || kind(name.last) != TokenKind::comma || !in_sentence(name.last + 1)) return name;
    const Word& next = at(name.last + 1);
    if (!next.is(wc::determiner | wc::possessive | wc::relative)) return name;
    std::uint32_t i = name.last + 1;
    while (in_sentence(i) && i < name.last + 30 && kind(i) != TokenKind::comma && kind(i) != TokenKind::stop &&
           kind(i) != TokenKind::quote)
      ++i;
    return {name.first, i};
  }

  // "Vell was quoted (by Radio Marenne) as saying that …": the subject speaks.
  bool quoted_as_saying(Candidate& candidate, const Subject& subject, std::uint32_t i) {
    Range through;
    if (in_sentence(i) && at(i).is("by")) {
      through = phrases_.noun_phrase_at(i + 1, ceiling(), true);
      if (through.empty()) return false;
      i = through.last;
    }
    i = phrases_.past_time(i, ceiling());
    if (!in_sentence(i + 2) || !at(i).is("as") || !at(i + 1).is("saying") || subject.words.empty()) return false;
    candidate.through = through;
    candidate.source = {subject.words};
    if (!right_of(i + 2, candidate, true)) return false;
    candidate.pattern = "as-saying";
    candidate.chance = 0.95;
    candidate.cue = {candidate.cue.first, candidate.head + 1};
    candidate.cue_index = -1;
    skip_ = i + 2;
    add(std::move(candidate));
    return true;
  }

  // "Radio Marenne quoted Vell as saying that …": Vell speaks, through the station.
  bool quotes_as_saying(Candidate& candidate, const Subject& subject, std::uint32_t i) {
    const Range whom = phrases_.noun_phrase_at(i, ceiling(), true);
    if (whom.empty() || !in_sentence(whom.last + 2) || !at(whom.last).is("as") || !at(whom.last + 1).is("saying"))
      return false;
    candidate.through = subject.words;
    candidate.source = {whom};
    candidate.shared = false;
    if (!right_of(whom.last + 2, candidate, true)) return false;
    candidate.pattern = "as-saying";
    candidate.chance = 0.95;
    candidate.cue = {candidate.cue.first, candidate.head + 1};
    candidate.cue_index = -1;
    skip_ = whom.last + 2;
    add(std::move(candidate));
    return true;
  }

  void passive(Candidate candidate, const Subject& subject, std::uint32_t after) {
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
      if (in_sentence(agent.last) &&
          (at(agent.last).is("as") || at(agent.last).is("to") || at(agent.last).is("that"))) {
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

  void noun(std::uint32_t head) {
    const Word& word = at(head);
    const Cue& cue = lexicon_.cue(word.info.noun);
    std::uint32_t after = head + 1;
    Candidate candidate;
    candidate.head = head;
    candidate.cue_index = word.info.noun;
    candidate.cue = {head, head + 1};
    if (head > sentence_.words.first) {
      // The holder before it: "her claim", "Velmar's repeated claim".
      std::uint32_t k = head;
      while (k > sentence_.words.first && head - k < 4 && phrases_.is_nominal(k - 1) &&
             at(k - 1).token.shape == text::Shape::lower)
        --k;
      if (k > sentence_.words.first && at(k - 1).is(wc::possessive)) {
        candidate.source.push_back({k - 1, k});
      } else if (k > sentence_.words.first + 1 && kind(k - 1) == TokenKind::clitic) {
        Range holder = phrases_.noun_phrase_before(k - 1, sentence_.words.first);
        if (!holder.empty()) candidate.source.push_back({holder.first, k});
      }
    }
    if (candidate.source.empty() && in_sentence(after) &&
        (at(after).is("by") || at(after).is("from") || at(after).is("among"))) {
      const Range holder = phrases_.noun_phrase_at(after + 1, ceiling(), false);
      if (!holder.empty()) {
        candidate.source.push_back(holder);
        after = holder.last;
      }
    }
    if (candidate.source.empty() && in_sentence(after + 1) && (at(after).is("in") || at(after).is("within")) &&
        at(after + 1).token.starts_upper()) {
      // "concern in Velmar that …"
      const Range holder = phrases_.noun_phrase_at(after + 1, ceiling(), false);
      if (in_sentence(holder.last) && at(holder.last).is("that")) {
        candidate.source.push_back(holder);
        after = holder.last;
      }
    }
    if (!in_sentence(after)) return;
    const std::string_view next = at(after).info.folded;
    if (std::find(cue.followers.begin(), cue.followers.end(), next) == cue.followers.end()) return;
    if (is_relative(after)) return;
    if (expressed_.last == head + 1) candidate.cue.first = expressed_.first;
    const bool held = !candidate.source.empty();
    std::uint32_t start = after;
    if (next == "to") {
      candidate.pattern = base_verb_at(after + 1) ? "to" : "to-thing";
      if (candidate.pattern == "to-thing") start = after + 1;
    } else if (next == "that") {
      candidate.pattern = "that";
    } else {
      candidate.pattern = std::string(next);
      start = after + 1;
      if (after == head + 1) candidate.cue.last = after + 1;
    }
    candidate.pattern += held ? "" : "-alone";
    if (!held) {
      // "has plans to", "voiced fears that": the subject of the verb before it holds it.
      candidate.shared = true;
    }
    candidate.is_clause = next == "that";
    candidate.content.push_back(content_from(start, candidate.is_clause, &candidate));
    add(std::move(candidate));
  }

  void adjective(std::uint32_t head) {
    const Word& word = at(head);
    const Cue& cue = lexicon_.cue(word.info.adjective);
    const std::uint32_t after = head + 1;
    if (!in_sentence(after)) return;
    const std::string_view next = at(after).info.folded;
    Candidate candidate;
    candidate.head = head;
    candidate.cue_index = word.info.adjective;
    std::uint32_t start = after;
    bool clause = false;
    if (std::find(cue.followers.begin(), cue.followers.end(), next) != cue.followers.end()) {
      candidate.pattern = std::string(next);
      clause = next == "that" || next == "whether" || next == "how" || next == "if";
      if (next != "that" && next != "to" && !clause) start = after + 1;
    } else if (at(after).is(wc::subject) &&
               std::find(cue.followers.begin(), cue.followers.end(), "that") != cue.followers.end()) {
      candidate.pattern = "clause";
      clause = true;
    } else {
      return;
    }
    std::uint32_t first = head;
    bool be = false;
    while (first > sentence_.words.first && head - first < 7 &&
           at(first - 1).is(wc::auxiliary | wc::adverb | wc::modal | wc::negation)) {
      be |= at(first - 1).is(wc::auxiliary);
      --first;
    }
    if (!be) return;
    VerbGroup group;
    group.words = {first, head + 1};
    group.head = head;
    group.finite = true;
    const Subject subject = phrases_.subject_of(group);
    candidate.cue = {first, start == after ? head + 1 : after + 1};
    candidate.shared = subject.shared;
    if (!subject.words.empty()) candidate.source.push_back(subject.words);
    candidate.is_clause = clause;
    candidate.content.push_back(content_from(start, clause));
    add(std::move(candidate));
  }

  void according(std::uint32_t head) {
    Candidate candidate;
    candidate.head = head;
    candidate.cue = {head, head + 2};
    candidate.pattern = "according";
    candidate.chance = 0.95;
    candidate.is_clause = true;
    Range source = phrases_.noun_phrase_at(head + 2, ceiling(), true);
    if (source.empty()) return;
    // The source goes on to the next comma or stop: "a report published on Monday by the ministry".
    std::uint32_t i = source.last;
    while (in_sentence(i) && i < source.first + 30 && at(i).is_word()) ++i;
    if (in_sentence(i) && kind(i) != TokenKind::comma && kind(i) != TokenKind::stop) i = source.last;
    source.last = i;
    candidate.source.push_back(source);
    if (head <= sentence_.words.first + 1) {
      if (in_sentence(i)) candidate.content.push_back(content_from(i + 1, true));
    } else {
      const bool comma = kind(head - 1) == TokenKind::comma;
      std::uint32_t first = sentence_.words.first;
      if (head - first > 200) return;
      candidate.content.push_back({first, comma ? head - 1 : head});
      if (comma && in_sentence(i) && kind(i) == TokenKind::comma && !is_attribution(i + 1))
        candidate.content.push_back(content_from(i + 1, true));
    }
    candidate.from_before = true;
    add(std::move(candidate));
  }

  // "…, Radio Marenne said": a teller with a cue and nothing behind it.
  bool is_attribution(std::uint32_t start) const {
    const Range teller = phrases_.noun_phrase_at(start, ceiling(), false);
    if (teller.empty() || !in_sentence(teller.last) || at(teller.last).info.verb < 0) return false;
    const std::uint32_t next = teller.last + 1;
    return !in_sentence(next) || kind(next) == TokenKind::comma || kind(next) == TokenKind::stop ||
           at(next).is("citing") || at(next).is("quoting");
  }

  // "A. We shall sign." The printed answers of an interview, each a paragraph behind one that opens with "Q".
  void answer() {
    const Paragraph& paragraph = analysis_.paragraphs[sentence_.paragraph];
    const std::uint32_t first = paragraph.words.first;
    if (first != sentence_.words.first || sentence_.paragraph == 0 || !opens_with(first, 'A')) return;
    if (!opens_with(analysis_.paragraphs[sentence_.paragraph - 1].words.first, 'Q')) return;
    std::uint32_t start = first + 1;
    while (start < paragraph.words.last && !at(start).is_word() && kind(start) != TokenKind::quote) ++start;
    if (start >= paragraph.words.last) return;
    Candidate candidate;
    candidate.head = first;
    candidate.cue = {first, first};
    candidate.pattern = "answer";
    candidate.chance = 0.9;
    candidate.is_clause = true;
    candidate.content.push_back({start, paragraph.words.last});
    add(std::move(candidate));
  }

  // "Q.", "A:"
  bool opens_with(std::uint32_t word, char letter) const {
    const std::string_view written = analysis_.text_of(word);
    if (written.empty() || written[0] != letter || written.size() > 2) return false;
    if (written.size() == 2) return written[1] == '.' || written[1] == ':';
    const TokenKind next = word + 1 < analysis_.words.size() ? kind(word + 1) : TokenKind::other;
    return next == TokenKind::stop || next == TokenKind::colon;
  }

  // "Vell: the talks go on" at the start of a paragraph.
  void colon() {
    const Paragraph& paragraph = analysis_.paragraphs[sentence_.paragraph];
    if (paragraph.words.first != sentence_.words.first) return;
    std::uint32_t i = sentence_.words.first;
    while (in_sentence(i) && i < sentence_.words.first + 6 && at(i).token.kind == TokenKind::word &&
           (at(i).token.starts_upper() || at(i).is("of")))
      ++i;
    if (i == sentence_.words.first || !in_sentence(i) || kind(i) != TokenKind::colon || !in_sentence(i + 1)) return;
    if (ceiling() - i < 5 || !at(i + 1).token.space_before || kind(i + 1) == TokenKind::number) return;
    Candidate candidate;
    candidate.head = i;
    candidate.cue = {i, i + 1};
    candidate.pattern = "name-colon";
    candidate.chance = 0.6;
    candidate.is_clause = true;
    candidate.source.push_back({sentence_.words.first, i});
    candidate.content.push_back({i + 1, ceiling()});
    add(std::move(candidate));
  }

  const Analysis& analysis_;
  const Lexicon& lexicon_;
  Phrases phrases_;
  CandidateJudge judge_;
  Sentence sentence_;
  std::uint32_t skip_ = 0;  // words before this one are spoken for
  Range expressed_;         // a verb with the noun that it lends itself to
  std::vector<Candidate> found_;
};

}  // namespace

std::vector<Candidate> find_candidates(const Analysis& analysis, const Lexicon& lexicon) {
  return Finder(analysis, lexicon).run();
}

}  // namespace entente::read
