#include "read/html_metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "read/flow.h"
#include "read/html_facts.h"
#include "read/html_nodes.h"
#include "read/outlet.h"
#include "read/written_date.h"

namespace entente::read {
namespace {

using format::HtmlPage;

enum class Field { title, outlet, author, url, date };

struct Known {
  std::string_view name;
  Field field;
};

// In the order in which they are believed.
constexpr std::array<Known, 36> known = {{{"og:title", Field::title},
                                          {"twitter:title", Field::title},
                                          {"dc.title", Field::title},
                                          {"dcterms.title", Field::title},
                                          {"citation_title", Field::title},
                                          {"parsely-title", Field::title},
                                          {"headline", Field::title},
                                          {"og:site_name", Field::outlet},
                                          {"application-name", Field::outlet},
                                          {"citation_journal_title", Field::outlet},
                                          {"dc.publisher", Field::outlet},
                                          {"publisher", Field::outlet},
                                          {"author", Field::author},
                                          {"byl", Field::author},
                                          {"article:author", Field::author},
                                          {"parsely-author", Field::author},
                                          {"sailthru.author", Field::author},
                                          {"dc.creator", Field::author},
                                          {"citation_author", Field::author},
                                          {"og:url", Field::url},
                                          {"article:published_time", Field::date},
                                          {"article:published", Field::date},
                                          {"og:published_time", Field::date},
                                          {"datepublished", Field::date},
                                          {"parsely-pub-date", Field::date},
                                          {"sailthru.date", Field::date},
                                          {"publish-date", Field::date},
                                          {"publication_date", Field::date},
                                          {"pubdate", Field::date},
                                          {"dc.date.issued", Field::date},
                                          {"dcterms.issued", Field::date},
                                          {"dcterms.created", Field::date},
                                          {"dc.date", Field::date},
                                          {"citation_publication_date", Field::date},
                                          {"originalpublicationdate", Field::date},
                                          {"date", Field::date}}};

void read_meta(const HtmlPage& page, PageFacts& facts) {
  std::array<std::string_view, known.size()> found{};
  for (std::uint32_t i = 0; i < page.nodes().size(); ++i) {
    const std::string_view tag = page.node(i).tag;
    if (tag == "link" && lowered(page.attribute(i, "rel")) == "canonical")
      set_fact(facts.url, page.attribute(i, "href"));
    if (tag != "meta") continue;
    const std::string_view content = trimmed(page.attribute(i, "content"));
    if (content.empty()) continue;
    for (const char* key : {"property", "name", "itemprop"}) {
      const std::string name = lowered(page.attribute(i, key));
      if (name.empty()) continue;
      for (std::size_t n = 0; n < known.size(); ++n) {
        if (known[n].name == name && found[n].empty()) found[n] = content;
      }
    }
  }
  for (std::size_t n = 0; n < known.size(); ++n) {
    switch (known[n].field) {
      case Field::title:
        set_fact(facts.title, found[n]);
        break;
      case Field::outlet:
        set_fact(facts.outlet, found[n]);
        break;
      case Field::url:
        set_fact(facts.url, found[n]);
        break;
      case Field::date:
        set_fact(facts.published, found[n]);
        break;
      case Field::author:
        // An address of a profile is no name.
        if (found[n].find("://") == std::string_view::npos) set_fact(facts.author, found[n]);
        break;
    }
  }
}

// "Headline | The Outlet" -> headline and outlet, parted at the last mark that is followed by a short name.
void split_page_title(PageFacts& facts, const std::string& heading) {
  const std::string_view whole = facts.page_title;
  std::size_t cut = std::string_view::npos;
  std::size_t length = 0;
  for (const std::string_view mark : {" | ", " \u2013 ", " \u2014 ", " - ", " \u00b7 ", " :: ", " \u00bb "}) {
    const std::size_t at = whole.rfind(mark);
    if (at == std::string_view::npos || (cut != std::string_view::npos && at < cut)) continue;
    cut = at;
    length = mark.size();
  }
  std::string_view headline = whole;
  if (cut != std::string_view::npos) {
    const std::string_view name = trimmed(whole.substr(cut + length));
    const bool confirmed = same_words(whole.substr(0, cut), heading) || same_words(whole.substr(0, cut), facts.title) ||
                           (!facts.outlet.empty() && same_words(name, facts.outlet));
    if (confirmed || (word_count(name) <= 4 && word_count(whole.substr(0, cut)) >= 4)) {
      headline = trimmed(whole.substr(0, cut));
      if (confirmed) set_fact(facts.outlet, name);
    }
  }
  set_fact(facts.title, heading.empty() || !same_words(headline, heading)
                            ? (heading.empty() ? headline : std::string_view(heading))
                            : headline);
}

// An outlet's name may hang on OpenGraph's title too.
void cut_outlet(PageFacts& facts) {
  if (facts.outlet.empty()) return;
  for (const std::string_view mark : {" | ", " \u2013 ", " \u2014 ", " - "}) {
    const std::size_t at = facts.title.rfind(mark);
    if (at != std::string::npos && at > 0 &&
        same_words(std::string_view(facts.title).substr(at + mark.size()), facts.outlet)) {
      facts.title.resize(at);
    }
  }
}

}  // namespace

void set_fact(std::string& field, std::string_view value) {
  value = trimmed(value);
  if (field.empty() && !value.empty()) field = without_entities(value);
}

void set_fact(Date& field, std::string_view value) {
  if (field.known()) return;
  if (const auto date = date_of_value(value, DateSource::metadata)) field = *date;
}

std::string without_entities(std::string_view text) {
  if (text.find('&') == std::string_view::npos || text.size() > 10000) return std::string(text);
  // Only what is an entity is to be resolved: tags in a value stay words.
  std::string escaped;
  for (const char c : text) c == '<' ? escaped.append("&lt;") : escaped.append(1, c);
  const auto page = format::parse_html(escaped, "");
  return page ? std::string(trimmed(text_below(*page, 0))) : std::string(text);
}

PageFacts page_facts(const HtmlPage& page, std::string_view address) {
  PageFacts facts;
  read_json_ld(page, facts);
  read_meta(page, facts);
  read_time_elements(page, facts);
  read_visible_source(page, facts);
  for (std::uint32_t i = 0; i < page.nodes().size(); ++i) {
    if (page.node(i).tag == "title") {
      facts.page_title = std::string(trimmed(text_below(page, i)));
      break;
    }
    if (page.node(i).tag == "body") break;
  }
  split_page_title(facts, first_heading(page));
  cut_outlet(facts);
  if (!facts.url.empty() && facts.url.find("://") == std::string::npos) facts.url.clear();
  const std::string host = host_of(facts.url.empty() ? address : std::string_view(facts.url));
  if (facts.outlet.empty() && !host.empty()) {
    const std::string named = outlet_of_name(facts.page_title, host);
    if (named != facts.page_title) facts.outlet = named;
  }
  return facts;
}

}  // namespace entente::read
