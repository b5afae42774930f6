// Positions of one party on one issue are sorted by the first instant that their date may mean. A movement runs from
// the latest date that lies wholly before a position to that position, where nothing said at that date agrees with it;
// the party may so contradict itself within a day without a movement being made up. Contradictions are found in one
// sweep that remembers the last position for and the last against.
#include "frame/history.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace entente::frame {
namespace {

std::tuple<std::int64_t, int, int, std::int64_t> start_of(const Date& date) {
  return {first_day(date), date.hour, date.minute, last_day(date)};
}

bool same_line(const DatedPosition& a, const DatedPosition& b) {
  return a.polarity == b.polarity && a.strength == b.strength && a.stance == b.stance;
}

std::optional<MovementKind> movement(const DatedPosition& from, const DatedPosition& to) {
  if (from.polarity != to.polarity) {
    if (from.polarity == 0) return MovementKind::entry;
    if (to.polarity == 0) return MovementKind::withdrawal;
    return MovementKind::reversal;
  }
  if (from.strength != to.strength)
    return from.strength < to.strength ? MovementKind::hardening : MovementKind::softening;
  if (from.stance != to.stance) return MovementKind::restated;
  return std::nullopt;
}

void find_movements(const std::vector<const DatedPosition*>& dated, History& history) {
  std::size_t first_before = 0;  // [first_before, last_before): the latest date before the position
  std::size_t last_before = 0;
  std::vector<std::size_t> by_end(dated.size());
  for (std::size_t i = 0; i < dated.size(); ++i) by_end[i] = i;
  const auto end_of = [&](std::size_t i) {
    const Date& d = dated[i]->date;
    const bool minute = d.precision == DatePrecision::minute;
    return std::tuple<std::int64_t, int, int, std::int64_t>{last_day(d), minute ? d.hour : 24, minute ? d.minute : 0,
                                                            first_day(d)};
  };
  std::stable_sort(by_end.begin(), by_end.end(), [&](std::size_t a, std::size_t b) { return end_of(a) < end_of(b); });
  std::size_t next = 0;
  const DatedPosition* told = nullptr;
  for (const DatedPosition* position : dated) {
    while (next < by_end.size() && is_before(dated[by_end[next]]->date, position->date)) {
      const bool same_date = next > first_before && end_of(by_end[next]) == end_of(by_end[first_before]);
      if (!same_date) first_before = next;
      last_before = ++next;
    }
    if (last_before == 0) continue;
    bool agrees = false;
    for (std::size_t i = first_before; i < last_before; ++i) agrees |= same_line(*dated[by_end[i]], *position);
    const bool again = told != nullptr && told->date == position->date && same_line(*told, *position);
    if (agrees || again) continue;
    const DatedPosition& from = *dated[by_end[last_before - 1]];
    if (const std::optional<MovementKind> kind = movement(from, *position)) {
      history.movements.push_back({*kind, from.number, position->number});
      told = position;
    }
  }
}

void find_contradictions(const std::vector<const DatedPosition*>& dated,
                         const std::vector<const DatedPosition*>& undated, History& history) {
  const DatedPosition* last_for = nullptr;
  const DatedPosition* last_against = nullptr;
  const auto visit = [&](const DatedPosition* position) {
    if (position->polarity == 0) return;
    const DatedPosition*& same = position->polarity > 0 ? last_for : last_against;
    const DatedPosition* other = position->polarity > 0 ? last_against : last_for;
    if (other != nullptr && !is_before(other->date, position->date)) {
      history.contradictions.emplace_back(other->number, position->number);
    }
    same = position;
  };
  for (const DatedPosition* position : dated) visit(position);
  for (const DatedPosition* position : undated) visit(position);
}

}  // namespace

std::vector<History> histories(const std::vector<DatedPosition>& positions) {
  std::map<std::pair<std::string, std::string>, std::vector<const DatedPosition*>> lines;
  for (const DatedPosition& position : positions) lines[{position.party, position.issue}].push_back(&position);
  std::vector<History> result;
  for (const auto& [line, members] : lines) {
    History history;
    history.party = line.first;
    history.issue = line.second;
    std::vector<const DatedPosition*> dated;
    std::vector<const DatedPosition*> undated;
    for (const DatedPosition* member : members) (member->date.known() ? dated : undated).push_back(member);
    std::stable_sort(dated.begin(), dated.end(), [](const DatedPosition* a, const DatedPosition* b) {
      return start_of(a->date) < start_of(b->date);
    });
    for (const DatedPosition* position : dated) history.dated.push_back(position->number);
    for (const DatedPosition* position : undated) history.undated.push_back(position->number);
    find_movements(dated, history);
    find_contradictions(dated, undated, history);
    result.push_back(std::move(history));
  }
  return result;
}

}  // namespace entente::frame
