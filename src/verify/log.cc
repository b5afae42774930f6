#include "verify/log.h"

#include <array>
#include <charconv>
#include <cstring>

#include "verify/rows.h"

namespace entente::verify {
namespace {

constexpr std::size_t chunk = 1 << 16;

constexpr std::array<bool, 256> word_characters = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 256; ++c) {
    table[static_cast<std::size_t>(c)] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                         c == '_' || c == '[' || c == ']' || c == '/' || c == ':' || c == '-' ||
                                         c == '.' || c == '!';
  }
  return table;
}();
bool is_word(char c) { return word_characters[static_cast<unsigned char>(c)]; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

LogReader::LogReader(const Signature& signature, Interner& interner, ByteSource source, std::string file)
    : signature_(signature),
      interner_(interner),
      source_(std::move(source)),
      file_(std::move(file)),
      buffer_(chunk * 2) {
  at_ = end_ = buffer_.data();
}

// Keeps what begins at token_ (or at at_), and reads more behind it.
bool LogReader::refill() {
  if (ended_) return false;
  const char* keep = token_ != nullptr ? token_ : at_;
  const auto kept = static_cast<std::size_t>(end_ - keep);
  const auto inside = static_cast<std::size_t>(at_ - keep);
  passed_ += static_cast<std::uint64_t>(keep - buffer_.data());
  if (kept > 0) std::memmove(buffer_.data(), keep, kept);
  if (buffer_.size() < kept + chunk) buffer_.resize(std::max(kept + chunk, buffer_.size() * 2));
  const std::size_t more = source_(buffer_.data() + kept, buffer_.size() - kept);
  at_ = buffer_.data() + inside;
  end_ = buffer_.data() + kept + more;
  if (token_ != nullptr) token_ = buffer_.data();
  ended_ = more == 0;
  return more > 0;
}

bool LogReader::fail(std::string code, std::string message) {
  const std::uint64_t offset = passed_ + static_cast<std::uint64_t>(at_ - buffer_.data());
  status_ = error(std::move(code), std::move(message),
                  {file_, static_cast<std::size_t>(line_), static_cast<std::size_t>(offset - line_start_ + 1)});
  return false;
}

void LogReader::skip_blank() {
  while (at_ < end_ || refill()) {
    switch (*at_) {
      case '\n':
        ++line_;
        line_start_ = passed_ + static_cast<std::uint64_t>(at_ - buffer_.data()) + 1;
        [[fallthrough]];
      case ' ':
      case '\t':
      case '\r':
        ++at_;
        break;
      case '#':
        while ((at_ < end_ || refill()) && *at_ != '\n') ++at_;
        break;
      default:
        return;
    }
  }
}

std::string_view LogReader::bare_word() {
  token_ = at_;
  while ((at_ < end_ || refill()) && is_word(*at_)) ++at_;
  const std::string_view word(token_, static_cast<std::size_t>(at_ - token_));
  token_ = nullptr;
  return word;
}

const LogReader::TimePoint* LogReader::next() {
  if (!status_) return nullptr;
  skip_blank();
  if (at_ == end_) return nullptr;
  if (*at_ != '@') {
    fail("log-syntax", "expected @ and a time stamp");
    return nullptr;
  }
  ++at_;
  point_.predicates.clear();
  point_.words.clear();
  return read_time() && read_events() ? &point_ : nullptr;
}

bool LogReader::read_time() {
  skip_blank();
  const std::string_view word = bare_word();
  const auto read = std::from_chars(word.data(), word.data() + word.size(), point_.time);
  if (word.empty() || read.ec == std::errc::invalid_argument)
    return fail("log-syntax", "expected a time stamp after @");
  if (read.ec != std::errc() || point_.time < -Timeline::latest || point_.time > Timeline::latest) {
    return fail("log-time-range", "the time stamp is out of range");
  }
  if (read.ptr != word.data() + word.size()) return fail("log-syntax", "a time stamp is a whole number");
  return true;
}

bool LogReader::read_events() {
  bool named = false;
  while (true) {
    skip_blank();
    if (at_ == end_) return true;
    const char c = *at_;
    if (c == ';') {
      ++at_;
      return true;
    }
    if (c == '@') return true;
    if (c == '(') {
      if (!named) return fail("log-syntax", "expected the name of a predicate before (");
      if (!read_arguments()) return false;
      continue;
    }
    if (!is_word(c)) return fail("log-syntax", "expected a predicate, ; or @");
    const std::string_view name = bare_word();
    if (predicate_ >= signature_.predicates.size() || signature_.predicates[predicate_].name != name) {
      const PredicateDeclaration* declared = signature_.find(name);
      if (declared == nullptr) return fail("event-unknown", "the signature has no predicate " + std::string(name));
      predicate_ = static_cast<std::uint32_t>(declared - signature_.predicates.data());
    }
    dropping_ = !kept_.empty() && !kept_[predicate_];
    named = true;
  }
}

bool LogReader::read_arguments() {
  ++at_;
  const PredicateDeclaration& declared = signature_.predicates[predicate_];
  const std::size_t words = point_.words.size();
  const auto arity_error = [&](std::size_t given) {
    return fail("event-arity", declared.name + " has " + std::to_string(declared.types.size()) +
                                   " arguments, and this event " + (given < declared.types.size() ? "fewer" : "more"));
  };
  std::size_t given = 0;
  if (peek() == ' ' || peek() == '\n') skip_blank();
  if (peek() == ')') {
    ++at_;
  } else {
    while (true) {
      if (given == declared.types.size()) return arity_error(given + 1);
      if (!read_value(declared.types[given])) return false;
      ++given;
      if (at_ == end_ || *at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r' || *at_ == '#') skip_blank();
      const char c = peek();
      if (c == ',') {
        ++at_;
        continue;
      }
      if (c != ')') return fail("log-syntax", "expected , or ) in the arguments of " + declared.name);
      ++at_;
      break;
    }
  }
  if (given != declared.types.size()) return arity_error(given);
  if (dropping_) {
    point_.words.resize(words);
  } else {
    point_.predicates.push_back(predicate_);
  }
  return true;
}

bool LogReader::read_value(ValueType type) {
  const char c = peek();
  if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '#') skip_blank();
  switch (type) {
    case ValueType::integer:
      return read_integer();
    case ValueType::real: {
      const std::string_view word = bare_word();
      double number = 0;
      const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
      if (word.empty() || read.ec != std::errc() || read.ptr != word.data() + word.size()) {
        return fail("event-type", "expected a number, as the signature says float");
      }
      point_.words.push_back(word_of(number));
      return true;
    }
    case ValueType::text:
    case ValueType::pattern:
      return read_text();
  }
  return false;
}

bool LogReader::read_integer() {
  // The usual case: all of it in the buffer, and short.
  if (end_ - at_ > 24) {
    const char* p = at_;
    const bool negative = *p == '-';
    if (negative) ++p;
    const char* digits = p;
    std::uint64_t number = 0;
    while (is_digit(*p) && p - digits < 18) number = number * 10 + static_cast<std::uint64_t>(*p++ - '0');
    if (p > digits && !is_word(*p)) {
      at_ = p;
      point_.words.push_back(negative ? -static_cast<Word>(number) : static_cast<Word>(number));
      return true;
    }
  }
  const std::string_view word = bare_word();
  Word number = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
  if (word.empty() || read.ec != std::errc() || read.ptr != word.data() + word.size()) {
    return fail("event-type", read.ec == std::errc::result_out_of_range
                                  ? "the number does not fit 64 bits"
                                  : "expected a whole number, as the signature says int");
  }
  point_.words.push_back(number);
  return true;
}

bool LogReader::read_text() {
  if (peek() != '"') {
    const std::string_view word = bare_word();
    if (word.empty()) return fail("event-type", "expected a text, in quotes where it has blanks");
    point_.words.push_back(dropping_ ? 0 : interner_.number(word));
    return true;
  }
  ++at_;
  token_ = at_;
  while (true) {
    if (at_ == end_ && !refill()) {
      token_ = nullptr;
      return fail("log-syntax", "a quotation is not closed");
    }
    const char c = *at_;
    if (c == '"') break;
    if (c == '\n') {
      ++line_;
      line_start_ = passed_ + static_cast<std::uint64_t>(at_ - buffer_.data()) + 1;
    }
    ++at_;
    if (c == '\\' && (at_ < end_ || refill())) ++at_;
  }
  const std::string_view text(token_, static_cast<std::size_t>(at_ - token_));
  point_.words.push_back(dropping_ ? 0 : interner_.number(text));
  token_ = nullptr;
  ++at_;
  return true;
}

}  // namespace entente::verify
