#include "app/correcting.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/named_documents.h"
#include "format/json.h"
#include "show/table.h"
#include "text/code_points.h"

namespace entente::app {
namespace {

using format::Json;
using show::OutputFormat;
using store::Correction;

Span extent(const std::vector<Span>& spans) {
  Span all = spans.empty() ? Span{} : spans.front();
  for (const Span span : spans) all = {std::min(all.start, span.start), std::max(all.end, span.end)};
  return all;
}

Diagnostic no_target(std::string message) { return error("correction-target", std::move(message)); }

Status anchor(const store::Dossier& dossier, Correction& row, store::DocumentId id, Span span) {
  const auto stored = dossier.document(id);
  if (!stored) return stored.diagnostics();
  const std::string& text = stored->document.text;
  const text::CodePointIndex index(text);
  if (span.empty() || span.end > index.size()) return no_target("this span is not within the document");
  row.document = stored->name;
  row.origin = stored->document.origin;
  row.span = span;
  row.words = std::string(index.to_bytes(span).in(text));
  return ok_status();
}

// The row as the reading has it; of an added one, as it is.
template <typename Row>
const Row& as_read(const std::vector<Row>& reading, const Row& row) {
  const auto at = std::find_if(reading.begin(), reading.end(), [&](const Row& each) { return each.id == row.id; });
  return at == reading.end() ? row : *at;
}

std::string fate_word(CorrectionState::Fate fate) {
  switch (fate) {
    case CorrectionState::Fate::holds:
      return "holds";
    case CorrectionState::Fate::overruled:
      return "overruled";
    case CorrectionState::Fate::undone:
      return "undone";
    case CorrectionState::Fate::lost:
      return "lost";
  }
  return "";
}

Json number_or_null(double value) { return std::isnan(value) ? Json(nullptr) : Json(std::round(value * 1000) / 1000); }
std::string shown(double value) { return std::isnan(value) ? "–" : fmt::format("{:.3f}", value); }

}  // namespace

Result<std::vector<Correction>> corrections_for(const store::Dossier& dossier, const CorrectionRequest& request) {
  Correction base;
  base.coder = request.coder;
  base.time = time_in_utc(request.time);
  base.note = request.note;
  std::vector<Correction> rows;
  auto push = [&](std::string field, std::string value) {
    Correction row = base;
    row.field = std::move(field);
    row.value = std::move(value);
    rows.push_back(std::move(row));
  };
  if (!request.rename.empty() || !request.split.empty() ||
      (!request.issue.empty() && request.position == 0 && request.add.empty())) {
    const auto corrected = corrected_positions(dossier);
    if (!corrected) return corrected.diagnostics();
    const auto at = std::find_if(corrected->rows.begin(), corrected->rows.end(),
                                 [&](const store::StoredPosition& row) { return row.position.issue == request.issue; });
    if (at == corrected->rows.end())
      return no_target("no position is on an issue \"" + request.issue + "\"; `entente positions` lists them");
    if (const Status status = anchor(dossier, base, at->document, at->position.what); !status)
      return status.diagnostics();
    base.subject = "issue";
    base.words = request.issue;
    if (request.split.empty())
      push("name", request.rename);
    else
      push("split", format::dump_json({{"name", request.split}, {"containing", request.containing}}));
  } else if (!request.other_document.empty()) {
    const auto documents = NamedDocuments::of(dossier);
    if (!documents) return documents.diagnostics();
    const auto a = documents->find(request.document);
    if (!a) return a.diagnostics();
    const auto b = documents->find(request.other_document);
    if (!b) return b.diagnostics();
    if (a->id == b->id) return no_target("a document is of one story with itself");
    base.subject = "story";
    base.document = a->name;
    base.origin = a->document.origin;
    push(request.apart ? "apart" : "together", b->name);
  } else if (!request.add.empty()) {
    base.subject = request.add;
    if (!request.span || request.document.empty())
      return no_target("what is added needs --document, --start and --end");
    const auto documents = NamedDocuments::of(dossier);
    if (!documents) return documents.diagnostics();
    const auto stored = documents->find(request.document);
    if (!stored) return stored.diagnostics();
    if (const Status status = anchor(dossier, base, stored->id, *request.span); !status) return status.diagnostics();
    Json fields = Json::object();
    for (const auto& [field, value] : request.values) {
      Correction probe = base;
      probe.field = field;
      probe.value = value;
      if (const Status status = check_correction(probe); !status) return status.diagnostics();
      fields[field] = value;
    }
    push("added", format::dump_json(fields));
  } else {
    const bool is_statement = request.statement != 0;
    if (is_statement == (request.position != 0)) {
      return no_target(
          "say what is corrected: --statement, --position, --issue with --rename, --document with --with, or --add");
    }
    base.subject = is_statement ? "statement" : "position";
    if (is_statement) {
      // A deleted one is looked for among the reading's own rows, so that it can be restored.
      const auto corrected = corrected_statements(dossier);
      if (!corrected) return corrected.diagnostics();
      const auto plain = dossier.statements();
      if (!plain) return plain.diagnostics();
      const store::StoredStatement* found = nullptr;
      for (const auto* list : {&*plain, &corrected->rows}) {
        for (const auto& row : *list) found = row.id == request.statement ? &row : found;
      }
      if (found == nullptr) return no_target(fmt::format("there is no statement {}", request.statement));
      if (const Status status = anchor(dossier, base, found->document, extent(found->statement.content)); !status)
        return status.diagnostics();
      base.holder = as_read(*plain, *found).statement.speaker;
    } else {
      const auto corrected = corrected_positions(dossier);
      if (!corrected) return corrected.diagnostics();
      const auto plain = dossier.positions();
      if (!plain) return plain.diagnostics();
      const store::StoredPosition* found = nullptr;
      for (const auto* list : {&*plain, &corrected->rows}) {
        for (const auto& row : *list) found = row.id == request.position ? &row : found;
      }
      if (found == nullptr) return no_target(fmt::format("there is no position {}", request.position));
      if (const Status status = anchor(dossier, base, found->document, found->position.what); !status)
        return status.diagnostics();
      base.holder = as_read(*plain, *found).position.party;
    }
    if (request.remove) push("deleted", "true");
    if (request.restore) push("deleted", "false");
    for (const auto& [field, value] : request.values) push(field, value);
    if (!request.issue.empty()) push("issue", request.issue);
  }
  if (rows.empty()) return no_target("nothing to set: --set FIELD=VALUE, --delete or --restore");
  for (const Correction& row : rows) {
    if (const Status status = check_correction(row); !status) return status.diagnostics();
  }
  return rows;
}

void export_corrections(const std::vector<Correction>& corrections, std::ostream& out) {
  for (const Correction& row : corrections) out << correction_line(row) << '\n';
}

Result<std::size_t> import_corrections(store::Dossier& dossier, std::istream& in, std::string_view file) {
  std::vector<Correction> rows;
  Diagnostics wrong;
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto row = correction_from_line(line, file, number);
    if (row)
      rows.push_back(std::move(*row));
    else
      wrong.push_back(row.diagnostics().front());
  }
  if (!wrong.empty()) return wrong;
  const auto documents = NamedDocuments::of(dossier);
  if (!documents) return documents.diagnostics();
  if (const Status status = documents->localise(dossier, rows); !status) return status.diagnostics();
  return dossier.add_corrections(rows);
}

Status print_corrections(const store::Dossier& dossier, OutputFormat format, show::Console& console) {
  const auto states = correction_states(dossier);
  if (!states) return states.diagnostics();
  std::vector<Correction> rows;
  for (const CorrectionState& state : *states) rows.push_back(state.correction);
  const std::vector<Disagreement> disagreements = disagreements_of(rows);
  const std::vector<Agreement> agreements = agreement_of(rows);
  if (format == OutputFormat::json) {
    Json json{{"corrections", Json::array()}, {"disagreements", Json::array()}, {"agreement", Json::array()}};
    for (const CorrectionState& state : *states) {
      auto line = format::parse_json(correction_line(state.correction), "correction");
      Json row = line ? std::move(*line) : Json::object();
      row["id"] = state.correction.id;
      row["fate"] = fate_word(state.fate);
      row["why"] = state.why.empty() ? Json(nullptr) : Json(state.why);
      json["corrections"].push_back(std::move(row));
    }
    for (const Disagreement& each : disagreements) {
      Json values = Json::array();
      for (const auto& [coder, value] : each.values) values.push_back({{"coder", coder}, {"value", value}});
      json["disagreements"].push_back({{"subject", each.subject},
                                       {"field", each.field},
                                       {"document", each.document},
                                       {"words", each.words},
                                       {"values", values}});
    }
    for (const Agreement& each : agreements) {
      Json pairs = Json::array();
      for (const auto& pair : each.pairs)
        pairs.push_back({{"coders", {pair.a, pair.b}}, {"units", pair.units}, {"kappa", number_or_null(pair.kappa)}});
      json["agreement"].push_back(
          {{"field", each.field}, {"units", each.units}, {"alpha", number_or_null(each.alpha)}, {"pairs", pairs}});
    }
    console.out << format::dump_json(json) << '\n';
    return ok_status();
  }
  show::Table table{{{"id", true, 0},
                     {"coder", false, 1},
                     {"time", false, 0},
                     {"of", false, 0},
                     {"field", false, 0},
                     {"value", false, 2},
                     {"document", false, 2, true},
                     {"words", false, 4},
                     {"fate", false, 2},
                     {"note", false, 2}},
                    {}};
  for (const CorrectionState& state : *states) {
    const Correction& row = state.correction;
    const bool short_value = row.subject == "story" && format != OutputFormat::csv;
    table.rows.push_back({std::to_string(row.id), row.coder, row.time, row.subject, row.field,
                          short_value ? show::short_name(row.value) : row.value, row.document, row.words,
                          fate_word(state.fate) + (state.why.empty() ? "" : ": " + state.why), row.note});
  }
  if (format == OutputFormat::csv) {
    show::print_csv(table, console.out);
    return ok_status();
  }
  if (table.rows.empty()) {
    console.out << "No corrections.\n";
    return ok_status();
  }
  show::print_terminal(table, console);
  if (!disagreements.empty()) console.out << "\nWhere coders disagree:\n";
  for (const Disagreement& each : disagreements) {
    console.out << fmt::format("  {} of {} \"{}\" in {}:", each.field, each.subject, each.words, each.document);
    for (const auto& [coder, value] : each.values) console.out << fmt::format(" {} says {};", coder, value);
    console.out << '\n';
  }
  if (!agreements.empty()) console.out << "\nAgreement (Krippendorff's alpha, nominal; Cohen's kappa by pairs):\n";
  for (const Agreement& each : agreements) {
    console.out << fmt::format("  {}: alpha {} over {} place{}", each.field, shown(each.alpha), each.units,
                               each.units == 1 ? "" : "s");
    for (const auto& pair : each.pairs)
      console.out << fmt::format("; kappa {} ({}, {})", shown(pair.kappa), pair.a, pair.b);
    console.out << '\n';
  }
  return ok_status();
}

}  // namespace entente::app
