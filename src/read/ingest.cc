// Bytes -> documents: files, folders and archives, each thing in them by what it is.
#include <algorithm>
#include <filesystem>
#include <vector>

#include "format/archive.h"
#include "format/byte_source.h"
#include "read/parsers.h"
#include "read/read.h"
#include "read/sniff.h"
#include "read/structure.h"
#include "read/warc.h"

namespace entente::read {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sniffed_bytes = 4096;
constexpr std::size_t batch_records = 64;
constexpr std::size_t batch_bytes = 1u << 20;

class Ingestion {
 public:
  Ingestion(const IngestLimits& limits, const IngestFilter& wanted, const IngestSink& sink)
      : limits_(limits), wanted_(wanted), sink_(sink) {
    archive_limits_.most_bytes = limits.most_bytes_per_archive;
    archive_limits_.most_ratio = limits.most_archive_ratio;
  }

  void path(const fs::path& path) {
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status)) return say(error("file-missing", "there is no such file", {path.string(), 0, 0}));
    if (fs::is_directory(status)) return folder(path);
    if (!fs::is_regular_file(status)) {
      return say(warning("not-a-file", "this is neither a file nor a folder: passed over", {path.string(), 0, 0}));
    }
    file(path.string());
  }

  void bytes(std::string_view name, std::string_view all) {
    format::MemorySource source(all);
    entry(source, std::string(name), {"", all}, 0);
  }

 private:
  void say(Diagnostic diagnostic) {
    Ingested result;
    result.diagnostics.push_back(std::move(diagnostic));
    give(std::move(result));
  }

  void give(Ingested result) {
    if (stopped_ || (result.documents.empty() && result.diagnostics.empty())) return;
    stopped_ = !sink_(std::move(result));
  }

  bool is_wanted(std::string_view origin, std::string_view hash) const { return !wanted_ || wanted_(origin, hash); }

  // Sorted by name, depth first. A folder that is one of those above it, by a link, is not entered again.
  void folder(const fs::path& path) {
    std::error_code code;
    const fs::path real = fs::canonical(path, code);
    if (code)
      return say(error("file-unreadable", "this folder cannot be opened: " + code.message(), {path.string(), 0, 0}));
    if (std::find(above_.begin(), above_.end(), real) != above_.end()) {
      return say(warning("folder-loop", "a link leads back to a folder above it: passed over", {path.string(), 0, 0}));
    }
    std::vector<fs::path> inside;
    fs::directory_iterator entries(path, code);
    for (const fs::directory_iterator end; !code && entries != end; entries.increment(code)) {
      if (!entries->path().filename().string().starts_with('.')) inside.push_back(entries->path());
    }
    if (code) say(error("file-unreadable", "this folder cannot be read: " + code.message(), {path.string(), 0, 0}));
    std::sort(inside.begin(), inside.end());
    above_.push_back(real);
    for (const fs::path& each : inside) {
      if (stopped_) break;
      this->path(each);
    }
    above_.pop_back();
  }

  void file(const std::string& path) {
    auto source = format::FileSource::open(path);
    if (!source) return say(source.diagnostics().front());
    entry(**source, path, {path, {}}, 0);
  }

  // A source that can be had as a whole, since archives want to seek: a file by itself, or bytes in memory.
  struct Whole {
    std::string path;
    std::string_view bytes;
  };

  // One file or member.
  void entry(format::ByteSource& source, const std::string& name, const Whole& all, std::uint32_t depth) {
    format::BufferedSource in(source);
    const std::string_view first = in.peek(sniffed_bytes);
    if (in.problem()) return say(*in.problem());
    if (first.empty()) return say({"file-empty", "this file is empty: passed over", {name, 0, 0}, Severity::note});
    if (format::is_packed(first)) return packed(in, name, all, depth);
    switch (kind_of(without_packing(name), first.substr(0, sniffed_bytes))) {
      case InputKind::warc:
        return warc(in, name);
      case InputKind::jsonl:
        return records(in, name);
      case InputKind::text:
        return whole(in, name, documents_of_text);
      case InputKind::markdown:
        return whole(in, name, documents_of_markdown);
      case InputKind::html:
        return whole(in, name, documents_of_html);
      case InputKind::xml:
        return whole(in, name, documents_of_feed);
      case InputKind::binary:
        return say({"file-binary", "this is no text: passed over", {name, 0, 0}, Severity::note});
      case InputKind::unsupported:
        return say(
            {"format-unsupported", "files of this kind are not read: passed over", {name, 0, 0}, Severity::note});
    }
  }

  void packed(format::BufferedSource& in, const std::string& name, const Whole& all, std::uint32_t depth) {
    if (depth >= limits_.most_archive_depth) {
      return say(error("archive-depth", "archives lie too deep within archives: passed over", {name, 0, 0}));
    }
    std::string held;
    if (all.path.empty() && all.bytes.empty()) {
      bool cut = false;
      held = in.rest(limits_.most_bytes_per_entry, cut);
      if (in.problem()) return say(*in.problem());
      if (cut) return too_large(name);
    }
    auto opened = all.path.empty()
                      ? format::ArchiveReader::open_bytes(held.empty() ? all.bytes : held, name, archive_limits_)
                      : format::ArchiveReader::open_file(all.path, archive_limits_);
    if (!opened) return say(opened.diagnostics().front());
    format::ArchiveReader& reader = **opened;
    while (!stopped_ && reader.next()) {
      if (is_hidden(reader.member())) continue;
      const std::string inner = reader.is_archive() ? name + "/" + reader.member() : name;
      entry(reader.bytes(), inner, {}, depth + 1);
      if (reader.problem()) return;  // said by the entry that met it
    }
    if (reader.problem()) say(*reader.problem());
  }

  static bool is_hidden(std::string_view member) {
    return member.starts_with('.') || member.find("/.") != std::string_view::npos || member.starts_with("__MACOSX/");
  }

  void too_large(const std::string& name) {
    say(error("entry-too-large", "this file is larger than the limit for one file: passed over", {name, 0, 0}));
  }

  template <typename Parser>
  void whole(format::BufferedSource& in, const std::string& name, Parser parser) {
    bool cut = false;
    const std::string bytes = in.rest(limits_.most_bytes_per_entry, cut);
    // What came out of a broken archive is no document: its bytes would change once the archive is whole.
    if (in.problem()) return say(*in.problem());
    if (cut) return too_large(name);
    if (!is_wanted(name, content_hash(bytes))) return;
    Origin origin;
    origin.path = name;
    Ingested result = parser(bytes, origin);
    const bool one = result.documents.size() == 1 && result.documents.front().origin == name;
    if (!one) drop_unwanted(result);
    give(std::move(result));
  }

  void drop_unwanted(Ingested& result) const {
    std::erase_if(result.documents,
                  [&](const Document& document) { return !is_wanted(document.origin, document.content_hash); });
  }

  void records(format::BufferedSource& in, const std::string& name) {
    Ingested batch;
    std::string line;
    bool cut = false;
    std::size_t size = 0;
    for (std::uint64_t number = 1; !stopped_ && in.line(line, limits_.most_line_bytes, cut); ++number) {
      if (cut) {
        batch.diagnostics.push_back(
            error("line-too-long", "this line is longer than the limit: passed over", {name, number, 0}));
        continue;
      }
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      auto document = document_from_record(line, name, number);
      batch.diagnostics.insert(batch.diagnostics.end(), document.diagnostics().begin(), document.diagnostics().end());
      if (document && is_wanted(document->origin, document->content_hash))
        batch.documents.push_back(std::move(document).value());
      size += line.size();
      if (batch.documents.size() + batch.diagnostics.size() >= batch_records || size >= batch_bytes) {
        give(std::move(batch));
        batch = {};
        size = 0;
      }
    }
    if (in.problem()) batch.diagnostics.push_back(*in.problem());
    give(std::move(batch));
  }

  void warc(format::BufferedSource& in, const std::string& name) {
    const auto visit = [&](WarcPage page) {
      const std::string hash = content_hash(page.body);
      if (!is_wanted(page.url, hash)) return !stopped_;
      Origin origin;
      origin.path = name;
      origin.url = page.url;
      origin.charset = page.charset;
      Ingested result =
          page.media_type == "text/plain" ? documents_of_text(page.body, origin) : documents_of_html(page.body, origin);
      for (Document& document : result.documents) document.format = "warc";
      for (Diagnostic& diagnostic : result.diagnostics) diagnostic.place.file = name + ": " + page.url;
      give(std::move(result));
      return !stopped_;
    };
    read_warc(in, name, limits_.most_bytes_per_entry, visit,
              [&](Diagnostic diagnostic) { say(std::move(diagnostic)); });
    if (in.problem()) say(*in.problem());
  }

  IngestLimits limits_;
  format::ArchiveLimits archive_limits_;
  const IngestFilter& wanted_;
  const IngestSink& sink_;
  std::vector<fs::path> above_;
  bool stopped_ = false;
};

}  // namespace

void ingest_path(const std::string& path, const IngestLimits& limits, const IngestFilter& wanted,
                 const IngestSink& sink) {
  Ingestion(limits, wanted, sink).path(path);
}

void ingest_bytes(std::string_view name, std::string_view bytes, const IngestLimits& limits, const IngestFilter& wanted,
                  const IngestSink& sink) {
  Ingestion(limits, wanted, sink).bytes(name, bytes);
}

}  // namespace entente::read
