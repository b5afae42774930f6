#include "text/code_points.h"

#include <gtest/gtest.h>

namespace entente::text {
namespace {

TEST(CodePointIndex, AgreesWithCountingOneByOne) {
  const std::string text = "a“b”𝄞c\xC3\xA9 – d";
  const CodePointIndex index(text);
  std::uint32_t points = 0;
  for (std::uint32_t byte = 0; byte < text.size(); ++byte) {
    const bool is_start = (static_cast<unsigned char>(text[byte]) & 0xC0) != 0x80;
    if (is_start) {
      EXPECT_EQ(index.to_code_points(byte), points) << byte;
      EXPECT_EQ(index.to_bytes(points), byte) << points;
      ++points;
    } else {
      EXPECT_EQ(index.to_code_points(byte), points - 1) << byte;
    }
  }
  EXPECT_EQ(index.size(), points);
  EXPECT_EQ(index.to_code_points(static_cast<std::uint32_t>(text.size())), points);
  EXPECT_EQ(index.to_bytes(points), text.size());
}

}  // namespace
}  // namespace entente::text
