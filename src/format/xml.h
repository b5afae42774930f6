// XML: pugixml's tree as small values of ours. No entities but the five of XML and the numeric ones are ever expanded.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace entente::format {

// An element; text between its children is kept as children without a name, so that mixed content keeps its order.
struct XmlElement {
  std::string name;  // with its prefix, "content:encoded"; empty for a piece of text
  std::string text;  // of a piece of text (also CDATA), entities resolved
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<XmlElement> children;
  std::size_t offset = 0;  // in bytes of the source; place_at() gives the line

  bool is_text() const { return name.empty(); }

  // The first child element with that name, or nothing.
  const XmlElement* child(std::string_view wanted) const;
  std::vector<const XmlElement*> all(std::string_view wanted) const;

  // An attribute's value; empty where there is none (has_attribute tells the two apart).
  std::string_view attribute(std::string_view wanted) const;
  bool has_attribute(std::string_view wanted) const;

  // All text below, in order.
  std::string content() const;
};

// The document's root element. The bytes must be UTF-8 (see text/encoding.h). Errors: "xml-syntax" with its place,
// "xml-depth" past 256 levels. Memory: a small multiple of the source.
Result<XmlElement> parse_xml(std::string_view text, std::string_view file);

// What can be read of broken XML, up to where it breaks, with "xml-syntax" as a warning; an error where that is
// nothing.
Result<XmlElement> parse_broken_xml(std::string_view text, std::string_view file);

}  // namespace entente::format
