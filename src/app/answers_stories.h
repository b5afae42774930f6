// Answers about stories and discrepancies: tables, JSON, CSV, and sections for the brief.
#pragma once

#include <string>
#include <vector>

#include "app/selection.h"
#include "show/brief.h"
#include "show/console.h"

namespace entente::app {

struct StorySelection {
  std::string story;  // number, or words of the title
  std::string document;
  bool alone = false;  // documents that tell their news alone too
};

Status print_stories(const store::Dossier& dossier, const StorySelection& selection, show::OutputFormat format,
                     show::Console& console);
Status print_discrepancies(const store::Dossier& dossier, const Selection& selection, show::OutputFormat format,
                           show::Console& console);

// For the brief: the largest stories, each with who took it from whom, its copies side by side and what they tell
// differently.
Result<show::BriefSection> stories_section(const store::Dossier& dossier, std::size_t most_stories);

// The picture of who took a story from whom. "story-missing" where there is none of this number.
Result<std::string> story_picture(const store::Dossier& dossier, std::int64_t story);

}  // namespace entente::app
