// Archives and compressed files, read as a stream: zip and tar, each member by itself, and gz, zst, xz and bz2.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "format/byte_source.h"

namespace entente::format {

struct ArchiveLimits {
  std::uint64_t most_bytes = 4ull << 30;   // all that comes out of it
  std::uint32_t most_ratio = 200;          // unpacked / packed …
  std::uint64_t ratio_from = 16ull << 20;  // … once that much has come out
};

// Reads an archive from front to back. A compressed file that is no archive has one member, without a name.
class ArchiveReader {
 public:
  // Errors: "archive-damaged", "file-unreadable". The bytes must outlive the reader.
  static Result<std::unique_ptr<ArchiveReader>> open_file(const std::string& path, const ArchiveLimits& limits);
  static Result<std::unique_ptr<ArchiveReader>> open_bytes(std::string_view bytes, std::string_view name,
                                                           const ArchiveLimits& limits);
  ~ArchiveReader();
  ArchiveReader(const ArchiveReader&) = delete;
  ArchiveReader& operator=(const ArchiveReader&) = delete;

  // Goes to the next regular file. False at the end and where the archive is broken: then problem() says why.
  bool next();
  const std::string& member() const {
    return member_;
  }  // its path within the archive, valid UTF-8 or as it stands there
  bool is_archive() const;  // false: one compressed file; known after the first next()

  // The present member's bytes; valid until the next call of next().
  ByteSource& bytes();

  // "archive-damaged", "archive-bomb" or "archive-too-large": nothing after it can be read.
  const std::optional<Diagnostic>& problem() const { return problem_; }

 private:
  struct Handle;
  class Member;
  ArchiveReader(std::string name, const ArchiveLimits& limits);
  void fail(std::string code, std::string message);
  std::size_t read(char* into, std::size_t most);

  std::string name_;
  ArchiveLimits limits_;
  std::unique_ptr<Handle> handle_;
  std::unique_ptr<Member> bytes_;
  std::string member_;
  std::uint64_t unpacked_ = 0;
  std::optional<Diagnostic> problem_;
};

// Whether the first bytes of a file are those of a zip or tar, or of a gz, zst, xz or bz2. 512 bytes suffice.
bool is_packed(std::string_view first_bytes);

}  // namespace entente::format
