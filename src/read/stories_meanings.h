// What the titles of a dossier mean apart from what they all mean. Private to the room.
#pragma once

#include <cstdint>
#include <vector>

namespace entente::read {

using Meaning = std::vector<std::int8_t>;  // of length one, times 127; empty: none

// The mean of a sample of meanings. All titles of one negotiation are near one another; less their mean, near ones are
// of one event ("All-but-the-Top", Mu and Viswanath 2018). A small sample says little of what titles have in common, so
// that fifty imagined ones that mean nothing count with it, as for the weights of words.
class CommonMeaning {
 public:
  void add(const Meaning& meaning);  // one of another length than the first is passed over
  // Less the mean, of length one again; empty for an empty one and for one of another length.
  Meaning without(const Meaning& meaning) const;

 private:
  std::vector<std::int64_t> sum_;
  std::int64_t count_ = 0;
};

// 0–1, none where either is empty or they are of different length: below 0 counts as 0.
double cosine(const Meaning& a, const Meaning& b);

}  // namespace entente::read
