#include "app/evidence.h"

#include <algorithm>

#include "text/code_points.h"

namespace entente::app {
namespace {

using show::Mark;

constexpr std::uint32_t most_code_points = 700;  // of a sentence that is shown

// Later calls win over earlier ones, so that the narrower thing shows on the wider.
void mark(std::vector<Mark>& marks, Span sentence, Span span, Mark as) {
  const std::uint32_t from = std::max(span.start, sentence.start);
  const std::uint32_t to = std::min(span.end, sentence.start + static_cast<std::uint32_t>(marks.size()));
  for (std::uint32_t i = from; i < to; ++i) marks[i - sentence.start] = as;
}

}  // namespace

show::Evidence make_evidence(const StandRow& row, const ToldRow* told, const std::string& title) {
  show::Evidence evidence;
  evidence.document = row.document;
  evidence.title = title;
  evidence.outlet = row.outlet;
  evidence.date = row.published.known() ? to_string(row.published).substr(0, 10) : "";
  evidence.behalf = row.position.behalf;
  evidence.stance = row.position.stance;
  evidence.polarity = row.position.polarity;
  evidence.strength = row.position.strength;
  evidence.confidence = row.position.confidence;
  evidence.tellings = row.told_by.tellings;
  evidence.told_by = row.told_by.witnesses;

  const text::CodePointIndex index(row.sentence.words);
  // A long sentence is shown around the thing itself.
  Span window{0, index.size()};
  if (window.end > most_code_points) {
    const std::uint32_t at = row.position.what.start - row.sentence.span.start;
    window.start = at > most_code_points / 2 ? at - most_code_points / 2 : 0;
    window.end = std::min(window.start + most_code_points, index.size());
  }
  std::vector<Mark> marks(index.size(), Mark::none);
  if (told != nullptr) {
    for (const Span span : told->statement.content) mark(marks, row.sentence.span, span, Mark::content);
    for (const Span span : told->statement.source) mark(marks, row.sentence.span, span, Mark::source);
    for (const Span span : told->statement.cue) mark(marks, row.sentence.span, span, Mark::cue);
    evidence.speaker = told->statement.speaker.empty() ? told->source : told->statement.speaker;
    evidence.via = told->statement.via;
    evidence.hedge = told->statement.hedge;
  }
  for (const std::string* decided : {&row.decided_by, told != nullptr ? &told->decided_by : nullptr}) {
    if (decided == nullptr || decided->empty() || evidence.decided_by.find(*decided) != std::string::npos) continue;
    evidence.decided_by += (evidence.decided_by.empty() ? "" : ", ") + *decided;
  }
  mark(marks, row.sentence.span, row.position.what, Mark::what);
  for (const Span span : row.position.conditions) mark(marks, row.sentence.span, span, Mark::condition);

  if (window.start > 0) evidence.sentence.push_back({Mark::none, "… "});
  for (std::uint32_t from = window.start; from < window.end;) {
    std::uint32_t to = from;
    while (to < window.end && marks[to] == marks[from]) ++to;
    std::string words(index.to_bytes(Span{from, to}).in(row.sentence.words));
    std::replace(words.begin(), words.end(), '\n', ' ');
    evidence.sentence.push_back({marks[from], std::move(words)});
    from = to;
  }
  if (window.end < index.size()) evidence.sentence.push_back({Mark::none, " …"});
  return evidence;
}

show::Evidence evidence_of_statement(const ToldRow& row) {
  show::Evidence evidence;
  evidence.document = row.document;
  evidence.outlet = row.outlet;
  evidence.date = row.published.known() ? to_string(row.published).substr(0, 10) : "";
  evidence.speaker = row.statement.speaker;
  evidence.via = row.statement.via;
  evidence.hedge = row.statement.hedge;
  evidence.tellings = row.told_by.tellings;
  evidence.told_by = row.told_by.witnesses;
  evidence.decided_by = row.decided_by;
  const text::CodePointIndex index(row.content);
  std::string words(index.to_bytes(Span{0, std::min<std::uint32_t>(index.size(), 300)}).in(row.content));
  std::replace(words.begin(), words.end(), '\n', ' ');
  evidence.sentence.push_back({Mark::none, words + (index.size() > 300 ? " …" : "")});
  return evidence;
}

}  // namespace entente::app
