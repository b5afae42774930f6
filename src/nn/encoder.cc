#include <algorithm>
#include <array>
#include <mutex>

#include <dlfcn.h>

#include "nn/engine.h"
#include "nn/nn.h"

namespace entente::nn {
namespace {

// Few, so that the library prepares few shapes; near enough that little is spent on padding.
constexpr std::array<std::size_t, 28> lengths = {
    16,  32,  48,  64,  80,  96,  112, 128, 144, 160, 176, 192, 208, 224,
    240, 256, 272, 288, 304, 320, 336, 352, 368, 384, 416, 448, 480, longest_sequence};

constexpr const char* module_file = "libentente_inference.so";

// Opened once and kept: the library's threads outlive every model.
const InferenceModule* open_module() {
  static const InferenceModule* const module = [] {
    void* library = dlopen(module_file, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return static_cast<const InferenceModule*>(nullptr);
    const auto* found = static_cast<const InferenceModule*>(dlsym(library, "entente_inference"));
    return found != nullptr && found->version == inference_interface ? found : nullptr;
  }();
  return module;
}

}  // namespace

std::size_t padded_length(std::size_t length) {
  const auto* found = std::lower_bound(lengths.begin(), lengths.end(), length);
  return found == lengths.end() ? longest_sequence : *found;
}

bool has_inference() {
#ifdef ENTENTE_HAS_INFERENCE
  return true;
#else
  return false;
#endif
}

std::string inference_name() {
  const InferenceModule* module = open_module();
  return module == nullptr ? std::string() : std::string(module->name);
}

struct Encoder::Session::State {
  std::unique_ptr<InferenceRequest> request;
  std::vector<std::vector<std::int64_t>> inputs;
  std::size_t length = 0;
};

struct Encoder::State {
  EncoderConfig config;
  std::unique_ptr<InferenceModel> model;
  std::mutex mutex;
  std::vector<std::unique_ptr<Session::State>> idle;
};

Encoder::Encoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
Encoder::~Encoder() = default;

Result<std::unique_ptr<Encoder>> Encoder::load(EncoderConfig config) {
  const InferenceModule* module = open_module();
  if (module == nullptr) {
    const char* reason = dlerror();
    return error("inference-missing",
                 "this build has no inference" + (reason == nullptr ? std::string() : ": " + std::string(reason)));
  }
  auto state = std::make_unique<State>();
  std::string failure;
  state->model = module->compile(
      {std::move(config.graph), std::move(config.weights), config.inputs, config.outputs, std::max(1u, config.threads)},
      failure);
  if (!state->model) return error("model-unusable", failure, {config.name, 0, 0});
  state->config = std::move(config);
  return std::unique_ptr<Encoder>(new Encoder(std::move(state)));
}

Result<Encoder::Session> Encoder::session() {
  std::unique_ptr<Session::State> session;
  {
    const std::lock_guard lock(state_->mutex);
    if (!state_->idle.empty()) {
      session = std::move(state_->idle.back());
      state_->idle.pop_back();
    }
  }
  if (!session) {
    session = std::make_unique<Session::State>();
    std::string failure;
    session->request = state_->model->request(failure);
    if (!session->request) return error("inference-failed", failure, {state_->config.name, 0, 0});
  }
  return Session(*this, std::move(session));
}

Encoder::Session::Session(Encoder& encoder, std::unique_ptr<State> state)
    : encoder_(&encoder), state_(std::move(state)) {}
Encoder::Session::Session(Session&&) noexcept = default;
Encoder::Session::~Session() {
  if (!state_) return;
  const std::lock_guard lock(encoder_->state_->mutex);
  encoder_->state_->idle.push_back(std::move(state_));
}

Status Encoder::Session::run(std::span<const std::vector<std::int32_t>> inputs) {
  const EncoderConfig& config = encoder_->state_->config;
  const auto refuse = [&](std::string why) { return error("inference-failed", std::move(why), {config.name, 0, 0}); };
  const std::size_t length = inputs.empty() ? 0 : inputs.front().size();
  if (length == 0 || length > longest_sequence) return refuse("a sequence must have between 1 and 512 word pieces");
  if (inputs.size() + 1 != config.inputs.size()) return refuse("a sequence must have every input but the mask");
  const std::size_t padded = padded_length(length);
  state_->length = length;
  state_->inputs.resize(config.inputs.size());
  state_->inputs.front().assign(padded, 0);  // the mask
  std::fill_n(state_->inputs.front().begin(), length, std::int64_t{1});
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].size() != length) return refuse("the inputs of a sequence must be of one length");
    state_->inputs[i + 1].assign(padded, 0);
    std::copy(inputs[i].begin(), inputs[i].end(), state_->inputs[i + 1].begin());
  }
  if (state_->request->run(state_->inputs, padded)) return ok_status();
  return refuse(state_->request->failure());
}

OutputView Encoder::Session::output(std::size_t number) const {
  OutputView view;
  view.data = state_->request->output(number, view.rows, view.width);
  view.rows = std::min(view.rows, state_->length);
  return view;
}

}  // namespace entente::nn
