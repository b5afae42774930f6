// RSS and Atom: each item is a document, as far as the feed carries its text.
#include <array>

#include "format/html.h"
#include "format/xml.h"
#include "read/documents.h"
#include "read/html_article.h"
#include "read/html_metadata.h"
#include "read/outlet.h"
#include "read/parsers.h"
#include "read/plain_text.h"
#include "read/structure.h"
#include "read/written_date.h"

namespace entente::read {
namespace {

using format::XmlElement;

// The content of the first of these children that has any.
template <std::size_t N>
std::string first_of(const XmlElement& element, const std::array<std::string_view, N>& names) {
  for (const std::string_view name : names) {
    for (const XmlElement* child : element.all(name)) {
      const std::string content = child->content();
      if (!trimmed(content).empty()) return std::string(trimmed(content));
    }
  }
  return {};
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
}

// Markup that stands in the feed as XML elements (Atom's type="xhtml"), written out as HTML. Depth is bounded by
// parse_xml.
void append_markup(std::string& out, const XmlElement& element) {
  if (element.is_text()) return append_escaped(out, element.text);
  const std::size_t colon = element.name.find(':');
  const std::string tag = colon == std::string::npos ? element.name : element.name.substr(colon + 1);
  out.append("<").append(tag);
  for (const auto& [name, value] : element.attributes) {
    out.append(" ").append(name).append("=\"");
    append_escaped(out, value);
    out += '"';
  }
  out += '>';
  for (const XmlElement& child : element.children) append_markup(out, child);
  out.append("</").append(tag).append(">");
}

std::string content_of(const XmlElement& item) {
  for (const char* name : {"content:encoded", "content", "description", "summary", "itunes:summary"}) {
    const XmlElement* const element = item.child(name);
    if (element == nullptr) continue;
    std::string content;
    if (element->attribute("type") == "xhtml") {
      for (const XmlElement& child : element->children) append_markup(content, child);
    } else {
      content = element->content();
    }
    if (!trimmed(content).empty()) return content;
  }
  return {};
}

std::string link_of(const XmlElement& item) {
  std::string link;
  for (const XmlElement* element : item.all("link")) {
    const std::string_view relation = element->attribute("rel");
    if (element->has_attribute("href")) {
      if (relation.empty() || relation == "alternate") return std::string(element->attribute("href"));
    } else if (link.empty()) {
      link = std::string(trimmed(element->content()));
    }
  }
  if (!link.empty()) return link;
  const XmlElement* const guid = item.child("guid");
  if (guid != nullptr && guid->attribute("isPermaLink") != "false" &&
      guid->content().find("://") != std::string::npos) {
    return std::string(trimmed(guid->content()));
  }
  if (item.attribute("rdf:about").find("://") != std::string_view::npos)
    return std::string(item.attribute("rdf:about"));
  return {};
}

std::string author_of(const XmlElement& item) {
  std::string authors;
  for (const XmlElement* author : item.all("author")) {
    const XmlElement* const name = author->child("name");
    const std::string words(trimmed(name != nullptr ? name->content() : author->content()));
    if (!words.empty()) authors.append(authors.empty() ? "" : ", ").append(words);
  }
  if (authors.empty()) authors = first_of(item, std::array<std::string_view, 1>{"dc:creator"});
  // RSS wants "mail@host (Name)".
  const std::size_t open = authors.find(" (");
  if (authors.find('@') < open && open != std::string::npos && authors.ends_with(')')) {
    authors = authors.substr(open + 2, authors.size() - open - 3);
  }
  return authors;
}

Flow flow_of(const std::string& content, std::string_view file, Diagnostics& diagnostics) {
  if (content.find('<') == std::string::npos) return plain_text_flow(without_entities(content));
  const auto page = format::parse_html(content, file);
  diagnostics.insert(diagnostics.end(), page.diagnostics().begin(), page.diagnostics().end());
  if (!page) return {};
  return html_flow(*page, 0, furniture_of(*page));
}

std::string title_of(const XmlElement& element) {
  const std::string title = first_of(element, std::array<std::string_view, 3>{"title", "media:title", "dc:title"});
  if (title.find_first_of("<&") == std::string::npos) return title;
  const auto page = format::parse_html(title, "");  // its tags are not the headline's words
  if (!page) return title;
  std::string words;
  for (const format::HtmlNode& node : page->nodes()) words += node.text;
  return std::string(trimmed(words));
}

class Feed {
 public:
  Feed(const XmlElement& root, const Origin& origin) : root_(root), origin_(origin) {}

  Ingested run() {
    const bool atom = root_.name == "feed" || root_.name.ends_with(":feed");
    const XmlElement* const channel = atom ? &root_ : root_.child("channel");
    std::string name;
    if (channel != nullptr) {
      name = title_of(*channel);
      host_ = host_of(link_of(*channel));
    }
    outlet_ = outlet_of_name(name, host_);
    if (channel != nullptr) items_of(*channel);
    if (channel != &root_) items_of(root_);  // RSS 1.0 has its items beside the channel
    if (number_ == 0) {
      result_.diagnostics.push_back(
          {"feed-empty", "there are no items in this feed", {origin_.path, 0, 0}, Severity::note});
    }
    return std::move(result_);
  }

 private:
  void items_of(const XmlElement& parent) {
    for (const XmlElement& child : parent.children) {
      if (child.name == "item" || child.name == "entry") item(child);
    }
  }

  void item(const XmlElement& element) {
    ++number_;
    Document facts = facts_of(origin_, root_.name == "feed" ? "atom" : "rss");
    facts.title = title_of(element);
    facts.url = link_of(element);
    facts.origin = facts.url.empty() ? origin_.path + "#" + std::to_string(number_) : facts.url;
    facts.outlet = outlet_;
    // An item taken over from elsewhere names its source.
    if (const XmlElement* const source = element.child("source")) {
      const std::string name =
          source->child("title") != nullptr ? title_of(*source) : std::string(trimmed(source->content()));
      if (!name.empty()) facts.outlet = without_entities(name);
    }
    facts.author = author_of(element);
    const std::string date =
        first_of(element, std::array<std::string_view, 7>{"pubDate", "published", "dc:date", "issued", "dcterms:issued",
                                                          "updated", "modified"});
    if (const auto published = date_of_value(date, DateSource::metadata)) facts.published = *published;
    const std::string content = content_of(element);
    Flow flow = flow_of(content, origin_.path, result_.diagnostics);
    if (flow.blocks.empty() && facts.title.empty()) return;
    prepend_title(flow, facts.title, "");
    if (flow.text.empty()) return;
    const std::string own = facts.title + "\n" + content;
    result_.documents.push_back(finished_document(std::move(flow), std::move(facts), own));
  }

  const XmlElement& root_;
  const Origin& origin_;
  std::string outlet_;
  std::string host_;
  std::size_t number_ = 0;
  Ingested result_;
};

// The encoding that an XML declaration names.
std::string declared_encoding(std::string_view bytes) {
  const std::string start = lowered(bytes.substr(0, 256));
  const std::size_t at = start.find("encoding=");
  if (!start.starts_with("<?xml") || at == std::string::npos || at + 10 >= start.size()) return {};
  return start.substr(at + 10, start.find(start[at + 9], at + 10) - at - 10);
}

}  // namespace

Ingested documents_of_feed(std::string_view bytes, const Origin& origin) {
  Diagnostics diagnostics;
  const std::string declared = origin.charset.empty() ? declared_encoding(bytes) : origin.charset;
  std::string text = decoded(bytes, declared, origin.path, diagnostics);
  const auto root = format::parse_broken_xml(trimmed(text), origin.path);
  diagnostics.insert(diagnostics.end(), root.diagnostics().begin(), root.diagnostics().end());
  Ingested result;
  if (root) {
    const std::string name = lowered(root->name);
    if (name == "html") return documents_of_html(bytes, origin);
    if (name == "rss" || name == "feed" || name == "rdf:rdf") {
      result = Feed(*root, origin).run();
    } else {
      diagnostics.push_back(
          {"xml-unknown", "this XML is neither RSS nor Atom: passed over", {origin.path, 0, 0}, Severity::note});
    }
  }
  result.diagnostics.insert(result.diagnostics.begin(), diagnostics.begin(), diagnostics.end());
  return result;
}

}  // namespace entente::read
