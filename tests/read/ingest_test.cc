// Files, folders and archives; identity, filters and limits; and what must never crash.
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "read/archive_maker.h"
#include "read/read.h"

namespace entente::read {
namespace {

namespace fs = std::filesystem;

struct All {
  std::vector<Document> documents;
  Diagnostics diagnostics;

  bool says(std::string_view code) const {
    for (const Diagnostic& diagnostic : diagnostics) {
      if (diagnostic.code == code) return true;
    }
    return false;
  }
};

All from_bytes(std::string_view name, std::string_view bytes, const IngestLimits& limits = {},
               const IngestFilter& wanted = nullptr) {
  All all;
  ingest_bytes(name, bytes, limits, wanted, [&](Ingested result) {
    for (Document& document : result.documents) all.documents.push_back(std::move(document));
    for (Diagnostic& diagnostic : result.diagnostics) all.diagnostics.push_back(std::move(diagnostic));
    return true;
  });
  return all;
}

All from_path(const fs::path& path, const IngestLimits& limits = {}) {
  All all;
  ingest_path(path.string(), limits, nullptr, [&](Ingested result) {
    for (Document& document : result.documents) all.documents.push_back(std::move(document));
    for (Diagnostic& diagnostic : result.diagnostics) all.diagnostics.push_back(std::move(diagnostic));
    return true;
  });
  return all;
}

const std::string report =
    "Lamps lit again\n\nThe lamps of Tarn Island were lit again on Sunday, the harbour office said.\n";

class Folder {
 public:
  Folder() {
    path_ = fs::temp_directory_path() / ("entente_ingest_" + std::to_string(std::random_device()()));
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code code;
    fs::remove_all(path_, code);
  }
  const fs::path& path() const { return path_; }
  void write(const std::string& name, std::string_view bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

 private:
  fs::path path_;
};

// ---- folders

TEST(Ingest, ReadsFoldersSortedAndDeep) {
  const Folder folder;
  folder.write("b.txt", report);
  folder.write("a/z.txt", report);
  folder.write("a/b/c.txt", report);
  folder.write(".hidden/x.txt", report);
  const All all = from_path(folder.path());
  ASSERT_EQ(all.documents.size(), 3u);
  EXPECT_TRUE(all.documents[0].origin.ends_with("/a/b/c.txt"));
  EXPECT_TRUE(all.documents[1].origin.ends_with("/a/z.txt"));
  EXPECT_TRUE(all.documents[2].origin.ends_with("/b.txt"));
  // The same text from three origins: three documents, the same bytes.
  EXPECT_EQ(all.documents[0].content_hash, all.documents[2].content_hash);
  EXPECT_EQ(all.documents[0].id, all.documents[0].origin);
}

TEST(Ingest, ALoopOfLinksEnds) {
  const Folder folder;
  folder.write("a/x.txt", report);
  fs::create_directory_symlink(folder.path(), folder.path() / "a" / "back");
  fs::create_symlink(folder.path() / "nowhere", folder.path() / "broken");
  const All all = from_path(folder.path());
  EXPECT_EQ(all.documents.size(), 1u);
  EXPECT_TRUE(all.says("folder-loop"));
  EXPECT_TRUE(all.says("file-missing"));
}

TEST(Ingest, WhatIsNoReportIsPassedOverWithANote) {
  const Folder folder;
  folder.write("picture.png", "\x89PNG\r\n\x1a\n");
  folder.write("noise", std::string("\0\1\2\3\4\5\6\7\0\1\2\3\4\5\6\7\0\1\2\3", 20));
  folder.write("empty.txt", "");
  folder.write("table.csv", "a,b\n1,2\n");
  folder.write("note.pdf", "%PDF-1.7\n");
  const All all = from_path(folder.path());
  EXPECT_TRUE(all.documents.empty());
  EXPECT_EQ(all.diagnostics.size(), 5u);
  EXPECT_TRUE(all.says("file-binary"));
  EXPECT_TRUE(all.says("file-empty"));
  EXPECT_TRUE(all.says("format-unsupported"));
  for (const Diagnostic& diagnostic : all.diagnostics) EXPECT_EQ(diagnostic.severity, Severity::note);
  EXPECT_TRUE(from_path(folder.path() / "absent").says("file-missing"));
  EXPECT_TRUE(from_path("/dev/null").says("not-a-file"));
}

TEST(Ingest, StopsWhenTheSinkSaysSo) {
  const Folder folder;
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) folder.write(name, report);
  int calls = 0;
  ingest_path(folder.path().string(), {}, nullptr, [&](Ingested) { return ++calls < 2; });
  EXPECT_EQ(calls, 2);
}

// ---- identity and filters

TEST(Ingest, AFileThatIsKnownIsNotReadAgain) {
  const All first = from_bytes("a.txt", report);
  ASSERT_EQ(first.documents.size(), 1u);
  std::vector<std::string> asked;
  const IngestFilter known = [&](std::string_view origin, std::string_view hash) {
    asked.push_back(std::string(origin) + " " + std::string(hash));
    return hash != first.documents[0].content_hash;
  };
  EXPECT_TRUE(from_bytes("a.txt", report, {}, known).documents.empty());
  EXPECT_EQ(asked, std::vector<std::string>{"a.txt " + first.documents[0].content_hash});
  EXPECT_EQ(from_bytes("a.txt", report + "More.\n", {}, known).documents.size(), 1u);
}

TEST(Ingest, ArticlesAndRecordsAreAskedForOneByOne) {
  const std::string lines = "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n";
  const All all =
      from_bytes("x.jsonl", lines, {}, [](std::string_view origin, std::string_view) { return origin != "a"; });
  ASSERT_EQ(all.documents.size(), 1u);
  EXPECT_EQ(all.documents[0].id, "b");
}

TEST(Ingest, ARecordIsNeverPartedAndItsTextStays) {
  std::string text = "Lenk warns\\nThe Vask Courier, 1 June 2031\\n\\n";
  text += std::string(300, 'x') + ".\\n\\n---\\n\\nReval hopes\\nRadio Marenne, 2 June 2031\\n\\n" +
          std::string(300, 'y') + ".\\n";
  const All all = from_bytes("x.jsonl", "{\"id\":\"k\",\"text\":\"" + text + "\"}");
  ASSERT_EQ(all.documents.size(), 1u);
  EXPECT_TRUE(all.documents[0].text.starts_with("Lenk warns\nThe Vask Courier"));
  EXPECT_TRUE(all.documents[0].text.ends_with(".\n"));
  // As plain text it is a digest.
  std::string plain = text;
  for (std::size_t at = 0; (at = plain.find("\\n", at)) != std::string::npos;) plain.replace(at, 2, 1, '\n');
  EXPECT_EQ(from_bytes("x.txt", plain).documents.size(), 2u);
}

TEST(Ingest, StandardInputIsToldByItsBytes) {
  EXPECT_EQ(from_bytes("-", "<!doctype html><title>a</title><p>Ostrel said that it would answer the note.</p>")
                .documents.at(0)
                .format,
            "html");
  EXPECT_EQ(from_bytes("-", "{\"id\":\"1\",\"text\":\"x\"}\n").documents.at(0).format, "jsonl");
  EXPECT_EQ(from_bytes("-", "---\ntitle: x\n---\nwords\n").documents.at(0).format, "markdown");
  EXPECT_EQ(from_bytes("-", "<?xml version=\"1.0\"?><rss><channel><item><title>x</title></item></channel></rss>")
                .documents.at(0)
                .format,
            "rss");
  EXPECT_EQ(from_bytes("-", report).documents.at(0).format, "text");
}

// ---- archives

TEST(Ingest, ReadsEveryKindOfArchive) {
  const std::vector<std::pair<std::string, std::string>> members = {{"in/b.txt", report},
                                                                    {"in/a.md", "# A\n\nWords of a report.\n"},
                                                                    {"in/.DS_Store", "x"},
                                                                    {"__MACOSX/in/b.txt", "x"}};
  const std::map<std::string, Packing> kinds = {
      {"r.zip", Packing::zip}, {"r.tar", Packing::tar}, {"r.tar.gz", Packing::tar_gz}, {"r.tar.zst", Packing::tar_zst}};
  for (const auto& [name, packing] : kinds) {
    const std::string bytes = packed(packing, members);
    const All all = from_bytes(name, bytes);
    ASSERT_EQ(all.documents.size(), 2u) << name;
    EXPECT_EQ(all.documents[0].origin, name + "/in/b.txt");
    EXPECT_EQ(all.documents[1].format, "markdown");
    const Folder folder;
    folder.write(name, bytes);
    EXPECT_EQ(from_path(folder.path()).documents.size(), 2u) << name;
    // An archive within an archive.
    const All inner = from_bytes("o.zip", packed(Packing::zip, {{name, bytes}}));
    ASSERT_EQ(inner.documents.size(), 2u) << name;
    EXPECT_EQ(inner.documents[0].origin, "o.zip/" + name + "/in/b.txt");
  }
}

TEST(Ingest, ReadsASingleCompressedFile) {
  for (const bool zstd : {false, true}) {
    const std::string suffix = zstd ? ".zst" : ".gz";
    EXPECT_EQ(from_bytes("a.txt" + suffix, compressed(report, zstd)).documents.at(0).origin, "a.txt" + suffix);
    EXPECT_EQ(from_bytes("a.jsonl" + suffix, compressed("{\"id\":\"1\",\"text\":\"x\"}\n", zstd)).documents.at(0).id,
              "1");
  }
}

TEST(Ingest, ABombIsStopped) {
  const std::string zeros(64u << 20, ' ');
  const All bomb = from_bytes("b.zip", packed(Packing::zip, {{"a.txt", zeros}, {"b.txt", report}}));
  EXPECT_TRUE(bomb.documents.empty());
  EXPECT_TRUE(bomb.says("archive-bomb"));
  EXPECT_TRUE(from_bytes("b.txt.gz", compressed(zeros, false)).says("archive-bomb"));
}

TEST(Ingest, ArchivesTooDeepOrTooLargeArePassedOver) {
  std::string bytes = packed(Packing::zip, {{"a.txt", report}});
  for (int i = 0; i < 4; ++i) bytes = packed(Packing::zip, {{"n.zip", bytes}});
  EXPECT_TRUE(from_bytes("o.zip", bytes).says("archive-depth"));
  IngestLimits small;
  small.most_bytes_per_archive = 1000;
  EXPECT_TRUE(
      from_bytes("o.tar", packed(Packing::tar, {{"a.txt", std::string(2000, 'a')}}), small).says("archive-too-large"));
  IngestLimits entry;
  entry.most_bytes_per_entry = 1000;
  const All all =
      from_bytes("o.tar", packed(Packing::tar, {{"a.txt", std::string(2000, 'a')}, {"b.txt", report}}), entry);
  EXPECT_TRUE(all.says("entry-too-large"));
  EXPECT_EQ(all.documents.size(), 1u);
}

TEST(Ingest, ADamagedArchiveGivesWhatItCan) {
  std::mt19937 random(7);
  std::vector<std::pair<std::string, std::string>> members;
  for (int i = 0; i < 20; ++i) {
    std::string words = "Report " + std::to_string(i) + "\n\n";
    for (int n = 0; n < 400; ++n) words += std::to_string(random()) + " said so. ";
    members.emplace_back(std::to_string(i) + ".txt", words);
  }
  for (const Packing packing : {Packing::tar, Packing::tar_gz, Packing::tar_zst, Packing::zip}) {
    const std::string bytes = packed(packing, members);
    const All cut = from_bytes("x", std::string_view(bytes).substr(0, bytes.size() / 2));
    EXPECT_LT(cut.documents.size(), 20u);
    EXPECT_FALSE(cut.diagnostics.empty());
  }
}

// ---- bad bytes

TEST(Ingest, NulsAndInvalidBytesAreReplacedAndReported) {
  const All all = from_bytes("a.txt", std::string("Vask said \xFF no.\0 It\xE2\x80 did, caf\xC3\xA9.", 33));
  ASSERT_EQ(all.documents.size(), 1u);
  EXPECT_TRUE(all.says("nul-bytes"));
  EXPECT_TRUE(all.says("encoding-invalid") || all.says("encoding-guessed"));
  EXPECT_EQ(all.documents[0].text.find('\0'), std::string::npos);
}

TEST(Ingest, ALineOfAHundredMegabytes) {
  const std::string line(100u << 20, 'a');
  const All text = from_bytes("a.txt", line);
  ASSERT_EQ(text.documents.size(), 1u);
  EXPECT_EQ(text.documents[0].text.size(), line.size());
  const All records =
      from_bytes("a.jsonl", "{\"id\":\"1\",\"text\":\"" + line + "\"}\n{\"id\":\"2\",\"text\":\"x\"}\n");
  EXPECT_TRUE(records.says("line-too-long"));
  ASSERT_EQ(records.documents.size(), 1u);
  EXPECT_EQ(records.documents[0].id, "2");
}

TEST(Ingest, DeepNestingIsReadFlat) {
  std::string page = "<html><body>";
  for (int i = 0; i < 200000; ++i) page += "<div>";
  page += "<p>Ostrel said that it would answer the note before the week was out.</p>";
  const All deep = from_bytes("a.html", page);
  EXPECT_TRUE(deep.says("html-depth"));
  ASSERT_EQ(deep.documents.size(), 1u);
  EXPECT_NE(deep.documents[0].text.find("Ostrel said"), std::string::npos);
  std::string bold = "<body><p>";
  for (int i = 0; i < 20000; ++i) bold += "<font color=" + std::to_string(i) + "><p>x";
  EXPECT_EQ(from_bytes("b.html", bold).documents.size(), 1u);
  EXPECT_TRUE(from_bytes("c.jsonl", "{\"text\":" + std::string(100000, '[') + "}").says("json-depth"));
  std::string feed = "<rss><channel><item><title>t</title>";
  for (int i = 0; i < 100000; ++i) feed += "<x>";
  EXPECT_TRUE(from_bytes("d.xml", feed).says("xml-depth"));
  std::string quotes(100000, '>');
  EXPECT_EQ(from_bytes("e.md", quotes + " words").documents.size() + from_bytes("e.md", quotes).documents.size(), 2u);
}

TEST(Ingest, BrokenPagesAndFeedsGiveWhatTheyHold) {
  const All page = from_bytes(
      "a.html", "<html><body><article><h1>No end<p>Marenne said that it would <b>not</i> close the tag, <a href='");
  ASSERT_EQ(page.documents.size(), 1u);
  EXPECT_NE(page.documents[0].text.find("Marenne said"), std::string::npos);
  const All feed = from_bytes(
      "a.xml",
      "<rss><channel><item><title>One</title><description>Words one.</description></item><item><title>Two</ti");
  EXPECT_TRUE(feed.says("xml-syntax"));
  ASSERT_GE(feed.documents.size(), 1u);
  EXPECT_EQ(feed.documents[0].title, "One");
  EXPECT_TRUE(from_bytes("b.xml", "<catalogue/>").says("xml-unknown"));
  EXPECT_TRUE(from_bytes("c.html", "<html><body><script>x()</script></body></html>").says("html-without-text"));
}

TEST(Ingest, ATruncatedWarcGivesWhatItHolds) {
  std::ifstream file(fs::path(ENTENTE_SOURCE_DIR) / "tests/read/intake/warc-pages/input.warc", std::ios::binary);
  const std::string warc((std::istreambuf_iterator<char>(file)), {});
  ASSERT_EQ(from_bytes("a.warc", warc).documents.size(), 2u);
  const All cut = from_bytes("a.warc", std::string_view(warc).substr(0, warc.size() - 40));
  EXPECT_TRUE(cut.says("warc-truncated"));
  EXPECT_GE(cut.documents.size(), 1u);
  const All noise = from_bytes("a.warc", "WARC/1.0\r\nnonsense\r\n\r\nmore\r\n" + warc);
  EXPECT_TRUE(noise.says("warc-syntax"));
  EXPECT_EQ(noise.documents.size(), 2u);
  for (std::size_t size = 0; size < warc.size(); size += 7)
    from_bytes("a.warc", std::string_view(warc).substr(0, size));
}

// A .warc.gz has a gzip member for each record.
TEST(Ingest, WarcsCompressedRecordByRecord) {
  std::ifstream file(fs::path(ENTENTE_SOURCE_DIR) / "tests/read/intake/warc-pages/input.warc", std::ios::binary);
  const std::string warc((std::istreambuf_iterator<char>(file)), {});
  std::string members;
  for (std::size_t at = 0; at < warc.size();) {
    const std::size_t next = std::min(warc.find("WARC/1.0\r\n", at + 1), warc.size());
    members += compressed(warc.substr(at, next - at), false);
    at = next;
  }
  const All all = from_bytes("a.warc.gz", members);
  ASSERT_EQ(all.documents.size(), 2u);
  EXPECT_EQ(all.documents[0].origin, "https://calderpost.example/2031/05/04/lamp-fund");
  EXPECT_EQ(all.documents[0].url, all.documents[0].origin);
}

// Any bytes under any name: no crash, and valid spans.
TEST(Ingest, ManglesOfAllCasesDoNoHarm) {
  std::mt19937 random(20310307);
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(ENTENTE_SOURCE_DIR) / "tests/read/intake")) {
    if (entry.path().stem() != "input") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    for (int round = 0; round < 60; ++round) {
      std::string mangled = bytes;
      for (int edit = 0; edit < 8 && !mangled.empty(); ++edit) {
        const std::size_t at = random() % mangled.size();
        switch (random() % 4) {
          case 0:
            mangled[at] = static_cast<char>(random());
            break;
          case 1:
            mangled.erase(at, random() % 40);
            break;
          case 2:
            mangled.insert(at, mangled.substr(random() % mangled.size(), random() % 60));
            break;
          default:
            mangled.resize(at + 1);
            break;
        }
      }
      const All all = from_bytes("x" + entry.path().extension().string(), mangled);
      for (const Document& document : all.documents) {
        for (const Block& block : document.blocks) ASSERT_LE(block.span.end, document.text.size());
      }
    }
  }
}

}  // namespace
}  // namespace entente::read
