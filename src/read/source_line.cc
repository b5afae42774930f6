#include "read/source_line.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "read/flow.h"

namespace entente::read {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

// Removes a dash with the white space around it from the front: a hyphen only between spaces.
std::size_t dash_at(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] == ' ') ++at;
  const bool spaced = at > 0;
  const std::string_view rest = text.substr(at);
  std::size_t length = 0;
  if (rest.starts_with("--"))
    length = 2;
  else if (rest.starts_with("\u2013") || rest.starts_with("\u2014"))
    length = 3;
  else if (spaced && (rest.starts_with("- ") || rest == "-"))
    length = 1;
  if (length == 0) return 0;
  at += length;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r')) ++at;
  return at;
}

// The length of the words at the front, `most` at the most, that begin with a capital, or are all in capitals.
std::size_t place_words(std::string_view text, bool capitals, std::size_t most) {
  std::size_t taken = 0;
  std::size_t at = 0;
  for (std::size_t words = 0; words < most; ++words) {
    std::size_t end = at;
    std::size_t letters = 0;
    while (end < text.size() && (is_letter(text[end]) || text[end] == '\'' || text[end] == '.' || text[end] == '/' ||
                                 (text[end] == '-' && end > at && end + 1 < text.size() && is_letter(text[end + 1])))) {
      // A dash of three bytes is no letter.
      if (text.substr(end).starts_with("\u2013") || text.substr(end).starts_with("\u2014")) break;
      letters += is_letter(text[end]) ? 1 : 0;
      ++end;
    }
    const std::string_view word = text.substr(at, end - at);
    const bool fits =
        letters >= 2 &&
        (capitals ? is_capitals(word) : is_upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0x80);
    if (!fits) break;
    taken = end;
    if (end >= text.size() || text[end] != ' ') break;
    at = end + 1;
  }
  return taken;
}

constexpr std::array<std::string_view, 12> small_words = {"of",  "the", "and", "de",  "la", "le",
                                                          "for", "&",   "von", "van", "du", "in"};

bool is_name(std::string_view text) {
  text = trimmed(text);
  const std::size_t words = word_count(text);
  if (words == 0 || words > 7 || text.size() > 70) return false;
  bool first = true;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    text = space == std::string_view::npos ? std::string_view() : trimmed(text.substr(space));
    const char c = word.empty() ? ' ' : word.front();
    const bool big = is_upper(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (!big && (first || std::find(small_words.begin(), small_words.end(), word) == small_words.end())) return false;
    if (word.find_first_of("?!:\"") != std::string_view::npos) return false;
    first = false;
  }
  return true;
}

// A time of day, with its zone, and nothing else.
bool is_time(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("at ")) text.remove_prefix(3);
  if (text.empty() || text.size() > 20 || std::isdigit(static_cast<unsigned char>(text.front())) == 0) return false;
  const std::size_t colon = text.find_first_of(":.h");
  return colon != std::string_view::npos && colon <= 2;
}

// "published on", "last updated:" and such, which say nothing by themselves.
bool is_lead_in(std::string_view text) {
  std::string word = lowered(trimmed(text));
  if (word.ends_with(':')) word.pop_back();
  for (const char* known :
       {"published", "published on", "published at", "updated", "last updated", "last updated on", "posted",
        "posted on", "date", "on", "from", "source", "first published", "first published on", "modified"}) {
    if (word == known) return true;
  }
  return false;
}

struct DateCut {
  std::size_t at = 0;
  std::size_t length = 0;
  Date date;
};

std::optional<DateCut> date_in(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool starts = at == 0 || !(std::isalnum(static_cast<unsigned char>(line[at - 1])) != 0);
    if (!starts) continue;
    const auto written = written_date_at(line.substr(at));
    if (!written) continue;
    if (const auto date = written->date(DateSource::dateline)) return DateCut{at, written->length, *date};
  }
  return std::nullopt;
}

std::vector<std::string_view> pieces_of(std::string_view line) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  const auto cut = [&](std::size_t at, std::size_t length) {
    pieces.push_back(trimmed(line.substr(start, at - start)));
    start = at + length;
  };
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::string_view rest = line.substr(at);
    if (rest.starts_with('|') || rest.starts_with(',') || rest.starts_with(';') || rest.starts_with('(') ||
        rest.starts_with(')')) {
      cut(at, 1);
    } else if (rest.starts_with(" - ") || rest.starts_with("\u2013") || rest.starts_with("\u2014") ||
               rest.starts_with("\u2022")) {
      cut(at, 3);
    } else if (rest.starts_with("\u00b7")) {
      cut(at, 2);
    }
  }
  cut(line.size(), 0);
  std::erase_if(pieces, [](std::string_view piece) { return piece.empty(); });
  return pieces;
}

std::optional<std::string_view> after_by(std::string_view piece) {
  if (piece.size() < 5 || (!piece.starts_with("By ") && !piece.starts_with("by ") && !piece.starts_with("BY ")))
    return std::nullopt;
  return trimmed(piece.substr(3));
}

}  // namespace

std::optional<Dateline> dateline_at(std::string_view paragraph) {
  const std::string_view start = paragraph.substr(0, 160);
  const std::size_t in_capitals = place_words(start, true, 4);
  std::size_t at = in_capitals > 0 ? in_capitals : place_words(start, false, 3);
  if (at == 0) return std::nullopt;
  Dateline found;
  for (int part = 0; part < 3 && at < start.size(); ++part) {
    std::string_view rest = start.substr(at);
    if (rest.starts_with(", ")) {
      rest.remove_prefix(2);
      if (const auto date = written_date_at(rest)) {
        if (found.date) return std::nullopt;
        found.date = date;
        at += 2 + date->length;
        if (at < start.size() && start[at] == ',') ++at;
        continue;
      }
      const std::size_t region = place_words(rest, false, 4);
      if (region == 0 || part > 0) break;
      at += 2 + region;
    } else if (rest.starts_with(" (")) {
      const std::size_t close = rest.find(')');
      if (close == std::string_view::npos || close > 40) break;
      found.agency = std::string(rest.substr(2, close - 2));
      if (!is_name(found.agency)) return std::nullopt;
      at += close + 1;
      break;
    } else {
      break;
    }
  }
  const std::size_t dash = dash_at(start.substr(at));
  if (dash == 0) return std::nullopt;
  if (at + dash == paragraph.size() && paragraph.size() <= 60) {
    found.length = paragraph.size();  // a line by itself
    return found;
  }
  if (in_capitals == 0 && !found.date && found.agency.empty()) return std::nullopt;
  found.length = at + dash;
  if (found.length >= start.size()) return std::nullopt;
  // What follows is the beginning of a sentence.
  const char next = start[found.length];
  if (!is_upper(next) && next != '"' && next != '\'' && std::isdigit(static_cast<unsigned char>(next)) == 0 &&
      static_cast<unsigned char>(next) < 0x80) {
    return std::nullopt;
  }
  return found;
}

std::optional<SourceLine> source_line(std::string_view line) {
  line = trimmed(line);
  while (!line.empty() && (line.front() == '*' || line.front() == '_' || line.front() == '(')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == '*' || line.back() == '_' || line.back() == ')')) line.remove_suffix(1);
  if (line.empty() || line.size() > 160) return std::nullopt;
  SourceLine found;
  for (const char* start : {"Reporting by ", "Additional reporting by ", "Editing by ", "Writing by "}) {
    if (line.starts_with(start)) {
      found.credits = true;
      return found;
    }
  }
  // Most lines have neither a date nor a "by".
  if (line.find_first_of("0123456789") == std::string_view::npos && line.find("y ") == std::string_view::npos &&
      line.find("Y ") == std::string_view::npos) {
    return std::nullopt;
  }
  if (word_count(line) > 18) return std::nullopt;
  std::string without_date(line);
  if (const auto cut = date_in(line)) {
    found.date = cut->date;
    without_date.erase(cut->at, cut->length - 1);
    without_date[cut->at] = '|';
  }
  bool by = false;
  for (const std::string_view piece : pieces_of(without_date)) {
    if (is_lead_in(piece) || (found.date && is_time(piece))) continue;
    if (const auto author = after_by(piece); author && found.author.empty()) {
      if (!is_name(*author) && !author->starts_with("our ") && !author->starts_with("a ")) return std::nullopt;
      found.author = std::string(*author);
      by = true;
    } else if (is_name(piece)) {
      if (found.name.empty()) found.name = std::string(piece);
    } else if (!by && !(found.date && piece.size() < 40 && piece.starts_with("From "))) {
      return std::nullopt;  // after an author, his place or office may follow
    }
  }
  if (!found.date && !by) return std::nullopt;
  if (by && !found.date && ends_a_sentence(line)) return std::nullopt;
  return found;
}

std::optional<HeadLine> head_line(std::string_view line) {
  const std::size_t colon = line.substr(0, 24).find(':');
  if (colon == std::string_view::npos || line.size() > 400) return std::nullopt;
  const std::string key = lowered(trimmed(line.substr(0, colon)));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (value.empty()) return std::nullopt;
  struct Known {
    std::string_view word;
    std::string_view key;
  };
  constexpr std::array<Known, 18> known = {{{"title", "title"},
                                            {"headline", "title"},
                                            {"date", "date"},
                                            {"published", "date"},
                                            {"publication date", "date"},
                                            {"pubdate", "date"},
                                            {"source", "outlet"},
                                            {"outlet", "outlet"},
                                            {"publisher", "outlet"},
                                            {"publication", "outlet"},
                                            {"newspaper", "outlet"},
                                            {"agency", "outlet"},
                                            {"author", "author"},
                                            {"authors", "author"},
                                            {"byline", "author"},
                                            {"by", "author"},
                                            {"url", "url"},
                                            {"link", "url"}}};
  for (const Known& row : known) {
    if (row.word == key) return HeadLine{row.key, value};
  }
  return std::nullopt;
}

}  // namespace entente::read
