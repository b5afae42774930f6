// Which reader reads: the trained one where its model is, else the rules; or the one that was asked for.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/case_facts.h"
#include "core/result.h"
#include "read/read.h"

namespace entente::app {

struct ReaderChoice {
  std::string
      name;  // "trained", "quick", "rules"; empty: what ENTENTE_READER says, else trained where there is a model
  std::string models;  // the folder of the models; empty: where they usually are
};

// Where the models are: the folder that was named; else the one that ENTENTE_MODELS names; else beside the program
// (models, ../models, ../../models, ../share/entente/models). Empty where none of these is there.
std::string models_folder(const std::string& named);

struct ChosenReader {
  std::unique_ptr<read::Reader> reader;
  std::function<Status()> prepare;  // loads what the reader needs; before the first document, on one thread
  Diagnostics notes;                // to be told once, where something is read: that there is no model
};

// Errors: "reader-unknown"; "model-missing" where the trained reader was asked for by name; those of reader.json.
Result<ChosenReader> choose_reader(const CaseFacts& facts, const ReaderChoice& choice, unsigned threads);

}  // namespace entente::app
