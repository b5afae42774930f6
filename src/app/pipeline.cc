#include "app/pipeline.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <thread>
#include <unordered_set>

#include "app/border.h"
#include "app/bounded_queue.h"
#include "app/case_file.h"
#include "app/whole_stages.h"

namespace entente::app {
namespace {

// What the dossier notes of the reader that somebody asked for, so that other verbs read by it too.
constexpr const char* reader_note = "reader";
constexpr const char* models_note = "models";

using store::DocumentWithRows;
using store::Dossier;

unsigned thread_count(const ReadConfig& config) {
  return config.threads > 0 ? config.threads : std::max(1u, std::thread::hardware_concurrency());
}

// Ingest on this thread, reading on the pool, the database on one writer thread; bounded queues between them.
class Intake {
 public:
  Intake(Dossier& dossier, Readers& readers, const ReadConfig& config, ReadReport& report)
      : dossier_(dossier), readers_(readers), config_(config), report_(report) {}

  Status run(const std::vector<std::string>& paths, std::istream& standard_input) {
    auto known = dossier_.known();
    if (!known) return known.diagnostics();
    known_.insert(std::make_move_iterator(known->begin()), std::make_move_iterator(known->end()));
    std::jthread writer([this] { write(); });
    std::vector<std::jthread> pool;
    for (unsigned t = 0; t < thread_count(config_); ++t) pool.emplace_back([this] { read(); });
    ingest(paths, standard_input);
    unread_.close();
    pool.clear();
    finished_.close();
    writer.join();
    if (!unprepared_.empty()) return unprepared_;
    if (!failure_.empty()) return failure_;
    return dossier_.add_problems(report_.problems);
  }

 private:
  void ingest(const std::vector<std::string>& paths, std::istream& standard_input) {
    const read::IngestFilter wanted = [this](std::string_view origin, std::string_view hash) {
      const bool is_new = known_.find(std::string(origin) + "\n" + std::string(hash)) == known_.end();
      if (!is_new) ++report_.known;
      return is_new;
    };
    const read::IngestSink sink = [this](read::Ingested piece) {
      std::move(piece.diagnostics.begin(), piece.diagnostics.end(), std::back_inserter(report_.problems));
      // The pool waits for the first document, so that the model is loaded before it reads.
      if (!piece.documents.empty()) {
        if (const Status status = readers_.prepare(); !status) {
          unprepared_ = status.diagnostics();
          return false;
        }
      }
      for (Document& document : piece.documents) {
        config_.about.fill(document);
        const std::size_t weight = document.text.size() + 1024;
        if (!unread_.push(std::move(document), weight)) return false;
      }
      return true;
    };
    for (const std::string& path : paths) {
      if (path == "-") {
        const std::string bytes{std::istreambuf_iterator<char>(standard_input), std::istreambuf_iterator<char>()};
        read::ingest_bytes("-", bytes, config_.limits, wanted, sink);
      } else {
        read::ingest_path(path, config_.limits, wanted, sink);
      }
    }
  }

  void read() {
    while (auto document = unread_.pop()) {
      DocumentWithRows item;
      item.rows = readers_.read_one(*document);
      item.document = document_for_dossier(std::move(*document));
      const std::size_t weight = item.document.text.size() * 3 + 4096;
      finished_.push(std::move(item), weight);
    }
  }

  void write() {
    std::vector<DocumentWithRows> batch;
    while (auto first = finished_.pop()) {
      batch.clear();
      batch.push_back(std::move(*first));
      while (batch.size() < most_per_batch) {
        auto next = finished_.try_pop();
        if (!next) break;
        batch.push_back(std::move(*next));
      }
      if (const auto written = dossier_.write(batch, readers_.key()); !written) {
        failure_ = written.diagnostics();
        unread_.close();
        finished_.close();
        return;
      }
      ReadProgress progress;
      for (const DocumentWithRows& item : batch) {
        ++report_.documents;
        report_.bytes += item.document.text.size();
        progress.origins.push_back(item.document.origin);
      }
      if (!config_.progress) continue;
      progress.documents = report_.documents;
      progress.bytes = report_.bytes;
      config_.progress(progress);
    }
  }

  static constexpr std::size_t most_per_batch = 64;
  static constexpr std::size_t queue_bytes = 16u << 20;

  Dossier& dossier_;
  Readers& readers_;
  const ReadConfig& config_;
  ReadReport& report_;  // `known` and `problems` by the ingesting thread, the rest by the writer
  std::unordered_set<std::string> known_;
  BoundedQueue<Document> unread_{queue_bytes};
  BoundedQueue<DocumentWithRows> finished_{queue_bytes};
  Diagnostics failure_;     // of the dossier, by the writer
  Diagnostics unprepared_;  // of the reader, by the ingesting thread
};

// What another reader, model, option or case made, a chunk at a time.
Status read_stale(Dossier& dossier, Readers& readers, const ReadConfig& config, ReadReport& report) {
  const auto stale = dossier.stale_documents(readers.key());
  if (!stale) return stale.diagnostics();
  if (stale->empty()) return ok_status();
  if (const Status status = readers.prepare(); !status) return status.diagnostics();
  constexpr std::size_t chunk = 64;
  for (std::size_t from = 0; from < stale->size(); from += chunk) {
    std::vector<Document> documents;
    std::vector<DocumentWithRows> batch;
    for (std::size_t i = from; i < std::min(from + chunk, stale->size()); ++i) {
      auto stored = dossier.document((*stale)[i]);
      if (!stored) return stored.diagnostics();
      documents.push_back(document_from_dossier(std::move(stored->document)));
      batch.emplace_back().known_as = (*stale)[i];
    }
    std::atomic<std::size_t> next = 0;
    {
      std::vector<std::jthread> pool;
      for (unsigned t = 0; t < thread_count(config); ++t) {
        pool.emplace_back([&] {
          for (std::size_t i = next++; i < documents.size(); i = next++) batch[i].rows = readers.read_one(documents[i]);
        });
      }
    }
    if (const auto written = dossier.write(batch, readers.key()); !written) return written.diagnostics();
    report.read_again += batch.size();
    if (config.progress) {
      ReadProgress progress;
      progress.documents = report.documents;
      progress.read_again = report.read_again;
      config.progress(progress);
    }
  }
  return ok_status();
}

// Documents that were in the dossier before the table was given: what it says of them is kept, and they are stale then,
// since words such as "on Monday" count from the day of publication.
Status fill_known(Dossier& dossier, const AboutTable& about) {
  auto documents = dossier.documents();
  if (!documents) return documents.diagnostics();
  std::vector<store::StoredDocument> filled;
  for (store::StoredDocument& stored : *documents) {
    if (about.fill(stored.document)) filled.push_back(std::move(stored));
  }
  return dossier.replace_facts(filled);
}

}  // namespace

Readers::Readers(ChosenReader chosen, const CaseFacts& facts, const ReadConfig& config)
    : chosen_(std::move(chosen)), framer_(facts), tell_(config.tell) {}

Result<Readers> Readers::make(const Dossier& dossier, const CaseFacts& facts, const ReadConfig& config) {
  ReaderChoice choice = config.reader;
  const auto before = [&](const char* name, std::string& value) -> Status {
    if (!value.empty()) return ok_status();
    auto note = dossier.note(name);
    if (!note) return note.diagnostics();
    value = std::move(*note);
    return ok_status();
  };
  if (const Status status = before(reader_note, choice.name); !status) return status.diagnostics();
  if (const Status status = before(models_note, choice.models); !status) return status.diagnostics();
  auto chosen = choose_reader(facts, choice, thread_count(config));
  if (!chosen) return chosen.diagnostics();
  return Readers(std::move(*chosen), facts, config);
}

Status Readers::prepare() {
  if (prepared_) return ok_status();
  prepared_ = true;
  if (tell_) {
    for (const Diagnostic& note : chosen_.notes) tell_(note);
  }
  return chosen_.prepare();
}

store::DerivedRows Readers::read_one(const Document& document) const {
  read::Reading reading = chosen_.reader->read(document);
  frame::Frame frame = framer_.frame(document, reading.sentences, reading.mentions, reading.statements);
  return rows_for_dossier(document, std::move(reading), std::move(frame));
}

store::ReadingKey Readers::key() const {
  const read::ReaderIdentity identity = chosen_.reader->identity();
  return {identity.reader, identity.version + "+" + std::string(frame::version), identity.model, identity.options};
}

Result<CaseFacts> case_of(const Dossier& dossier) {
  const auto content = dossier.case_content();
  if (!content) return content.diagnostics();
  if (content->empty()) return CaseFacts{};
  return parse_case(*content, "the dossier's case");
}

Result<ReadReport> read_into(Dossier& dossier, const std::vector<std::string>& paths, std::istream& standard_input,
                             const ReadConfig& config) {
  const auto facts = case_of(dossier);
  if (!facts) return facts.diagnostics();
  for (const auto& [name, value] : {std::pair{reader_note, config.reader.name}, {models_note, config.reader.models}}) {
    if (value.empty()) continue;
    if (const Status status = dossier.set_note(name, value == "auto" ? "" : value); !status)
      return status.diagnostics();
  }
  auto readers = Readers::make(dossier, *facts, config);
  if (!readers) return readers.diagnostics();
  ReadReport report;
  if (const Status status = Intake(dossier, *readers, config, report).run(paths, standard_input); !status) {
    return status.diagnostics();
  }
  if (const Status status = fill_known(dossier, config.about); !status) return status.diagnostics();
  if (const Status status = read_stale(dossier, *readers, config, report); !status) return status.diagnostics();
  if (const Status status = run_whole_stages(dossier, *facts); !status) return status.diagnostics();
  return report;
}

Result<ReadReport> bring_up_to_date(Dossier& dossier, const ReadConfig& config) {
  const auto facts = case_of(dossier);
  if (!facts) return facts.diagnostics();
  auto readers = Readers::make(dossier, *facts, config);
  if (!readers) return readers.diagnostics();
  ReadReport report;
  if (const Status status = read_stale(dossier, *readers, config, report); !status) return status.diagnostics();
  if (const Status status = run_whole_stages(dossier, *facts); !status) return status.diagnostics();
  return report;
}

}  // namespace entente::app
