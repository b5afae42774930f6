// From the clauses of one document to its positions and relations.
//
// Sentences are taken in order; within a paragraph the last speakers carry over to "he", "she" and to sentences that go
// on in their voice ("Rules should apply …"), and the last things named carry over to verbs that name none ("X
// objected"). Relations come from who stands beside or against whom in one clause, from things that are somebody's ("X
// opposed Y's proposal"), and from clauses set against each other by "while" and "but".
//
// Each sentence costs no more than its square, and none of more than 16 KB is looked at; what carries over is bounded:
// a document costs O(n).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frame/frame.h"
#include "frame/relation_list.h"
#include "frame/statement_index.h"
#include "frame/things.h"

namespace entente::frame {

// A thing as it was named in the text, with the stance taken on it.
struct Named {
  Span span;
  std::string issue;
  Stance stance = Stance::states;
  int polarity = 0;
  Strength strength = Strength::open;
};

class DocumentFramer {
 public:
  // All must outlive the framer.
  DocumentFramer(std::string_view text, const Lexicon& lexicon, const std::vector<Statement>& statements,
                 const std::vector<Span>& sentences);

  // `names` are the names that the reader found, in order. To be called once.
  Frame run(const std::vector<KnownName>& names);

 private:
  // ---- document_framer.cc: sentences and clauses
  bool new_paragraph(Span before, Span sentence) const;
  void forget();
  void read(Span sentence, const std::vector<KnownName>& names);
  void ellipsis();
  Span span(Range range) const;
  std::vector<Span> spans(const std::vector<Range>& ranges) const;
  Named named_thing(const Thing& thing) const;

  void take(const Clause& clause, const Clause* before);
  // "said that X opposed Y": X's position; where X is the one who says it, instead of the plain statement.
  void take_nested(const Clause& clause);
  // The positions of one verb; gives what it named.
  std::vector<Named> take(const Clause& clause, const Predicate& predicate, const std::vector<Speaker>& speakers,
                          Span evidence);
  void remember(const Speaker& speaker, const Named& thing);
  void add_side(const Side& side, Named thing, const std::vector<Span>& conditions,
                std::optional<std::uint32_t> statement = std::nullopt);
  void add(const Speaker& speaker, const Named& thing, const std::vector<Span>& conditions,
           std::optional<std::uint32_t> statement = std::nullopt);
  void contrast(const Clause& before, const Clause& clause, Span evidence);
  void beside(const Clause& before, const std::vector<Speaker>& speakers, Span evidence);

  // ---- document_statements.cc: what the reader found
  // Who a clause's subject is: whom it names; for "she", whom the reader found or who spoke last; for "we", who is
  // quoted.
  std::vector<Speaker> speakers_of(const Clause& clause) const;
  bool is_party(std::string_view name) const;
  // A verb within somebody's words takes nothing beyond them.
  Range within_statement(Range complement, std::optional<std::uint32_t> statement, Span verb) const;
  // The words of a statement's content in this sentence, as a complement.
  Complement content_of(const Statement& statement, const StanceVerb& verb, const Predicate& predicate) const;
  Range words_in(Span span) const;
  // "According to X, …" and quotations that go on: their own words say the stance, or there is none.
  void rest_of_statements();
  bool holds_position(Span place) const;
  std::optional<std::uint32_t> with_cue(Span place) const { return statements_.with_cue(*here_, place); }
  std::optional<std::uint32_t> around(Span place) const { return statements_.around(*here_, place); }

  // ---- stance_nouns.cc: things that are somebody's
  // Where the thing is a party's ("the EU", "the EU's preference to …", "the proposal by X to …"): relates the speakers
  // to that party and gives what the thing is; nothing where it is nobody's.
  std::vector<Named> whose(const Thing& thing, const std::vector<Speaker>& speakers, Span evidence, bool negated);
  std::vector<Named> named_by(const std::vector<Speaker>& others) const;
  // "to X", "on X", "that X" after "proposal".
  Range after_noun(std::uint32_t at, std::uint32_t end) const;
  // "a proposal by X, seconded by Y, to …", "X's plan to …", "offers from X to …" anywhere in the sentence.
  void tabled(const std::vector<KnownName>& names);
  std::uint32_t end_of_phrase(std::uint32_t at) const;
  void tabled_by(std::uint32_t by, const std::vector<KnownName>& names);
  void tabled_of(std::uint32_t clitic, const std::vector<KnownName>& names);
  // The stance that a noun names on what it opens at `next`.
  void table(const std::vector<Speaker>& speakers, std::uint32_t noun, std::uint32_t next);
  void table(const std::vector<Speaker>& speakers, Range thing);

  std::string_view text_;
  const Lexicon& lexicon_;
  const std::vector<Span>& sentences_;
  StatementIndex statements_;
  std::vector<bool> framed_;                          // statements that some position came from
  const std::vector<std::uint32_t>* here_ = nullptr;  // statements of this sentence
  const std::vector<KnownName>* names_ = nullptr;     // names of this sentence
  std::vector<Word> words_;                           // of this sentence
  std::string topic_;                                 // what this paragraph last said it is about
  std::vector<Speaker> carried_;                      // who "she" is
  bool carried_fresh_ = false;                        // the sentence before was theirs
  std::vector<Speaker> last_speakers_;
  std::vector<Named> last_named_;
  std::map<std::string, std::vector<Named>> named_by_;  // by a party in this paragraph, the last few
  std::vector<Position> positions_;
  RelationList relations_;
};

// The verb of words that are told without one: their own words say the stance.
StanceVerb plain_verb();

}  // namespace entente::frame
