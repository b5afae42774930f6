#include "show/brief.h"

namespace entente::show {
namespace {

using format::Json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json evidence_json(const Evidence& evidence) {
  std::string words;
  for (const MarkedPiece& piece : evidence.sentence) words += piece.words;
  return {{"document", evidence.document},
          {"outlet", text_or_null(evidence.outlet)},
          {"date", text_or_null(evidence.date)},
          {"sentence", words},
          {"speaker", text_or_null(evidence.speaker)},
          {"via", evidence.via},
          {"hedge", text_or_null(evidence.hedge)},
          {"behalf", text_or_null(evidence.behalf)},
          {"stance", to_string(evidence.stance)},
          {"polarity", evidence.polarity},
          {"strength", to_string(evidence.strength)},
          {"confidence", evidence.confidence},
          {"tellings", evidence.tellings},
          {"witnesses", evidence.told_by.size()},
          {"told_by", evidence.told_by},
          {"decided_by", text_or_null(evidence.decided_by)}};
}

}  // namespace

Json brief_json(const Brief& brief) {
  Json json;
  json["title"] = brief.title;
  json["documents"] = brief.documents;
  json["undated_documents"] = brief.undated_documents;
  json["statements"] = brief.statements;
  json["positions"] = brief.positions;
  json["first"] = text_or_null(brief.first_date);
  json["last"] = text_or_null(brief.last_date);
  json["parties"] = brief.parties;
  json["parties_in_all"] = brief.parties_in_all;
  json["issues"] = brief.issues;
  json["issues_in_all"] = brief.issues_in_all;
  json["cells"] = Json::array();
  for (const BriefCell& cell : brief.cells) {
    Json evidence = Json::array();
    for (const Evidence& item : cell.evidence) evidence.push_back(evidence_json(item));
    json["cells"].push_back({{"party", brief.parties[cell.party]},
                             {"issue", brief.issues[cell.issue]},
                             {"stance", to_string(cell.stance)},
                             {"polarity", cell.polarity},
                             {"strength", to_string(cell.strength)},
                             {"conditional", cell.conditional},
                             {"contradicted", cell.contradicted},
                             {"date", text_or_null(cell.date)},
                             {"positions", cell.positions},
                             {"documents", cell.documents},
                             {"utterances", cell.utterances},
                             {"witnesses", cell.told_by.size()},
                             {"told_by", cell.told_by},
                             {"decided_by", text_or_null(cell.decided_by)},
                             {"before", cell.before ? evidence_json(*cell.before) : Json(nullptr)},
                             {"evidence", evidence}});
  }
  json["since"] = text_or_null(brief.since);
  json["movements_in_all"] = brief.movements_in_all;
  json["movements"] = Json::array();
  for (const BriefMovement& movement : brief.movements) {
    json["movements"].push_back({{"party", movement.party},
                                 {"issue", movement.issue},
                                 {"kind", movement.kind},
                                 {"from", evidence_json(movement.from)},
                                 {"to", evidence_json(movement.to)}});
  }
  json["undated"] = Json::array();
  for (const auto& [what, evidence] : brief.undated)
    json["undated"].push_back({{"what", what}, {"evidence", evidence_json(evidence)}});
  json["relations"] = Json::array();
  for (const BriefRelation& relation : brief.relations) {
    json["relations"].push_back({{"a", relation.a},
                                 {"b", relation.b},
                                 {"agreements", relation.agreements},
                                 {"supports", relation.supports},
                                 {"oppositions", relation.oppositions},
                                 {"speaks_for", relation.speaks_for},
                                 {"mentions", relation.mentions}});
  }
  for (const BriefSection& section : brief.sections) json[section.id] = section.json;
  return json;
}

}  // namespace entente::show
