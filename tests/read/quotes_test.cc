#include <gtest/gtest.h>

#include "read/analysis.h"
#include "told.h"

namespace entente::read {
namespace {

// The quotations of a text, with * before speech and ? behind one that nothing closes.
std::vector<std::string> quotations(const std::string& text) {
  static const Lexicon lexicon;
  static const text::SentenceSplitter splitter;
  const Document document = report(text);
  const Analysis analysis = analyse(document, lexicon, splitter);
  std::vector<std::string> found;
  for (const Quotation& quotation : analysis.quotations) {
    found.push_back((quotation.speech ? "*" : "") + std::string(analysis.text_of(quotation.words)) +
                    (quotation.closed ? "" : "?"));
  }
  return found;
}

using Found = std::vector<std::string>;

TEST(Quotes, ArePairedByShapeAndPlace) {
  EXPECT_EQ(quotations("“We wait,” she said of the \"root causes\" of it."), (Found{"*“We wait,”", "\"root causes\""}));
  EXPECT_EQ(quotations("\"It snows. It rains.\" \"No.\""), (Found{"*\"It snows. It rains.\"", "*\"No.\""}));
}

TEST(Quotes, LeavePossessivesAlone) {
  EXPECT_EQ(quotations("The allies' plan and the pilots' ship"), Found{});
  EXPECT_EQ(quotations("what it calls the 'root causes' of the allies' war"), Found{"'root causes'"});
}

TEST(Quotes, RunOnWhereNothingClosesThem) {
  EXPECT_EQ(quotations("“It snows. It rains.\n“We wait.”"), (Found{"*“It snows. It rains.?", "*“We wait.”"}));
}

TEST(Quotes, KnowTitlesFromSpeech) {
  EXPECT_EQ(quotations("on “Morning Harbour of the North,” she said"), Found{"“Morning Harbour of the North,”"});
}

}  // namespace
}  // namespace entente::read
