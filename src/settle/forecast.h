// What will likely come of a negotiation, from where the actors stand on a scale from 0 to 100 and how much they care.
//
// The models of the literature each give one number: the mean weighted by power and salience (Van den Bos 1991; Achen
// 2006), the median voter (Black 1948), the challenge model (Bueno de Mesquita 1994), the exchange of positions between
// issues (Stokman and Van Oosten 1994). None of them says how sure it is, and which one is near differs from issue to
// issue. The forecast here weighs the possible outcomes themselves: every position that somebody holds, every multiple
// of five and the models' answers are candidates, and a conditional logit gives each a probability from its distance to
// the models' answers, the power that stands there, the proposer's and the second chamber's positions, and the
// reference point (what holds if nothing is agreed). The weights are fitted on issues whose outcome is known, with a
// penalty. From the probabilities: the median is the estimate of least expected error; the middle of the window of +-10
// that holds the most is the most likely outcome; a range around the peak that holds a share chosen so that it covered 80 %
// of held-out issues is the interval (split conformal prediction, Vovk et al. 2005, over folds).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "settle/problem.h"

namespace entente::settle {

enum class ActorRole : std::uint8_t { member, proposer, chamber };

struct ForecastActor {
  std::string name;
  double position = 0;   // 0-100
  double salience = 50;  // 0-100; the mean of the others where it was not given
  double power = 1;      // votes, or another weight
  ActorRole role = ActorRole::member;
};

struct ForecastIssue {
  std::string name;
  std::string proposal;  // issues of one proposal may be traded against one another
  std::vector<ForecastActor> actors;
  std::optional<double> reference;  // what holds without an agreement
  std::optional<double> outcome;    // where it is known
  Place place;
};

// Power and role of actors by their code: lines of code, power, power under consultation, role ("member", "proposer",
// "chamber"), with a header. Error: "power-table".
struct ActorPower {
  std::string code;
  double power = 1;
  double consulted_power = 1;
  ActorRole role = ActorRole::member;
};
Result<std::vector<ActorPower>> read_power_table(std::string_view text, std::string_view file);

// The table of the project "Decision-making in the European Union" (DEU): tab-separated, positions in p<code>, salience
// in s<code>, reference point in rp, outcome in out, proposal in prnr, issue in isnr, procedure in proc. Rows without
// prnr are no issues. An actor that `power` does not know counts 1. Errors: "deu-header", "deu-number" with line and
// column number of the field.
Result<std::vector<ForecastIssue>> read_deu(std::string_view text, std::string_view file,
                                            const std::vector<ActorPower>& power);

// Issues of a problem, the options in their order as a scale from 0 to 100: a party stands where the options that it
// demands or accepts are on average, with a salience by strength. Issues of fewer than two options, or without a position, are left out.
std::vector<ForecastIssue> forecast_issues_of(const Problem& problem);

// Single models; 50 where nobody has a position.
double weighted_mean(const ForecastIssue& issue);
double median_voter(const ForecastIssue& issue);
double challenge_model(const ForecastIssue& issue);
std::vector<double> exchange_model(const std::vector<ForecastIssue>& issues);  // one per issue

struct ForecastParameters {
  struct Feature {
    std::string name;
    double mean = 0;  // over the candidates of the issues that it was fitted on
    double deviation = 1;
    double weight = 0;
  };
  std::vector<Feature> features;
  double kernel = 5;   // standard deviation around a candidate
  double level = 0.8;  // share of probability in the interval
};

// A table with a line per feature and comment lines (#); the same that write_parameters makes. Error: "parameters".
Result<ForecastParameters> read_parameters(std::string_view text, std::string_view file);
std::string write_parameters(const ForecastParameters& parameters);

struct Forecast {
  std::string issue;
  double estimate = 50;
  double likely = 50;
  double low = 0;
  double high = 100;
  double mean = 50;  // the models, for comparison
  double median = 50;
  double challenge = 50;
  double exchange = 50;
};

std::vector<Forecast> forecast(const std::vector<ForecastIssue>& issues, const ForecastParameters& parameters);

struct FitConfig {
  double penalty = 100;  // on squared weights of standardised features
  double kernel = 5;
};

// Fits on the issues with a known outcome: maximum likelihood with a kernel around each candidate, BFGS. The level of
// the interval is calibrated by `calibrate`.
ForecastParameters fit_forecast(const std::vector<ForecastIssue>& issues, const FitConfig& config);

// For each issue with an outcome the forecast by parameters fitted on the other folds (issue i is in fold `fold[i]`),
// in the order of the issues; the level for a fold is that which covers `coverage` of the issues of the others out of
// fold. `level` gets the one over all.
std::vector<std::optional<Forecast>> cross_validate(const std::vector<ForecastIssue>& issues,
                                                    const std::vector<int>& fold, const FitConfig& config,
                                                    double coverage, double& level);

}  // namespace entente::settle
