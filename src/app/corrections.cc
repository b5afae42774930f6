#include "app/corrections.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <type_traits>

#include "format/json.h"
#include "text/code_points.h"

namespace entente::app {
namespace {

using store::Correction;
using store::DocumentId;
using store::StoredPosition;
using store::StoredStatement;

constexpr double same_place = 0.5;  // of the union of two spans

Span extent(const std::vector<Span>& spans) {
  if (spans.empty()) return {};
  Span all = spans.front();
  for (const Span span : spans) all = {std::min(all.start, span.start), std::max(all.end, span.end)};
  return all;
}

double overlap(Span a, Span b) {
  const double common =
      std::max(0.0, static_cast<double>(std::min(a.end, b.end)) - static_cast<double>(std::max(a.start, b.start)));
  const double all = static_cast<double>(a.size()) + static_cast<double>(b.size()) - common;
  return all > 0 ? common / all : 0;
}

bool set_field(Statement& statement, const std::string& field, const std::string& value) {
  if (field == "speaker")
    statement.speaker = value;
  else if (field == "party")
    statement.party = value;
  else if (field == "addressee")
    statement.addressee = value;
  else
    return false;
  return true;
}

bool set_field(Position& position, const std::string& field, const std::string& value) {
  if (field == "party") {
    position.party = value;
  } else if (field == "issue") {
    position.issue = value;
  } else if (field == "stance") {
    position.stance = parse_stance(value).value_or(position.stance);
  } else if (field == "strength") {
    position.strength = parse_strength(value).value_or(position.strength);
  } else if (field == "polarity") {
    position.polarity = value == "+1" || value == "1" ? 1 : value == "-1" ? -1 : 0;
  } else {
    return false;
  }
  return true;
}

// Where a row stands, for anchoring.
Span place_of(const StoredStatement& row) { return extent(row.statement.content); }
Span place_of(const StoredPosition& row) { return row.position.what; }
const std::string& holder_of(const StoredStatement& row) { return row.statement.speaker; }
const std::string& holder_of(const StoredPosition& row) { return row.position.party; }
template <typename Row>
std::map<std::int64_t, std::string> holders_of(const std::vector<Row>& rows) {
  std::map<std::int64_t, std::string> holders;
  for (const Row& row : rows) holders.emplace(row.id, holder_of(row));
  return holders;
}
Statement& inner(StoredStatement& row) { return row.statement; }
Position& inner(StoredPosition& row) { return row.position; }
void place_at(StoredStatement& row, Span span) { row.statement.content = {span}; }
void place_at(StoredPosition& row, Span span) { row.position.what = span; }

std::string folded(std::string_view words) {
  std::string out(words);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

void note_decision(std::map<std::int64_t, std::string>& decided, std::int64_t id, const std::string& what) {
  std::string& words = decided[id];
  words += (words.empty() ? "" : ", ") + what;
}

// Documents of the anchors, looked up once.
class Anchors {
 public:
  explicit Anchors(const store::Dossier& dossier) : dossier_(dossier) {}

  Status load() {
    const auto documents = dossier_.documents(false);
    if (!documents) return documents.diagnostics();
    for (const auto& stored : *documents) {
      by_name_.emplace(stored.name, stored.id);
      if (stored.newest) by_origin_[stored.document.origin] = stored.id;
    }
    return ok_status();
  }

  std::optional<DocumentId> document(const Correction& row) const {
    if (const auto at = by_name_.find(row.document); at != by_name_.end()) return at->second;
    const auto at = by_origin_.find(row.origin);
    return row.origin.empty() || at == by_origin_.end() ? std::nullopt : std::optional(at->second);
  }
  bool has_document(const std::string& name) const { return by_name_.contains(name); }

  // Whether the anchored words still stand at their place.
  bool words_stand(const Correction& row, DocumentId id) {
    if (!row.span || row.words.empty()) return true;
    return words_at(id, *row.span) == row.words;
  }

  std::string words_at(DocumentId id, Span span) {
    auto at = texts_.find(id);
    if (at == texts_.end()) {
      auto stored = dossier_.document(id);
      at = texts_.emplace(id, stored ? std::move(stored->document.text) : std::string()).first;
    }
    return std::string(text::CodePointIndex(at->second).to_bytes(span).in(at->second));
  }

 private:
  const store::Dossier& dossier_;
  std::map<std::string, DocumentId, std::less<>> by_name_;
  std::map<std::string, DocumentId, std::less<>> by_origin_;
  std::map<DocumentId, std::string> texts_;
};

// Lays corrections of one subject over rows. `holders` are those of the rows as read, by id; `states` gets what became
// of each correction, by its id.
template <typename Row>
class Overlay {
 public:
  Overlay(std::vector<Row>& rows, std::string_view subject, std::map<std::int64_t, std::string> holders,
          Anchors& anchors, std::map<std::int64_t, CorrectionState>& states)
      : rows_(rows), subject_(subject), holders_(std::move(holders)), anchors_(anchors), states_(states) {
    for (std::size_t i = 0; i < rows.size(); ++i) by_document_[rows[i].document].push_back(i);
  }

  std::map<std::int64_t, std::string> lay(const std::vector<Correction>& corrections) {
    // First the added ones, so that the others may be about these.
    for (const Correction& row : corrections) {
      if (row.subject == subject_ && row.field == "added" && !row.undone) add(row);
    }
    std::map<std::pair<std::int64_t, std::string>, const Correction*> winner;
    std::set<std::int64_t> deleted;
    for (const Correction& row : corrections) {
      if (row.subject != subject_ || row.field == "added" || row.undone) continue;
      const auto at = find(row);
      if (!at) continue;
      const Correction*& latest = winner[{rows_[*at].id, row.field}];
      if (latest != nullptr) states_[latest->id].fate = CorrectionState::Fate::overruled;
      latest = &row;
      if (row.field == "deleted") {
        if (row.value == "true")
          deleted.insert(rows_[*at].id);
        else
          deleted.erase(rows_[*at].id);
      } else {
        set_field(inner(rows_[*at]), row.field, row.value);
      }
    }
    std::map<std::int64_t, std::string> decided = std::move(added_);
    for (const auto& [key, row] : winner) {
      note_decision(decided, key.first, key.second + " by " + row->coder);
      if (key.second == "party") parties_.emplace(key.first, row->coder);
      if (key.second == "issue") issues_set_[key.first] = row->time;
    }
    for (const Row& row : rows_) {
      if (!deleted.contains(row.id)) continue;
      if constexpr (std::is_same_v<Row, StoredStatement>)
        gone_.emplace(row.id, row.parent_id);
      else
        gone_.emplace(row.id, std::nullopt);
    }
    std::erase_if(rows_, [&](const Row& row) { return deleted.contains(row.id); });
    return decided;
  }

  // The rows that were deleted, with what they were told in; the rows whose party a person decided, and who.
  const std::map<std::int64_t, std::optional<std::int64_t>>& gone() const { return gone_; }
  const std::map<std::int64_t, std::string>& parties() const { return parties_; }
  // When a person put a row on an issue.
  const std::map<std::int64_t, std::string>& issues_set() const { return issues_set_; }

 private:
  void lose(const Correction& row, std::string why) {
    states_[row.id].fate = CorrectionState::Fate::lost;
    states_[row.id].why = std::move(why);
  }

  std::optional<DocumentId> document_of(const Correction& row) {
    const auto id = anchors_.document(row);
    if (!id) {
      lose(row, "the document is not in the dossier");
    } else if (!row.span) {
      lose(row, "it has no span");
    } else if (!anchors_.words_stand(row, *id)) {
      lose(row, "other words stand there now");
    } else {
      return id;
    }
    return std::nullopt;
  }

  void add(const Correction& row) {
    const auto id = document_of(row);
    if (!id) return;
    Row fresh;
    fresh.id = -row.id;
    fresh.document = *id;
    place_at(fresh, *row.span);
    const auto fields = format::parse_json(row.value, "correction");
    if (fields && fields->is_object()) {
      for (const auto& [field, value] : fields->items()) {
        if (value.is_string())
          set_field(inner(fresh), field, value.template get<std::string>());
        else if (value.is_number_integer())
          set_field(inner(fresh), field, std::to_string(value.template get<int>()));
        if (field == "issue") issues_set_[fresh.id] = row.time;
      }
    }
    by_document_[*id].push_back(rows_.size());
    holders_.emplace(fresh.id, holder_of(fresh));
    rows_.push_back(std::move(fresh));
    added_[-row.id] = "added by " + row.coder;
  }

  std::optional<std::size_t> find(const Correction& row) {
    const auto id = document_of(row);
    if (!id) return std::nullopt;
    std::optional<std::size_t> best;
    double most = 0;
    bool tied = false, best_holds = false;
    for (const std::size_t i : by_document_[*id]) {
      const double value = overlap(place_of(rows_[i]), *row.span);
      if (value < same_place || value < most) continue;
      const auto holder = holders_.find(rows_[i].id);
      const bool holds = !row.holder.empty() && holder != holders_.end() && holder->second == row.holder;
      const bool equal = best && value == most;
      if (equal && best_holds) continue;  // of two of one holder with the same words it is the first
      tied = equal && !holds;
      most = value;
      best = i;
      best_holds = holds;
    }
    if (!best)
      lose(row, "this reading has no " + std::string(subject_) + " there");
    else if (tied)
      lose(row, "this reading has several there");
    return tied ? std::nullopt : best;
  }

  std::vector<Row>& rows_;
  std::string_view subject_;
  std::map<std::int64_t, std::string> holders_;
  Anchors& anchors_;
  std::map<std::int64_t, CorrectionState>& states_;
  std::map<DocumentId, std::vector<std::size_t>> by_document_;
  std::map<std::int64_t, std::string> added_;
  std::map<std::int64_t, std::optional<std::int64_t>> gone_;
  std::map<std::int64_t, std::string> parties_;
  std::map<std::int64_t, std::string> issues_set_;
};

// Renamed, merged and split issues, one after another. An issue is known by its name; where a reading groups the
// positions otherwise and nothing is called so any more, by the position that the correction is anchored to.
class IssueOverlay {
 public:
  IssueOverlay(std::vector<StoredPosition>& rows, Anchors& anchors, std::map<std::int64_t, CorrectionState>& states)
      : rows_(rows), anchors_(anchors), states_(states) {}

  void lay(const std::vector<Correction>& corrections) {
    std::map<std::string, const Correction*> latest;  // name -> the last that renames it
    for (const Correction& row : corrections) {
      if (row.subject != "issue" || row.undone || row.field != "name") continue;
      const Correction*& last = latest[row.words];
      if (last != nullptr) states_[last->id].fate = CorrectionState::Fate::overruled;
      last = &row;
    }
    for (const Correction& row : corrections) {
      if (row.subject == "issue" && states_[row.id].fate == CorrectionState::Fate::holds) apply(row);
    }
  }

  // The same for positions that a person put on an issue by themselves, where the issue was renamed or split later:
  // `set_at` has the times.
  void lay_on_set(const std::vector<Correction>& corrections, const std::map<std::int64_t, std::string>& set_at) {
    for (const Correction& row : corrections) {
      CorrectionState& state = states_[row.id];
      const bool bears = state.fate == CorrectionState::Fate::holds || state.fate == CorrectionState::Fate::lost;
      if (row.subject != "issue" || !bears) continue;
      for (StoredPosition& position : rows_) {
        const auto set = set_at.find(position.id);
        if (set == set_at.end() || set->second > row.time || position.position.issue != row.words) continue;
        if (move(row, position)) state = {row, CorrectionState::Fate::holds, ""};
      }
    }
  }

  const std::map<std::int64_t, std::string>& decided() const { return decided_; }

 private:
  void lose(const Correction& row, std::string why) {
    states_[row.id].fate = CorrectionState::Fate::lost;
    states_[row.id].why = std::move(why);
  }

  // What the issue is called in this reading; nothing where it is gone.
  std::optional<std::string> name_now(const Correction& row) {
    for (const StoredPosition& position : rows_) {
      if (position.position.issue == row.words) return row.words;
    }
    const auto document = row.span ? anchors_.document(row) : std::nullopt;
    const StoredPosition* best = nullptr;
    double most = 0;
    for (const StoredPosition& position : rows_) {
      if (!document || position.document != *document) continue;
      const double value = overlap(position.position.what, *row.span);
      if (value < same_place || value <= most) continue;
      most = value;
      best = &position;
    }
    if (best == nullptr || best->position.issue.empty()) return std::nullopt;
    return best->position.issue;
  }

  void apply(const Correction& row) {
    const auto name = name_now(row);
    if (!name) return lose(row, "there is no issue of this name");
    bool met = false;
    for (StoredPosition& position : rows_) {
      if (position.position.issue == *name) met = move(row, position) || met;
    }
    if (!met) lose(row, "no position of this issue has these words");
  }

  // Takes a position to the new issue: all of a renamed one, of a split one those with the words.
  bool move(const Correction& row, StoredPosition& position) {
    std::string into = row.value;
    if (row.field == "split") {
      const auto parsed = format::parse_json(row.value, "correction");
      if (!parsed) return false;
      into = (*parsed)["name"].get<std::string>();
      const std::string words = folded((*parsed)["containing"].get<std::string>());
      if (folded(anchors_.words_at(position.document, position.position.what)).find(words) == std::string::npos &&
          folded(position.phrase).find(words) == std::string::npos) {
        return false;
      }
    }
    position.position.issue = into;
    note_decision(decided_, position.id, "issue by " + row.coder);
    return true;
  }

  std::vector<StoredPosition>& rows_;
  Anchors& anchors_;
  std::map<std::int64_t, CorrectionState>& states_;
  std::map<std::int64_t, std::string> decided_;
};

// A position that a person added stands on the issue that the stage found for it (app/whole_stages.cc), until they say
// another.
void find_issues_of_added(const store::Dossier& dossier, std::vector<StoredPosition>& rows,
                          const std::map<std::int64_t, CorrectionState>& states) {
  for (StoredPosition& row : rows) {
    if (row.id >= 0 || !row.position.issue.empty()) continue;
    const auto at = states.find(-row.id);
    if (at == states.end()) continue;
    if (const auto name = dossier.note(issue_note(at->second.correction)); name) row.position.issue = *name;
  }
}

struct Laid {
  CorrectedStatements statements;
  CorrectedPositions positions;
  std::map<std::int64_t, CorrectionState> states;
};

// What was decided of statements bears on the positions that rest on them: those of a deleted one are none, and where
// the party of one is another, so is that of its positions.
void carry_over(const std::vector<StoredStatement>& statements,
                const std::map<std::int64_t, std::optional<std::int64_t>>& gone,
                const std::map<std::int64_t, std::string>& parties,
                const std::map<std::int64_t, std::string>& parties_as_read, CorrectedPositions& positions) {
  std::erase_if(positions.rows,
                [&](const StoredPosition& row) { return row.statement_id && gone.contains(*row.statement_id); });
  if (parties.empty()) return;
  std::map<std::int64_t, const StoredStatement*> by_id;
  for (const StoredStatement& row : statements) by_id.emplace(row.id, &row);
  for (StoredPosition& row : positions.rows) {
    if (!row.statement_id) continue;
    const auto who = parties.find(*row.statement_id);
    const auto statement = by_id.find(*row.statement_id);
    if (who == parties.end() || statement == by_id.end()) continue;
    if (row.position.party != parties_as_read.at(*row.statement_id)) continue;  // it speaks of another party
    row.position.party = statement->second->statement.party;
    note_decision(positions.decided, row.id, "party by " + who->second);
  }
}

// Of several words on one pair of documents the latest holds.
void judge_ties(const std::vector<Correction>& corrections, const Anchors& anchors,
                std::map<std::int64_t, CorrectionState>& states) {
  std::map<std::pair<std::string, std::string>, const Correction*> latest;
  for (const Correction& row : corrections) {
    if (row.subject != "story" || row.undone) continue;
    if (!anchors.has_document(row.document) || !anchors.has_document(row.value)) {
      states[row.id].fate = CorrectionState::Fate::lost;
      states[row.id].why = "a document is not in the dossier";
      continue;
    }
    const Correction*& last = latest[std::minmax(row.document, row.value)];
    if (last != nullptr) states[last->id].fate = CorrectionState::Fate::overruled;
    last = &row;
  }
}

// With no corrections, a reading as it is.
Result<Laid> lay_over(const store::Dossier& dossier, bool statements, bool positions) {
  Laid laid;
  const auto corrections = dossier.corrections();
  if (!corrections) return corrections.diagnostics();
  for (const Correction& row : *corrections) {
    laid.states[row.id] = {row, row.undone ? CorrectionState::Fate::undone : CorrectionState::Fate::holds, ""};
  }
  Anchors anchors(dossier);
  if (!corrections->empty()) {
    if (const Status status = anchors.load(); !status) return status.diagnostics();
  }
  const bool of_statements = std::any_of(corrections->begin(), corrections->end(),
                                         [](const Correction& row) { return row.subject == "statement"; });
  std::map<std::int64_t, std::optional<std::int64_t>> gone;
  std::map<std::int64_t, std::string> parties, parties_as_read;
  if (statements || of_statements) {
    auto rows = dossier.statements();
    if (!rows) return rows.diagnostics();
    laid.statements.rows = std::move(*rows);
    if (of_statements) {
      for (const StoredStatement& row : laid.statements.rows) parties_as_read.emplace(row.id, row.statement.party);
    }
    Overlay<StoredStatement> overlay(laid.statements.rows, "statement", holders_of(laid.statements.rows), anchors,
                                     laid.states);
    laid.statements.decided = overlay.lay(*corrections);
    gone = overlay.gone();
    parties = overlay.parties();
    for (StoredStatement& row : laid.statements.rows) {
      while (row.parent_id && gone.contains(*row.parent_id)) row.parent_id = gone.at(*row.parent_id);
    }
  }
  if (positions) {
    auto rows = dossier.positions();
    if (!rows) return rows.diagnostics();
    laid.positions.rows = std::move(*rows);
    auto holders = holders_of(laid.positions.rows);
    // What was decided of statements and of whole issues comes first: a word on the single position wins.
    IssueOverlay issues(laid.positions.rows, anchors, laid.states);
    issues.lay(*corrections);
    carry_over(laid.statements.rows, gone, parties, parties_as_read, laid.positions);
    const std::map<std::int64_t, std::string> carried = std::move(laid.positions.decided);
    Overlay<StoredPosition> overlay(laid.positions.rows, "position", std::move(holders), anchors, laid.states);
    laid.positions.decided = overlay.lay(*corrections);
    issues.lay_on_set(*corrections, overlay.issues_set());
    for (const auto* decided : {&carried, &issues.decided()}) {
      for (const auto& [id, words] : *decided) {
        const std::string field = words.substr(0, words.find(" by ") + 4);  // the word on the single position won
        if (laid.positions.decided[id].find(field) == std::string::npos)
          note_decision(laid.positions.decided, id, words);
      }
    }
    find_issues_of_added(dossier, laid.positions.rows, laid.states);
  }
  judge_ties(*corrections, anchors, laid.states);
  return laid;
}

}  // namespace

bool is_same_place(Span a, Span b) { return overlap(a, b) >= same_place; }

std::string issue_note(const Correction& added) { return "issue of added position " + added.uid; }

Result<CorrectedStatements> corrected_statements(const store::Dossier& dossier) {
  auto laid = lay_over(dossier, true, false);
  if (!laid) return laid.diagnostics();
  return std::move(laid->statements);
}

Result<CorrectedPositions> corrected_positions(const store::Dossier& dossier) {
  auto laid = lay_over(dossier, false, true);
  if (!laid) return laid.diagnostics();
  return std::move(laid->positions);
}

Result<std::vector<CorrectionState>> correction_states(const store::Dossier& dossier) {
  auto laid = lay_over(dossier, true, true);
  if (!laid) return laid.diagnostics();
  std::vector<CorrectionState> states;
  for (auto& [id, state] : laid->states) states.push_back(std::move(state));
  std::stable_sort(states.begin(), states.end(),
                   [](const auto& a, const auto& b) { return a.correction.time < b.correction.time; });
  return states;
}

}  // namespace entente::app
