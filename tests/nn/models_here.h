// The models that tests read by, where they are: ENTENTE_MODELS, else models/ of the source tree.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace entente::nn::test {

inline std::filesystem::path models_folder() {
  const char* named = std::getenv("ENTENTE_MODELS");
  return named != nullptr && *named != '\0' ? std::filesystem::path(named)
                                            : std::filesystem::path(ENTENTE_SOURCE_DIR) / "models";
}

inline std::filesystem::path vocabulary_file() { return models_folder() / "reader" / "vocab.txt"; }

}  // namespace entente::nn::test
