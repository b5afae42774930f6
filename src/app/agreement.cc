// How far coders agree, and where they do not.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include "app/corrections.h"

namespace entente::app {
namespace {

using store::Correction;

// What was decided on; the span apart, since two coders may have read with two readers that saw a word more or less.
using Field = std::tuple<std::string, std::string, std::string, std::string>;

Field field_of(const Correction& row) {
  if (row.subject == "story") {  // the same pair, whichever of the two is named first
    const auto [a, b] = std::minmax(row.document, row.value);
    return {row.subject, "same story", a, b};
  }
  // Several parties may stand at one place.
  const std::string other = row.subject == "issue" ? row.words : row.subject == "position" ? row.holder : std::string();
  // An issue is one wherever its anchor stands.
  return {row.subject, row.field, row.subject == "issue" ? std::string() : row.document, other};
}

struct Place {
  Field field;
  Span span;
  std::map<std::string, const Correction*> coders;  // the latest word of each
};

// Places by field, then in the order of their first row. Rows come by time.
std::vector<Place> by_place(const std::vector<Correction>& corrections) {
  std::map<Field, std::vector<Place>> places;
  for (const Correction& row : corrections) {
    if (row.undone) continue;
    std::vector<Place>& of_field = places[field_of(row)];
    const Span span = row.span && row.subject != "issue" ? *row.span : Span{};
    auto at = std::find_if(of_field.begin(), of_field.end(),
                           [&](const Place& place) { return place.span == span || is_same_place(place.span, span); });
    if (at == of_field.end()) at = of_field.insert(at, {field_of(row), span, {}});
    at->coders[row.coder] = &row;
  }
  std::vector<Place> list;
  for (auto& [field, of_field] : places) list.insert(list.end(), of_field.begin(), of_field.end());
  return list;
}

const std::string& value_of(const Correction& row) { return row.subject == "story" ? row.field : row.value; }

}  // namespace

double krippendorff_alpha(const Codings& units) {
  // Coincidences o(c, k): each pair of values of a unit with m values counts 1 / (m - 1).
  std::map<std::pair<std::string, std::string>, double> coincidences;
  std::map<std::string, double> totals;
  double n = 0;
  for (const auto& unit : units) {
    if (unit.size() < 2) continue;
    const double share = 1.0 / static_cast<double>(unit.size() - 1);
    for (const auto& [coder, value] : unit) {
      for (const auto& [other, other_value] : unit) {
        if (coder != other) coincidences[{value, other_value}] += share;
      }
      totals[value] += 1;
      n += 1;
    }
  }
  double observed = 0, expected = 0;
  for (const auto& [pair, count] : coincidences) {
    if (pair.first != pair.second) observed += count;
  }
  for (const auto& [a, count_a] : totals) {
    for (const auto& [b, count_b] : totals) {
      if (a != b) expected += count_a * count_b;
    }
  }
  if (expected == 0) return std::numeric_limits<double>::quiet_NaN();
  return 1 - (n - 1) * observed / expected;
}

double cohen_kappa(const std::vector<std::pair<std::string, std::string>>& units) {
  if (units.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::map<std::string, std::pair<double, double>> marginals;
  double agreed = 0;
  for (const auto& [a, b] : units) {
    agreed += a == b ? 1 : 0;
    marginals[a].first += 1;
    marginals[b].second += 1;
  }
  const auto n = static_cast<double>(units.size());
  double by_chance = 0;
  for (const auto& [value, counts] : marginals) by_chance += counts.first * counts.second / (n * n);
  if (by_chance >= 1) return std::numeric_limits<double>::quiet_NaN();
  return (agreed / n - by_chance) / (1 - by_chance);
}

std::vector<Disagreement> disagreements_of(const std::vector<Correction>& corrections) {
  std::vector<Disagreement> found;
  for (const auto& [field, span, coders] : by_place(corrections)) {
    std::set<std::string> values;
    for (const auto& [coder, row] : coders) values.insert(value_of(*row));
    if (values.size() < 2) continue;
    const Correction& one = *coders.begin()->second;
    Disagreement each{
        one.subject, std::get<1>(field), one.document, one.subject == "story" ? one.value : one.words, {}};
    for (const auto& [coder, row] : coders) each.values.emplace_back(coder, value_of(*row));
    found.push_back(std::move(each));
  }
  return found;
}

std::vector<Agreement> agreement_of(const std::vector<Correction>& corrections) {
  std::map<std::string, Codings> by_field;
  for (const auto& [place, span, coders] : by_place(corrections)) {
    if (coders.size() < 2) continue;
    std::map<std::string, std::string> unit;
    for (const auto& [coder, row] : coders) unit.emplace(coder, value_of(*row));
    by_field[std::get<1>(place)].push_back(unit);
    // Values of different fields never mean the same.
    for (auto& [coder, value] : unit) value = std::get<1>(place) + "=" + value;
    by_field["all"].push_back(std::move(unit));
  }
  std::vector<Agreement> result;
  for (const auto& [field, units] : by_field) {
    Agreement agreement{field, units.size(), krippendorff_alpha(units), {}};
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::string, std::string>>> pairs;
    for (const auto& unit : units) {
      for (auto a = unit.begin(); a != unit.end(); ++a) {
        for (auto b = std::next(a); b != unit.end(); ++b)
          pairs[{a->first, b->first}].emplace_back(a->second, b->second);
      }
    }
    for (const auto& [coders, values] : pairs)
      agreement.pairs.push_back({coders.first, coders.second, values.size(), cohen_kappa(values)});
    result.push_back(std::move(agreement));
  }
  return result;
}

}  // namespace entente::app
