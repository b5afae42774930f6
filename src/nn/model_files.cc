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

Diagnostic missing(const std::string& path) {
  return error("model-missing", "this file of the model is not there or cannot be read", {path, 0, 0});
}

}  // namespace

std::string sha256(std::string_view bytes) {
  sha256_ctx context;
  nettle_sha256_init(&context);
  nettle_sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  unsigned char digest[SHA256_DIGEST_SIZE];
  nettle_sha256_digest(&context, sizeof digest, digest);
  std::string text;
  for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

Result<std::string> read_model_file(const std::string& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return missing(path);
  std::string bytes;
  std::string block(1u << 20, '\0');
  std::size_t got = 0;
  while ((got = std::fread(block.data(), 1, block.size(), file.get())) > 0) bytes.append(block, 0, got);
  if (std::ferror(file.get()) != 0) return missing(path);
  return bytes;
}

Result<std::vector<std::string>> read_checked(std::span<const ModelFile> files) {
  Diagnostics wrong;
  std::vector<std::string> all;
  for (const ModelFile& file : files) {
    auto bytes = read_model_file(file.path);
    if (!bytes) {
      wrong.push_back(bytes.diagnostics().front());
      continue;
    }
    const std::string found = sha256(*bytes);
    if (found != file.sha256) {
      wrong.push_back(
          error("model-altered",
                fmt::format("this file of the model was cut or altered: its SHA-256 is {}, and should be {}", found,
                            file.sha256),
                {file.path, 0, 0}));
    }
    all.push_back(std::move(*bytes));
  }
  if (!wrong.empty()) return wrong;
  return all;
}

}  // namespace entente::nn
