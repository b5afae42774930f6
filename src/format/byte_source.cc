#include "format/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace entente::format {
namespace {
constexpr std::size_t largest_block = 256u << 10;
}

std::size_t MemorySource::read(char* into, std::size_t most) {
  const std::size_t n = std::min(most, left_.size());
  if (n > 0) std::memcpy(into, left_.data(), n);
  left_.remove_prefix(n);
  return n;
}

Result<std::unique_ptr<ByteSource>> FileSource::open(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    return error("file-unreadable", std::string("this file cannot be opened: ") + std::strerror(errno), {path, 0, 0});
  }
  return std::unique_ptr<ByteSource>(new FileSource(file, path));
}

FileSource::~FileSource() { std::fclose(file_); }

std::size_t FileSource::read(char* into, std::size_t most) {
  const std::size_t n = std::fread(into, 1, most, file_);
  if (n == 0 && std::ferror(file_) != 0 && !problem_) {
    problem_ =
        error("file-unreadable", std::string("this file cannot be read: ") + std::strerror(errno), {path_, 0, 0});
  }
  return n;
}

bool BufferedSource::fill() {
  if (ended_) return false;
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  const std::size_t before = buffer_.size();
  buffer_.resize(before + block_);
  const std::size_t n = source_.read(buffer_.data() + before, block_);
  block_ = std::min(block_ * 4, largest_block);
  buffer_.resize(before + n);
  ended_ = n == 0;
  return n > 0;
}

std::string_view BufferedSource::peek(std::size_t least) {
  while (buffer_.size() - at_ < least && fill()) {
  }
  return std::string_view(buffer_).substr(at_);
}

void BufferedSource::skip(std::size_t bytes) { at_ = std::min(buffer_.size(), at_ + bytes); }

bool BufferedSource::line(std::string& into, std::size_t most, bool& cut) {
  into.clear();
  cut = false;
  bool any = false;
  for (;;) {
    std::string_view window = std::string_view(buffer_).substr(at_);
    if (window.empty()) {
      if (!fill()) return any;
      continue;
    }
    any = true;
    const std::size_t newline = window.find('\n');
    const std::string_view piece = window.substr(0, newline);
    const std::size_t room = most - into.size();
    if (piece.size() > room) cut = true;
    into.append(piece.substr(0, room));
    if (newline != std::string_view::npos) {
      at_ += newline + 1;
      return true;
    }
    at_ = buffer_.size();
  }
}

std::string BufferedSource::rest(std::uint64_t most, bool& cut) {
  cut = false;
  std::string all;
  for (;;) {
    const std::string_view window = std::string_view(buffer_).substr(at_);
    const std::size_t room = static_cast<std::size_t>(most) - all.size();
    if (window.size() > room) {
      all.append(window.substr(0, room));
      cut = true;
      return all;
    }
    all.append(window);
    at_ = buffer_.size();
    if (!fill()) return all;
  }
}

}  // namespace entente::format
