// The pipeline in one listing: from bytes to a dossier in which every stage has run.
//
//   ingest -> segment -> attribute -> resolve -> positions            per document, in parallel (read_one)
//   stories -> issues -> discrepancies                                over the whole dossier (run_whole_stages)
//   (draft) check -> packages -> brief                                when they are asked for
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "app/about_table.h"
#include "app/reader_choice.h"
#include "core/result.h"
#include "frame/frame.h"
#include "read/read.h"
#include "store/store.h"

namespace entente::app {

// What happened so far; told after each batch that is safely in the dossier.
struct ReadProgress {
  std::uint64_t documents = 0;  // new ones
  std::uint64_t known = 0;      // passed over: known, and read by the present reader
  std::uint64_t read_again = 0;
  std::uint64_t bytes = 0;           // of text
  std::vector<std::string> origins;  // of this batch
};

struct ReadConfig {
  unsigned threads = 0;                         // 0: one per processor
  ReaderChoice reader;                          // what is empty is as the dossier was read before
  std::function<void(const Diagnostic&)> tell;  // what a person should know and is no problem of a document
  read::IngestLimits limits;
  AboutTable about;  // what documents do not say themselves
  std::function<void(const ReadProgress&)> progress;
};

struct ReadReport {
  std::uint64_t documents = 0;
  std::uint64_t known = 0;
  std::uint64_t read_again = 0;
  std::uint64_t bytes = 0;
  Diagnostics problems;
};

// How a document is read, with what the dossier's case says. One serves all threads.
class Readers {
 public:
  // By the reader that the config names, else by the one that the dossier was read by on somebody's word.
  static Result<Readers> make(const store::Dossier& dossier, const CaseFacts& facts, const ReadConfig& config);
  // Loads what reading needs and tells what there is to tell. Before the first document, on one thread.
  Status prepare();
  store::DerivedRows read_one(const Document& document) const;  // spans in code points
  store::ReadingKey key() const;

 private:
  Readers(ChosenReader chosen, const CaseFacts& facts, const ReadConfig& config);
  ChosenReader chosen_;
  frame::Framer framer_;
  std::function<void(const Diagnostic&)> tell_;
  bool prepared_ = false;
};

// The case facts that the dossier was told; empty ones where there are none.
Result<CaseFacts> case_of(const store::Dossier& dossier);

// Takes in the paths ("-" is `standard_input`), reads what is not known, reads again what is stale, runs the whole
// stages. Errors of single documents are in the report; an error of the dossier ends it.
Result<ReadReport> read_into(store::Dossier& dossier, const std::vector<std::string>& paths,
                             std::istream& standard_input, const ReadConfig& config);

// Reads again what another reader, model, option or case made, and runs the whole stages where something changed.
Result<ReadReport> bring_up_to_date(store::Dossier& dossier, const ReadConfig& config);

}  // namespace entente::app
