#include "settle/sat.h"

#include <cadical.hpp>

namespace entente::settle {
namespace {

class Asker : public CaDiCaL::Terminator {
 public:
  explicit Asker(const Stop& stop) : stop_(stop) {}
  bool terminate() override { return stop_(); }

 private:
  const Stop& stop_;
};

}  // namespace

Sat::Sat(Phase phase) : solver_(std::make_unique<CaDiCaL::Solver>()) {
  solver_->set("quiet", 1);
  // Enumeration makes thousands of small calls. The lucky phases look at every clause on every one of them; the profile
  // asks the system for the time, for which real time needs no system call; inprocessing and the shrinking of learned
  // clauses do not pay.
  solver_->set("lucky", 0);
  solver_->set("profile", 0);
  solver_->set("realtime", 1);
  solver_->set("inprocessing", 0);
  solver_->set("shrink", 0);
  if (phase != Phase::any) {
    solver_->set("phase", phase == Phase::prefer_true_always ? 1 : 0);
    solver_->set("forcephase", 1);
    solver_->set("rephase", 0);
  }
}

Sat::~Sat() = default;

void Sat::add(std::span<const int> clause) {
  for (const int literal : clause) solver_->add(literal);
  solver_->add(0);
}

void Sat::prefer(int literal) { solver_->phase(literal); }
void Sat::reserve(int variables) { solver_->reserve(variables); }
void Sat::assume(int literal) { solver_->assume(literal); }

void Sat::constrain(std::span<const int> clause) {
  for (const int literal : clause) solver_->constrain(literal);
  solver_->constrain(0);
}

Answer Sat::solve(const Stop& stop) {
  ++solves_;
  if (stop && stop()) {
    solver_->reset_assumptions();
    solver_->reset_constraint();
    return Answer::stopped;
  }
  Asker asker(stop);
  if (stop) solver_->connect_terminator(&asker);
  const int status = solver_->solve();
  if (stop) solver_->disconnect_terminator();
  return status == 10 ? Answer::satisfiable : status == 20 ? Answer::unsatisfiable : Answer::stopped;
}

bool Sat::value(int literal) const { return solver_->val(literal) > 0; }
bool Sat::failed(int literal) const { return solver_->failed(literal); }

Model Sat::model(int variables) const {
  Model values(static_cast<std::size_t>(variables) + 1);
  for (int v = 1; v <= variables; ++v) values[static_cast<std::size_t>(v)] = solver_->val(v) > 0;
  return values;
}

}  // namespace entente::settle
