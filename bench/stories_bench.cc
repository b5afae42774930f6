// stories_bench [MOST] [THREADS]: groups ever more made-up reports with planted copies and rewrites; prints time,
// recall and precision for each size, and how fast MinHash signatures alone are made. With --write FILE N: writes N
// reports as JSONL for bench/stories_peers.py.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <set>

#include "../tests/read/made_reports.h"
#include "format/json.h"
#include "read/minhash.h"
#include "read/read.h"
#include "read/shingles.h"

namespace {

using namespace entente;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::vector<read::StoryDocument> views(const std::vector<test::MadeReport>& reports) {
  std::vector<read::StoryDocument> documents;
  for (const auto& report : reports) documents.push_back({report.title, report.text, report.outlet, "", {}, {}, {}});
  return documents;
}

read::ShingleSet shingle_set(std::string_view text) {
  read::StoryWords words;
  read::split_words(text, words);
  return read::shingles_of(words.words).all;
}

void run(std::size_t count, unsigned threads) {
  const auto reports = test::ReportMaker({.reports = count}).make();
  const auto documents = views(reports);
  read::StoryConfig config;
  config.threads = threads;
  const auto begin = Clock::now();
  read::StoryIndex index(config);
  index.add(documents);
  const double added = since(begin);
  const auto stories = index.stories();
  const double seconds = since(begin);

  std::vector<std::size_t> story_of(count);
  std::set<std::pair<std::uint32_t, std::uint32_t>> linked;
  double pure = 0;
  for (std::size_t s = 0; s < stories.size(); ++s) {
    std::map<std::uint32_t, std::size_t> events;
    for (const auto document : stories[s].documents) {
      story_of[document] = s;
      ++events[reports[document].event];
    }
    for (const auto& [event, size] : events) {
      pure += static_cast<double>(size) * static_cast<double>(size) / static_cast<double>(stories[s].documents.size());
    }
    for (const auto& copy : stories[s].copies) linked.insert(std::minmax(copy.of, copy.is));
  }
  std::size_t near = 0, near_found = 0, excerpts = 0, excerpts_found = 0, rewrites = 0, rewrites_found = 0;
  std::map<std::uint32_t, std::uint32_t> first_of;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto [first, is_first] = first_of.try_emplace(reports[i].event, i);
    if (is_first) continue;
    const bool together = story_of[i] == story_of[first->second];
    if (reports[i].copy_of < 0) {
      ++rewrites;
      rewrites_found += together;
    } else if (reports[i].excerpt) {
      ++excerpts;
      excerpts_found += together;
    } else if (read::overlap_of({shingle_set(reports[i].text), {}}, {shingle_set(reports[first->second].text), {}})
                   .jaccard >= 0.7) {
      ++near;
      near_found += together;
    }
  }
  auto share = [](std::size_t part, std::size_t whole) {
    return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
  };

  // One more document: what it costs to add to so many.
  auto one = test::ReportMaker({.reports = 1, .seed = 99}).make();
  const auto alone = Clock::now();
  index.add(views(one).front());
  index.stories();
  const double again = since(alone);
  std::printf("%9zu %9.2f %9.2f %10.1f %8zu %10.4f %10.4f %10.4f %10.4f %9.3f %9zu\n", count, added, seconds,
              1e6 * seconds / static_cast<double>(count), stories.size(), share(near_found, near),
              share(excerpts_found, excerpts), share(rewrites_found, rewrites), pure / static_cast<double>(count),
              again, index.compared());
  std::fflush(stdout);
}

void signatures(const std::vector<std::string>& texts) {
  std::size_t words = 0;
  std::uint32_t sum = 0;
  const auto begin = Clock::now();
  for (const std::string& text : texts) {
    read::StoryWords split;
    read::split_words(text, split);
    words += split.words.size();
    sum += read::minhash_of(read::shingles_of(split.words).all)[0];
  }
  const double seconds = since(begin);
  std::printf(
      "signatures of 128 minima, from text, one core: %zu documents, %zu words, %.3f s, %.0f documents/s (check %u)\n",
      texts.size(), words, seconds, static_cast<double>(texts.size()) / seconds, sum);
  std::vector<read::ShingleSet> sets;
  for (const std::string& text : texts) sets.push_back(shingle_set(text));
  const auto again = Clock::now();
  for (const read::ShingleSet& set : sets) sum += read::minhash_of(set)[0];
  const double alone = since(again);
  std::printf("signatures alone, from ready hashed shingles: %.3f s, %.0f documents/s (check %u)\n", alone,
              static_cast<double>(texts.size()) / alone, sum);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "--write") == 0) {
    std::ofstream out(argv[2]);
    for (const auto& report : test::ReportMaker({.reports = static_cast<std::size_t>(std::atoll(argv[3]))}).make()) {
      out << format::dump_json({{"title", report.title}, {"text", report.text}}) << '\n';
    }
    return 0;
  }
  if (argc == 3 && std::strcmp(argv[1], "--signatures") == 0) {
    std::ifstream in(argv[2]);
    std::vector<std::string> texts;
    for (std::string line; std::getline(in, line);) {
      if (const auto record = format::parse_json(line, argv[2])) texts.push_back(record->value("text", ""));
    }
    signatures(texts);
    return 0;
  }
  const std::size_t most = argc > 1 ? static_cast<std::size_t>(std::atoll(argv[1])) : 100000;
  const unsigned threads = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 2;
  std::printf("%9s %9s %9s %10s %8s %10s %10s %10s %10s %9s %9s\n", "documents", "added s", "all s", "us/doc",
              "stories", "copies", "excerpts", "rewrites", "purity", "1 more s", "compared");
  for (const std::size_t count : {std::size_t{3125}, std::size_t{6250}, std::size_t{12500}, std::size_t{25000},
                                  std::size_t{50000}, std::size_t{100000}}) {
    if (count <= most) run(count, threads);
  }
}
