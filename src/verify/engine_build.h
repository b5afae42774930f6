// Fifth pass: from the plan to the nodes. Where a join has rows to begin with, windows are looked up; where it has
// windows alone, their changes are followed.
#pragma once

#include "verify/engine.h"

namespace entente::verify {

class Builder {
 public:
  Builder(Engine& engine, const Types& types, const Signature& signature)
      : engine_(engine), types_(types), signature_(signature) {}

  struct Built {
    NodePointer node;
    Columns columns;
  };
  Built build(const Plan& plan);

  // A predicate that FRZ around the engine defines.
  void define(const std::string& name, Definition& definition) { definitions_[name] = &definition; }

 private:
  Built leaf(const Plan& plan);
  Built either(const Plan& plan);
  Built project(const Plan& plan);
  Built binary(const Plan& plan);
  Built aggregate(const Plan& plan);
  Built let_past(const Plan& plan);
  Built freeze(const Plan& plan);
  Built join(const Plan& plan);
  Built join_of_windows(const Plan& plan, std::vector<Built> parts);
  Built join_of_rows(const Plan& plan, std::vector<Built> parts, std::vector<NodePointer>& inputs);
  // The steps of one join, from the columns `bound` on; the inputs it needs are added to `inputs`.
  Chain chain(const Plan& plan, std::vector<Built> parts, Columns& bound, std::vector<NodePointer>& inputs);
  std::vector<Argument> arguments(const Plan& plan);

  Engine& engine_;
  const Types& types_;
  const Signature& signature_;
  std::map<std::string, Definition*> definitions_;
};

}  // namespace entente::verify
