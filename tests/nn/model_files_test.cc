#include <gtest/gtest.h>

#include "nn/models_here.h"
#include "nn/nn.h"

namespace entente::nn {
namespace {

TEST(Checksum, KnownAnswers) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Encoder, AGraphThatIsNoneIsRefusedNotThrown) {
  if (!has_inference()) GTEST_SKIP() << "no inference built in";
  const auto loaded = Encoder::load({"nothing", "<net/>", "", {"attention_mask", "input_ids"}, {"spans"}, 1});
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.diagnostics().front().code, "model-unusable");
}

TEST(PaddedLength, IsTheLeastThatHolds) {
  std::size_t last = 0;
  for (std::size_t length = 1; length <= longest_sequence; ++length) {
    EXPECT_GE(padded_length(length), length);
    EXPECT_GE(padded_length(length), last);
    last = padded_length(length);
  }
  EXPECT_EQ(padded_length(256), 256u);
  EXPECT_EQ(padded_length(longest_sequence), longest_sequence);
}

TEST(Sentences, NearWhereTheMeaningIsNear) {
  if (!has_inference()) GTEST_SKIP() << "no inference built in";
  const auto folder = test::models_folder() / "sentences";
  std::vector<ModelFile> files;
  for (const char* name : {"model.xml", "model.bin", "vocab.txt"}) {
    const auto bytes = read_model_file((folder / name).string());
    if (!bytes) GTEST_SKIP() << "no models here: " << folder;
    files.push_back({(folder / name).string(), sha256(*bytes)});
  }
  const auto encoder = SentenceEncoder::load(folder.string(), files, 256, 1);
  ASSERT_TRUE(encoder.ok()) << to_string(encoder.diagnostics().front());
  const std::vector<std::string_view> texts = {"The two sides signed a ceasefire.", "Both parties agreed to a truce.",
                                               "The recipe wants two eggs and some flour.", ""};
  const auto vectors = (*encoder)->embed(texts);
  ASSERT_TRUE(vectors.ok());
  const auto cosine = [&](std::size_t a, std::size_t b) {
    double sum = 0;
    for (std::size_t i = 0; i < (*vectors)[a].size(); ++i) sum += (*vectors)[a][i] * (*vectors)[b][i];
    return sum;
  };
  for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_NEAR(cosine(i, i), 1.0, 1e-3);
  EXPECT_GT(cosine(0, 1), cosine(0, 2) + 0.2);
  // A text's vector does not depend on what stands beside it.
  const std::vector<std::string_view> one = {texts[1]};
  EXPECT_EQ((*(*encoder)->embed(one))[0], (*vectors)[1]);
}

}  // namespace
}  // namespace entente::nn
