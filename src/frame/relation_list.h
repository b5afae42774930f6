// The relations of a document as they are found, each once for its evidence.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/position.h"
#include "frame/clause.h"

namespace entente::frame {

class RelationList {
 public:
  // Who says what together agrees. Members of a list beyond the forty-eighth are not paired: a list is no reason for
  // work that grows with its square.
  void agree(const std::vector<Speaker>& speakers, Span evidence);

  // Each of `a` to each of `b`.
  void cross(const std::vector<Speaker>& a, const std::vector<Speaker>& b, RelationKind kind, Span evidence);

  // Towards others' point: support where the polarity is for it, opposition where it is against, nothing else.
  void toward(const std::vector<Speaker>& speakers, const std::vector<Speaker>& others, int polarity, Span evidence);

  void speak_for(const Speaker& speaker, Span evidence);
  void take_side(const std::vector<Speaker>& speakers, const Side& side, Span evidence);

  // Who was said to speak for a group.
  std::vector<std::string> speakers_for(const std::string& group) const;

  std::vector<Relation> take() { return std::move(relations_); }

 private:
  void relate(const std::string& a, const std::string& b, RelationKind kind, Span evidence);

  std::vector<Relation> relations_;
  std::set<std::tuple<std::string, std::string, RelationKind, std::uint32_t>> seen_;
  std::set<std::pair<std::string, std::string>> behalf_;  // group, speaker
};

}  // namespace entente::frame
