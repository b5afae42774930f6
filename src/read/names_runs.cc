// How far a run of capitalised words goes, and where within it something new starts.
#include <algorithm>

#include "read/name_finder.h"

namespace entente::read {

using text::EntryKind;
using text::TokenKind;
namespace wc = word_class;

namespace {

constexpr std::uint32_t longest_run = 10;  // words, but for the joint that the last of them may be

bool is_particle(std::string_view word) {
  return word == "de" || word == "van" || word == "von" || word == "der" || word == "den" || word == "bin" ||
         word == "bint" || word == "al" || word == "el" || word == "da" || word == "di" || word == "del" ||
         word == "la" || word == "le" || word == "du" || word == "dos" || word == "ibn" || word == "ter";
}

bool is_irregular_plural(std::string_view word) {
  return word.size() > 4 && (word.ends_with("men") || word.ends_with("eople") || word.ends_with("hildren"));
}

}  // namespace

std::uint32_t NameFinder::run_end(std::uint32_t i) const {
  std::uint32_t end = i;
  while (end < words_.last && end < i + longest_run) {
    if (capital(end) && !(end > i && at(end).is(wc::weekday | wc::month))) {
      ++end;
      continue;
    }
    const std::uint32_t next = past_joint(i, end);
    if (next == end) break;
    end = next;
  }
  return std::max(end, i + 1);
}

std::uint32_t NameFinder::past_joint(std::uint32_t first, std::uint32_t end) const {
  if (end == first || end + 1 >= words_.last) return end;
  const Word& word = at(end);
  if (word.is_word()) {
    if (is_particle(word.info.folded.empty() ? written(end) : word.info.folded) && capital(end + 1)) return end + 2;
    const std::string before = text::fold(written(end - 1));
    const bool body = heads_.kind_of(before) == MentionKind::organisation || before == "minister" || before == "bank";
    if (body && (word.is("of") || word.is("for") || word.is("on"))) {
      std::uint32_t next = end + 1;
      if (at(next).is("the") && next + 1 < words_.last) ++next;
      if (capital(next)) {
        ++next;
        // "… for the Study of War"
        while (next + 1 < words_.last && (at(next).is("of") || at(next).is("and")) && capital(next + 1)) next += 2;
        return next;
      }
    }
  }
  if (word.token.kind == TokenKind::other && written(end) == "&" && capital(end + 1)) return end + 2;
  if (word.token.space_before || !capital(end + 1)) return end;
  const bool mark = word.token.kind == TokenKind::single_quote || word.token.kind == TokenKind::clitic;
  const bool of_many = word.is("'s") ? is_irregular_plural(written(end - 1)) : written(end - 1).back() == 's';
  if (mark && written(end).size() <= 4 && of_many) {
    // "Dock Workers' Union", "Fishermen's League"
    std::uint32_t last = end + 1;
    while (last < words_.last && capital(last)) ++last;
    return head_kind(last - 1) == MentionKind::organisation ? last : end;
  }
  return end;
}

std::uint32_t NameFinder::realm_at(std::uint32_t i) {
  if (i + 2 >= words_.last || !at(i + 1).is("of") || !capital(i + 2)) return i;
  if (!heads_.relates(text::fold(written(i)), relation::realm)) return i;
  std::uint32_t end = i + 3;
  while (end < words_.last && capital(end) && hit_at(end).sense(EntryKind::title) == nullptr) ++end;
  const std::string_view name = analysis_.text_of({i + 2, end});
  if (!polities_.has(text::fold(name))) return i;
  const std::uint32_t entity = entities_.thing(name, MentionKind::place, std::string(name), false);
  NamedEntity& realm = entities_[entity];
  if (realm.kind == MentionKind::person) return i;
  realm.state = true;
  realm.party = realm.name;
  clear();
  push({i, end}, MentionKind::place, entity);
  hold({i, end}, realm.party);
  return end;
}

std::uint32_t NameFinder::run_at(std::uint32_t i, const text::Hit& hit) {
  if (const std::uint32_t realm = realm_at(i); realm > i) return realm;
  std::uint32_t end = run_end(i);
  // A title or an adjective of a place within the run starts something new.
  for (std::uint32_t k = i + 1; k < end; ++k) {
    if (!polities_.demonyms.empty() && polities_.demonyms.contains(text::fold(written(k)))) {
      end = k;
      break;
    }
    const text::Hit inner = hit_at(k);
    if (inner.last > k && inner.last < end && inner.sense(EntryKind::title) != nullptr) {
      end = k;
      break;
    }
  }
  return name_at({i, end}, hit);
}

}  // namespace entente::read
