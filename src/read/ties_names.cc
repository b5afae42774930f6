// A phrase as a name: its pronouns, short names and titles written out; and the fuller phrase that a short one goes
// back to.
#include <algorithm>

#include "read/ties.h"

namespace entente::read {
namespace {

using text::TokenKind;
namespace wc = word_class;

constexpr std::uint32_t farthest_words = 600;  // that a definite description looks back

}  // namespace

// Whether the words before a short name already make it the full one: "the Friends of [the Strait]".
bool Ties::written_before(std::string_view full, Range mention, Range phrase) const {
  for (std::uint32_t first = phrase.first; first < mention.first; ++first) {
    if (text::fold(analysis_.text_of({first, mention.last})) == text::fold(full)) return true;
  }
  return false;
}

std::string Ties::described(Range phrase, unsigned depth) const {
  std::string name;
  const auto add = [&](std::string_view piece, bool space) {
    if (!name.empty() && space) name += ' ';
    name += piece;
  };
  for (std::uint32_t i = phrase.first; i < phrase.last;) {
    const Word& word = at(i);
    const bool space = word.token.space_before;
    if (word.is(wc::possessive) && word.is_one_of({"his", "her", "its", "their"})) {
      const Referent owner = antecedent(i, no_index, no_index, depth + 1);
      if (!owner.name.empty()) {
        add(owner.name, space);
        name += owner.name.back() == 's' && owner.entity == no_index ? "'" : "'s";
        ++i;
        if (i + 1 < phrase.last && folded(i) == "own") ++i;
        continue;
      }
    }
    const NameMention* mention = mention_at(i);
    if (mention != nullptr && mention->words.first == i && mention->words.last <= phrase.last) {
      // A title before a name says nothing that the name does not.
      if (mention->kind == MentionKind::role && mention->words.last < phrase.last) {
        const NameMention* next = mention_at(mention->words.last);
        if (next != nullptr && next->kind == MentionKind::person && next->words.first == mention->words.last) {
          i = mention->words.last;
          continue;
        }
      }
      if (mention->kind == MentionKind::role && mention->words.last < phrase.last &&
          at(mention->words.last).token.kind == TokenKind::clitic) {
        // "the king's secretary"
        if (const std::uint32_t bearer = bearer_of(*mention, i); bearer != no_index) {
          if (name.ends_with("the")) name.erase(name.size() - 3);
          add(names_.entities[bearer].name, space && !name.empty() && name.back() != ' ');
          i = mention->words.last;
          continue;
        }
      }
      if (mention->entity != no_index && !mention->adjective && names_.entities[mention->entity].stands_for.empty()) {
        const NamedEntity& entity = names_.entities[mention->entity];
        // Initials before a noun stay: "the AIS mission".
        const std::uint32_t next = mention->words.last;
        const bool initials = mention->words.size() == 1 && at(i).token.shape == text::Shape::upper &&
                              next < phrase.last && at(next).token.kind == TokenKind::word && phrases_.is_nominal(next);
        const bool fuller = entity.name.size() > analysis_.text_of(mention->words).size() && !initials;
        if (fuller && written_before(entity.name, mention->words, phrase)) {
          add(analysis_.text_of(mention->words), space);
          i = mention->words.last;
          continue;
        }
        if (mention->kind == MentionKind::person || fuller) {
          add(entity.name, space);
          i = mention->words.last;
          continue;
        }
      }
    }
    // "the minister's own party"
    const bool own =
        i > phrase.first && i + 1 < phrase.last && at(i - 1).token.kind == TokenKind::clitic && folded(i) == "own";
    if (!own) add(analysis_.text_of(i), space);
    ++i;
  }
  return name;
}

bool Ties::has_owner(std::uint32_t head) const {
  const Range sentence = analysis_.sentence_of(head).words;
  if (head > sentence.first) {
    const Word& before = at(head - 1);
    if (before.token.kind == TokenKind::clitic || before.is(wc::possessive)) return true;
    if (before.token.kind == TokenKind::single_quote && !before.token.space_before && head > sentence.first + 1)
      return true;  // "the drivers' union"
    if (phrases_.is_nominal(head - 1) && !phrases_.is_verb(head - 1)) return true;
  }
  return head + 1 < sentence.last && (at(head + 1).is_one_of({"of", "for", "from", "at", "in"}) ||
                                      (at(head + 1).is("to") && relates(head, relation::reach)));
}

Range Ties::fuller_before(Range phrase) const {
  phrase = stripped(phrase);
  const std::uint32_t head = head_of(phrase);
  if (head == no_index) return {};
  const std::string word = folded(head);
  const std::uint32_t floor =
      std::max(article_of(phrase.first).first, phrase.first - std::min(phrase.first, farthest_words));
  for (std::uint32_t k = phrase.first; k > floor; --k) {
    const std::string_view written = analysis_.text_of(k - 1);
    if (written.size() != word.size() || folded(k - 1) != word || !has_owner(k - 1)) continue;
    const Range sentence = analysis_.sentence_of(k - 1).words;
    Range whole = phrases_.noun_phrase_before(k, sentence.first);
    for (std::uint32_t j = whole.first; j + 1 < k; ++j) {
      if ((at(j).is(wc::preposition) && !phrases_.is_nominal(j)) || at(j).is(wc::coordinator)) whole.first = j + 1;
    }
    const Range right = phrase_at(k - 1, sentence.last, false);
    if (whole.empty()) whole = {k - 1, k};
    if (k < sentence.last && at(k).is(wc::preposition)) whole.last = std::max(whole.last, right.last);
    // "spokesman for the ministry", "economist at the institute"
    if (whole.last == k && k + 1 < sentence.last && at(k).is_one_of({"for", "from", "at", "to"})) {
      const Range owner = phrase_at(k + 1, sentence.last, false);
      if (!owner.empty()) whole.last = owner.last;
    }
    return whole;
  }
  return {};
}

}  // namespace entente::read
