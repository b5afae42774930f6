// Each name of the model is laid on the words of the document and meets the rules' mentions there:
//   - of the same words: that mention, of the model's kind, unless the lists or the text itself know better;
//   - within a longer one of a body or place ("Tarsa" in "Lower Tarsa"): the longer one stays;
//   - of more words: the rules' give way; a person stays the same person ("General Vell" and "Vell");
//   - none: a new mention, of a person or thing of the document with that name, else of a new one.
// What is told are the model's words and kinds in every case. What an entity is follows from the kinds that its
// mentions were given: a person is one by majority.
#include "read/model_names.h"

#include <algorithm>
#include <map>

#include "read/model_drafts.h"

namespace entente::read {
namespace {

constexpr std::size_t looked_back = 3;  // mentions of the rules that may overlap a name that begins within them

class Joining {
 public:
  Joining(const Analysis& analysis, const NameHeads& heads, Names& names)
      : analysis_(analysis), heads_(heads), names_(names) {
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) index(e);
  }

  std::vector<Mention> run(const std::vector<ModelName>& marked) {
    for (const ModelName& name : marked) {
      if (name.kind != MentionKind::role) take(name);
    }
    keep_until(no_index);
    settle();
    std::vector<Mention> mentions;
    names_.mentions.clear();
    for (Joined& one : joined_) {
      const std::uint32_t entity = one.mention.entity;
      std::string name = entity == no_index ? std::string(one.told.in(analysis_.text())) : names_.entities[entity].name;
      mentions.push_back({one.told, one.kind, std::move(name)});
      names_.mentions.push_back(std::move(one.mention));
    }
    return mentions;
  }

 private:
  // A mention for resolving speakers, and as what it is told.
  struct Joined {
    NameMention mention;
    Span told;
    MentionKind kind = MentionKind::other;
    bool seen = false;  // by the model
  };

  void keep_until(std::uint32_t word) {
    for (; next_ < names_.mentions.size() && names_.mentions[next_].words.first < word; ++next_) keep(next_);
  }

  // A mention of the rules alone.
  void keep(std::size_t number) {
    const NameMention& mention = names_.mentions[number];
    const MentionKind kind = mention.kind == MentionKind::role ? MentionKind::role : MentionKind::other;
    joined_.push_back({mention, analysis_.span_of(mention.words), kind, false});
  }

  void take(const ModelName& name) {
    const Range whole = words_of(analysis_, name.span);
    const Range words = without_noun(without_place(without_opening(whole, name.kind)));
    if (words.empty() || words.first < end_ || is_common(words)) return;
    keep_until(words.first);
    if (is_title_before_person(words, name.kind) || is_office(words, name.kind)) return;
    end_ = words.last;
    const Span told = words == whole ? name.span : analysis_.span_of(words);
    if (stays(words, told, name.kind)) return;
    Joined one;
    one.told = told;
    one.seen = true;
    one.mention.words = words;
    const NameMention* same = give_way(words, name.kind, one.mention.entity);
    if (one.mention.entity == no_index) one.mention.entity = entity_of(words, name.kind);
    const MentionKind kind = kind_of(words, name.kind, one.mention.entity);
    const std::uint32_t entity = one.mention.entity;
    const NamedEntity& named = names_.entities[entity];
    // What is told is the model's, but where the lists, the text or a full name speak against it.
    const bool surname = words.size() == 1 && named.name.find(' ') != std::string::npos;
    one.kind = named.listed || named.state || surname ? kind : name.kind;
    one.mention.adjective = same != nullptr && same->adjective;
    one.mention.kind = one.mention.adjective ? MentionKind::other : kind;
    // A whole name tells more than a short one.
    votes_[entity] += (kind == MentionKind::person ? 1 : -1) * (words.size() > 1 ? 2 : 1);
    kind_[entity] = kind;
    joined_.push_back(std::move(one));
  }

  // Whether a longer body or place of the rules holds these words: it stays, and the model's words are told.
  bool stays(Range words, Span told, MentionKind kind) {
    const auto holds = [&](const NameMention& mention) {
      const bool thing = mention.kind == MentionKind::organisation || mention.kind == MentionKind::place;
      return thing && !is_noun_before(mention.words, words) && mention.words.contains(words) &&
             mention.words.size() > words.size();
    };
    Joined* longer = nullptr;
    for (std::size_t k = joined_.size(); k > 0 && k + looked_back > joined_.size() && longer == nullptr; --k) {
      if (!joined_[k - 1].seen && holds(joined_[k - 1].mention)) longer = &joined_[k - 1];
    }
    if (longer == nullptr) {
      if (next_ == names_.mentions.size() || !holds(names_.mentions[next_])) return false;
      keep(next_++);
      longer = &joined_.back();
    }
    longer->told = told;
    longer->kind = kind;
    longer->seen = true;
    end_ = longer->mention.words.last;
    return true;
  }

  // "Broadcaster" of "Broadcaster Vell" at the head of a sentence: what it is, where the name stands alone elsewhere.
  bool is_noun_before(Range longer, Range name) const {
    if (longer.first + 1 != name.first || longer.last != name.last) return false;
    const std::uint32_t sentence = analysis_.words[longer.first].sentence;
    if (analysis_.sentences[sentence].words.first != longer.first) return false;
    const std::string_view noun = analysis_.text_of(longer.first);
    const std::string_view first = analysis_.text_of(name.first);
    // Nearby: a body is called again soon.
    const std::uint32_t end =
        std::min<std::uint32_t>(name.first + 200, static_cast<std::uint32_t>(analysis_.words.size()));
    for (std::uint32_t i = name.first > 200 ? name.first - 200 : 1; i < end; ++i) {
      if (i != name.first && analysis_.text_of(i) == first && analysis_.text_of(i - 1) != noun) return true;
    }
    return false;
  }

  // Drops what the rules have on these words, and gives the mention of just these words; `entity` becomes that of a
  // person among them.
  const NameMention* give_way(Range words, MentionKind kind, std::uint32_t& entity) {
    if (!joined_.empty() && !joined_.back().seen && joined_.back().mention.kind != MentionKind::role &&
        joined_.back().mention.words.last > words.first) {
      const NameMention& before = joined_.back().mention;
      if (before.kind == MentionKind::person && kind == MentionKind::person) entity = before.entity;
      joined_.pop_back();
    }
    const NameMention* same = nullptr;
    for (; next_ < names_.mentions.size() && names_.mentions[next_].words.first < words.last; ++next_) {
      const NameMention& mention = names_.mentions[next_];
      if (mention.kind == MentionKind::role) {
        if (!words.contains(mention.words)) keep(next_);
      } else if (mention.words == words) {
        same = &mention;
        entity = mention.entity;
      } else if (same == nullptr && mention.kind == MentionKind::person && kind == MentionKind::person) {
        entity = mention.entity;
      }
    }
    return same;
  }

  // "Health of Norvia" is no person, but where the rules know one ("Queen Ysolde of Ambrel").
  bool is_office(Range words, MentionKind kind) const {
    if (kind != MentionKind::person) return false;
    bool tied = false;
    for (std::uint32_t i = words.first + 1; i < words.last; ++i) tied |= analysis_.words[i].is("of");
    return tied && (next_ == names_.mentions.size() || names_.mentions[next_].kind != MentionKind::person ||
                    !words.contains(names_.mentions[next_].words));
  }

  // What words are that the rules know as `entity` and the model as `kind`; a person called like a thing is another
  // entity.
  MentionKind kind_of(Range words, MentionKind kind, std::uint32_t& entity) {
    const NamedEntity& known = names_.entities[entity];
    const bool person = known.kind == MentionKind::person;
    const bool full = known.name.find(' ') != std::string::npos;
    // A surname stays its bearer's, whatever it is taken for here; but a run of capitals is no person by itself.
    if (person && full) {
      const bool whole = words.size() > 1 && known.titles.empty() && known.honorific.empty() && !known.listed &&
                         known.party.empty() && known.gender == text::Gender::unknown &&
                         kind == MentionKind::organisation;
      return whole ? kind : MentionKind::person;
    }
    if (kind != MentionKind::person) return kind;
    if (!person && known.kind == MentionKind::other && words.size() == 1 && !known.listed && introduced_behind(words)) {
      index_surname(entity);
      return kind;
    }
    if (words.size() == 1 && by_surname_.contains(text::fold(analysis_.text_of(words)))) {
      entity = entity_of(words, kind);  // "Jordan" is a person here
      return kind;
    }
    // Nobody of the document bears it; the model takes places that it never saw for persons.
    if (!person && (known.listed || known.state || known.kind == MentionKind::place || words.size() == 1))
      return known.kind;
    if (!person) index_surname(entity);
    return kind;
  }

  // "Mr" of "Mr Vell", "Dr" of "Dr Mara Vell".
  bool is_title_before_person(Range words, MentionKind kind) const {
    if (kind != MentionKind::person || next_ == names_.mentions.size()) return false;
    const NameMention& mention = names_.mentions[next_];
    if (mention.kind == MentionKind::role) return mention.words == words;
    if (mention.kind != MentionKind::person || words.size() > 1) return false;
    if (mention.words.first == words.first) return mention.words.size() > 1;
    const bool stop =
        words.last < analysis_.words.size() && analysis_.words[words.last].token.kind == text::TokenKind::stop;
    return mention.words.first == words.last + (stop ? 1 : 0) &&
           analysis_.words[words.first].sentence == analysis_.words[mention.words.first].sentence;
  }

  // Without where it is: "Coast Party group in the House".
  Range without_place(Range words) const {
    for (std::uint32_t i = words.first + 1; i + 1 < words.last; ++i) {
      if (analysis_.words[i].is("in") && analysis_.words[i - 1].token.shape == text::Shape::lower)
        return {words.first, i};
    }
    return words;
  }

  // Without the noun in small letters that says what the bearer is: "Reds backbencher".
  Range without_noun(Range words) const {
    while (words.size() > 1 && analysis_.words[words.last - 1].token.shape == text::Shape::lower &&
           analysis_.words[words.first].token.starts_upper())
      --words.last;
    return words;
  }

  // "His", "The", and at the head of a sentence "Delegates": no name, though it begins with a capital.
  bool is_common(Range words) const {
    if (words.size() > 1) return false;
    const Word& word = analysis_.words[words.first];
    if (word.is(word_class::determiner | word_class::possessive | word_class::subject)) return true;
    const bool opens = analysis_.sentences[word.sentence].words.first == words.first;
    return opens && word.token.shape != text::Shape::upper &&
           heads_.relates(text::fold(analysis_.text_of(words)), relation::staff);
  }

  // Without the word that opens a sentence before a name: "Afterwards Vell", "Former Norvia", "Three Norvia".
  Range without_opening(Range words, MentionKind kind) const {
    if (words.size() < 2) return words;
    const Word& first = analysis_.words[words.first];
    const bool opens = analysis_.sentences[first.sentence].words.first == words.first;
    if (first.is("the") && first.token.shape != text::Shape::upper) return {words.first + 1, words.last};
    if (opens && says_which(text::fold(analysis_.text_of(words.first)))) return {words.first + 1, words.last};
    if (kind != MentionKind::person) return words;
    return opens && first.is(word_class::adverb | word_class::preposition | word_class::subordinator)
               ? Range{words.first + 1, words.last}
               : words;
  }

  // "Vell, the trade minister,": a title in an apposition is a person's.
  bool introduced_behind(Range words) const {
    const std::uint32_t comma = words.last;
    if (comma + 2 >= analysis_.words.size() || analysis_.words[comma].token.kind != text::TokenKind::comma ||
        !analysis_.words[comma + 1].is(word_class::determiner))
      return false;
    for (std::size_t m = next_; m < names_.mentions.size() && names_.mentions[m].words.first < comma + 7; ++m) {
      if (names_.mentions[m].kind == MentionKind::role && names_.mentions[m].words.first > comma) return true;
    }
    return false;
  }

  bool says_which(const std::string& opening) const {
    return heads_.relates(opening, relation::apart) || opening == "two" || opening == "three" || opening == "four" ||
           opening == "five" || opening == "several" || opening == "senior";
  }

  void index(std::uint32_t entity) {
    const NamedEntity& named = names_.entities[entity];
    const std::string folded = text::fold(named.name);
    by_name_[folded] = entity;
    if (named.kind == MentionKind::person) index_surname(entity);
  }

  // A surname is the last one's who bears it with a given name, else of whoever is called by it alone.
  void index_surname(std::uint32_t entity) {
    const std::string folded = text::fold(names_.entities[entity].name);
    const std::size_t space = folded.rfind(' ');
    if (space == std::string::npos) {
      by_surname_.emplace(folded, entity);
    } else {
      by_surname_[folded.substr(space + 1)] = entity;
    }
  }

  std::uint32_t entity_of(Range words, MentionKind kind) {
    std::string name(analysis_.text_of(words));
    std::replace(name.begin(), name.end(), '\n', ' ');
    const std::string folded = text::fold(name);
    const bool person = kind == MentionKind::person;
    const auto fits = [&](std::uint32_t entity) {
      const NamedEntity& named = names_.entities[entity];
      return (named.kind == MentionKind::person) == person || !named.listed;
    };
    if (person && words.size() == 1) {
      if (const auto known = by_surname_.find(folded); known != by_surname_.end()) return known->second;
    }
    // "Brandt: …" in a headline, taken for a body: the text introduces a person of that surname.
    if (!person && kind != MentionKind::place && words.size() == 1) {
      const auto known = by_surname_.find(folded);
      if (known != by_surname_.end() && names_.entities[known->second].name.size() > name.size()) return known->second;
    }
    if (const auto known = by_name_.find(folded); known != by_name_.end() && fits(known->second)) return known->second;
    NamedEntity entity;
    entity.kind = kind;
    entity.name = name;
    // A body or place that no list knows speaks for itself.
    if (kind == MentionKind::organisation || kind == MentionKind::place) entity.party = name;
    names_.entities.push_back(std::move(entity));
    const auto number = static_cast<std::uint32_t>(names_.entities.size() - 1);
    index(number);
    return number;
  }

  // What the mentions were given decides what an entity is that no list knows.
  void settle() {
    for (const auto& [number, votes] : votes_) {
      NamedEntity& entity = names_.entities[number];
      if (entity.listed || entity.state) continue;
      if (votes > 0 && entity.kind != MentionKind::person) {
        entity.kind = MentionKind::person;
        if (entity.party == entity.name) entity.party.clear();
      } else if (votes < 0 && entity.kind == MentionKind::person) {
        entity.kind = kind_[number];
        if (entity.party.empty() && entity.kind != MentionKind::other) entity.party = entity.name;
      }
    }
  }

  const Analysis& analysis_;
  const NameHeads& heads_;
  Names& names_;
  std::map<std::string, std::uint32_t> by_name_;
  std::map<std::string, std::uint32_t> by_surname_;  // of persons
  std::map<std::uint32_t, int> votes_;               // for being a person, by entity
  std::map<std::uint32_t, MentionKind> kind_;
  std::vector<Joined> joined_;
  std::size_t next_ = 0;   // of the rules' mentions
  std::uint32_t end_ = 0;  // of the last name
};

}  // namespace

std::vector<Mention> join_names(const Analysis& analysis, const NameHeads& heads, const std::vector<ModelName>& marked,
                                Names& names) {
  return Joining(analysis, heads, names).run(marked);
}

}  // namespace entente::read
