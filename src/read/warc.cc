#include "read/warc.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "format/archive.h"
#include "read/flow.h"

namespace entente::read {
namespace {

constexpr std::size_t most_head_bytes = 256u << 10;

using Fields = std::vector<std::pair<std::string, std::string>>;  // names in lower case

// "Name: value" lines up to an empty one; continuation lines are joined.
Fields fields_of(std::string_view head) {
  Fields fields;
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    const std::string_view line = head.substr(0, end);
    head = end == std::string_view::npos ? std::string_view() : head.substr(end + 1);
    if (!line.empty() && (line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
      fields.back().second.append(1, ' ').append(trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos)
      fields.emplace_back(lowered(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
  }
  return fields;
}

std::string_view field(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return {};
}

std::optional<std::uint64_t> number(std::string_view text, int base = 10) {
  std::uint64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (code != std::errc() || end == text.data()) return std::nullopt;
  return value;
}

// "text/html; charset=utf-8"
void set_media_type(WarcPage& page, std::string_view value) {
  page.media_type = lowered(trimmed(value.substr(0, value.find(';'))));
  const std::string low = lowered(value);
  const std::size_t at = low.find("charset=");
  if (at == std::string::npos) return;
  std::string_view charset = value.substr(at + 8);
  charset = trimmed(charset.substr(0, charset.find(';')));
  if (charset.starts_with('"') && charset.size() > 1) charset = charset.substr(1, charset.find('"', 1) - 1);
  page.charset = std::string(charset);
}

// The content behind a Content-Encoding; nothing where it cannot be undone.
std::optional<std::string> unpacked(std::string body, std::string_view encoding, std::uint64_t most) {
  if (encoding.empty() || encoding == "identity" || !format::is_packed(body)) {
    if (encoding == "br") return std::nullopt;
    return body;
  }
  format::ArchiveLimits limits;
  limits.most_bytes = most;
  auto reader = format::ArchiveReader::open_bytes(body, "", limits);
  if (!reader || !(*reader)->next()) return std::nullopt;
  format::BufferedSource inner((*reader)->bytes());
  bool cut = false;
  std::string plain = inner.rest(most, cut);
  if (cut) return std::nullopt;
  return plain;
}

// An HTTP response's head and body; nothing where it is no page.
std::optional<WarcPage> page_of_response(std::string_view message, std::uint64_t most) {
  std::size_t head_end = message.substr(0, most_head_bytes).find("\r\n\r\n");
  std::size_t gap = 4;
  const std::size_t bare = message.substr(0, most_head_bytes).find("\n\n");
  if (bare < head_end) {
    head_end = bare;
    gap = 2;
  }
  if (!message.starts_with("HTTP/") || head_end == std::string_view::npos) return std::nullopt;
  const std::string_view status_line = message.substr(0, message.find('\n'));
  const std::size_t space = status_line.find(' ');
  if (space == std::string_view::npos || number(status_line.substr(space + 1)) != 200) return std::nullopt;
  const Fields fields = fields_of(message.substr(0, head_end));
  WarcPage page;
  set_media_type(page, field(fields, "content-type"));
  std::string body(message.substr(head_end + gap));
  if (lowered(field(fields, "transfer-encoding")).find("chunked") != std::string::npos) body = unchunked(body);
  auto plain = unpacked(std::move(body), lowered(field(fields, "content-encoding")), most);
  if (!plain) return std::nullopt;
  page.body = std::move(*plain);
  return page;
}

bool is_report(const WarcPage& page) {
  return page.media_type == "text/html" || page.media_type == "application/xhtml+xml" ||
         page.media_type == "text/plain";
}

class Records {
 public:
  Records(format::BufferedSource& source, std::string_view file, std::uint64_t most,
          const std::function<void(Diagnostic)>& report)
      : source_(source), file_(file), most_(most), report_(report) {}

  void run(const std::function<bool(WarcPage)>& visit) {
    std::string line;
    bool lost = false;
    while (next_line(line)) {
      if (line.empty()) continue;
      if (!line.starts_with("WARC/")) {
        if (!lost)
          say(error("warc-syntax", "there is no record where one should begin: reading goes on at the next", place()));
        lost = true;
        continue;
      }
      lost = false;
      if (!record(visit)) return;
    }
  }

 private:
  Place place() const { return {std::string(file_), line_, 0}; }
  void say(Diagnostic diagnostic) { report_(std::move(diagnostic)); }

  bool next_line(std::string& line) {
    bool cut = false;
    if (!source_.line(line, 64u << 10, cut)) return false;
    ++line_;
    if (line.ends_with('\r')) line.pop_back();
    return true;
  }

  bool record(const std::function<bool(WarcPage)>& visit) {
    std::string head;
    std::string line;
    bool ended = false;
    while (head.size() < most_head_bytes && next_line(line)) {
      ended = line.empty();
      if (ended) break;
      head.append(line).append(1, '\n');
    }
    if (!ended) {
      say(error("warc-truncated", "the file ends within the head of a record", place()));
      return false;
    }
    const Fields fields = fields_of(head);
    const auto length = number(field(fields, "content-length"));
    if (!length) {
      say(error("warc-syntax", "a record has no length: reading goes on at the next", place()));
      return true;
    }
    const std::string_view type = field(fields, "warc-type");
    const bool response = type == "response" && lowered(field(fields, "content-type")).starts_with("application/http");
    const bool resource = type == "resource" || (type == "response" && !response);
    std::string url(field(fields, "warc-target-uri"));
    if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
    const bool keep = (response || resource) && *length <= most_;
    if ((response || resource) && !keep) {
      say(warning("entry-too-large", "a record is larger than the limit: passed over: " + url, place()));
    }
    std::string content;
    const std::uint64_t got = take(*length, keep ? &content : nullptr);
    if (got < *length) {
      say(error("warc-truncated", "the file ends within a record" + (url.empty() ? url : ": " + url), place()));
    }
    bool go_on = got == *length;
    if (keep && !content.empty()) {
      std::optional<WarcPage> page;
      if (response) {
        page = page_of_response(content, most_);
      } else {
        page.emplace();
        set_media_type(*page, field(fields, "content-type"));
        page->body = std::move(content);
      }
      if (page && is_report(*page) && !trimmed(page->body).empty()) {
        page->url = std::move(url);
        go_on = visit(std::move(*page)) && go_on;
      }
    }
    return go_on;
  }

  // Passes over `length` bytes, keeping them where asked; returns how many there were.
  std::uint64_t take(std::uint64_t length, std::string* into) {
    std::uint64_t left = length;
    while (left > 0) {
      const std::string_view window = source_.peek(1);
      if (window.empty()) break;
      const std::size_t n = static_cast<std::size_t>(std::min<std::uint64_t>(left, window.size()));
      line_ +=
          static_cast<std::size_t>(std::count(window.begin(), window.begin() + static_cast<std::ptrdiff_t>(n), '\n'));
      if (into != nullptr) into->append(window.substr(0, n));
      source_.skip(n);
      left -= n;
    }
    return length - left;
  }

  format::BufferedSource& source_;
  std::string_view file_;
  std::uint64_t most_;
  const std::function<void(Diagnostic)>& report_;
  std::size_t line_ = 0;
};

}  // namespace

std::string unchunked(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    const std::size_t end = body.find('\n');
    if (end == std::string_view::npos) break;
    const auto size = number(trimmed(body.substr(0, end)), 16);
    if (!size) {
      // Some crawlers undo the chunks and keep the header.
      if (out.empty()) return std::string(body);
      break;
    }
    if (*size == 0) break;
    body.remove_prefix(end + 1);
    out.append(body.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(*size, body.size()))));
    body.remove_prefix(static_cast<std::size_t>(std::min<std::uint64_t>(*size, body.size())));
    if (body.starts_with("\r\n"))
      body.remove_prefix(2);
    else if (body.starts_with('\n'))
      body.remove_prefix(1);
  }
  return out;
}

void read_warc(format::BufferedSource& source, std::string_view file, std::uint64_t most_record_bytes,
               const std::function<bool(WarcPage)>& visit, const std::function<void(Diagnostic)>& report) {
  Records(source, file, most_record_bytes, report).run(visit);
}

}  // namespace entente::read
