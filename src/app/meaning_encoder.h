// The sentence encoder of a dossier: where its files are, and vectors of texts by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "nn/nn.h"
#include "store/store.h"

namespace entente::app {

struct MeaningEncoder {
  std::string folder;
  std::string checksum;  // of sentences.json, which states those of the others
  std::size_t longest = 0;
  std::vector<nn::ModelFile> files;
};

// The encoder where the dossier was read with a model and models/sentences is there; none where it was read by rules,
// or where this build has no inference. Cheap: the weights are not looked at. Errors: those of the dossier;
// "model-unusable".
Result<std::optional<MeaningEncoder>> meaning_encoder(const store::Dossier& dossier);

// A vector of length one, times 127, for each text. About a millisecond for a short text, on all processors. Errors:
// "model-missing", "model-altered", "model-unusable", "inference-failed".
Result<std::vector<std::vector<std::int8_t>>> encode_meanings(const MeaningEncoder& encoder,
                                                              const std::vector<std::string_view>& texts);

}  // namespace entente::app
