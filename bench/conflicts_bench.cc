// conflicts_bench FILE conflicts|concessions|both [REPEAT]: the processor time of an enumeration within the process,
// the formula in memory, the least of REPEAT runs (1; fewer where they take more than five seconds together). Prints
// one line of JSON with "seconds" and the sets, in the order in which they were found: conflicts from the smallest up,
// where they are asked for alone. bench/conflicts_peers.py runs it beside a peer.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "settle/settle.h"

int main(int argc, char** argv) {
  using namespace entente::settle;
  const std::string kind = argc == 3 || argc == 4 ? argv[2] : "";
  if (kind != "conflicts" && kind != "concessions" && kind != "both") {
    std::cerr << "usage: conflicts_bench FILE conflicts|concessions|both [REPEAT]\n";
    return 2;
  }
  std::ostringstream text;
  text << std::ifstream(argv[1]).rdbuf();
  const auto formula = read_dimacs(text.str(), argv[1]);
  if (!formula) {
    for (const auto& diagnostic : formula.diagnostics()) std::cerr << to_string(diagnostic) << '\n';
    return 3;
  }
  ConflictsConfig config;
  config.conflicts = kind != "concessions";
  config.concessions = kind != "conflicts";
  if (kind == "conflicts") config.order = ConflictsConfig::Order::smallest_by_count;
  const int repeat = argc == 4 ? std::max(1, std::atoi(argv[3])) : 1;
  std::vector<GroupSet> sets;
  double seconds = 0;
  double total = 0;
  for (int run = 0; run < repeat && total < 5; ++run) {
    sets.clear();
    const std::clock_t began = std::clock();
    enumerate_conflicts(*formula, config, [&](const FoundSet& found) {
      sets.push_back(found.groups);
      return true;
    });
    const double spent = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    seconds = run == 0 ? spent : std::min(seconds, spent);
    total += spent;
  }
  std::cout << "{\"seconds\": " << seconds << ", \"sets\": [";
  for (std::size_t i = 0; i < sets.size(); ++i) {
    std::cout << (i > 0 ? ", [" : "[");
    for (std::size_t j = 0; j < sets[i].size(); ++j) std::cout << (j > 0 ? ", " : "") << sets[i][j];
    std::cout << ']';
  }
  std::cout << "]}\n";
}
