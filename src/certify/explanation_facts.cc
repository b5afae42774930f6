#include "certify/explanation_facts.h"

#include <algorithm>
#include <ranges>
#include <set>

namespace entente::certify {

Words split(std::string_view text) {
  Words parts;
  for (const auto part : std::views::split(text, '|')) parts.emplace_back(part.begin(), part.end());
  return text == "-" ? Words{} : parts;
}

bool StatedFacts::read(Lines& lines) {
  std::set<std::string> ids;
  Amount number = 0;
  auto need = [&lines](bool so, const char* what) { return so || lines.fail(what); };
  auto numbered = [&](const auto& list) { need(number + 1 == std::ssize(list), "these are numbered from 0"); };
  auto one_of = [&](const std::string& word, const char* words) {
    const Words known = split(words);
    need(std::ranges::count(known, word) > 0, "such a word cannot stand here");
  };
  auto stated = [&](Moment named, std::ptrdiff_t count) {
    need(named >= 0 && named < count, "it is not stated before");
  };
  while (lines.failure().empty() && !lines.ended() && lines.rest().substr(0, 6) != "cited\t") {
    const std::string kind(lines.word());
    std::string name;
    std::pair<double, double> range;
    if (kind == "as-of") {
      take_all(lines, as_of, standard);
    } else if (kind == "term") {
      take_all(lines, number, terms.emplace_back());
      numbered(terms);
    } else if (kind == "filter") {
      Filter& f = filters.emplace_back();
      take_all(lines, number, f.words[0], f.words[1], f.words[2]);
      numbered(filters);
    } else if (kind == "incident") {
      Incident& i = incidents.emplace_back();
      take_all(lines, i.id, i.words[0], i.words[1], i.words[2], i.about, i.quantity, name, i.when.from, i.when.to);
      need(ids.insert(i.id).second && i.when.from <= i.when.to,
           "an incident is stated once, and ends as it begins or later");
      one_of(name, "claimed|contested|shown");
      i.happened = name == "shown" ? yes : perhaps;
      i.accuses = name != "claimed";
    } else if ((kind == "asks" && !filters.empty()) || (kind == "number" && !incidents.empty())) {
      take_all(lines, name, range.first, range.second);
      (kind == "asks" ? filters.back().numbers : incidents.back().numbers)[name] = range;
    } else if (kind == "rule" && !terms.empty()) {
      Rule& r = rules.emplace_back();
      take_all(lines, number, r.kind, r.filter, r.count, r.window, r.flags);
      numbered(rules);
      one_of(r.kind, "each|at-most|duty|every|at-least");
      need(r.window > 0 || r.kind == "each" || r.kind == "duty", "this kind of rule has a window");
      stated(r.filter, std::ssize(filters));
      r.term = std::ssize(terms) - 1;
    } else if (!need(!rules.empty(), "there is no such fact, or it stands at another place")) {
      return false;
    } else if (Rule& r = rules.back(); kind == "starts" || kind == "ends" || kind == "due") {
      Mark& mark = (kind == "starts" ? r.start : kind == "ends" ? r.ends : r.dues).emplace_back();
      take_all(lines, mark.kind, mark.value, mark.held, mark.delay);
      one_of(mark.kind, "at|start|first|fulfilled|held|breach");
      if (mark.kind == "first") stated(mark.value, std::ssize(filters));
      if (mark.kind != "at" && mark.kind != "first") stated(mark.value, std::ssize(terms) - (mark.kind != "start"));
    } else if (kind == "gap") {
      Range gap;
      take_all(lines, gap.from, gap.to);
      r.breaks.insert({gap.from, {yes, {gap.from, gap.from}, nullptr, gap.to - gap.from}});
    } else if (kind == "suspended") {
      auto& [filter, length] = r.suspensions.emplace_back();
      take_all(lines, filter, length);
      stated(filter, std::ssize(filters));
    } else if (kind == "answer") {
      Answer& a = r.answers.emplace_back();
      take_all(lines, a.filter, a.before, a.after);
      stated(a.filter, std::ssize(filters));
    } else {
      lines.fail("there is no such fact");
    }
    lines.next();
  }
  return need(!lines.ended() && !rules.empty(), "the facts are not complete") && lines.failure().empty();
}

}  // namespace entente::certify
