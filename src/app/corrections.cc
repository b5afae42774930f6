#include "app/corrections.h"

#include <algorithm>
#include <optional>
#include <set>

#include "format/json.h"
#include "text/code_points.h"

namespace entente::app {
namespace {

using format::Json;
using store::Correction;
using store::DocumentId;
using store::StoredPosition;
using store::StoredStatement;

constexpr double same_place = 0.5;  // of the union of two spans

const std::set<std::string>& fields_of(const std::string& subject) {
  static const std::map<std::string, std::set<std::string>> fields = {
      {"statement", {"speaker", "party", "addressee", "deleted", "added"}},
      {"position", {"party", "stance", "polarity", "strength", "issue", "deleted", "added"}},
      {"issue", {"name"}},
      {"story", {"together", "apart"}}};
  static const std::set<std::string> none;
  const auto at = fields.find(subject);
  return at == fields.end() ? none : at->second;
}

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
Statement& inner(StoredStatement& row) { return row.statement; }
Position& inner(StoredPosition& row) { return row.position; }
void place_at(StoredStatement& row, Span span) { row.statement.content = {span}; }
void place_at(StoredPosition& row, Span span) { row.position.what = span; }

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
    auto at = texts_.find(id);
    if (at == texts_.end()) {
      auto stored = dossier_.document(id);
      at = texts_.emplace(id, stored ? std::move(stored->document.text) : std::string()).first;
    }
    return text::CodePointIndex(at->second).to_bytes(*row.span).in(at->second) == row.words;
  }

 private:
  const store::Dossier& dossier_;
  std::map<std::string, DocumentId, std::less<>> by_name_;
  std::map<std::string, DocumentId, std::less<>> by_origin_;
  std::map<DocumentId, std::string> texts_;
};

// Lays corrections of one subject over rows. `fate` gets what became of each, by correction id.
template <typename Row>
class Overlay {
 public:
  Overlay(std::vector<Row>& rows, std::string_view subject, Anchors& anchors,
          std::map<std::int64_t, CorrectionState>& states)
      : rows_(rows), subject_(subject), anchors_(anchors), states_(states) {
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
      std::string& words = decided[key.first];
      words += (words.empty() ? "" : ", ") + key.second + " by " + row->coder;
    }
    std::erase_if(rows_, [&](const Row& row) { return deleted.contains(row.id); });
    return decided;
  }

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
      }
    }
    by_document_[*id].push_back(rows_.size());
    rows_.push_back(std::move(fresh));
    added_[-row.id] = "added by " + row.coder;
  }

  std::optional<std::size_t> find(const Correction& row) {
    const auto id = document_of(row);
    if (!id) return std::nullopt;
    std::optional<std::size_t> best;
    double most = 0;
    bool tied = false;
    for (const std::size_t i : by_document_[*id]) {
      const double value = overlap(place_of(rows_[i]), *row.span);
      if (value < same_place || value < most) continue;
      tied = best && value == most;
      most = value;
      best = i;
    }
    if (!best)
      lose(row, "this reading has no " + std::string(subject_) + " there");
    else if (tied)
      lose(row, "this reading has several there");
    return tied ? std::nullopt : best;
  }

  std::vector<Row>& rows_;
  std::string_view subject_;
  Anchors& anchors_;
  std::map<std::int64_t, CorrectionState>& states_;
  std::map<DocumentId, std::vector<std::size_t>> by_document_;
  std::map<std::int64_t, std::string> added_;
};

// Renamed and merged issues, one after another.
void rename_issues(std::vector<StoredPosition>& rows, const std::vector<Correction>& corrections,
                   std::map<std::int64_t, std::string>& decided, std::map<std::int64_t, CorrectionState>& states) {
  for (const Correction& row : corrections) {
    if (row.subject != "issue" || row.undone) continue;
    bool met = false;
    for (StoredPosition& position : rows) {
      if (position.position.issue != row.words) continue;
      position.position.issue = row.value;
      std::string& words = decided[position.id];
      words += (words.empty() ? "" : ", ") + ("issue by " + row.coder);
      met = true;
    }
    if (!met) {
      states[row.id].fate = CorrectionState::Fate::lost;
      states[row.id].why = "there is no issue of this name";
    }
  }
}

struct Laid {
  CorrectedStatements statements;
  CorrectedPositions positions;
  std::map<std::int64_t, CorrectionState> states;
};

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
  if (statements) {
    auto rows = dossier.statements();
    if (!rows) return rows.diagnostics();
    laid.statements.rows = std::move(*rows);
    laid.statements.decided =
        Overlay<StoredStatement>(laid.statements.rows, "statement", anchors, laid.states).lay(*corrections);
  }
  if (positions) {
    auto rows = dossier.positions();
    if (!rows) return rows.diagnostics();
    laid.positions.rows = std::move(*rows);
    // A new name first: a single position that was moved to an issue stays there.
    std::map<std::int64_t, std::string> renamed;
    rename_issues(laid.positions.rows, *corrections, renamed, laid.states);
    laid.positions.decided =
        Overlay<StoredPosition>(laid.positions.rows, "position", anchors, laid.states).lay(*corrections);
    for (const auto& [id, words] : renamed)
      laid.positions.decided[id] += (laid.positions.decided[id].empty() ? "" : ", ") + words;
  }
  for (auto& [id, state] : laid.states) {
    if (state.correction.subject != "story" || state.correction.undone) continue;
    if (!anchors.has_document(state.correction.document) || !anchors.has_document(state.correction.value)) {
      state.fate = CorrectionState::Fate::lost;
      state.why = "a document is not in the dossier";
    }
  }
  return laid;
}

}  // namespace

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

Status check_correction(const Correction& row) {
  auto wrong = [](std::string message) { return Status(error("correction-field", std::move(message))); };
  const auto& fields = fields_of(row.subject);
  if (fields.empty())
    return wrong("a correction is of a statement, a position, an issue or a story, not of \"" + row.subject + "\"");
  if (!fields.contains(row.field)) {
    std::string known;
    for (const std::string& field : fields) known += (known.empty() ? "" : ", ") + field;
    return wrong("a " + row.subject + " has no field \"" + row.field + "\" to correct, but " + known);
  }
  if (row.coder.empty() || row.time.empty()) return wrong("a correction needs a coder and a time");
  if (!parse_date(row.time)) return wrong("\"" + row.time + "\" is no time");
  if ((row.subject == "statement" || row.subject == "position") &&
      (row.document.empty() || !row.span || row.span->empty())) {
    return wrong("a correction of a " + row.subject + " needs a document and a span");
  }
  if (row.field == "stance" && !parse_stance(row.value)) return wrong("\"" + row.value + "\" is no stance");
  if (row.field == "strength" && !parse_strength(row.value))
    return wrong("\"" + row.value + "\" is no strength: open, firm or red-line");
  if (row.field == "polarity" && row.value != "+1" && row.value != "1" && row.value != "0" && row.value != "-1") {
    return wrong("polarity is +1, 0 or -1");
  }
  if (row.field == "deleted" && row.value != "true" && row.value != "false") return wrong("deleted is true or false");
  if (row.subject == "issue" && (row.words.empty() || row.value.empty()))
    return wrong("renaming an issue needs its name and the new one");
  if (row.subject == "story" && (row.document.empty() || row.value.empty()))
    return wrong("a story is corrected by two documents");
  return ok_status();
}

std::string correction_line(const Correction& row) {
  auto text_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  return format::dump_json({{"uid", row.uid},
                            {"coder", row.coder},
                            {"time", row.time},
                            {"note", text_or_null(row.note)},
                            {"subject", row.subject},
                            {"field", row.field},
                            {"value", row.value},
                            {"document", text_or_null(row.document)},
                            {"origin", text_or_null(row.origin)},
                            {"start", row.span ? Json(row.span->start) : Json(nullptr)},
                            {"end", row.span ? Json(row.span->end) : Json(nullptr)},
                            {"words", text_or_null(row.words)},
                            {"undone", row.undone},
                            {"changed", row.changed}});
}

Result<Correction> correction_from_line(std::string_view line, std::string_view file, std::uint64_t number) {
  const Place place{std::string(file), number, 0};
  const auto parsed = format::parse_json(line, file);
  if (!parsed || !parsed->is_object()) return error("correction-json", "this line is no JSON object", place);
  auto text = [&](const char* key) {
    const auto at = parsed->find(key);
    return at != parsed->end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  auto offset = [&](const char* key) -> std::optional<std::uint32_t> {
    const auto at = parsed->find(key);
    if (at == parsed->end() || !at->is_number_unsigned() || at->get<std::uint64_t>() > 0xFFFFFFFFULL)
      return std::nullopt;
    return at->get<std::uint32_t>();
  };
  Correction row;
  row.uid = text("uid");
  row.coder = text("coder");
  row.time = text("time");
  row.note = text("note");
  row.subject = text("subject");
  row.field = text("field");
  row.value = text("value");
  row.document = text("document");
  row.origin = text("origin");
  row.words = text("words");
  row.changed = text("changed");
  const auto start = offset("start");
  const auto end = offset("end");
  if (start && end && *start < *end) row.span = Span{*start, *end};
  if (const auto at = parsed->find("undone"); at != parsed->end() && at->is_boolean()) row.undone = at->get<bool>();
  if (const Status status = check_correction(row); !status) {
    Diagnostic first = status.diagnostics().front();
    first.place = place;
    return first;
  }
  return row;
}

}  // namespace entente::app
