// One engine is fed, in order, all time points but the newest. For each time point decided there is an entry: its
// verdict, and the time of the last time point that it was decided by. When the clock has closed that time, the verdict
// is final.
//
// An event for a time that the engine has passed: the engine is set back to the last checkpoint before that time (its
// state as bytes), the entries decided since are taken back, the time points since are fed again, and each new entry is
// compared with the one taken back. Only what is not older than the oldest checkpoint still needed is kept of the log.
#include "verify/reorder.h"

#include <algorithm>
#include <deque>
#include <map>

#include "verify/answers.h"
#include "verify/engine.h"
#include "verify/event_check.h"

namespace entente::verify {
namespace {

constexpr std::int64_t before_all = -Timeline::latest - 1;

struct Batch {
  std::vector<std::uint32_t> predicates;
  std::vector<Word> words;
  std::vector<std::uint64_t> hashes;  // one an event
};

struct Entry {
  std::int64_t time = 0;
  std::int64_t decided_by = 0;
  Verdict verdict;
};

struct Checkpoint {
  std::int64_t time = before_all;  // of the last time point fed
  std::string state;
};

}  // namespace

struct ReorderingMonitor::Inside {
  Inside(Compiled made, Signature declared, ReorderConfig wanted)
      : compiled(std::move(made)),
        signature(std::move(declared)),
        config(wanted),
        engine(fresh()),
        answers(compiled.columns, engine->columns()) {
    for (const PredicateDeclaration& predicate : signature.predicates) arities.push_back(predicate.types.size());
    take_checkpoint();
  }

  std::unique_ptr<Engine> fresh() {
    return std::make_unique<Engine>(compiled.plan, compiled.types, signature, interner);
  }

  // ---- arrivals

  Outcome arrive(const Arrival& arrival, bool with_event) {
    Outcome outcome;
    cause = counts.arrivals++;
    const std::int64_t closed = closed_before();
    if (arrival.time < closed) {
      ++counts.late;
      outcome.late.push_back({cause, arrival, closed});
      if (config.keep_log) late.push_back(outcome.late.back());
    } else {
      take(arrival, with_event, outcome);
    }
    clock = std::max({clock, arrival.time, arrival.arrived.value_or(before_all)});
    newest = std::max(newest, arrival.time);
    feed_until(config.provisional ? newest : closed_before(), outcome);
    close(outcome);
    return outcome;
  }

  void take(const Arrival& arrival, bool with_event, Outcome& outcome) {
    const auto at = pending.try_emplace(pending.end(), arrival.time);
    bool changes = at->second.predicates.empty() && at->second.hashes.empty();
    if (with_event) {
      changes = add(arrival.event, at->second);
      if (!changes) ++counts.repeats;
    }
    if (changes && arrival.time <= fed_until) set_back(arrival.time, outcome);
  }

  // False where the event is there already.
  bool add(const Event& event, Batch& batch) {
    const auto predicate = static_cast<std::uint32_t>(signature.find(event.predicate) - signature.predicates.data());
    scratch.clear();
    for (const Value& value : event.arguments) scratch.push_back(word_of(value, interner));
    const std::uint64_t hash = (std::uint64_t{predicate} << 32) ^ hash_row(scratch.data(), scratch.size());
    if (std::find(batch.hashes.begin(), batch.hashes.end(), hash) != batch.hashes.end() && contains(batch, predicate))
      return false;
    batch.predicates.push_back(predicate);
    batch.hashes.push_back(hash);
    batch.words.insert(batch.words.end(), scratch.begin(), scratch.end());
    return true;
  }
  bool contains(const Batch& batch, std::uint32_t predicate) const {
    const Word* words = batch.words.data();
    for (const std::uint32_t other : batch.predicates) {
      if (other == predicate && std::equal(scratch.begin(), scratch.end(), words)) return true;
      words += arities[other];
    }
    return false;
  }

  // ---- the engine, forward and back

  // Times before this are closed.
  std::int64_t closed_before() const {
    if (!config.lateness || clock == before_all) return before_all;
    return clock - *config.lateness;
  }

  void feed(std::int64_t time, const Batch& batch) {
    engine->begin(time);
    const Word* words = batch.words.data();
    for (const std::uint32_t predicate : batch.predicates) {
      engine->put(predicate, words);
      words += arities[predicate];
    }
    fed_until = time;
  }

  // Feeds what is older than `end`.
  void feed_until(std::int64_t end, Outcome& outcome) {
    for (auto at = pending.upper_bound(fed_until); at != pending.end() && at->first < end; ++at) {
      feed(at->first, at->second);
      decide(outcome);
      if (++since_checkpoint >= checkpoint_distance) take_checkpoint();
    }
  }

  void decide(Outcome& outcome) {
    while (true) {
      const std::uint64_t point = engine->decided();
      if (!engine->timeline().known(point)) return;
      const std::int64_t time = engine->timeline().time(point);
      if (time == Timeline::end_of_time || !engine->advance()) return;
      if (point < finalised) continue;  // decided again after being set back, and final already
      Entry entry{time, fed_until, {}};
      entry.verdict.time_point = point;
      entry.verdict.time = time;
      const Rows& rows = answers.sorted(engine->root(), interner);
      for (std::size_t i = 0; i < rows.count; ++i) {
        std::vector<Value>& row = entry.verdict.rows.emplace_back();
        for (std::size_t k = 0; k < compiled.columns.size(); ++k) {
          row.push_back(value_of(rows.row(i)[k], compiled.columns[k].type, interner));
        }
      }
      compare(entry, outcome);
      entries.push_back(std::move(entry));
    }
  }

  void compare(const Entry& entry, Outcome& outcome) {
    const auto old = taken_back.find(entry.time);
    static const std::vector<std::vector<Value>> none;
    const std::vector<std::vector<Value>>& before = old == taken_back.end() ? none : old->second;
    if (config.provisional && entry.verdict.rows != before) {
      Revision revision;
      revision.verdict = entry.verdict;
      revision.first = before.empty();
      revision.cause = cause;
      std::set_difference(before.begin(), before.end(), entry.verdict.rows.begin(), entry.verdict.rows.end(),
                          std::back_inserter(revision.gone));
      outcome.revisions.push_back(std::move(revision));
    }
    if (old != taken_back.end()) taken_back.erase(old);
  }

  void take_checkpoint() {
    since_checkpoint = 0;
    Checkpoint made;
    made.time = fed_until;
    if (!config.provisional) return;
    Archive archive(made.state);
    engine->exchange(archive);
    // As far apart as makes the copying of the state a small part of the work.
    checkpoint_distance = std::max<std::uint64_t>(32, made.state.size() / 512);
    checkpoints.push_back(std::move(made));
  }

  void set_back(std::int64_t time, Outcome& outcome) {
    ++counts.set_back;
    while (checkpoints.back().time >= time) checkpoints.pop_back();
    const std::int64_t reached = fed_until;
    engine = fresh();
    Archive archive(std::string_view(checkpoints.back().state));
    engine->exchange(archive);
    fed_until = checkpoints.back().time;
    since_checkpoint = 0;
    while (!entries.empty() && entries.back().decided_by > fed_until) {
      Entry& last = entries.back();
      if (!last.verdict.rows.empty()) taken_back[last.time] = std::move(last.verdict.rows);
      entries.pop_back();
    }
    const auto from = pending.upper_bound(fed_until);
    const auto to = pending.upper_bound(reached);
    counts.replayed += static_cast<std::uint64_t>(std::distance(from, to));
    for (auto at = from; at != to; ++at) {
      feed(at->first, at->second);
      decide(outcome);
      if (++since_checkpoint >= checkpoint_distance) take_checkpoint();
    }
    // What the future must decide again is provisional no more.
    for (auto& [gone_time, rows] : taken_back) {
      Revision revision;
      revision.verdict.time = gone_time;
      revision.verdict.time_point = point_of(gone_time);
      revision.gone = std::move(rows);
      revision.cause = cause;
      outcome.revisions.push_back(std::move(revision));
    }
    taken_back.clear();
  }

  std::uint64_t point_of(std::int64_t time) const {
    const Timeline& timeline = engine->timeline();
    std::uint64_t point = timeline.first();
    while (point < timeline.count() && timeline.time(point) < time) ++point;
    return point;
  }

  // What is decided by closed times alone is final; what no checkpoint needs is forgotten.
  void close(Outcome& outcome) {
    const std::int64_t closed = closed_before();
    while (!entries.empty() && entries.front().decided_by < closed) {
      Verdict& verdict = entries.front().verdict;
      if (!verdict.rows.empty()) {
        if (config.keep_log) finals[verdict.time] = verdict.rows;
        outcome.final.push_back(std::move(verdict));
      }
      entries.pop_front();
      ++finalised;
    }
    while (checkpoints.size() > 1 && checkpoints[1].time < closed) checkpoints.pop_front();
    const std::int64_t needed_after = config.provisional ? checkpoints.front().time : fed_until;
    while (!pending.empty() && pending.begin()->first <= needed_after) {
      if (config.keep_log)
        log.insert(pending.extract(pending.begin()));
      else
        pending.erase(pending.begin());
    }
  }

  Outcome finish() {
    Outcome outcome;
    feed_until(Timeline::end_of_time, outcome);
    if (!engine->timeline().ended()) engine->begin(Timeline::end_of_time);
    decide(outcome);
    config.lateness = 0;
    clock = Timeline::end_of_time;
    for (Entry& entry : entries) entry.decided_by = before_all;
    close(outcome);
    if (config.keep_log) log.merge(pending);
    return outcome;
  }

  Outcome recompute() {
    Outcome outcome;
    for (const LateArrival& arrival : late) add(arrival.arrival.event, log[arrival.arrival.time]);
    if (!late.empty()) cause = late.front().number;
    late.clear();
    std::map<std::int64_t, std::vector<std::vector<Value>>> before;
    before.swap(finals);
    engine = fresh();
    entries.clear();
    checkpoints.clear();
    finalised = 0;
    Outcome unused;
    for (const auto& [time, batch] : log) {
      feed(time, batch);
      decide(unused);
    }
    engine->begin(Timeline::end_of_time);
    decide(unused);
    taken_back = std::move(before);
    const bool provisional = config.provisional;
    config.provisional = true;  // the comparison below is that of provisional verdicts
    for (Entry& entry : entries) {
      compare(entry, outcome);
      if (entry.verdict.rows.empty()) continue;
      finals[entry.time] = entry.verdict.rows;
      outcome.final.push_back(std::move(entry.verdict));
    }
    config.provisional = provisional;
    taken_back.clear();
    entries.clear();
    return outcome;
  }

  Interner interner;
  Compiled compiled;
  Signature signature;
  ReorderConfig config;
  std::unique_ptr<Engine> engine;
  Answers answers;
  std::vector<std::size_t> arities;
  std::map<std::int64_t, Batch> pending;  // not yet fed, or still needed to feed again
  std::map<std::int64_t, Batch> log;      // with keep_log: what pending has forgotten
  std::map<std::int64_t, std::vector<std::vector<Value>>> finals;
  std::map<std::int64_t, std::vector<std::vector<Value>>> taken_back;
  std::deque<Entry> entries;
  std::deque<Checkpoint> checkpoints;
  std::vector<LateArrival> late;
  std::vector<Word> scratch;
  std::int64_t clock = before_all;
  std::int64_t newest = before_all;
  std::int64_t fed_until = before_all;
  std::uint64_t since_checkpoint = 0;
  std::uint64_t checkpoint_distance = 32;
  std::uint64_t cause = 0;
  std::uint64_t finalised = 0;  // time points whose verdict is final: no event can come between them any more
  Counts counts;
};

ReorderingMonitor::ReorderingMonitor(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
ReorderingMonitor::ReorderingMonitor(ReorderingMonitor&&) noexcept = default;
ReorderingMonitor& ReorderingMonitor::operator=(ReorderingMonitor&&) noexcept = default;
ReorderingMonitor::~ReorderingMonitor() = default;

Result<ReorderingMonitor> ReorderingMonitor::make(const Formula& formula, const Signature& signature,
                                                  const ReorderConfig& config, std::string_view text,
                                                  std::string_view file) {
  Result<Compiled> compiled = compile(formula, signature, text, file);
  if (!compiled) return compiled.diagnostics();
  return ReorderingMonitor(std::make_unique<Inside>(std::move(*compiled), signature, config));
}

const std::vector<Column>& ReorderingMonitor::columns() const { return inside_->compiled.columns; }
const ReorderingMonitor::Counts& ReorderingMonitor::counts() const { return inside_->counts; }

Result<Outcome> ReorderingMonitor::arrive(const Arrival& arrival) {
  if (Diagnostic wrong = wrong_with(arrival.event, inside_->signature); !wrong.code.empty()) return wrong;
  if (Diagnostic wrong = wrong_with_time(arrival.time); !wrong.code.empty()) return wrong;
  if (Diagnostic wrong = wrong_with_time(arrival.arrived.value_or(0)); !wrong.code.empty()) return wrong;
  return inside_->arrive(arrival, true);
}

Result<Outcome> ReorderingMonitor::arrive_time(std::int64_t time) {
  if (Diagnostic wrong = wrong_with_time(time); !wrong.code.empty()) return wrong;
  return inside_->arrive({time, {}, std::nullopt}, false);
}

Outcome ReorderingMonitor::finish() { return inside_->finish(); }

Result<Outcome> ReorderingMonitor::recompute() {
  if (!inside_->config.keep_log)
    return error("reorder-no-log", "the past is recomputed from the log, which was not kept");
  return inside_->recompute();
}

}  // namespace entente::verify
