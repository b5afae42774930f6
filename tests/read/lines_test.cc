// The small readers: dates as written, datelines, source lines, addresses, labels, front matter.
#include <gtest/gtest.h>

#include "read/front_matter.h"
#include "read/labels.h"
#include "read/outlet.h"
#include "read/plain_text.h"
#include "read/source_line.h"
#include "read/written_date.h"

namespace entente::read {
namespace {

std::string written(std::string_view text) {
  const auto date = written_date_at(text, true);
  return date ? std::to_string(date->year) + "-" + std::to_string(date->month) + "-" + std::to_string(date->day)
              : "none";
}

TEST(WrittenDate, AtTheFrontInTheUsualWays) {
  EXPECT_EQ(written("3 March 2031"), "2031-3-3");
  EXPECT_EQ(written("3rd of March, 2031 and more"), "2031-3-3");
  EXPECT_EQ(written("Friday, 7 MARCH 2031"), "2031-3-7");
  EXPECT_EQ(written("Mar. 7, 2031"), "2031-3-7");
  EXPECT_EQ(written("Sept 7"), "0-9-7");
  EXPECT_EQ(written("Sat 8 Feb"), "0-2-8");
  EXPECT_EQ(written("2031-03-07"), "2031-3-7");
  EXPECT_EQ(written("March 2031"), "2031-3-0");
  EXPECT_EQ(written("31 February 2031"), "none");
  EXPECT_EQ(written("Marches 7"), "none");
  EXPECT_EQ(written("7 marbles"), "none");
  EXPECT_EQ(written("May I say"), "none");
  EXPECT_EQ(written("12000 March"), "none");
}

TEST(WrittenDate, TheLastOfALine) {
  const auto last = [](std::string_view text) {
    const auto date = last_written_date(text, DateSource::words);
    return date ? to_string(*date) : "";
  };
  EXPECT_EQ(last("SUMMARY OF THE SESSION, 5-16 JUNE 2031"), "2031-06-16");
  EXPECT_EQ(last("29 OCTOBER - 10 NOVEMBER 2031"), "2031-11-10");
  EXPECT_EQ(last("HIGHLIGHTS: TUESDAY, 7 FEBRUARY 2031"), "2031-02-07");
  EXPECT_EQ(last("Year-end review, December 2031"), "2031-12");
  EXPECT_EQ(last("Article 12 of 1988"), "");
}

TEST(WrittenDate, AYearThatIsNotWrittenIsThatOfTheNearestDay) {
  const Date new_year = make_date(2032, 1, 3);
  EXPECT_EQ(to_string(*written_date_at("30 December")->date_near(new_year, DateSource::dateline)), "2031-12-30");
  EXPECT_EQ(to_string(*written_date_at("2 January")->date_near(new_year, DateSource::dateline)), "2032-01-02");
  EXPECT_EQ(to_string(*written_date_at("1 January")->date_near(make_date(2031, 12, 31), DateSource::dateline)),
            "2032-01-01");
  EXPECT_FALSE(written_date_at("2 January")->date_near(Date{}, DateSource::dateline));
}

TEST(Dateline, PlacesDatesAndAgencies) {
  const auto cut = [](std::string_view text) {
    const auto line = dateline_at(text);
    return line ? std::string(text.substr(0, line->length)) + "|" + line->agency : "none";
  };
  EXPECT_EQ(cut("SUND, 3 March (HPA) - Marenne said"), "SUND, 3 March (HPA) - |HPA");
  EXPECT_EQ(cut("PORT CALDER, Marenne, March 3, 2031 (HPA) — “No”"),
            "PORT CALDER, Marenne, March 3, 2031 (HPA) — |HPA");
  EXPECT_EQ(cut("SUND — Marenne said"), "SUND — |");
  EXPECT_EQ(cut("Sund, 3 March - Marenne said"), "Sund, 3 March - |");
  EXPECT_EQ(cut("Sund (Halden Press) -- Marenne said"), "Sund (Halden Press) -- |Halden Press");
  EXPECT_EQ(cut("Sund - Marenne said"), "none");
  EXPECT_EQ(cut("PORT CALDER —"), "PORT CALDER —|");
  EXPECT_EQ(cut("Sund HPA —"), "Sund HPA —|");
  EXPECT_EQ(cut("MARENNE, opposed by OSTREL, said"), "none");
  EXPECT_EQ(cut("MARENNE said - and meant it"), "none");
  EXPECT_EQ(cut("OSTREL-led talks"), "none");
  EXPECT_EQ(cut("In March - and only then - it said"), "none");
}

TEST(SourceLines, OutletsAuthorsAndDates) {
  const auto told = [](std::string_view text) {
    const auto line = source_line(text);
    return line ? line->name + "/" + line->author + "/" + (line->date ? to_string(*line->date) : "") : "none";
  };
  EXPECT_EQ(told("Pelagia Today, 21 February 2031"), "Pelagia Today//2031-02-21");
  EXPECT_EQ(told("*Halden Press Agency, February 19, 2031*"), "Halden Press Agency//2031-02-19");
  EXPECT_EQ(told("By Olen Dray, on Tarn Island"), "/Olen Dray/");
  EXPECT_EQ(told("By Olen Dray | Sund Herald | 3 March 2031, 14:05 GMT"), "Sund Herald/Olen Dray/2031-03-03");
  EXPECT_EQ(told("Published: 3 March 2031 at 14:05"), "//2031-03-03");
  EXPECT_EQ(told("20 February 2031 · From our own staff and agencies"), "//2031-02-20");
  EXPECT_EQ(told("Marenne signed on 3 March 2031"), "none");
  EXPECT_EQ(told("By the end of the month nothing had moved."), "none");
  EXPECT_EQ(told("Halden opens the talks"), "none");
}

TEST(Addresses, HostsAndDates) {
  EXPECT_EQ(host_of("https://www.SundHerald.example:443/a/b?c"), "sundherald.example");
  EXPECT_EQ(host_of("no url"), "");
  const auto date = [](std::string_view path) {
    const auto found = date_in_path(path);
    return found ? to_string(*found) : "";
  };
  EXPECT_EQ(date("https://a.example/2031/03/07/ships"), "2031-03-07");
  EXPECT_EQ(date("in/2031-02-01-talks.txt"), "2031-02-01");
  EXPECT_EQ(date("https://a.example/2031/03/ships"), "2031-03");
  EXPECT_EQ(date("https://a.example/12031/03/07/"), "");
  EXPECT_EQ(date("https://a.example/a?d=2031/03/07/"), "");
  EXPECT_EQ(date("plan-2031-20-44.txt"), "");
  EXPECT_EQ(outlet_of_name("World | The Sund Herald", "sundherald.example"), "The Sund Herald");
  EXPECT_EQ(outlet_of_name("Pelagia Today: Foreign affairs", "pelagiatoday.example"), "Pelagia Today");
  EXPECT_EQ(outlet_of_name("Some - Thing", "other.example"), "Some - Thing");
}

TEST(Labels, TellWhatFollows) {
  EXPECT_EQ(label_of("Key Takeaways:"), Label::takeaway);
  EXPECT_EQ(label_of(" CONTEXT "), Label::context);
  EXPECT_EQ(label_of("Context of the talks"), Label::none);
  EXPECT_EQ(inline_context_label("Context: the tugs were seized in May."), 8u);
  EXPECT_EQ(inline_context_label("Context:"), 0u);
  EXPECT_TRUE(names_furniture("col sidebar-left"));
  EXPECT_TRUE(names_furniture("adSlot"));
  EXPECT_TRUE(names_furniture("article__related_links"));
  EXPECT_FALSE(names_furniture("shadow headline address loading"));
  EXPECT_TRUE(is_boilerplate("Read more: The tugs"));
  EXPECT_TRUE(is_boilerplate("Sign up for our letter."));
  EXPECT_FALSE(is_boilerplate("RELATED MATTERS"));
  EXPECT_FALSE(is_boilerplate("More from Marenne was expected, he said."));
  EXPECT_FALSE(is_boilerplate("Commentators said that the tugs were lost"));
}

TEST(FrontMatterTest, ReportsWhatItCannotRead) {
  const FrontMatter matter =
      front_matter_of("---\r\ntitle: A \"b\"  # c\r\ndate: whenever\r\njust words\r\n---\r\nBody", "x.md");
  EXPECT_EQ(matter.facts.title, "A \"b\"");
  ASSERT_EQ(matter.diagnostics.size(), 2u);
  EXPECT_EQ(matter.diagnostics[0].code, "date-unreadable");
  EXPECT_EQ(matter.diagnostics[0].place.line, 3u);
  EXPECT_EQ(matter.diagnostics[1].code, "front-matter-syntax");
  EXPECT_EQ(front_matter_of("---\n\nA rule, and words.\n\n---\n", "x").length, 0u);
  EXPECT_EQ(front_matter_of("---\ntitle: never closed\n", "x").length, 0u);
  EXPECT_EQ(front_matter_of("+++\ntitle = \n+++\n", "x").diagnostics.at(0).place.line, 2u);
}

TEST(PlainText, WrapsAreJoinedAndShortLinesAreNot) {
  const auto blocks = [](std::string text) {
    const Flow flow = plain_text_flow(std::move(text));
    std::vector<std::string> all;
    for (const FlowBlock& block : flow.blocks) all.emplace_back(flow.words(block));
    return all;
  };
  EXPECT_EQ(blocks("The first line of the paragraph is filled to\nsixty or so, as the second line was before\nits "
                   "end.\nA new one.\n")
                .size(),
            2u);
  EXPECT_EQ(blocks("One line that is a paragraph.\nAnother line that is one too.\n").size(), 2u);
  EXPECT_EQ(blocks("- one\n- two\n  goes on\n\n* three\n").size(), 3u);
  EXPECT_EQ(blocks("Head\n====\n\nWords of it.\n").size(), 2u);
  EXPECT_EQ(blocks("").size(), 0u);
  EXPECT_EQ(blocks("\r\n\r\nCR and LF.\r\n\r\nTwice.\r\n"), (std::vector<std::string>{"CR and LF.", "Twice."}));
}

}  // namespace
}  // namespace entente::read
