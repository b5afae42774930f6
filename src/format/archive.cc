#include "format/archive.h"

#include <archive.h>
#include <archive_entry.h>

namespace entente::format {

struct ArchiveReader::Handle {
  archive* reader = archive_read_new();
  ~Handle() { archive_read_free(reader); }
};

class ArchiveReader::Member : public ByteSource {
 public:
  explicit Member(ArchiveReader& owner) : owner_(owner) {}
  std::size_t read(char* into, std::size_t most) override { return owner_.read(into, most); }
  std::optional<Diagnostic> problem() const override { return owner_.problem_; }

 private:
  ArchiveReader& owner_;
};

namespace {

void allow(archive* reader) {
  archive_read_support_format_tar(reader);
  archive_read_support_format_zip(reader);
  archive_read_support_format_raw(reader);
  archive_read_support_format_empty(reader);
  archive_read_support_filter_gzip(reader);
  archive_read_support_filter_zstd(reader);
  archive_read_support_filter_xz(reader);
  archive_read_support_filter_bzip2(reader);
}

std::string reason(archive* reader) {
  const char* const words = archive_error_string(reader);
  return words != nullptr ? words : "no reason given";
}

}  // namespace

ArchiveReader::ArchiveReader(std::string name, const ArchiveLimits& limits)
    : name_(std::move(name)),
      limits_(limits),
      handle_(std::make_unique<Handle>()),
      bytes_(std::make_unique<Member>(*this)) {
  allow(handle_->reader);
}

ArchiveReader::~ArchiveReader() = default;

void ArchiveReader::fail(std::string code, std::string message) {
  if (!problem_) problem_ = error(std::move(code), std::move(message), {name_, 0, 0});
}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open_file(const std::string& path, const ArchiveLimits& limits) {
  std::unique_ptr<ArchiveReader> reader(new ArchiveReader(path, limits));
  if (archive_read_open_filename(reader->handle_->reader, path.c_str(), 256u << 10) != ARCHIVE_OK) {
    return error("archive-damaged", "this archive cannot be opened: " + reason(reader->handle_->reader), {path, 0, 0});
  }
  return reader;
}

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open_bytes(std::string_view bytes, std::string_view name,
                                                                 const ArchiveLimits& limits) {
  std::unique_ptr<ArchiveReader> reader(new ArchiveReader(std::string(name), limits));
  if (archive_read_open_memory(reader->handle_->reader, bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return error("archive-damaged", "this archive cannot be opened: " + reason(reader->handle_->reader),
                 {std::string(name), 0, 0});
  }
  return reader;
}

bool ArchiveReader::next() {
  while (!problem_) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(handle_->reader, &entry);
    if (status == ARCHIVE_EOF) return false;
    if (status < ARCHIVE_WARN) {
      fail("archive-damaged", "this archive is damaged: " + reason(handle_->reader));
      return false;
    }
    if (is_archive() && archive_entry_filetype(entry) != AE_IFREG) continue;
    if (archive_entry_hardlink(entry) != nullptr) continue;
    const char* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr) path = archive_entry_pathname(entry);
    member_ = is_archive() && path != nullptr ? path : "";
    while (member_.starts_with("./")) member_.erase(0, 2);
    return true;
  }
  return false;
}

bool ArchiveReader::is_archive() const {
  return (archive_format(handle_->reader) & ARCHIVE_FORMAT_BASE_MASK) != ARCHIVE_FORMAT_RAW;
}

ByteSource& ArchiveReader::bytes() { return *bytes_; }

std::size_t ArchiveReader::read(char* into, std::size_t most) {
  if (problem_) return 0;
  const la_ssize_t n = archive_read_data(handle_->reader, into, most);
  if (n < 0) {
    fail("archive-damaged", "this archive is damaged: " + reason(handle_->reader));
    return 0;
  }
  unpacked_ += static_cast<std::uint64_t>(n);
  if (unpacked_ > limits_.most_bytes) {
    fail("archive-too-large", "more comes out of this archive than the limit allows: reading stops here");
    return 0;
  }
  const la_int64_t packed = archive_filter_bytes(handle_->reader, -1);
  if (unpacked_ > limits_.ratio_from && packed > 0 &&
      unpacked_ / static_cast<std::uint64_t>(packed) >= limits_.most_ratio) {
    fail("archive-bomb", "far more comes out of this archive than went into it: reading stops here");
    return 0;
  }
  return static_cast<std::size_t>(n);
}

bool is_packed(std::string_view first) {
  using namespace std::string_view_literals;
  for (const std::string_view magic : {"PK\x03\x04"sv, "PK\x05\x06"sv, "\x1f\x8b"sv, "\x28\xb5\x2f\xfd"sv,
                                       "\xfd"
                                       "7zXZ\0"sv}) {
    if (first.starts_with(magic)) return true;
  }
  if (first.starts_with("BZh") && first.size() > 10 && first.substr(4, 6) == "1AY&SY") return true;
  return first.size() >= 262 && first.substr(257, 5) == "ustar";
}

}  // namespace entente::format
