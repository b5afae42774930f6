#include "app/story_stages.h"

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "app/title_meanings.h"
#include "frame/frame.h"
#include "read/read.h"
#include "text/code_points.h"
#include "text/text.h"

namespace entente::app {
namespace {

using store::DocumentId;
using store::StoredDocument;
using store::StoredStory;

constexpr std::size_t most_compared_all = 8;
constexpr std::size_t most_witnesses_compared = 12;
constexpr std::size_t longest_title = 90;  // bytes

// What persons said of stories, as places in the list of documents.
read::StoryTies ties_of(const std::vector<store::Correction>& corrections,
                        const std::map<std::string, std::uint32_t>& place) {
  // The latest word on a pair wins.
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> together;
  for (const store::Correction& row : corrections) {
    if (row.undone || row.subject != "story" || (row.field != "together" && row.field != "apart")) continue;
    const auto a = place.find(row.document);
    const auto b = place.find(row.value);
    if (a != place.end() && b != place.end()) together[std::minmax(a->second, b->second)] = row.field == "together";
  }
  read::StoryTies ties;
  for (const auto& [pair, joined] : together) (joined ? ties.together : ties.apart).push_back(pair);
  return ties;
}

// A story is called as its origin is: the document that others were taken from, else the first.
std::string title_of(const Story& story, const std::vector<const StoredDocument*>& documents) {
  std::map<std::uint32_t, int> followers;
  for (const Copy& copy : story.copies) ++followers[copy.of];
  std::uint32_t best = story.documents.front();
  for (const std::uint32_t each : story.documents) {
    if (followers[each] > followers[best]) best = each;
  }
  const Document& document = documents[best]->document;
  std::string title = document.title;
  if (title.empty()) {
    const auto lines = text::paragraphs(document.text);
    if (!lines.empty()) title = std::string(lines.front().in(document.text));
  }
  if (title.size() > longest_title) {
    std::size_t cut = title.rfind(' ', longest_title);
    if (cut == std::string::npos) {
      cut = longest_title;
      while (cut > 0 && (static_cast<unsigned char>(title[cut]) & 0xC0) == 0x80) --cut;
    }
    title = title.substr(0, cut) + " …";
  }
  return title.empty() ? documents[best]->name : title;
}

std::vector<std::pair<DocumentId, DocumentId>> compared_pairs(const StoredStory& story) {
  std::vector<std::pair<DocumentId, DocumentId>> pairs;
  if (story.documents.size() <= most_compared_all) {
    for (std::size_t i = 0; i < story.documents.size(); ++i) {
      for (std::size_t j = i + 1; j < story.documents.size(); ++j)
        pairs.emplace_back(story.documents[i], story.documents[j]);
    }
    return pairs;
  }
  std::set<std::pair<DocumentId, DocumentId>> wanted;
  for (const auto& copy : story.copies) wanted.insert(std::minmax(copy.of, copy.is));
  const std::size_t witnesses = std::min(story.witnesses.size(), most_witnesses_compared);
  for (std::size_t i = 0; i < witnesses; ++i) {
    for (std::size_t j = i + 1; j < witnesses; ++j) {
      wanted.insert(std::minmax(story.witnesses[i].front(), story.witnesses[j].front()));
    }
  }
  return {wanted.begin(), wanted.end()};
}

}  // namespace

Status stories_stage(store::Dossier& dossier) {
  const auto all = dossier.documents(true);
  if (!all) return all.diagnostics();
  const auto corrections = dossier.corrections();
  if (!corrections) return corrections.diagnostics();
  std::vector<const StoredDocument*> documents;
  std::vector<read::StoryDocument> views;
  std::map<std::string, std::uint32_t> place;      // by name
  std::map<std::string, std::uint32_t> of_origin;  // a later version stands for those before it
  for (const StoredDocument& stored : *all) {
    if (!stored.newest) continue;
    place.emplace(stored.name, static_cast<std::uint32_t>(documents.size()));
    of_origin.emplace(stored.document.origin, static_cast<std::uint32_t>(documents.size()));
    documents.push_back(&stored);
    const Document& document = stored.document;
    views.push_back({document.title, document.text, document.outlet, document.url, document.published, {}, {}});
  }
  const auto meanings = title_meanings(dossier, documents);
  if (!meanings) return meanings.diagnostics();
  for (std::size_t i = 0; i < views.size(); ++i) views[i].meaning = (*meanings)[i];
  for (const StoredDocument& stored : *all) {
    if (const auto at = of_origin.find(stored.document.origin); !stored.newest && at != of_origin.end())
      place.emplace(stored.name, at->second);
  }
  read::StoryConfig config;
  config.threads = std::max(1U, std::thread::hardware_concurrency());
  const std::vector<Story> stories = read::group_stories(views, config, ties_of(*corrections, place));
  std::vector<StoredStory> stored;
  for (const Story& story : stories) {
    StoredStory row;
    row.title = title_of(story, documents);
    for (const auto& witness : story.witnesses) {
      auto& group = row.witnesses.emplace_back();
      for (const std::uint32_t each : witness) group.push_back(documents[each]->id);
    }
    for (const Copy& copy : story.copies) {
      row.copies.push_back({documents[copy.of]->id, documents[copy.is]->id, copy.kind, copy.similarity});
    }
    for (const StatedSource& source : story.stated) {
      const text::CodePointIndex index(documents[source.document]->document.text);
      row.sources.push_back({documents[source.document]->id, source.name, index.to_code_points(source.span)});
    }
    stored.push_back(std::move(row));
  }
  return dossier.replace_stories(stored);
}

Status discrepancies_stage(store::Dossier& dossier) {
  const auto stories = dossier.stories();
  if (!stories) return stories.diagnostics();
  const frame::DiscrepancyFinder finder;
  const text::SentenceSplitter splitter;
  std::vector<store::StoredDiscrepancy> found;
  for (const StoredStory& story : *stories) {
    if (story.documents.size() < 2) continue;
    std::vector<StoredDocument> documents;
    std::map<DocumentId, std::uint32_t> place;
    auto take = [&](DocumentId id) -> Status {
      if (place.contains(id)) return ok_status();
      auto stored = dossier.document(id);
      if (!stored) return stored.diagnostics();
      place.emplace(id, static_cast<std::uint32_t>(documents.size()));
      documents.push_back(std::move(*stored));
      return ok_status();
    };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const auto& [a, b] : compared_pairs(story)) {
      if (const Status status = take(a); !status) return status.diagnostics();
      if (const Status status = take(b); !status) return status.diagnostics();
      std::pair<std::uint32_t, std::uint32_t> pair{place.at(a), place.at(b)};
      if (documents[pair.first].document.text == documents[pair.second].document.text) continue;
      // The earlier one first, of others by name: whichever was read first.
      const Date& x = documents[pair.first].document.published;
      const Date& y = documents[pair.second].document.published;
      if (is_before(y, x) || (!is_before(x, y) && documents[pair.second].name < documents[pair.first].name))
        std::swap(pair.first, pair.second);
      pairs.push_back(pair);
    }
    std::vector<frame::Telling> tellings;
    std::vector<text::CodePointIndex> indices;
    for (const StoredDocument& stored : documents) {
      const std::string& text = stored.document.text;
      indices.emplace_back(text);
      frame::Telling telling{text, {}};
      const auto sentences = dossier.sentences_of(stored.id);
      if (!sentences) return sentences.diagnostics();
      for (const Span sentence : *sentences) telling.sentences.push_back(indices.back().to_bytes(sentence));
      if (telling.sentences.empty()) {
        for (const Span paragraph : text::paragraphs(text)) {
          const auto split = splitter.split(text, paragraph);
          telling.sentences.insert(telling.sentences.end(), split.begin(), split.end());
        }
      }
      tellings.push_back(std::move(telling));
    }
    for (const Discrepancy& each : finder.find(tellings, pairs)) {
      store::StoredDiscrepancy row;
      row.kind = each.kind;
      row.document_a = documents[each.document_a].id;
      row.document_b = documents[each.document_b].id;
      if (each.a) row.a = indices[each.document_a].to_code_points(*each.a);
      if (each.b) row.b = indices[each.document_b].to_code_points(*each.b);
      found.push_back(row);
    }
  }
  return dossier.replace_discrepancies(found);
}

}  // namespace entente::app
