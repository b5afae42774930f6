#include <algorithm>
#include <unordered_map>

#include "frame/document_framer.h"
#include "frame/frame.h"
#include "text/text.h"

namespace entente::frame {
namespace {

// The names that the reader found, each with the party it speaks for as far as the statements or the lists tell.
std::vector<KnownName> known_names(const std::vector<Mention>& mentions, const std::vector<Statement>& statements,
                                   const Lexicon& lexicon) {
  std::unordered_map<std::string_view, std::string_view> party_of;
  for (const Statement& statement : statements) {
    if (!statement.speaker.empty() && !statement.party.empty()) party_of.emplace(statement.speaker, statement.party);
  }
  std::vector<KnownName> names;
  for (const Mention& mention : mentions) {
    if (mention.kind == MentionKind::place || mention.kind == MentionKind::other) continue;
    KnownName name{mention.span, {mention.name, "", false, mention.kind == MentionKind::person}};
    name.speaker.office = name.speaker.nameless = mention.kind == MentionKind::role;
    if (const auto known = party_of.find(mention.name); known != party_of.end()) {
      name.speaker = {std::string(known->second), "", true, mention.kind == MentionKind::person};
    } else if (std::string party = lexicon.party_of(text::fold(mention.name)); !party.empty()) {
      name.speaker = {std::move(party), "", true, mention.kind == MentionKind::person};
    }
    names.push_back(std::move(name));
  }
  std::stable_sort(names.begin(), names.end(), [](const KnownName& a, const KnownName& b) {
    return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
  });
  return names;
}

}  // namespace

Framer::Framer(const CaseFacts& facts) : lexicon_(std::make_shared<const Lexicon>(facts)) {}

Frame Framer::frame(const Document& document, const std::vector<Span>& sentences, const std::vector<Mention>& mentions,
                    const std::vector<Statement>& statements) const {
  const std::vector<KnownName> names = known_names(mentions, statements, *lexicon_);
  return DocumentFramer(document.text, *lexicon_, statements, sentences).run(names);
}

}  // namespace entente::frame
