// The room of the encoder: model files checked by their checksums, word pieces, inference. It knows tensors and word
// pieces, not what they mean. Outsiders include this alone.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "core/span.h"

namespace entente::nn {

// ---- model files (model_files.cc)

// A file that a model consists of, with the SHA-256 that its maker states, in lower-case hex.
struct ModelFile {
  std::string path;
  std::string sha256;
};

std::string sha256(std::string_view bytes);  // in lower-case hex

// The file's bytes. Errors: "model-missing".
Result<std::string> read_model_file(const std::string& path);

// The bytes of all files, in their order, where each is what its maker made: what was checked is so what is used,
// whatever happens to the files later. Errors: "model-missing", "model-altered", which names both checksums. O(bytes).
Result<std::vector<std::string>> read_checked(std::span<const ModelFile> files);

// ---- word pieces (word_pieces.cc)

struct WordPiece {
  std::int32_t id = 0;
  Span span;                // bytes of the text; the characters that the piece was made of
  bool starts_word = true;  // else it goes on the word before it ("##ing")
};

// The WordPiece tokenizer of uncased BERT: control characters dropped, ideographs and punctuation apart, accents
// stripped, lower case, then the longest piece of the vocabulary that fits, again and again. A word of which a part is
// in no piece, or of more than 100 characters, is one unknown piece. Serves all threads.
class WordPieceTokenizer {
 public:
  // From the lines of a vocab.txt: the id of a piece is the number of its line, from 0. Errors: "vocabulary-unusable"
  // where [PAD], [UNK], [CLS] or [SEP] is missing.
  static Result<WordPieceTokenizer> from_vocabulary(std::string vocabulary);

  // The pieces within a span of valid UTF-8, without [CLS] and [SEP]. Words like "[SEP]" in the text are text. O(n).
  std::vector<WordPiece> tokenize(std::string_view text, Span within) const;

  std::int32_t padding() const { return padding_; }
  std::int32_t unknown() const { return unknown_; }
  std::int32_t start() const { return start_; }          // [CLS]
  std::int32_t separator() const { return separator_; }  // [SEP]
  std::size_t size() const { return size_; }

 private:
  using Pieces = std::unordered_map<std::string_view, std::int32_t>;
  struct Word;
  void add_pieces(const Word& word, std::vector<WordPiece>& pieces) const;

  std::shared_ptr<const std::string> vocabulary_;  // what the views point into
  Pieces initial_;
  Pieces continuing_;        // without their "##"
  std::size_t longest_ = 0;  // piece, in bytes
  std::size_t size_ = 0;
  std::int32_t padding_ = 0, unknown_ = 0, start_ = 0, separator_ = 0;
};

// ---- inference (encoder.cc)

// An encoder's output for one sequence: `rows` of `width` numbers, row-major. Valid until the session's next run.
struct OutputView {
  const float* data = nullptr;
  std::size_t rows = 0;
  std::size_t width = 0;

  std::span<const float> row(std::size_t i) const { return {data + i * width, width}; }
};

struct EncoderConfig {
  std::string name;                  // of the model, for diagnostics: its folder
  std::string graph;                 // what model.xml holds
  std::string weights;               // what model.bin holds
  std::vector<std::string> inputs;   // by name: the mask, then those that a run is given, padded with 0
  std::vector<std::string> outputs;  // by name, in the order in which sessions give them
  unsigned threads = 1;              // how many sessions run at a time
};

// A compiled model that all threads share. Sequences are padded to one of a few fixed lengths and run one at a time, so
// that a sequence's numbers depend on nothing but the sequence: not on its neighbours, not on the number of threads.
class Encoder {
 public:
  // Errors: "inference-missing" where this build has no inference, "model-unusable".
  static Result<std::unique_ptr<Encoder>> load(EncoderConfig config);
  ~Encoder();

  // What one thread runs sequences with, taken from the encoder for a while and given back at its end.
  class Session {
   public:
    Session(Session&&) noexcept;
    ~Session();
    // One sequence: a list for each input but the mask, all of one length up to longest_sequence. Errors:
    // "inference-failed".
    Status run(std::span<const std::vector<std::int32_t>> inputs);
    // The output of that number for the last sequence, without rows for padding; one row where the model pools.
    OutputView output(std::size_t number) const;

   private:
    friend class Encoder;
    struct State;
    Session(Encoder& encoder, std::unique_ptr<State> state);
    Encoder* encoder_;
    std::unique_ptr<State> state_;
  };
  Result<Session> session();

 private:
  struct State;
  explicit Encoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The length that a sequence is padded to: the least of the fixed lengths that holds it.
constexpr std::size_t longest_sequence = 512;
std::size_t padded_length(std::size_t length);

// ---- sentences (sentence_encoder.cc)

// Vectors of sentences by a sentence encoder: near where the meaning is near. Serves all threads.
class SentenceEncoder {
 public:
  // The model's files (model.xml, model.bin, vocab.txt) in `folder`, with what their maker states of them. Errors:
  // those of read_checked, of the vocabulary and of Encoder::load.
  static Result<std::unique_ptr<SentenceEncoder>> load(const std::string& folder, std::span<const ModelFile> files,
                                                       std::size_t longest, unsigned threads);

  // One vector of length 1 for each text, its first `longest` word pieces counting. A text without any word has a
  // vector of its own, too. Errors: "inference-failed".
  Result<std::vector<std::vector<float>>> embed(std::span<const std::string_view> texts) const;

 private:
  SentenceEncoder(WordPieceTokenizer tokenizer, std::unique_ptr<Encoder> encoder, std::size_t longest);
  WordPieceTokenizer tokenizer_;
  std::unique_ptr<Encoder> encoder_;
  std::size_t longest_;
};

// Whether this build has inference at all. Costs nothing.
bool has_inference();

// By what: "OpenVINO 2026.4.1", empty where there is none. Opens the library.
std::string inference_name();

}  // namespace entente::nn
