#include "app/verify_terms.h"

#include <algorithm>
#include <filesystem>

#include "app/input_file.h"
#include "show/verdicts.h"

namespace entente::app {
namespace {

void print(const Diagnostics& diagnostics, show::Console& console) {
  for (const Diagnostic& d : diagnostics) console.err << to_string(d) << '\n';
}

bool is_unreadable(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.code == "file-unreadable"; });
}

// Every standard that was asked for; false where one is none, or names no party.
bool read_standards(const Arguments& arguments, const verify::Agreement& agreement, std::vector<verify::Standard>& list, show::Console& console) {
  for (const std::string& word : arguments.all("standard")) {
    const auto standard = verify::parse_standard(word);
    const bool known = standard && (standard->kind != verify::Standard::Kind::word ||
                                    std::any_of(agreement.parties.begin(), agreement.parties.end(), [&](const auto& p) { return p.name == standard->party; }));
    if (!known) {
      console.err << "entente: \"" << word << "\" is no standard: everybody, monitors, witnesses-N, undisputed or word:PARTY\n";
      return false;
    }
    list.push_back(*standard);
  }
  return true;
}

bool read_as_of(const Arguments& arguments, int zone, verify::Instant& as_of, show::Console& console) {
  if (!arguments.has("as-of")) return true;
  const auto range = verify::parse_time(arguments.get("as-of"), verify::TimeFormat::iso, zone);
  if (!range) console.err << "entente: --as-of needs a date or a moment, such as 2031-04-30 or 2031-04-30T12:00Z\n";
  if (range) as_of = range->to;
  return range.has_value();
}

int print_formulas(const verify::Agreement& agreement, show::Console& console) {
  console.out << "# signature\n" << verify::signature_of_terms();
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) console.out << '\n' << verify::formula_of(agreement, t);
  return 0;
}

// The log, the signature and each rule's formula as files, for `verify --sig --formula --log`.
int write_log(const verify::Facts& facts, const verify::Standard& standard, verify::Instant as_of, const std::string& folder, show::Console& console) {
  const verify::Agreement& agreement = facts.agreement();
  std::vector<std::pair<std::string, std::string>> files = {{"terms.sig", verify::signature_of_terms()}, {"incidents.log", verify::to_text(verify::log_of(facts, standard, as_of))}};
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    for (std::size_t r = 0; r < agreement.terms[t].rules.size(); ++r) {
      files.emplace_back("term-" + std::to_string(t + 1) + "-" + std::to_string(r + 1) + ".mfotl", verify::formula_of(agreement, t, r) + "\n");
    }
  }
  for (const auto& [name, text] : files) {
    if (const Status s = write_output_file(folder + "/" + name, text); !s) return print(s.diagnostics(), console), 3;
  }
  return 0;
}

}  // namespace

Result<verify::Agreement> read_terms_file(const std::string& path) {
  auto text = read_input_file(path);
  if (!text) return text.diagnostics();
  const auto folder = std::filesystem::path(path).parent_path();
  return verify::read_terms(*text, path, [&folder](const std::string& name) -> std::optional<std::string> {
    auto content = read_input_file((folder / name).string());
    if (!content) return std::nullopt;
    return std::move(content).value();
  });
}

Result<verify::IncidentSet> read_incidents_file(const std::string& path, const std::string& mapping_path) {
  auto mapping_text = read_input_file(mapping_path);
  if (!mapping_text) return mapping_text.diagnostics();
  auto mapping = verify::read_mapping(*mapping_text, mapping_path);
  if (!mapping) return mapping.diagnostics();
  auto text = read_input_file(path);
  if (!text) return text.diagnostics();
  return verify::read_incidents(*text, path, *mapping);
}

VerifyAnswer verify_terms(const verify::Facts& facts, const VerifyQuestion& question) {
  VerifyAnswer answer;
  const verify::Agreement& agreement = facts.agreement();
  answer.assessment = verify::assess(facts, question.standards.empty() ? verify::usual_standards(agreement) : question.standards, question.as_of);
  const auto& a = answer.assessment;
  answer.compliance = verify::compliance_of(agreement, a.results[0], a.as_of);
  if (!question.explain) return answer;
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    const bool asked = question.terms.empty() || std::find(question.terms.begin(), question.terms.end(), agreement.terms[t].name) != question.terms.end();
    for (std::size_t s = 0; s < a.standards.size() && asked; ++s) {
      if (question.terms.empty() && a.results[s][t].verdict == verify::TermVerdict::kept) continue;
      VerifyAnswer::Why why{t, s, verify::explain(facts, a.standards[s], a.as_of, t), {}};
      why.certificate = verify::certificate_of(facts, a.standards[s], a.as_of, t, why.explanation);
      answer.reasons.push_back(std::move(why));
    }
  }
  return answer;
}

bool is_breached(const VerifyAnswer& answer) {
  const auto& first = answer.assessment.results[0];
  return std::any_of(first.begin(), first.end(), [](const verify::TermResult& r) { return r.verdict == verify::TermVerdict::breached; });
}

int verify_terms(const Arguments& arguments, show::OutputFormat format, show::Console& console) {
  const auto agreement = read_terms_file(arguments.get("terms"));
  print(agreement.diagnostics(), console);
  if (!agreement) return is_unreadable(agreement.diagnostics()) ? 3 : 2;
  if (arguments.has("print-formula")) return print_formulas(*agreement, console);
  if (!arguments.has("incidents") || !arguments.has("map")) {
    console.err << "entente: verify --terms needs --incidents and --map, or --print-formula\n";
    return 2;
  }
  VerifyQuestion question;
  if (!read_standards(arguments, *agreement, question.standards, console) || !read_as_of(arguments, agreement->zone, question.as_of, console)) return 2;
  question.explain = arguments.has("why") || arguments.has("certificates");
  question.terms = arguments.all("term");
  for (const std::string& name : question.terms) {
    if (agreement->term_index(name)) continue;
    console.err << "entente: there is no term \"" << name << "\"\n";
    return 2;
  }
  const auto incidents = read_incidents_file(arguments.get("incidents"), arguments.get("map"));
  print(incidents.diagnostics(), console);
  if (!incidents) return is_unreadable(incidents.diagnostics()) ? 3 : 2;
  if (incidents->incidents.empty()) {
    console.err << "entente: no incident could be read\n";
    return 3;
  }
  const verify::Facts facts(*agreement, *incidents);
  const VerifyAnswer answer = verify_terms(facts, question);
  if (arguments.has("log-folder")) {
    if (const int status = write_log(facts, answer.assessment.standards[0], answer.assessment.as_of, arguments.get("log-folder"), console); status != 0) return status;
  }
  if (arguments.has("svg")) {
    const Status written = write_output_file(arguments.get("svg"), show::compliance_svg(*agreement, answer.compliance, answer.assessment.standards[0]));
    if (!written) return print(written.diagnostics(), console), 3;
  }
  if (arguments.has("certificates")) {
    for (const auto& why : answer.reasons) {
      const std::string name = std::to_string(why.term + 1) + "-" + std::to_string(why.standard + 1) + ".cert";
      const Status written = write_output_file(arguments.get("certificates") + "/" + name, why.certificate);
      if (!written) return print(written.diagnostics(), console), 3;
    }
  }
  std::vector<show::VerdictReason> reasons;
  for (const auto& why : answer.reasons) reasons.push_back({why.term, why.standard, why.explanation});
  show::print_verdicts(facts, answer.assessment, reasons, answer.compliance, verify::guarantee_states(facts, answer.assessment.as_of), format, console);
  return is_breached(answer) ? 1 : 0;
}

int guarantees(const Arguments& arguments, show::OutputFormat format, show::Console& console) {
  const auto agreement = read_terms_file(arguments.get("terms"));
  print(agreement.diagnostics(), console);
  if (!agreement) return is_unreadable(agreement.diagnostics()) ? 3 : 2;
  verify::IncidentSet set;
  verify::Instant as_of = verify::never;
  if (!read_as_of(arguments, agreement->zone, as_of, console)) return 2;
  const bool with_incidents = arguments.has("incidents");
  if (with_incidents != arguments.has("map")) {
    console.err << "entente: --incidents and --map go together\n";
    return 2;
  }
  if (with_incidents) {
    auto incidents = read_incidents_file(arguments.get("incidents"), arguments.get("map"));
    print(incidents.diagnostics(), console);
    if (!incidents) return is_unreadable(incidents.diagnostics()) ? 3 : 2;
    set = std::move(incidents).value();
  }
  const verify::Facts facts(*agreement, set);
  if (as_of == verify::never) as_of = set.last_word();
  show::print_guarantees(facts, as_of, with_incidents ? verify::guarantee_states(facts, as_of) : std::vector<verify::GuaranteeState>{}, verify::guarantee_flaws(*agreement), format, console);
  return 0;
}

}  // namespace entente::app
