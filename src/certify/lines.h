// The lines of a certificate, read strictly: words parted by one sign (a space or a tab), numbers without plus sign or
// leading zero. What is wrong is kept with its line, the first thing alone, and reading may go on.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::certify {

using Clause = std::vector<int>;             // ± variable
using Numbers = std::vector<std::uint32_t>;  // ascending

class Lines {
 public:
  Lines(std::istream& in, std::size_t consumed, char between = ' ') : in_(in), between_(between), number_(consumed) {
    next();
  }
  bool ended() const { return ended_; }
  void next();                                 // the last line must be ended too
  bool take(std::string_view line);            // passes over exactly this line
  bool starts_with(std::string_view keyword);  // the keyword is then taken off the line
  std::optional<std::uint32_t> number(std::uint32_t least, std::uint32_t most);  // the next word of the line
  bool numbers(std::uint32_t most, Numbers& numbers);      // what is left of the line: ascending, from 1
  bool literals(std::uint32_t variables, Clause& clause);  // what is left of the line: literals, and 0
  std::string_view word();                                 // the next; where there is none it is a failure
  std::string_view rest() const { return rest_; }          // of the line, behind the keyword and what was taken
  bool at_end_of_line() const { return !more_; }
  bool fail(const std::string& what);  // always false; the first failure is kept
  const std::string& failure() const { return failure_; }

 private:
  std::istream& in_;
  char between_;
  std::string line_;
  std::string_view rest_;
  bool more_ = false;
  bool ended_ = false;
  std::size_t number_;
  std::string failure_;
};

}  // namespace entente::certify
