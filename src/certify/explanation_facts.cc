#include "certify/explanation_facts.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>

namespace entente::certify {
namespace {

// The fields of a line, taken one after the other, each as what it is to be.
class Fields {
 public:
  explicit Fields(Lines& lines) : lines_(lines) {}
  template <typename... Field>
  void read(Field&... fields) {
    (take(fields), ...);
    if (!lines_.at_end_of_line()) lines_.fail("the line has more fields than its kind");
  }

 private:
  void take(std::string& text) {
    text = lines_.word();
    if (text == "-") text.clear();
  }
  void take(Moment& moment) { moment = lines_.whole(far_past, far_future); }
  void take(Amount& amount) { amount.value = lines_.whole(0, 1'000'000'000'000); }  // so that no sum overflows
  void take(double& real) { real = lines_.real(); }
  void take(Words& words) { words = split(lines_.word(), '|'); }
  void take(Range& range) {
    take(range.from), take(range.to);
    if (range.to < range.from) lines_.fail("a range ends before it begins");
  }
  void take(std::vector<Amount>& amounts) {
    for (const std::string& part : split(lines_.word(), '|')) {
      const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), amounts.emplace_back().value);
      if (problem != std::errc{} || *end != '\0') lines_.fail("\"" + part + "\" is no number");
    }
  }

  Lines& lines_;
};

bool is_one_of(const std::string& word, const char* words) {
  const Words known = split(words, '|');
  return std::find(known.begin(), known.end(), word) != known.end();
}

}  // namespace

Words split(std::string_view text, char mark) {
  Words parts;
  while (text != "-") {
    const std::size_t end = text.find(mark);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

bool StatedFacts::read(Lines& lines) {
  Fields line(lines);
  std::set<std::string> ids;
  auto need = [&lines](bool so, const char* what) { return so || lines.fail(what); };
  auto is_stated = [this](const Amount& filter) { return filter >= 0 && filter < static_cast<Moment>(filters.size()); };
  while (lines.failure().empty() && !lines.ended() && lines.rest().substr(0, 6) != "cited\t") {
    const std::string kind(lines.word());
    Amount number;
    if (kind == "term") {
      line.read(term, term_name);
    } else if (kind == "standard") {
      line.read(standard, least, party);
      need(is_one_of(standard, "everybody|monitors|witnesses|undisputed|word"), "there is no such standard");
    } else if (kind == "as-of") {
      line.read(as_of);
    } else if (kind == "filter") {
      Filter& f = filters.emplace_back();
      Words tests;
      line.read(number, f.words[0], f.words[1], f.words[2], tests);
      need(number + 1 == static_cast<Moment>(filters.size()), "filters are numbered from 0");
      for (const std::string& test : tests) {
        const Words parts = split(test, ':');
        if (!need(parts.size() == 3 && is_one_of(parts[1], "over|at-least|under|at-most"), "there is no such test"))
          break;
        f.tests.push_back({parts[0], parts[1], std::strtod(parts[2].c_str(), nullptr)});
      }
    } else if (kind == "rule") {
      Rule& r = rules.emplace_back();
      line.read(number, r.term, r.kind, r.filter, r.other, r.count, r.window, r.before, r.flags);
      need(number + 1 == static_cast<Moment>(rules.size()), "rules are numbered from 0");
      need(is_one_of(r.kind, "forbidden|at-most|duty|every|at-least|response|paired"), "there is no such rule");
      need(is_stated(r.filter) && is_stated(r.other), "the filter is not stated");
      need(r.window > 0 || is_one_of(r.kind, "forbidden|duty"), "this kind of rule has a window");
    } else if (kind == "incident") {
      Incident& i = incidents.emplace_back();
      line.read(i.id, i.words[0], i.words[1], i.words[2], i.about, i.quantity);
      need(ids.insert(i.id).second, "an incident is stated twice");
    } else if (kind == "number" && !incidents.empty()) {
      std::string name;
      std::pair<double, double> range;
      line.read(name, range.first, range.second);
      incidents.back().numbers[name] = range;
    } else if (kind == "report" && !incidents.empty()) {
      Report& r = incidents.back().reports.emplace_back();
      line.read(r.source, r.source_class, r.party, r.origin, r.says, r.arrived, r.when);
      need(is_one_of(r.says, "reports|confirms|denies|retracts"), "a report cannot say that");
    } else if (!need(!rules.empty(), "there is no such fact, or it stands at another place")) {
      return false;
    } else if (Rule& r = rules.back(); kind == "starts") {
      line.read(r.start_kind, r.start_at, r.start_term, r.held, r.delay, r.start_filter);
      need(is_one_of(r.start_kind, "fixed|fulfilled|held|first"), "a rule cannot start so");
      need(is_stated(r.start_filter), "the filter is not stated");
    } else if (kind == "ends") {
      line.read(r.end_at, r.lasts, r.end_breaches, r.end_firsts);
      need(std::all_of(r.end_firsts.begin(), r.end_firsts.end(), is_stated), "the filter is not stated");
    } else if (kind == "due") {
      line.read(r.due_at, r.due_after);
    } else if (kind == "gap") {
      line.read(r.gaps.emplace_back());
    } else if (is_one_of(kind, "suspended|unless")) {
      auto& [filter, length] = (kind == "unless" ? r.excuses : r.suspensions).emplace_back();
      line.read(filter, length);
      need(is_stated(filter), "the filter is not stated");
    } else {
      lines.fail("there is no such fact");
    }
    lines.next();
  }
  return need(!lines.ended() && !rules.empty() && !standard.empty(), "the facts are not complete") &&
         lines.failure().empty();
}

}  // namespace entente::certify
