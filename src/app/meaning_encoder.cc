#include "app/meaning_encoder.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <thread>

#include "app/reader_choice.h"
#include "format/json.h"

namespace entente::app {
namespace {

std::vector<std::int8_t> in_bytes(const std::vector<float>& vector) {
  std::vector<std::int8_t> bytes;
  bytes.reserve(vector.size());
  for (const float value : vector)
    bytes.push_back(static_cast<std::int8_t>(std::lround(std::clamp(value, -1.0F, 1.0F) * 127)));
  return bytes;
}

bool was_read_with_a_model(const store::Dossier& dossier) {
  const auto readings = dossier.readings();
  return readings.ok() && std::any_of(readings->begin(), readings->end(), [](const auto& reading) {
           return reading.second > 0 && !reading.first.model.empty();
         });
}

}  // namespace

Result<std::optional<MeaningEncoder>> meaning_encoder(const store::Dossier& dossier) {
  std::optional<MeaningEncoder> none;
  if (!nn::has_inference() || !was_read_with_a_model(dossier)) return none;
  const auto named = dossier.note("models");
  if (!named) return named.diagnostics();
  const std::string folder = models_folder(*named) + "/sentences";
  std::error_code failed;
  if (!std::filesystem::exists(folder + "/sentences.json", failed)) return none;
  const auto content = nn::read_model_file(folder + "/sentences.json");
  if (!content) return content.diagnostics();
  const auto settings = format::parse_json(*content, folder + "/sentences.json");
  if (!settings || !settings->is_object() || !settings->contains("sha256") || !settings->contains("longest"))
    return error("model-unusable", "sentences.json does not say what the encoder is", {folder, 0, 0});
  MeaningEncoder found{folder, nn::sha256(*content), (*settings)["longest"].get<std::size_t>(), {}};
  for (const char* name : {"model.xml", "model.bin", "vocab.txt"}) {
    found.files.push_back({folder + "/" + name, (*settings)["sha256"].value(name, "")});
  }
  return std::optional(std::move(found));
}

Result<std::vector<std::vector<std::int8_t>>> encode_meanings(const MeaningEncoder& encoder,
                                                              const std::vector<std::string_view>& texts) {
  const auto threads = static_cast<unsigned>(
      std::clamp<std::size_t>(texts.size() / 16, 1, std::max(1U, std::thread::hardware_concurrency())));
  const auto model = nn::SentenceEncoder::load(encoder.folder, encoder.files, encoder.longest, threads);
  if (!model) return model.diagnostics();
  std::vector<std::vector<std::int8_t>> meanings(texts.size());
  std::vector<Diagnostics> failures(threads);
  {
    std::vector<std::jthread> pool;
    pool.reserve(threads);
    for (unsigned t = 0; t < threads; ++t) {
      pool.emplace_back([&, t] {
        std::vector<std::string_view> own;
        for (std::size_t i = t; i < texts.size(); i += threads) own.push_back(texts[i]);
        const auto vectors = (*model)->embed(own);
        if (!vectors) {
          failures[t] = vectors.diagnostics();
          return;
        }
        for (std::size_t k = 0; k < own.size(); ++k) meanings[t + k * threads] = in_bytes((*vectors)[k]);
      });
    }
  }
  for (const Diagnostics& each : failures) {
    if (!each.empty()) return each;
  }
  return meanings;
}

}  // namespace entente::app
