#include "settle/conflicts_dimacs.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

namespace entente::settle {
namespace {

constexpr std::int64_t most_variables = 20'000'000;
constexpr std::size_t most_diagnostics = 100;

enum class Kind { none, cnf, gcnf, wcnf, wcnf_without_line };

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f'; }

// Words of the text with their line and column; comment lines are passed over.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  struct Word {
    std::string_view text;
    std::size_t line = 0;
    std::size_t column = 0;
    bool first = false;  // of its line
  };

  std::optional<Word> next() {
    while (at_ < text_.size()) {
      if (text_[at_] == '\n') {
        ++line_;
        line_start_ = at_ + 1;
        fresh_ = true;
        ++at_;
      } else if (is_blank(text_[at_])) {
        ++at_;
      } else if (fresh_ && text_[at_] == 'c' && (at_ + 1 == text_.size() || is_blank(text_[at_ + 1]) || !in_clauses)) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        const std::size_t start = at_;
        while (at_ < text_.size() && !is_blank(text_[at_])) ++at_;
        const bool first = fresh_;
        fresh_ = false;
        return Word{text_.substr(start, at_ - start), line_, start - line_start_ + 1, first};
      }
    }
    return std::nullopt;
  }

  std::size_t line() const { return line_; }
  bool in_clauses = false;  // before the problem line any line that begins with c is a comment ("cfoo" too)

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t line_start_ = 0;
  bool fresh_ = true;
};

template <typename Integer>
std::optional<Integer> integer(std::string_view word) {
  Integer value = 0;
  const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (failure != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return value;
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view file) : words_(text), file_(file) {}

  Result<GroupedFormula> read() {
    if (!read_problem_line()) return diagnostics_;
    words_.in_clauses = true;
    while (diagnostics_.size() < most_diagnostics && read_clause()) {
    }
    if (failed_) return diagnostics_;
    finish();
    return {std::move(formula_), std::move(diagnostics_)};
  }

 private:
  using Word = Words::Word;

  void complain(const Word& word, std::string code, std::string message) {
    diagnostics_.push_back(error(std::move(code), std::move(message), {file_, word.line, word.column}));
    failed_ = true;
  }

  bool read_problem_line() {
    const auto word = words_.next();
    if (!word) {
      diagnostics_.push_back(error("dimacs-empty", "there is no formula here", {file_, words_.line(), 1}));
      return false;
    }
    if (word->text == "h" || integer<std::uint64_t>(word->text).value_or(0) > 0) {
      kind_ = Kind::wcnf_without_line;
      pending_ = word;
      return true;
    }
    if (word->text != "p") {
      complain(*word, "dimacs-problem-line", "a problem line such as \"p cnf 3 5\" must come first");
      return false;
    }
    const auto kind = words_.next();
    if (kind && kind->text == "cnf") kind_ = Kind::cnf;
    if (kind && kind->text == "gcnf") kind_ = Kind::gcnf;
    if (kind && kind->text == "wcnf") kind_ = Kind::wcnf;
    if (kind_ == Kind::none) {
      complain(kind ? *kind : *word, "dimacs-kind", "the problem line names none of cnf, gcnf and wcnf");
      return false;
    }
    const auto variables = header_number(*kind, most_variables, "the number of variables");
    const auto clauses = header_number(*kind, std::int64_t{1} << 40, "the number of clauses");
    if (!variables || !clauses) return false;
    declared_variables_ = static_cast<int>(*variables);
    declared_clauses_ = static_cast<std::size_t>(*clauses);
    formula_.variables = declared_variables_;
    if (kind_ == Kind::gcnf) {
      const auto groups = header_number(*kind, most_variables, "the number of groups");
      if (!groups) return false;
      declared_groups_ = static_cast<Group>(*groups);
      formula_.groups = declared_groups_;
    }
    if (kind_ == Kind::wcnf) {
      auto top = words_.next();
      if (top && top->line == kind->line) {
        const auto value = integer<std::uint64_t>(top->text);
        if (!value || *value == 0) {
          complain(*top, "dimacs-number", fmt::format("\"{}\" is no weight for clauses that always hold", top->text));
          return false;
        }
        top_ = value;
      } else {
        pending_ = top;
      }
    }
    return true;
  }

  std::optional<std::int64_t> header_number(const Word& line_of, std::int64_t most, const char* what) {
    const auto word = words_.next();
    if (!word || word->line != line_of.line) {
      complain(line_of, "dimacs-problem-line", fmt::format("the problem line does not give {}", what));
      return std::nullopt;
    }
    const auto value = integer<std::int64_t>(word->text);
    if (!value || *value < 0 || *value > most) {
      complain(*word, "dimacs-number", fmt::format("\"{}\" cannot be {} (0 to {})", word->text, what, most));
      return std::nullopt;
    }
    return value;
  }

  std::optional<Word> next_word() {
    if (pending_) {
      const auto word = pending_;
      pending_.reset();
      return word;
    }
    return words_.next();
  }

  // False at the end of the text.
  bool read_clause() {
    auto word = next_word();
    if (!word || (word->text == "%" && word->first)) return false;
    const Word begin = *word;
    Group group = 0;
    std::uint64_t weight = 1;
    bool good = true;
    if (kind_ == Kind::cnf) {
      group = static_cast<Group>(formula_.clauses() + 1);
    } else {
      good = read_prefix(*word, group, weight);
      word = next_word();
    }
    literals_.clear();
    while (word && word->text != "0") {
      const auto literal = integer<std::int64_t>(word->text);
      if (!literal || *literal == 0 || std::abs(*literal) > most_variables) {
        complain(*word, "dimacs-literal", fmt::format("\"{}\" is no literal", word->text));
        good = false;
        if (diagnostics_.size() >= most_diagnostics) return false;
      } else {
        literals_.push_back(static_cast<int>(*literal));
        if (std::abs(*literal) > declared_variables_ && !past_declared_ && kind_ != Kind::wcnf_without_line) {
          past_declared_ = *word;
        }
      }
      word = next_word();
    }
    if (!word) {
      complain(begin, "dimacs-unfinished", "this clause is not ended by 0");
      return false;
    }
    if (!good) return true;
    if (kind_ != Kind::gcnf && kind_ != Kind::cnf && group != 0) {
      formula_.weight.resize(group + std::size_t{1}, 1);
      formula_.weight[group] = weight;
      ++soft_;
    }
    formula_.add(group, literals_);
    return true;
  }

  // {group} or weight before the literals.
  bool read_prefix(const Word& word, Group& group, std::uint64_t& weight) {
    if (kind_ == Kind::gcnf) {
      const std::string_view text = word.text;
      const bool braced = text.size() > 2 && text.front() == '{' && text.back() == '}';
      const auto number = braced ? integer<std::uint32_t>(text.substr(1, text.size() - 2)) : std::nullopt;
      if (!number || *number > most_variables) {
        complain(word, "dimacs-group", fmt::format("\"{}\" is no group such as {{2}}", text));
        return false;
      }
      group = *number;
      if (group > declared_groups_ && !past_groups_) past_groups_ = word;
      return true;
    }
    if (word.text == "h" && kind_ == Kind::wcnf_without_line) {
      group = 0;
      return true;
    }
    const auto number = integer<std::uint64_t>(word.text);
    if (!number || *number == 0 || *number > (std::uint64_t{1} << 62)) {
      complain(word, "dimacs-weight", fmt::format("\"{}\" is no weight (1 to 2^62)", word.text));
      return false;
    }
    weight = *number;
    group = top_ && weight >= *top_ ? 0 : static_cast<Group>(soft_ + 1);
    return true;
  }

  void finish() {
    if (past_declared_) {
      diagnostics_.push_back(warning(
          "dimacs-count",
          fmt::format("the problem line says {} variables, here is {}", declared_variables_, past_declared_->text),
          {file_, past_declared_->line, past_declared_->column}));
    }
    if (past_groups_) {
      diagnostics_.push_back(
          warning("dimacs-count",
                  fmt::format("the problem line says {} groups, here is {}", declared_groups_, past_groups_->text),
                  {file_, past_groups_->line, past_groups_->column}));
    }
    if (kind_ != Kind::wcnf_without_line && formula_.clauses() != declared_clauses_) {
      diagnostics_.push_back(
          warning("dimacs-count",
                  fmt::format("the problem line says {} clauses, there are {}", declared_clauses_, formula_.clauses()),
                  {file_, 0, 0}));
    }
    if (!formula_.weight.empty()) formula_.weight.resize(formula_.groups + std::size_t{1}, 1);
  }

  Words words_;
  std::string file_;
  Kind kind_ = Kind::none;
  GroupedFormula formula_;
  Diagnostics diagnostics_;
  bool failed_ = false;
  std::optional<Word> pending_;
  std::vector<int> literals_;
  std::size_t soft_ = 0;
  int declared_variables_ = 0;
  std::size_t declared_clauses_ = 0;
  Group declared_groups_ = 0;
  std::optional<std::uint64_t> top_;
  std::optional<Word> past_declared_;
  std::optional<Word> past_groups_;
};

}  // namespace

Result<GroupedFormula> read_dimacs(std::string_view text, std::string_view file) { return Reader(text, file).read(); }

bool looks_like_dimacs(std::string_view text) {
  Words words(text);
  const auto word = words.next();
  if (!word) return false;
  if (word->text == "p") {
    const auto kind = words.next();
    return kind && (kind->text == "cnf" || kind->text == "gcnf" || kind->text == "wcnf");
  }
  return word->text == "h" || integer<std::uint64_t>(word->text).has_value();
}

}  // namespace entente::settle
