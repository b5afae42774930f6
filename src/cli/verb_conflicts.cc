#include "app/conflicts.h"
#include "cli/interrupt.h"
#include "cli/verbs.h"

namespace entente::cli {
namespace {

// Nothing where an option's value is none of those it may have; then a sentence has been printed.
std::optional<app::ConflictsRequest> request_of(const Arguments& arguments, Console& console) {
  using Order = settle::ConflictsConfig::Order;
  app::ConflictsRequest request;
  request.path = arguments.positional.at(0);
  request.format = output_format(arguments);
  request.certificates = arguments.get("certificates");
  const std::string format = arguments.get("format");
  const std::string only = arguments.get("only");
  const std::string order = arguments.get("order", "found");
  const auto refuse = [&](const char* option, const std::string& value, const char* choices) {
    console.err << "entente: --" << option << " is " << choices << ", not \"" << value << "\"\n";
    return std::nullopt;
  };
  if (!format.empty() && format != "marco") return refuse("format", format, "marco");
  if (!only.empty() && only != "conflicts" && only != "concessions")
    return refuse("only", only, "conflicts or concessions");
  if (order != "found" && order != "count" && order != "weight")
    return refuse("order", order, "found, count or weight");
  request.marco_lines = format == "marco";
  request.config.conflicts = only != "concessions";
  request.config.concessions = only != "conflicts";
  request.config.order = order == "count"    ? Order::smallest_by_count
                         : order == "weight" ? Order::smallest_by_weight
                                             : Order::as_found;
  const auto first = arguments.number("first");
  if (arguments.has("first") && !(first && *first >= 1 && *first <= 1e15)) {
    return refuse("first", arguments.get("first"), "a number from 1 up");
  }
  if (first) request.config.most_conflicts = request.config.most_concessions = static_cast<std::size_t>(*first);
  const auto timeout = arguments.number("timeout");
  if (arguments.has("timeout") && !(timeout && *timeout >= 0))
    return refuse("timeout", arguments.get("timeout"), "seconds");
  request.config.stop = stop_when_interrupted(timeout);
  return request;
}

}  // namespace

int run_conflicts(const Arguments& arguments, Console& console) {
  const auto request = request_of(arguments, console);
  if (!request) return bad_usage;
  const Status status = app::conflicts(*request, console);
  for (const Diagnostic& diagnostic : status.diagnostics()) console.err << to_string(diagnostic) << '\n';
  return status ? done : nothing_read;
}

}  // namespace entente::cli
