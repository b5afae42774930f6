// Logs in MonPoly's syntax, time point by time point: "@10 p(1,"a")(2,"b") q(3);". The ; may be absent before the next
// @. Texts may stand without quotes where they are made of letters, digits and _ [ ] / : - . ! alone; # begins a
// comment.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/result.h"
#include "verify/monitor.h"
#include "verify/words.h"

namespace entente::verify {

// Fills up to `size` bytes; 0 at the end.
using ByteSource = std::function<std::size_t(char* to, std::size_t size)>;

class LogReader {
 public:
  struct TimePoint {
    std::int64_t time = 0;
    std::vector<std::uint32_t> predicates;  // one an event, by number in the signature
    std::vector<Word> words;                // their arguments, one event after the other
  };

  // The signature and the interner must outlive the reader.
  LogReader(const Signature& signature, Interner& interner, ByteSource source, std::string file);

  // Events of these predicates alone are kept (by number in the signature); the others are read and dropped.
  void keep_only(std::vector<bool> predicates) { kept_ = std::move(predicates); }

  // The next time point, valid until the next call; nothing at the end of the log, or at its first error: then status()
  // has it. The time point is given as soon as its ; has been read. Errors, with line and column: "log-syntax",
  // "event-unknown", "event-arity", "event-type", "log-time-range". Cost: one pass, about 5 ns a byte.
  const TimePoint* next();
  const Status& status() const { return status_; }
  std::uint64_t line() const { return line_; }

 private:
  bool refill();
  char peek() { return at_ < end_ || refill() ? *at_ : '\0'; }
  void skip_blank();
  bool fail(std::string code, std::string message);
  bool read_time();
  bool read_events();
  bool read_arguments();
  bool read_value(ValueType type);
  bool read_integer();
  bool read_text();
  std::string_view bare_word();

  const Signature& signature_;
  Interner& interner_;
  ByteSource source_;
  std::string file_;
  std::vector<bool> kept_;
  std::vector<char> buffer_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* token_ = nullptr;  // what must stay in the buffer begins here
  bool ended_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t line_start_ = 0;  // bytes of the log before this line…
  std::uint64_t passed_ = 0;      // …and before the buffer
  std::uint32_t predicate_ = 0;
  bool dropping_ = false;
  TimePoint point_;
  Status status_ = ok_status();
};

}  // namespace entente::verify
