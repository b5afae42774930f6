// A dossier that the trained reader read, for tests of what texts mean.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/pipeline.h"
#include "app/reader_choice.h"

namespace entente::app {

// Skips where no model can run.
class ReadDossierTest : public testing::Test {
 protected:
  void SetUp() override {
    const ReaderChoice choice{"trained", models_};
    const auto trained = choose_reader({}, choice, 1);
    if (!trained.ok() || !trained->prepare()) GTEST_SKIP() << "models cannot run here";
    folder_ = std::filesystem::temp_directory_path() / ("entente-read-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // `records` is JSON Lines; read into the fixture's one dossier.
  store::Dossier read_by(const std::string& reader, const std::string& records) const {
    std::ofstream(folder_ / "in.jsonl") << records;
    auto dossier = std::move(store::Dossier::open((folder_ / "d.db").string(), store::Access::read_write)).value();
    std::istringstream nothing;
    ReadConfig config;
    config.reader = {reader, models_};
    EXPECT_TRUE(read_into(dossier, {(folder_ / "in.jsonl").string()}, nothing, config).ok());
    return dossier;
  }

  const std::string models_ = (std::filesystem::path(ENTENTE_SOURCE_DIR) / "models").string();

 private:
  std::filesystem::path folder_;
};

}  // namespace entente::app
