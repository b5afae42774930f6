// Out-of-fold figures of the forecast, and of the single models beside it, by k-fold cross-validation over issues:
// forecast_bench TABLE POWER [--folds K] [--seeds N] [--by-proposal] [--penalty P] [--kernel H] [--fit FILE]
// With --fit the parameters fitted on all issues, with the level calibrated out of fold, are written to FILE.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <random>
#include <string>

#include <fmt/core.h>

#include "settle/settle.h"

namespace {

using namespace entente::settle;

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Tally {
  double error = 0, hits = 0, covered = 0, width = 0, count = 0;
  void add(double estimate, double likely, double low, double high, double outcome) {
    error += std::fabs(estimate - outcome);
    hits += std::fabs(likely - outcome) <= 10 ? 1 : 0;
    covered += low <= outcome && outcome <= high ? 1 : 0;
    width += high - low;
    count += 1;
  }
  void print(const char* name, bool with_interval) const {
    fmt::print("{:<24} {:>8.3f} {:>10.4f}", name, error / count, hits / count);
    if (with_interval) fmt::print(" {:>10.4f} {:>8.2f}", covered / count, width / count);
    fmt::print("\n");
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr,
               "usage: forecast_bench TABLE POWER [--folds K] [--seeds N] [--by-proposal] [--penalty P] [--kernel H] "
               "[--fit FILE]\n");
    return 2;
  }
  int folds = 10;
  int seeds = 5;
  bool by_proposal = false;
  std::string fit_to;
  FitConfig config;
  for (int i = 3; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--by-proposal") {
      by_proposal = true;
      continue;
    }
    const std::string value = i + 1 < argc ? argv[++i] : "";
    if (option == "--folds") folds = std::atoi(value.c_str());
    if (option == "--seeds") seeds = std::atoi(value.c_str());
    if (option == "--penalty") config.penalty = std::atof(value.c_str());
    if (option == "--kernel") config.kernel = std::atof(value.c_str());
    if (option == "--fit") fit_to = value;
  }
  const auto power = read_power_table(text_of(argv[2]), argv[2]);
  const auto issues = power ? read_deu(text_of(argv[1]), argv[1], *power)
                            : entente::Result<std::vector<ForecastIssue>>(power.diagnostics());
  if (!issues) {
    for (const auto& diagnostic : issues.diagnostics()) fmt::print(stderr, "{}\n", to_string(diagnostic));
    return 3;
  }
  Tally blend, mean, median, challenge, exchange;
  double levels = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    // Whole issues, or whole proposals, are dealt to the folds in a shuffled order.
    std::map<std::string, std::vector<std::size_t>> hands;
    for (std::size_t i = 0; i < issues->size(); ++i) {
      hands[by_proposal ? (*issues)[i].proposal : fmt::format("{:06}", i)].push_back(i);
    }
    std::vector<std::string> order;
    for (const auto& [name, members] : hands) order.push_back(name);
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    std::vector<int> fold(issues->size(), 0);
    for (std::size_t h = 0; h < order.size(); ++h) {
      for (const std::size_t i : hands[order[h]]) fold[i] = static_cast<int>(h % static_cast<std::size_t>(folds));
    }
    double level = 0;
    const auto forecasts = cross_validate(*issues, fold, config, 0.8, level);
    levels += level;
    for (std::size_t i = 0; i < issues->size(); ++i) {
      if (!forecasts[i]) continue;
      const Forecast& f = *forecasts[i];
      const double outcome = *(*issues)[i].outcome;
      blend.add(f.estimate, f.likely, f.low, f.high, outcome);
      mean.add(f.mean, f.mean, 0, 83, outcome);
      median.add(f.median, f.median, 0, 83, outcome);
      challenge.add(f.challenge, f.challenge, 0, 83, outcome);
      exchange.add(f.exchange, f.exchange, 0, 83, outcome);
    }
  }
  fmt::print("{} folds, {} shuffles, by {}, penalty {}, kernel {}\n", folds, seeds, by_proposal ? "proposal" : "issue",
             config.penalty, config.kernel);
  fmt::print("{:<24} {:>8} {:>10} {:>10} {:>8}\n", "", "MAE", "within 10", "coverage", "width");
  blend.print("forecast, out of fold", true);
  mean.print("weighted mean", false);
  median.print("median voter", false);
  challenge.print("challenge", false);
  exchange.print("exchange", false);
  if (!fit_to.empty()) {
    ForecastParameters parameters = fit_forecast(*issues, config);
    parameters.level = levels / seeds;
    std::ofstream(fit_to)
        << "# What weighs how much in a forecast, fitted on the issues of DEU III (Arregui and Perarnaud 2022, A new "
           "dataset on\n"
           "# legislative decision-making in the European Union; CC BY 4.0), by the command in bench/README.md.\n"
           "# These numbers are derived from that data set; none of its rows is in here.\n"
        << write_parameters(parameters);
  }
  return 0;
}
