// Titles are encoded once, kept in the dossier, and encoded again where they change; read by rules there are none.
#include "app/title_meanings.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "app/read_dossier.h"
#include "nn/nn.h"

namespace entente::app {
namespace {

class TitleMeanings : public ReadDossierTest {
 protected:
  store::Dossier read_by(const std::string& reader) const {
    return ReadDossierTest::read_by(
        reader, R"({"id":"a","title":"Talks on the strait break down","text":"The envoys left the hall on Monday."})"
                "\n"
                R"({"id":"b","title":"Negotiations over the channel collapse","text":"Nobody signed."})"
                "\n"
                R"({"id":"c","title":"Chess club wins the cup","text":"The final was played in Lunn."})"
                "\n"
                R"({"id":"d","text":"A note without a title."})"
                "\n");
  }
  static std::vector<std::vector<std::int8_t>> meanings(store::Dossier& dossier,
                                                        const std::vector<store::StoredDocument>& documents) {
    std::vector<const store::StoredDocument*> list;
    for (const auto& stored : documents) list.push_back(&stored);
    auto found = title_meanings(dossier, list);
    EXPECT_TRUE(found.ok());
    return found.ok() ? *found : std::vector<std::vector<std::int8_t>>{};
  }
  static double cosine(const std::vector<std::int8_t>& a, const std::vector<std::int8_t>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0) / (127.0 * 127.0);
  }
};

TEST_F(TitleMeanings, AreNearWhereTheMeaningIsNearAndMadeOnce) {
  auto dossier = read_by("trained");
  auto documents = *dossier.documents(false);
  ASSERT_EQ(documents.size(), 4u);
  std::sort(documents.begin(), documents.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  const auto first = meanings(dossier, documents);
  ASSERT_EQ(first.size(), 4u);
  ASSERT_FALSE(first[0].empty());
  EXPECT_NEAR(cosine(first[0], first[0]), 1, 0.03);
  EXPECT_GT(cosine(first[0], first[1]), cosine(first[0], first[2]) + 0.2);
  EXPECT_TRUE(first[3].empty());
  // What is kept is used: a row that was changed comes back as it was kept.
  store::TitleMeaning marked{documents[0].id, documents[0].document.title, {}};
  marked.vector.assign(first[0].size(), 7);
  const auto settings = nn::read_model_file(models_ + "/sentences/sentences.json");
  ASSERT_TRUE(settings.ok());
  ASSERT_TRUE(dossier.keep_title_meanings(std::vector{marked}, nn::sha256(*settings)).ok());
  EXPECT_EQ(meanings(dossier, documents)[0], marked.vector);
  // Another title is encoded again.
  documents[0].document.title = "Chess club wins the cup";
  EXPECT_EQ(meanings(dossier, documents)[0], first[2]);
}

TEST_F(TitleMeanings, ByRulesThereAreNone) {
  auto dossier = read_by("rules");
  for (const auto& meaning : meanings(dossier, *dossier.documents(false))) EXPECT_TRUE(meaning.empty());
}

}  // namespace
}  // namespace entente::app
