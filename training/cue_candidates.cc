// Prints every candidate of the rule-based reader in the text files named on the command line, one a line,
// tab-separated: file, lemma, kind, class, pattern, source known (0 or 1), cue, content; spans as START-END in bytes,
// joined by commas. cue_counts.py counts with it how often each was a cue.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "read/candidates.h"

namespace {

std::string spans(const entente::read::Analysis& analysis, const std::vector<entente::read::Range>& ranges) {
  std::string list;
  for (const auto& range : ranges) {
    const entente::Span span = analysis.span_of(range);
    list += (list.empty() ? "" : ",") + std::to_string(span.start) + "-" + std::to_string(span.end);
  }
  return list;
}

}  // namespace

int main(int count, char** arguments) {
  using namespace entente;
  const read::Lexicon lexicon;
  const text::SentenceSplitter splitter;
  for (int i = 1; i < count; ++i) {
    std::ifstream file(arguments[i], std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    Document document;
    document.text = bytes.str();
    const read::Analysis analysis = read::analyse(document, lexicon, splitter);
    for (const read::Candidate& candidate : read::find_candidates(analysis, lexicon)) {
      const bool listed = candidate.cue_index >= 0;
      const std::uint32_t quotation = analysis.words[candidate.head].quotation;
      const bool quoted = quotation != read::no_index && analysis.quotations[quotation].speech;
      const char* kinds[] = {"verb", "noun", "adjective"};
      const std::string lemma = listed ? lexicon.cue(candidate.cue_index).lemma : candidate.pattern;
      std::printf("%s\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\t%d\n", arguments[i], lemma.c_str(),
                  listed ? kinds[static_cast<int>(lexicon.cue(candidate.cue_index).kind)] : "other",
                  listed ? lexicon.cue(candidate.cue_index).group.c_str() : "other", candidate.pattern.c_str(),
                  candidate.source.empty() ? 0 : 1, spans(analysis, {{candidate.head, candidate.head + 1}}).c_str(),
                  spans(analysis, {candidate.cue}).c_str(), spans(analysis, candidate.content).c_str(),
                  std::string(candidate.source_kind).c_str(), std::string(candidate.mood).c_str(), quoted ? 1 : 0);
    }
  }
}
