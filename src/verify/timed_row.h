// An entry of an operator's queue in the order of time: a row that came in, and when.
#pragma once

#include <cstdint>

#include "verify/archive.h"
#include "verify/window_table.h"

namespace entente::verify {

struct TimedRow {
  std::int64_t time = 0;    // of the time point at which the row came
  std::uint64_t point = 0;  // that time point's number
  RowId row = 0;            // in the operator's own window table
  void exchange(Archive& archive) {
    archive.value(time);
    archive.value(point);
    archive.value(row);
  }
};

}  // namespace entente::verify
