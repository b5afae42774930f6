#include <algorithm>

#include "nn/nn.h"

namespace entente::nn {

SentenceEncoder::SentenceEncoder(WordPieceTokenizer tokenizer, std::unique_ptr<Encoder> encoder, std::size_t longest)
    : tokenizer_(std::move(tokenizer)), encoder_(std::move(encoder)), longest_(longest) {}

Result<std::unique_ptr<SentenceEncoder>> SentenceEncoder::load(const std::string& folder,
                                                               std::span<const ModelFile> files, std::size_t longest,
                                                               unsigned threads) {
  if (files.size() != 3 || longest < 3 || longest > longest_sequence)
    return error("model-unusable", "a sentence encoder is a graph, weights and a vocabulary", {folder, 0, 0});
  auto bytes = read_checked(files);
  if (!bytes) return bytes.diagnostics();
  auto tokenizer = WordPieceTokenizer::from_vocabulary(std::move((*bytes)[2]));
  if (!tokenizer) return tokenizer.diagnostics();
  EncoderConfig config{
      folder, std::move((*bytes)[0]), std::move((*bytes)[1]), {"attention_mask", "input_ids"}, {"sentence"}, threads};
  auto encoder = Encoder::load(std::move(config));
  if (!encoder) return encoder.diagnostics();
  return std::unique_ptr<SentenceEncoder>(new SentenceEncoder(std::move(*tokenizer), std::move(*encoder), longest));
}

Result<std::vector<std::vector<float>>> SentenceEncoder::embed(std::span<const std::string_view> texts) const {
  std::vector<std::vector<float>> vectors;
  auto session = encoder_->session();
  if (!session) return session.diagnostics();
  std::vector<std::vector<std::int32_t>> inputs(1);
  for (const std::string_view text : texts) {
    inputs[0].assign(1, tokenizer_.start());
    // No piece is shorter than a byte, so that what lies further cannot count.
    for (const WordPiece& piece : tokenizer_.tokenize(text, {0, static_cast<std::uint32_t>(text.size())})) {
      if (inputs[0].size() + 1 == longest_) break;
      inputs[0].push_back(piece.id);
    }
    inputs[0].push_back(tokenizer_.separator());
    if (const Status status = session->run(inputs); !status) return status.diagnostics();
    const OutputView pooled = session->output(0);
    vectors.emplace_back(pooled.data, pooled.data + pooled.width);
  }
  return vectors;
}

}  // namespace entente::nn
