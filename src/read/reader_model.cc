#include "read/reader_model.h"

#include <optional>

#include <fmt/format.h>

#include "format/json.h"

namespace entente::read {
namespace {

using format::Json;

std::optional<Tag> parse_tag(std::string_view name, bool roles) {
  if (name == "O") return Tag{};
  if (name.size() < 3 || name[1] != '-') return std::nullopt;
  Tag tag;
  switch (name[0]) {
    case 'B':
      tag.place = Tag::Place::begin;
      break;
    case 'I':
      tag.place = Tag::Place::inside;
      break;
    case 'E':
      tag.place = Tag::Place::end;
      break;
    case 'S':
      tag.place = Tag::Place::single;
      break;
    default:
      return std::nullopt;
  }
  const std::string_view kind = name.substr(2);
  if (roles) {
    if (kind == "source") {
      tag.kind = static_cast<std::uint8_t>(Role::source);
    } else if (kind == "cue") {
      tag.kind = static_cast<std::uint8_t>(Role::cue);
    } else if (kind == "content") {
      tag.kind = static_cast<std::uint8_t>(Role::content);
    } else {
      return std::nullopt;
    }
    return tag;
  }
  const auto mention = parse_mention_kind(kind);
  if (!mention) return std::nullopt;
  tag.kind = static_cast<std::uint8_t>(*mention);
  return tag;
}

bool goes_on(const Tag& tag) { return tag.place == Tag::Place::inside || tag.place == Tag::Place::end; }
bool is_open(const Tag& tag) { return tag.place == Tag::Place::begin || tag.place == Tag::Place::inside; }

bool forbidden(const Tag& from, const Tag& to, bool closing) {
  if (closing) return is_open(from) != goes_on(to) || (is_open(from) && from.kind != to.kind);
  return goes_on(to) && (from.place == Tag::Place::outside || from.kind != to.kind);
}

bool splits_word(const Tag& from, const Tag& to, bool closing) {
  if (from.place == Tag::Place::outside && to.place == Tag::Place::outside) return false;
  const bool on = closing ? goes_on(to) : to.place == Tag::Place::inside;
  return !(is_open(from) && on && from.kind == to.kind);
}

// Throws what nlohmann throws where the shape is another.
TagSet parse_tags(const Json& part, bool roles) {
  TagSet set;
  for (const Json& name : part.at("tags")) {
    const auto tag = parse_tag(name.get<std::string>(), roles);
    if (!tag) throw std::runtime_error("it has a tag that is not known: " + name.get<std::string>());
    set.tags.push_back(*tag);
  }
  const std::size_t count = set.size();
  if (count == 0 || count > 64 || set.tags[0].place != Tag::Place::outside)
    throw std::runtime_error("its first tag is not O");
  bool closing = false;
  for (const Tag& tag : set.tags) closing |= tag.place == Tag::Place::end;
  const auto learned = part.find("transitions");
  set.moves.resize(count * count);
  set.word_moves.resize(count * count);
  for (std::size_t from = 0; from < count; ++from) {
    for (std::size_t to = 0; to < count; ++to) {
      const std::size_t at = from * count + to;
      const double move = learned == part.end() ? 0.0 : learned->at(from).at(to).get<double>();
      set.moves[at] = forbidden(set.tags[from], set.tags[to], closing) ? never : move;
      set.word_moves[at] = splits_word(set.tags[from], set.tags[to], closing) ? never : 0.0;
    }
  }
  return set;
}

LinkParameters parse_link(const Json& links, const std::string& name) {
  LinkParameters link;
  const auto bias = links.at(name + "_bias").get<std::vector<double>>();
  if (bias.size() != link.bias.size()) throw std::runtime_error("it has not 18 distance biases");
  std::copy(bias.begin(), bias.end(), link.bias.begin());
  link.none = links.at(name + "_none").get<double>();
  return link;
}

// A model that shares word embeddings names under "shared" the folder of the other, how many bytes of its weights stand
// before the own ones, and its checksums.
void parse_files(const Json& json, const std::string& folder, ReaderSettings& settings) {
  const auto add = [&](const Json& part, const std::string& where, const char* file) {
    settings.files.push_back({where + "/" + file, part.at("sha256").at(file).get<std::string>()});
  };
  add(json, folder, "model.xml");
  add(json, folder, "model.bin");
  const auto shared = json.find("shared");
  if (shared == json.end()) return add(json, folder, "vocab.txt");
  const std::string other = folder + "/" + shared->at("folder").get<std::string>();
  settings.shared_bytes = shared->at("bytes").get<std::uint64_t>();
  add(*shared, other, "vocab.txt");
  add(*shared, other, "model.bin");
}

ReaderSettings parse(const Json& json, const std::string& folder) {
  ReaderSettings settings;
  if (const int version = json.at("version").get<int>(); version != 2)
    throw std::runtime_error(fmt::format("its version is {}, and this program reads version 2", version));
  const Json& window = json.at("window");
  settings.core = window.at("core").get<std::uint32_t>();
  settings.left = window.at("left").get<std::uint32_t>();
  settings.right = window.at("right").get<std::uint32_t>();
  settings.stops = window.at("stops").get<std::vector<std::int32_t>>();
  const std::uint64_t longest = std::uint64_t{settings.core} + settings.left + settings.right + 2;
  if (settings.core < 8 || longest > nn::longest_sequence) throw std::runtime_error("its windows do not fit");
  settings.spans = parse_tags(json.at("spans"), true);
  const auto least = json.at("spans").at("least").get<std::vector<double>>();
  if (least.size() != settings.least_span.size()) throw std::runtime_error("it has not one least chance a role");
  std::copy(least.begin(), least.end(), settings.least_span.begin());
  settings.names = parse_tags(json.at("names"), false);
  settings.cue = parse_link(json.at("links"), "cue");
  settings.source = parse_link(json.at("links"), "source");
  settings.confidence_constant = json.at("confidence").at("constant").get<double>();
  settings.least_confidence = json.at("confidence").value("least", 0.0);
  const auto weights = json.at("confidence").at("weights").get<std::vector<double>>();
  if (weights.size() != settings.confidence_weights.size()) throw std::runtime_error("it has not 8 confidence weights");
  std::copy(weights.begin(), weights.end(), settings.confidence_weights.begin());
  parse_files(json, folder, settings);
  return settings;
}

}  // namespace

Result<ReaderSettings> read_reader_settings(const std::string& folder) {
  const std::string path = folder + "/reader.json";
  const auto bytes = nn::read_model_file(path);
  if (!bytes) return bytes.diagnostics();
  const auto json = format::parse_json(*bytes, path);
  if (!json) return json.diagnostics();
  try {
    ReaderSettings settings = parse(*json, folder);
    settings.checksum = nn::sha256(*bytes);
    return settings;
  } catch (const std::exception& e) {
    return error("model-unusable", fmt::format("this file cannot be used: {}", e.what()), {path, 0, 0});
  }
}

Result<std::unique_ptr<ReaderModel>> load_reader_model(const std::string& folder, unsigned threads) {
  auto settings = read_reader_settings(folder);
  if (!settings) return settings.diagnostics();
  auto bytes = nn::read_checked(settings->files);
  if (!bytes) return bytes.diagnostics();
  auto tokenizer = nn::WordPieceTokenizer::from_vocabulary(std::move((*bytes)[2]));
  if (!tokenizer) return tokenizer.diagnostics();
  nn::EncoderConfig config;
  config.name = folder;
  config.graph = std::move((*bytes)[0]);
  config.weights = std::move((*bytes)[1]);
  if (settings->shared_bytes > 0) {
    std::string weights = std::move((*bytes)[3]);
    if (weights.size() < settings->shared_bytes)
      return error("model-unusable", "the weights that it shares are shorter than it says", {folder, 0, 0});
    weights.resize(settings->shared_bytes);
    weights += config.weights;
    config.weights = std::move(weights);
  }
  config.inputs = {"attention_mask", "input_ids", "casing"};
  config.outputs = {"spans", "names", "cue_query", "source_key", "content_query", "cue_key"};
  config.threads = threads;
  auto encoder = nn::Encoder::load(std::move(config));
  if (!encoder) return encoder.diagnostics();
  return std::make_unique<ReaderModel>(ReaderModel{std::move(*settings), std::move(*tokenizer), std::move(*encoder)});
}

}  // namespace entente::read
