#include <gtest/gtest.h>

#include "show/brief.h"

namespace entente::show {
namespace {

BriefCell cell_of(const std::string& words) {
  BriefCell cell;
  cell.positions = 3;
  cell.documents = 3;
  cell.utterances = 1;
  cell.told_by = {{"Bay Agency", "The Ledger"}, {"Radio <Kesh>"}};
  Evidence evidence;
  evidence.document = "a.txt";
  evidence.sentence = {{Mark::what, words}};
  evidence.tellings = 3;
  evidence.told_by = cell.told_by;
  evidence.decided_by = "stance by Ada";
  cell.evidence = {evidence};
  return cell;
}

TEST(BriefPage, SaysOnHowManyWitnessesACellRestsAndWhose) {
  Brief brief;
  brief.parties = {"Halden"};
  brief.issues = {"lamps"};
  brief.cells = {cell_of("the lamps")};
  brief.cells[0].decided_by = "stance by Ada";
  const std::string html = brief_html(brief);
  EXPECT_NE(html.find("2 witnesses: Bay Agency (+1), Radio &lt;Kesh&gt;"), std::string::npos);
  EXPECT_NE(html.find("2 independent witnesses: Bay Agency, also in The Ledger; Radio &lt;Kesh&gt;"),
            std::string::npos);
  EXPECT_NE(html.find("one of 3 tellings"), std::string::npos);
  EXPECT_NE(html.find("decided: stance by Ada"), std::string::npos);
}

// Under the limit whatever the dossier holds: each part alone past it, and all together.
TEST(BriefPage, StaysUnderItsLimitWhateverItHolds) {
  const std::string huge(most_page_bytes + 1, 'x');
  Brief brief;
  brief.title = huge;
  brief.reader = huge;
  brief.outlets = {huge, huge};
  brief.parties = {huge};
  brief.issues = {"lamps"};
  brief.cells = {cell_of(huge)};
  BriefMovement movement;
  movement.party = huge;
  brief.movements = {movement};
  brief.relations = {{huge, "b", 1, 0, 0, 0, 0, std::nullopt}};
  brief.sections = {{"stories", "Stories", huge, {}, nullptr}, {"packages", "Packages", "<p>small</p>", {}, nullptr}};
  std::string html = brief_html(brief);
  EXPECT_LE(html.size(), most_page_bytes);
  EXPECT_NE(html.find("too large"), std::string::npos);
  EXPECT_NE(html.find("<p>small</p>"), std::string::npos);  // what fits is there
  EXPECT_NE(html.find("</html>"), std::string::npos);
  brief.parties = {"Halden"};
  brief.cells.assign(4000, cell_of(std::string(2000, 'y')));
  html = brief_html(brief);
  EXPECT_LE(html.size(), most_page_bytes);
  EXPECT_GT(html.size(), most_page_bytes / 2);
  EXPECT_NE(html.find("</html>"), std::string::npos);
}

}  // namespace
}  // namespace entente::show
