#include "read/parsers.h"
namespace entente::read {
Ingested documents_of_feed(std::string_view, const Origin&) { return {}; }
Ingested documents_of_html(std::string_view, const Origin&) { return {}; }
}  // namespace entente::read
