#include "format/csv.h"

#include <csv.h>

#include <algorithm>
#include <string>
#include <vector>

namespace entente::format {
namespace {

// libcsv gives the bytes of a field, then of the next one …, then the end of the row. The bytes are gathered in one buffer and
// become views when the row ends, since the buffer may move while it grows.
struct Gathering {
  const std::function<bool(const CsvRow&)>& row;
  std::string bytes;
  std::vector<std::size_t> ends;
  std::vector<std::string_view> fields;
  std::size_t line = 1;       // of the physical line being fed
  std::size_t row_line = 0;   // where the present row began; 0: none has
  bool wanted = true;
};

void end_field(void* data, std::size_t size, void* context) {
  auto& gathering = *static_cast<Gathering*>(context);
  gathering.bytes.append(static_cast<const char*>(data), size);
  gathering.ends.push_back(gathering.bytes.size());
}

void end_row(int, void* context) {
  auto& gathering = *static_cast<Gathering*>(context);
  gathering.fields.clear();
  std::size_t start = 0;
  for (const std::size_t end : gathering.ends) {
    gathering.fields.push_back(std::string_view(gathering.bytes).substr(start, end - start));
    start = end;
  }
  if (gathering.wanted) gathering.wanted = gathering.row({gathering.row_line, gathering.fields});
  gathering.bytes.clear();
  gathering.ends.clear();
  gathering.row_line = 0;
}

class Parser {
 public:
  explicit Parser(char delimiter) {
    ready_ = csv_init(&parser_, 0) == 0;
    if (ready_) csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
  }
  ~Parser() {
    if (ready_) csv_free(&parser_);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  bool feed(std::string_view text, Gathering& gathering) {
    return ready_ && csv_parse(&parser_, text.data(), text.size(), end_field, end_row, &gathering) == text.size();
  }
  // False where the text ends within a quoted field.
  bool finish(Gathering& gathering) {
    constexpr int field_begun = 2;  // libcsv's state within a field; a closed quote has another
    const bool open_quote = ready_ && parser_.quoted != 0 && parser_.pstate == field_begun;
    return ready_ && !open_quote && csv_fini(&parser_, end_field, end_row, &gathering) == 0;
  }
  bool between_rows() const { return parser_.pstate == 0; }

 private:
  csv_parser parser_{};
  bool ready_ = false;
};

}  // namespace

Status read_csv(std::string_view text, std::string_view file, char delimiter,
                const std::function<bool(const CsvRow&)>& row) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  Gathering gathering{row, {}, {}, {}};
  Parser parser(delimiter);
  auto bad = [&](std::string why) { return error("csv-syntax", std::move(why), {std::string(file), gathering.line, 0}); };
  while (!text.empty() && gathering.wanted) {
    // One physical line at a time, so that a row knows where it began.
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    if (gathering.row_line == 0) gathering.row_line = gathering.line;
    if (!parser.feed(text.substr(0, length), gathering)) return bad("The row could not be read.");
    if (parser.between_rows()) gathering.row_line = 0;  // an empty line begins no row
    text.remove_prefix(length);
    ++gathering.line;
  }
  if (gathering.wanted && !parser.finish(gathering)) {
    gathering.line = std::max<std::size_t>(gathering.row_line, 1);
    return bad("A quoted field of the row that begins here never ends.");
  }
  return ok_status();
}

}  // namespace entente::format
