#include "app/verify_terms.h"

#include <algorithm>
#include <filesystem>

#include "app/dossier_access.h"
#include "app/input_file.h"
#include "format/archive.h"
#include "show/verdicts.h"

namespace entente::app {
namespace {

// The names of the dossier's notes; a file's name follows the one that ends in a blank.
constexpr const char* terms_note = "terms";
constexpr const char* terms_path_note = "terms path";
constexpr const char* terms_file_note = "terms file ";
// Of each file of incidents; those of the second have " 2" behind them, and so on.
constexpr const char* incidents_note = "incidents";
constexpr const char* incidents_path_note = "incidents path";
constexpr const char* mapping_note = "incidents mapping";

void print(const Diagnostics& diagnostics, show::Console& console) {
  for (const Diagnostic& d : diagnostics) console.err << to_string(d) << '\n';
}

bool is_unreadable(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) {
    return d.code == "file-unreadable" || d.code.rfind("dossier-", 0) == 0;
  });
}

// Every standard that was asked for; false where one is none, or names no party.
bool read_standards(const Arguments& arguments, const verify::Agreement& agreement, std::vector<verify::Standard>& list,
                    show::Console& console) {
  for (const std::string& word : arguments.all("standard")) {
    const auto standard = verify::parse_standard(word);
    const bool known = standard && (standard->kind != verify::Standard::Kind::word ||
                                    std::any_of(agreement.parties.begin(), agreement.parties.end(),
                                                [&](const auto& p) { return p.name == standard->party; }));
    if (!known) {
      console.err << "entente: \"" << word
                  << "\" is no standard: everybody, monitors, witnesses-N, undisputed or word:PARTY\n";
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
int write_log(const verify::Facts& facts, const verify::Standard& standard, verify::Instant as_of,
              const std::string& folder, show::Console& console) {
  const verify::Agreement& agreement = facts.agreement();
  std::vector<std::pair<std::string, std::string>> files = {
      {"terms.sig", verify::signature_of_terms()},
      {"incidents.log", verify::to_text(verify::log_of(facts, standard, as_of))}};
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    for (std::size_t r = 0; r < agreement.terms[t].rules.size(); ++r) {
      files.emplace_back("term-" + std::to_string(t + 1) + "-" + std::to_string(r + 1) + ".mfotl",
                         verify::formula_of(agreement, t, r) + "\n");
    }
  }
  for (const auto& [name, text] : files) {
    if (const Status s = write_output_file(folder + "/" + name, text); !s) return print(s.diagnostics(), console), 3;
  }
  return 0;
}

struct IncidentFile {
  std::string path, mapping, text;
};

std::string of_file(const char* note, std::size_t number) {
  return number == 0 ? note : std::string(note) + ' ' + std::to_string(number + 1);
}

Result<std::vector<IncidentFile>> kept_files(const store::Dossier& dossier) {
  std::vector<IncidentFile> files;
  while (true) {
    IncidentFile file;
    for (const auto& [name, value] :
         {std::pair{incidents_note, &file.text}, {incidents_path_note, &file.path}, {mapping_note, &file.mapping}}) {
      auto note = dossier.note(of_file(name, files.size()));
      if (!note) return note.diagnostics();
      *value = std::move(note).value();
    }
    if (file.text.empty()) return files;
    files.push_back(std::move(file));
  }
}

Result<verify::IncidentSet> read_all(const std::vector<IncidentFile>& files) {
  verify::IncidentCollector collector;
  Diagnostics said;
  for (const IncidentFile& file : files) {
    const auto mapping = verify::read_mapping(file.mapping, file.path);
    if (!mapping) return mapping.diagnostics();
    const Status read = verify::collect_incidents(file.text, file.path, *mapping, collector);
    said.insert(said.end(), read.diagnostics().begin(), read.diagnostics().end());
    if (!read) return said;
  }
  return {collector.finish(), std::move(said)};
}

// A file that may be packed (gz, zst, xz, bz2), as text.
Result<std::string> read_unpacked(const std::string& path) {
  auto bytes = read_input_file(path);
  if (!bytes || !format::is_packed(*bytes)) return bytes;
  const auto reader = format::ArchiveReader::open_bytes(*bytes, path, {});
  if (!reader) return reader.diagnostics();
  if (!(*reader)->next() || (*reader)->is_archive())
    return error("file-unreadable", "this is no packed file of incidents", {path, 0, 0});
  std::string text;
  char some[1 << 16];
  while (const std::size_t n = (*reader)->bytes().read(some, sizeof some)) text.append(some, n);
  if ((*reader)->problem()) return *(*reader)->problem();
  return text;
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
    if (!arguments_.has("incidents") && dossier_) return incidents_of(**dossier_);
    std::vector<IncidentFile> files;
    const std::vector<std::string> paths = arguments_.all("incidents"), maps = arguments_.all("map");
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const std::string& map = maps[std::min(i, maps.size() - 1)];  // the last serves the rest
      auto mapping = read_input_file(map);
      if (!mapping) return mapping.diagnostics();
      if (const auto read = verify::read_mapping(*mapping, map); !read) return read.diagnostics();
      auto text = read_unpacked(paths[i]);
      if (!text) return text.diagnostics();
      files.push_back({paths[i], std::move(mapping).value(), std::move(text).value()});
    }
    return read_all(files);
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

Result<KeptIncidents> keep_incidents(store::Dossier& dossier, const std::string& path,
                                     const std::string& mapping_path) {
  const auto mapping = read_input_file(mapping_path);
  if (!mapping) return mapping.diagnostics();
  if (const auto read = verify::read_mapping(*mapping, mapping_path); !read) return read.diagnostics();
  const auto text = read_unpacked(path);
  if (!text) return text.diagnostics();
  auto files = kept_files(dossier);
  if (!files) return files.diagnostics();
  const auto before = read_all(*files);
  if (!before) return before.diagnostics();
  // What has grown takes the place of what it was; what else has changed stands beside it, since what was said was
  // said. A new mapping holds for all that came from this path.
  bool known = false;
  for (IncidentFile& file : *files) {
    if (file.path != path) continue;
    file.mapping = *mapping;
    known = known || file.text.substr(0, text->size()) == *text;
    if (known || text->substr(0, file.text.size()) != file.text) continue;
    file.text = *text;
    known = true;
  }
  if (!known) files->push_back({path, *mapping, *text});
  const auto after = read_all(*files);
  if (!after) return after.diagnostics();
  const auto alone = read_all({{path, *mapping, *text}});
  if (!alone) return alone.diagnostics();
  for (std::size_t i = 0; i < files->size(); ++i) {
    const IncidentFile& file = (*files)[i];
    for (const auto& [name, value] :
         {std::pair{mapping_note, &file.mapping}, {incidents_path_note, &file.path}, {incidents_note, &file.text}}) {
      if (const Status kept = dossier.set_note(of_file(name, i), *value); !kept) return kept.diagnostics();
    }
  }
  return {KeptIncidents{alone->incidents.size(), after->incidents.size(), after->reports.size(),
                        after->reports.size() - std::min(before->reports.size(), after->reports.size())},
          alone.diagnostics()};
}

Result<verify::Agreement> terms_of(const store::Dossier& dossier) {
  const auto text = dossier.note(terms_note);
  if (!text) return text.diagnostics();
  if (text->empty())
    return error("terms-missing", "this dossier has no terms; `entente terms DOSSIER FILE` takes them in");
  const auto path = dossier.note(terms_path_note);
  return verify::read_terms(*text, path ? *path : "terms",
                            [&dossier](const std::string& name) -> std::optional<std::string> {
                              auto content = dossier.note(std::string(terms_file_note) + name);
                              if (!content || content->empty()) return std::nullopt;
                              return std::move(content).value();
                            });
}

Result<verify::IncidentSet> incidents_of(const store::Dossier& dossier) {
  const auto files = kept_files(dossier);
  if (!files) return files.diagnostics();
  return read_all(*files);
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

VerifyAnswer verify_terms(const verify::Facts& facts, const VerifyQuestion& question) {
  VerifyAnswer answer;
  const verify::Agreement& agreement = facts.agreement();
  answer.assessment = verify::assess(
      facts, question.standards.empty() ? verify::usual_standards(agreement) : question.standards, question.as_of);
  const auto& a = answer.assessment;
  answer.compliance = verify::compliance_of(agreement, a.results[0], a.as_of);
  if (!question.explain) return answer;
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    const bool asked = question.terms.empty() || std::find(question.terms.begin(), question.terms.end(),
                                                           agreement.terms[t].name) != question.terms.end();
    for (std::size_t s = 0; s < a.standards.size() && asked; ++s) {
      if (question.terms.empty() && a.results[s][t].verdict == verify::TermVerdict::kept) continue;
      VerifyAnswer::Why why{t, s, verify::explain(facts, a.standards[s], a.as_of, t), {}};
      if (question.certify)
        why.certificate = verify::certificate_of(facts, a.standards[s], a.as_of, t, why.explanation);
      answer.reasons.push_back(std::move(why));
    }
  }
  return answer;
}

bool is_breached(const VerifyAnswer& answer) {
  const auto& first = answer.assessment.results[0];
  return std::any_of(first.begin(), first.end(),
                     [](const verify::TermResult& r) { return r.verdict == verify::TermVerdict::breached; });
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
  if (!read_standards(arguments, *agreement, question.standards, console) ||
      !read_as_of(arguments, agreement->zone, question.as_of, console))
    return 2;
  question.certify = arguments.has("certificates");
  question.explain = question.certify || arguments.has("why");
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
    if (const int status = write_log(facts, answer.assessment.standards[0], answer.assessment.as_of,
                                     arguments.get("log-folder"), console);
        status != 0)
      return status;
  }
  if (arguments.has("svg")) {
    const Status written = write_output_file(
        arguments.get("svg"), show::compliance_svg(*agreement, answer.compliance, answer.assessment.standards[0]));
    if (!written) return print(written.diagnostics(), console), 3;
  }
  if (arguments.has("certificates")) {
    for (const auto& why : answer.reasons) {
      const std::string name = std::to_string(why.term + 1) + "-" + std::to_string(why.standard + 1) + ".cert";
      if (why.certificate.empty()) {
        console.err << "entente: no " << name
                    << ": the ways to settle what is not known are too many to show the verdict\n";
        continue;
      }
      const Status written = write_output_file(arguments.get("certificates") + "/" + name, why.certificate);
      if (!written) return print(written.diagnostics(), console), 3;
    }
  }
  std::vector<show::VerdictReason> reasons;
  reasons.reserve(answer.reasons.size());
  for (const auto& why : answer.reasons) reasons.push_back({why.term, why.standard, why.explanation});
  show::print_verdicts(facts, answer.assessment, reasons, answer.compliance,
                       verify::guarantee_states(facts, answer.assessment.as_of), format, console);
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
  show::print_guarantees(
      facts, as_of, with_incidents ? verify::guarantee_states(facts, as_of) : std::vector<verify::GuaranteeState>{},
      verify::guarantee_flaws(*agreement), format, console);
  return 0;
}

}  // namespace entente::app
