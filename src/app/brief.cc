#include "app/brief.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/evidence.h"
#include "app/pipeline.h"
#include "app/selection.h"
#include "app/word_match.h"
#include "frame/frame.h"
#include "show/table.h"
#include "text/gazetteer.h"
#include "text/text.h"

namespace entente::app {
namespace {

using show::Brief;
using show::BriefCell;
using show::Evidence;
using show::short_name;

// A position weighs more when it is firm and when it says something about the thing; a bare "states" weighs little.
double weight_of(const Position& position) {
  double weight = position.polarity == 0 ? 0.35 : 1.0;
  if (position.strength == Strength::firm) weight *= 1.3;
  if (position.strength == Strength::red_line) weight *= 1.8;
  return weight * position.confidence;
}

bool same_name(const std::string& wanted, const std::string& name) {
  return wanted.size() == name.size() && std::equal(wanted.begin(), wanted.end(), name.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
         });
}

// The names to show, heaviest first: those asked for and then as many as there is room for.
std::vector<std::string> heaviest(const std::map<std::string, double>& weights, std::size_t most,
                                  const std::vector<std::string>& wanted) {
  auto asked = [&wanted](const std::string& name) {
    return std::any_of(wanted.begin(), wanted.end(), [&name](const std::string& w) { return same_name(w, name); });
  };
  std::vector<std::pair<std::string, double>> ranked(weights.begin(), weights.end());
  std::stable_sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) {
    if (asked(a.first) != asked(b.first)) return asked(a.first);
    return a.second > b.second;
  });
  std::vector<std::string> names;
  for (const auto& [name, weight] : ranked) {
    if (names.size() == most) break;
    names.push_back(name);
  }
  std::stable_sort(names.begin(), names.end(),
                   [&weights](const std::string& a, const std::string& b) { return weights.at(a) > weights.at(b); });
  return names;
}

std::string_view word(frame::MovementKind kind) {
  switch (kind) {
    case frame::MovementKind::reversal:
      return "reversal";
    case frame::MovementKind::entry:
      return "takes a side";
    case frame::MovementKind::withdrawal:
      return "leaves its side open";
    case frame::MovementKind::hardening:
      return "hardening";
    case frame::MovementKind::softening:
      return "softening";
    case frame::MovementKind::restated:
      return "restated";
  }
  return "";
}

std::string day_of(const StandRow& row) { return to_string(row.published).substr(0, 10); }

constexpr double least_alike = 0.6;  // of the stems of the shorter wording, those that stand in the longer

class BriefMaker {
 public:
  BriefMaker(const store::Dossier& dossier, const BriefConfig& config) : dossier_(dossier), config_(config) {}

  Result<Brief> make(const std::string& title) {
    brief_.title = title;
    auto rows = select_rows(dossier_, {});
    if (!rows) return rows.diagnostics();
    rows_ = std::move(rows->stands);
    told_ = std::move(rows->told);
    for (const ToldRow& row : told_) statement_[row.id] = &row;
    tellings_ = Tellings(told_);
    auto documents = dossier_.documents(false);
    if (!documents) return documents.diagnostics();
    for (auto& stored : *documents) documents_.emplace(stored.id, std::move(stored));
    auto origins = Origins::of(dossier_);
    if (!origins) return origins.diagnostics();
    origins_ = std::move(origins).value();
    if (const Status status = totals(); !status) return status.diagnostics();
    choose();
    if (const auto facts = case_of(dossier_)) {
      for (const IssueFacts& issue : facts->issues) told_issues_.insert(issue.name);
    }
    histories_ = histories();
    cells();
    movements();
    undated();
    if (const Status status = relations(); !status) return status.diagnostics();
    return std::move(brief_);
  }

 private:
  Status totals() {
    const auto totals = dossier_.totals();
    const auto outlets = dossier_.counts("outlet");
    const auto readings = dossier_.readings();
    const auto problems = dossier_.problems();
    if (!totals || !outlets || !readings || !problems)
      return error("dossier-sqlite", "the dossier could not be counted");
    brief_.documents = static_cast<std::uint32_t>(totals->documents);
    brief_.undated_documents = static_cast<std::uint32_t>(totals->undated);
    brief_.statements = static_cast<std::uint32_t>(told_.size());
    brief_.positions = static_cast<std::uint32_t>(rows_.size());
    brief_.first_date = totals->first_date.substr(0, 10);
    brief_.last_date = totals->last_date.substr(0, 10);
    for (const auto& outlet : *outlets) {
      if (!outlet.name.empty() && brief_.outlets.size() < 8)
        brief_.outlets.push_back(fmt::format("{} ({})", outlet.name, outlet.count));
    }
    if (!readings->empty()) {
      const auto& key = readings->front().first;
      const std::size_t plus = std::min(key.version.find('+'), key.version.size());  // of the reader, of the framing
      brief_.reader = fmt::format(
          "Read by {} (version {}{}).", key.reader == "rules" ? "rules" : "the " + key.reader + " reader",
          key.version.substr(0, plus), plus < key.version.size() ? ", framing " + key.version.substr(plus + 1) : "");
    }
    brief_.problems =
        static_cast<std::uint32_t>(std::count_if(problems->list.begin(), problems->list.end(),
                                                 [](const Diagnostic& d) { return d.severity != Severity::note; }));
    return ok_status();
  }

  void choose() {
    std::map<std::string, double> parties;
    std::map<std::string, double> issues;
    std::map<std::string, std::set<std::string>> parties_on;
    for (const StandRow& row : rows_) {
      parties[row.position.party] += weight_of(row.position);
      if (row.position.issue.empty()) continue;
      issues[row.position.issue] += weight_of(row.position);
      parties_on[row.position.issue].insert(row.position.party);
    }
    // An issue on which only one party speaks is no issue between parties yet; a party or a speaker is none at all.
    const NameWeights names = weights_of_names(parties);
    const text::Gazetteer gazetteer{CaseFacts{}};
    for (auto& [issue, weight] : issues) {
      if (parties_on[issue].size() == 1) weight *= 0.5;
      const auto name = names.find(text::fold(issue));
      const bool is_name = name != names.end() && name->second > 0.3 * weight;
      if (is_name || !gazetteer.party_of(issue).empty()) weight *= 0.02;
    }
    brief_.parties_in_all = static_cast<std::uint32_t>(parties.size());
    brief_.issues_in_all = static_cast<std::uint32_t>(issues.size());
    brief_.issues = heaviest(issues, config_.most_issues, config_.issues);
    // Parties by what they say on the issues shown, and a little by what else they say.
    std::map<std::string, double> shown = parties;
    for (auto& [party, weight] : shown) weight *= 0.1;
    for (const StandRow& row : rows_) {
      if (std::find(brief_.issues.begin(), brief_.issues.end(), row.position.issue) != brief_.issues.end()) {
        shown[row.position.party] += weight_of(row.position);
      }
    }
    std::set<std::string> on_shown;
    for (const StandRow& row : rows_) {
      if (std::find(brief_.issues.begin(), brief_.issues.end(), row.position.issue) != brief_.issues.end())
        on_shown.insert(row.position.party);
    }
    // A party that says nothing on the issues shown would be an empty row.
    std::erase_if(shown, [&](const auto& entry) {
      return on_shown.count(entry.first) == 0 &&
             std::none_of(config_.parties.begin(), config_.parties.end(),
                          [&](const std::string& w) { return same_name(w, entry.first); });
    });
    brief_.parties = heaviest(shown, config_.most_parties, config_.parties);
  }

  using NameWeights = std::map<std::string, double>;

  // Parties, speakers and their last names, folded, with how often each speaks: a slip of the reader speaks once or
  // twice.
  NameWeights weights_of_names(const std::map<std::string, double>& parties) const {
    NameWeights names;
    for (const auto& [party, weight] : parties) names[text::fold(party)] += weight;
    for (const ToldRow& row : told_) {
      const std::string& speaker = row.statement.speaker;
      if (speaker.empty()) continue;
      names[text::fold(speaker)] += 1;
      names[text::fold(speaker.substr(speaker.rfind(' ') + 1))] += 1;
    }
    return names;
  }

  std::vector<frame::History> histories() const {
    std::vector<frame::DatedPosition> dated;
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
      const Position& position = rows_[i].position;
      if (position.issue.empty()) continue;  // it names nothing to settle
      dated.push_back({i, position.party, position.issue, position.stance, position.polarity, position.strength,
                       rows_[i].published});
    }
    return frame::histories(dated);
  }

  Evidence evidence(const StandRow& row) const {
    const auto at = row.statement_id ? statement_.find(*row.statement_id) : statement_.end();
    const auto document = documents_.find(row.document_id);
    return make_evidence(row, at == statement_.end() ? nullptr : at->second,
                         document == documents_.end() ? "" : document->second.document.title);
  }

  void cells() {
    std::map<std::pair<std::string, std::string>, const frame::History*> history_of;
    for (const frame::History& history : histories_) history_of[{history.party, history.issue}] = &history;
    for (std::uint32_t p = 0; p < brief_.parties.size(); ++p) {
      for (std::uint32_t i = 0; i < brief_.issues.size(); ++i) {
        const auto at = history_of.find({brief_.parties[p], brief_.issues[i]});
        if (at != history_of.end()) brief_.cells.push_back(cell(p, i, *at->second));
      }
    }
  }

  BriefCell cell(std::uint32_t party, std::uint32_t issue, const frame::History& history) {
    BriefCell cell;
    cell.party = party;
    cell.issue = issue;
    std::vector<std::uint32_t> latest_first(history.dated.rbegin(), history.dated.rend());
    latest_first.insert(latest_first.end(), history.undated.begin(), history.undated.end());
    cell.positions = static_cast<std::uint32_t>(latest_first.size());
    const StandRow& now = rows_[standing(latest_first)];
    std::set<store::DocumentId> documents, elsewhere;
    for (const std::uint32_t n : latest_first) {
      documents.insert(rows_[n].document_id);
      if (rows_[n].position.polarity != now.position.polarity) elsewhere.insert(rows_[n].document_id);
    }
    std::set<std::int64_t> utterances;
    WitnessCount witnesses;
    for (auto n = latest_first.rbegin(); n != latest_first.rend(); ++n) {  // who told it first is named first
      const StandRow& row = rows_[*n];
      // Who tells that the party once stood elsewhere is no witness of where it stands.
      if (row.position.polarity != now.position.polarity) continue;
      utterances.insert(row.told_by.utterance != 0 ? row.told_by.utterance : -row.id);
      witnesses.add(origins_.origin(row.document_id), row.outlet, short_name(row.document));
      // Whoever tells the utterance is a witness of it, also where no position was made of his telling.
      for (const ToldRow* telling : tellings_.of(row.told_by)) {
        if (!elsewhere.contains(telling->document_id))
          witnesses.add(origins_.origin(telling->document_id), telling->outlet, short_name(telling->document));
      }
    }
    cell.documents = static_cast<std::uint32_t>(documents.size());
    cell.utterances = static_cast<std::uint32_t>(utterances.size());
    cell.told_by = witnesses.witnesses();
    cell.decided_by = now.decided_by;
    cell.stance = now.position.stance;
    cell.polarity = now.position.polarity;
    cell.strength = now.position.strength;
    cell.conditional = !now.position.conditions.empty();
    cell.date = now.published.known() ? to_string(now.published).substr(0, 10) : "";
    cell.contradicted =
        std::any_of(history.contradictions.begin(), history.contradictions.end(),
                    [&](const auto& pair) { return &rows_[pair.first] == &now || &rows_[pair.second] == &now; });
    for (auto movement = history.movements.rbegin(); movement != history.movements.rend(); ++movement) {
      const StandRow& from = rows_[movement->from];
      if (from.position.polarity == -now.position.polarity && now.position.polarity != 0 &&
          same_matter(history, movement->from, movement->to)) {
        cell.before = evidence(from);
        break;
      }
    }
    std::vector<std::uint32_t> shown = latest_first;
    std::stable_sort(shown.begin(), shown.end(), [&](std::uint32_t a, std::uint32_t b) {
      return &rows_[a] == &now
                 ? &rows_[b] != &now
                 : (&rows_[b] != &now && rows_[a].position.polarity != 0 && rows_[b].position.polarity == 0);
    });
    std::set<std::string> told;              // the same words are shown once
    std::set<std::int64_t> utterances_told;  // and so is an utterance, on the side that is shown first
    for (const std::uint32_t n : shown) {
      if (cell.evidence.size() == config_.most_evidence) break;
      const StandRow& row = rows_[n];
      const std::int64_t utterance = row.told_by.utterance * 3 + row.position.polarity + 1;
      if (row.told_by.tellings > 1 && !utterances_told.insert(utterance).second) continue;
      if (told.insert(row.sentence.words).second) cell.evidence.push_back(evidence(row));
    }
    return cell;
  }

  // Where the party stands now: among the positions of the latest day on which it took a side, the weightiest. A later
  // remark that takes no side, a warning or a question does not hide a demand; an undated position counts only where no
  // dated one takes a side.
  std::uint32_t standing(const std::vector<std::uint32_t>& latest_first) const {
    const auto takes_side = [this](std::uint32_t n) { return rows_[n].position.polarity != 0; };
    const auto commits = [&](std::uint32_t n) {
      const Stance stance = rows_[n].position.stance;
      return takes_side(n) && stance != Stance::warns && stance != Stance::questions;
    };
    auto first = std::find_if(latest_first.begin(), latest_first.end(), commits);
    const bool committed = first != latest_first.end();
    if (!committed) first = std::find_if(latest_first.begin(), latest_first.end(), takes_side);
    if (first == latest_first.end()) return latest_first.front();
    std::uint32_t best = *first;
    for (auto n = first; n != latest_first.end(); ++n) {
      if (day_of(rows_[*n]) != day_of(rows_[*first])) break;
      if ((committed ? commits(*n) : takes_side(*n)) && weight_of(rows_[*n].position) > weight_of(rows_[best].position))
        best = *n;
    }
    return best;
  }

  // Whether two positions on an issue are about the same matter. An issue of the case is one; one that was made of
  // vocabulary may hold several ("climate change"), and a reversal is told only of one matter in like words.
  bool same_matter(const frame::History& history, std::uint32_t a, std::uint32_t b) {
    if (told_issues_.contains(history.issue)) return true;
    const std::string& x = rows_[a].what.words;
    const std::string& y = rows_[b].what.words;
    return std::max(match_.share(x, match_.stems(y)), match_.share(y, match_.stems(x))) >= least_alike;
  }

  void movements() {
    Date since = config_.since;
    if (!since.known() && !brief_.first_date.empty()) {
      const auto first = parse_date(brief_.first_date);
      const auto last = parse_date(brief_.last_date);
      if (first && last) since = date_from_days(last_day(*last) - (last_day(*last) - first_day(*first)) / 4);
    }
    brief_.since = to_string(since);
    if (!since.known()) return;
    struct Found {
      const frame::History* history;
      frame::Movement movement;
      double weight;
    };
    std::vector<Found> found;
    for (const frame::History& history : histories_) {
      for (const frame::Movement& movement : history.movements) {
        if (movement.kind == frame::MovementKind::restated || movement.kind == frame::MovementKind::withdrawal)
          continue;
        if (is_before(rows_[movement.to].published, since)) continue;
        if (!same_matter(history, movement.from, movement.to)) continue;
        const double shown =
            std::find(brief_.issues.begin(), brief_.issues.end(), history.issue) != brief_.issues.end() ? 1 : 0.4;
        const double kind = movement.kind == frame::MovementKind::reversal ? 2 : 1;
        found.push_back({&history, movement, shown * kind * weight_of(rows_[movement.to].position)});
      }
    }
    brief_.movements_in_all = static_cast<std::uint32_t>(found.size());
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.weight > b.weight; });
    if (found.size() > config_.most_movements) found.resize(config_.most_movements);
    std::stable_sort(found.begin(), found.end(), [this](const Found& a, const Found& b) {
      return to_string(rows_[a.movement.to].published) > to_string(rows_[b.movement.to].published);
    });
    for (const Found& f : found) {
      brief_.movements.push_back({f.history->party, f.history->issue, std::string(word(f.movement.kind)),
                                  evidence(rows_[f.movement.from]), evidence(rows_[f.movement.to])});
    }
  }

  void undated() {
    for (const StandRow& row : rows_) {
      if (row.published.known() || row.position.polarity == 0) continue;
      if (brief_.undated.size() == 20) break;
      brief_.undated.emplace_back(row.position.party + " on " + row.position.issue, evidence(row));
    }
  }

  Status relations() {
    const auto stored = dossier_.relations();
    if (!stored) return stored.diagnostics();
    std::map<std::pair<std::string, std::string>, show::BriefRelation> found;
    auto entry = [&found](const std::string& a, const std::string& b) -> show::BriefRelation& {
      show::BriefRelation& relation = found[{a, b}];
      relation.a = a;
      relation.b = b;
      return relation;
    };
    for (const store::StoredRelation& row : *stored) {
      show::BriefRelation& relation = entry(row.relation.a, row.relation.b);
      switch (row.relation.kind) {
        case RelationKind::agreement:
          ++relation.agreements;
          break;
        case RelationKind::support:
          ++relation.supports;
          break;
        case RelationKind::opposition:
          ++relation.oppositions;
          break;
        case RelationKind::behalf:
          ++relation.speaks_for;
          break;
      }
    }
    for (const ToldRow& row : told_) {
      if (row.statement.party.empty()) continue;
      for (const std::string& party : brief_.parties) {
        if (party == row.statement.party || row.content.find(party) == std::string::npos) continue;
        show::BriefRelation& relation = entry(row.statement.party, party);
        ++relation.mentions;
        if (!relation.example) relation.example = evidence_of_statement(row);
      }
    }
    for (auto& [names, relation] : found) brief_.relations.push_back(std::move(relation));
    auto weight = [](const show::BriefRelation& r) {
      return r.agreements + 2 * r.supports + 3 * r.oppositions + r.speaks_for + r.mentions;
    };
    std::stable_sort(brief_.relations.begin(), brief_.relations.end(),
                     [&](const auto& a, const auto& b) { return weight(a) > weight(b); });
    if (brief_.relations.size() > config_.most_relations) brief_.relations.resize(config_.most_relations);
    return ok_status();
  }

  const store::Dossier& dossier_;
  const BriefConfig& config_;
  Brief brief_;
  std::vector<StandRow> rows_;  // by date, undated last
  std::vector<ToldRow> told_;
  std::map<std::int64_t, const ToldRow*> statement_;
  Tellings tellings_;
  std::map<store::DocumentId, store::StoredDocument> documents_;
  Origins origins_;
  std::vector<frame::History> histories_;
  std::set<std::string> told_issues_;  // those of the case
  WordMatch match_;
};

}  // namespace

Result<Brief> make_brief(const store::Dossier& dossier, const std::string& title, const BriefConfig& config) {
  return BriefMaker(dossier, config).make(title);
}

}  // namespace entente::app
