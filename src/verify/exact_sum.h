// Sums of reals without rounding on the way, so that what was added can be taken away again and the order does not
// matter.
//
// A double is a whole number times a power of two between 2^-1074 and 2^971. The sum is kept as one fixed-point number
// of 2,176 bits in two's complement, which holds 2^60 doubles of any size; it is rounded once, to the nearest double,
// ties to even, when it is asked for. An addition touches two of the 34 words and those that a carry reaches.
#pragma once

#include <array>
#include <cstdint>

namespace entente::verify {

class ExactSum {
 public:
  void add(double number) { change(number, false); }
  void take_away(double number) { change(number, true); }
  double value() const;

 private:
  void change(double number, bool negative);
  std::array<std::uint64_t, 34> words_{};  // the lowest first; bit 0 is 2^-1074
  std::int64_t not_numbers_ = 0;
  std::int64_t infinities_[2] = {0, 0};  // above, below
};

}  // namespace entente::verify
