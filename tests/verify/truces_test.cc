// The terms of real truces, each with traces that keep them and that break them. The name of a trace says what it does:
// "keeps …" nothing is breached; "breaks A, B: how" exactly these are; "waits A: why" these are open.
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "certify/certify.h"
#include "verify/example_files.h"
#include "verify/explanation.h"

namespace entente::verify {
namespace {

std::map<std::string, std::string> traces_of(const std::string& path) {
  std::istringstream in(file_text(path));
  std::string header, line;
  std::getline(in, header);
  std::map<std::string, std::string> traces;
  while (std::getline(in, line)) {
    const std::size_t end = line[0] == '"' ? line.find('"', 1) : line.find(',');
    const std::string name = line[0] == '"' ? line.substr(1, end - 1) : line.substr(0, end);
    traces.emplace(name, header + '\n').first->second += line + '\n';
  }
  return traces;
}

std::set<std::string> named(std::string words) {
  std::set<std::string> names;
  words = words.substr(0, words.find(':'));
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(", "), words.size());
    names.insert(words.substr(0, end));
    words.erase(0, end + 2);
  }
  return names;
}

TEST(Truces, TracesKeepAndBreakThem) {
  int traces = 0, broken = 0;
  for (const char* name : {"minsk-2014", "minsk-2015", "minsk-addendum", "hudaydah-2018", "thirty-days"}) {
    const std::string path = std::string("examples/terms/") + name;
    const Agreement agreement = terms_of(path + ".toml");
    std::set<std::string> ever_broken;
    for (const auto& [trace, csv] : traces_of(path + ".csv")) {
      const IncidentSet set = incidents_of(csv, "examples/terms/map.toml");
      const Facts facts(agreement, set);
      const std::set<std::string> breaks =
          trace.rfind("breaks ", 0) == 0 ? named(trace.substr(7)) : std::set<std::string>();
      const std::set<std::string> waits =
          trace.rfind("waits ", 0) == 0 ? named(trace.substr(6)) : std::set<std::string>();
      ++traces;
      for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
        const TermResult result = evaluate_term(facts, {}, agreement.end + 1, t);
        const Explanation e = explain(facts, {}, agreement.end + 1, t);
        EXPECT_EQ(result.verdict == TermVerdict::breached,
                  breaks.count(agreement.terms[t].name) > 0 || (waits.size() > 0 && t == 0))
            << name << ", " << trace << ", " << agreement.terms[t].name << '\n'
            << to_text(e.tree);
        if (waits.count(agreement.terms[t].name) > 0) {
          EXPECT_EQ(result.verdict, TermVerdict::open) << name << ", " << trace << to_text(e.tree);
        }
        if (result.verdict == TermVerdict::breached) ++broken, ever_broken.insert(agreement.terms[t].name);
        std::istringstream certificate(certificate_of(facts, {}, agreement.end + 1, t, e));
        const auto checked = certify::check(certificate);
        EXPECT_TRUE(checked.valid) << name << ", " << trace << ": " << checked.message;
      }
    }
    for (const AgreedTerm& term : agreement.terms)
      EXPECT_EQ(ever_broken.count(term.name), 1u) << name << ": no trace breaks " << term.name;
  }
  EXPECT_GT(traces, 30);
  EXPECT_GT(broken, 20);
}

}  // namespace
}  // namespace entente::verify
