// A queue between threads that holds at most so much: a producer waits while it is full, a consumer while it is empty.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace entente::app {

// Items are weighed (in bytes, say); an item heavier than the capacity passes alone.
template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  // False when the queue was closed: the item is dropped.
  bool push(T item, std::size_t weight) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || items_.empty() || weight_ + weight <= capacity_; });
    if (closed_) return false;
    weight_ += weight;
    items_.emplace_back(std::move(item), weight);
    ready_.notify_one();
    return true;
  }

  // Waits for an item; nothing once the queue is closed and empty.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return closed_ || !items_.empty(); });
    return take();
  }

  // An item that is there already.
  std::optional<T> try_pop() {
    std::unique_lock lock(mutex_);
    return take();
  }

  // No more items come; what is there can still be taken.
  void close() {
    std::unique_lock lock(mutex_);
    closed_ = true;
    ready_.notify_all();
    room_.notify_all();
  }

 private:
  std::optional<T> take() {
    if (items_.empty()) return std::nullopt;
    auto [item, weight] = std::move(items_.front());
    items_.pop_front();
    weight_ -= weight;
    room_.notify_all();
    return std::move(item);
  }

  const std::size_t capacity_;
  std::size_t weight_ = 0;
  bool closed_ = false;
  std::deque<std::pair<T, std::size_t>> items_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::condition_variable room_;
};

}  // namespace entente::app
