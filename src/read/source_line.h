// The lines around a report that say where it comes from: datelines, bylines, and "Outlet, date".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "read/written_date.h"

namespace entente::read {

// "SUND, 3 March (HPA) - ", at the start of a paragraph.
struct Dateline {
  std::size_t length = 0;  // bytes, with the dash and the spaces after it
  std::string agency;      // in brackets
  std::optional<WrittenDate> date;
};

// The place in capitals, or any place with a date or an agency after it; then a dash and a sentence.
std::optional<Dateline> dateline_at(std::string_view paragraph);

// "By Olen Dray, on Tarn Island", "Pelagia Today, 21 February 2031", "Published: 3 March 2031, 14:05 GMT".
struct SourceLine {
  std::string name;    // that stands without "by": an outlet, or an author
  std::string author;  // after "by"
  std::optional<Date> date;
  bool credits = false;  // "Reporting by …; editing by …": authors, and nothing to be read
};

// Nothing for a line that says anything besides.
std::optional<SourceLine> source_line(std::string_view line);

// "Title: …" of a head written as lines; the key in lower case and one of title, date, outlet, author, url.
struct HeadLine {
  std::string_view key;
  std::string_view value;
};
std::optional<HeadLine> head_line(std::string_view line);

}  // namespace entente::read
