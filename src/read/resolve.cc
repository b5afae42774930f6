#include "read/resolve.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "read/bare_names.h"
#include "read/short_names.h"
#include "read/speakers.h"
#include "read/telling.h"

namespace entente::read {

Reading resolve(const Analysis& analysis, Names& names, const std::vector<Draft>& drafts,
                const text::Gazetteer& gazetteer, const NameHeads& heads, const text::DateFinder& dates) {
  Reading reading;
  for (const Sentence& sentence : analysis.sentences) reading.sentences.push_back(analysis.span_of(sentence.words));
  join_short_names(analysis, names, heads);
  judge_bare_names(analysis, names, gazetteer, heads);
  Speakers resolver(analysis, names, gazetteer, heads);
  std::vector<Speaker> speakers = resolver.of(drafts);
  const auto via = find_via(analysis, drafts, speakers, resolver, gazetteer, heads);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Draft& draft = drafts[i];
    Statement statement;
    if (draft.marked) {
      statement.source = draft.marked->source;
      statement.cue = {draft.marked->cue};
      statement.content = draft.marked->content;
    } else {
      for (const Range& piece : draft.source) statement.source.push_back(analysis.span_of(piece));
      if (!draft.candidate.cue.empty()) statement.cue.push_back(analysis.span_of(draft.candidate.cue));
      for (const Range& piece : draft.content) statement.content.push_back(analysis.span_of(piece));
    }
    statement.speaker = speakers[i].name;
    statement.party = speakers[i].party;
    statement.addressee = addressee_of(analysis, draft, speakers[i], resolver);
    statement.via = via[i];
    statement.hedge = hedge_of(analysis, draft);
    statement.form = form_of(analysis, draft);
    statement.parent = draft.parent;
    statement.confidence = draft.candidate.chance;
    reading.statements.push_back(std::move(statement));
  }
  for (const NameMention& mention : names.mentions) {
    const Span span = analysis.span_of(mention.words);
    // A role without a name is called by whom the document tells to hold it.
    std::uint32_t entity = mention.entity;
    if (entity == no_index && mention.kind == MentionKind::role) entity = resolver.bearer_of(mention);
    std::string name = entity == no_index ? std::string(span.in(analysis.text())) : names.entities[entity].name;
    reading.mentions.push_back({span, mention.kind, std::move(name)});
  }
  std::vector<text::Token> tokens;
  tokens.reserve(analysis.words.size());
  for (const Word& word : analysis.words) tokens.push_back(word.token);
  reading.dates = dates.find(analysis.text(), tokens, analysis.document->published);
  return reading;
}

std::string options_of(const CaseFacts& facts) {
  std::string all;
  for (const PartyFacts& party : facts.parties) {
    all += "p\x1f" + party.name;
    for (const std::string& alias : party.aliases) all += "\x1f" + alias;
    all += '\x1e';
    for (const std::string& member : party.members) all += "\x1f" + member;
    all += '\x1d';
  }
  return fmt::format("facts={:016x}", XXH3_64bits(all.data(), all.size()));
}

}  // namespace entente::read
