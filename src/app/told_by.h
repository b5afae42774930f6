// On how many independent witnesses a word rests, and whose.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace entente::app {

struct ToldRow;

// An utterance told by several documents: documents that go back to one origin are one witness.
struct ToldBy {
  std::int64_t utterance = 0;  // the number of the statement that stands for it, or of the row itself
  std::uint32_t tellings = 1;  // statements that tell it
  std::vector<std::vector<std::string>> witnesses;  // the outlets of each; a document without one is named itself
};

// Which origin each document goes back to: (story, witness). Documents that are in no story stand alone.
using Origin = std::pair<std::int64_t, std::size_t>;
class Origins {
 public:
  static Result<Origins> of(const store::Dossier& dossier);
  Origin origin(store::DocumentId document) const;

 private:
  std::map<store::DocumentId, Origin> origins_;
};

// Gathers outlets by origin, in the order in which they are added. Origins that one outlet tells are one witness: it is
// no second one beside itself, also where it calls itself by its initials.
class WitnessCount {
 public:
  void add(Origin origin, const std::string& outlet, const std::string& document);
  std::vector<std::vector<std::string>> witnesses() const;

 private:
  std::map<Origin, std::size_t> place_;
  std::vector<std::vector<std::string>> outlets_;
};

// Sets `told_by` of all rows of a dossier: statements of one speaker in one story with the same content are one
// utterance.
void find_utterances(const Origins& origins, std::vector<ToldRow>& rows);

// The statements that tell each utterance. The rows must outlast it.
class Tellings {
 public:
  Tellings() = default;
  explicit Tellings(std::span<const ToldRow> rows);
  // In the order of the rows; none where nobody but the row itself tells it.
  std::span<const ToldRow* const> of(const ToldBy& told_by) const;

 private:
  std::map<std::int64_t, std::vector<const ToldRow*>> by_utterance_;
};

}  // namespace entente::app
