// Result<T>: a value, or the diagnostics that say why there is none. Never thrown, never ignored.
#pragma once

#include <cassert>
#include <optional>
#include <utility>

#include "core/diagnostic.h"

namespace entente {

// A successful result may carry warnings too. An unsuccessful one has at least one diagnostic.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}  // NOLINT: a value is a result
  Result(T value, Diagnostics diagnostics) : value_(std::move(value)), diagnostics_(std::move(diagnostics)) {}
  Result(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }  // NOLINT
  Result(Diagnostics diagnostics) : diagnostics_(std::move(diagnostics)) {          // NOLINT
    assert(!diagnostics_.empty());
  }

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    assert(ok());
    return *value_;
  }
  T& value() & {
    assert(ok());
    return *value_;
  }
  T&& value() && {
    assert(ok());
    return std::move(*value_);
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T operator*() && { return std::move(*value_); }  // by value: a loop over *f() keeps what f returned
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  std::optional<T> value_;
  Diagnostics diagnostics_;
};

struct Nothing {};
using Status = Result<Nothing>;
inline Status ok_status() { return Nothing{}; }

}  // namespace entente
