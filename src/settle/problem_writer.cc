#include <algorithm>

#include <fmt/format.h>

#include "settle/problem_toml.h"

namespace entente::settle {
namespace {

// A TOML basic string. Bytes that are no part of UTF-8 cannot stand in TOML; the readers never let any in.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      result += fmt::format("\\u{:04X}", byte);
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string key(std::string_view name) {
  const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  return bare ? std::string(name) : quoted(name);
}

// The shortest decimal that reads back as the same number; always a TOML float or integer.
std::string number(double value) { return fmt::format("{}", value); }

template <typename Range, typename Words>
std::string list(const Range& range, const Words& words) {
  std::string result;
  for (const auto& element : range) result += (result.empty() ? "" : ", ") + words(element);
  return "[" + result + "]";
}

class ProblemWriter {
 public:
  explicit ProblemWriter(const Problem& problem) : problem_(problem) {}

  std::string write() {
    if (!problem_.title.empty()) line("title", quoted(problem_.title));
    if (!problem_.utilities_from.empty()) line("utilities_from", quoted(problem_.utilities_from));
    for (const Issue& issue : problem_.issues) write_issue(issue);
    for (const Party& party : problem_.parties) write_party(party);
    for (const SettlePosition& position : problem_.positions) write_position(position);
    for (const Constraint& constraint : problem_.constraints) write_constraint(constraint);
    for (const Provision& provision : problem_.provisions) write_provision(provision);
    for (const Step& step : problem_.steps) write_step(step);
    return std::move(out_);
  }

 private:
  void head(std::string_view name) { out_ += fmt::format("{}[[{}]]\n", out_.empty() ? "" : "\n", name); }
  void line(std::string_view name, std::string_view value) { out_ += fmt::format("{} = {}\n", name, value); }
  void text(std::string_view name, const std::string& value) {
    if (!value.empty()) line(name, quoted(value));
  }

  static std::string inline_evidence(const Evidence& evidence) {
    std::string result;
    const auto add = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) result += (result.empty() ? "" : ", ") + fmt::format("{} = {}", name, quoted(value));
    };
    add("words", evidence.words);
    add("speaker", evidence.speaker);
    add("document", evidence.document);
    add("date", evidence.date);
    if (evidence.end > 0)
      result += fmt::format("{}start = {}, end = {}", result.empty() ? "" : ", ", evidence.start, evidence.end);
    return "{ " + result + " }";
  }

  void origin(const Origin& origin) {
    if (!origin.evidence.empty()) line("evidence", list(origin.evidence, inline_evidence));
  }

  std::string option_names(IssueIndex issue, const std::vector<OptionIndex>& options) const {
    return list(options, [&](OptionIndex option) { return quoted(problem_.issues[issue].options[option].name); });
  }

  std::string choice(const Choice& choice) const {
    return "{ " + key(problem_.issues[choice.issue].name) + " = " + option_names(choice.issue, choice.options) + " }";
  }

  // A list of tables of one pair each, so that an issue may stand twice.
  std::string choices(const std::vector<Choice>& all) const {
    return list(all, [&](const Choice& one) { return choice(one); });
  }

  // One table, as a clause of any_of is. An issue that stands twice in a clause is one choice of both its sets.
  std::string clause(const Clause& given) const {
    Clause merged;
    for (const Choice& choice : given) {
      const auto at =
          std::find_if(merged.begin(), merged.end(), [&](const Choice& c) { return c.issue == choice.issue; });
      if (at == merged.end()) {
        merged.push_back(choice);
        continue;
      }
      at->options.insert(at->options.end(), choice.options.begin(), choice.options.end());
      std::sort(at->options.begin(), at->options.end());
      at->options.erase(std::unique(at->options.begin(), at->options.end()), at->options.end());
    }
    std::string result;
    for (const Choice& one : merged) {
      result += (result.empty() ? "" : ", ") + key(problem_.issues[one.issue].name) + " = " +
                option_names(one.issue, one.options);
    }
    return "{ " + result + " }";
  }

  std::string step_names(const std::vector<StepIndex>& steps) const {
    return list(steps, [&](StepIndex step) { return quoted(problem_.steps[step].name); });
  }

  void write_issue(const Issue& issue) {
    head("issue");
    line("name", quoted(issue.name));
    text("title", issue.title);
    const bool plain = std::all_of(issue.options.begin(), issue.options.end(), [](const Option& option) {
      return option.title.empty() && option.origin.evidence.empty();
    });
    if (plain) line("options", list(issue.options, [](const Option& option) { return quoted(option.name); }));
    origin(issue.origin);
    if (plain) return;
    for (const Option& option : issue.options) {
      out_ += "  [[issue.option]]\n";
      line("  name", quoted(option.name));
      text("  title", option.title);
      if (!option.origin.evidence.empty()) line("  evidence", list(option.origin.evidence, inline_evidence));
    }
  }

  void write_party(const Party& party) {
    head("party");
    line("name", quoted(party.name));
    text("title", party.title);
    if (!party.aliases.empty()) line("aliases", list(party.aliases, quoted));
    if (!party.signs) line("signs", "false");
    const Preferences& preferences = party.preferences;
    if (preferences.reservation) line("reservation", number(*preferences.reservation));
    std::vector<IssueIndex> by_largest;
    for (IssueIndex i = 0; i < preferences.issues.size(); ++i) {
      if (preferences.issues[i].by_largest) by_largest.push_back(i);
    }
    const auto issue_name = [&](IssueIndex i) { return quoted(problem_.issues[i].name); };
    if (!by_largest.empty()) line("values_by_largest", list(by_largest, issue_name));
    if (!preferences.importance.empty()) {
      line("importance", list(preferences.importance, issue_name));
    }
    origin(party.origin);
    write_table(
        preferences, "weights", [](const IssuePreference& p) { return p.given; },
        [](IssueIndex, const IssuePreference& p) { return number(p.weight); });
    write_table(
        preferences, "values", [](const IssuePreference& p) { return !p.values.empty(); },
        [](IssueIndex, const IssuePreference& p) { return list(p.values, number); });
    write_table(
        preferences, "order", [](const IssuePreference& p) { return !p.rank.empty(); },
        [this](IssueIndex issue, const IssuePreference& p) { return ordered(issue, p.rank); });
  }

  template <typename Has, typename Words>
  void write_table(const Preferences& preferences, std::string_view name, const Has& has, const Words& words) {
    if (std::none_of(preferences.issues.begin(), preferences.issues.end(), has)) return;
    out_ += fmt::format("  [party.{}]\n", name);
    for (IssueIndex i = 0; i < preferences.issues.size(); ++i) {
      if (has(preferences.issues[i])) line("  " + key(problem_.issues[i].name), words(i, preferences.issues[i]));
    }
  }

  std::string ordered(IssueIndex issue, const std::vector<std::uint32_t>& rank) const {
    const std::uint32_t last = *std::max_element(rank.begin(), rank.end());
    std::string result;
    for (std::uint32_t place = 0; place <= last; ++place) {
      std::vector<OptionIndex> tied;
      for (OptionIndex option = 0; option < rank.size(); ++option) {
        if (rank[option] == place) tied.push_back(option);
      }
      const std::string& first = tied.empty() ? std::string() : problem_.issues[issue].options[tied.front()].name;
      result += (place == 0 ? "" : ", ") + (tied.size() == 1 ? quoted(first) : option_names(issue, tied));
    }
    return "[" + result + "]";
  }

  void write_position(const SettlePosition& position) {
    head("position");
    line("name", quoted(position.name));
    line("party", quoted(problem_.parties[position.party].name));
    if (position.issue) {
      line("issue", quoted(problem_.issues[*position.issue].name));
      if (!position.demands.empty()) line("demands", option_names(*position.issue, position.demands));
      if (!position.accepts.empty()) line("accepts", option_names(*position.issue, position.accepts));
      if (!position.refuses.empty()) line("refuses", option_names(*position.issue, position.refuses));
    }
    if (!position.only_if.empty()) line("only_if", choices(position.only_if));
    if (!position.only_after.empty()) line("only_after", step_names(position.only_after));
    if (!position.provided.empty()) line("provided", list(position.provided, quoted));
    if (!position.when.empty()) line("when", choices(position.when));
    if (!position.any_of.empty()) line("any_of", list(position.any_of, [&](const Clause& c) { return clause(c); }));
    line("strength", quoted(to_string(position.strength)));
    if (position.weight > 0) line("weight", number(position.weight));
    origin(position.origin);
  }

  void write_constraint(const Constraint& constraint) {
    head("constraint");
    line("name", quoted(constraint.name));
    line("any_of", list(constraint.clauses, [&](const Clause& c) { return clause(c); }));
    origin(constraint.origin);
  }

  void write_provision(const Provision& provision) {
    head("provision");
    line("name", quoted(provision.name));
    text("text", provision.text);
    line("settles", choices(provision.settles));
    origin(provision.origin);
  }

  void write_step(const Step& step) {
    head("step");
    line("name", quoted(step.name));
    text("title", step.title);
    if (step.party) line("party", quoted(problem_.parties[*step.party].name));
    if (step.carries_out) line("carries_out", choice(*step.carries_out));
    if (step.days > 0) line("days", number(step.days));
    if (step.done) line("done", "true");
    if (!step.together.empty()) line("together", step_names(step.together));
    origin(step.origin);
    for (const Wait& wait : step.waits) {
      out_ += "  [[step.wait]]\n";
      line("  for", step_names(wait.any_of));
      if (wait.within_days) line("  within_days", number(*wait.within_days));
      if (!wait.origin.evidence.empty()) line("  evidence", list(wait.origin.evidence, inline_evidence));
    }
  }

  const Problem& problem_;
  std::string out_;
};

}  // namespace

std::string write_problem(const Problem& problem) { return ProblemWriter(problem).write(); }

}  // namespace entente::settle
