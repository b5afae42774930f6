#include "verify/rows.h"

namespace entente::verify {

std::vector<std::uint32_t> distinct_rows(const Rows& rows) {
  std::vector<std::uint32_t> order;
  if (rows.count == 0) return order;
  if (rows.arity == 0) return {0};
  order.resize(rows.count);
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return std::lexicographical_compare(rows.row(a), rows.row(a) + rows.arity, rows.row(b), rows.row(b) + rows.arity);
  };
  std::sort(order.begin(), order.end(), before);
  const auto equal = [&](std::uint32_t a, std::uint32_t b) {
    return std::equal(rows.row(a), rows.row(a) + rows.arity, rows.row(b));
  };
  order.erase(std::unique(order.begin(), order.end(), equal), order.end());
  return order;
}

}  // namespace entente::verify
