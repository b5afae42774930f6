// JSON-LD of schema.org in a page.
#include <algorithm>
#include <vector>

#include "format/json.h"
#include "read/html_facts.h"
#include "read/html_nodes.h"

namespace entente::read {
namespace {

using format::HtmlPage;
using format::Json;

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

}  // namespace

void read_json_ld(const HtmlPage& page, PageFacts& facts) {
  for (std::uint32_t i = 0; i < page.nodes().size(); ++i) {
    if (page.node(i).tag != "script" || lowered(page.attribute(i, "type")).find("ld+json") == std::string::npos)
      continue;
    const auto parsed = format::parse_json(mended_json(text_below(page, i)), "");
    if (!parsed) continue;
    const Json* const article = find_article(*parsed);
    if (article == nullptr) continue;
    set_fact(facts.title, member(*article, "headline"));
    set_fact(facts.title, member(*article, "name"));
    set_fact(facts.published, member(*article, "datePublished"));
    set_fact(facts.published, member(*article, "dateCreated"));
    set_fact(facts.author, member(*article, "author"));
    set_fact(facts.author, member(*article, "creator"));
    set_fact(facts.outlet, member(*article, "publisher"));
    set_fact(facts.outlet, member(*article, "sourceOrganization"));
    const auto page_of = article->find("mainEntityOfPage");
    if (page_of != article->end() && page_of->is_object() && page_of->contains("@id") &&
        (*page_of)["@id"].is_string()) {
      set_fact(facts.url, (*page_of)["@id"].get<std::string>());
    } else if (page_of != article->end() && page_of->is_string()) {
      set_fact(facts.url, page_of->get<std::string>());
    }
    const auto url = article->find("url");
    if (url != article->end() && url->is_string()) set_fact(facts.url, url->get<std::string>());
    return;
  }
}

}  // namespace entente::read
