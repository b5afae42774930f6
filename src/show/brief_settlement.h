// The parts of the brief's page that the settling engines deliver: sentences, tables and pictures, without scripts and
// styles. Everything is escaped; each returns what stands below the section's title.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "settle/settle.h"
#include "show/brief.h"

namespace entente::show {

// A party's position on an issue as a link to the words that it rests on, where the page shows them.
class WordsLink {
 public:
  explicit WordsLink(const Brief& brief) : brief_(brief) {}
  std::string operator()(const settle::Problem& problem, const settle::SettlePosition& position) const;

 private:
  const Brief& brief_;
};

std::string conflicts_html(const settle::Problem& problem, const settle::ProblemConflicts& conflicts,
                           const WordsLink& link);
// `problem` is the one with the values that were used.
std::string packages_html(const settle::Problem& problem, const settle::PackagesAnswer& answer);
std::string sequence_html(const settle::Problem& problem, const settle::Sequence& sequence);
// `forecasts` as long as `issues`.
std::string forecast_html(const settle::Problem& problem, const std::vector<settle::ForecastIssue>& issues,
                          const std::vector<settle::Forecast>& forecasts);

// A quotation with who said it, when and where; of several reports the first, and how many more there are.
std::string quotation_html(const settle::Origin& origin);

}  // namespace entente::show
