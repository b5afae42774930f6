// A recursive descent over words, one sentence at a time. A clause may stand before or after the main part; both fill
// the same draft, which becomes a rule when the sentence ends. After the first mistake in a sentence every look ahead
// sees its end, so that the reading falls through to the next sentence.
#include "verify/terms_sentence.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace entente::verify {
namespace {

using Kind = SentenceWord::Kind;
constexpr Seconds day = 86400;
constexpr Seconds any_time_before = 36525 * day;  // a hundred years
constexpr const char* unsuspendable = "A duty with one deadline cannot be suspended; give it a later deadline.";

struct Phrase {
  Filter filter;
  bool by_other = false;  // "by the other side": filled in when it is known who is meant
  bool by_each = false;
  std::optional<std::int64_t> count;  // "release of at least 31 sailors"
};

struct Draft {
  enum class Main { none, no, at_most, at_least, shall } main = Main::none;
  std::vector<std::string> subjects;
  Phrase phrase;
  std::int64_t count = 1;
  bool counted_things = false;  // "at least 12 guns": their quantities are summed
  bool withdraws = false, equal = false, each_other = false, about = false, clause_alone = false, reciprocal = false;
  std::optional<Seconds> within, window, every, mutual;
  std::optional<Phrase> trigger;
  std::optional<Instant> until, due;
  std::optional<Seconds> lasts;
  std::optional<Start> start;
  Phrase start_phrase;
  std::vector<std::size_t> while_kept;
  std::vector<Phrase> ends_with;
  std::vector<TimeRange> gaps;
  std::vector<std::pair<Phrase, Seconds>> suspensions, excuses;
};

class SentenceReader {
 public:
  SentenceReader(std::string_view text, const Vocabulary& vocabulary)
      : text_(text), vocabulary_(vocabulary), agreement_(*vocabulary.agreement), words_(sentence_words(text)) {}

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
  // ---- looking and eating
  const SentenceWord& look(std::size_t ahead = 0) const {
    return failed_ ? words_.back() : words_[std::min(at_ + ahead, words_.size() - 1)];
  }
  bool is(std::initializer_list<std::string_view> phrase) const {
    std::size_t i = 0;
    for (const std::string_view word : phrase) {
      if (look(i).kind != Kind::word || look(i).lower != word) return false;
      ++i;
    }
    return true;
  }
  bool eat(std::initializer_list<std::string_view> phrase) {
    if (!is(phrase)) return false;
    at_ += phrase.size();
    return true;
  }
  bool eat_any(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
      if (eat({word})) return true;
    }
    return false;
  }
  bool eat_comma() {
    if (look().kind != Kind::comma) return false;
    ++at_;
    return true;
  }
  void articles() {
    while (eat_any({"the", "any", "all", "a", "an", "its", "their"})) {
    }
  }
  void fail(std::string code, std::string message) {
    if (failed_) return;
    reading_.problems.push_back({words_[at_].offset, std::move(code), std::move(message)});
    failed_ = true;
  }
  bool at_end() const { return look().kind == Kind::stop || look().kind == Kind::end; }
  std::string here() const { return at_end() ? "the end of the sentence" : "\"" + look().text + "\""; }

  static std::string listed(const std::vector<AgreedWord>& words) {
    std::string out;
    for (const AgreedWord& word : words) out += (out.empty() ? "" : ", ") + word.name;
    return out.empty() ? "none" : out;
  }

  std::optional<std::size_t> named(const std::vector<AgreedWord>& vocabulary) {
    if (failed_) return std::nullopt;
    const PhraseMatch match = match_phrase(vocabulary, words_, at_);
    if (match.words == 0) return std::nullopt;
    at_ += match.words;
    return match.index;
  }

  // ---- small parts
  std::size_t term() {
    articles();
    const auto index = named(vocabulary_.terms);
    if (!index)
      fail("terms-word",
           "A term's name is needed here, not " + here() + "; the terms are: " + listed(vocabulary_.terms) + ".");
    return index.value_or(0);
  }
  std::string party() {
    articles();
    const auto index = named(agreement_.parties);
    if (!index)
      fail("terms-word",
           "A party is needed here, not " + here() + "; the parties are: " + listed(agreement_.parties) + ".");
    return index ? agreement_.parties[*index].name : "";
  }
  std::size_t ground() {
    articles();
    const auto index = named(vocabulary_.grounds);
    if (!index)
      fail("terms-word", "A place, zone or line is needed here, not " + here() +
                             "; declared are: " + listed(vocabulary_.grounds) + ".");
    return index.value_or(0);
  }
  double number() {
    const auto value = number_of(look());
    if (!value) fail("terms-sentence", "A number is needed here, not " + here() + ".");
    if (!failed_) ++at_;
    return value.value_or(0);
  }
  std::int64_t count() {
    const double value = number();
    if (!failed_ && (value < 0 || value > 1e9 || value != std::floor(value))) {
      --at_;
      fail("terms-sentence", "A whole number is needed here.");
    }
    return failed_ ? 0 : static_cast<std::int64_t>(value);
  }
  // "24 hours", "week"
  Seconds duration() {
    double n = 1;
    if (!time_unit(look().lower)) n = number();
    const auto unit = time_unit(look().lower);
    if (!unit)
      fail("terms-sentence", "A unit of time (minutes, hours, days, weeks) is needed here, not " + here() + ".");
    if (failed_) return 1;
    ++at_;
    const double seconds = n * static_cast<double>(*unit);
    if (seconds < 1 || seconds > 4e9) fail("terms-sentence", "The time before this is too short or too long.");
    return failed_ ? 1 : std::llround(seconds);
  }
  bool is_duration() const { return number_of(look()) && time_unit(look(1).lower); }
  bool is_length() const { return number_of(look()) && metres_of_unit(look(1).lower); }
  Decimetres length() {
    const double n = number();
    const auto unit = metres_of_unit(look().lower);
    if (!unit) fail("terms-sentence", "A unit of length (m, km, miles, nm) is needed here, not " + here() + ".");
    if (failed_) return 0;
    ++at_;
    if (n < 0 || n * *unit > 2.1e7) fail("terms-sentence", "No distance on the globe is that long.");
    return std::llround(std::min(n, 1e9) * *unit * 10);
  }

  // "day 14", "2031-04-02", "2031-04-02 10:00", "2 April 2031 at 10:00", "the start"
  TimeRange time() {
    articles();
    const auto local_days = [this](Instant i) {
      const Instant local = i + static_cast<Seconds>(agreement_.zone) * 60;
      return (local - ((local % day) + day) % day) - static_cast<Seconds>(agreement_.zone) * 60;
    };
    if (eat({"start"})) return {agreement_.start, agreement_.start};
    if (eat({"day"})) {
      const std::int64_t n = count();
      if (n < 1 || n > 100000) fail("terms-sentence", "Days are counted from day 1, the day of the start.");
      const Instant from = local_days(agreement_.start) + (n - 1) * day;
      return {from, from + day - 1};
    }
    const SentenceWord& first = look();
    std::string text = first.text;
    if (first.text.find('-') != std::string::npos && !text.empty() && text[0] >= '0' && text[0] <= '9') {
      ++at_;
    } else if (number_of(first) && month_of(look(1).lower) && number_of(look(2))) {
      const double n = *number_of(first), year = *number_of(look(2));
      char buffer[32];
      std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", static_cast<int>(std::clamp(year, 0.0, 9999.0)),
                    *month_of(look(1).lower), static_cast<int>(std::clamp(n, 0.0, 99.0)));
      text = buffer;
      at_ += 3;
    } else {
      fail("terms-time", "A date or \"day\" and its number is needed here, not " + here() + ".");
      return {};
    }
    if (is({"at"}) && look(1).text.find(':') != std::string::npos) ++at_;
    if (look().kind == Kind::word && look().text.find(':') != std::string::npos &&
        text.find('T') == std::string::npos) {
      text += ' ' + look().text;
      ++at_;
    }
    const auto range = parse_time(text, TimeFormat::iso, agreement_.zone);
    if (!range) {
      --at_;
      fail("terms-time", "\"" + text + "\" is no day of the calendar.");
      return {};
    }
    return *range;
  }

  // ---- which incidents: "shelling or sniping by either side within 5 km of the line"
  void add_word(std::vector<std::string>& list, const AgreedWord& word) {
    auto add = [&list](const std::string& w) {
      if (std::find(list.begin(), list.end(), w) == list.end()) list.push_back(w);
    };
    add(word.name);
    for (const std::string& other : word.others) add(other);
  }
  void presence(Filter& filter) {
    for (const AgreedWord& kind : agreement_.kinds) {
      if (kind.name == "presence") return add_word(filter.kinds, kind);
    }
    filter.kinds = {"presence"};
  }
  void by(Phrase& p) {
    if (eat({"the", "other"}) || eat({"other"})) {
      eat_any({"side", "party"});
      p.by_other = true;
    } else if (eat_any({"either", "any", "each", "both"})) {
      if (!eat_any({"side", "party", "sides", "parties"}))
        fail("terms-sentence", "\"side\" is needed here, not " + here() + ".");
      for (const AgreedWord& word : agreement_.parties) p.filter.parties.push_back(word.name);
      p.by_each = true;
    } else {
      do p.filter.parties.push_back(party());
      while (!failed_ && eat_any({"or", "and"}));
    }
  }
  bool measure(Filter& filter) {
    const std::size_t before = at_;
    std::optional<MeasureTest::Kind> kind;
    eat({"of"});
    if (eat_any({"over", "above"}) || eat({"more", "than"}))
      kind = MeasureTest::Kind::over;
    else if (eat_any({"under", "below"}) || eat({"less", "than"}))
      kind = MeasureTest::Kind::under;
    else if (eat({"at", "least"}))
      kind = MeasureTest::Kind::at_least;
    else if (eat({"at", "most"}))
      kind = MeasureTest::Kind::at_most;
    if (!kind || !number_of(look()) || time_unit(look(1).lower) || look(1).kind != Kind::word) {
      at_ = before;
      return false;
    }
    MeasureTest test;
    test.kind = *kind;
    test.value = number();
    test.unit = look().text;
    ++at_;
    filter.measures.push_back(std::move(test));
    return true;
  }
  bool space(Filter& filter) {
    SpaceTest test;
    if (eat_any({"in", "at", "inside"})) {
    } else if (eat({"outside"})) {
      eat({"of"});
      test.kind = SpaceTest::Kind::beyond;
      test.limit = 1;
    } else if (is({"within"}) && number_of(look(1)) && metres_of_unit(look(2).lower)) {
      ++at_;
      test.limit = length();
      eat_any({"of", "from"});
    } else if (eat({"beyond"})) {
      test.kind = SpaceTest::Kind::beyond;
      test.limit = length();
      if (!eat_any({"from", "of"})) fail("terms-sentence", "\"from\" and a line is needed here, not " + here() + ".");
    } else if (eat({"nearer", "than"})) {
      test.kind = SpaceTest::Kind::nearer;
      test.limit = length();
      if (!eat_any({"to", "from"})) fail("terms-sentence", "\"to\" and a line is needed here, not " + here() + ".");
    } else {
      return false;
    }
    test.ground = ground();
    filter.where.push_back(test);
    return true;
  }
  bool is_window() const { return is({"in", "any"}) || is({"in", "every"}) || is({"in", "each"}); }

  Phrase phrase() {
    Phrase p;
    const std::size_t begin = at_;
    articles();
    if (eat_any({"incident", "incidents", "breach"})) {
    } else {
      do {
        articles();
        if (const auto kind = named(agreement_.kinds)) {
          add_word(p.filter.kinds, agreement_.kinds[*kind]);
          if (eat({"of"})) {
            const bool least = eat({"at", "least"});
            if (least || (number_of(look()) && !is({"a"}) && !is({"an"}))) p.count = count();
            do {
              articles();
              const auto thing = named(agreement_.things);
              if (!thing)
                fail("terms-word",
                     "A thing is needed here, not " + here() + "; declared are: " + listed(agreement_.things) + ".");
              else
                add_word(p.filter.things, agreement_.things[*thing]);
            } while (!failed_ && eat_any({"or"}));
          }
        } else if (const auto thing = named(agreement_.things)) {
          add_word(p.filter.things, agreement_.things[*thing]);
          if (p.filter.kinds.empty()) presence(p.filter);
        } else {
          fail("terms-word", "A kind of incident or a thing is needed here, not " + here() + "; the kinds are: " +
                                 listed(agreement_.kinds) + "; the things are: " + listed(agreement_.things) + ".");
        }
      } while (!failed_ && eat_any({"or"}));
    }
    while (!failed_ && !is_window()) {
      if (is({"in", "the", "last"})) break;
      if (is({"by", "day"}) || (is({"by"}) && number_of(look(1))) || (is({"by"}) && look(1).text.find('-') == 4)) break;
      if (eat({"by"}))
        by(p);
      else if (!measure(p.filter) && !space(p.filter))
        break;
    }
    if (!failed_) {
      const std::size_t from = words_[begin].offset, to = words_[at_ - 1].offset + words_[at_ - 1].length;
      p.filter.words = std::string(text_.substr(from, std::max(to, from) - from));
    }
    return p;
  }

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

  // ---- from the draft to rules
  Filter resolved(const Phrase& p, const std::string& subject) const {
    Filter f = p.filter;
    if (p.by_other) {
      for (const AgreedWord& word : agreement_.parties) {
        if (word.name != subject) f.parties.push_back(word.name);
      }
    }
    return f;
  }

  static bool names_the_other(const Draft& d) {
    auto other = [](const auto& pair) { return pair.first.by_other; };
    return d.start_phrase.by_other || std::any_of(d.excuses.begin(), d.excuses.end(), other) ||
           std::any_of(d.suspensions.begin(), d.suspensions.end(), other) ||
           std::any_of(d.ends_with.begin(), d.ends_with.end(), [](const Phrase& p) { return p.by_other; });
  }

  void finish(Draft& d, std::size_t begin) {
    const std::size_t offset = words_[begin].offset;
    const std::size_t last = words_[at_].offset;
    auto bad = [&](std::string message) {
      reading_.problems.push_back({offset, "terms-sentence", std::move(message)});
    };
    if (d.clause_alone) {
      if (reading_.rules.empty()) return bad("A sentence about \"it\" needs one before it.");
      for (Rule& rule : reading_.rules) {
        if (rule.kind == Rule::Kind::duty && !d.suspensions.empty()) return bad(unsuspendable);
        if (d.due && !d.until) d.until = d.due;
        add_timing(d, rule, rule.party);
      }
      return;
    }
    Rule rule;
    rule.words = std::string(text_.substr(offset, last - offset));
    rule.start.at = agreement_.start;
    rule.end.at = agreement_.end;
    std::vector<std::string> subjects = d.subjects;
    const bool shall = d.main == Draft::Main::shall;
    const bool paired = shall && d.each_other;
    if (!shall && d.about) return bad("\"about it\" belongs to a duty after something.");
    if (!shall && d.within)
      return bad("\"within\" and a time belongs to a duty (\"… shall …\"); say \"for\" how long instead.");
    if (d.window && shall) return bad("\"in any\" goes with \"at most\" or \"at least\"; a duty says \"every\".");
    if (!d.excuses.empty() && d.main != Draft::Main::no) return bad("\"unless\" goes with a prohibition.");
    if (shall && !paired) {
      const int ways = (d.trigger ? 1 : 0) + (d.every ? 1 : 0);
      if (ways > 1) return bad("\"every\" and \"after each\" cannot stand in one sentence.");
      if (d.trigger && !d.within) return bad("A duty after something needs \"within\" and a time.");
      if (ways == 0 && !d.within && !d.due)
        return bad("The duty has no time: say \"within\", \"by\", \"before\", \"every\" or \"after each … within\".");
      if (ways == 0 && !d.suspensions.empty()) return bad(unsuspendable);
    }
    if (!shall && d.main != Draft::Main::no && !d.window)
      return bad("\"at most\" and \"at least\" need \"in any\" and a time.");
    if (paired && (!d.mutual || subjects.size() != 2))
      return bad("Equal or simultaneous steps need two parties and \"within … of each other\".");
    // "No shelling by either side unless …by the other" binds each side for itself.
    if (subjects.empty() && names_the_other(d)) subjects = d.phrase.filter.parties;
    if (subjects.empty()) subjects = {""};
    const std::vector<std::string> both = subjects;
    if (paired) subjects.resize(1);
    for (const std::string& who : subjects) {
      Rule r = rule;
      r.filter = resolved(d.phrase, who);
      if (!who.empty()) r.filter.parties = {who};
      if (!paired) r.party = who;
      r.count = d.count;
      if (r.party.empty() && !paired && r.filter.parties.size() == 1) r.party = r.filter.parties[0];
      switch (d.main) {
        case Draft::Main::no:
          r.kind = Rule::Kind::forbidden;
          break;
        case Draft::Main::at_most:
          r.kind = Rule::Kind::at_most, r.window = *d.window;
          break;
        case Draft::Main::at_least:
          r.kind = Rule::Kind::at_least, r.window = *d.window;
          break;
        default:
          if (paired) {
            r.kind = Rule::Kind::paired;
            r.window = *d.mutual;
            r.equal = d.equal;
            r.other = r.filter;
            r.other.parties = {both[1]};
          } else if (d.trigger) {
            r.kind = Rule::Kind::response;
            r.other = r.filter;
            r.filter = resolved(*d.trigger, who);
            r.window = *d.within;
            r.about = d.about;
            if (d.reciprocal) r.before = any_time_before;
          } else if (d.every) {
            r.kind = Rule::Kind::every;
            r.window = *d.every;
          } else {
            r.kind = Rule::Kind::duty;
            r.by_quantity = d.counted_things && !d.phrase.filter.things.empty();
            if (d.within) r.due.after_start = *d.within;
            if (d.due) r.due.at = *d.due;
          }
      }
      if (!(shall && r.kind == Rule::Kind::duty) && d.due && !d.until) d.until = d.due;
      add_timing(d, r, who);
      reading_.rules.push_back(r);
      reading_.offsets.push_back(offset);
      add_staying_away(r, offset);
    }
  }

  // What was withdrawn beyond a line must not be seen nearer to it after the deadline.
  void add_staying_away(const Rule& duty, std::size_t offset) {
    if (duty.kind != Rule::Kind::duty || duty.filter.things.empty()) return;
    Rule r = duty;
    r.kind = Rule::Kind::forbidden;
    r.count = 1;
    r.by_quantity = false;
    r.due = {};
    r.filter.kinds.clear();
    presence(r.filter);
    bool any = false;
    for (SpaceTest& test : r.filter.where) {
      if (test.kind == SpaceTest::Kind::beyond) test.kind = SpaceTest::Kind::nearer, any = true;
    }
    if (!any) return;
    if (duty.due.after_start)
      r.start.delay += *duty.due.after_start + 1;
    else
      r.start = Start{}, r.start.at = duty.due.at + 1;
    if (r.end.after_start) r.end.after_start = std::nullopt;
    reading_.rules.push_back(std::move(r));
    reading_.offsets.push_back(offset);
  }
  void add_timing(const Draft& d, Rule& r, const std::string& who) {
    if (d.start) {
      r.start = *d.start;
      r.start.filter = resolved(d.start_phrase, who);
      if (r.start.kind == Start::Kind::fixed) r.start.at = std::max(r.start.at, agreement_.start);
    }
    if (d.until) r.end.at = std::min(r.end.at, *d.until);
    if (d.lasts) r.end.after_start = *d.lasts;
    for (const std::size_t t : d.while_kept) r.end.breaches.push_back(t);
    for (const Phrase& p : d.ends_with) r.end.firsts.push_back(resolved(p, who));
    r.gaps.insert(r.gaps.end(), d.gaps.begin(), d.gaps.end());
    for (const auto& [p, length] : d.suspensions) r.suspensions.push_back({resolved(p, who), length});
    for (const auto& [p, length] : d.excuses) r.excuses.push_back({resolved(p, who), length});
  }

  std::string_view text_;
  const Vocabulary& vocabulary_;
  const Agreement& agreement_;
  std::vector<SentenceWord> words_;
  std::size_t at_ = 0;
  bool failed_ = false;
  SentenceReading reading_;
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
