#include "read/html_metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "format/json.h"
#include "read/flow.h"
#include "read/labels.h"
#include "read/outlet.h"
#include "read/written_date.h"

namespace entente::read {
namespace {

using format::HtmlPage;
using format::Json;

void set(std::string& field, std::string_view value) {
  value = trimmed(value);
  if (field.empty() && !value.empty()) field = without_entities(value);
}

void set(Date& field, std::string_view value) {
  if (field.known()) return;
  if (const auto date = date_of_value(value, DateSource::metadata)) field = *date;
}

std::string text_below(const HtmlPage& page, std::uint32_t index) {
  std::string out;
  for (std::uint32_t i = index + 1; i < page.node(index).end; ++i) {
    if (page.node(i).is_text()) out += page.node(i).text;
  }
  return out;
}

// ---- JSON-LD

std::string words_of(const Json& value);

std::string member(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at == object.end() ? std::string() : words_of(*at);
}

// A string; of an object its name; of a list all of them.
std::string words_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object())
    return value.contains("name") && value["name"].is_string() ? value["name"].get<std::string>() : std::string();
  std::string all;
  if (value.is_array()) {
    for (const Json& each : value) {
      if (each.is_array()) continue;
      const std::string words = words_of(each);
      if (!words.empty()) all.append(all.empty() ? "" : ", ").append(words);
    }
  }
  return all;
}

bool is_article(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto names_article = [](const Json& name) {
    if (!name.is_string()) return false;
    const std::string& word = name.get_ref<const std::string&>();
    return word.find("Article") != std::string::npos || word.find("BlogPosting") != std::string::npos ||
           word == "Report" || word == "PressRelease" || word == "NewsItem";
  };
  if (type->is_array()) return std::any_of(type->begin(), type->end(), names_article);
  return names_article(*type);
}

// The first article among all objects, wherever they are nested: in lists, in "@graph", in "mainEntity".
const Json* find_article(const Json& root) {
  std::vector<const Json*> waiting{&root};
  for (std::size_t n = 0; n < waiting.size() && n < 1000; ++n) {
    const Json& value = *waiting[n];
    if (value.is_array()) {
      for (const Json& each : value) waiting.push_back(&each);
    } else if (value.is_object()) {
      if (is_article(value)) return &value;
      for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"}) {
        if (const auto at = value.find(key); at != value.end() && at->is_structured()) waiting.push_back(&*at);
      }
    }
  }
  return nullptr;
}

// Publishers write line breaks into strings, and wrap the whole in comments.
std::string mended_json(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view start : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["}) {
    if (text.starts_with(start)) text = trimmed(text.substr(start.size()));
  }
  for (const std::string_view end : {"-->", "//]]>", "/*]]>*/", "]]>"}) {
    if (text.ends_with(end)) text = trimmed(text.substr(0, text.size() - end.size()));
  }
  if (text.ends_with(';')) text.remove_suffix(1);
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

void read_json_ld(const HtmlPage& page, PageFacts& facts) {
  for (std::uint32_t i = 0; i < page.nodes().size(); ++i) {
    if (page.node(i).tag != "script" || lowered(page.attribute(i, "type")).find("ld+json") == std::string::npos)
      continue;
    const auto parsed = format::parse_json(mended_json(text_below(page, i)), "");
    if (!parsed) continue;
    const Json* const article = find_article(*parsed);
    if (article == nullptr) continue;
    set(facts.title, member(*article, "headline"));
    set(facts.title, member(*article, "name"));
    set(facts.published, member(*article, "datePublished"));
    set(facts.published, member(*article, "dateCreated"));
    set(facts.author, member(*article, "author"));
    set(facts.author, member(*article, "creator"));
    set(facts.outlet, member(*article, "publisher"));
    set(facts.outlet, member(*article, "sourceOrganization"));
    const auto page_of = article->find("mainEntityOfPage");
    if (page_of != article->end() && page_of->is_object() && page_of->contains("@id") &&
        (*page_of)["@id"].is_string()) {
      set(facts.url, (*page_of)["@id"].get<std::string>());
    } else if (page_of != article->end() && page_of->is_string()) {
      set(facts.url, page_of->get<std::string>());
    }
    const auto url = article->find("url");
    if (url != article->end() && url->is_string()) set(facts.url, url->get<std::string>());
    return;
  }
}

// ---- meta elements

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
    if (tag == "link" && lowered(page.attribute(i, "rel")) == "canonical") set(facts.url, page.attribute(i, "href"));
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
        set(facts.title, found[n]);
        break;
      case Field::outlet:
        set(facts.outlet, found[n]);
        break;
      case Field::url:
        set(facts.url, found[n]);
        break;
      case Field::date:
        set(facts.published, found[n]);
        break;
      case Field::author:
        // An address of a profile is no name.
        if (found[n].find("://") == std::string_view::npos) set(facts.author, found[n]);
        break;
    }
  }
}

// ---- what people see

bool is_furniture_above(const HtmlPage& page, std::uint32_t i) {
  for (std::uint32_t at = page.node(i).parent; at != 0; at = page.node(at).parent) {
    const std::string_view tag = page.node(at).tag;
    if (tag == "nav" || tag == "footer" || tag == "aside") return true;
    if (tag == "article" || tag == "main") return false;
    if (names_furniture(page.attribute(at, "class")) || names_furniture(page.attribute(at, "id"))) return true;
  }
  return false;
}

void read_time(const HtmlPage& page, PageFacts& facts) {
  for (int round = 0; round < 2 && !facts.published.known(); ++round) {
    for (std::uint32_t i = 0; i < page.nodes().size() && !facts.published.known(); ++i) {
      const bool declared =
          lowered(page.attribute(i, "itemprop")) == "datepublished" || page.has_attribute(i, "pubdate");
      if (page.node(i).tag != "time" && !declared) continue;
      if (round == 0 ? !declared : is_furniture_above(page, i)) continue;
      set(facts.published, page.attribute(i, "datetime"));
      set(facts.published, page.attribute(i, "content"));
      set(facts.published, text_below(page, i));
    }
  }
}

std::string first_heading(const HtmlPage& page) {
  for (std::uint32_t i = 0; i < page.nodes().size(); ++i) {
    if (page.node(i).tag == "h1" && !is_furniture_above(page, i)) {
      const std::string text = text_below(page, i);
      if (!trimmed(text).empty()) return std::string(trimmed(text));
    }
  }
  return {};
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
      if (confirmed) set(facts.outlet, name);
    }
  }
  set(facts.title, heading.empty() || !same_words(headline, heading)
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
  read_time(page, facts);
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
