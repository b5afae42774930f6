// Reads an explanation and checks it: the stated facts alone give each stated step and the verdict; what is cited gives the same
// verdict by itself, and without any one of what is cited it would be another.
#include "certify/explanation.h"

#include <algorithm>
#include <charconv>

namespace entente::certify {
namespace {

using Fields = std::vector<std::string>;

std::string plain(const std::string& field) {
  if (field == "-") return "";
  std::string out;
  for (std::size_t i = 0; i < field.size(); ++i) {
    int code = 0;
    if (field[i] == '%' && i + 2 < field.size() && std::from_chars(field.data() + i + 1, field.data() + i + 3, code, 16).ec == std::errc()) {
      out += static_cast<char>(code);
      i += 2;
    } else {
      out += field[i];
    }
  }
  return out;
}

Fields split(const std::string& text, char mark) {
  Fields parts;
  std::size_t from = 0;
  while (true) {
    const std::size_t end = text.find(mark, from);
    parts.push_back(text.substr(from, end - from));
    if (end == std::string::npos) return parts;
    from = end + 1;
  }
}

class Reader {
 public:
  explicit Reader(std::istream& in) : in_(in) {}

  Verdict check() {
    bool ended = false;
    while (!bad_ && next()) {
      if (ended) fail("nothing may follow the verdict");
      else if (fields_[0] == "cited") begin_steps();
      else if (!taken_in_) fact();
      else ended = step();
    }
    if (!bad_ && !ended) fail("the verdict is missing");
    if (bad_) return {false, "explanation", message_};
    return {true, "explanation", "\"" + term_name_ + "\" is " + verdict_ + " from " + std::to_string(facts_.incidents.size()) + " stated incidents, " + std::to_string(cited_.size()) + " of them cited"};
  }

 private:
  bool next() {
    std::string text;
    if (!std::getline(in_, text)) return false;
    ++line_;
    fields_ = split(text, '\t');
    return true;
  }
  void fail(const std::string& why) {
    if (!bad_) message_ = "line " + std::to_string(line_) + ": " + why;
    bad_ = true;
  }
  void need(bool so, const char* why) {
    if (!so) fail(why);
  }

  // ---- fields
  std::string text(std::size_t i) {
    if (i >= fields_.size()) fail("the line is too short");
    return i < fields_.size() ? plain(fields_[i]) : "";
  }
  Moment whole(const std::string& words) {
    Moment value = 0;
    const auto [end, problem] = std::from_chars(words.data(), words.data() + words.size(), value);
    if (problem != std::errc() || end != words.data() + words.size() || value < far_past || value > far_future) fail("\"" + words + "\" is no number");
    return value;
  }
  double real(const std::string& words) {
    double value = 0;
    const auto [end, problem] = std::from_chars(words.data(), words.data() + words.size(), value);
    if (problem != std::errc() || end != words.data() + words.size() || value != value) fail("\"" + words + "\" is no number");
    return value;
  }
  Moment number(std::size_t i) { return i < fields_.size() ? whole(fields_[i]) : (fail("the line is too short"), 0); }
  std::size_t index(const std::string& words, std::size_t below, const char* what) {
    const Moment value = whole(words);
    if (value < 0 || static_cast<std::size_t>(value) >= below) fail(std::string(what) + " is not one of those stated");
    return bad_ ? 0 : static_cast<std::size_t>(value);
  }
  std::size_t filter(std::size_t i) { return index(text(i), facts_.filters.size(), "the filter"); }
  Range range(std::size_t i) { return {number(i), number(i + 1)}; }
  Fields list(std::size_t i) {
    if (i >= fields_.size() || fields_[i] == "-") return {};
    Fields parts = split(fields_[i], '|');
    for (std::string& part : parts) part = plain(part);
    return parts;
  }
  void wants(std::size_t count) { need(fields_.size() == count, "the line has another number of fields than its kind needs"); }
  static bool one_of(const std::string& word, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* w) { return word == w; });
  }

  // ---- facts
  void fact() {
    const std::string kind = fields_[0];
    if (kind == "term") wants(3), facts_.term = static_cast<std::size_t>(std::max<Moment>(number(1), 0)), term_name_ = text(2);
    else if (kind == "standard") standard();
    else if (kind == "as-of") wants(2), facts_.as_of = number(1);
    else if (kind == "filter") filter_fact();
    else if (kind == "rule") rule_fact();
    else if (one_of(kind, {"starts", "ends", "due", "gap", "suspended", "unless"})) about_rule(kind);
    else if (kind == "incident") incident_fact();
    else if (one_of(kind, {"measure", "distance", "report"})) about_incident(kind);
    else fail("\"" + kind + "\" is no kind of fact");
  }
  void standard() {
    wants(4);
    facts_.standard = text(1);
    facts_.least = static_cast<std::size_t>(std::max<Moment>(number(2), 1));
    facts_.party = text(3);
    need(one_of(facts_.standard, {"everybody", "monitors", "witnesses", "undisputed", "word"}), "there is no such standard");
  }
  void filter_fact() {
    wants(7);
    need(number(1) == static_cast<Moment>(facts_.filters.size()), "filters are numbered from 0");
    FilterFact f;
    f.kinds = list(2), f.things = list(3), f.parties = list(4);
    for (const std::string& part : list(5)) {
      const Fields p = split(part, ':');
      if (p.size() != 3 || !one_of(p[0], {"within", "nearer", "beyond"})) return fail("a test of place is kind:ground:limit");
      f.where.push_back({p[0], index(p[1], 1000000, "the ground"), whole(p[2])});
    }
    for (const std::string& part : list(6)) {
      const Fields p = split(part, ':');
      if (p.size() != 3 || !one_of(p[0], {"over", "at-least", "under", "at-most"})) return fail("a measure is kind:value:unit");
      f.measures.push_back({p[0], real(p[1]), p[2]});
    }
    facts_.filters.push_back(std::move(f));
  }
  void rule_fact() {
    wants(9);
    need(number(1) == static_cast<Moment>(facts_.rules.size()), "rules are numbered from 0");
    RuleFact r;
    r.term = index(text(2), 1000000, "the term");
    r.kind = text(3), r.filter = filter(4), r.other = filter(5), r.count = number(6), r.window = number(7), r.flags = fields_[8];
    need(one_of(r.kind, {"forbidden", "at-most", "duty", "every", "at-least", "response", "paired"}), "there is no such kind of rule");
    need(r.count >= 0 && r.window >= 0 && (r.window > 0 || one_of(r.kind, {"forbidden", "duty"})), "the rule's count or window is out of range");
    facts_.rules.push_back(std::move(r));
  }
  void about_rule(const std::string& kind) {
    if (facts_.rules.empty()) return fail("there is no rule yet");
    RuleFact& r = facts_.rules.back();
    if (kind == "starts") {
      wants(7);
      r.start_kind = text(1), r.start_at = number(2), r.start_term = index(text(3), 1000000, "the term"), r.held = number(4), r.delay = number(5);
      r.start_filter = filter(6);
      need(one_of(r.start_kind, {"fixed", "fulfilled", "held", "first"}), "there is no such start");
    } else if (kind == "ends") {
      wants(5);
      r.end_at = number(1), r.lasts = number(2);
      for (const std::string& t : list(3)) r.end_breaches.push_back(index(t, 1000000, "the term"));
      for (const std::string& f : list(4)) r.end_firsts.push_back(index(f, facts_.filters.size(), "the filter"));
    } else if (kind == "due") {
      wants(3);
      r.due_at = number(1);
      if (fields_[2] != "-") r.due_after = number(2);
    } else if (kind == "gap") {
      wants(3);
      r.gaps.push_back(range(1));
    } else {
      wants(3);
      (kind == "unless" ? r.excuses : r.suspensions).emplace_back(filter(1), number(2));
    }
  }
  void incident_fact() {
    wants(7);
    IncidentFact i;
    i.id = text(1), i.kind = text(2), i.thing = text(3), i.by = text(4), i.about = text(5);
    i.has_quantity = fields_[6] != "-";
    if (i.has_quantity) i.quantity = real(fields_[6]);
    need(by_id_.emplace(i.id, facts_.incidents.size()).second, "an incident is stated twice");
    facts_.incidents.push_back(std::move(i));
  }
  void about_incident(const std::string& kind) {
    if (facts_.incidents.empty()) return fail("there is no incident yet");
    IncidentFact& i = facts_.incidents.back();
    if (kind == "measure") {
      wants(3);
      i.measures[text(1)] = real(text(2));
    } else if (kind == "distance") {
      wants(4);
      i.distances[index(text(1), 1000000, "the ground")] = range(2);
    } else {
      wants(9);
      ReportFact r{text(1), text(2), text(3), text(4), text(5), number(6), range(7)};
      need(one_of(r.says, {"reports", "confirms", "denies", "retracts"}), "a report reports, confirms, denies or retracts");
      need(one_of(r.source_class, {"party", "monitor", "medium"}), "a source is a party, a monitor or a medium");
      need(r.when.from <= r.when.to, "a range ends before it begins");
      i.reports.push_back(std::move(r));
    }
  }

  // ---- steps
  void begin_steps() {
    wants(2);
    need(!facts_.rules.empty() && !facts_.standard.empty(), "term, standard and rules stand before the steps");
    if (taken_in_ || bad_) return fail("what is cited is stated once");
    taken_in_ = true;
    for (const std::string& id : list(1)) {
      const auto at = by_id_.find(id);
      if (at == by_id_.end()) return fail("\"" + id + "\" is cited and not stated");
      need(std::find(cited_.begin(), cited_.end(), at->second) == cited_.end(), "an incident is cited twice");
      cited_.push_back(at->second);
    }
    judge_.emplace_back(facts_, std::vector<bool>(facts_.incidents.size(), true));
    need(judge_[0].judge_all(), "a rule waits for itself");
    counted_.resize(facts_.rules.size(), 0);
    stated_.resize(facts_.rules.size());
  }
  const RuleFound& found(std::size_t& rule) {
    rule = index(text(1), facts_.rules.size(), "the rule");
    return judge_[0].rule(rule);
  }
  // True with the verdict.
  bool step() {
    const std::string kind = fields_[0];
    std::size_t r = 0;
    if (kind == "seen") {
      wants(5);
      const auto at = by_id_.find(text(1));
      if (at == by_id_.end()) return fail("an incident is seen and not stated"), false;
      const auto [showing, when] = judge_[0].seen(facts_.incidents[at->second]);
      need(showing == text(2) && when == range(3), "the reports show something else");
      need(seen_ < cited_.size() && cited_[seen_] == at->second, "what is seen is what is cited, in its order");
      ++seen_;
    } else if (kind == "binds") {
      wants(6);
      need(found(r).start == range(2) && found(r).end == range(4), "the rule binds at other times");
      stated_[r] += 'b';
    } else if (kind == "breach") {
      wants(7);
      const auto& breaches = found(r).breaches;
      if (counted_[r] >= breaches.size()) return fail("the facts show fewer breaches"), false;
      const BreachFound& b = breaches[counted_[r]++];
      need(b.certain == (text(2) == "certain") && one_of(text(2), {"certain", "possible"}) && b.when == range(3) && b.until == number(5), "the facts show another breach");
      need(b.incidents == list(6), "the breach is by other incidents");
    } else if (kind == "breaches") {
      wants(3);
      const std::size_t count = found(r).breaches.size();
      need(static_cast<Moment>(count) == number(2) && counted_[r] == count, "the facts show another number of breaches");
      stated_[r] += 'n';
    } else if (kind == "fulfilled") {
      wants(4);
      need(found(r).fulfilled == range(2), "the facts show another time of fulfilment");
      stated_[r] += 'f';
    } else if (kind == "rule-verdict") {
      wants(3);
      need(found(r).verdict == text(2), "the facts give another verdict on the rule");
      stated_[r] += 'v';
    } else if (kind == "verdict") {
      wants(2);
      verdict_ = text(1);
      conclude();
      return true;
    } else {
      fail("\"" + kind + "\" is no step");
    }
    return false;
  }

  void conclude() {
    need(seen_ == cited_.size(), "what is cited is not all seen");
    for (const std::string& steps : stated_) need(steps == "bnfv", "a rule lacks a step, or its steps are out of order");
    need(judge_[0].term_verdict() == verdict_, "the facts give another verdict");
    if (bad_) return;
    std::vector<bool> taken(facts_.incidents.size(), false);
    for (const std::size_t i : cited_) taken[i] = true;
    auto gives = [&] {
      PlainJudge judge(facts_, taken);
      return judge.judge_all() && judge.term_verdict() == verdict_;
    };
    need(gives(), "what is cited does not give the verdict by itself");
    for (const std::size_t i : cited_) {
      taken[i] = false;
      need(bad_ || !gives(), "something cited is not needed");
      taken[i] = true;
    }
  }

  std::istream& in_;
  Fields fields_;
  std::size_t line_ = 1;
  bool bad_ = false, taken_in_ = false;
  std::string message_, term_name_, verdict_;
  StatedFacts facts_;
  std::map<std::string, std::size_t> by_id_;
  std::vector<std::size_t> cited_;
  std::size_t seen_ = 0;
  std::vector<PlainJudge> judge_;
  std::vector<std::size_t> counted_;
  std::vector<std::string> stated_;
};

}  // namespace

Verdict check_explanation(std::istream& certificate) { return Reader(certificate).check(); }

}  // namespace entente::certify
