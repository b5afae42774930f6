// The sources of a page's facts, each in its own file; each fills only what is not known yet.
#pragma once

#include <string>
#include <string_view>

#include "format/html.h"
#include "read/html_metadata.h"

namespace entente::read {

void read_json_ld(const format::HtmlPage& page, PageFacts& facts);  // schema.org articles
void read_time_elements(const format::HtmlPage& page, PageFacts& facts);
void read_visible_source(const format::HtmlPage& page, PageFacts& facts);  // bylines and lines with a date

// The first headline that is not the masthead's.
std::string first_heading(const format::HtmlPage& page);

void set_fact(std::string& field, std::string_view value);
void set_fact(Date& field, std::string_view value);

}  // namespace entente::read
