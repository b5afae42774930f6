// Reads the #include lines of src/ and fails on an arrow that the table of rooms does not allow.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

// Room -> the rooms that it may include. A * after a room: its façade header (ROOM/ROOM.h) alone.
const std::map<std::string, Names> allowed = {
    {"core", {}},
    {"text", {"core"}},
    {"format", {"core"}},
    {"nn", {"core", "text"}},
    {"read", {"core", "text", "format", "nn"}},
    {"frame", {"core", "text", "nn"}},
    {"settle", {"core", "format"}},
    {"verify", {"core", "format"}},
    {"certify", {}},
    {"store", {"core"}},
    {"show", {"core", "format", "read*", "frame*", "settle*", "verify*"}},
    {"app", {"core", "text", "format", "nn", "read", "frame", "settle", "verify", "certify", "store", "show"}},
    {"cli", {"app", "show", "core"}},
    {"web", {"app", "show", "core"}},
};

// Third-party header (its first path segment, or the header itself) -> the one room that may include it. fmt and xxhash
// are exempt: formatting and hashing.
const std::map<std::string, std::string> owner = {
    {"unicode", "text"},       {"libstemmer.h", "text"},
    {"nlohmann", "format"},    {"simdjson.h", "format"},
    {"toml++", "format"},      {"pugixml.hpp", "format"},
    {"gumbo.h", "format"},     {"cmark.h", "format"},
    {"archive.h", "format"},   {"archive_entry.h", "format"},
    {"cadical.hpp", "settle"}, {"GeographicLib", "verify"},
    {"sqlite3.h", "store"},    {"cld2", "read"},
    {"csv.h", "format"},       {"CLI", "cli"},
    {"openvino", "nn"},        {"httplib.h", "web"},
    {"nettle", "nn"},
};

struct Include {
  fs::path file;
  std::string room;
  std::string target;
  bool own = false;  // "…" and not <…>
};

std::vector<Include> all_includes() {
  const std::regex line_pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  const fs::path src = fs::path(ENTENTE_SOURCE_DIR) / "src";
  std::vector<Include> found;
  for (const auto& entry : fs::recursive_directory_iterator(src)) {
    if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
    std::ifstream file(entry.path());
    std::string line;
    while (std::getline(file, line)) {
      std::smatch match;
      if (!std::regex_search(line, match, line_pattern)) continue;
      const fs::path relative = fs::relative(entry.path(), src);
      found.push_back({relative, relative.begin()->string(), match[2], match[1] == "\""});
    }
  }
  return found;
}

bool may_include(const std::string& room, const std::string& target) {
  const std::string other = target.substr(0, target.find('/'));
  const Names& names = allowed.at(room);
  if (other == room || names.count(other) > 0) return true;
  return names.count(other + "*") > 0 && target == other + "/" + other + ".h";
}

TEST(Arrows, EveryRoomIsInTheTable) {
  for (const auto& entry : fs::directory_iterator(fs::path(ENTENTE_SOURCE_DIR) / "src")) {
    EXPECT_EQ(allowed.count(entry.path().filename().string()), 1u) << entry.path();
  }
}

TEST(Arrows, OnlyThoseOfTheTable) {
  const auto includes = all_includes();
  ASSERT_GT(includes.size(), 100u);
  for (const Include& include : includes) {
    if (!include.own) continue;
    EXPECT_TRUE(may_include(include.room, include.target)) << include.file << " includes " << include.target;
  }
}

TEST(Arrows, AThirdPartyHeaderIsIncludedInItsRoomAlone) {
  for (const Include& include : all_includes()) {
    if (include.own) continue;
    const auto at = owner.find(include.target.substr(0, include.target.find('/')));
    if (at != owner.end()) {
      EXPECT_EQ(at->second, include.room) << include.file << " includes " << include.target;
    }
  }
}

TEST(Arrows, CertifyAndCoreIncludeTheStandardLibraryAlone) {
  for (const Include& include : all_includes()) {
    if (include.room != "certify" && include.room != "core") continue;
    if (include.own) {
      EXPECT_EQ(include.target.substr(0, include.target.find('/')), include.room) << include.file;
    } else {
      EXPECT_EQ(include.target.find_first_of("/."), std::string::npos)
          << include.file << " includes " << include.target;
    }
  }
}

TEST(Arrows, TheTestCanFail) {
  EXPECT_FALSE(may_include("settle", "verify/verify.h"));
  EXPECT_FALSE(may_include("show", "settle/frontier.h"));
  EXPECT_TRUE(may_include("show", "settle/settle.h"));
}

}  // namespace
