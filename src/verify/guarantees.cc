#include "verify/guarantees.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace entente::verify {
namespace {

bool listed(const std::vector<std::string>& list, const std::string& word) { return std::find(list.begin(), list.end(), word) != list.end(); }

// Who can breach a term: whom its rules bind, or whom their filters mean.
std::set<std::string> breakers(const Agreement& agreement, std::size_t term) {
  std::set<std::string> who;
  for (const Rule& rule : agreement.terms[term].rules) {
    if (!rule.party.empty()) {
      who.insert(rule.party);
      continue;
    }
    for (const Filter* f : {&rule.filter, rule.kind == Rule::Kind::paired ? &rule.other : &rule.filter}) {
      for (const AgreedWord& party : agreement.parties) {
        if (f->parties.empty() || listed(f->parties, party.name)) who.insert(party.name);
      }
    }
  }
  return who;
}

// Who could pull the trigger.
std::set<std::string> pullers(const Agreement& agreement, const Guarantee& g) {
  if (g.trigger == Guarantee::Trigger::incident) {
    if (!g.filter.parties.empty()) return {g.filter.parties.begin(), g.filter.parties.end()};
    std::set<std::string> all;
    for (const AgreedWord& party : agreement.parties) all.insert(party.name);
    return all;
  }
  if (!g.breaker.empty()) return {g.breaker};
  std::set<std::string> all;
  for (const std::size_t t : g.terms) all.merge(breakers(agreement, t));
  return all;
}

// Whether one happening can trigger both.
bool may_coincide(const Agreement& agreement, const Guarantee& a, const Guarantee& b) {
  const auto pa = pullers(agreement, a), pb = pullers(agreement, b);
  if (std::none_of(pa.begin(), pa.end(), [&](const std::string& p) { return pb.count(p) > 0; })) return false;
  auto kinds = [&](const Guarantee& g) {
    std::set<std::string> all;
    if (g.trigger == Guarantee::Trigger::incident) return std::set<std::string>(g.filter.kinds.begin(), g.filter.kinds.end());
    for (const std::size_t t : g.terms) {
      for (const Rule& rule : agreement.terms[t].rules) all.insert(rule.filter.kinds.begin(), rule.filter.kinds.end());
    }
    return all;
  };
  if (a.trigger == Guarantee::Trigger::breach && b.trigger == Guarantee::Trigger::breach) {
    return std::any_of(a.terms.begin(), a.terms.end(), [&](std::size_t t) { return std::find(b.terms.begin(), b.terms.end(), t) != b.terms.end(); });
  }
  const auto ka = kinds(a), kb = kinds(b);
  return ka.empty() || kb.empty() || std::any_of(ka.begin(), ka.end(), [&](const std::string& k) { return kb.count(k) > 0; });
}

}  // namespace

std::string_view to_string(GuaranteeState::Kind kind) {
  return kind == GuaranteeState::Kind::triggered ? "triggered" : kind == GuaranteeState::Kind::may_be ? "may be triggered" : "not triggered";
}
std::string_view to_string(GuaranteeFlaw::Kind kind) {
  return kind == GuaranteeFlaw::Kind::unanswered ? "unanswered" : kind == GuaranteeFlaw::Kind::contradiction ? "contradiction" : "veto";
}

std::vector<GuaranteeState> guarantee_states(const Facts& facts, Instant as_of) {
  const Agreement& agreement = facts.agreement();
  std::vector<GuaranteeState> states;
  std::vector<std::pair<Standard, std::vector<TermResult>>> known;
  for (std::size_t n = 0; n < agreement.guarantees.size(); ++n) {
    const Guarantee& g = agreement.guarantees[n];
    GuaranteeState s;
    s.guarantee = n;
    s.standard = parse_standard(g.standard).value_or(Standard{});
    struct Pull { bool certain; Instant at; std::string because; std::vector<std::uint32_t> incidents; };
    std::vector<Pull> pulls;
    if (g.trigger == Guarantee::Trigger::breach) {
      auto at = std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.first == s.standard; });
      if (at == known.end()) at = known.insert(known.end(), {s.standard, evaluate(facts, s.standard, as_of)});
      for (const std::size_t t : g.terms) {
        for (const RuleResult& rule : at->second[t].rules) {
          for (const Breach& b : rule.breaches) {
            if (!g.breaker.empty() && !b.party.empty() && b.party != g.breaker) continue;
            const bool certain = b.certain && (g.breaker.empty() || b.party == g.breaker);
            pulls.push_back({certain, b.when.from, fmt::format("{} {} breached{} {} since {}", agreement.terms[t].name, certain ? "is" : "may be", b.party.empty() ? "" : " by " + b.party,
                                                               standard_words(s.standard), time_words(b.when.from, agreement.zone)), b.incidents});
          }
        }
      }
    } else {
      for (const Candidate& c : facts.candidates(g.filter)) {
        const Sight sight = sight_of(facts.set(), facts.set().incidents[c.incident], s.standard, as_of);
        if (sight.showing != Showing::shown && sight.showing != Showing::contested) continue;
        if (sight.when.to < agreement.start || sight.when.from > agreement.end) continue;
        const bool certain = sight.showing == Showing::shown && c.fit == Fit::yes;
        pulls.push_back({certain, sight.when.from, fmt::format("{} {} {}", facts.set().names[facts.set().incidents[c.incident].id], certain ? "took place" : "may be such an incident", standard_words(s.standard)), {c.incident}});
      }
    }
    const Pull* first = nullptr;
    for (const Pull& p : pulls) {
      if (!first || (p.certain && !first->certain) || (p.certain == first->certain && p.at < first->at)) first = &p;
    }
    if (first) {
      s.kind = first->certain ? GuaranteeState::Kind::triggered : GuaranteeState::Kind::may_be;
      s.because = first->because;
      s.incidents = first->incidents;
      s.since = first->at;
      s.due_from = first->at + g.delay;
      s.due_until = g.within > 0 ? s.due_from + g.within : never;
    }
    states.push_back(std::move(s));
  }
  return states;
}

std::vector<GuaranteeFlaw> guarantee_flaws(const Agreement& agreement) {
  using Kind = GuaranteeFlaw::Kind;
  std::vector<GuaranteeFlaw> flaws;
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    for (const std::string& party : breakers(agreement, t)) {
      const bool answered = std::any_of(agreement.guarantees.begin(), agreement.guarantees.end(), [&](const Guarantee& g) {
        return g.trigger == Guarantee::Trigger::breach && std::find(g.terms.begin(), g.terms.end(), t) != g.terms.end() && (g.breaker.empty() || g.breaker == party);
      });
      if (!answered) flaws.push_back({Kind::unanswered, fmt::format("Nobody answers a breach of \"{}\" by {}.", agreement.terms[t].name, party), {}});
    }
  }
  const auto& list = agreement.guarantees;
  for (std::size_t a = 0; a < list.size(); ++a) {
    for (std::size_t b = 0; b < list.size(); ++b) {
      const bool against = !list[b].refrains.empty() && list[b].refrains == list[a].obligation && list[a].guarantor == list[b].guarantor;
      if (a == b || !against || !may_coincide(agreement, list[a], list[b])) continue;
      flaws.push_back({Kind::contradiction, fmt::format("{} would have to \"{}\" by \"{}\" and to refrain from it by \"{}\", on one and the same happening.", list[a].guarantor, list[a].obligation, list[a].name, list[b].name), {a, b}});
    }
  }
  for (std::size_t n = 0; n < list.size(); ++n) {
    const auto who = pullers(agreement, list[n]);
    for (const std::string& party : list[n].vetoes) {
      if (who.count(party) > 0) flaws.push_back({Kind::veto, fmt::format("{} may block \"{}\", and it is {} that would pull its trigger.", party, list[n].name, party), {n}});
    }
    if (who.count(list[n].guarantor) > 0) flaws.push_back({Kind::veto, fmt::format("{} is guarantor of \"{}\" and would itself pull its trigger.", list[n].guarantor, list[n].name), {n}});
  }
  return flaws;
}

}  // namespace entente::verify
