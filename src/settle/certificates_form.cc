#include "settle/certificates_form.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace entente::settle {
namespace {

std::string one_line(std::string_view name) {
  std::string line(name);
  std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

// Options are numbered from 1 through all issues.
class FormWriter {
 public:
  explicit FormWriter(const Problem& problem) : problem_(problem) {
    std::uint32_t next = 1;
    for (const Issue& issue : problem.issues) {
      first_.push_back(next);
      next += static_cast<std::uint32_t>(issue.options.size());
    }
  }

  std::string write() {
    out_ = "problem positions\n";
    for (const Party& party : problem_.parties) {
      out_ += fmt::format("party {} {}\n", party.signs ? "signs" : "attends", one_line(party.name));
    }
    for (const Issue& issue : problem_.issues) {
      out_ += fmt::format("issue {}\n", one_line(issue.name));
      for (const Option& option : issue.options) out_ += fmt::format("option {}\n", one_line(option.name));
    }
    for (const Constraint& constraint : problem_.constraints) {
      for (const Clause& clause : constraint.clauses) line("constraint", clause);
    }
    for (const SettlePosition& position : problem_.positions) write(position);
    return out_ + "end problem\n";
  }

 private:
  void line(std::string_view keyword, const Clause& clause) {
    std::set<std::uint32_t> options;
    for (const Choice& choice : clause) {
      for (const OptionIndex option : choice.options) options.insert(first_[choice.issue] + option);
    }
    out_ += keyword;
    for (const std::uint32_t option : options) out_ += fmt::format(" {}", option);
    out_ += '\n';
  }

  void write(const SettlePosition& position) {
    out_ += fmt::format("position {} {}\n", position.party + 1, one_line(position.name));
    // With an empty choice in `when` the position never applies.
    if (std::any_of(position.when.begin(), position.when.end(), [](const Choice& c) { return c.options.empty(); }))
      return;
    const bool names_none = position.demands.empty() && position.accepts.empty() && position.refuses.empty();
    if (position.issue) {
      const auto options_of = [&](const char* keyword, const std::vector<OptionIndex>& options) {
        if (!options.empty()) line(keyword, {Choice{*position.issue, options}});
      };
      options_of("demands", position.demands);
      options_of("accepts", position.accepts);
      options_of("refuses", position.refuses);
    }
    // Conditions of a position on an issue bind where one of its options is taken; where it names none they bind
    // nothing.
    if (!position.issue || !names_none) {
      for (const Choice& choice : position.only_if) line("only-if", {choice});
      for (const StepIndex step : position.only_after) {
        if (problem_.steps[step].carries_out) line("only-if", {*problem_.steps[step].carries_out});
      }
    }
    for (const Choice& choice : position.when) line("when", {choice});
    for (const Clause& clause : position.any_of) line("any-of", clause);
  }

  const Problem& problem_;
  std::vector<std::uint32_t> first_;
  std::string out_;
};

using Options = std::vector<int>;
constexpr int most_number = 100'000'000;

// The reader of the round trip: keeps the position's lines and turns them into clauses when the position ends.
class FormReader {
 public:
  explicit FormReader(std::string_view form) : rest_(form) {}

  Result<GroupedFormula> read() {
    while (next()) {
      if (keyword_ == "problem") {
        of_clauses_ = tail_ == "clauses";
      } else if (keyword_ == "end") {
        finish_position();
        finish_issue();
        ended_ = true;
      } else if (!(of_clauses_ ? read_clause_line() : read_line())) {
        return error("form-syntax", fmt::format("line {} of the form cannot be read", line_));
      }
    }
    if (!ended_) return error("form-syntax", "the form has no end");
    formula_.groups = std::max(formula_.groups, groups_);
    formula_.variables = std::max(formula_.variables, variables_);
    return std::move(formula_);
  }

 private:
  bool next() {
    if (rest_.empty() || ended_) return false;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view whole = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    const std::size_t space = whole.find(' ');
    keyword_ = whole.substr(0, space);
    tail_ = space == std::string_view::npos ? std::string_view{} : whole.substr(space + 1);
    ++line_;
    return true;
  }

  std::optional<Options> numbers() const {
    Options list;
    const char* at = tail_.data();
    const char* const end = at + tail_.size();
    while (at < end) {
      int value = 0;
      const auto [stop, failure] = std::from_chars(at, end, value);
      if (failure != std::errc{} || (stop < end && *stop != ' ')) return std::nullopt;
      if (value > most_number || value < -most_number) return std::nullopt;
      list.push_back(value);
      at = stop < end ? stop + 1 : stop;
    }
    return list;
  }

  bool read_clause_line() {
    auto list = numbers();
    if (!list) return false;
    if (keyword_ == "size" && list->size() == 2) {
      if ((*list)[0] < 0 || (*list)[1] < 0) return false;
      variables_ = (*list)[0];
      groups_ = static_cast<Group>((*list)[1]);
      return true;
    }
    if (keyword_ != "clause" || list->size() < 2 || list->front() < 0 || list->back() != 0) return false;
    list->pop_back();
    formula_.add(static_cast<Group>(list->front()), std::span<const int>(*list).subspan(1));
    return true;
  }

  bool read_line() {
    if (keyword_ == "party") {
      signs_.push_back(tail_.substr(0, tail_.find(' ')) == "signs");
    } else if (keyword_ == "issue") {
      if (position_) return false;  // the form has all issues before its positions
      finish_issue();
      issue_open_ = true;
    } else if (keyword_ == "option") {
      if (!issue_open_) return false;
      issue_.push_back(++variables_);
      issue_start_.push_back(variables_ - static_cast<int>(issue_.size()) + 1);
    } else if (keyword_ == "position") {
      finish_position();
      finish_issue();
      int party = 0;
      std::from_chars(tail_.data(), tail_.data() + tail_.size(), party);
      if (party < 1 || party > static_cast<int>(signs_.size())) return false;
      position_ = Kept{};
      position_->party = static_cast<std::size_t>(party - 1);
    } else {
      const auto list = numbers();
      if (!list) return false;
      if (keyword_ == "constraint") {
        finish_issue();
        formula_.add(0, *list);
        return true;
      }
      if (!position_) return false;
      for (const int option : *list) {
        if (option < 1 || option > variables_) return false;
      }
      position_->lines.emplace_back(std::string(keyword_), *list);
    }
    return true;
  }

  void finish_issue() {
    if (!issue_open_) return;
    issue_end_.resize(issue_start_.size(), variables_);
    formula_.add(0, issue_);
    for (std::size_t a = 0; a < issue_.size(); ++a) {
      for (std::size_t b = a + 1; b < issue_.size(); ++b) formula_.add(0, Options{-issue_[a], -issue_[b]});
    }
    issue_.clear();
    issue_open_ = false;
  }

  // The options of the same issue that are not among these.
  Options complement(const Options& options) const {
    Options rest;
    if (options.empty()) return rest;
    const auto at = static_cast<std::size_t>(options.front() - 1);
    for (int option = issue_start_[at]; option <= issue_end_[at]; ++option) {
      if (std::find(options.begin(), options.end(), option) == options.end()) rest.push_back(option);
    }
    return rest;
  }

  void finish_position() {
    if (!position_) return;
    ++groups_;
    Options outside;
    Options named;
    Options refused;
    std::vector<Options> conditions;
    std::vector<Options> clauses;
    for (const auto& [keyword, options] : position_->lines) {
      if (keyword == "demands" || keyword == "any-of") clauses.push_back(options);
      if (keyword == "demands" || keyword == "accepts" || keyword == "refuses") {
        named.insert(named.end(), options.begin(), options.end());
      }
      if (keyword == "refuses") refused = options;
      if (keyword == "only-if") conditions.push_back(options);
      if (keyword == "when") {
        const Options rest = complement(options);
        outside.insert(outside.end(), rest.begin(), rest.end());
      }
    }
    if (conditions.empty() && !refused.empty()) clauses.push_back(complement(refused));
    for (const Options& condition : conditions) {
      clauses.push_back(complement(named));
      clauses.back().insert(clauses.back().end(), condition.begin(), condition.end());
    }
    for (Options& clause : clauses) {
      clause.insert(clause.end(), outside.begin(), outside.end());
      if (signs_[position_->party]) formula_.add(groups_, clause);
    }
    position_.reset();
  }

  struct Kept {
    std::size_t party = 0;
    std::vector<std::pair<std::string, Options>> lines;
  };

  std::string_view rest_;
  std::string_view keyword_;
  std::string_view tail_;
  std::size_t line_ = 0;
  bool of_clauses_ = false;
  bool ended_ = false;
  GroupedFormula formula_;
  int variables_ = 0;
  Group groups_ = 0;
  std::vector<bool> signs_;
  Options issue_;
  bool issue_open_ = false;
  std::vector<int> issue_start_;  // by option − 1: the first and the last option of its issue
  std::vector<int> issue_end_;
  std::optional<Kept> position_;
};

using Meaning = std::set<std::pair<Group, std::set<int>>>;

// Clauses as sets, without those that are always true or that a clause of group 0 implies by being a part of them.
Meaning meaning(const GroupedFormula& formula) {
  Meaning clauses;
  std::map<int, std::vector<const std::set<int>*>> always_by_least;
  const auto implied = [&](const std::set<int>& literals) {
    return std::any_of(literals.begin(), literals.end(), [&](int literal) {
      const auto at = always_by_least.find(literal);
      return at != always_by_least.end() && std::any_of(at->second.begin(), at->second.end(), [&](const auto* always) {
               return std::includes(literals.begin(), literals.end(), always->begin(), always->end());
             });
    });
  };
  for (const bool of_group_0 : {true, false}) {
    for (std::size_t i = 0; i < formula.clauses(); ++i) {
      if ((formula.group_of(i) == 0) != of_group_0) continue;
      const auto clause = formula.clause(i);
      std::set<int> literals(clause.begin(), clause.end());
      if (std::any_of(literals.begin(), literals.end(), [&](int l) { return literals.count(-l) > 0; })) continue;
      if (!of_group_0 && implied(literals)) continue;
      const auto [at, fresh] = clauses.emplace(formula.group_of(i), std::move(literals));
      if (fresh && of_group_0 && !at->second.empty()) always_by_least[*at->second.begin()].push_back(&at->second);
    }
  }
  return clauses;
}

}  // namespace

std::string canonical_form(const Problem& problem) { return FormWriter(problem).write(); }

std::string canonical_form(const GroupedFormula& formula) {
  std::vector<std::vector<std::uint32_t>> by_group = formula.clauses_by_group();
  while (by_group.size() > 1 && by_group.back().empty()) by_group.pop_back();
  std::string out = fmt::format("problem clauses\nsize {} {}\n", formula.variables, by_group.size() - 1);
  for (std::size_t group = 0; group < by_group.size(); ++group) {
    for (const std::uint32_t index : by_group[group]) {
      out += fmt::format("clause {}", group);
      for (const int literal : formula.clause(index)) out += fmt::format(" {}", literal);
      out += " 0\n";
    }
  }
  return out + "end problem\n";
}

Result<GroupedFormula> read_canonical_form(std::string_view form) { return FormReader(form).read(); }

bool form_means(std::string_view form, const GroupedFormula& formula) {
  const Result<GroupedFormula> read = read_canonical_form(form);
  return read && meaning(*read) == meaning(formula);
}

std::string_view form_in_certificate(std::string_view certificate) {
  const std::size_t start = certificate.find("problem ");
  constexpr std::string_view last = "end problem\n";
  const std::size_t end = certificate.find(last);
  if (start == std::string_view::npos || end == std::string_view::npos || end < start) return {};
  return certificate.substr(start, end + last.size() - start);
}

}  // namespace entente::settle
