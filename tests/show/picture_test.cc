#include "show/picture.h"

#include <gtest/gtest.h>

namespace entente::show {
namespace {

// RFC 4648, section 10.
TEST(Picture, CarriesTheBytes) {
  EXPECT_NE(picture("foobar", "x").find(";base64,Zm9vYmFy\""), std::string::npos);
  EXPECT_NE(picture("fooba", "x").find(";base64,Zm9vYmE=\""), std::string::npos);
  EXPECT_NE(picture("foob", "x").find(";base64,Zm9vYg==\""), std::string::npos);
}

TEST(Picture, EscapesItsWords) { EXPECT_NE(picture("", "a \"b\"").find("alt=\"a &quot;b&quot;\""), std::string::npos); }

}  // namespace
}  // namespace entente::show
