#include "frame/issue_phrase.h"

namespace entente::frame {

std::string issue_phrase(std::string_view text, Span what) {
  std::string phrase;
  bool blank = false;
  for (const char c : what.in(text)) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      blank = !phrase.empty();
      continue;
    }
    if (blank) phrase += ' ';
    blank = false;
    phrase += c;
  }
  return phrase;
}

}  // namespace entente::frame
