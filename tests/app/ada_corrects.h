// A coder named Ada who corrects a dossier, as `entente correct` would.
#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "app/correcting.h"
#include "app/dossier_access.h"

namespace entente::app {

// The dossier in this file, read again where it is stale.
inline store::Dossier opened(const std::string& path) {
  return std::move(open_dossier(path, Freshness::up_to_date)).value();
}

// Adds the corrections of the request to the dossier in this file, and fails the test where they are not taken.
inline void ada_corrects(const std::string& path, CorrectionRequest request) {
  auto dossier = opened(path);
  request.coder = "Ada";
  request.time = "2031-03-07T10:00:00Z";
  const auto rows = corrections_for(dossier, request);
  ASSERT_TRUE(rows.ok()) << to_string(rows.diagnostics().front());
  ASSERT_TRUE(dossier.add_corrections(*rows).ok());
}

}  // namespace entente::app
