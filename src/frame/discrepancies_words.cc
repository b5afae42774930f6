#include <algorithm>
#include <charconv>

#include "frame/discrepancies.h"

namespace entente::frame {
namespace {

int number_in(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<std::vector<std::string>> phrases_in(std::string_view file) {
  std::vector<std::vector<std::string>> phrases;
  for (const text::Row& row : text::data_rows(file)) {
    const auto words = text::split_list(row.front(), ' ');
    phrases.emplace_back(words.begin(), words.end());
  }
  std::stable_sort(phrases.begin(), phrases.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return phrases;
}

}  // namespace

DiscrepancyWords::DiscrepancyWords(const WordKnowledge& knowledge) {
  for (const text::Row& row : text::data_rows("discrepancies/forces.tsv")) {
    for (const auto word : text::split_list(row.at(1))) {
      for (const std::string& form : knowledge.forms_of(word)) {
        if (const auto [entry, fresh] = force_of.enter(form); fresh) entry.value = row[0];
      }
    }
  }
  for (const text::Row& row : text::data_rows("discrepancies/stages.tsv")) {
    for (const auto word : text::split_list(row.at(2))) {
      for (std::string& form : knowledge.forms_of(word)) stage_of.emplace(std::move(form), number_in(row[0]));
    }
  }
  for (const text::Row& row : text::data_rows("discrepancies/qualifiers.tsv")) {
    for (const auto word : text::split_list(row.at(1))) qualifier_of.emplace(std::string(word), std::string(row[0]));
  }
  for (const text::Row& row : text::data_rows("discrepancies/numbers.tsv")) {
    for (const auto word : text::split_list(row.at(1))) number_of[word] = number_in(row[0]);
  }
  for (const text::Row& row : text::data_rows("discrepancies/calendar.tsv")) {
    auto& into = row[0] == "month" ? month_of : weekday_of;
    for (const auto word : text::split_list(row.at(2))) into[word] = number_in(row[1]);
  }
  for (const text::Row& row : text::data_rows("discrepancies/telling.txt")) {
    for (const std::string& form : knowledge.forms_of(row.front())) telling.enter(form);
  }
  for (const text::Row& row : text::data_rows("discrepancies/commentary.txt")) {
    for (const std::string& form : knowledge.forms_of(row.front())) commentary.enter(form);
  }
  conditions = phrases_in("discrepancies/conditions.txt");
  limits = phrases_in("discrepancies/limits.txt");
}

Span words_span(const ToldSentence& sentence, std::uint32_t first, std::uint32_t last) {
  return {sentence.words[first].span.start, sentence.words[std::max(first + 1, last) - 1].span.end};
}

Span around(const ToldSentence& sentence, std::uint32_t first, std::uint32_t last, std::uint32_t most) {
  for (std::uint32_t i = 0; i < most && first > 0 && !sentence.words[first - 1].punctuation; ++i) --first;
  for (std::uint32_t i = 0; i < most && last < sentence.words.size() && !sentence.words[last].punctuation; ++i) ++last;
  return words_span(sentence, first, last);
}

}  // namespace entente::frame
