// The trained reader's model as its files tell of it: models/reader/reader.json beside the weights and the vocabulary;
// models/quick the same, but for the vocabulary and the word embeddings, which it has in common with models/reader.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/statement.h"
#include "nn/nn.h"

namespace entente::read {

enum class Role : std::uint8_t { source, cue, content };

// A tag of a sequence: outside, or a place within a span of some kind. `kind` counts Role or MentionKind.
struct Tag {
  enum class Place : std::uint8_t { outside, begin, inside, end, single };
  Place place = Place::outside;
  std::uint8_t kind = 0;
};

// What the sequence search may do: tags and what each move from one to the next adds.
struct TagSet {
  std::vector<Tag> tags;           // tag 0 is outside
  std::vector<double> moves;       // [from][to]; `never` where forbidden
  std::vector<double> word_moves;  // added where `to` stands on a piece that goes on a word: a word is never split
  std::size_t size() const { return tags.size(); }
};
constexpr double never = -1e4;

struct LinkParameters {
  std::array<double, 18> bias{};  // by distance: 17 buckets, and none
  double none = 0;
};

struct ReaderSettings {
  std::string checksum;  // SHA-256 of reader.json, which states those of the other files
  std::uint32_t core = 0, left = 0, right = 0;
  std::vector<std::int32_t> stops;
  TagSet spans;
  std::array<double, 3>
      least_span{};  // by Role: the chance that a span needs to be taken, where nothing stands against it
  TagSet names;
  LinkParameters cue;     // content -> cue
  LinkParameters source;  // cue -> source
  double confidence_constant = 0;
  std::array<double, 8> confidence_weights{};
  double least_confidence = 0;       // what is less sure is not answered
  std::vector<nn::ModelFile> files;  // graph, weights, vocabulary; and the weights that begin with what is shared
  std::uint64_t shared_bytes = 0;    // of the fourth file, that stand before this model's own weights; 0: there is none
};

// Reads FOLDER/reader.json. Errors: "model-missing", "model-unusable". Cheap: no other file is looked at.
Result<ReaderSettings> read_reader_settings(const std::string& folder);

// The outputs that the decoding asks for, in this order.
enum class ReaderOutput : std::uint8_t { spans, names, cue_query, source_key, content_query, cue_key };

// Settings, tokenizer and encoder, loaded and checked: what reading with the model needs. Serves all threads.
struct ReaderModel {
  ReaderSettings settings;
  nn::WordPieceTokenizer tokenizer;
  std::unique_ptr<nn::Encoder> encoder;
};

// Errors: "model-missing", "model-altered", "model-unusable", "inference-missing".
Result<std::unique_ptr<ReaderModel>> load_reader_model(const std::string& folder, unsigned threads);

}  // namespace entente::read
