#include "verify/compliance.h"

#include <algorithm>
#include <map>

namespace entente::verify {
namespace {

constexpr Seconds day = 86400;

void count_streaks(ComplianceRow& row) {
  int streak = 0, bound[2] = {0, 0}, broken[2] = {0, 0};
  const std::size_t bound_days = static_cast<std::size_t>(std::count_if(row.days.begin(), row.days.end(), [](const ComplianceDay& d) { return d.binds; }));
  std::size_t seen = 0;
  for (const ComplianceDay& d : row.days) {
    row.breaches += d.breaches;
    row.possible += d.possible;
    if (d.breaches > 0) streak = 0;
    else if (d.binds) ++streak;
    row.longest_streak = std::max(row.longest_streak, streak);
    if (!d.binds) continue;
    const int half = seen++ * 2 >= bound_days ? 1 : 0;
    ++bound[half];
    broken[half] += d.breaches;
  }
  row.present_streak = streak;
  if (bound[0] > 0 && bound[1] > 0) row.trend = static_cast<double>(broken[1]) / bound[1] - static_cast<double>(broken[0]) / bound[0];
}

}  // namespace

Compliance compliance_of(const Agreement& agreement, const std::vector<TermResult>& results, Instant as_of) {
  Compliance c;
  const Seconds shift = static_cast<Seconds>(agreement.zone) * 60;
  const Instant local = agreement.start + shift;
  c.first_day = local - ((local % day) + day) % day - shift;
  const Instant last = std::min(as_of, agreement.end);
  if (agreement.start <= long_ago || last < c.first_day) return c;
  c.days = static_cast<std::size_t>(std::min<Instant>((last - c.first_day) / day + 1, 3660));
  for (std::size_t t = 0; t < results.size(); ++t) {
    std::map<std::string, ComplianceRow> rows;
    auto row = [&](const std::string& party) -> ComplianceRow& {
      ComplianceRow& r = rows[party];
      if (r.days.empty()) r.term = t, r.party = party, r.days.resize(c.days);
      return r;
    };
    for (std::size_t n = 0; n < results[t].rules.size(); ++n) {
      const Rule& rule = agreement.terms[t].rules[n];
      const RuleResult& result = results[t].rules[n];
      std::vector<std::string> parties = rule.party.empty() ? rule.filter.parties : std::vector<std::string>{rule.party};
      if (rule.kind == Rule::Kind::paired) parties.insert(parties.end(), rule.other.parties.begin(), rule.other.parties.end());
      std::erase_if(parties, [&](const std::string& p) {
        return std::none_of(agreement.parties.begin(), agreement.parties.end(), [&](const AgreedWord& w) { return w.name == p; });
      });
      if (parties.empty()) {
        for (const AgreedWord& w : agreement.parties) parties.push_back(w.name);
      }
      for (const std::string& party : parties) {
        for (std::size_t d = 0; d < c.days; ++d) {
          const Instant from = c.first_day + static_cast<Seconds>(d) * day;
          const bool done = rule.kind == Rule::Kind::duty && (from > result.deadline.to || from > result.fulfilled.to);
          if (!done && result.may.meets({from, from + day - 1})) row(party).days[d].binds = true;
        }
      }
      for (const Breach& b : result.breaches) {
        if (b.when.from < c.first_day) continue;
        const auto d = static_cast<std::size_t>((b.when.from - c.first_day) / day);
        if (d < c.days) ++(b.certain ? row(b.party).days[d].breaches : row(b.party).days[d].possible);
      }
    }
    for (auto& [party, r] : rows) {
      count_streaks(r);
      c.rows.push_back(std::move(r));
    }
  }
  return c;
}

}  // namespace entente::verify
