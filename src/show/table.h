// Tables of words: on a terminal with wrapped columns, or as CSV (RFC 4180).
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "show/console.h"

namespace entente::show {

struct Column {
  std::string name;
  bool right = false;  // aligned right: numbers
  int share = 1;       // of the width that is left, for long columns
  bool document = false;  // holds names of documents: a terminal shows their last part
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

void print_terminal(const Table& table, const Console& console);
void print_csv(const Table& table, std::ostream& out);

// A document's name for a table: the last part of a path or address ("kesh/a.html#2" -> "a.html#2"). JSON and CSV keep the
// whole name.
std::string short_name(std::string_view document);

// How many columns of a terminal the words take: combining marks none, East Asian wide characters two.
int display_width(std::string_view utf8);

}  // namespace entente::show
