// `entente map`: JSONL documents in, one JSON answer per line out, in the same order; no dossier.
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <string_view>

#include "frame/frame.h"
#include "read/read.h"

namespace entente::app {

struct MapConfig {
  unsigned threads = 0;  // 0: one per processor
};

// Memory is bounded by a window of lines per thread. A bad line is answered with its error and the stream goes on.
void map_stream(std::istream& in, std::ostream& out, const MapConfig& config);

// The answer to one line, without the newline.
std::string map_line(std::string_view line, std::uint64_t number, const read::Reader& reader,
                     const frame::Framer& framer);

}  // namespace entente::app
