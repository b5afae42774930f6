// The words of a sentence read into its parts: numbers, lengths, times, and which incidents are meant. Private to
// verify. After the first mistake in a sentence every look ahead sees its end, so that the reading falls through to the
// next sentence.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/terms_sentence.h"

namespace entente::verify {

struct Phrase {
  Filter filter;
  bool by_other = false;  // "by the other side": filled in when it is known who is meant
  bool by_each = false;
  std::optional<std::int64_t> count;  // "release of at least 31 sailors"
};

class PhraseReader {
 public:
  PhraseReader(std::string_view text, const Vocabulary& vocabulary)
      : text_(text), vocabulary_(vocabulary), agreement_(*vocabulary.agreement), words_(sentence_words(text)) {}

 protected:
  using Kind = SentenceWord::Kind;

  const SentenceWord& look(std::size_t ahead = 0) const;
  bool is(std::initializer_list<std::string_view> phrase) const;
  bool eat(std::initializer_list<std::string_view> phrase);
  bool eat_any(std::initializer_list<std::string_view> words);
  bool eat_comma();
  void articles();
  void fail(std::string code, std::string message);
  bool at_end() const { return look().kind == Kind::stop || look().kind == Kind::end; }
  std::string here() const { return at_end() ? "the end of the sentence" : "\"" + look().text + "\""; }
  std::optional<std::size_t> named(const std::vector<AgreedWord>& vocabulary);
  std::size_t term();
  std::string party();
  std::size_t ground();
  double number();
  std::int64_t count();
  // "24 hours", "week"
  Seconds duration();
  bool is_duration() const { return number_of(look()) && time_unit(look(1).lower); }
  bool is_length() const { return number_of(look()) && metres_of_unit(look(1).lower); }
  Decimetres length();
  // "day 14", "2031-04-02", "2031-04-02 10:00", "2 April 2031 at 10:00", "the start"
  TimeRange time();
  void add_word(std::vector<std::string>& list, const AgreedWord& word);
  void presence(Filter& filter);
  void by(Phrase& p);
  bool measure(Filter& filter);
  bool space(Filter& filter);
  bool is_window() const { return is({"in", "any"}) || is({"in", "every"}) || is({"in", "each"}); }
  Phrase phrase();

  std::string_view text_;
  const Vocabulary& vocabulary_;
  const Agreement& agreement_;
  std::vector<SentenceWord> words_;
  std::size_t at_ = 0;
  bool failed_ = false;
  SentenceReading reading_;
};

}  // namespace entente::verify
