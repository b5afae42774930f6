#include "show/packages.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "show/settle_words.h"
#include "show/solution_points.h"
#include "show/table.h"

namespace entente::show {
namespace {

using format::Json;
using settle::PackagesAnswer;
using settle::Problem;

std::string outcomes_words(long double outcomes) {
  return outcomes < 1e15L ? fmt::format("{}", static_cast<long long>(outcomes))
                          : fmt::format("about 10^{}", static_cast<int>(std::log10(outcomes)));
}

std::string counted(std::size_t number, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", number, number == 1 ? one : several);
}

class JsonWriter {
 public:
  JsonWriter(const Problem& problem, const PackagesAnswer& answer, const PackagesView& view)
      : problem_(problem), answer_(answer), view_(view) {}

  Json document(const std::optional<settle::OrdinalAnswer>& ordinal) const {
    Json json = Json::object();
    Json parties = Json::array();
    for (const settle::PartyIndex party : answer_.parties) parties.push_back(problem_.parties[party].name);
    json["parties"] = std::move(parties);
    json["utilities_from"] = problem_.utilities_from;
    json["outcomes"] = static_cast<double>(answer_.outcomes);
    json["acceptable"] = answer_.any_acceptable;
    json["exact"] = answer_.frontier.factor() == 1 && answer_.frontier.complete() && answer_.table.exact;
    json["factor"] = answer_.frontier.factor();
    json["complete"] = answer_.frontier.complete();
    json["points"] = answer_.frontier.size();
    Json pareto = Json::array();
    const std::size_t rows =
        view_.most_rows == 0 ? answer_.frontier.size() : std::min(view_.most_rows, answer_.frontier.size());
    for (std::size_t i = 0; i < rows; ++i) pareto.push_back(point(i, true));
    json["pareto"] = std::move(pareto);
    for (const NamedPoint& named : points_of(answer_)) {
      json[std::string(named.key)] = named.point ? point(*named.point, false) : Json();
    }
    json["prices"] = prices();
    json["weights"] = ranges();
    json["prices_complete"] = answer_.prices_complete;
    json["weights_complete"] = answer_.ranges_complete;
    if (ordinal) json["orders_alone"] = orders(*ordinal);
    return json;
  }

 private:
  Json valued(const settle::ValuedPackage& package) const {
    return {{"package", package_json(problem_, package.package)},
            {"utilities", package.utilities},
            {"acceptable", package.acceptable}};
  }

  Json valued(const std::optional<settle::ValuedPackage>& package) const { return package ? valued(*package) : Json(); }

  Json point(std::size_t i, bool with_equals) const {
    Json json = valued(answer_.at(i));
    const std::uint64_t equals = answer_.frontier.count(i);
    if (with_equals && equals > 1) {
      json["packages"] = equals;
      Json others = Json::array();
      const std::size_t most = view_.most_rows == 0 ? 1000 : view_.most_rows;
      for (const auto& package : answer_.frontier.all_packages(i, most))
        others.push_back(package_json(problem_, package));
      json["equal"] = std::move(others);
    }
    return json;
  }

  Json prices() const {
    Json list = Json::array();
    for (const settle::ShadowPrice& price : answer_.prices) {
      Json json = Json::object();
      if (price.position) {
        const settle::SettlePosition& position = problem_.positions[*price.position];
        json["party"] = problem_.parties[position.party].name;
        json["red_line"] = position.name;
        json["evidence"] = evidence_json(position.origin);
      } else {
        json["party"] = problem_.parties[answer_.parties[*price.reservation]].name;
        json["reservation"] = answer_.table.reservation[*price.reservation];
      }
      json["nash_with"] = valued(price.with);
      json["nash_without"] = valued(price.without);
      json["best_with"] = price.best_with;
      json["best_without"] = price.best_without;
      json["exact"] = price.exact;
      list.push_back(std::move(json));
    }
    return list;
  }

  Json ranges() const {
    Json list = Json::array();
    for (const settle::WeightRange& range : answer_.ranges) {
      list.push_back({{"party", problem_.parties[answer_.parties[range.entry]].name},
                      {"issue", problem_.issues[range.issue].name},
                      {"weight", range.weight},
                      {"low", range.low},
                      {"high", range.high ? Json(*range.high) : Json()},
                      {"below", range.below ? package_json(problem_, *range.below) : Json()},
                      {"above", range.above ? package_json(problem_, *range.above) : Json()}});
    }
    return list;
  }

  Json orders(const settle::OrdinalAnswer& ordinal) const {
    Json list = Json::array();
    for (std::size_t i = 0; i < ordinal.undominated.size(); ++i) {
      list.push_back({{"package", package_json(problem_, ordinal.undominated[i])},
                      {"verdict", ordinal.certain[i] ? "efficient" : "undecided"}});
    }
    return {{"complete", ordinal.complete}, {"undominated", std::move(list)}};
  }

  const Problem& problem_;
  const PackagesAnswer& answer_;
  const PackagesView& view_;
};

Table frontier_table(const Problem& problem, const PackagesAnswer& answer, std::size_t rows) {
  Table table;
  for (const settle::Issue& issue : problem.issues) table.columns.push_back({shown(issue)});
  for (std::size_t d = 0; d < answer.parties.size(); ++d)
    table.columns.push_back({entry_name(problem, answer, d), true, 0});
  table.columns.push_back({"acceptable", false, 0});
  for (std::size_t i = 0; i < std::min(rows, answer.frontier.size()); ++i) {
    const settle::ValuedPackage valued = answer.at(i);
    auto& row = table.rows.emplace_back();
    for (std::size_t k = 0; k < valued.package.size(); ++k)
      row.push_back(shown(problem.issues[k].options[valued.package[k]]));
    for (const double utility : valued.utilities) row.push_back(number_words(utility));
    row.push_back(valued.acceptable ? "yes" : "no");
  }
  return table;
}

// Utilities on a terminal: a column for each party, or one for all where the names would take too much room.
class UtilityColumns {
 public:
  UtilityColumns(const Problem& problem, const PackagesAnswer& answer, int console_width) {
    int width = 0;
    for (std::size_t d = 0; d < answer.parties.size(); ++d) {
      names_.push_back(entry_name(problem, answer, d));
      width += display_width(names_.back()) + 2;
    }
    together_ = width > console_width * 6 / 10;
  }

  void add_columns(Table& table) const {
    if (together_) {
      table.columns.push_back({"utilities", false, 2});
      return;
    }
    for (const std::string& name : names_) table.columns.push_back({name, true, 0});
  }

  void add_cells(std::vector<std::string>& row, const std::vector<double>& utilities) const {
    std::string all;
    for (std::size_t d = 0; d < names_.size(); ++d) {
      const std::string value = d < utilities.size() ? number_words(utilities[d]) : "";
      if (!together_)
        row.push_back(value);
      else if (!value.empty())
        all += (all.empty() ? "" : " · ") + names_[d] + " " + value;
    }
    if (together_) row.push_back(all);
  }

 private:
  std::vector<std::string> names_;
  bool together_ = false;
};

class Terminal {
 public:
  Terminal(const Problem& problem, const PackagesAnswer& answer, const PackagesView& view, Console& console)
      : problem_(problem),
        answer_(answer),
        rows_(view.most_rows == 0 ? 20 : view.most_rows),
        console_(console),
        columns_(problem, answer, console.width) {
    for (const auto& values : answer.table.value) {
      matters_.push_back(answer.parties.empty() ||
                         std::any_of(values.begin(), values.end(), [](auto value) { return value != 0; }));
    }
  }

  void print(const std::optional<settle::OrdinalAnswer>& ordinal) {
    print_head();
    if (answer_.frontier.size() == 0) return;
    if (!answer_.parties.empty()) print_points();
    if (ordinal) print_orders(*ordinal);
    console_.out << '\n' << bold(console_, "Not worse for everyone than another") << '\n';
    const std::string idle = idle_issues();
    if (!idle.empty()) console_.out << "Nobody's utility depends on: " << idle << '\n';
    print_frontier();
    if (answer_.frontier.size() > rows_) {
      console_.out << fmt::format("… and {} more (--limit, --csv or --json for all)\n",
                                  answer_.frontier.size() - rows_);
    }
    print_prices();
    print_ranges();
  }

 private:
  void print_head() {
    console_.out << fmt::format("{}, {}, {} packages. ", counted(problem_.parties.size(), "party", "parties"),
                                counted(problem_.issues.size(), "issue", "issues"), outcomes_words(answer_.outcomes));
    if (answer_.frontier.size() == 0) {
      console_.out << "No package keeps every red line and every constraint: there is no deal as the parties stand.\n"
                      "entente conflicts names what excludes what, and the least that would have to be given up.\n";
      return;
    }
    console_.out << (answer_.frontier.factor() > 1 ? "Thinned: " : "") << counted(answer_.frontier.size(), "is", "are")
                 << " not worse for everyone than another";
    console_.out << (answer_.any_acceptable ? ".\n" : "; none reaches every reservation value.\n");
    if (problem_.utilities_from == "numbers") {
      console_.out << "Utilities are the numbers given.\n";
    } else if (problem_.utilities_from.empty()) {
      console_.out << "Nobody's preferences are known: this is one package of those that can be.\n";
    } else {
      console_.out << fmt::format("Utilities are made from {}: a rough guide, not what anybody said.\n",
                                  problem_.utilities_from);
    }
  }

  void print_points() {
    Table table;
    table.columns.push_back({"point", false, 0});  // a name a line, none of them cut
    table.columns.push_back({"package", false, 3});
    columns_.add_columns(table);
    const auto points = points_of(answer_);
    for (std::size_t k = 0; k < points.size(); ++k) {
      const NamedPoint& named = points[k];
      const auto same = [&](const NamedPoint& other) { return other.point == named.point; };
      if (std::any_of(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(k), same)) continue;
      auto& row = table.rows.emplace_back();
      for (const NamedPoint& other : points) {
        if (!same(other)) continue;
        if (row.empty())
          row.emplace_back(other.name);
        else
          row.back() += ",\n" + std::string(other.name);
      }
      if (!named.point) {
        row.emplace_back("none: no package is acceptable to all");
        columns_.add_cells(row, {});
        continue;
      }
      const settle::ValuedPackage valued = answer_.at(*named.point);
      row.push_back(package_words(problem_, valued.package, matters_) +
                    (valued.acceptable ? "" : " (not acceptable to all)"));
      columns_.add_cells(row, valued.utilities);
    }
    console_.out << '\n';
    print_terminal(table, console_);
  }

  void print_orders(const settle::OrdinalAnswer& ordinal) {
    const auto certain = static_cast<std::size_t>(std::count(ordinal.certain.begin(), ordinal.certain.end(), true));
    const std::size_t open = ordinal.undominated.size() - certain;
    console_.out << '\n' << bold(console_, "From the orders alone") << '\n';
    console_.out << fmt::format(
        "{}{} not dominated whatever the numbers are; {} efficient for certain; {} undecided: the "
        "orders do not settle which of them is better.\n",
        ordinal.complete ? "" : "At least ", counted(ordinal.undominated.size(), "package is", "packages are"),
        counted(certain, "is", "are"), counted(open, "is", "are"));
    for (std::size_t i = 0, printed = 0; i < ordinal.undominated.size() && printed < rows_; ++i) {
      if (!ordinal.certain[i]) continue;
      console_.out << "  for certain: " << package_words(problem_, ordinal.undominated[i]) << '\n';
      ++printed;
    }
  }

  std::string idle_issues() const {
    std::string words;
    for (std::size_t i = 0; i < matters_.size(); ++i) {
      if (!matters_[i]) words += (words.empty() ? "" : ", ") + shown(problem_.issues[i]);
    }
    return words;
  }

  void print_frontier() {
    const std::size_t rows = std::min(rows_, answer_.frontier.size());
    std::vector<settle::ValuedPackage> listed;
    listed.reserve(rows);
    for (std::size_t i = 0; i < rows; ++i) listed.push_back(answer_.at(i));
    std::vector<bool> differs(problem_.issues.size(), false);
    for (std::size_t i = 0; i < differs.size(); ++i) {
      differs[i] = std::any_of(listed.begin(), listed.end(),
                               [&](const auto& other) { return other.package[i] != listed.front().package[i]; });
    }
    std::vector<bool> shared = matters_;
    for (std::size_t i = 0; i < shared.size(); ++i) shared[i] = shared[i] && !differs[i];
    const std::string common = package_words(problem_, listed.front().package, shared);
    if (!common.empty()) console_.out << (rows > 1 ? "In all of these: " : "") << common << '\n';
    if (rows < 2) return;
    Table table;
    table.columns.push_back({"package", false, 1});
    columns_.add_columns(table);
    table.columns.push_back({"acceptable", false, 0});
    for (const settle::ValuedPackage& valued : listed) {
      auto& row = table.rows.emplace_back();
      row.push_back(package_words(problem_, valued.package, differs));
      columns_.add_cells(row, valued.utilities);
      row.push_back(valued.acceptable ? "yes" : "no");
    }
    print_terminal(table, console_);
  }

  // "Marenne 55 to 62, Ostrel 40 to 44"
  std::string change_words(const std::vector<double>& from, const std::vector<double>& to) const {
    std::string words;
    for (std::size_t d = 0; d < from.size() && d < to.size(); ++d) {
      if (from[d] == to[d]) continue;
      words += fmt::format("{}{} {} to {}", words.empty() ? "" : ", ", entry_name(problem_, answer_, d),
                           number_words(from[d]), number_words(to[d]));
    }
    return words;
  }

  void print_prices() {
    if (answer_.prices.empty()) return;
    console_.out << '\n' << bold(console_, "What each red line costs") << '\n';
    std::size_t free = 0;
    for (const settle::ShadowPrice& price : answer_.prices) {
      const std::string words = price_words(price);
      if (words.empty()) {
        ++free;
        continue;
      }
      std::string evidence;
      console_.out << "Without ";
      if (price.position) {
        const settle::SettlePosition& position = problem_.positions[*price.position];
        console_.out << fmt::format("{}'s red line \"{}\"", shown(problem_.parties[position.party]), position.name);
        evidence = evidence_words(position.origin);
      } else {
        console_.out << entry_name(problem_, answer_, *price.reservation) << "'s reservation value";
      }
      console_.out << ": " << words << (price.exact ? ".\n" : " (not exact: thinned).\n");
      if (!evidence.empty()) console_.out << dim(console_, "  " + evidence) << '\n';
    }
    if (free > 0) {
      console_.out << fmt::format(
          "{} nobody anything by {}.\n",
          counted(free, "red line or reservation value costs", "red lines or reservation values cost"),
          free == 1 ? "itself" : "themselves");
    }
  }

  // Empty where nothing changes.
  std::string price_words(const settle::ShadowPrice& price) const {
    if (!price.without) return {};
    if (!price.with)
      return "there is a package that all could accept: " + package_words(problem_, price.without->package);
    const std::string nash = change_words(price.with->utilities, price.without->utilities);
    const std::string best = change_words(price.best_with, price.best_without);
    std::string words;
    if (!nash.empty()) words = "the Nash package gives " + nash;
    if (!best.empty()) words += (words.empty() ? "at best " : "; at best ") + best;
    return words;
  }

  void print_ranges() {
    if (answer_.ranges.empty()) return;
    console_.out << '\n' << bold(console_, "How far a weight can move before the Nash package changes") << '\n';
    Table table{
        {{"party", false, 0}, {"issue"}, {"weight", true, 0}, {"from", true, 0}, {"to", true, 0}, {"then", false, 3}},
        {}};
    const settle::Package pick = answer_.frontier.package(*answer_.solutions.nash);
    std::size_t free = 0;
    for (const settle::WeightRange& range : answer_.ranges) {
      if (range.low == 0 && !range.below && !range.high) {
        ++free;
        continue;
      }
      std::string then;
      if (range.below) then += "below: " + package_words(problem_, *range.below, &pick);
      if (range.above) then += (then.empty() ? "" : "\n") + ("above: " + package_words(problem_, *range.above, &pick));
      table.rows.push_back({entry_name(problem_, answer_, range.entry), shown(problem_.issues[range.issue]),
                            number_words(range.weight), number_words(range.low),
                            range.high ? number_words(*range.high) : "any", then});
    }
    if (!table.rows.empty()) print_terminal(table, console_);
    if (free > 0)
      console_.out << fmt::format("{} without changing it.\n",
                                  counted(free, "weight can move at will", "weights can move at will"));
  }

  const Problem& problem_;
  const PackagesAnswer& answer_;
  std::size_t rows_;
  Console& console_;
  UtilityColumns columns_;
  std::vector<bool> matters_;  // per issue: somebody's utility depends on it
};

}  // namespace

Json packages_json(const Problem& problem, const PackagesAnswer& answer,
                   const std::optional<settle::OrdinalAnswer>& ordinal, const PackagesView& view) {
  return JsonWriter(problem, answer, view).document(ordinal);
}

void print_packages(const Problem& problem, const PackagesAnswer& answer,
                    const std::optional<settle::OrdinalAnswer>& ordinal, const PackagesView& view, Console& console) {
  switch (view.format) {
    case OutputFormat::json:
      console.out << format::dump_json(packages_json(problem, answer, ordinal, view)) << '\n';
      return;
    case OutputFormat::csv:
      print_csv(frontier_table(problem, answer, view.most_rows == 0 ? answer.frontier.size() : view.most_rows),
                console.out);
      return;
    case OutputFormat::terminal:
      Terminal(problem, answer, view, console).print(ordinal);
  }
}

}  // namespace entente::show
