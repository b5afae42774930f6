// What the inference library is asked for. It is a module of its own, opened when a model is first wanted: a start of
// the program that needs none does not pay for it, and without the module the program still stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace entente::nn {

// One sequence at a time; serves one thread at a time.
class InferenceRequest {
 public:
  virtual ~InferenceRequest() = default;
  // One row of `padded` numbers for each of the settings' inputs. False, with `failure()` set, where it could not be
  // run.
  virtual bool run(const std::vector<std::vector<std::int64_t>>& inputs, std::size_t padded) = 0;
  virtual const float* output(std::size_t number, std::size_t& rows, std::size_t& width) const = 0;
  virtual const std::string& failure() const = 0;
};

// A compiled model; serves all threads.
class InferenceModel {
 public:
  virtual ~InferenceModel() = default;
  virtual std::unique_ptr<InferenceRequest> request(std::string& failure) = 0;
};

struct InferenceSettings {
  std::string graph;    // what model.xml holds
  std::string weights;  // what model.bin holds
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  unsigned threads = 1;
};

// Takes the settings, whose weights the model uses in place.
using CompileFunction = std::unique_ptr<InferenceModel> (*)(InferenceSettings settings, std::string& failure);

// What the module exports as `entente_inference`.
struct InferenceModule {
  std::uint32_t version;  // of this interface
  const char* name;       // "OpenVINO 2026.4.1"
  CompileFunction compile;
};
constexpr std::uint32_t inference_interface = 1;

}  // namespace entente::nn
