// Finds names sentence by sentence. Private to the room: names.h is what others call.
//
// The walk from word to word is in names.cc, titles and roles before and behind names in names_titles.cc, names that
// the gazetteer lists in names_listed.cc, how far a run of capitalised words goes in names_runs.cc, what kind of name
// such a run is in names_kinds.cc, headlines in names_headlines.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/entities.h"
#include "read/names.h"
#include "read/polities.h"

namespace entente::read {

class NameFinder {
 public:
  // All must outlive the finder.
  NameFinder(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads)
      : analysis_(analysis), gazetteer_(gazetteer), heads_(heads) {}

  // Once.
  Names run();

 private:
  // Functions that read a name at a word keep its mention and return the word that reading goes on from.

  // What was read just before and may belong to the name that comes next.
  struct Pending {
    std::uint32_t first = no_index;  // where the modifiers and titles start
    std::uint32_t last = 0;          // behind the last of them, and behind its "'s"
    std::string party;               // of a modifier: "Norvia's", "Norvian"
    std::string title;               // canonical: "foreign minister"
    text::TitleKind title_kind = text::TitleKind::none;
    text::Gender gender = text::Gender::unknown;  // that the title tells
    bool plural = false;                          // "foreign ministers"
    bool has_title() const { return !title.empty(); }
    bool any() const { return first != no_index; }
  };

  // ---- words of the sentence

  const Word& at(std::uint32_t i) const { return analysis_.words[i]; }
  std::string_view written(std::uint32_t i) const { return analysis_.text_of(i); }
  bool capital(std::uint32_t i) const {
    return at(i).token.kind == text::TokenKind::word && at(i).token.starts_upper();
  }
  // What kind of name a word makes of the name that it ends, by its folded form: "union", "province".
  MentionKind head_kind(std::uint32_t i) const { return heads_.kind_of(text::fold(written(i))); }
  // The longest entry of the gazetteer at `i`, its tokens counted as words of the document; empty where there is none.
  text::Hit hit_at(std::uint32_t i) const;

  // ---- the walk (names.cc)

  // Starts anew at these words, with nothing pending.
  void enter(Range words);
  void sentence(Range words);
  std::uint32_t step(std::uint32_t i);
  // The same for signs: a comma may stand between a role and its bearer, other signs part them.
  void sign_at(std::uint32_t i);
  // The stop of an abbreviated title: "Sen."
  bool ends_short_title(std::uint32_t i) const;
  // A capital that its place explains: a common word at the start of a sentence, function words anywhere.
  bool is_common_start(std::uint32_t i) const;
  // "Jordan Smith", "Chad Brown": a country or title that is a given name before a capitalised word that is nothing
  // else.
  bool begins_person(std::uint32_t i, const text::Hit& hit) const;
  // "Farmers" in "Farmers' Bloc": a plural that owns the rest of a body's name.
  bool owns_name(std::uint32_t i) const;
  // Keeps a mention; its number until the mentions are sorted.
  std::uint32_t push(Range words, MentionKind kind, std::uint32_t entity, bool adjective = false);
  // Holds the name at these words, and its "'s", as what the next name may belong to.
  void hold(Range words, const std::string& party);
  // "Venn", where the case knows one Oskar Venn and the document tells no more.
  void know_members(Names& names) const;

  // ---- titles and roles (names_titles.cc)

  // Lets go of what is pending. A role without a name beside it is a mention of its own.
  void clear();
  // Keeps the pending title as the mention of a role.
  void push_role();
  std::uint32_t title_at(std::uint32_t i, std::uint32_t last, const text::Sense& title);
  // A title in an apposition behind a person gives that person the role.
  void attach_behind();
  // Gives the pending title and its party to an entity.
  void give(std::uint32_t entity);
  // "spokesman for the ministry", "president of Velmar": the preposition behind a title stands at `i`.
  void office_of(std::uint32_t i);
  // The party that an unlisted name behind a title stands for: "envoy of Norvia". A person is none.
  std::string unlisted_party(Range words) const;

  // ---- listed names (names_listed.cc)

  // `i` itself where the entry is no name here.
  std::uint32_t listed_at(std::uint32_t i, const text::Hit& hit);
  // "Russian Foreign Ministry": a body of that country; `i` where none follows the adjective.
  std::uint32_t listed_body_at(std::uint32_t i, const text::Hit& hit);
  // Somebody whom the case facts list.
  std::uint32_t member_at(std::uint32_t i, const text::Hit& hit);
  // "Norvian", "Norvian Foreign Ministry", of a place that the text names.
  std::uint32_t adjective_at(std::uint32_t i, const std::string& place);

  // ---- runs of capitalised words (names_runs.cc)

  // The end of the run at `i`: capitalised words, with particles ("de"), "of" and "for" within the name of a body
  // ("Institute for the Study of War"), owners ("Dock Workers' Union") and "&" between them. At least one word.
  std::uint32_t run_end(std::uint32_t i) const;
  // The same for what may stand between capitalised words: the word behind it that the run goes on from, or `end`.
  std::uint32_t past_joint(std::uint32_t first, std::uint32_t end) const;
  std::uint32_t run_at(std::uint32_t i, const text::Hit& hit);
  // "Republic of Norvia" is Norvia. `i` itself where it is none.
  std::uint32_t realm_at(std::uint32_t i);

  // ---- what a run names (names_kinds.cc)

  // The entry that the gazetteer has at the start of the run, if any, tells given names.
  std::uint32_t name_at(Range words, const text::Hit& hit);
  // What kind of name the last word makes of a run, or a body's first one ("Radio Marenne"); role where neither tells.
  MentionKind kind_by_head(Range words) const;
  // The kind of a name that the document does not know as a thing. `given`: it starts with a given name; `titled`: a
  // title stands before it.
  MentionKind kind_of_name(Range words, MentionKind head, bool given, bool titled) const;
  // "House of Delegates": a word that heads a body before "of" or "for".
  bool body_inside(Range words) const;
  // The kind by the words around, where nothing in the name itself tells it.
  MentionKind by_context(Range words, bool given) const;
  // A body, place or thing that no list knows and that the document names for the first time, or as one before.
  std::uint32_t unlisted_at(Range words, MentionKind kind, MentionKind head);
  std::uint32_t person_at(Range words, bool titled);
  // Gives a person who is named the title or party that stands before the name.
  void tie_before(Range words, std::uint32_t entity, bool titled);

  // ---- headlines (names_headlines.cc)

  // Whether capitals tell nothing here: a headline in which every word but the small ones has one.
  bool in_capitals(Range words) const;
  // There only listed names count, and those of persons who are met in the running text.
  void headline(Range words);

  const Analysis& analysis_;
  const text::Gazetteer& gazetteer_;
  const NameHeads& heads_;
  Range words_;                      // of the sentence that is read
  std::vector<text::Token> tokens_;  // of the same
  Pending pending_;
  std::uint32_t after_person_ = no_index;          // the mention of the person named last, as long as roles may follow
  std::uint32_t pending_before_comma_ = no_index;  // a role with its office, whose bearer may follow a comma
  Polities polities_;
  std::vector<NameMention> mentions_;
  Entities entities_;
};

}  // namespace entente::read
