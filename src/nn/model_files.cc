#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <nettle/sha2.h>

#include "nn/nn.h"

namespace entente::nn {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string hex(sha256_ctx& context) {
  unsigned char digest[SHA256_DIGEST_SIZE];
  nettle_sha256_digest(&context, sizeof digest, digest);
  std::string text;
  for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

Diagnostic missing(const std::string& path) {
  return error("model-missing", "this file of the model is not there or cannot be read", {path, 0, 0});
}

// Calls `take` with the file's bytes, a block at a time; false where it cannot be read.
template <typename Take>
bool for_each_block(const std::string& path, const Take& take) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return false;
  std::string block(1u << 20, '\0');
  std::size_t got = 0;
  while ((got = std::fread(block.data(), 1, block.size(), file.get())) > 0) take(std::string_view(block.data(), got));
  return std::ferror(file.get()) == 0;
}

void update(sha256_ctx& context, std::string_view bytes) {
  nettle_sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

}  // namespace

std::string sha256(std::string_view bytes) {
  sha256_ctx context;
  nettle_sha256_init(&context);
  update(context, bytes);
  return hex(context);
}

Result<std::string> read_model_file(const std::string& path) {
  std::string bytes;
  if (!for_each_block(path, [&](std::string_view block) { bytes += block; })) return missing(path);
  return bytes;
}

Status check_model_files(std::span<const ModelFile> files) {
  Diagnostics wrong;
  for (const ModelFile& file : files) {
    sha256_ctx context;
    nettle_sha256_init(&context);
    if (!for_each_block(file.path, [&](std::string_view block) { update(context, block); })) {
      wrong.push_back(missing(file.path));
      continue;
    }
    const std::string found = hex(context);
    if (found == file.sha256) continue;
    wrong.push_back(error("model-altered",
                          fmt::format("this file of the model was cut or altered: its SHA-256 is {}, and should be {}",
                                      found, file.sha256.empty() ? "stated" : file.sha256),
                          {file.path, 0, 0}));
  }
  if (!wrong.empty()) return wrong;
  return ok_status();
}

}  // namespace entente::nn
