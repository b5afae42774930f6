#include "verify/terms_phrase.h"

#include <algorithm>
#include <cmath>

namespace entente::verify {
namespace {

constexpr Seconds day = 86400;

std::string listed(const std::vector<AgreedWord>& words) {
  std::string out;
  for (const AgreedWord& word : words) out += (out.empty() ? "" : ", ") + word.name;
  return out.empty() ? "none" : out;
}

}  // namespace

const SentenceWord& PhraseReader::look(std::size_t ahead) const {
  return failed_ ? words_.back() : words_[std::min(at_ + ahead, words_.size() - 1)];
}

bool PhraseReader::is(std::initializer_list<std::string_view> phrase) const {
  std::size_t i = 0;
  for (const std::string_view word : phrase) {
    if (look(i).kind != Kind::word || look(i).lower != word) return false;
    ++i;
  }
  return true;
}

bool PhraseReader::eat(std::initializer_list<std::string_view> phrase) {
  if (!is(phrase)) return false;
  at_ += phrase.size();
  return true;
}

bool PhraseReader::eat_any(std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (eat({word})) return true;
  }
  return false;
}

bool PhraseReader::eat_comma() {
  if (look().kind != Kind::comma) return false;
  ++at_;
  return true;
}

void PhraseReader::articles() {
  while (eat_any({"the", "any", "all", "a", "an", "its", "their"})) {
  }
}

void PhraseReader::fail(std::string code, std::string message) {
  if (failed_) return;
  reading_.problems.push_back({words_[at_].offset, std::move(code), std::move(message)});
  failed_ = true;
}

std::optional<std::size_t> PhraseReader::named(const std::vector<AgreedWord>& vocabulary) {
  if (failed_) return std::nullopt;
  const PhraseMatch match = match_phrase(vocabulary, words_, at_);
  if (match.words == 0) return std::nullopt;
  at_ += match.words;
  return match.index;
}

std::size_t PhraseReader::term() {
  articles();
  const auto index = named(vocabulary_.terms);
  if (!index)
    fail("terms-word",
         "A term's name is needed here, not " + here() + "; the terms are: " + listed(vocabulary_.terms) + ".");
  return index.value_or(0);
}

std::string PhraseReader::party() {
  articles();
  const auto index = named(agreement_.parties);
  if (!index)
    fail("terms-word",
         "A party is needed here, not " + here() + "; the parties are: " + listed(agreement_.parties) + ".");
  return index ? agreement_.parties[*index].name : "";
}

std::size_t PhraseReader::ground() {
  articles();
  const auto index = named(vocabulary_.grounds);
  if (!index)
    fail("terms-word", "A place, zone or line is needed here, not " + here() +
                           "; declared are: " + listed(vocabulary_.grounds) + ".");
  return index.value_or(0);
}

double PhraseReader::number() {
  const auto value = number_of(look());
  if (!value) fail("terms-sentence", "A number is needed here, not " + here() + ".");
  if (!failed_) ++at_;
  return value.value_or(0);
}

std::int64_t PhraseReader::count() {
  const double value = number();
  if (!failed_ && (value < 0 || value > 1e9 || value != std::floor(value))) {
    --at_;
    fail("terms-sentence", "A whole number is needed here.");
  }
  return failed_ ? 0 : static_cast<std::int64_t>(value);
}

Seconds PhraseReader::duration() {
  double n = 1;
  if (!time_unit(look().lower)) n = number();
  const auto unit = time_unit(look().lower);
  if (!unit) fail("terms-sentence", "A unit of time (minutes, hours, days, weeks) is needed here, not " + here() + ".");
  if (failed_) return 1;
  ++at_;
  const double seconds = n * static_cast<double>(*unit);
  if (seconds < 1 || seconds > 4e9) fail("terms-sentence", "The time before this is too short or too long.");
  return failed_ ? 1 : std::llround(seconds);
}

Decimetres PhraseReader::length() {
  const double n = number();
  const auto unit = metres_of_unit(look().lower);
  if (!unit) fail("terms-sentence", "A unit of length (m, km, miles, nm) is needed here, not " + here() + ".");
  if (failed_) return 0;
  ++at_;
  if (n < 0 || n * *unit > 2.1e7) fail("terms-sentence", "No distance on the globe is that long.");
  return std::llround(std::min(n, 1e9) * *unit * 10);
}

TimeRange PhraseReader::time() {
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
  if (look().kind == Kind::word && look().text.find(':') != std::string::npos && text.find('T') == std::string::npos) {
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

void PhraseReader::add_word(std::vector<std::string>& list, const AgreedWord& word) {
  auto add = [&list](const std::string& w) {
    if (std::find(list.begin(), list.end(), w) == list.end()) list.push_back(w);
  };
  add(word.name);
  for (const std::string& other : word.others) add(other);
}

void PhraseReader::presence(Filter& filter) {
  for (const AgreedWord& kind : agreement_.kinds) {
    if (kind.name == "presence") return add_word(filter.kinds, kind);
  }
  filter.kinds = {"presence"};
}

void PhraseReader::by(Phrase& p) {
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

bool PhraseReader::measure(Filter& filter) {
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

bool PhraseReader::space(Filter& filter) {
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

Phrase PhraseReader::phrase() {
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

}  // namespace entente::verify
