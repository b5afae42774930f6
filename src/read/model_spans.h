// From a text to attributions and names by the model: the decoding around the encoder. training/decode.py defines it
// and is followed step by step; spans are the same for the same model.
#pragma once

#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/span.h"
#include "core/statement.h"
#include "read/reader_model.h"

namespace entente::read {

// A source's word as the model marks it. Spans are in the order of the text.
struct Attribution {
  std::vector<Span> source;  // one piece, or none
  Span cue;
  std::vector<Span> content;
  double confidence = 0;  // 0–1, calibrated on articles that were held out from training
};

struct ModelName {
  Span span;
  MentionKind kind = MentionKind::other;
  double confidence = 0;
};

struct ModelSpans {
  std::vector<Attribution> attributions;  // by cue
  std::vector<ModelName> names;
};

// Errors: "inference-failed". Cost: the encoder's, about a hundred windows a second; memory O(text), about 120 bytes
// for each byte of it, the link vectors of the last few hundred windows apart. Where `wanted` is given (in order), only
// the lines that touch one of its spans are read.
Result<ModelSpans> find_spans(std::string_view text, const ReaderModel& model,
                              const std::vector<Span>* wanted = nullptr);

}  // namespace entente::read
