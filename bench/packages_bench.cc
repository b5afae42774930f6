// Time and size of the exact frontier against issues, options and parties. Utilities are uniform in [0, 1) with
// `digits` decimals, by a fixed seed. Without arguments the whole table; packages_bench ISSUES OPTIONS PARTIES [DIGITS
// [SEED]] one row.
// packages_bench PROBLEM.toml: the seconds that the frontier of that problem takes, without reading it.
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include <fmt/core.h>

#include "settle/settle.h"

namespace {

using namespace entente::settle;

Problem random_problem(std::size_t issues, std::size_t options, std::size_t parties, int digits, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Problem problem;
  for (std::size_t i = 0; i < issues; ++i) {
    problem.issues.push_back({fmt::format("issue {}", i), "", {}, {}});
    for (std::size_t o = 0; o < options; ++o) problem.issues.back().options.push_back({fmt::format("{}", o), "", {}});
  }
  const double grain = std::pow(10, digits);
  for (std::size_t p = 0; p < parties; ++p) {
    Party& party = problem.parties.emplace_back();
    party.name = fmt::format("party {}", p);
    party.preferences.issues.resize(issues);
    for (IssuePreference& issue : party.preferences.issues) {
      for (std::size_t o = 0; o < options; ++o) {
        const double uniform = static_cast<double>(random() >> 11) * 0x1p-53;
        issue.values.push_back(digits > 15 ? uniform : std::floor(uniform * grain) / grain);
      }
    }
  }
  return problem;
}

void row(std::size_t issues, std::size_t options, std::size_t parties, int digits = 6, std::uint64_t seed = 1) {
  const Problem problem = random_problem(issues, options, parties, digits, seed);
  const auto began = std::chrono::steady_clock::now();
  const std::clock_t before = std::clock();
  const UtilityTable table = make_utility_table(problem);
  const Frontier frontier = find_frontier(request_of(problem, table));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  const double cpu = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  fmt::print("{:>6} {:>7} {:>7} {:>6} {:>10} {:>10} {:>10.4f} {:>10.4f} {}\n", issues, options, parties, digits,
             fmt::format("10^{:.1f}", static_cast<double>(issues) * std::log10(static_cast<double>(options))),
             frontier.size(), took.count(), cpu,
             frontier.factor() == 1 && table.exact ? "exact" : "thinned or rounded");
  std::fflush(stdout);
}

}  // namespace

// The least of five.
int time_problem(const char* path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto problem = read_problem(text, path);
  if (!problem) {
    for (const auto& diagnostic : problem.diagnostics()) fmt::print(stderr, "{}\n", to_string(diagnostic));
    return 3;
  }
  double least = 1e9;
  for (int run = 0; run < 5; ++run) {
    const auto began = std::chrono::steady_clock::now();
    const UtilityTable table = make_utility_table(*problem);
    const Frontier frontier = find_frontier(request_of(*problem, table));
    least = std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  }
  fmt::print("{:.7f}\n", least);
  return 0;
}

int main(int argc, char** argv) {
  if (argc == 2) return time_problem(argv[1]);
  fmt::print("issues options parties digits   outcomes     points       wall        cpu\n");
  const auto number = [&](int at, std::size_t otherwise) {
    return at < argc ? static_cast<std::size_t>(std::strtoull(argv[at], nullptr, 10)) : otherwise;
  };
  if (argc > 3) {
    row(number(1, 1), number(2, 1), number(3, 1), static_cast<int>(number(4, 6)), number(5, 1));
    return 0;
  }
  for (const std::size_t issues : {6U, 12U, 30U, 60U}) row(issues, 10, 2);
  for (const std::size_t issues : {6U, 12U, 30U, 60U}) row(issues, 10, 3);
  for (const std::size_t options : {2U, 5U, 20U, 100U}) row(12, options, 3);
  row(12, 10, 3, 16);
  row(30, 10, 3, 16);
  row(60, 10, 3, 16);
  for (const std::size_t issues : {5U, 7U, 9U}) row(issues, 10, 4);
  for (const std::size_t issues : {5U, 7U, 9U}) row(issues, 10, 5);
  row(6, 10, 7);
  return 0;
}
