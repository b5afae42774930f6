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
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

void print_terminal(const Table& table, const Console& console);
void print_csv(const Table& table, std::ostream& out);

// How many columns of a terminal the words take: combining marks none, East Asian wide characters two.
int display_width(std::string_view utf8);

}  // namespace entente::show
