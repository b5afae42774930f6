#include "frame/relation_list.h"

#include <algorithm>

namespace entente::frame {
namespace {

constexpr std::size_t longest_list = 48;

std::size_t paired(const std::vector<Speaker>& speakers) { return std::min(speakers.size(), longest_list); }

}  // namespace

void RelationList::relate(const std::string& a, const std::string& b, RelationKind kind, Span evidence) {
  if (a.empty() || b.empty() || a == b) return;
  Relation relation{a, b, kind, evidence};
  if (kind == RelationKind::agreement && relation.b < relation.a) std::swap(relation.a, relation.b);
  if (!seen_.emplace(relation.a, relation.b, kind, evidence.start).second) return;
  if (kind == RelationKind::behalf) behalf_.emplace(relation.b, relation.a);
  relations_.push_back(std::move(relation));
}

void RelationList::agree(const std::vector<Speaker>& speakers, Span evidence) {
  for (std::size_t i = 0; i < paired(speakers); ++i) {
    for (std::size_t k = i + 1; k < paired(speakers); ++k) {
      relate(speakers[i].name, speakers[k].name, RelationKind::agreement, evidence);
    }
  }
}

void RelationList::cross(const std::vector<Speaker>& a, const std::vector<Speaker>& b, RelationKind kind,
                         Span evidence) {
  for (std::size_t i = 0; i < paired(a); ++i) {
    for (std::size_t k = 0; k < paired(b); ++k) relate(a[i].name, b[k].name, kind, evidence);
  }
}

void RelationList::toward(const std::vector<Speaker>& speakers, const std::vector<Speaker>& others, int polarity,
                          Span evidence) {
  if (polarity > 0) cross(speakers, others, RelationKind::support, evidence);
  if (polarity < 0) cross(speakers, others, RelationKind::opposition, evidence);
}

void RelationList::speak_for(const Speaker& speaker, Span evidence) {
  if (!speaker.behalf.empty()) relate(speaker.name, speaker.behalf, RelationKind::behalf, evidence);
}

void RelationList::take_side(const std::vector<Speaker>& speakers, const Side& side, Span evidence) {
  cross(side.group.speakers, speakers, side.kind, evidence);
  agree(side.group.speakers, evidence);
  for (const Speaker& speaker : side.group.speakers) speak_for(speaker, evidence);
}

std::vector<std::string> RelationList::speakers_for(const std::string& group) const {
  std::vector<std::string> speakers;
  for (auto at = behalf_.lower_bound({group, ""}); at != behalf_.end() && at->first == group; ++at) {
    speakers.push_back(at->second);
  }
  return speakers;
}

}  // namespace entente::frame
