// The state of a monitor as bytes, there and back through one description: each part of the engine names its fields
// once, in `exchange`, and the archive writes them or reads them. Reading never trusts the bytes: a size that the rest
// cannot hold, or a number out of its range, fails the archive, and what was read is thrown away as a whole.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace entente::verify {

class Archive {
 public:
  explicit Archive(std::string& out) : out_(&out) {}                  // writes
  explicit Archive(std::string_view in) : in_(in), reading_(true) {}  // reads

  // Neither: marks, for each word that values() meets, the text that it may be the number of.
  explicit Archive(std::vector<bool>& marks) : marks_(&marks) {}

  bool reading() const { return reading_; }
  bool ok() const { return ok_; }
  void fail() { ok_ = false; }
  // While reading: what must hold of what was read.
  void require(bool holds) { ok_ = ok_ && holds; }
  bool at_end() const { return in_.empty(); }

  // A time point that a part of the engine is at: one that the timeline still knows, or the next.
  void set_points(std::uint64_t low, std::uint64_t high) {
    low_ = low;
    high_ = high;
  }
  std::uint64_t last_point() const { return reading_ ? high_ : ~std::uint64_t{0}; }
  void point(std::uint64_t& x) {
    value(x);
    if (reading_) require(x >= low_ && x <= high_);
  }

  template <typename T>
    requires(std::is_arithmetic_v<T> || std::is_enum_v<T>)
  void value(T& x) {
    if (!reading_) {
      if (out_ != nullptr) out_->append(reinterpret_cast<const char*>(&x), sizeof x);
    } else if (in_.size() < sizeof x || !ok_) {
      ok_ = false;
    } else {
      std::copy_n(in_.begin(), sizeof x, reinterpret_cast<char*>(&x));
      in_.remove_prefix(sizeof x);
    }
  }
  void value(bool& x) {
    std::uint8_t byte = x ? 1 : 0;
    value(byte);
    x = byte != 0;
  }
  void value(std::string& text) {
    std::uint64_t size = text.size();
    value(size);
    if (!reading_) {
      if (out_ != nullptr) out_->append(text);
    } else if (!ok_ || size > in_.size()) {
      ok_ = false;
    } else {
      text.assign(in_.substr(0, size));
      in_.remove_prefix(size);
    }
  }
  // A number of things that follow, each of at least `least` bytes.
  std::size_t size(std::size_t count, std::size_t least = 1) {
    std::uint64_t number = count;
    value(number);
    if (reading_ && (!ok_ || number > in_.size() / least)) {
      ok_ = false;
      return 0;
    }
    return static_cast<std::size_t>(number);
  }
  template <typename T>
    requires std::is_arithmetic_v<T>
  void values(std::vector<T>& list) {
    const std::size_t count = size(list.size(), sizeof(T));
    if (reading_) {
      list.resize(count);
      std::copy_n(in_.begin(), count * sizeof(T), reinterpret_cast<char*>(list.data()));
      in_.remove_prefix(count * sizeof(T));
    } else if (out_ != nullptr) {
      out_->append(reinterpret_cast<const char*>(list.data()), count * sizeof(T));
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      for (const std::int64_t word : list) {
        if (static_cast<std::uint64_t>(word) < marks_->size()) (*marks_)[static_cast<std::size_t>(word)] = true;
      }
    }
  }
  // A list of things that have an `exchange` of their own.
  template <typename List>
  void each(List& list) {
    const std::size_t count = size(list.size());
    if (reading_) list.resize(count);
    for (auto& item : list) {
      if (!ok_) return;
      item.exchange(*this);
    }
  }

 private:
  std::string* out_ = nullptr;
  std::vector<bool>* marks_ = nullptr;
  std::string_view in_;
  bool reading_ = false;
  bool ok_ = true;
  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
};

}  // namespace entente::verify
