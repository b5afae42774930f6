#include "verify/state.h"

#include <cstring>

namespace entente::verify {
namespace {

constexpr std::string_view head = "entente monitor state ";
constexpr std::string_view version = "1\n";

std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = bytes.size() + 0x9e3779b97f4a7c15U;
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes.data(), 8);
    hash = mixed(hash ^ eight);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, bytes.data(), bytes.size());
  return mixed(hash ^ rest);
}

void describe(const Plan& plan, std::string& text) {
  text += std::to_string(static_cast<int>(plan.kind)) + plan.name + to_string(plan.interval) +
          (plan.negated ? "-" : "") + std::to_string(static_cast<int>(plan.aggregate)) +
          std::to_string(plan.positives) + '(';
  for (const std::string& column : plan.columns) text += column + ' ';
  for (const std::string& name : plan.variables) text += name + ' ';
  for (const Term& term : plan.terms) text += to_string(term) + ' ';
  for (const Condition& condition : plan.conditions) {
    text += std::to_string(static_cast<int>(condition.kind)) + (condition.negated ? "-" : "");
    for (const Term& term : condition.terms) text += to_string(term) + ' ';
    for (const std::string& name : condition.adds) text += name + ' ';
  }
  for (const auto& group : plan.alternatives) {
    text += '|';
    for (const Plan& part : group) describe(part, text);
  }
  for (const Plan& part : plan.parts) describe(part, text);
  text += ')';
}

std::uint64_t formula_checksum(const MonitorCore& monitor) {
  std::string text = to_string(monitor.signature);
  describe(monitor.compiled.plan, text);
  return checksum(text);
}

void exchange(MonitorCore& monitor, Archive& archive) {
  archive.value(monitor.fed);
  monitor.interner.exchange(archive);
  if (archive.ok()) monitor.engine.exchange(archive);
}

Diagnostic damaged() {
  return error("state-format", "these bytes are not the state of a monitor, or they are damaged");
}

constexpr std::size_t sums = 2 * sizeof(std::uint64_t);

}  // namespace

std::string save_state(const MonitorCore& monitor) {
  std::string content;
  Archive archive(content);
  // Writing changes nothing but the room that queues take; one description serves both ways.
  exchange(const_cast<MonitorCore&>(monitor), archive);
  std::string bytes = std::string(head) + std::string(version);
  std::uint64_t formula = formula_checksum(monitor);
  std::uint64_t own = checksum(content);
  bytes.append(reinterpret_cast<const char*>(&formula), sizeof formula);
  bytes.append(reinterpret_cast<const char*>(&own), sizeof own);
  return bytes + content;
}

Status restore_state(std::string_view bytes, MonitorCore& monitor) {
  if (bytes.substr(0, head.size()) != head) return damaged();
  bytes.remove_prefix(head.size());
  if (bytes.substr(0, version.size()) != version) {
    return error("state-version",
                 "this state was saved by another version of the program: run the log from its beginning");
  }
  bytes.remove_prefix(version.size());
  if (bytes.size() < sums) return damaged();
  std::uint64_t formula = 0;
  std::uint64_t own = 0;
  std::memcpy(&formula, bytes.data(), sizeof formula);
  std::memcpy(&own, bytes.data() + sizeof formula, sizeof own);
  bytes.remove_prefix(sums);
  if (formula != formula_checksum(monitor))
    return error("state-other-formula", "this state is that of another formula or signature");
  if (own != checksum(bytes)) return damaged();
  Archive archive(bytes);
  exchange(monitor, archive);
  if (!archive.ok() || !archive.at_end()) return damaged();
  return ok_status();
}

std::string with_right_checksum(std::string bytes) {
  const std::size_t content = head.size() + version.size() + sums;
  if (bytes.size() < content) return bytes;
  const std::uint64_t own = checksum(std::string_view(bytes).substr(content));
  std::memcpy(bytes.data() + content - sizeof own, &own, sizeof own);
  return bytes;
}

}  // namespace entente::verify
