#include "settle/certificates.h"

#include <algorithm>
#include <cadical.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace entente::settle {
namespace {

class Asker : public CaDiCaL::Terminator {
 public:
  explicit Asker(const Stop& stop) : stop_(stop) {}
  bool terminate() override { return stop_ && stop_(); }

 private:
  const Stop& stop_;
};

// A stream into memory, as the solver writes its proof to nothing but files.
class MemoryFile {
 public:
  MemoryFile() : file_(open_memstream(&data_, &size_)) {}
  ~MemoryFile() {
    if (file_ != nullptr) std::fclose(file_);
    std::free(data_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  FILE* file() { return file_; }
  std::string_view text() {
    std::fflush(file_);
    return {data_, size_};
  }

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0;
  FILE* file_;
};

// Lemmas alone: deletions only spare a checker time.
std::string lemmas_of(std::string_view proof) {
  std::string lemmas;
  while (!proof.empty()) {
    const std::size_t end = std::min(proof.find('\n'), proof.size());
    const std::string_view line = proof.substr(0, end);
    proof.remove_prefix(std::min(end + 1, proof.size()));
    if (line.empty() || line[0] == 'd') continue;
    if (line == "0") break;
    lemmas += line;
    lemmas += '\n';
  }
  return lemmas + "0\n";
}

void append_numbers(std::string& text, const GroupSet& groups) {
  for (const Group group : groups) text += ' ' + std::to_string(group);
  text += '\n';
}

std::string assignment_line(const Model& model) {
  std::string line = "true";
  for (std::size_t v = 1; v < model.size(); ++v) {
    if (model[v]) line += ' ' + std::to_string(v);
  }
  return line + '\n';
}

std::vector<std::vector<int>> clauses_of_groups(const GroupedFormula& formula, const GroupSet& groups) {
  std::vector<std::vector<int>> clauses;
  for (std::size_t i = 0; i < formula.clauses(); ++i) {
    const Group group = formula.group_of(i);
    if (group != 0 && !std::binary_search(groups.begin(), groups.end(), group)) continue;
    const auto clause = formula.clause(i);
    clauses.emplace_back(clause.begin(), clause.end());
  }
  return clauses;
}

}  // namespace

std::optional<std::string> refutation_of(const std::vector<std::vector<int>>& clauses, const Stop& stop) {
  MemoryFile proof;
  if (proof.file() == nullptr) return std::nullopt;
  int status = 0;
  {
    CaDiCaL::Solver solver;
    solver.set("quiet", 1);
    solver.set("binary", 0);
    solver.trace_proof(proof.file(), "memory");
    Asker asker(stop);
    solver.connect_terminator(&asker);
    for (const auto& clause : clauses) {
      for (const int literal : clause) solver.add(literal);
      solver.add(0);
    }
    status = solver.solve();
    solver.disconnect_terminator();
    solver.close_proof_trace();
  }
  if (status != 20) return std::nullopt;
  return lemmas_of(proof.text());
}

std::optional<std::string> CertificateWriter::refutation_of(const GroupSet& groups, const Stop& stop) const {
  return settle::refutation_of(clauses_of_groups(formula_, groups), stop);
}

std::optional<std::string> CertificateWriter::conflict(const GroupSet& groups, const Stop& stop) const {
  std::string text = begin("conflict") + "conflict";
  append_numbers(text, groups);
  const auto refutation = refutation_of(groups, stop);
  if (!refutation) return std::nullopt;
  text += *refutation;
  for (const Group member : groups) {
    GroupSet rest;
    std::copy_if(groups.begin(), groups.end(), std::back_inserter(rest), [&](Group g) { return g != member; });
    Sat sat;
    for (const auto& clause : clauses_of_groups(formula_, rest)) sat.add(clause);
    if (sat.solve(stop) != Answer::satisfiable) return std::nullopt;
    text += "without " + std::to_string(member) + '\n' + assignment_line(sat.model(formula_.variables));
  }
  return text + "end\n";
}

std::optional<std::string> CertificateWriter::concession(const GroupSet& groups, const Model& model,
                                                         const Stop& stop) const {
  std::string text = begin("concession") + "concession";
  append_numbers(text, groups);
  text += assignment_line(model);
  const GroupSet kept = complement(groups, formula_.groups);
  for (const Group member : groups) {
    GroupSet more = kept;
    more.insert(std::upper_bound(more.begin(), more.end(), member), member);
    const auto refutation = refutation_of(more, stop);
    if (!refutation) return std::nullopt;
    text += "back " + std::to_string(member) + '\n' + *refutation;
  }
  return text + "end\n";
}

std::optional<std::string> CertificateWriter::all(const std::vector<GroupSet>& conflicts,
                                                  const std::vector<FoundSet>& concessions, const Stop& stop) const {
  std::string text = begin("all-conflicts");
  std::vector<std::vector<int>> neither;
  for (const GroupSet& conflict : conflicts) {
    const auto refutation = refutation_of(conflict, stop);
    if (!refutation) return std::nullopt;
    text += "conflict";
    append_numbers(text, conflict);
    text += *refutation;
    std::vector<int>& clause = neither.emplace_back();
    for (const Group group : conflict) clause.push_back(-static_cast<int>(group));
  }
  for (const FoundSet& concession : concessions) {
    text += "concession";
    append_numbers(text, concession.groups);
    text += assignment_line(concession.model);
    neither.emplace_back(concession.groups.begin(), concession.groups.end());
  }
  const auto refutation = settle::refutation_of(neither, stop);
  if (!refutation) return std::nullopt;
  return text + "nothing else\n" + *refutation + "end\n";
}

}  // namespace entente::settle
