// A recursive descent over words, one sentence at a time. A clause may stand before or after the main part; both fill
// the same draft, which becomes a rule when the sentence ends.
#include "verify/terms_sentence.h"

#include <algorithm>

#include "verify/terms_draft.h"

namespace entente::verify {
namespace {

class SentenceReader : private PhraseReader {
 public:
  using PhraseReader::PhraseReader;

  SentenceReading read() {
    while (words_[at_].kind != Kind::end) {
      if (words_[at_].kind == Kind::stop) {
        ++at_;
        continue;
      }
      const std::size_t begin = at_;
      failed_ = false;
      Draft draft;
      sentence(draft);
      if (!failed_) finish(draft, begin);
      while (words_[at_].kind != Kind::stop && words_[at_].kind != Kind::end) ++at_;
    }
    return std::move(reading_);
  }

  void trigger(Guarantee& g) {
    articles();
    if (eat({"breach", "of"})) {
      g.trigger = Guarantee::Trigger::breach;
      if (eat({"any", "term"})) {
        for (std::size_t i = 0; i < vocabulary_.terms.size(); ++i) g.terms.push_back(i);
      } else {
        do g.terms.push_back(term());
        while (!failed_ && (eat({"or"}) || eat_comma()));
      }
      if (eat({"by"})) g.breaker = party();
    } else {
      g.trigger = Guarantee::Trigger::incident;
      g.filter = phrase().filter;
    }
    if (!failed_ && words_[at_].kind != Kind::end && words_[at_].kind != Kind::stop)
      fail("terms-sentence", "This is not understood here.");
  }
  std::vector<SentenceProblem> problems() { return reading_.problems; }

 private:
  // ---- clauses; false where none begins here
  bool clause(Draft& d) {
    eat_comma();
    eat({"and"});
    if (is({"within"}) && is_duration_after(1)) {
      ++at_;
      const Seconds length = duration();
      if (eat({"of", "each", "other"})) {
        d.mutual = length, d.each_other = true;
      } else {
        d.within = length;
        if (eat({"of", "fulfilment", "of"}) || eat({"of", "the", "fulfilment", "of"})) {
          d.start = Start{};
          d.start->kind = Start::Kind::fulfilled;
          d.start->term = term();
        } else if (!eat({"of", "the", "start"})) {
          eat({"of", "it"});
        }
      }
    } else if (eat({"no", "later", "than"}) || (is({"by"}) && eat({"by"}))) {
      d.due = time().to;
    } else if (eat({"before"})) {
      d.due = time().from - 1;
    } else if (eat({"until"})) {
      d.until = time().to;
    } else if (eat({"for"})) {
      d.lasts = duration();
    } else if (eat({"after", "the", "first"}) || eat({"from", "the", "first"})) {
      d.start = Start{};
      d.start->kind = Start::Kind::first;
      d.start_phrase = phrase();
    } else if (eat({"from"}) || eat({"starting", "on"})) {
      d.start = Start{};
      d.start->at = time().from;
      if (eat({"to"})) d.until = time().to;
    } else if (eat({"once"})) {
      d.start = Start{};
      d.start->term = term();
      if (eat({"is", "fulfilled"})) {
        d.start->kind = Start::Kind::fulfilled;
      } else if (eat({"has", "been", "kept", "for"}) || eat({"is", "kept", "for"})) {
        d.start->kind = Start::Kind::held;
        d.start->held = duration();
      } else {
        fail("terms-sentence", "\"is fulfilled\" or \"has been kept for\" is needed here, not " + here() + ".");
      }
    } else if (eat({"after", "each"}) || eat({"after", "every"})) {
      d.trigger = phrase();
    } else if (eat({"if", "the", "other"})) {
      eat_any({"side", "party"});
      eat_any({"does", "makes", "carries", "gives"});
      eat({"out"});
      d.trigger = phrase();
      d.trigger->by_other = true;
      d.reciprocal = true;
    } else if (eat({"every"})) {
      d.every = duration();
    } else if (is_window()) {
      at_ += 2;
      eat({"window", "of"});
      d.window = duration();
    } else if (eat({"as", "long", "as"}) || eat({"while"})) {
      d.while_kept.push_back(term());
      if (!eat({"is", "kept"})) fail("terms-sentence", "\"is kept\" is needed here, not " + here() + ".");
    } else if (eat({"except"})) {
      exception(d);
    } else if (eat({"unless"})) {
      Phrase p = phrase();
      if (!eat({"in", "the", "last"}))
        fail("terms-sentence", "\"in the last\" and a time is needed here, not " + here() + ".");
      d.excuses.emplace_back(std::move(p), duration());
    } else if (eat({"suspended", "for"})) {
      const Seconds length = duration();
      if (!eat({"after", "each"}) && !eat({"after", "every"}))
        fail("terms-sentence", "\"after each\" is needed here, not " + here() + ".");
      d.suspensions.emplace_back(phrase(), length);
    } else if (eat({"ending", "with"}) || eat({"ends", "with"})) {
      eat({"a"});
      eat({"the"});
      eat({"first"});
      if (eat({"breach", "of"}))
        d.while_kept.push_back(term());
      else
        d.ends_with.push_back(phrase());
    } else if (eat({"about", "it"})) {
      d.about = true;
    } else {
      return false;
    }
    return true;
  }
  bool is_duration_after(std::size_t ahead) const {
    return time_unit(look(ahead).lower) || (number_of(look(ahead)) && time_unit(look(ahead + 1).lower));
  }
  void exception(Draft& d) {
    if (eat({"from"})) {
      const Instant from = time().from;
      if (!eat({"to"}) && !eat({"until"}))
        fail("terms-sentence", "\"to\" and a date is needed here, not " + here() + ".");
      d.gaps.push_back({from, time().to});
    } else if (eat({"on"})) {
      d.gaps.push_back(time());
    } else if (eat({"by"})) {
      const std::string who = party();
      auto& parties = d.phrase.filter.parties;
      if (parties.empty()) {
        for (const AgreedWord& word : agreement_.parties) parties.push_back(word.name);
      }
      std::erase(parties, who);
      if (parties.empty()) fail("terms-sentence", "With this exception nobody is bound.");
    } else if (is({"in"}) || is({"at"}) || is({"within"}) || is({"inside"})) {
      Filter f;
      space(f);
      for (SpaceTest test : f.where)
        d.phrase.filter.where.push_back({SpaceTest::Kind::beyond, test.ground, test.limit + 1});
    } else {
      const Phrase p = phrase();
      for (const std::string& kind : p.filter.kinds) std::erase(d.phrase.filter.kinds, kind);
      if (!failed_ && d.phrase.filter.kinds.empty())
        fail("terms-sentence", "An exception takes away from the kinds named before it; nothing is left of them.");
    }
  }

  // ---- the main part
  bool subject(Draft& d) {
    const std::size_t before = at_;
    if (eat_any({"each", "both", "either"}) || is({"the", "sides"}) || is({"the", "parties"})) {
      eat({"the"});
      if (eat_any({"side", "sides", "party", "parties"})) {
        for (const AgreedWord& word : agreement_.parties) d.subjects.push_back(word.name);
        return true;
      }
    }
    at_ = before;
    eat({"the"});
    while (const auto who = named(agreement_.parties)) {
      d.subjects.push_back(agreement_.parties[*who].name);
      if (!eat({"and"})) break;
    }
    if (d.subjects.empty()) at_ = before;
    return !d.subjects.empty();
  }

  void sentence(Draft& d) {
    if (eat({"it"}) || eat({"this", "term"})) {
      eat_any({"is", "applies", "binds", "lasts", "starts", "begins"});
      d.clause_alone = true;
    }
    while (!failed_ && !at_end()) {
      if (d.main == Draft::Main::none && !d.clause_alone && main(d)) continue;
      if (clause(d)) continue;
      fail("terms-sentence", "This is not understood here: " + here() + ".");
    }
    if (!failed_ && d.main == Draft::Main::none && !d.clause_alone) {
      fail("terms-sentence",
           "The sentence says nothing to keep: it needs \"no …\", \"at most …\", \"at least …\" or \"… shall …\".");
    }
  }

  bool main(Draft& d) {
    eat_comma();
    if (is({"no", "later"})) return false;
    if (eat({"no"})) {
      d.main = Draft::Main::no;
      d.phrase = phrase();
      return true;
    }
    const bool most = is({"at", "most"});
    if (most || is({"at", "least"})) {
      at_ += 2;
      d.main = most ? Draft::Main::at_most : Draft::Main::at_least;
      d.count = count();
      d.phrase = phrase();
      return true;
    }
    if (!subject(d)) return false;
    d.main = Draft::Main::shall;
    if (!eat_any({"shall", "must"})) fail("terms-sentence", "\"shall\" is needed here, not " + here() + ".");
    eat({"each"});
    if (eat({"not"})) d.main = Draft::Main::no;
    if (eat({"withdraw"})) {
      d.withdraws = true;
    } else {
      eat_any({"make", "complete", "carry", "give", "file", "send", "deliver", "hold", "allow", "begin", "start", "do",
               "provide", "conduct", "publish", "let", "open", "take"});
      eat({"out"});
    }
    while (eat_any({"equal", "simultaneous", "and"})) {
      d.equal = d.equal || words_[at_ - 1].lower == "equal";
      d.each_other = true;
    }
    if (eat({"at", "least"})) {
      d.count = count();
      d.counted_things = true;
    } else if (number_of(look()) && !is({"a"}) && !is({"an"})) {
      d.count = count();
      d.counted_things = true;
    }
    d.phrase = phrase();
    if (d.phrase.count) d.count = *d.phrase.count, d.counted_things = true;
    if (d.withdraws) {
      auto& kinds = d.phrase.filter.kinds;
      kinds.clear();
      for (const AgreedWord& kind : agreement_.kinds) {
        if (kind.name == "withdrawal") add_word(kinds, kind);
      }
      if (kinds.empty()) kinds = {"withdrawal"};
    }
    return true;
  }

  void finish(Draft& draft, std::size_t begin) {
    const std::size_t offset = words_[begin].offset;
    draft.words = std::string(text_.substr(offset, words_[at_].offset - offset));
    Filter present;
    presence(present);
    draft.present = present.kinds;
    const std::string problem = add_rules(draft, agreement_, offset, reading_);
    if (!problem.empty()) reading_.problems.push_back({offset, "terms-sentence", problem});
  }
};

}  // namespace

SentenceReading read_sentences(std::string_view text, const Vocabulary& vocabulary) {
  return SentenceReader(text, vocabulary).read();
}

std::vector<SentenceProblem> read_trigger(std::string_view text, const Vocabulary& vocabulary, Guarantee& guarantee) {
  SentenceReader reader(text, vocabulary);
  reader.trigger(guarantee);
  return reader.problems();
}

}  // namespace entente::verify
