// The trained reader with the models that are there: the same answers whatever is read beside, odd texts, files that
// were altered. Skipped, with a word of it, where there are no models or no inference.
#include "read/trained_reader.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "format/json.h"
#include "nn/nn.h"
#include "read/model_spans.h"
#include "text/code_points.h"

namespace entente::read {
namespace {

namespace fs = std::filesystem;

fs::path models_folder() {
  const char* named = std::getenv("ENTENTE_MODELS");
  return named != nullptr && *named != '\0' ? fs::path(named) : fs::path(ENTENTE_SOURCE_DIR) / "models";
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Document document_of(const std::string& text) {
  format::Json record{{"id", "a"}, {"text", text}};
  return *document_from_record(format::dump_json(record), "test", 1);
}

std::vector<Document> reports() {
  std::vector<Document> all;
  for (const auto& entry : fs::directory_iterator(fs::path(ENTENTE_SOURCE_DIR) / "examples" / "kesh" / "reports")) {
    if (entry.path().extension() == ".txt" || entry.path().extension() == ".md")
      all.push_back(document_of(content_of(entry.path())));
    if (all.size() == 6) break;
  }
  return all;
}

// All that a reading says, in words.
std::string told(const Reading& reading) {
  std::ostringstream out;
  const auto spans = [&](const std::vector<Span>& list) {
    for (const Span span : list) out << ' ' << span.start << '-' << span.end;
    out << ';';
  };
  for (const Statement& statement : reading.statements) {
    spans(statement.source);
    spans(statement.cue);
    spans(statement.content);
    out << statement.speaker << '|' << statement.party << '|' << static_cast<int>(statement.confidence * 100 + 0.5)
        << '|' << (statement.parent ? static_cast<int>(*statement.parent) : -1) << '\n';
  }
  for (const Mention& mention : reading.mentions)
    out << mention.span.start << '-' << mention.span.end << to_string(mention.kind) << mention.name << '\n';
  return out.str();
}

class TrainedReading : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!nn::has_inference() || !fs::exists(models_folder() / "reader" / "reader.json")) return;
    auto made = make_trained_reader({}, {models_folder().string(), 2, false});
    ASSERT_TRUE(made.ok()) << to_string(made.diagnostics().front());
    const Status status = (*made)->prepare();
    ASSERT_TRUE(status.ok()) << to_string(status.diagnostics().front());
    reader_ = std::move(*made);
  }
  static void TearDownTestSuite() { reader_.reset(); }
  void SetUp() override {
    if (!reader_) GTEST_SKIP() << "no models, or no inference built in";
  }
  static std::unique_ptr<TrainedReader> reader_;
};
std::unique_ptr<TrainedReader> TrainedReading::reader_;

TEST_F(TrainedReading, FindsWhoSaidWhat) {
  const Document document = document_of(
      "The ferry line will close on Monday, the harbour master of Kesh, Orla Brandt, said.\n"
      "Brandt added that “no ship will pass before the toll is paid.”\n");
  const Reading reading = reader_->read(document);
  ASSERT_GE(reading.statements.size(), 2u);
  EXPECT_EQ(reading.statements[0].speaker, "Orla Brandt");
  EXPECT_EQ(reading.statements[1].speaker, "Orla Brandt");
  EXPECT_FALSE(reading.mentions.empty());
  EXPECT_EQ(reader_->identity().reader, "trained");
  EXPECT_EQ(reader_->identity().model.size(), 64u);
}

// Each report alone, then all of them on two threads in another order: word for word the same.
TEST_F(TrainedReading, SaysTheSameWhateverIsReadBeside) {
  const std::vector<Document> documents = reports();
  ASSERT_GE(documents.size(), 3u);
  std::vector<std::string> alone;
  for (const Document& document : documents) alone.push_back(told(reader_->read(document)));
  std::vector<std::string> together(documents.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < documents.size(); i = next++) {
      const std::size_t place = documents.size() - 1 - i;
      together[place] = told(reader_->read(documents[place]));
    }
  };
  {
    const std::jthread first(work), second(work);
  }
  EXPECT_EQ(alone, together);
}

TEST_F(TrainedReading, OddTexts) {
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("."), std::string(" \n\t\n"), std::string("\0\0", 2),
        std::string("a\0b said\0", 9), std::string("\xFF\xFE said “\xC3"), std::string(5000, '"'),
        std::string("港 港 港"), std::string("\n\n\nsaid\n\n")}) {
    const Reading reading = reader_->read(document_of(text));
    for (const Statement& statement : reading.statements) EXPECT_FALSE(statement.content.empty());
  }
}

TEST_F(TrainedReading, ATextThatIsNotEnglishIsReadByRules) {
  Document document = document_of(
      "Der Hafenmeister sagte am Montag, dass die Fähre nicht mehr fahren werde, und dass der Zoll bezahlt werden "
      "müsse.");
  document.language = "de";
  EXPECT_EQ(told(reader_->read(document)), told(make_rule_reader({})->read(document)));
}

TEST_F(TrainedReading, ALongTextWithoutAFullStop) {
  const bool quick = std::getenv("ENTENTE_QUICK") != nullptr;
  std::string text;
  for (int i = 0; i < (quick ? 2000 : 12000); ++i)
    text += i % 50 == 7 ? "said that " : i % 3 == 0 ? "the harbour " : "talks went on ";
  EXPECT_FALSE(reader_->read(document_of(text)).sentences.empty());
}

// Windows beyond those whose vectors are kept are run again, and say the same.
TEST_F(TrainedReading, MarksLieWithinTheText) {
  for (const Document& document : reports()) {
    const Reading reading = reader_->read(document);
    for (std::size_t i = 0; i < reading.statements.size(); ++i) {
      const Statement& statement = reading.statements[i];
      EXPECT_TRUE(!statement.parent || *statement.parent < i);
      EXPECT_GE(statement.confidence, 0.0);
      EXPECT_LE(statement.confidence, 1.0);
      for (const auto* list : {&statement.source, &statement.cue, &statement.content}) {
        for (const Span span : *list) {
          EXPECT_LT(span.start, span.end);
          EXPECT_LE(span.end, document.text.size());
        }
      }
    }
  }
}

TEST_F(TrainedReading, TheModelGivesTheSpansThatItsMakerRecorded) {
  // By training/golden.py from the same model. Int8 arithmetic differs a little between processors, so that single
  // spans may fall the other way: nearly all must be the same.
  std::ifstream golden(fs::path(ENTENTE_SOURCE_DIR) / "tests" / "read" / "trained_golden.jsonl");
  if (!golden) GTEST_SKIP() << "no record of the model's spans";
  auto model = load_reader_model((models_folder() / "reader").string(), 1);
  ASSERT_TRUE(model.ok());
  std::size_t same = 0, ours = 0, theirs = 0;
  std::string line;
  ASSERT_TRUE(std::getline(golden, line));
  ASSERT_EQ(format::parse_json(line, "golden")->at("model"), (*model)->settings.checksum)
      << "tests/read/trained_golden.py writes the record of another model";
  while (std::getline(golden, line)) {
    const auto row = *format::parse_json(line, "golden");
    const std::string text = content_of(fs::path(ENTENTE_SOURCE_DIR) / row.at("file").get<std::string>());
    const text::CodePointIndex index(text);
    const auto found = find_spans(text, **model);
    ASSERT_TRUE(found.ok());
    std::multiset<std::string> a, b;
    const auto write = [&](Span span) {
      const Span points = index.to_code_points(span);
      return std::to_string(points.start) + "-" + std::to_string(points.end) + " ";
    };
    for (const Attribution& attribution : found->attributions) {
      std::string all = write(attribution.cue) + "|";
      for (const Span span : attribution.source) all += write(span);
      all += "|";
      for (const Span span : attribution.content) all += write(span);
      a.insert(all);
    }
    for (const ModelName& name : found->names) a.insert(write(name.span) + std::string(to_string(name.kind)));
    for (const auto& attribution : row.at("attributions")) b.insert(attribution.get<std::string>());
    for (const auto& name : row.at("names")) b.insert(name.get<std::string>());
    ours += a.size();
    theirs += b.size();
    for (const std::string& one : a) {
      const auto there = b.find(one);
      if (there == b.end()) continue;
      b.erase(there);
      ++same;
    }
  }
  ASSERT_GT(theirs, 20u);
  EXPECT_GE(2.0 * static_cast<double>(same), 0.97 * static_cast<double>(ours + theirs));
}

// The quick reader's model is another and a smaller one: it says that of itself, and finds what is plainly said.
TEST_F(TrainedReading, TheQuickReaderHasAModelOfItsOwn) {
  if (!fs::exists(models_folder() / "quick" / "reader.json")) GTEST_SKIP() << "no quick model";
  auto made = make_trained_reader({}, {models_folder().string(), 1, true});
  ASSERT_TRUE(made.ok()) << to_string(made.diagnostics().front());
  const Status status = (*made)->prepare();
  ASSERT_TRUE(status.ok()) << to_string(status.diagnostics().front());
  EXPECT_NE((*made)->identity().model, reader_->identity().model);
  const Reading reading =
      (*made)->read(document_of("The ferry line will close on Monday, the harbour master of Kesh, Orla Brandt, said.\n"
                                "The pier was painted in May.\n"));
  ASSERT_EQ(reading.statements.size(), 1u);
  EXPECT_EQ(reading.statements[0].speaker, "Orla Brandt");
}

// ---- files

class ModelFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(models_folder() / "reader" / "reader.json")) GTEST_SKIP() << "no models";
    folder_ = fs::temp_directory_path() / ("entente-models-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "reader");
    for (const char* file : {"reader.json", "model.xml", "model.bin", "vocab.txt"})
      fs::copy_file(models_folder() / "reader" / file, folder_ / "reader" / file);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string refusal() const {
    auto made = make_trained_reader({}, {folder_.string(), 1, false});
    if (!made) return made.diagnostics().front().code;
    const Status status = (*made)->prepare();
    return status ? "" : to_string(status.diagnostics().front());
  }
  fs::path folder_;
};

TEST_F(ModelFiles, AnAlteredFileIsRefusedWithItsChecksum) {
  std::fstream file(folder_ / "reader" / "model.bin", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100000);
  file.put('!');
  file.close();
  const std::string why = refusal();
  EXPECT_NE(why.find("model-altered"), std::string::npos) << why;
  EXPECT_NE(why.find(nn::sha256(content_of(folder_ / "reader" / "model.bin"))), std::string::npos) << why;
}

// The quick model takes the word embeddings of the other's file: altered there, it is refused as well.
TEST_F(ModelFiles, AnAlteredFileThatIsSharedIsRefused) {
  if (!fs::exists(models_folder() / "quick" / "reader.json")) GTEST_SKIP() << "no quick model";
  fs::create_directories(folder_ / "quick");
  for (const char* file : {"reader.json", "model.xml", "model.bin"})
    fs::copy_file(models_folder() / "quick" / file, folder_ / "quick" / file);
  const auto load = [&] { return load_reader_model((folder_ / "quick").string(), 1); };
  if (nn::has_inference()) {
    const auto whole = load();
    ASSERT_TRUE(whole.ok()) << to_string(whole.diagnostics().front());
  }
  std::fstream file(folder_ / "reader" / "model.bin", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(100000);
  file.put('!');
  file.close();
  const auto altered = load();
  ASSERT_FALSE(altered.ok());
  EXPECT_EQ(altered.diagnostics().front().code, "model-altered");
}

TEST_F(ModelFiles, ACutFileIsRefused) {
  fs::resize_file(folder_ / "reader" / "model.bin", 1000);
  EXPECT_NE(refusal().find("model-altered"), std::string::npos);
}

TEST_F(ModelFiles, AMissingFileIsNamed) {
  fs::remove(folder_ / "reader" / "vocab.txt");
  EXPECT_NE(refusal().find("vocab.txt"), std::string::npos);
  fs::remove(folder_ / "reader" / "reader.json");
  EXPECT_EQ(refusal(), "model-missing");
}

TEST_F(ModelFiles, SettingsThatDoNotFitAreRefused) {
  for (const char* settings : {"{", "[]", "{}", R"({"version": 9})"}) {
    std::ofstream(folder_ / "reader" / "reader.json") << settings;
    EXPECT_FALSE(refusal().empty()) << settings;
  }
}

}  // namespace
}  // namespace entente::read
