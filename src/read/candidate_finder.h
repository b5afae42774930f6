// Finds candidates sentence by sentence. Private to the room: candidates.h is what others call.
//
// By verbs (candidates_verbs.cc), nouns and adjectives (candidates_nouns.cc) of the lexicon, by set forms such as
// "according to" and a colon after a name (candidates.cc). What stands to the right or left of a cue and may be its
// content is found in candidates_beside.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/candidate_judge.h"
#include "read/candidates.h"

namespace entente::read {

class CandidateFinder {
 public:
  // Both must outlive the finder.
  CandidateFinder(const Analysis& analysis, const Lexicon& lexicon)
      : analysis_(analysis), lexicon_(lexicon), phrases_(analysis), judge_(analysis, lexicon, phrases_) {}

  // Once.
  std::vector<Candidate> run();

 private:
  // ---- words of the sentence (a place outside it is no word of it, and opens nothing)

  const Word& at(std::uint32_t i) const { return analysis_.words[i]; }
  text::TokenKind kind(std::uint32_t i) const { return at(i).token.kind; }
  bool in_sentence(std::uint32_t i) const { return sentence_.words.contains(i); }
  std::uint32_t ceiling() const { return sentence_.words.last; }
  bool opens_quotation(std::uint32_t i) const {
    return in_sentence(i) && at(i).quotation != no_index && analysis_.quotations[at(i).quotation].words.first == i;
  }
  bool opens_speech(std::uint32_t i) const {
    return opens_quotation(i) && analysis_.quotations[at(i).quotation].speech;
  }
  // Past adverbs, times and settings ("on Monday in an interview"), each up to so many times.
  std::uint32_t past_adjuncts(std::uint32_t i, int rounds) const;

  // Keeps a candidate, judged, where anything is left of its content.
  void add(Candidate candidate);

  // ---- what stands beside a cue (candidates_beside.cc)

  // Whether a verb in its base form stands at `i`, adverbs before it passed over: "to (fully) sign".
  bool base_verb_at(std::uint32_t i) const;
  // The content that starts at `start`; empty outside the sentence. The candidate's cue and source limit it.
  Range content_from(std::uint32_t start, bool clause, const Candidate* candidate = nullptr) const;
  // Adds the content from `start` on, and to the pattern what it follows. False, and no content, where there is none.
  bool take(Candidate& candidate, std::string_view pattern, std::uint32_t start, bool clause);
  // What follows a cue at `start`: fills pattern, content and addressee. False where nothing that could be content
  // follows.
  bool right_of(std::uint32_t start, Candidate& candidate, bool may_take_object);
  // The same for what follows "to": an infinitive, somebody who is told something, a thing.
  bool right_of_to(std::uint32_t to, Candidate& candidate);
  // The same for what follows an object at `i` ("told the envoy that …"); nothing where no object with anything that
  // goes on from it stands there.
  std::optional<bool> right_of_object(std::uint32_t i, Candidate& candidate);
  // How the words at `after` go on from an object: the pattern, where the content starts and whether it is a clause.
  // An empty pattern where they do not.
  struct Continuation {
    std::string_view pattern;
    std::uint32_t start = 0;
    bool clause = true;
  };
  Continuation continuation(const Candidate& candidate, Range object, std::uint32_t after) const;
  // Whether the verb only lends itself to the noun behind it ("issued a warning"), and `after` may follow that noun's
  // content.
  bool is_expressed(const Candidate& candidate, const Word& noun, std::uint32_t after) const;
  // A noun that itself can be a cue, and tells nothing ("framework", but not "report").
  bool is_thing(const Word& noun) const;
  bool takes_addressee(const Candidate& candidate) const;  // "promised the envoy that"
  bool is_telling(const Candidate& candidate) const;       // verbs that always have one: "told", "asked"
  // The content that ends before `end` (where the source or an inverted cue starts), with the comma or the closing mark
  // between; empty where none does. `quoted`: it ends with a quotation.
  Range left_of(std::uint32_t end, bool& quoted) const;
  // What follows an attribution in mid-sentence ("…, she said, …"): the rest of the content.
  void add_rest(std::uint32_t after, Candidate& candidate, bool quoted) const;

  // ---- verbs (candidates_verbs.cc): `head` is the cue's main word, `after` the word behind the cue, `prefix` what the
  // pattern has of the cue itself

  void verb(std::uint32_t head);
  void passive(Candidate candidate, const Subject& subject, std::uint32_t after);
  // “…,” she said: the content before a subject of its own. True where a candidate was kept.
  bool said_behind(Candidate& candidate, const std::string& prefix, const Subject& subject, std::uint32_t after);
  // “…,” said Vell: inverted. True where a candidate was kept.
  bool said_inverted(Candidate& candidate, const std::string& prefix, std::uint32_t after);
  // The noun phrase with the apposition that follows: "…, said Mara Vell, the envoy of Velmar".
  Range apposed(Range name) const;
  // "Vell was quoted (by Radio Marenne) as saying that …": the subject speaks. True where a candidate was kept.
  bool quoted_as_saying(Candidate& candidate, const Subject& subject, std::uint32_t i);
  // "Radio Marenne quoted Vell as saying that …": Vell speaks, through the station. True where a candidate was kept.
  bool quotes_as_saying(Candidate& candidate, const Subject& subject, std::uint32_t i);
  // What both share: the words behind "as saying" at `as` are the content of `source`, through `through`.
  bool as_saying(Candidate& candidate, Range source, Range through, std::uint32_t as);

  // ---- nouns and adjectives (candidates_nouns.cc)

  void noun(std::uint32_t head);
  void adjective(std::uint32_t head);
  // Who holds what the noun says: "her claim", "Velmar's claim", "the claim by Velmar", "concern in Velmar that". Moves
  // `after` behind a holder that follows the noun. Empty where nobody is named.
  std::vector<Range> holder_of(std::uint32_t head, std::uint32_t& after) const;
  // "… that are shaping it": no clause of somebody's, but a relative one.
  bool is_relative(std::uint32_t that) const;

  // ---- set forms (candidates.cc)

  void according(std::uint32_t head);
  // "…, Radio Marenne said": a teller with a cue and nothing behind it.
  bool is_attribution(std::uint32_t start) const;
  // "A. We shall sign." The printed answers of an interview, each a paragraph behind one that opens with "Q".
  void answer();
  // "Q.", "A:"
  bool opens_with(std::uint32_t word, char letter) const;
  // "Vell: the talks go on" at the start of a paragraph.
  void colon();

  const Analysis& analysis_;
  const Lexicon& lexicon_;
  Phrases phrases_;
  CandidateJudge judge_;
  Sentence sentence_;
  std::uint32_t skip_ = 0;  // words before this one are spoken for
  Range expressed_;         // a verb with the noun that it lends itself to
  std::vector<Candidate> found_;
};

}  // namespace entente::read
