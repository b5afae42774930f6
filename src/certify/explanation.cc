// Reads an explanation and checks it: the stated facts alone give each stated step and, in all of the stated cases, the
// verdict; what is cited gives the same verdict by itself, and without any one of what is cited it is another.
#include <algorithm>
#include <cmath>
#include <set>

#include "certify/explanation_facts.h"
#include "certify/kinds.h"

namespace entente::certify {
namespace {

constexpr const char* verdicts[] = {"kept", "open", "undetermined", "breached"};

// A line settles one doubt, and the cases of both ways follow it, each settled further or decided by a line.
class Cases {
 public:
  Cases(Lines& lines, const StatedFacts& facts, Scene scene) : lines_(lines), facts_(facts), scene_(std::move(scene)) {}

  // Empty where the cases do not show any: one of them is left undecided, and no two differ.
  std::string verdict() {
    look(0);
    const bool open = found_.contains("open"), spared = open || found_.contains("kept");
    if (found_.contains("breached") && spared) return "undetermined";
    return found_.contains("undetermined") ? "" : !spared ? "breached" : open ? "open" : "kept";
  }

 private:
  void look(int depth) {
    const std::string kind(lines_.word());
    if (lines_.ended() || depth > 2000) lines_.fail("the cases have no end");
    if (!lines_.failure().empty()) return;
    if (kind != "case") return settle(kind, depth);
    std::string verdict;
    take_all(lines_, verdict);
    Decision worst = kept;  // of the rules of the last term
    for (const Rule& r : judge(facts_, scene_))
      worst = r.term + 1 < std::ssize(facts_.terms) ? kept : std::max(worst, r.decision);
    if (verdict != "undetermined" && verdict != verdicts[worst]) lines_.fail("the case is not " + verdict);
    found_.insert(verdict);
    lines_.next();
  }

  void settle(const std::string& kind, int depth) {
    std::string id, name;
    double limit = 0;
    kind == "number" ? take_all(lines_, id, name, limit) : take_all(lines_, id);
    const auto at = std::ranges::find(scene_, id, &Incident::id);
    if (at == scene_.end()) return void(lines_.fail("\"" + id + "\" is settled and not there"));
    Incident before = *at;  // NOLINT(performance-unnecessary-copy-initialization): a copy, since *at changes
    const Moment middle = at->when.from + (at->when.to - at->when.from) / 2;
    Words& words = at->words[kind == "thing" ? 1 : 2];
    const auto [least, most] = at->numbers.emplace(name, any_number).first->second;
    const bool may_be = kind == "happened" ? at->happened == perhaps
                        : kind == "when"   ? at->when.from < at->when.to
                        : kind == "number" ? least <= limit && limit < most
                                           : words.size() > 1 && (kind == "thing" || kind == "party");
    if (!may_be) return void(lines_.fail("there is no such doubt"));
    lines_.next();
    for (const bool first : {true, false}) {
      if (kind == "happened") at->happened = first ? yes : no;
      if (kind == "when") (first ? at->when.to : at->when.from) = first ? middle : middle + 1;
      if (kind == "number")
        (first ? at->numbers[name].second : at->numbers[name].first) = first ? limit : std::nextafter(limit, 1e300);
      if (kind == "thing" || kind == "party") first ? words.resize(1) : void(words.erase(words.begin()));
      look(depth + 1);
      *at = before;
    }
  }

  Lines& lines_;
  const StatedFacts& facts_;
  Scene scene_;
  std::set<std::string> found_;
};

// The steps are written down anew, and must be those of the certificate to the letter: when each rule of the term, and
// of those behind it, binds, and its certain breaches.
bool take_steps(Lines& lines, const std::vector<Rule>& rules) {
  const auto between = [](Range range) { return '\t' + std::to_string(range.from) + '\t' + std::to_string(range.to); };
  for (std::size_t r = 0; r < rules.size(); ++r) {
    std::set<std::string> breaches;
    for (const auto& [from, b] : rules[r].breaches.list) {
      if (b.so == yes) breaches.insert("breach\t" + std::to_string(r) + between(b.when));
    }
    lines.take("binds\t" + std::to_string(r) + between(rules[r].starts) + between(rules[r].end));
    for (const std::string& breach : breaches) lines.take(breach);
  }
  return lines.failure().empty();
}

}  // namespace

Verdict check_explanation(std::istream& certificate) {
  Lines lines(certificate, 1, '\t');
  StatedFacts facts;
  const auto wrong = [&lines](const std::string& what) {
    lines.fail(what);
    return Verdict{false, "explanation", lines.failure()};
  };
  if (!facts.read(lines)) return wrong("the facts are not complete");
  lines.starts_with("cited");
  const Words cited = split(lines.rest());
  Scene some;
  for (const std::string& id : cited) {
    const auto at = std::ranges::find(facts.incidents, id, &Incident::id);
    if (at == facts.incidents.end()) return wrong("\"" + id + "\" is cited and not stated");
    some.push_back(*at);
  }
  lines.next();
  if (!take_steps(lines, judge(facts, facts.incidents))) return wrong("a step is wrong");
  const auto decided = [&](const std::string& heading, const Scene& scene) {
    return lines.take(heading) ? Cases(lines, facts, scene).verdict() : "";
  };
  const std::string verdict = decided("cases\tall", facts.incidents);
  if (verdict.empty()) return wrong("the cases do not show the verdict");
  if (decided("cases\tcited", some) != verdict) return wrong("what is cited does not give the verdict by itself");
  for (const std::string& left_out : cited) {
    Scene others = some;
    std::erase_if(others, [&](const Incident& i) { return i.id == left_out; });
    const std::string other = decided("cases\twithout\t" + left_out, others);
    if (other.empty() || other == verdict) return wrong("\"" + left_out + "\" is cited and not needed");
  }
  lines.take("verdict\t" + verdict);
  if (!lines.ended() || !lines.rest().empty()) lines.fail("nothing may follow the verdict");
  if (!lines.failure().empty()) return wrong("");
  const std::string share = std::to_string(cited.size()) + " of " + std::to_string(facts.incidents.size());
  return {true, "explanation",
          "\"" + facts.terms.back() + "\" is " + verdict + " (" + facts.standard + "), from " + share + " incidents"};
}

}  // namespace entente::certify
