// Made-up reports with planted copies, excerpts and rewrites, for tests and benchmarks: invented words, a fixed seed.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace entente::test {

struct MadeReport {
  std::string title;
  std::string text;
  std::string outlet;
  std::uint32_t event = 0;
  std::int64_t copy_of = -1;  // the report that it was copied from
  bool excerpt = false;
};

struct MadeReportsConfig {
  std::size_t reports = 1000;
  std::size_t words = 220;      // of a report, on average
  double changed_words = 0.04;  // of a copy: a Jaccard similarity of shingles of about 0.73
  std::uint32_t seed = 7;
};

class ReportMaker {
 public:
  explicit ReportMaker(MadeReportsConfig config) : config_(config), random_(config.seed) {
    for (std::size_t i = 0; i < general_words; ++i) general_.push_back(make_word(i));
  }

  // Events of one to six reports each: an original, copies of it with words changed or paragraphs cut, and rewrites
  // that share the event's words but no sentence.
  std::vector<MadeReport> make() {
    std::vector<MadeReport> reports;
    for (std::uint32_t event = 0; reports.size() < config_.reports; ++event) {
      names_.clear();
      for (std::size_t i = 0; i < event_words; ++i) names_.push_back(name(event, i));
      const auto original = static_cast<std::int64_t>(reports.size());
      reports.push_back(fresh(event));
      const std::size_t copies = pick(5) < 2 ? pick(3) : 0;
      for (std::size_t i = 0; i < copies && reports.size() < config_.reports; ++i) {
        reports.push_back(copy(reports[static_cast<std::size_t>(original)], original));
      }
      const std::size_t rewrites = pick(5) < 2 ? pick(3) : 0;
      for (std::size_t i = 0; i < rewrites && reports.size() < config_.reports; ++i) reports.push_back(fresh(event));
    }
    return reports;
  }

 private:
  static constexpr std::size_t general_words = 20000;
  static constexpr std::size_t event_words = 30;

  std::size_t pick(std::size_t below) { return random_() % below; }
  double real() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }

  static std::string make_word(std::uint64_t number) {
    static constexpr const char* syllables[] = {"ba", "den", "fi", "gor", "ha", "jun", "ka", "lem", "mi", "nor",
                                                "pa", "ren", "si", "tor", "ul", "vas", "we", "xan", "yo", "zed"};
    std::string word;
    for (number += 20; number > 0; number /= 20) word += syllables[number % 20];
    return word;
  }
  static std::string name(std::uint64_t event, std::size_t place) {
    std::string word = make_word(1000000 + event * event_words + place);
    word.front() = static_cast<char>(word.front() - 32);
    return word;
  }

  // Words by Zipf's law: a rank of x^-1.
  const std::string& general() {
    const double rank = std::exp(real() * std::log(static_cast<double>(general_words)));
    return general_[std::min(general_words - 1, static_cast<std::size_t>(rank) - 1)];
  }
  const std::string& any_word() { return real() < 0.22 ? names_[pick(names_.size())] : general(); }

  MadeReport fresh(std::uint32_t event) {
    MadeReport report;
    report.event = event;
    report.outlet = "outlet " + std::to_string(pick(200));
    for (int i = 0; i < 7; ++i) report.title += (i > 0 ? " " : "") + any_word();
    const std::size_t count = config_.words / 2 + pick(config_.words);
    for (std::size_t i = 0; i < count; ++i) {
      report.text += any_word();
      report.text += i % 60 == 59 ? ".\n\n" : i % 15 == 14 ? ". " : " ";
    }
    return report;
  }

  MadeReport copy(const MadeReport& original, std::int64_t number) {
    MadeReport report = original;
    report.copy_of = number;
    report.outlet = "outlet " + std::to_string(pick(200));
    report.excerpt = pick(6) == 0;
    if (report.excerpt) {
      report.text.resize(report.text.rfind(' ', report.text.size() / 2));
      return report;
    }
    std::string changed;
    for (std::size_t at = 0; at < original.text.size();) {
      const std::size_t end = std::min(original.text.find(' ', at), original.text.size());
      changed += real() < config_.changed_words ? general() : original.text.substr(at, end - at);
      if (end < original.text.size()) changed += ' ';
      at = end + 1;
    }
    report.text = std::move(changed);
    return report;
  }

  MadeReportsConfig config_;
  std::mt19937_64 random_;
  std::vector<std::string> general_;
  std::vector<std::string> names_;
};

}  // namespace entente::test
