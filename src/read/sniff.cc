#include "read/sniff.h"

#include <algorithm>
#include <array>
#include <string>

#include "read/flow.h"
#include "read/front_matter.h"
#include "text/encoding.h"

namespace entente::read {
namespace {

std::string extension_of(std::string_view name) {
  const std::size_t slash = name.find_last_of('/');
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  const std::size_t dot = name.find_last_of('.');
  return dot == std::string_view::npos || dot == 0 ? std::string() : lowered(name.substr(dot + 1));
}

template <std::size_t N>
bool is_any(const std::string& word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Documents that another program must turn into text first, and what is never a report.
constexpr std::array<std::string_view, 30> unsupported = {
    "pdf", "doc",  "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt",  "pptx", "epub", "csv", "tsv", "css", "js",
    "py",  "toml", "yaml", "yml", "ini", "sql", "db",   "sh",  "json", "map",  "ann",  "log", "bib", "tex", "svg"};

bool begins_like_html(std::string_view first) {
  const std::string start = lowered(first.substr(0, 1024));
  for (const char* mark : {"<!doctype html", "<html", "<head>", "<body"}) {
    if (start.find(mark) != std::string::npos) return true;
  }
  return false;
}

// More than one character in twenty is a control character, once it is decoded.
bool is_binary(std::string_view first) {
  for (const std::string_view magic : {std::string_view("%PDF-"), std::string_view("\x89PNG"),
                                       std::string_view("\xFF\xD8\xFF"), std::string_view("GIF8"),
                                       std::string_view("\x7F"
                                                        "ELF"),
                                       std::string_view("\xD0\xCF\x11\xE0"), std::string_view("SQLite format 3"),
                                       std::string_view("OggS"), std::string_view("RIFF")}) {
    if (first.starts_with(magic)) return true;
  }
  const text::Decoded decoded = text::to_utf8(first);
  std::size_t controls = decoded.nuls + decoded.invalid;
  for (const char c : decoded.text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || byte == 0x7F) ++controls;
  }
  return controls * 20 > std::max<std::size_t>(decoded.text.size(), 20);
}

}  // namespace

std::string_view without_packing(std::string_view name) {
  for (const std::string_view suffix : {".gz", ".zst", ".xz", ".bz2", ".zstd"}) {
    if (name.size() > suffix.size() && name.ends_with(suffix)) return name.substr(0, name.size() - suffix.size());
  }
  return name;
}

InputKind kind_of(std::string_view name, std::string_view first) {
  if (first.starts_with("WARC/")) return InputKind::warc;
  const std::string extension = extension_of(name);
  if (is_any(extension, unsupported)) return InputKind::unsupported;
  if (is_binary(first)) return InputKind::binary;
  if (extension == "jsonl" || extension == "ndjson") return InputKind::jsonl;
  if (extension == "html" || extension == "htm" || extension == "xhtml" || extension == "shtml") return InputKind::html;
  if (extension == "md" || extension == "markdown" || extension == "mdown") return InputKind::markdown;
  if (extension == "txt" || extension == "text") return InputKind::text;

  if (first.starts_with("\xEF\xBB\xBF")) first.remove_prefix(3);
  const std::string_view start = trimmed(first);
  if (start.starts_with("<")) {
    if (begins_like_html(start) && !start.starts_with("<?xml")) return InputKind::html;
    for (const char* mark : {"<?xml", "<rss", "<feed", "<rdf:RDF"}) {
      if (start.starts_with(mark)) return InputKind::xml;
    }
  }
  if (extension == "xml" || extension == "rss" || extension == "atom" || extension == "rdf") return InputKind::xml;
  if (start.starts_with("{\"") && start.substr(0, start.find('\n')).find("\"text\"") != std::string_view::npos)
    return InputKind::jsonl;
  if (front_matter_of(first, name).length > 0) return InputKind::markdown;
  if (begins_like_html(first) && start.starts_with("<")) return InputKind::html;
  return InputKind::text;
}

}  // namespace entente::read
