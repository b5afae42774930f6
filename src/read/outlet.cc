#include "read/outlet.h"

#include <cctype>
#include <vector>

#include "read/flow.h"

namespace entente::read {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> number(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + length; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string letters(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos || scheme > 10) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t at = url.rfind('@'); at != std::string_view::npos) url.remove_prefix(at + 1);
  url = url.substr(0, url.find(':'));
  std::string host = lowered(url);
  for (const std::string_view prefix : {"www.", "m.", "amp."}) {
    if (host.starts_with(prefix) && host.find('.', prefix.size()) != std::string::npos) host.erase(0, prefix.size());
  }
  return host;
}

std::optional<Date> date_in_path(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  for (std::size_t at = 0; at + 7 <= path.size(); ++at) {
    if (at > 0 && is_digit(path[at - 1])) continue;
    const auto year = number(path, at, 4);
    if (!year || *year < 1900 || *year > 2200) continue;
    const char separator = path[at + 4];
    if (separator != '/' && separator != '-' && separator != '_') continue;
    const auto month = number(path, at + 5, 2);
    if (!month || *month < 1 || *month > 12) continue;
    const std::size_t after_month = at + 7;
    if (after_month < path.size() && path[after_month] == separator) {
      const auto day = number(path, after_month + 1, 2);
      const bool ends = after_month + 3 >= path.size() || !is_digit(path[after_month + 3]);
      if (day && ends && *day >= 1 && *day <= days_in_month(*year, *month)) return make_date(*year, *month, *day);
    }
    // A year and month alone count only as folders of an address.
    if (separator == '/' && after_month < path.size() && path[after_month] == '/' && at > 0 && path[at - 1] == '/') {
      return make_date(*year, *month);
    }
  }
  return std::nullopt;
}

std::string outlet_of_name(std::string_view name, std::string_view host) {
  name = trimmed(name);
  const std::string key = letters(host);
  if (key.empty()) return std::string(name);
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= name.size(); ++at) {
    const std::string_view rest = name.substr(at);
    std::size_t length = 0;
    if (at == name.size())
      length = 1;
    else if (rest.starts_with(" - ") || rest.starts_with(" | "))
      length = 3;
    else if (rest.starts_with(": "))
      length = 2;
    else if (rest.starts_with("\u2013") || rest.starts_with("\u2014"))
      length = 3;
    else if (rest.starts_with("|"))
      length = 1;
    if (length == 0) continue;
    parts.push_back(trimmed(name.substr(start, at - start)));
    start = at + length;
  }
  for (const std::string_view part : parts) {
    std::string word = letters(part);
    if (word.size() >= 3 && key.find(word) != std::string::npos) return std::string(part);
    if (word.starts_with("the") && word.size() >= 7 && key.find(word.substr(3)) != std::string::npos)
      return std::string(part);
  }
  return std::string(name);
}

}  // namespace entente::read
