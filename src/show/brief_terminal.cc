// The brief on a terminal: issue by issue, who stands where; then what moved and who says what about whom.
#include <sstream>

#include <fmt/format.h>

#include "show/brief.h"
#include "show/table.h"

namespace entente::show {
namespace {

std::string sentence_words(const Evidence& evidence, std::size_t most = 260) {
  std::string words;
  for (const MarkedPiece& piece : evidence.sentence) words += piece.words;
  if (words.size() > most) {
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
    words = words.substr(0, end) + " …";
  }
  return words;
}

std::string where(const Evidence& evidence) {
  std::string words = evidence.date.empty() ? "undated" : evidence.date;
  words += ", " + (evidence.outlet.empty() ? short_name(evidence.document) : evidence.outlet);
  if (!evidence.speaker.empty()) words += ", " + evidence.speaker;
  for (const std::string& via : evidence.via) words += " < " + via;
  return words;
}

std::string sign(int polarity) { return polarity > 0 ? "+" : polarity < 0 ? "−" : "·"; }

// Outlets of one witness by commas, witnesses by semicolons.
std::string all_outlets(const std::vector<std::vector<std::string>>& witnesses) {
  std::string words;
  for (const auto& outlets : witnesses) {
    words += words.empty() ? "" : "; ";
    for (std::size_t i = 0; i < outlets.size(); ++i) words += (i > 0 ? ", " : "") + outlets[i];
  }
  return words;
}

Table cells_table(const Brief& brief) {
  Table table{{{"issue"},
               {"party"},
               {"stance"},
               {"polarity", true},
               {"strength"},
               {"conditional"},
               {"date"},
               {"positions", true},
               {"documents", true},
               {"utterances", true},
               {"witnesses", true},
               {"told by"},
               {"decided by"}},
              {}};
  for (const BriefCell& cell : brief.cells) {
    table.rows.push_back({brief.issues[cell.issue], brief.parties[cell.party], std::string(to_string(cell.stance)),
                          std::to_string(cell.polarity), std::string(to_string(cell.strength)),
                          cell.conditional ? "yes" : "no", cell.date, std::to_string(cell.positions),
                          std::to_string(cell.documents), std::to_string(cell.utterances),
                          std::to_string(cell.told_by.size()), all_outlets(cell.told_by), cell.decided_by});
  }
  return table;
}

}  // namespace

std::string witness_words(const std::vector<std::vector<std::string>>& witnesses, std::size_t most) {
  std::string words = fmt::format("{} witness{}: ", witnesses.size(), witnesses.size() == 1 ? "" : "es");
  for (std::size_t w = 0; w < std::min(most, witnesses.size()); ++w) {
    words += (w > 0 ? ", " : "") + (witnesses[w].empty() ? std::string("?") : witnesses[w].front());
    if (witnesses[w].size() > 1) words += fmt::format(" (+{})", witnesses[w].size() - 1);
  }
  if (witnesses.size() > most) words += fmt::format(" and {} more", witnesses.size() - most);
  return words;
}

std::string stance_words(Stance stance, Strength strength, bool conditional) {
  std::string words(to_string(stance));
  if (strength == Strength::red_line) words += " (red line)";
  if (strength == Strength::firm) words += " (firm)";
  if (conditional) words += ", on conditions";
  return words;
}

std::string brief_csv(const Brief& brief) {
  std::ostringstream out;
  print_csv(cells_table(brief), out);
  return out.str();
}

void print_brief(const Brief& brief, Console& console) {
  std::ostream& out = console.out;
  out << bold(console, brief.title) << '\n';
  out << fmt::format("{} documents", brief.documents);
  if (!brief.first_date.empty()) out << fmt::format(" from {} to {}", brief.first_date, brief.last_date);
  if (brief.undated_documents > 0) out << fmt::format(", {} undated", brief.undated_documents);
  out << fmt::format(". {} statements, {} positions. {}\n", brief.statements, brief.positions, brief.reader);

  out << '\n' << bold(console, "WHO STANDS WHERE") << '\n';
  if (brief.cells.empty()) {
    out << "No position was found.\n";
  } else {
    out << "+ for, \u2212 against, \u00b7 takes no side; a witness is an origin, with the first outlet that told it "
           "(and how many "
           "more)\n";
  }
  for (std::uint32_t issue = 0; issue < brief.issues.size(); ++issue) {
    Table table{{{"  ", false, 0},
                 {"party", false, 2},
                 {"stance", false, 2},
                 {"told", false, 2},
                 {"in the words of", false, 7}},
                {}};
    for (const BriefCell& cell : brief.cells) {
      if (cell.issue != issue) continue;
      std::string told = fmt::format("{}, {} report{}", cell.date.empty() ? "undated" : cell.date, cell.documents,
                                     cell.documents == 1 ? "" : "s");
      told += "\n" + witness_words(cell.told_by, 3);
      if (!cell.decided_by.empty()) told += "\ndecided: " + cell.decided_by;
      std::string stance = stance_words(cell.stance, cell.strength, cell.conditional);
      if (cell.before) stance += fmt::format("\nwas: {}, {}", to_string(cell.before->stance), cell.before->date);
      if (cell.contradicted) stance += "\ntold both ways";
      const Evidence* first = cell.evidence.empty() ? nullptr : &cell.evidence.front();
      table.rows.push_back({sign(cell.polarity), brief.parties[cell.party], stance, told,
                            first == nullptr ? "" : sentence_words(*first) + "\n(" + where(*first) + ")"});
    }
    if (table.rows.empty()) continue;
    out << '\n' << bold(console, brief.issues[issue]) << '\n';
    print_terminal(table, console);
  }
  if (brief.parties_in_all > brief.parties.size() || brief.issues_in_all > brief.issues.size()) {
    out << fmt::format(
        "\nShown: {} of {} parties, {} of {} issues, by weight of evidence; --party and --issue reach the rest.\n",
        brief.parties.size(), brief.parties_in_all, brief.issues.size(), brief.issues_in_all);
  }

  out << '\n' << bold(console, "WHAT MOVED" + (brief.since.empty() ? std::string() : " SINCE " + brief.since)) << '\n';
  if (brief.movements.empty()) out << "Nothing that dated reports show.\n";
  for (const BriefMovement& movement : brief.movements) {
    out << fmt::format("  {} on {}: {} ({}) -> {} ({}), {}\n", bold(console, movement.party), movement.issue,
                       stance_words(movement.from.stance, movement.from.strength, false), movement.from.date,
                       stance_words(movement.to.stance, movement.to.strength, false), movement.to.date, movement.kind);
  }
  if (brief.movements_in_all > brief.movements.size()) {
    out << fmt::format("  and {} more\n", brief.movements_in_all - brief.movements.size());
  }
  if (!brief.undated.empty()) {
    out << "\nIn undated reports, so not ordered:\n";
    for (const auto& [what, evidence] : brief.undated) {
      out << "  " << what << ": " << stance_words(evidence.stance, evidence.strength, false) << " ("
          << short_name(evidence.document) << ")\n";
    }
  }

  if (!brief.relations.empty()) {
    out << '\n' << bold(console, "WHO SAYS WHAT ABOUT WHOM") << '\n';
    Table table{{{"who", false, 2},
                 {"whom", false, 2},
                 {"agrees", true, 0},
                 {"supports", true, 0},
                 {"opposes", true, 0},
                 {"speaks for", true, 0},
                 {"names", true, 0}},
                {}};
    auto count = [](std::uint32_t n) { return n == 0 ? std::string("·") : std::to_string(n); };
    for (const BriefRelation& relation : brief.relations) {
      table.rows.push_back({relation.a, relation.b, count(relation.agreements), count(relation.supports),
                            count(relation.oppositions), count(relation.speaks_for), count(relation.mentions)});
    }
    print_terminal(table, console);
  }
  for (const BriefSection& section : brief.sections) {
    std::string title = section.title;
    for (char& c : title) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    out << '\n' << bold(console, title) << '\n';
    for (const std::string& line : section.lines) out << line << '\n';
  }
  if (brief.problems > 0) out << fmt::format("\n{} remarks on the input: see `entente info`.\n", brief.problems);
}

}  // namespace entente::show
