#include "app/answers_reading.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/corrections.h"
#include "format/json.h"
#include "show/table.h"

namespace entente::app {
namespace {

using format::Json;
using show::OutputFormat;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json date_json(const Date& date) { return text_or_null(to_string(date)); }

std::string shown_date(const Date& date) { return date.known() ? to_string(date) : "undated"; }

Json span_json(Span span) { return {{"start", span.start}, {"end", span.end}}; }

Json spans_json(const std::vector<Span>& spans) {
  Json list = Json::array();
  for (const Span span : spans) list.push_back(span_json(span));
  return list;
}

Json dates_json(const std::vector<DateMention>& dates) {
  Json list = Json::array();
  for (const DateMention& mention : dates) {
    list.push_back({{"start", mention.span.start},
                    {"end", mention.span.end},
                    {"date", to_string(mention.date)},
                    {"days", mention.days},
                    {"relation", to_string(mention.relation)}});
  }
  return list;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

void add_told_by(Json& json, const ToldBy& told_by) {
  json["utterance"] = told_by.utterance > 0 ? Json(told_by.utterance) : Json(nullptr);
  json["tellings"] = told_by.tellings;
  json["witnesses"] = told_by.witnesses.size();
  json["told_by"] = told_by.witnesses;
}

// One telling of each utterance, the first; the table says how many there are.
template <typename Row, typename Same>
std::vector<const Row*> one_of_each(const std::vector<Row>& rows, Same same) {
  std::vector<const Row*> chosen;
  std::map<std::int64_t, std::vector<const Row*>> of_utterance;
  for (const Row& row : rows) {
    std::vector<const Row*>& before = of_utterance[row.told_by.utterance];
    const bool told = row.told_by.utterance != 0 && std::any_of(before.begin(), before.end(), [&](const Row* other) {
                        return other->document_id != row.document_id && same(*other, row);
                      });
    if (told) continue;
    before.push_back(&row);
    chosen.push_back(&row);
  }
  return chosen;
}

// The terminal has room for one column, a program wants three.
void add_witness_columns(show::Table& table, bool for_programs) {
  if (!for_programs) {
    table.columns.push_back({"told by", false, 2});
    return;
  }
  for (const char* title : {"utterance", "witnesses"}) table.columns.push_back({title, true, 0});
  table.columns.push_back({"told by", false, 2});
}

void add_witness_cells(std::vector<std::string>& row, const ToldBy& told_by, bool for_programs) {
  if (!for_programs) {
    std::string words = show::witness_words(told_by.witnesses, 2);
    if (told_by.tellings > 1) words += fmt::format("; {} tellings", told_by.tellings);
    row.push_back(std::move(words));
    return;
  }
  std::vector<std::string> witnesses;
  for (const auto& outlets : told_by.witnesses) witnesses.push_back(joined(outlets, ", "));
  row.push_back(told_by.utterance != 0 ? std::to_string(told_by.utterance) : "");
  row.push_back(std::to_string(told_by.witnesses.size()));
  row.push_back(joined(witnesses, "; "));
}

Json told_json(const ToldRow& row) {
  const Statement& statement = row.statement;
  Json json;
  json["id"] = row.id;
  json["document"] = row.document;
  json["outlet"] = text_or_null(row.outlet);
  json["published"] = date_json(row.published);
  json["speaker"] = text_or_null(statement.speaker);
  json["party"] = text_or_null(statement.party);
  json["addressee"] = text_or_null(statement.addressee);
  json["via"] = statement.via;
  json["hedge"] = text_or_null(statement.hedge);
  json["form"] = to_string(statement.form);
  json["parent"] = row.parent_id ? Json(*row.parent_id) : Json(nullptr);
  json["confidence"] = statement.confidence;
  json["source"] = spans_json(statement.source);
  json["cue"] = spans_json(statement.cue);
  json["content"] = spans_json(statement.content);
  json["words"] = row.content;
  json["dates"] = dates_json(row.dates);
  add_told_by(json, row.told_by);
  json["decided_by"] = text_or_null(row.decided_by);
  return json;
}

Json stand_json(const StandRow& row) {
  const Position& position = row.position;
  Json json;
  json["id"] = row.id;
  json["document"] = row.document;
  json["outlet"] = text_or_null(row.outlet);
  json["published"] = date_json(row.published);
  json["party"] = position.party;
  json["behalf"] = text_or_null(position.behalf);
  json["issue"] = position.issue;
  json["stance"] = to_string(position.stance);
  json["polarity"] = position.polarity;
  json["strength"] = to_string(position.strength);
  json["what"] = span_json(position.what);
  json["words"] = row.what.words;
  json["conditions"] = spans_json(position.conditions);
  json["dates"] = dates_json(row.dates);
  json["statement"] = row.statement_id ? Json(*row.statement_id) : Json(nullptr);
  add_told_by(json, row.told_by);
  json["decided_by"] = text_or_null(row.decided_by);
  return json;
}

template <typename Row, typename ToJson>
void print_json_list(const std::vector<Row>& rows, ToJson to_json, show::Console& console) {
  Json list = Json::array();
  for (const Row& row : rows) list.push_back(to_json(row));
  console.out << format::dump_json(list) << '\n';
}

void print_table(const show::Table& table, OutputFormat format, show::Console& console, std::string_view nothing) {
  if (format == OutputFormat::csv) {
    show::print_csv(table, console.out);
  } else if (table.rows.empty()) {
    console.out << nothing << '\n';
  } else {
    show::print_terminal(table, console);
  }
}

}  // namespace

void print_read_report(const ReadReport& report, double seconds, OutputFormat format, show::Console& console) {
  if (format == OutputFormat::json) {
    Json problems = Json::array();
    for (const Diagnostic& problem : report.problems) {
      problems.push_back({{"code", problem.code},
                          {"message", problem.message},
                          {"origin", problem.place.file},
                          {"line", problem.place.line},
                          {"column", problem.place.column}});
    }
    console.out << format::dump_json({{"documents", report.documents},
                                      {"known", report.known},
                                      {"read_again", report.read_again},
                                      {"bytes", report.bytes},
                                      {"seconds", seconds},
                                      {"problems", problems}})
                << '\n';
    return;
  }
  const double megabytes = static_cast<double>(report.bytes) / 1e6;
  console.out << fmt::format("{} new document{}", report.documents, report.documents == 1 ? "" : "s");
  if (report.documents > 0) console.out << fmt::format(" ({:.1f} MB of text) in {:.1f} s", megabytes, seconds);
  if (report.known > 0) console.out << fmt::format(", {} known already", report.known);
  if (report.read_again > 0) console.out << fmt::format(", {} read again", report.read_again);
  if (!report.problems.empty()) console.out << fmt::format(", {} remarks: see `entente info`", report.problems.size());
  console.out << '\n';
}

void print_case(const CaseFacts& facts, const ReadReport& report, OutputFormat format, show::Console& console) {
  if (format == OutputFormat::json) {
    console.out << format::dump_json({{"parties", facts.parties.size()},
                                      {"issues", facts.issues.size()},
                                      {"read_again", report.read_again}})
                << '\n';
    return;
  }
  console.out << fmt::format("{} parties and {} issues taken in", facts.parties.size(), facts.issues.size());
  if (report.read_again > 0) console.out << fmt::format(", {} documents read again", report.read_again);
  console.out << '\n';
}

void print_statements(const std::vector<ToldRow>& rows, OutputFormat format, show::Console& console) {
  if (format == OutputFormat::json) return print_json_list(rows, told_json, console);
  show::Table table{{{"date", false, 0},
                     {"speaker", false, 2},
                     {"party", false, 1},
                     {"cue", false, 1},
                     {"content", false, 6},
                     {"through", false, 2},
                     {"document", false, 2, true}},
                    {}};
  const bool each = format == OutputFormat::csv;
  add_witness_columns(table, each);
  std::vector<const ToldRow*> shown;
  if (each)
    for (const ToldRow& row : rows) shown.push_back(&row);
  else
    shown = one_of_each(rows, [](const ToldRow&, const ToldRow&) { return true; });
  for (const ToldRow* at : shown) {
    const ToldRow& row = *at;
    std::string through = joined(row.statement.via, " < ");
    if (!row.statement.hedge.empty()) through += (through.empty() ? "(" : " (") + row.statement.hedge + ")";
    const std::string speaker = row.statement.speaker.empty() ? row.source : row.statement.speaker;
    table.rows.push_back({shown_date(row.published), (row.parent_id ? "↳ " : "") + speaker, row.statement.party,
                          row.cue, row.content, through, row.document});
    add_witness_cells(table.rows.back(), row.told_by, each);
  }
  print_table(table, format, console, "No statements.");
}

void print_positions(const std::vector<StandRow>& rows, OutputFormat format, show::Console& console) {
  if (format == OutputFormat::json) return print_json_list(rows, stand_json, console);
  show::Table table{{{"date", false, 0},
                     {"party", false, 2},
                     {"stance", false, 1},
                     {"strength", false, 1},
                     {"what", false, 5},
                     {"conditions", false, 3},
                     {"issue", false, 2},
                     {"document", false, 2, true}},
                    {}};
  const bool each = format == OutputFormat::csv;
  add_witness_columns(table, each);
  std::vector<const StandRow*> shown;
  if (each)
    for (const StandRow& row : rows) shown.push_back(&row);
  else
    shown = one_of_each(rows, [](const StandRow& a, const StandRow& b) {
      return a.position.party == b.position.party && a.position.issue == b.position.issue &&
             a.position.stance == b.position.stance && a.position.strength == b.position.strength;
    });
  for (const StandRow* at : shown) {
    const StandRow& row = *at;
    std::vector<std::string> conditions;
    for (const Quote& condition : row.conditions) conditions.push_back(condition.words);
    const std::string party =
        row.position.behalf.empty() ? row.position.party : row.position.party + " for " + row.position.behalf;
    table.rows.push_back({shown_date(row.published), party, std::string(to_string(row.position.stance)),
                          std::string(to_string(row.position.strength)), row.what.words, joined(conditions, " … "),
                          row.position.issue, row.document});
    add_witness_cells(table.rows.back(), row.told_by, each);
  }
  print_table(table, format, console, "No positions.");
}

void print_brief(const show::Brief& brief, OutputFormat format, show::Console& console) {
  if (format == OutputFormat::json)
    console.out << format::dump_json(show::brief_json(brief)) << '\n';
  else if (format == OutputFormat::csv)
    console.out << show::brief_csv(brief);
  else
    show::print_brief(brief, console);
}

Status print_info(const store::Dossier& dossier, OutputFormat format, show::Console& console) {
  const auto totals = dossier.totals();
  const auto outlets = dossier.counts("outlet");
  const auto languages = dossier.counts("language");
  const auto formats = dossier.counts("format");
  const auto readings = dossier.readings();
  const auto problems = dossier.problems();
  const auto statements = corrected_statements(dossier);
  const auto positions = corrected_positions(dossier);
  const auto corrections = correction_states(dossier);
  for (const Diagnostics* failed : {&totals.diagnostics(), &outlets.diagnostics(), &languages.diagnostics(),
                                    &formats.diagnostics(), &readings.diagnostics(), &problems.diagnostics(),
                                    &statements.diagnostics(), &positions.diagnostics(), &corrections.diagnostics()}) {
    if (!failed->empty()) return *failed;
  }
  std::map<std::string, std::int64_t> parties;
  std::set<std::string> issues;
  for (const auto& stored : positions->rows) {
    ++parties[stored.position.party];
    if (!stored.position.issue.empty()) issues.insert(stored.position.issue);
  }
  const auto lost = std::count_if(corrections->begin(), corrections->end(), [](const CorrectionState& state) {
    return state.fate == CorrectionState::Fate::lost;
  });
  std::vector<store::Count> by_weight;
  for (const auto& [name, count] : parties) by_weight.push_back({name, count});
  std::stable_sort(by_weight.begin(), by_weight.end(), [](const auto& a, const auto& b) { return a.count > b.count; });

  auto counts_json = [](const std::vector<store::Count>& counts) {
    Json object = Json::object();
    for (const auto& count : counts) object[count.name] = count.count;
    return object;
  };
  if (format == OutputFormat::json) {
    Json readings_json = Json::array();
    for (const auto& [key, documents] : *readings) {
      readings_json.push_back({{"reader", key.reader},
                               {"version", key.version},
                               {"model", text_or_null(key.model)},
                               {"options", key.options},
                               {"documents", documents}});
    }
    Json problems_json = Json::array();
    for (const Diagnostic& problem : problems->list) {
      problems_json.push_back({{"origin", problem.place.file},
                               {"line", problem.place.line},
                               {"code", problem.code},
                               {"message", problem.message}});
    }
    console.out << format::dump_json({{"documents", totals->documents},
                                      {"undated", totals->undated},
                                      {"copies", totals->copies_by_text},
                                      {"first", text_or_null(totals->first_date)},
                                      {"last", text_or_null(totals->last_date)},
                                      {"statements", statements->rows.size()},
                                      {"positions", positions->rows.size()},
                                      {"issues", issues.size()},
                                      {"corrections", corrections->size()},
                                      {"corrections_lost", lost},
                                      {"outlets", counts_json(*outlets)},
                                      {"languages", counts_json(*languages)},
                                      {"formats", counts_json(*formats)},
                                      {"parties", counts_json(by_weight)},
                                      {"readings", readings_json},
                                      {"problems", problems_json}})
                << '\n';
    return ok_status();
  }
  show::Table table{{{"what", false, 0}, {"value", false, 1}}, {}};
  auto add = [&table](std::string what, std::string value) {
    table.rows.push_back({std::move(what), std::move(value)});
  };
  auto listed = [](const std::vector<store::Count>& counts, std::size_t most) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < std::min(most, counts.size()); ++i) {
      parts.push_back(fmt::format("{} ({})", counts[i].name.empty() ? "not named" : counts[i].name, counts[i].count));
    }
    if (counts.size() > most) parts.push_back(fmt::format("and {} more", counts.size() - most));
    return fmt::format("{}", fmt::join(parts, ", "));
  };
  add("documents", fmt::format("{}, {} undated, {} with a text that another has too", totals->documents,
                               totals->undated, totals->copies_by_text));
  if (!totals->first_date.empty()) add("dates", totals->first_date + " to " + totals->last_date);
  add("outlets", listed(*outlets, 12));
  add("languages", listed(*languages, 8));
  add("formats", listed(*formats, 8));
  add("statements", std::to_string(statements->rows.size()));
  add("positions", fmt::format("{} on {} issues", positions->rows.size(), issues.size()));
  if (!corrections->empty()) {
    add("corrections",
        fmt::format("{}{}", corrections->size(),
                    lost > 0 ? fmt::format(", {} have lost their place: entente corrections", lost) : ""));
  }
  add("parties", listed(by_weight, 20));
  for (const auto& [key, documents] : *readings) {
    add("reading", fmt::format("{} {}{}, {} documents", key.reader, key.version,
                               key.model.empty() ? "" : ", model " + key.model.substr(0, 12), documents));
  }
  for (std::size_t i = 0; i < std::min<std::size_t>(problems->list.size(), 50); ++i) {
    add("remark", to_string(problems->list[i]));
  }
  if (problems->list.size() > 50)
    add("remark", fmt::format("and {} more: --json lists all", problems->list.size() - 50));
  print_table(table, format, console, "");
  return ok_status();
}

Status print_search(const store::Dossier& dossier, const std::string& words, std::size_t most, OutputFormat format,
                    show::Console& console) {
  const auto hits = dossier.search(words, most);
  if (!hits) return hits.diagnostics();
  const auto told = select_statements(dossier, {});
  if (!told) return told.diagnostics();
  Json list = Json::array();
  show::Table table{
      {{"date", false, 0}, {"document", false, 2, true}, {"words", false, 5}, {"statements there", false, 5}}, {}};
  for (const store::SearchHit& hit : *hits) {
    const auto stored = dossier.document(hit.document);
    if (!stored) return stored.diagnostics();
    std::set<std::string> matched;  // the words between the marks
    for (std::size_t at = hit.snippet.find('\x02'); at != std::string::npos; at = hit.snippet.find('\x02', at + 1)) {
      matched.insert(hit.snippet.substr(at + 1, hit.snippet.find('\x03', at) - at - 1));
    }
    std::string plain;
    std::string marked;
    for (const char c : hit.snippet) {
      if (c == '\x02' || c == '\x03') {
        if (console.colour) marked += c == '\x02' ? "\x1b[1m" : "\x1b[0m";
        continue;
      }
      plain += c == '\n' ? ' ' : c;
      marked += c == '\n' ? ' ' : c;
    }
    Json statements = Json::array();
    std::vector<std::string> lines;
    for (const ToldRow& row : *told) {
      if (row.document_id != hit.document || row.parent_id) continue;
      if (std::none_of(matched.begin(), matched.end(),
                       [&row](const std::string& word) { return row.content.find(word) != std::string::npos; })) {
        continue;
      }
      statements.push_back(told_json(row));
      if (lines.size() < 3) {
        lines.push_back((row.statement.speaker.empty() ? row.source : row.statement.speaker) + ": " + row.content);
      }
    }
    list.push_back({{"document", stored->name},
                    {"title", text_or_null(stored->document.title)},
                    {"published", date_json(stored->document.published)},
                    {"snippet", plain},
                    {"statements", statements}});
    table.rows.push_back({shown_date(stored->document.published), stored->name, plain, joined(lines, "\n")});
  }
  if (format == OutputFormat::json)
    console.out << format::dump_json(list) << '\n';
  else
    print_table(table, format, console, "Nothing found.");
  return ok_status();
}

}  // namespace entente::app
