#include "app/verify_terms.h"

#include <algorithm>
#include <filesystem>

#include "app/dossier_access.h"
#include "app/input_file.h"
#include "show/verdicts.h"

namespace entente::app {
namespace {

// The names of the dossier's notes; a file's name follows the one that ends in a blank.
constexpr const char* terms_note = "terms";
constexpr const char* terms_path_note = "terms path";
constexpr const char* terms_file_note = "terms file ";
constexpr const char* incidents_note = "incidents";
constexpr const char* incidents_path_note = "incidents path";
constexpr const char* mapping_note = "incidents mapping";

void print(const Diagnostics& diagnostics, show::Console& console) {
  for (const Diagnostic& d : diagnostics) console.err << to_string(d) << '\n';
}

bool is_unreadable(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.code == "file-unreadable" || d.code.rfind("dossier-", 0) == 0; });
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

// Where terms and incidents come from: a dossier that took them in, or the files that the options name.
class Source {
 public:
  explicit Source(const Arguments& arguments) : arguments_(arguments) {
    if (!arguments.positional.empty()) dossier_ = open_dossier(arguments.positional.front(), Freshness::as_it_is);
  }

  Result<verify::Agreement> terms() const {
    if (arguments_.has("terms") || !dossier_) return read_terms_file(arguments_.get("terms"));
    if (!*dossier_) return dossier_->diagnostics();
    return terms_of(**dossier_);
  }

  bool has_incidents() const {
    if (arguments_.has("incidents") && arguments_.has("map")) return true;
    if (!dossier_ || !*dossier_) return false;
    const auto kept = (*dossier_)->note(incidents_note);
    return kept && !kept->empty();
  }

  Result<verify::IncidentSet> incidents() const {
    if (arguments_.has("incidents") || !dossier_) return read_incidents_file(arguments_.get("incidents"), arguments_.get("map"));
    return incidents_of(**dossier_);
  }

 private:
  const Arguments& arguments_;
  std::optional<Result<store::Dossier>> dossier_;
};

}  // namespace

Status keep_terms(store::Dossier& dossier, const std::string& path) {
  auto text = read_input_file(path);
  if (!text) return text.diagnostics();
  const auto folder = std::filesystem::path(path).parent_path();
  std::vector<std::pair<std::string, std::string>> named;  // the files that the terms name, as they name them
  const auto agreement = verify::read_terms(*text, path, [&](const std::string& name) -> std::optional<std::string> {
    auto content = read_input_file((folder / name).string());
    if (!content) return std::nullopt;
    named.emplace_back(name, *content);
    return std::move(content).value();
  });
  if (!agreement) return agreement.diagnostics();
  if (const Status kept = dossier.set_note(terms_note, *text); !kept) return kept;
  if (const Status kept = dossier.set_note(terms_path_note, path); !kept) return kept;
  for (const auto& [name, content] : named) {
    if (const Status kept = dossier.set_note(std::string(terms_file_note) + name, content); !kept) return kept;
  }
  return {Nothing{}, agreement.diagnostics()};
}

Result<std::size_t> keep_incidents(store::Dossier& dossier, const std::string& path, const std::string& mapping_path) {
  const auto incidents = read_incidents_file(path, mapping_path);
  if (!incidents) return incidents.diagnostics();
  const auto text = read_input_file(path);
  const auto mapping = read_input_file(mapping_path);
  if (!text || !mapping) return error("file-unreadable", "the file changed while it was read", {path, 0, 0});
  for (const auto& [name, value] : {std::pair{mapping_note, *mapping}, {incidents_path_note, path}, {incidents_note, *text}}) {
    if (const Status kept = dossier.set_note(name, value); !kept) return kept.diagnostics();
  }
  return {incidents->incidents.size(), incidents.diagnostics()};
}

Result<verify::Agreement> terms_of(const store::Dossier& dossier) {
  const auto text = dossier.note(terms_note);
  if (!text) return text.diagnostics();
  if (text->empty()) return error("terms-missing", "this dossier has no terms; `entente terms DOSSIER FILE` takes them in");
  const auto path = dossier.note(terms_path_note);
  return verify::read_terms(*text, path ? *path : "terms", [&dossier](const std::string& name) -> std::optional<std::string> {
    auto content = dossier.note(std::string(terms_file_note) + name);
    if (!content || content->empty()) return std::nullopt;
    return std::move(content).value();
  });
}

Result<verify::IncidentSet> incidents_of(const store::Dossier& dossier) {
  const auto text = dossier.note(incidents_note);
  const auto path = dossier.note(incidents_path_note);
  const auto mapping_text = dossier.note(mapping_note);
  if (!text || !path || !mapping_text) return error("dossier-sqlite", "the dossier's incidents could not be read");
  if (text->empty()) return verify::IncidentSet{};
  const auto mapping = verify::read_mapping(*mapping_text, *path);
  if (!mapping) return mapping.diagnostics();
  return verify::read_incidents(*text, *path, *mapping);
}

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
  const Source source(arguments);
  const auto agreement = source.terms();
  print(agreement.diagnostics(), console);
  if (!agreement) return is_unreadable(agreement.diagnostics()) ? 3 : 2;
  if (arguments.has("print-formula")) return print_formulas(*agreement, console);
  if (!source.has_incidents()) {
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
  const auto incidents = source.incidents();
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
  const Source source(arguments);
  const auto agreement = source.terms();
  print(agreement.diagnostics(), console);
  if (!agreement) return is_unreadable(agreement.diagnostics()) ? 3 : 2;
  verify::IncidentSet set;
  verify::Instant as_of = verify::never;
  if (!read_as_of(arguments, agreement->zone, as_of, console)) return 2;
  const bool with_incidents = source.has_incidents();
  if (arguments.has("incidents") != arguments.has("map")) {
    console.err << "entente: --incidents and --map go together\n";
    return 2;
  }
  if (with_incidents) {
    auto incidents = source.incidents();
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
