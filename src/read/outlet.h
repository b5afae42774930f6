// What a url or a file's name tells of a report when the report itself does not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"

namespace entente::read {

// "https://www.sundherald.example/a" -> "sundherald.example"; empty where there is no host.
std::string host_of(std::string_view url);

// The date in "/2031/03/07/", "/2031-03-07" or "2031-02-01-talks-open.txt" (also without the day), by itself between
// other characters than digits.
std::optional<Date> date_in_path(std::string_view url_or_path);

// Of a name made of parts ("World | The Sund Herald", "Pelagia Today: Foreign affairs") the one that the host is called
// after; the whole where none is.
std::string outlet_of_name(std::string_view name, std::string_view host);

}  // namespace entente::read
