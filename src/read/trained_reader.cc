// The reader by the model, in one listing: lay out, mark, find names, join with the rules, resolve.
#include "read/trained_reader.h"

#include <algorithm>
#include <filesystem>

#include "read/candidates.h"
#include "read/model_drafts.h"
#include "read/model_names.h"
#include "read/reader_model.h"
#include "read/resolve.h"

namespace entente::read {
namespace {

// Raised whenever the answers may change for the same model.
constexpr const char* version = "11";

// The smaller model misses more: what the rules are surest of is added. Chosen on training articles that were held out.
constexpr double least_chance_beside_quick = 0.85;
constexpr double no_chance = 2;  // beside the whole model the rules add nothing of their own

class ModelReader : public TrainedReader {
 public:
  ModelReader(const CaseFacts& facts, TrainedReaderConfig config, std::string folder, std::string checksum)
      : rules_(make_rule_reader(facts)),
        gazetteer_(facts),
        config_(std::move(config)),
        folder_(std::move(folder)),
        checksum_(std::move(checksum)),
        options_(options_of(facts) + (config_.quick ? " quick" : "")) {}

  Status prepare() override {
    if (model_) return ok_status();
    auto model = load_reader_model(folder_, std::max(1u, config_.threads));
    if (!model) return model.diagnostics();
    model_ = std::move(*model);
    return ok_status();
  }

  Reading read(const Document& document) const override {
    if (!model_ || !is_english(document)) return rules_->read(document);
    const Analysis analysis = analyse(document, lexicon_, splitter_);
    const std::vector<Candidate> candidates = find_candidates(analysis, lexicon_);
    const std::vector<bool> clipped = clipped_paragraphs(analysis, gazetteer_);
    if (!clipped.empty() && std::all_of(clipped.begin(), clipped.end(), [](bool is) { return is; }))
      return rules_->read(document);
    std::vector<Span> wanted;
    if (config_.quick) wanted = paragraphs_with_candidates(analysis, candidates);
    auto marked = find_spans(document.text, *model_, config_.quick ? &wanted : nullptr);
    if (!marked) return rules_->read(document);
    Names names = find_names(analysis, gazetteer_, heads_);
    // Where the model saw only a part of the text, its silence says nothing of names.
    const bool saw_all = !config_.quick && std::find(clipped.begin(), clipped.end(), true) == clipped.end();
    std::vector<Mention> mentions;
    if (saw_all) mentions = join_names(analysis, heads_, marked->names, names);
    const std::vector<Draft> drafts = drafts_of_model(analysis, lexicon_, marked->attributions, candidates, clipped,
                                                      config_.quick ? least_chance_beside_quick : no_chance);
    Reading reading = resolve(analysis, names, drafts, gazetteer_, heads_, dates_);
    if (saw_all) {
      // Both are in the order of `names`: who a role's bearer is was found out last.
      for (std::size_t m = 0; m < mentions.size(); ++m) mentions[m].name = std::move(reading.mentions[m].name);
      reading.mentions = std::move(mentions);
    }
    return reading;
  }

  ReaderIdentity identity() const override { return {"trained", version, checksum_, options_}; }

 private:
  static bool is_english(const Document& document) {
    return document.language.empty() || document.language == "en" || document.language == "und";
  }

  static std::vector<Span> paragraphs_with_candidates(const Analysis& analysis,
                                                      const std::vector<Candidate>& candidates) {
    std::vector<bool> wanted(analysis.paragraphs.size(), false);
    for (const Candidate& candidate : candidates) wanted[analysis.sentence_of(candidate.head).paragraph] = true;
    for (const Quotation& quotation : analysis.quotations) {
      if (quotation.speech) wanted[analysis.sentence_of(quotation.words.first).paragraph] = true;
    }
    std::vector<Span> spans;
    for (std::size_t p = 0; p < wanted.size(); ++p) {
      if (wanted[p]) spans.push_back(analysis.span_of(analysis.paragraphs[p].words));
    }
    return spans;
  }

  std::unique_ptr<Reader> rules_;
  Lexicon lexicon_;
  text::SentenceSplitter splitter_;
  NameHeads heads_;
  text::DateFinder dates_;
  text::Gazetteer gazetteer_;
  TrainedReaderConfig config_;
  std::string folder_;
  std::string checksum_;
  std::string options_;
  std::unique_ptr<ReaderModel> model_;
};

}  // namespace

Result<std::unique_ptr<TrainedReader>> make_trained_reader(const CaseFacts& facts, const TrainedReaderConfig& config) {
  const std::string smaller = config.models + "/quick";
  const bool has_smaller = config.quick && std::filesystem::exists(smaller + "/reader.json");
  const std::string folder = has_smaller ? smaller : config.models + "/reader";
  const auto settings = read_reader_settings(folder);
  if (!settings) return settings.diagnostics();
  return std::unique_ptr<TrainedReader>(std::make_unique<ModelReader>(facts, config, folder, settings->checksum));
}

}  // namespace entente::read
