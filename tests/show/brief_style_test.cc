#include "show/brief_style.h"

#include <cstdio>
#include <string>

#include <gtest/gtest.h>

namespace entente::show {
namespace {

// The page's policy allows the style sheet by its hash alone: with a stale one a browser would show the page bare.
TEST(BriefStyle, HashIsThatOfTheStyle) {
  const std::string file = ::testing::TempDir() + "/brief_style.css";
  std::FILE* out = std::fopen(file.c_str(), "wb");
  ASSERT_NE(out, nullptr);
  std::fwrite(brief_style.data(), 1, brief_style.size(), out);
  std::fclose(out);
  const std::string command = "python3 -c \"import hashlib,base64,sys;print(base64.b64encode(hashlib.sha256(open('" +
                              file + "','rb').read()).digest()).decode(),end='')\"";
  std::FILE* pipe = popen(command.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  char buffer[128] = {};
  const std::size_t n = std::fread(buffer, 1, sizeof buffer - 1, pipe);
  pclose(pipe);
  EXPECT_EQ(std::string(buffer, n), brief_style_sha256);
}

}  // namespace
}  // namespace entente::show
