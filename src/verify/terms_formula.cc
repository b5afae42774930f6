// A rule as a formula of metric first-order temporal logic whose satisfying assignments are its breaches, for a log in
// which all is known. What stands in the file as a date is an event of the log, mark("TERM/RULE begins") and the like,
// at that second: formulas know how far instants are apart, not when they are. A test of place is the fact
// near(incident, "test") of an incident.
//
// A rule binds where it has begun and not ended; both are closed formulas that stay true. The breach of a duty, of a
// window or of a missing answer that another term waits for is looked at from the instant when it is complete, so that
// such formulas only look back; a missing answer by itself looks ahead.
#include <fmt/format.h>

#include "verify/terms_log.h"

namespace entente::verify {
namespace {

std::string quoted(std::string_view words) {
  std::string out = "\"";
  for (const char c : words) {
    if (c == '"' || c == '\\')
      out += '\'';
    else
      out += c == '\n' ? ' ' : c;
  }
  return out + '"';
}

std::string ages(Seconds from, Seconds to) { return fmt::format("[{},{}]", from, to); }
std::string older(Seconds from) { return fmt::format("[{},*)", from); }

class Compiler {
 public:
  explicit Compiler(const Agreement& agreement) : agreement_(agreement) {}

  // `ahead`: may look into the future.
  std::string breach(std::size_t t, std::size_t r, bool ahead) const {
    const Rule& rule = agreement_.terms[t].rules[r];
    const std::string m = matches(rule.filter, "i");
    const std::string bound = binds(t, r);
    const Seconds w = rule.window;
    switch (rule.kind) {
      case Rule::Kind::forbidden: {
        std::string out = both(m, bound);
        for (const Excuse& x : rule.excuses) out = both(out, no("ONCE" + ages(0, x.within) + " " + some(x.filter)));
        return out;
      }
      case Rule::Kind::at_most:
        return both(both(m, bound), fmt::format("(EXISTS c. ((c <- CNT j (ONCE{} {})) AND {} < c))", ages(0, w - 1),
                                                both(matches(rule.filter, "j"), bound), rule.count));
      case Rule::Kind::duty:
        return both(due(t, r), both(no(done(t, r)), both(no("ONCE" + older(1) + " " + ended(t, r)),
                                                         "(ONCE" + older(1) + " " + begun(t, r) + ")")));
      case Rule::Kind::every:
        return both(window_ends(t, r), both("(PAST_ALWAYS" + ages(1, w) + " " + bound + ")", few(rule)));
      case Rule::Kind::at_least:
        return both("(ONCE" + older(w) + " " + begun(t, r) + ")",
                    both("(PAST_ALWAYS" + ages(1, w) + " " + bound + ")", few(rule)));
      case Rule::Kind::response: {
        const std::string answer = rule.about ? matches(rule.other, "j", "i") : matches(rule.other, "j");
        const std::string some_answer = " (EXISTS j. " + answer + ")";
        const std::string after = no("EVENTUALLY" + ages(0, w) + some_answer);
        if (ahead)
          return both(both(m, bound),
                      rule.before > 0 ? both(no("ONCE" + ages(0, rule.before) + some_answer), after) : after);
        return both("(ONCE" + ages(w + 1, w + 1) + " " + both(m, bound) + ")",
                    no("ONCE" + ages(1, w + 1 + rule.before) + some_answer));
      }
      default:
        return either(step(rule, rule.filter, rule.other, bound, ahead),
                      step(rule, rule.other, rule.filter, bound, ahead));
    }
  }

 private:
  static std::string both(const std::string& a, const std::string& b) { return "(" + a + " AND " + b + ")"; }
  static std::string either(const std::string& a, const std::string& b) { return "(" + a + " OR " + b + ")"; }
  static std::string no(const std::string& a) { return "(NOT (" + a + "))"; }

  std::string name(std::size_t t, std::size_t r) const { return fmt::format("{}/{}", agreement_.terms[t].name, r + 1); }
  std::string mark(std::size_t t, std::size_t r, const std::string& what) const {
    return "mark(" + quoted(name(t, r) + " " + what) + ")";
  }

  static std::string one_of(const std::string& variable, const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& w : words) out += (out.empty() ? "" : " OR ") + variable + " = " + quoted(w);
    return "(" + out + ")";
  }
  // The incident `i` meets the filter; `about`: it answers the incident of that variable; `q`: its quantity stays free.
  std::string matches(const Filter& f, const std::string& i, const std::string& about = "",
                      const std::string& q = "") const {
    auto v = [&i](const char* base) { return std::string(base) + i; };
    const std::string a = about.empty() ? v("a") : about, quantity = q.empty() ? v("q") : q;
    std::string out = fmt::format("incident({}, {}, {}, {}, {}, {})", i, v("k"), v("t"), v("p"), a, quantity);
    if (!f.kinds.empty()) out = both(out, one_of(v("k"), f.kinds));
    if (!f.things.empty()) out = both(out, one_of(v("t"), f.things));
    if (!f.parties.empty()) out = both(out, one_of(v("p"), f.parties));
    for (const MeasureTest& m : f.measures) {
      const std::string x = v("m"), n = fmt::format("{:.6f}", m.value);
      const std::string test = m.kind == MeasureTest::Kind::over       ? n + " < " + x
                               : m.kind == MeasureTest::Kind::at_least ? n + " <= " + x
                               : m.kind == MeasureTest::Kind::under    ? x + " < " + n
                                                                       : x + " <= " + n;
      out = both(out, "(EXISTS " + x + ". (measure(" + i + ", " + quoted(m.unit) + ", " + x + ") AND " + test + "))");
    }
    for (const SpaceTest& s : f.where) out = both(out, "near(" + i + ", " + quoted(space_words(agreement_, s)) + ")");
    std::string free = v("k") + ", " + v("t") + ", " + v("p");
    if (about.empty()) free += ", " + a;
    if (q.empty()) free += ", " + quantity;
    return "(EXISTS " + free + ". " + out + ")";
  }
  std::string some(const Filter& f) const { return "(EXISTS j. " + matches(f, "j") + ")"; }

  // The instant after a window of those that are laid end to end from the start. A fixed start is in the log with the
  // ends of its windows; of another one the distance is counted.
  std::string window_ends(std::size_t t, std::size_t r) const {
    const Rule& rule = agreement_.terms[t].rules[r];
    if (rule.start.kind == Start::Kind::fixed) return mark(t, r, "window ends");
    const std::string b = begun(t, r), first = both(b, no("ONCE" + older(1) + " " + b));
    return fmt::format("(EXISTS s, n. ((((ONCE ({} AND ts(s))) AND ts(n)) AND s < n) AND (n - s) MOD {} = 0))", first,
                       rule.window);
  }

  std::string few(const Rule& rule) const {
    return no(fmt::format("EXISTS c. ((c <- CNT j (ONCE{} {})) AND {} <= c)", ages(1, rule.window),
                          matches(rule.filter, "j"), rule.count));
  }

  std::string step(const Rule& rule, const Filter& ones, const Filter& others, const std::string& bound,
                   bool ahead) const {
    const std::string q = rule.equal ? "q" : "";
    const std::string one = both(matches(ones, "i", "", q), bound),
                      other = "(EXISTS j. " + matches(others, "j", "", q) + ")";
    const Seconds w = rule.window;
    std::string out =
        ahead ? both(one, both(no("ONCE" + ages(0, w) + " " + other), no("EVENTUALLY" + ages(0, w) + " " + other)))
              : both("(ONCE" + ages(w + 1, w + 1) + " " + one + ")", no("ONCE" + ages(1, 2 * w + 1) + " " + other));
    return rule.equal ? "(EXISTS q. " + out + ")" : out;
  }

  std::string begun(std::size_t t, std::size_t r) const {
    const Start& s = agreement_.terms[t].rules[r].start;
    const std::string later = "(ONCE" + older(s.delay) + " ";
    switch (s.kind) {
      case Start::Kind::first:
        return later + some(s.filter) + ")";
      case Start::Kind::fulfilled: {
        std::string all;
        for (std::size_t d = 0; d < agreement_.terms[s.term].rules.size(); ++d) {
          if (agreement_.terms[s.term].rules[d].kind != Rule::Kind::duty) continue;
          const std::string one = later + in_time(s.term, d) + ")";
          all = all.empty() ? one : both(all, one);
        }
        return all;
      }
      case Start::Kind::held: {
        std::string any;
        const auto& rules = agreement_.terms[s.term].rules;
        for (std::size_t d = 0; d < rules.size(); ++d) {
          const std::string one = begun(s.term, d);
          any = any.empty() ? one : either(any, one);
        }
        return later +
               both("(ONCE" + older(s.held) + " " + any + ")",
                    no("ONCE" + ages(1, s.held) + " " + any_breach(s.term))) +
               ")";
      }
      default:
        return "(ONCE " + mark(t, r, "begins") + ")";
    }
  }
  std::string any_breach(std::size_t t) const {
    std::string any;
    const auto& rules = agreement_.terms[t].rules;
    for (std::size_t r = 0; r < rules.size(); ++r) {
      std::string one = breach(t, r, false);
      const bool named = rules[r].kind != Rule::Kind::duty && rules[r].kind != Rule::Kind::every &&
                         rules[r].kind != Rule::Kind::at_least;
      if (named) one = "(EXISTS i. " + one + ")";
      any = any.empty() ? one : either(any, one);
    }
    return any;
  }
  std::string ended(std::size_t t, std::size_t r) const {
    const Ending& e = agreement_.terms[t].rules[r].end;
    std::string out = "(ONCE " + mark(t, r, "ends") + ")";
    if (e.after_start) out = either(out, "(ONCE" + older(*e.after_start) + " " + begun(t, r) + ")");
    for (const std::size_t other : e.breaches) out = either(out, "(ONCE" + older(1) + " " + any_breach(other) + ")");
    for (const Filter& f : e.firsts) out = either(out, "(ONCE" + older(1) + " " + some(f) + ")");
    return out;
  }
  std::string binds(std::size_t t, std::size_t r) const {
    const Rule& rule = agreement_.terms[t].rules[r];
    std::string out = both(begun(t, r), no(ended(t, r)));
    for (std::size_t g = 0; g < rule.gaps.size(); ++g) {
      out = both(out, no("(NOT " + mark(t, r, fmt::format("exception {} ends", g + 1)) + ") SINCE " +
                         mark(t, r, fmt::format("exception {} begins", g + 1))));
    }
    for (const Suspension& s : rule.suspensions) out = both(out, no("ONCE" + ages(0, s.length) + " " + some(s.filter)));
    return out;
  }

  // The instant after the deadline.
  std::string due(std::size_t t, std::size_t r) const {
    const Deadline& d = agreement_.terms[t].rules[r].due;
    if (!d.after_start) return mark(t, r, "is due");
    const std::string first = both(begun(t, r), no("ONCE" + older(1) + " " + begun(t, r)));
    const std::string counted = "(ONCE" + ages(*d.after_start + 1, *d.after_start + 1) + " " + first + ")";
    if (d.at >= never) return counted;
    const std::string dated = mark(t, r, "is due");
    return either(both(counted, no("ONCE" + older(1) + " " + dated)),
                  both(dated, no("ONCE" + older(1) + " " + counted)));
  }
  // Enough was done between the start and now; `past` leaves out the present instant.
  std::string enough(std::size_t t, std::size_t r, Seconds from) const {
    const Rule& rule = agreement_.terms[t].rules[r];
    const std::string b = begun(t, r);
    if (rule.by_quantity)
      return fmt::format("(EXISTS s. ((s <- SUM q (ONCE{} {})) AND {}.0 <= s))", older(from),
                         both(matches(rule.filter, "j", "", "q"), b), rule.count);
    return fmt::format("(EXISTS c. ((c <- CNT j (ONCE{} {})) AND {} <= c))", older(from),
                       both(matches(rule.filter, "j"), b), rule.count);
  }
  std::string done(std::size_t t, std::size_t r) const { return enough(t, r, 1); }
  std::string in_time(std::size_t t, std::size_t r) const { return both(enough(t, r, 0), no("ONCE " + due(t, r))); }

  const Agreement& agreement_;
};

}  // namespace

std::string space_words(const Agreement& agreement, const SpaceTest& test) {
  const std::string& ground = agreement.grounds[test.ground].name;
  const std::string km = fmt::format("{:g} km", static_cast<double>(test.limit) / 10000);
  if (test.kind == SpaceTest::Kind::within) return test.limit == 0 ? "in " + ground : "within " + km + " of " + ground;
  if (test.kind == SpaceTest::Kind::nearer) return "nearer than " + km + " to " + ground;
  return test.limit <= 1 ? "outside " + ground : "beyond " + km + " from " + ground;
}

std::string formula_of(const Agreement& agreement, std::size_t term, std::size_t rule) {
  return Compiler(agreement).breach(term, rule, true);
}

std::string formula_of(const Agreement& agreement, std::size_t term) {
  std::string out;
  for (std::size_t r = 0; r < agreement.terms[term].rules.size(); ++r) {
    out += fmt::format("# {}/{}: {}\n{}\n", agreement.terms[term].name, r + 1, agreement.terms[term].rules[r].words,
                       formula_of(agreement, term, r));
  }
  return out;
}

std::string signature_of_terms() {
  return "incident(id: string, kind: string, thing: string, party: string, about: string, quantity: float)\n"
         "measure(id: string, unit: string, value: float)\nnear(id: string, test: string)\nmark(name: string)\n";
}

}  // namespace entente::verify
