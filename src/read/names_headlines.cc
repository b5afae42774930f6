// Names in headlines that have a capital at every word: there a capital tells nothing, so only what is known counts.
#include <algorithm>

#include "read/name_finder.h"

namespace entente::read {

using text::EntryKind;
using text::Shape;
using text::TokenKind;
namespace wc = word_class;

namespace {

constexpr std::uint32_t least_capitals = 4;  // words of a headline in capitals

}  // namespace

bool NameFinder::in_capitals(Range words) const {
  std::uint32_t capitals = 0;
  for (std::uint32_t i = words.first; i < words.last; ++i) {
    const Word& word = at(i);
    if (word.token.kind != TokenKind::word) continue;
    // "by Mara Vell, Minister of Health of Norvia": a byline names as a sentence does.
    if (word.is("by") && (i == words.first || at(i - 1).token.shape == Shape::upper)) return false;
    if (word.token.starts_upper()) {
      ++capitals;
    } else if (word.token.shape == Shape::lower &&
               !word.is(wc::determiner | wc::possessive | wc::preposition | wc::coordinator | wc::subordinator |
                        wc::auxiliary | wc::complementizer | wc::wh | wc::negation)) {
      return false;
    }
  }
  return capitals >= least_capitals;
}

void NameFinder::headline(Range words) {
  enter(words);
  for (std::uint32_t i = words.first; i < words.last;) {
    const text::Hit hit = hit_at(i);
    const bool given = hit.sense(EntryKind::given_name) != nullptr;
    if (hit.last > i && hit.sense(EntryKind::title) == nullptr && !given && capital(i)) {
      i = std::max(listed_at(i, hit), i + 1);
      pending_ = {};
      continue;
    }
    if (capital(i)) {
      std::uint32_t end = i + 1;
      std::uint32_t entity = entities_.known_person(written(i));
      // A given name and the surname that follows it.
      if (given && end < words.last && capital(end) && entities_.known_person(written(end)) != no_index) {
        entity = entities_.known_person(written(end));
        ++end;
      }
      if (entity != no_index && at(i).info.classes == 0) {
        push({i, end}, MentionKind::person, entity);
        i = end;
        continue;
      }
    }
    ++i;
  }
}

}  // namespace entente::read
