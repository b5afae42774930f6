// What the lists and the brief's section of stories share.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/selection.h"
#include "core/result.h"
#include "format/json.h"
#include "show/story_svg.h"
#include "store/store.h"

namespace entente::app {

using Documents = std::map<store::DocumentId, store::StoredDocument>;

Result<Documents> documents_of(const store::Dossier& dossier, bool with_text);
std::string date_of(const store::StoredDocument& stored);  // "undated" where it is not known

// What persons said of the story's documents: "a and b together, by Ada".
std::vector<std::string> decisions_on(const store::StoredStory& story, const Documents& documents,
                                      const std::vector<store::Correction>& corrections);

format::Json story_json(const store::StoredStory& story, const Documents& documents,
                        const std::vector<store::Correction>& corrections);

// The nodes of a picture: origins first, each document behind the one that it was taken from.
std::vector<show::StoryNode> nodes_of(const store::StoredStory& story, const Documents& documents);

std::string words_at(const Documents& documents, store::DocumentId id, const std::optional<Span>& span);
format::Json side_json(const Documents& documents, store::DocumentId id, const std::optional<Span>& span);

// The statement whose content covers most of a span.
std::optional<std::int64_t> statement_at(const std::vector<ToldRow>& told, store::DocumentId document,
                                         const std::optional<Span>& span);

}  // namespace entente::app
