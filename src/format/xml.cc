#include "format/xml.h"

#include <pugixml.hpp>

namespace entente::format {
namespace {

constexpr int most_depth = 256;

bool convert(const pugi::xml_node& node, XmlElement& element, int depth) {
  if (depth > most_depth) return false;
  element.name = node.name();
  element.offset = node.offset_debug() > 0 ? static_cast<std::size_t>(node.offset_debug()) - 1 : 0;  // at the "<"
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    element.attributes.emplace_back(attribute.name(), attribute.value());
  }
  for (const pugi::xml_node& child : node.children()) {
    switch (child.type()) {
      case pugi::node_pcdata:
      case pugi::node_cdata: {
        XmlElement piece;
        piece.text = child.value();
        piece.offset = child.offset_debug() > 0 ? static_cast<std::size_t>(child.offset_debug()) : 0;
        element.children.push_back(std::move(piece));
        break;
      }
      case pugi::node_element:
        element.children.emplace_back();
        if (!convert(child, element.children.back(), depth + 1)) return false;
        break;
      default:
        break;
    }
  }
  return true;
}

void collect(const XmlElement& element, std::string& out) {
  out += element.text;
  for (const XmlElement& child : element.children) collect(child, out);
}

Result<XmlElement> parse(std::string_view text, std::string_view file, bool take_a_part) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  Diagnostics diagnostics;
  if (!parsed) {
    diagnostics.push_back(error("xml-syntax", std::string("this is no well-formed XML: ") + parsed.description(),
                                place_at(std::string(file), text, static_cast<std::size_t>(parsed.offset))));
  }
  const pugi::xml_node root = document.document_element();
  if (!parsed && (!take_a_part || !root)) return diagnostics;
  if (!root) return error("xml-syntax", "there is no element in this XML", {std::string(file), 0, 0});
  XmlElement element;
  if (!convert(root, element, 0)) {
    return error("xml-depth", "elements nest deeper than 256", {std::string(file), 0, 0});
  }
  if (!parsed) diagnostics.front().severity = Severity::warning;
  return {std::move(element), std::move(diagnostics)};
}

}  // namespace

const XmlElement* XmlElement::child(std::string_view wanted) const {
  for (const XmlElement& element : children) {
    if (element.name == wanted) return &element;
  }
  return nullptr;
}

std::vector<const XmlElement*> XmlElement::all(std::string_view wanted) const {
  std::vector<const XmlElement*> found;
  for (const XmlElement& element : children) {
    if (element.name == wanted) found.push_back(&element);
  }
  return found;
}

std::string_view XmlElement::attribute(std::string_view wanted) const {
  for (const auto& [name_of, value] : attributes) {
    if (name_of == wanted) return value;
  }
  return {};
}

bool XmlElement::has_attribute(std::string_view wanted) const {
  for (const auto& [name_of, value] : attributes) {
    if (name_of == wanted) return true;
  }
  return false;
}

std::string XmlElement::content() const {
  std::string out;
  collect(*this, out);
  return out;
}

Result<XmlElement> parse_xml(std::string_view text, std::string_view file) { return parse(text, file, false); }

Result<XmlElement> parse_broken_xml(std::string_view text, std::string_view file) { return parse(text, file, true); }

}  // namespace entente::format
