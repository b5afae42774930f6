// Files of the examples, for tests.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "verify/mapping.h"
#include "verify/terms.h"

namespace entente::verify {

inline std::string file_text(const std::string& path) {
  std::ifstream file(std::string(ENTENTE_SOURCE_DIR) + "/" + path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

inline Agreement terms_of(const std::string& path) {
  auto terms = read_terms(file_text(path), path);
  for (const auto& d : terms.diagnostics()) ADD_FAILURE() << to_string(d);
  return terms ? std::move(terms).value() : Agreement{};
}

inline IncidentSet incidents_of(const std::string& text, const std::string& mapping_path) {
  const auto mapping = read_mapping(file_text(mapping_path), mapping_path);
  for (const auto& d : mapping.diagnostics()) ADD_FAILURE() << to_string(d);
  if (!mapping) return {};
  auto incidents = read_incidents(text, "incidents", *mapping);
  for (const auto& d : incidents.diagnostics()) ADD_FAILURE() << to_string(d);
  return incidents ? std::move(incidents).value() : IncidentSet{};
}

}  // namespace entente::verify
