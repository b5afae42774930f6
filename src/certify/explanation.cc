// Reads an explanation and checks it: the stated facts alone give each stated step and the verdict; what is cited gives
// the same verdict by itself, and without any one of what is cited it would be another. The steps are written down here
// anew, and must be those of the certificate to the letter.
#include "certify/explanation.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "certify/explanation_judge.h"

namespace entente::certify {
namespace {

// Every way to settle what is not known, as far as that is needed: while a case is undetermined one doubt of it is
// settled, each way a case of its own.
class Cases {
 public:
  explicit Cases(const StatedFacts& facts) : facts_(facts) {}

  std::string verdict(const Scene& scene) {
    look(scene);
    if (stuck_ || (breached_ && spared_)) return "undetermined";
    return breached_ ? "breached" : open_ ? "open" : "kept";
  }

 private:
  void look(const Scene& scene) {
    stuck_ = stuck_ || ++looked_ > most;
    if (stuck_ || (breached_ && spared_)) return;
    const Judgement found = judge(facts_, scene);
    breached_ = breached_ || found.verdict == "breached", open_ = open_ || found.verdict == "open";
    spared_ = spared_ || found.verdict == "open" || found.verdict == "kept";
    stuck_ = found.verdict == "undetermined" && !found.doubt;
    if (found.verdict == "undetermined" && found.doubt) settle(scene, *found.doubt);
  }

  void settle(const Scene& scene, std::size_t at) {
    Scene one = scene, other = scene;
    const auto look_at_both = [&] { look(one), look(other); };
    if (scene[at].happened == perhaps) {
      one[at].happened = yes, other[at].happened = no;
      return look_at_both();
    }
    for (const int word : {1, 2}) {  // the thing, the party
      std::set<std::string> asked;
      for (const Filter& f : facts_.filters) asked.insert(f.words[word].begin(), f.words[word].end());
      if (!scene[at].words[word].empty() || asked.empty()) continue;
      asked.insert("?");  // another
      for (const std::string& each : asked) {
        one[at].words[word] = each;
        look(one);
      }
      return;
    }
    for (const Filter& f : facts_.filters) {
      for (const NumberTest& test : f.tests) {
        const auto range = one[at].numbers.emplace(test.name, std::pair(-1e18, 1e18)).first->second;
        const bool limit_is_low = test.kind == "over" || test.kind == "at-most";
        const double low = limit_is_low ? test.limit : std::nextafter(test.limit, -1e300);
        if (range.first > low || range.second <= low) continue;
        one[at].numbers[test.name] = {range.first, low};
        other[at].numbers[test.name] = {std::nextafter(low, 1e300), range.second};
        return look_at_both();
      }
    }
    Range& first_half = one[at].when;
    first_half.to = first_half.from + (first_half.to - first_half.from) / 2;
    other[at].when.from = first_half.to + 1;
    look_at_both();
  }

  static constexpr int most = 20000;
  const StatedFacts& facts_;
  int looked_ = 0;
  bool breached_ = false, spared_ = false, open_ = false, stuck_ = false;
};

// A step for each incident that is cited, then for each rule of the term and of those behind it.
Words steps(const Scene& cited, const Judgement& all) {
  Words lines;
  const auto between = [](Range range) { return '\t' + std::to_string(range.from) + '\t' + std::to_string(range.to); };
  for (const Seen& s : cited) lines.push_back("seen\t" + s.id + '\t' + s.showing + between(s.when));
  for (std::size_t r = 0; r < all.rules.size(); ++r) {
    const std::string number = std::to_string(r);
    lines.push_back("binds\t" + number + between(all.rules[r].start) + between(all.rules[r].end));
    std::set<std::pair<Moment, Moment>> breaches;
    for (const Breach& b : all.rules[r].breaches) {
      if (b.so == yes) breaches.emplace(b.when.from, b.when.to);
    }
    for (const auto& [from, to] : breaches) lines.push_back("breach\t" + number + between({from, to}));
  }
  return lines;
}

bool check(Lines& lines, StatedFacts& facts, Words& cited, std::string& verdict) {
  if (!facts.read(lines)) return false;
  Scene all, some;
  for (const Incident& incident : facts.incidents) all.push_back(seen(facts, incident));
  lines.starts_with("cited");
  cited = split(lines.rest(), '|');
  for (const std::string& id : cited) {
    const auto at = std::find_if(all.begin(), all.end(), [&id](const Seen& s) { return s.id == id; });
    if (at == all.end()) return lines.fail("\"" + id + "\" is cited and not stated");
    some.push_back(*at);
  }
  const Judgement found = judge(facts, all);
  if (found.circular) return lines.fail("a rule waits for itself");
  lines.next();
  for (const std::string& step : steps(some, found)) {
    if (!lines.take(step)) return false;
  }
  verdict = Cases(facts).verdict(all);
  if (!lines.take("verdict\t" + verdict)) return false;
  if (!lines.ended() || !lines.rest().empty()) return lines.fail("nothing may follow the verdict");
  if (Cases(facts).verdict(some) != verdict) return lines.fail("what is cited does not give the verdict by itself");
  for (std::size_t left_out = 0; left_out < some.size(); ++left_out) {
    Scene others = some;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(left_out));
    if (Cases(facts).verdict(others) == verdict) return lines.fail("something cited is not needed");
  }
  return true;
}

}  // namespace

Verdict check_explanation(std::istream& certificate) {
  Lines lines(certificate, 1, '\t');
  StatedFacts facts;
  Words cited;
  std::string verdict;
  if (!check(lines, facts, cited, verdict)) return {false, "explanation", lines.failure()};
  return {true, "explanation",
          "\"" + facts.term_name + "\" is " + verdict + ", from " + std::to_string(facts.incidents.size()) +
              " stated incidents, " + std::to_string(cited.size()) + " of them cited"};
}

}  // namespace entente::certify
