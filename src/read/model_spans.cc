// Lines become a stream of word pieces, the stream overlapping windows; each position's scores come from the one window
// whose core holds it. Spans (span_search.h) and names (tag_search.h) are then found line by line, and links asked for:
// each content span asks for its cue, each cue that got a content for its source, both among the spans of one window,
// by dot products of vectors with a learned bias for their distance and a learned "none".
//
// Link vectors are large. Those of so many windows are kept; for a longer text a window is run again when its vectors
// are asked for, which gives the same numbers.
#include "read/model_spans.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>

#include "read/span_search.h"
#include "read/tag_search.h"
#include "read/word_stream.h"

namespace entente::read {
namespace {

constexpr std::size_t most_kept_windows = 256;

// The four link outputs of one window: rows of `width`.
struct LinkVectors {
  std::size_t width = 0;
  std::vector<float> cue_query, source_key, content_query, cue_key;
};

double sum_of_exponentials_log(const std::vector<double>& values) {
  const double top = *std::max_element(values.begin(), values.end());
  double sum = 0;
  for (const double value : values) sum += std::exp(value - top);
  return top + std::log(sum);
}

// Distances in 17 buckets: 8 for 0, else 8 ± (1 + floor(log2 d)), at most 8 away.
std::size_t bucket_of(std::int64_t distance) {
  distance = std::clamp<std::int64_t>(distance, -512, 512);
  if (distance == 0) return 8;
  int bits = 0;
  for (auto d = static_cast<std::uint64_t>(std::abs(distance)); d > 0; d >>= 1) ++bits;
  bits = std::min(bits, 8);
  return static_cast<std::size_t>(distance > 0 ? 8 + bits : 8 - bits);
}

// The log-probabilities of one row of scores.
void append_log_softmax(std::span<const float> row, std::vector<float>& out) {
  const float top = *std::max_element(row.begin(), row.end());
  double sum = 0;
  for (const float value : row) sum += std::exp(static_cast<double>(value - top));
  const double log_sum = std::log(sum);
  for (const float value : row) out.push_back(static_cast<float>(static_cast<double>(value) - top - log_sum));
}

class Decoding {
 public:
  Decoding(std::string_view text, const ReaderModel& model, const std::vector<Span>* wanted)
      : model_(model), settings_(model.settings), stream_(make_stream(text, model.tokenizer, wanted)) {}

  Result<ModelSpans> run() {
    if (stream_.size() == 0) return ModelSpans{};
    auto session = model_.encoder->session();
    if (!session) return session.diagnostics();
    session_.emplace(std::move(*session));
    windows_ = make_windows(stream_, model_.tokenizer.separator(), settings_);
    owner_.resize(stream_.size());
    for (std::uint32_t w = 0; w < windows_.size(); ++w) {
      const Window& window = windows_[w];
      std::fill(owner_.begin() + window.core_first, owner_.begin() + window.core_last, w);
      if (const Status status = score(w); !status) return status.diagnostics();
    }
    search();
    ModelSpans spans;
    if (const Status status = link(spans); !status) return status.diagnostics();
    for (const TaggedSpan& name : names_) {
      spans.names.push_back(
          {span_of(name), static_cast<MentionKind>(name.kind), certainty(name_scores_, settings_.names, name)});
    }
    return spans;
  }

 private:
  // ---- windows

  Status run_window(std::uint32_t w) {
    const Window& window = windows_[w];
    inputs_.resize(2);
    inputs_[0].assign(1, model_.tokenizer.start());
    inputs_[0].insert(inputs_[0].end(), stream_.ids.begin() + window.first, stream_.ids.begin() + window.last);
    inputs_[0].push_back(model_.tokenizer.separator());
    inputs_[1].assign(1, 0);
    inputs_[1].insert(inputs_[1].end(), stream_.shapes.begin() + window.first, stream_.shapes.begin() + window.last);
    inputs_[1].push_back(0);
    if (const Status status = session_->run(inputs_); !status) return status;
    if (output(ReaderOutput::spans).width != settings_.spans.size() ||
        output(ReaderOutput::names).width != settings_.names.size() ||
        output(ReaderOutput::cue_query).width != output(ReaderOutput::source_key).width ||
        output(ReaderOutput::content_query).width != output(ReaderOutput::cue_key).width ||
        output(ReaderOutput::cue_query).width != output(ReaderOutput::cue_key).width) {
      return error("inference-failed", "the model's outputs are not of the shapes that reader.json tells");
    }
    return ok_status();
  }

  nn::OutputView output(ReaderOutput which) const { return session_->output(static_cast<std::size_t>(which)); }

  Status score(std::uint32_t w) {
    if (const Status status = run_window(w); !status) return status;
    const Window& window = windows_[w];
    const nn::OutputView spans = output(ReaderOutput::spans);
    const nn::OutputView names = output(ReaderOutput::names);
    for (std::uint32_t i = window.core_first; i < window.core_last; ++i) {
      append_log_softmax(spans.row(i - window.first + 1), span_scores_);
      append_log_softmax(names.row(i - window.first + 1), name_scores_);
    }
    keep_links(w);
    return ok_status();
  }

  const LinkVectors& keep_links(std::uint32_t w) {
    if (links_.size() >= most_kept_windows) links_.erase(links_.begin());
    LinkVectors vectors;
    const auto copy = [&](ReaderOutput which) {
      const nn::OutputView view = output(which);
      vectors.width = view.width;
      return std::vector<float>(view.data, view.data + view.rows * view.width);
    };
    vectors.cue_query = copy(ReaderOutput::cue_query);
    vectors.source_key = copy(ReaderOutput::source_key);
    vectors.content_query = copy(ReaderOutput::content_query);
    vectors.cue_key = copy(ReaderOutput::cue_key);
    return links_.insert_or_assign(w, std::move(vectors)).first->second;
  }

  Result<const LinkVectors*> links_of(std::uint32_t w) {
    const auto kept = links_.find(w);
    if (kept != links_.end()) return &kept->second;
    if (const Status status = run_window(w); !status) return status.diagnostics();
    return &keep_links(w);
  }

  // ---- tags

  void search() {
    const SpanSearch spans(settings_.spans);
    const std::int32_t separator = model_.tokenizer.separator();
    for (std::uint32_t at = 0; at < stream_.size();) {
      std::uint32_t end = at;
      while (end < stream_.size() && stream_.ids[end] != separator) ++end;
      if (end > at) {
        for (const LikelySpan& span :
             apart(spans.likely(span_scores_, stream_.continues, at, end), settings_.least_span))
          by_role_[span.span.kind].push_back(span);
        append_spans(best_tags(name_scores_, stream_.continues, at, end, settings_.names), settings_.names, at, names_);
      }
      at = end + 1;
    }
  }

  const std::vector<LikelySpan>& of(Role role) const { return by_role_[static_cast<std::size_t>(role)]; }

  Span span_of(const TaggedSpan& tagged) const {
    return {stream_.spans[tagged.first].start, stream_.spans[tagged.last].end};
  }

  // ---- links

  // Those of `among` (in order, apart) that stand at least partly within the window.
  static std::vector<LikelySpan> near(const std::vector<LikelySpan>& among, const Window& window) {
    auto at = std::lower_bound(among.begin(), among.end(), window.first,
                               [](const LikelySpan& likely, std::uint32_t first) { return likely.span.last < first; });
    std::vector<LikelySpan> found;
    for (; at != among.end() && at->span.first < window.last; ++at) found.push_back(*at);
    return found;
  }

  // Log-scores of [none, candidates…] for one asking span: at each of its positions within the window, a candidate's
  // score is the log of the exponentials summed over the candidate's positions; then the mean over the asking ones.
  static std::vector<double> link_scores(const std::vector<float>& query, const std::vector<float>& key,
                                         std::size_t width, const LinkParameters& parameters, const TaggedSpan& asking,
                                         const std::vector<LikelySpan>& candidates, const Window& window) {
    const auto scale = static_cast<float>(std::sqrt(static_cast<double>(width)));
    const auto dot = [&](std::size_t row, std::size_t column) {
      const float* a = query.data() + row * width;
      const float* b = key.data() + column * width;
      float sum = 0;
      for (std::size_t i = 0; i < width; ++i) sum += a[i] * b[i];
      return static_cast<double>(sum / scale);
    };
    std::vector<double> totals(candidates.size() + 1, 0.0);
    const std::uint32_t first = std::max(asking.first, window.first);
    const std::uint32_t last = std::min(asking.last + 1, window.last);
    std::vector<double> part;
    for (std::uint32_t i = first; i < last; ++i) {
      const std::size_t row = i - window.first + 1;
      totals[0] += dot(row, 0) + parameters.bias[17];
      for (std::size_t c = 0; c < candidates.size(); ++c) {
        part.clear();
        const std::uint32_t from = std::max(candidates[c].span.first, window.first);
        const std::uint32_t to = std::min(candidates[c].span.last + 1, window.last);
        for (std::uint32_t k = from; k < to; ++k) {
          part.push_back(dot(row, k - window.first + 1) +
                         parameters.bias[bucket_of(static_cast<std::int64_t>(k) - static_cast<std::int64_t>(i))]);
        }
        totals[c + 1] += sum_of_exponentials_log(part);
      }
    }
    for (double& total : totals) total /= last - first;
    const double sum = sum_of_exponentials_log(totals);
    for (double& total : totals) total -= sum;
    totals[0] += parameters.none;
    return totals;
  }

  Status link(ModelSpans& spans) {
    struct Told {
      std::vector<LikelySpan> contents;
      std::vector<double> scores;
    };
    std::map<std::uint32_t, Told> told;  // by the cue's first position
    std::map<std::uint32_t, LikelySpan> cues;
    for (const LikelySpan& content : of(Role::content)) {
      const std::uint32_t w = owner_[content.span.first];
      const std::vector<LikelySpan> candidates = near(of(Role::cue), windows_[w]);
      if (candidates.empty()) continue;
      const auto links = links_of(w);
      if (!links) return links.diagnostics();
      const std::vector<double> scores = link_scores((*links)->content_query, (*links)->cue_key, (*links)->width,
                                                     settings_.cue, content.span, candidates, windows_[w]);
      const auto best = std::max_element(scores.begin() + 1, scores.end());
      if (scores[0] >= *best) continue;
      const LikelySpan& cue = candidates[static_cast<std::size_t>(best - scores.begin()) - 1];
      cues[cue.span.first] = cue;
      told[cue.span.first].contents.push_back(content);
      told[cue.span.first].scores.push_back(*best);
    }
    for (const auto& [first, what] : told) {
      const LikelySpan& cue = cues[first];
      const std::uint32_t w = owner_[first];
      const std::vector<LikelySpan> candidates = near(of(Role::source), windows_[w]);
      const auto links = links_of(w);
      if (!links) return links.diagnostics();
      const std::vector<double> scores = link_scores((*links)->cue_query, (*links)->source_key, (*links)->width,
                                                     settings_.source, cue.span, candidates, windows_[w]);
      const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
      const LikelySpan* source = best > 0 ? &candidates[best - 1] : nullptr;
      const double sure = confidence(cue, source, what.contents, what.scores, scores[best]);
      if (sure < settings_.least_confidence) continue;
      Attribution attribution;
      attribution.cue = span_of(cue.span);
      if (source != nullptr) attribution.source.push_back(span_of(source->span));
      for (const LikelySpan& content : what.contents) attribution.content.push_back(span_of(content.span));
      attribution.confidence = sure;
      spans.attributions.push_back(std::move(attribution));
    }
    return ok_status();
  }

  // ---- confidence

  // Mean over the span of the probability that a position is of this kind, whatever its place in the span.
  static double certainty(const std::vector<float>& scores, const TagSet& set, const TaggedSpan& span) {
    double sum = 0;
    for (std::uint32_t i = span.first; i <= span.last; ++i) {
      for (std::size_t t = 1; t < set.size(); ++t) {
        if (set.tags[t].kind == span.kind) sum += std::exp(static_cast<double>(scores[i * set.size() + t]));
      }
    }
    return sum / (span.last - span.first + 1);
  }

  double confidence(const LikelySpan& cue, const LikelySpan* source, const std::vector<LikelySpan>& contents,
                    const std::vector<double>& content_scores, double source_score) const {
    double content_certainty = 0, content_chance = 0;
    for (const LikelySpan& content : contents) {
      content_certainty += certainty(span_scores_, settings_.spans, content.span);
      content_chance += content.chance;
    }
    const auto count = static_cast<double>(contents.size());
    const std::array<double, 8> features = {certainty(span_scores_, settings_.spans, cue.span),
                                            cue.chance,
                                            source != nullptr ? source->chance : 0.0,
                                            source != nullptr ? 1.0 : 0.0,
                                            content_certainty / count,
                                            content_chance / count,
                                            std::exp(*std::min_element(content_scores.begin(), content_scores.end())),
                                            std::exp(source_score)};
    double total = settings_.confidence_constant;
    for (std::size_t i = 0; i < features.size(); ++i) total += settings_.confidence_weights[i] * features[i];
    return 1 / (1 + std::exp(-total));
  }

  const ReaderModel& model_;
  const ReaderSettings& settings_;
  WordStream stream_;
  std::optional<nn::Encoder::Session> session_;
  std::vector<std::vector<std::int32_t>> inputs_;
  std::vector<Window> windows_;
  std::vector<std::uint32_t> owner_;              // by position: the window whose core holds it
  std::vector<float> span_scores_, name_scores_;  // rows of log-probabilities by position
  std::map<std::uint32_t, LinkVectors> links_;    // by window
  std::array<std::vector<LikelySpan>, 3> by_role_;
  std::vector<TaggedSpan> names_;
};

}  // namespace

Result<ModelSpans> find_spans(std::string_view text, const ReaderModel& model, const std::vector<Span>* wanted) {
  return Decoding(text, model, wanted).run();
}

}  // namespace entente::read
