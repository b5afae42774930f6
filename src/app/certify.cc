#include "app/certify.h"

#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <xxhash.h>

#include "app/conflicts_input.h"
#include "app/input_file.h"
#include "certify/certify.h"
#include "format/json.h"
#include "settle/settle.h"
#include "show/table.h"

namespace entente::app {
namespace {

std::string hash_of(std::string_view text) {
  return text.empty() ? "" : fmt::format("{:016x}", XXH3_64bits(text.data(), text.size()));
}

// The canonical form that an input has, made anew and read back.
Result<std::string> form_of_input(const std::string& path) {
  const Result<ConflictsInput> input = load_conflicts_input(path);
  if (!input) return input.diagnostics();
  std::string form;
  bool means_input = false;
  if (const auto* formula = std::get_if<settle::GroupedFormula>(&*input)) {
    form = settle::canonical_form(*formula);
    means_input = settle::form_means(form, *formula);
  } else {
    const auto& problem = std::get<settle::Problem>(*input);
    form = settle::canonical_form(problem);
    means_input = settle::form_means(form, settle::formula_of(problem).formula);
  }
  if (!means_input) return error("certificate-form", "the canonical form of this input does not mean it", {path, 0, 0});
  return form;
}

}  // namespace

Result<bool> certify(const CertifyRequest& request, show::Console& console) {
  std::optional<std::string> wanted;
  if (!request.of.empty()) {
    Result<std::string> form = form_of_input(request.of);
    if (!form) return form.diagnostics();
    wanted = std::move(form).value();
  }
  bool all_valid = true;
  format::Json rows = format::Json::array();
  show::Table table{{{"file"}, {"valid"}, {"kind"}, {"problem"}, {"what was shown, or what is wrong", false, 3}}, {}};
  for (const std::string& path : request.certificates) {
    const Result<std::string> text = read_input_file(path);
    if (!text) return text.diagnostics();
    std::istringstream in(*text);
    certify::Verdict verdict = certify::check(in);
    const std::string_view form = settle::form_in_certificate(*text);
    if (verdict.valid && wanted && form != *wanted) {
      verdict.valid = false;
      verdict.message = fmt::format("valid, but about another problem: its form is {}, that of {} is {}", hash_of(form),
                                    request.of, hash_of(*wanted));
    }
    all_valid = all_valid && verdict.valid;
    rows.push_back({{"file", path},
                    {"valid", verdict.valid},
                    {"kind", verdict.kind},
                    {"problem", hash_of(form)},
                    {"of", request.of.empty() ? format::Json(nullptr) : format::Json(request.of)},
                    {"message", verdict.message}});
    table.rows.push_back({path, verdict.valid ? "valid" : "NOT VALID", verdict.kind, hash_of(form), verdict.message});
  }
  if (request.format == show::OutputFormat::json) console.out << format::dump_json(rows, 2) << '\n';
  if (request.format == show::OutputFormat::csv) show::print_csv(table, console.out);
  if (request.format == show::OutputFormat::terminal) show::print_terminal(table, console);
  return all_valid;
}

}  // namespace entente::app
