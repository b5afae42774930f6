// Incidents of any number from a seed, in order or not, with repeats; and what it costs to read them and to hold terms
// against them. bench/README.md says what is measured.
//
//   incidents_bench write COUNT [SEED [INVERTED [REPEATED]]]   rows as CSV, shares in percent
//   incidents_bench time TERMS MAP COUNT                       processor time at 0, 1, 10, 50 % inversions
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "verify/verify.h"

namespace {

using namespace entente;

constexpr std::int64_t start = 1932757200;  // 2031-04-01T00:00 +01:00
constexpr std::int64_t span = 30 * 86400;

std::string stamp(std::int64_t seconds) {
  const std::time_t local = seconds + 3600;
  std::tm parts{};
  gmtime_r(&local, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+01:00", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

// One report each, evenly over thirty days, in the columns of examples/kesh/incidents.csv. `inverted` of 100 rows
// change places with one up to 1,000 rows behind them; `repeated` of 100 come twice.
std::string made_incidents(std::size_t count, std::uint32_t seed, int inverted, int repeated) {
  std::mt19937 random(seed);
  auto below = [&random](std::uint32_t n) { return random() % n; };
  constexpr std::string_view kinds[] = {"shelling",  "gunfire", "sighting",   "inspection",
                                        "collision", "report",  "overflight", "radio call"};
  constexpr std::string_view sources[] = {"Marenne navy", "Ostrel coast guard", "KOM patrol",   "KOM radar",
                                          "HPA",          "Radio Marenne",      "Vask Courier", "Pelagia Today"};
  std::vector<std::string> rows;
  rows.reserve(count + count / 100 * static_cast<std::size_t>(repeated));
  for (std::size_t n = 0; n < count; ++n) {
    const std::int64_t at = start + static_cast<std::int64_t>(n) * span / static_cast<std::int64_t>(count);
    const bool gun = n % 5 == 0;
    const std::string when = stamp(at);
    rows.push_back(fmt::format("m{},{},{},,{},,{:.4f},{:.4f},{},{},{},,{},reports,{}\n", n, kinds[below(8)],
                               gun ? "gun" : "", below(2) == 0 ? "Marenne" : "Ostrel",
                               60.6 + static_cast<double>(below(12000)) / 10000,
                               -13.0 + static_cast<double>(below(20000)) / 10000, gun ? "122" : "", when, when,
                               sources[below(8)], stamp(at + 60 * below(600))));
    if (static_cast<int>(below(100)) < repeated) rows.push_back(rows.back());
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (static_cast<int>(below(100)) < inverted) std::swap(rows[i], rows[std::min(i + below(1000), rows.size() - 1)]);
  }
  std::string text =
      "incident,kind,thing,count,side,place,latitude,longitude,calibre_mm,from,to,answers,source,word,arrived\n";
  for (const std::string& row : rows) text += row;
  return text;
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int time_it(const std::string& terms_path, const std::string& map_path, std::size_t count) {
  const auto terms = verify::read_terms(file_text(terms_path), terms_path);
  const auto mapping = verify::read_mapping(file_text(map_path), map_path);
  if (!terms || !mapping) return std::cerr << "terms or mapping cannot be read\n", 2;
  std::cout << "inverted  repeated  rows      read s  verdicts s  all s\n";
  for (const auto& [inverted, repeated] : {std::pair{0, 0}, {1, 0}, {10, 0}, {50, 0}, {50, 10}}) {
    const std::string text = made_incidents(count, 1, inverted, repeated);
    const double begin = processor_seconds();
    const auto incidents = verify::read_incidents(text, "made", *mapping);
    if (!incidents) return 3;
    const double read = processor_seconds();
    const verify::Facts facts(*terms, *incidents);
    const auto assessment = verify::assess(facts, verify::usual_standards(*terms));
    const double end = processor_seconds();
    std::cout << fmt::format("{:>6} %  {:>6} %  {:>8}  {:>6.2f}  {:>10.2f}  {:>5.2f}   ", inverted, repeated,
                             incidents->reports.size(), read - begin, end - read, end - begin);
    for (std::size_t t = 0; t < terms->terms.size(); ++t)
      std::cout << to_string(assessment.results[0][t].verdict).substr(0, 1);
    std::cout << std::endl;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 2 ? argv[1] : "";
  auto number = [&](int i, int otherwise) { return argc > i ? std::atoi(argv[i]) : otherwise; };
  if (what == "write") {
    std::cout << made_incidents(static_cast<std::size_t>(number(2, 0)), static_cast<std::uint32_t>(number(3, 1)),
                                number(4, 0), number(5, 0));
    return 0;
  }
  if (what == "time" && argc == 5) return time_it(argv[2], argv[3], static_cast<std::size_t>(number(4, 0)));
  std::cerr << "usage: incidents_bench write COUNT [SEED [INVERTED [REPEATED]]] | time TERMS MAP COUNT\n";
  return 2;
}
