// Inference by OpenVINO's CPU plugin: the module that src/nn/encoder.cc opens, and the one file that sees the library.
// No exception leaves it.
//
// One request is one stream with one thread, so that N threads read N documents at a time and nothing waits for a
// neighbour. Precision is held at fp32 (int8 where the model says so): no bf16 where a processor has it, so that one
// processor gives one answer.
//
// Int8 pays where the processor multiplies bytes in one instruction (VNNI). Where it does not, the quantising of what
// flows between the layers is taken out of the graph, and the weights are widened once: the same weights, in fp32.
#include <openvino/core/version.hpp>
#include <openvino/op/fake_quantize.hpp>
#include <openvino/openvino.hpp>

#include "nn/engine.h"

namespace entente::nn {
namespace {

bool multiplies_bytes() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512vnni") != 0;
}

void keep_activations_wide(const std::shared_ptr<ov::Model>& model) {
  for (const auto& node : model->get_ordered_ops()) {
    if (ov::as_type_ptr<ov::op::v0::FakeQuantize>(node) == nullptr) continue;
    if (node->get_input_node_ptr(0)->get_element_type() != node->get_output_element_type(0)) continue;
    node->output(0).replace(node->input_value(0));
  }
  model->validate_nodes_and_infer_types();
}

class Request : public InferenceRequest {
 public:
  Request(ov::CompiledModel& model, const InferenceSettings& settings) : request_(model.create_infer_request()) {
    for (const std::string& name : settings.inputs) inputs_.push_back(model.input(name));
    for (const std::string& name : settings.outputs) outputs_.push_back(model.output(name));
  }

  bool run(const std::vector<std::vector<std::int64_t>>& inputs, std::size_t padded) override {
    try {
      const ov::Shape shape{1, padded};
      for (std::size_t i = 0; i < inputs_.size(); ++i) {
        request_.set_tensor(inputs_[i],
                            ov::Tensor(ov::element::i64, shape, const_cast<std::int64_t*>(inputs[i].data())));
      }
      request_.infer();
      views_.clear();
      for (const auto& output : outputs_) views_.push_back(request_.get_tensor(output));
      return true;
    } catch (const std::exception& e) {
      failure_ = e.what();
      return false;
    }
  }

  const float* output(std::size_t number, std::size_t& rows, std::size_t& width) const override {
    const ov::Tensor& tensor = views_.at(number);
    const ov::Shape shape = tensor.get_shape();
    width = shape.back();
    rows = tensor.get_size() / std::max<std::size_t>(1, width);
    return tensor.data<float>();
  }

  const std::string& failure() const override { return failure_; }

 private:
  ov::InferRequest request_;
  std::vector<ov::Output<const ov::Node>> inputs_;
  std::vector<ov::Output<const ov::Node>> outputs_;
  std::vector<ov::Tensor> views_;
  std::string failure_;
};

class Model : public InferenceModel {
 public:
  explicit Model(InferenceSettings settings) : settings_(std::move(settings)) {
    const ov::Tensor weights(ov::element::u8, ov::Shape{settings_.weights.size()}, settings_.weights.data());
    auto model = core_.read_model(settings_.graph, weights);
    if (!multiplies_bytes()) keep_activations_wide(model);
    const int threads = static_cast<int>(settings_.threads);
    model_ = core_.compile_model(model, "CPU", ov::hint::inference_precision(ov::element::f32),
                                 ov::num_streams(threads), ov::inference_num_threads(threads),
                                 ov::hint::enable_cpu_pinning(false), ov::hint::enable_hyper_threading(true));
    for (const std::string& name : settings_.outputs) {
      if (model_.output(name).get_element_type() != ov::element::f32) {
        throw std::runtime_error("the output " + name + " does not hold floating-point numbers");
      }
    }
  }

  std::unique_ptr<InferenceRequest> request(std::string& failure) override {
    try {
      return std::make_unique<Request>(model_, settings_);
    } catch (const std::exception& e) {
      failure = e.what();
      return nullptr;
    }
  }

 private:
  InferenceSettings settings_;  // first, since the model looks into its weights
  ov::Core core_;
  ov::CompiledModel model_;
};

std::unique_ptr<InferenceModel> compile(InferenceSettings settings, std::string& failure) {
  try {
    return std::make_unique<Model>(std::move(settings));
  } catch (const std::exception& e) {
    failure = e.what();
    return nullptr;
  }
}

}  // namespace
}  // namespace entente::nn

extern "C" const entente::nn::InferenceModule entente_inference;
extern "C" const entente::nn::InferenceModule entente_inference = {
    entente::nn::inference_interface, "OpenVINO " ENTENTE_OPENVINO_VERSION, entente::nn::compile};
