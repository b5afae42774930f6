#include "read/phrases.h"

#include <gtest/gtest.h>

#include "told.h"

namespace entente::read {
namespace {

// A text laid out, with its words found by their writing.
struct Laid {
  explicit Laid(std::string text) : document(report(std::move(text))) {
    analysis = analyse(document, lexicon(), splitter());
  }
  Laid(const Laid&) = delete;
  Laid& operator=(const Laid&) = delete;
  static const Lexicon& lexicon() {
    static const Lexicon words;
    return words;
  }
  static const text::SentenceSplitter& splitter() {
    static const text::SentenceSplitter sentences;
    return sentences;
  }
  std::uint32_t word(std::string_view written) const {
    for (std::uint32_t i = 0; i < analysis.words.size(); ++i) {
      if (analysis.text_of(i) == written) return i;
    }
    ADD_FAILURE() << written;
    return 0;
  }
  std::string subject_of(std::string_view verb) const {
    const Phrases phrases(analysis);
    const Subject subject = phrases.subject_of(phrases.verb_group(word(verb)));
    return subject.shared ? "(shared)" : std::string(analysis.text_of(subject.words));
  }
  bool is_verb(std::string_view written) const { return Phrases(analysis).is_verb(word(written)); }

  Document document;
  Analysis analysis;
};

TEST(Phrases, SubjectsAreWholeNounPhrases) {
  EXPECT_EQ(Laid("The foreign minister of Velmar said no.").subject_of("said"), "The foreign minister of Velmar");
  EXPECT_EQ(Laid("On Monday Vell said no.").subject_of("said"), "Vell");
  EXPECT_EQ(Laid("Vell on Monday said no.").subject_of("said"), "Vell");
  EXPECT_EQ(Laid("Mara Vell, the envoy of Norvia, said no.").subject_of("said"), "Mara Vell, the envoy of Norvia");
  EXPECT_EQ(Laid("Analysts from the Institute for Straits said no.").subject_of("said"),
            "Analysts from the Institute for Straits");
  EXPECT_EQ(Laid("After talks in Norvia the minister said no.").subject_of("said"), "the minister");
  EXPECT_EQ(Laid("They agreed but refused.").subject_of("refused"), "(shared)");
  EXPECT_EQ(Laid("Iker Orlen and Mara Vell have said no.").subject_of("said"), "Iker Orlen and Mara Vell");
}

TEST(Phrases, VerbsAreToldFromNouns) {
  EXPECT_TRUE(Laid("Velmar claims that it won.").is_verb("claims"));
  EXPECT_FALSE(Laid("The claims of Velmar are old.").is_verb("claims"));
  EXPECT_FALSE(Laid("Old pressures that are shaping it.").is_verb("pressures"));
  EXPECT_TRUE(Laid("They have repeatedly asked for it.").is_verb("asked"));
  EXPECT_FALSE(Laid("the proposed toll").is_verb("proposed"));
}

TEST(Phrases, VerbGroupsHoldTheirHelpers) {
  const Laid laid("The toll has repeatedly been criticized by Vell.");
  const VerbGroup group = Phrases(laid.analysis).verb_group(laid.word("criticized"));
  EXPECT_EQ(laid.analysis.text_of(group.words), "has repeatedly been criticized");
  EXPECT_TRUE(group.passive);
  EXPECT_TRUE(group.finite);
}

TEST(Phrases, ClausesAreToldFromThings) {
  const Laid laid("said the road was open, the road to Velmar");
  const Phrases phrases(laid.analysis);
  EXPECT_TRUE(phrases.clause_at(1, 6));
  EXPECT_FALSE(phrases.clause_at(7, static_cast<std::uint32_t>(laid.analysis.words.size())));
}

}  // namespace
}  // namespace entente::read
