// `entente map`: JSONL documents in, one JSON answer per line out, in the same order; no dossier.
#pragma once

#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

#include "app/reader_choice.h"
#include "frame/frame.h"
#include "read/read.h"

namespace entente::app {

struct MapConfig {
  unsigned threads = 0;  // 0: one per processor
  ReaderChoice reader;
  std::function<void(const Diagnostic&)> tell;  // what a person should know
};

// Memory is bounded by a window of lines per thread. A bad line is answered with its error and the stream goes on.
// Errors: those of the reader's model.
Status map_stream(std::istream& in, std::ostream& out, const MapConfig& config);

// The answer to one line, without the newline.
std::string map_line(std::string_view line, std::uint64_t number, const read::Reader& reader,
                     const frame::Framer& framer);

}  // namespace entente::app
