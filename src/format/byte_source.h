// Bytes that come one after the other: of a file, of memory, of a member of an archive.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace entente::format {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Up to `most` bytes; 0 at the end, and where reading failed: then problem() says why.
  virtual std::size_t read(char* into, std::size_t most) = 0;
  virtual std::optional<Diagnostic> problem() const { return std::nullopt; }
};

// The bytes of a view, which must outlive the source.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : left_(bytes) {}
  std::size_t read(char* into, std::size_t most) override;

 private:
  std::string_view left_;
};

class FileSource : public ByteSource {
 public:
  // Error: "file-unreadable".
  static Result<std::unique_ptr<ByteSource>> open(const std::string& path);
  ~FileSource() override;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  std::size_t read(char* into, std::size_t most) override;
  std::optional<Diagnostic> problem() const override { return problem_; }

 private:
  FileSource(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
  std::FILE* file_;
  std::string path_;
  std::optional<Diagnostic> problem_;
};

// A window on a source that can be looked into before it is taken: lines, records and magic numbers are read through
// it.
class BufferedSource {
 public:
  explicit BufferedSource(ByteSource& source) : source_(source) {}

  // At least `least` bytes of what comes next, fewer only at the end; possibly more. Valid until the next call.
  std::string_view peek(std::size_t least);
  void skip(std::size_t bytes);  // of what was peeked

  // The next line without its "\n", and false at the end. Of a line longer than `most` bytes the first `most` are given
  // and the rest is passed over; `cut` says so.
  bool line(std::string& into, std::size_t most, bool& cut);

  // All that is left, up to `most` bytes; `cut` says whether there was more.
  std::string rest(std::uint64_t most, bool& cut);

  std::optional<Diagnostic> problem() const { return source_.problem(); }

 private:
  bool fill();

  ByteSource& source_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t block_ = 16u << 10;  // grows: most entries are small
  bool ended_ = false;
};

}  // namespace entente::format
