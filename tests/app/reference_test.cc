// docs/verbs is what the option table says, page for page.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "app/options.h"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

TEST(Reference, PagesAreThoseOfTheTable) {
  const fs::path folder = fs::path(ENTENTE_SOURCE_DIR) / "docs" / "verbs";
  std::set<std::string> pages;
  for (const Verb& verb : verbs()) {
    const std::string name = std::string(verb.name) + ".md";
    pages.insert(name);
    std::ifstream file(folder / name, std::ios::binary);
    const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    EXPECT_EQ(page, reference_page(verb)) << name << " is stale: `entente reference docs/verbs` writes it";
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    EXPECT_EQ(pages.count(entry.path().filename().string()), 1u) << entry.path() << " is of no verb";
  }
}

TEST(Reference, EveryOptionBelongsToAVerb) {
  for (const Option& option : options()) {
    EXPECT_TRUE(option.verb == "*" || find_verb(option.verb) != nullptr) << option.verb << " --" << option.name;
  }
}

}  // namespace
}  // namespace entente::app
