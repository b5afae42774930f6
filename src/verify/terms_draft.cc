// From a sentence that was read to the rules that it means.
#include "verify/terms_draft.h"

#include <algorithm>

namespace entente::verify {
namespace {

constexpr Seconds day = 86400;
constexpr Seconds any_time_before = 36525 * day;  // a hundred years
constexpr const char* unsuspendable = "A duty with one deadline cannot be suspended; give it a later deadline.";

// Whom "the other side" means, for one subject.
Filter resolved(const Phrase& p, const Agreement& agreement, const std::string& subject) {
  Filter f = p.filter;
  if (p.by_other) {
    for (const AgreedWord& word : agreement.parties) {
      if (word.name != subject) f.parties.push_back(word.name);
    }
  }
  return f;
}

bool names_the_other(const Draft& d) {
  auto other = [](const auto& pair) { return pair.first.by_other; };
  return d.start_phrase.by_other || std::any_of(d.excuses.begin(), d.excuses.end(), other) ||
         std::any_of(d.suspensions.begin(), d.suspensions.end(), other) ||
         std::any_of(d.ends_with.begin(), d.ends_with.end(), [](const Phrase& p) { return p.by_other; });
}

// Clauses that do not go together; empty where all do.
std::string mistake_in(const Draft& d) {
  const bool shall = d.main == Draft::Main::shall;
  const bool paired = shall && d.each_other;
  if (!shall && d.about) return "\"about it\" belongs to a duty after something.";
  if (!shall && d.within)
    return "\"within\" and a time belongs to a duty (\"… shall …\"); say \"for\" how long instead.";
  if (d.window && shall) return "\"in any\" goes with \"at most\" or \"at least\"; a duty says \"every\".";
  if (!d.excuses.empty() && d.main != Draft::Main::no) return "\"unless\" goes with a prohibition.";
  if (shall && !paired) {
    const int ways = (d.trigger ? 1 : 0) + (d.every ? 1 : 0);
    if (ways > 1) return "\"every\" and \"after each\" cannot stand in one sentence.";
    if (d.trigger && !d.within) return "A duty after something needs \"within\" and a time.";
    if (ways == 0 && !d.within && !d.due)
      return "The duty has no time: say \"within\", \"by\", \"before\", \"every\" or \"after each … within\".";
    if (ways == 0 && !d.suspensions.empty()) return unsuspendable;
  }
  if (!shall && d.main != Draft::Main::no && !d.window)
    return "\"at most\" and \"at least\" need \"in any\" and a time.";
  if (paired && (!d.mutual || d.subjects.size() != 2))
    return "Equal or simultaneous steps need two parties and \"within … of each other\".";
  return {};
}

void add_timing(const Draft& d, const Agreement& agreement, Rule& r, const std::string& who) {
  if (d.start) {
    r.start = *d.start;
    r.start.filter = resolved(d.start_phrase, agreement, who);
    if (r.start.kind == Start::Kind::fixed) r.start.at = std::max(r.start.at, agreement.start);
  }
  if (d.until) r.end.at = std::min(r.end.at, *d.until);
  if (d.lasts) r.end.after_start = d.lasts;
  for (const std::size_t t : d.while_kept) r.end.breaches.push_back(t);
  for (const Phrase& p : d.ends_with) r.end.firsts.push_back(resolved(p, agreement, who));
  r.gaps.insert(r.gaps.end(), d.gaps.begin(), d.gaps.end());
  for (const auto& [p, length] : d.suspensions) r.suspensions.push_back({resolved(p, agreement, who), length});
  for (const auto& [p, length] : d.excuses) r.excuses.push_back({resolved(p, agreement, who), length});
}

// The kind of rule that a sentence with "shall" means, for one subject.
void set_duty(const Draft& d, const Agreement& agreement, Rule& r, const std::string& who) {
  if (d.each_other) {
    r.kind = Rule::Kind::paired;
    r.window = *d.mutual;
    r.equal = d.equal;
    r.other = r.filter;
    r.other.parties = {d.subjects[1]};
  } else if (d.trigger) {
    r.kind = Rule::Kind::response;
    r.other = r.filter;
    r.filter = resolved(*d.trigger, agreement, who);
    r.window = *d.within;
    r.about = d.about;
    if (d.reciprocal) r.before = any_time_before;
  } else if (d.every) {
    r.kind = Rule::Kind::every;
    r.window = *d.every;
  } else {
    r.kind = Rule::Kind::duty;
    r.by_quantity = d.counted_things && !d.phrase.filter.things.empty();
    if (d.within) r.due.after_start = d.within;
    if (d.due) r.due.at = *d.due;
  }
}

Rule rule_for(const Draft& d, const Agreement& agreement, const std::string& who) {
  const bool paired = d.main == Draft::Main::shall && d.each_other;
  Rule r;
  r.words = d.words;
  r.start.at = agreement.start;
  r.end.at = agreement.end;
  r.filter = resolved(d.phrase, agreement, who);
  if (!who.empty()) r.filter.parties = {who};
  if (!paired) r.party = who;
  r.count = d.count;
  if (r.party.empty() && !paired && r.filter.parties.size() == 1) r.party = r.filter.parties[0];
  switch (d.main) {
    case Draft::Main::no:
      r.kind = Rule::Kind::forbidden;
      break;
    case Draft::Main::at_most:
      r.kind = Rule::Kind::at_most, r.window = *d.window;
      break;
    case Draft::Main::at_least:
      r.kind = Rule::Kind::at_least, r.window = *d.window;
      break;
    default:
      set_duty(d, agreement, r, who);
  }
  return r;
}

// What was withdrawn beyond a line must not be seen nearer to it after the deadline.
std::optional<Rule> staying_away(const Rule& duty, const std::vector<std::string>& present) {
  if (duty.kind != Rule::Kind::duty || duty.filter.things.empty()) return std::nullopt;
  Rule r = duty;
  r.kind = Rule::Kind::forbidden;
  r.count = 1;
  r.by_quantity = false;
  r.due = {};
  r.filter.kinds = present;
  bool any = false;
  for (SpaceTest& test : r.filter.where) {
    if (test.kind == SpaceTest::Kind::beyond) test.kind = SpaceTest::Kind::nearer, any = true;
  }
  if (!any) return std::nullopt;
  if (duty.due.after_start)
    r.start.delay += *duty.due.after_start + 1;
  else
    r.start = Start{}, r.start.at = duty.due.at + 1;
  if (r.end.after_start) r.end.after_start = std::nullopt;
  return r;
}

}  // namespace

std::string add_rules(Draft& d, const Agreement& agreement, std::size_t offset, SentenceReading& reading) {
  if (d.clause_alone) {
    if (reading.rules.empty()) return "A sentence about \"it\" needs one before it.";
    for (Rule& rule : reading.rules) {
      if (rule.kind == Rule::Kind::duty && !d.suspensions.empty()) return unsuspendable;
      if (d.due && !d.until) d.until = d.due;
      add_timing(d, agreement, rule, rule.party);
    }
    return {};
  }
  if (std::string mistake = mistake_in(d); !mistake.empty()) return mistake;
  std::vector<std::string> subjects = d.subjects;
  // "No shelling by either side unless …by the other" binds each side for itself.
  if (subjects.empty() && names_the_other(d)) subjects = d.phrase.filter.parties;
  if (subjects.empty()) subjects = {""};
  if (d.main == Draft::Main::shall && d.each_other) subjects.resize(1);
  for (const std::string& who : subjects) {
    Rule r = rule_for(d, agreement, who);
    if (r.kind != Rule::Kind::duty && d.due && !d.until) d.until = d.due;
    add_timing(d, agreement, r, who);
    const auto away = staying_away(r, d.present);
    reading.rules.push_back(std::move(r));
    reading.offsets.push_back(offset);
    if (!away) continue;
    reading.rules.push_back(*away);
    reading.offsets.push_back(offset);
  }
  return {};
}

}  // namespace entente::verify
