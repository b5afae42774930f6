// Any bytes as a list of documents, parted by NULs: grouping must not crash, loop, or lose a document, in any order.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "read/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> texts(1);
  for (std::size_t i = 0; i < size && texts.size() < 12; ++i) {
    if (data[i] == 0)
      texts.emplace_back();
    else
      texts.back() += static_cast<char>(data[i] < 0x80 ? data[i] : '?');
  }
  std::vector<entente::read::StoryDocument> documents;
  for (const std::string& text : texts)
    documents.push_back({std::string_view(text).substr(0, text.find('\n')), text, "", "", {}, {}});
  std::vector<int> met(documents.size());
  for (const auto& story : entente::read::group_stories(documents)) {
    for (const auto document : story.documents) ++met[document];
  }
  for (const int count : met) {
    if (count != 1) std::abort();
  }
  return 0;
}
