#include "format/json.h"

#include <string>

#include <gtest/gtest.h>

namespace entente::format {
namespace {

TEST(Json, WhatIsWrongHasItsPlace) {
  const auto parsed = parse_json("{\n \"a\": }", "x.json");
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.diagnostics().front().code, "json-syntax");
  EXPECT_EQ(parsed.diagnostics().front().place.line, 2u);
}

TEST(Json, NumbersPastADoubleAndDeepNestingAreRefused) {
  EXPECT_EQ(parse_json("[6e666666]", "x").diagnostics().front().code, "json-number");
  EXPECT_EQ(parse_json(std::string(600, '['), "x").diagnostics().front().code, "json-depth");
}

TEST(Json, BadBytesAreReplaced) { EXPECT_EQ(dump_json(Json("a\xFF")), "\"a\xEF\xBF\xBD\""); }

}  // namespace
}  // namespace entente::format
