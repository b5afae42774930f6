#include "format/csv.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "format/jsonl.h"

namespace entente::format {
namespace {

struct Row {
  std::size_t line;
  std::vector<std::string> fields;
  friend bool operator==(const Row&, const Row&) = default;
};

std::vector<Row> rows_of(std::string_view text, char delimiter = ',') {
  std::vector<Row> rows;
  const Status status = read_csv(text, "x.csv", delimiter, [&](const CsvRow& row) {
    rows.push_back({row.line, {row.fields.begin(), row.fields.end()}});
    return true;
  });
  EXPECT_TRUE(status.ok());
  return rows;
}

TEST(Csv, QuotesDelimitersAndLineBreaks) {
  EXPECT_EQ(rows_of("a,b\r\n1,\"x,\"\"y\"\"\nz\"\r\n\r\n,last"),
            (std::vector<Row>{{1, {"a", "b"}}, {2, {"1", "x,\"y\"\nz"}}, {5, {"", "last"}}}));
}

TEST(Csv, ByteOrderMarkAndOtherDelimiters) {
  EXPECT_EQ(rows_of("\xEF\xBB\xBF"
                    "a;b\n1;2",
                    ';'),
            (std::vector<Row>{{1, {"a", "b"}}, {2, {"1", "2"}}}));
  EXPECT_EQ(rows_of("a\tb c\n", '\t'), (std::vector<Row>{{1, {"a", "b c"}}}));
  EXPECT_TRUE(rows_of("").empty());
}

TEST(Csv, AQuoteThatNeverEndsIsReportedWhereItsRowBegins) {
  const Status status = read_csv("a,b\n1,2\n3,\"open\nmore\n", "x.csv", ',', [](const CsvRow&) { return true; });
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(to_string(status.diagnostics()[0]),
            "x.csv:3: error: A quoted field of the row that begins here never ends. [csv-syntax]");
}

TEST(Csv, StopsWhereAsked) {
  int seen = 0;
  EXPECT_TRUE(read_csv("a\nb\nc\n", "x", ',', [&](const CsvRow&) { return ++seen < 2; }).ok());
  EXPECT_EQ(seen, 2);
}

TEST(Jsonl, FlattensAndGoesOn) {
  std::vector<std::pair<std::size_t, std::vector<std::pair<std::string, std::string>>>> seen;
  const auto problems = read_jsonl(
      "{\"a\": 1, \"b\": {\"c\": \"x\", \"d\": null}, \"e\": [\"p\", 2, true]}\n\nnot json\n[1]\n{\"f\": 0.5}",
      "x.jsonl", [&](const JsonlRecord& record) {
        seen.emplace_back(record.line, std::vector(record.members.begin(), record.members.end()));
      });
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].second,
            (std::vector<std::pair<std::string, std::string>>{{"a", "1"}, {"b.c", "x"}, {"e", "p|2|true"}}));
  EXPECT_EQ(seen[1].first, 5u);
  EXPECT_EQ(seen[1].second[0].second, "0.5");
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].place.line, 3u);
  EXPECT_EQ(problems[1].place.line, 4u);
}

}  // namespace
}  // namespace entente::format
