// WARC 1.0 and 1.1 (ISO 28500): the pages that a crawler kept, one record after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/diagnostic.h"
#include "format/byte_source.h"

namespace entente::read {

// A page: the body of a response with status 200, its transfer and content encodings undone.
struct WarcPage {
  std::string url;
  std::string media_type;  // lower case, without its parameters
  std::string charset;
  std::string body;
};

// Reads one record at a time and gives each page of text or HTML to `visit` until it returns false; other records are
// passed over. Problems ("warc-truncated", "warc-syntax", "entry-too-large") go to `report` as they are met; after
// broken syntax, reading goes on at the next line that begins a record. Memory: one record.
void read_warc(format::BufferedSource& source, std::string_view file, std::uint64_t most_record_bytes,
               const std::function<bool(WarcPage)>& visit, const std::function<void(Diagnostic)>& report);

// The body of an HTTP response whose transfer encoding is chunked; of a truncated one, what is there.
std::string unchunked(std::string_view body);

}  // namespace entente::read
