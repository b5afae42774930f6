#include "app/title_meanings.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>
#include <thread>

#include "app/reader_choice.h"
#include "format/json.h"
#include "nn/nn.h"

namespace entente::app {
namespace {

using store::StoredDocument;
using store::TitleMeaning;

struct EncoderFiles {
  std::string folder;
  std::string checksum;  // of sentences.json, which states those of the others
  std::size_t longest = 0;
  std::vector<nn::ModelFile> files;
};

// Errors: "model-missing", "model-unusable". Cheap: no other file is looked at.
Result<EncoderFiles> encoder_files(const std::string& folder) {
  const auto content = nn::read_model_file(folder + "/sentences.json");
  if (!content) return content.diagnostics();
  EncoderFiles found{folder, nn::sha256(*content), 0, {}};
  const auto settings = format::parse_json(*content, folder + "/sentences.json");
  if (!settings || !settings->is_object() || !settings->contains("sha256") || !settings->contains("longest"))
    return error("model-unusable", "sentences.json does not say what the encoder is", {folder, 0, 0});
  found.longest = (*settings)["longest"].get<std::size_t>();
  for (const char* name : {"model.xml", "model.bin", "vocab.txt"}) {
    found.files.push_back({folder + "/" + name, (*settings)["sha256"].value(name, "")});
  }
  return found;
}

std::vector<std::int8_t> in_bytes(const std::vector<float>& vector) {
  std::vector<std::int8_t> bytes;
  bytes.reserve(vector.size());
  for (const float value : vector)
    bytes.push_back(static_cast<std::int8_t>(std::lround(std::clamp(value, -1.0F, 1.0F) * 127)));
  return bytes;
}

Result<std::vector<TitleMeaning>> encode(const EncoderFiles& files,
                                         const std::vector<const StoredDocument*>& documents) {
  const auto threads = static_cast<unsigned>(
      std::clamp<std::size_t>(documents.size() / 16, 1, std::max(1U, std::thread::hardware_concurrency())));
  const auto encoder = nn::SentenceEncoder::load(files.folder, files.files, files.longest, threads);
  if (!encoder) return encoder.diagnostics();
  std::vector<TitleMeaning> meanings(documents.size());
  std::vector<Diagnostics> failures(threads);
  {
    std::vector<std::jthread> pool;
    pool.reserve(threads);
    for (unsigned t = 0; t < threads; ++t) {
      pool.emplace_back([&, t] {
        std::vector<std::string_view> titles;
        for (std::size_t i = t; i < documents.size(); i += threads) titles.push_back(documents[i]->document.title);
        const auto vectors = (*encoder)->embed(titles);
        if (!vectors) {
          failures[t] = vectors.diagnostics();
          return;
        }
        for (std::size_t k = 0; k < titles.size(); ++k) {
          const StoredDocument& stored = *documents[t + k * threads];
          meanings[t + k * threads] = {stored.id, stored.document.title, in_bytes((*vectors)[k])};
        }
      });
    }
  }
  for (const Diagnostics& each : failures) {
    if (!each.empty()) return each;
  }
  return meanings;
}

bool was_read_with_a_model(const store::Dossier& dossier) {
  const auto readings = dossier.readings();
  return readings.ok() && std::any_of(readings->begin(), readings->end(), [](const auto& reading) {
           return reading.second > 0 && !reading.first.model.empty();
         });
}

}  // namespace

Result<std::vector<std::vector<std::int8_t>>> title_meanings(store::Dossier& dossier,
                                                             const std::vector<const StoredDocument*>& documents) {
  std::vector<std::vector<std::int8_t>> meanings(documents.size());
  if (!nn::has_inference() || !was_read_with_a_model(dossier)) return meanings;
  const auto named = dossier.note("models");
  if (!named) return named.diagnostics();
  const std::string folder = models_folder(*named) + "/sentences";
  std::error_code failed;
  if (!std::filesystem::exists(folder + "/sentences.json", failed)) return meanings;
  const auto files = encoder_files(folder);
  if (!files) return files.diagnostics();
  auto kept = dossier.title_meanings(files->checksum);
  if (!kept) return kept.diagnostics();
  std::map<store::DocumentId, TitleMeaning*> known;
  for (TitleMeaning& each : *kept) known.emplace(each.document, &each);
  std::vector<const StoredDocument*> wanted;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::string& title = documents[i]->document.title;
    const auto at = known.find(documents[i]->id);
    if (title.empty()) continue;
    if (at != known.end() && at->second->title == title) {
      meanings[i] = std::move(at->second->vector);
    } else {
      wanted.push_back(documents[i]);
      places.push_back(i);
    }
  }
  if (wanted.empty()) return meanings;
  auto encoded = encode(*files, wanted);
  if (!encoded) return encoded.diagnostics();
  if (const Status status = dossier.keep_title_meanings(*encoded, files->checksum); !status)
    return status.diagnostics();
  for (std::size_t k = 0; k < places.size(); ++k) meanings[places[k]] = std::move((*encoded)[k].vector);
  return meanings;
}

}  // namespace entente::app
