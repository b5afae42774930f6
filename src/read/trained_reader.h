// The reader by the model: it marks source, cue, content and names; the rules then say who that is, and read what is
// told within what is told. Texts that are not English, and clipped bulletins, it reads by rules alone. Outsiders may
// include this beside read.h.
#pragma once

#include <memory>
#include <string>

#include "read/read.h"

namespace entente::read {

struct TrainedReaderConfig {
  std::string models;    // the folder that holds reader/ and quick/
  unsigned threads = 1;  // how many documents are read at a time
  bool quick = false;    // the smaller model, where there is one; and only paragraphs with what may be a cue
};

// A reader that has something to load. What that costs is not paid by a verb that reads nothing.
class TrainedReader : public Reader {
 public:
  // Checks and loads the model. To be called before the first read, on one thread; until then, reading is by rules.
  // Errors: "model-missing", "model-altered", "model-unusable", "inference-missing".
  virtual Status prepare() = 0;
};

// Errors: those of the model's reader.json; the weights are looked at by prepare().
Result<std::unique_ptr<TrainedReader>> make_trained_reader(const CaseFacts& facts, const TrainedReaderConfig& config);

}  // namespace entente::read
