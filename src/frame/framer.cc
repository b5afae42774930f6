// From the clauses of a document to positions and relations. Sentences are taken in order; within a paragraph the last
// speakers carry over to "he", "she" and to sentences that go on in their voice ("Rules should apply …"), and the last
// things named carry over to verbs that name none ("X objected"). Relations come from who stands beside or against whom
// in one clause, from things that are somebody's ("X opposed Y's proposal"), and from clauses set against each other by
// "while" and "but".
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "frame/frame.h"
#include "frame/issue_phrase.h"
#include "frame/things.h"

namespace entente::frame {
namespace {

constexpr std::size_t longest_quotation = 40;  // sentences of a statement that are looked at
constexpr std::size_t longest_list = 48;       // members of a list beyond these are not paired with one another

struct Named {
  Span span;
  std::string issue;
  Stance stance = Stance::states;
  int polarity = 0;
  Strength strength = Strength::open;
};

class DocumentFramer {
 public:
  DocumentFramer(const Document& document, const Lexicon& lexicon, const std::vector<Statement>& statements)
      : text_(document.text), lexicon_(lexicon), statements_(statements) {}

  Frame run(const std::vector<Span>& sentences, const std::vector<KnownName>& names) {
    const std::vector<std::vector<std::uint32_t>> told = statements_of(sentences);
    framed_.assign(statements_.size(), false);
    std::size_t first_name = 0;
    Span before{0, 0};
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      const Span sentence = sentences[s];
      here_ = told[s];
      if (new_paragraph(before, sentence)) forget();
      before = sentence;
      std::vector<KnownName> own;
      while (first_name < names.size() && names[first_name].span.start < sentence.start) ++first_name;
      while (first_name < names.size() && names[first_name].span.end <= sentence.end)
        own.push_back(names[first_name++]);
      read(sentence, own);
      rest_of_statements();
    }
    return std::move(out_);
  }

 private:
  // For each sentence, the statements that have a cue or content in it, in order.
  std::vector<std::vector<std::uint32_t>> statements_of(const std::vector<Span>& sentences) const {
    std::vector<std::vector<std::uint32_t>> told(sentences.size());
    for (std::uint32_t i = 0; i < statements_.size(); ++i) {
      const auto list = [&](Span span) {
        auto at = std::lower_bound(sentences.begin(), sentences.end(), span.start,
                                   [](const Span& sentence, std::uint32_t start) { return sentence.end <= start; });
        for (std::size_t n = 0; n < longest_quotation && at != sentences.end() && at->start < span.end; ++n, ++at) {
          std::vector<std::uint32_t>& list_of = told[static_cast<std::size_t>(at - sentences.begin())];
          if (list_of.empty() || list_of.back() != i) list_of.push_back(i);
        }
      };
      for (const Span cue : statements_[i].cue) list(cue);
      for (const Span content : statements_[i].content) list(content);
    }
    return told;
  }

  bool new_paragraph(Span before, Span sentence) const {
    if (before.end >= sentence.start) return before.empty();
    int lines = 0;
    for (const char c : text_.substr(before.end, sentence.start - before.end)) lines += c == '\n' ? 1 : 0;
    return lines >= 2;
  }

  void forget() {
    carried_ = {};
    carried_fresh_ = false;
    last_named_.clear();
    last_speakers_ = {};
    named_by_.clear();
    topic_.clear();
  }

  void read(Span sentence, const std::vector<KnownName>& names) {
    words_ = words_of(text_, sentence, lexicon_);
    names_ = &names;
    if (std::string topic = topic_of(words_); !topic.empty()) topic_ = std::move(topic);
    const std::vector<Clause> clauses = clauses_of(words_, lexicon_, names);
    tabled(names);
    if (clauses.empty()) {
      ellipsis();
      return;
    }
    const Clause* before = nullptr;
    for (const Clause& clause : clauses) {
      if (clause.nested) {
        take_nested(clause);
      } else {
        take(clause, before);
        before = &clause;
      }
    }
  }

  Span span(Range range) const { return {words_[range.first].span.start, words_[range.last - 1].span.end}; }

  Named named_thing(const Thing& thing) const {
    const bool hollow = !topic_.empty() && is_hollow(words_, thing.words);
    return {span(thing.words), hollow ? topic_ : issue_phrase(words_, thing.words), thing.stance, thing.polarity,
            thing.strength};
  }

  // ---- one clause

  void take(const Clause& clause, const Clause* before) {
    const std::vector<Speaker> speakers = speakers_of(clause);
    const Span evidence = words_.empty() || clause.words.empty() ? Span{} : span(clause.words);
    agree(speakers, evidence);
    for (const Speaker& speaker : speakers) speak_for(speaker, evidence);
    for (const Side& side : clause.sides) take_side(speakers, side, evidence);
    std::vector<Named> all;
    for (const Predicate& predicate : clause.predicates) {
      for (const Side& side : predicate.sides) take_side(speakers, side, evidence);
      const std::vector<Named> named = take(clause, predicate, speakers, evidence);
      all.insert(all.end(), named.begin(), named.end());
    }
    if (before != nullptr && clause.contrast) contrast(*before, clause, evidence);
    if (before != nullptr && clause.beside) beside(*before, speakers, evidence);
    if (!clause.passive) {
      carried_ = speakers;
      carried_fresh_ = !speakers.empty();
    }
    last_speakers_ = speakers;
    if (!all.empty()) last_named_ = all;
  }

  // "said that X opposed Y": X's position; where X is the one who says it, instead of the plain statement.
  void take_nested(const Clause& clause) {
    const std::vector<Speaker> speakers = clause.subject.pronoun ? carried_ : clause.subject.speakers;
    if (speakers.empty()) return;
    const Span place = span(clause.words);
    std::erase_if(out_.positions, [&](const Position& position) {
      const bool own =
          std::any_of(speakers.begin(), speakers.end(), [&](const Speaker& s) { return s.name == position.party; });
      return own && position.stance == Stance::states && position.what.overlaps(place);
    });
    agree(speakers, place);
    take(clause, clause.predicates.front(), speakers, place);
  }

  // Who a clause's subject is: whom it names; for "she", whom the reader found or who spoke last; for "we", who is
  // quoted.
  std::vector<Speaker> speakers_of(const Clause& clause) const {
    if (!clause.subject.pronoun) {
      std::vector<Speaker> speakers = clause.subject.speakers;
      if (speakers.size() != 1 || clause.predicates.empty() || (!speakers[0].person && !speakers[0].office))
        return speakers;
      const std::optional<std::uint32_t> cued = statement_with_cue(span(clause.predicates.front().words));
      if (!cued) return speakers;
      const Statement& told = statements_[*cued];
      // An office without a name ("the President") is whoever the reader found it to be; one with a name keeps it.
      const bool nameless = speakers[0].name.find(' ') == std::string::npos;
      if (is_party(told.party) || (speakers[0].office && nameless && told.speaker.find(' ') != std::string::npos)) {
        return {speaker_of(told)};
      }
      return speakers;
    }
    std::optional<std::uint32_t> statement;
    if (clause.subject.first_person) {
      statement = statement_around(span(clause.subject.words));
      if (!statement) return {};
    } else if (carried_.empty() ||
               std::any_of(carried_.begin(), carried_.end(), [](const Speaker& s) { return s.person; })) {
      // In a report the reader knows better who "he" is; in a bulletin it is the delegation that spoke last.
      for (const Predicate& predicate : clause.predicates) {
        if (!statement) statement = statement_with_cue(span(predicate.words));
      }
    }
    if (statement) {
      if (!party_of(statements_[*statement]).empty()) return {speaker_of(statements_[*statement])};
    }
    if (clause.subject.first_person) return {};
    // "They" within somebody's words are others than the speaker.
    if (words_[clause.subject.words.first].is("they") && statement_around(span(clause.subject.words))) return {};
    return carried_;
  }

  bool is_party(std::string_view name) const { return !name.empty() && !lexicon_.party_of(text::fold(name)).empty(); }

  static Speaker speaker_of(const Statement& statement) {
    Speaker speaker;
    speaker.name = party_of(statement);
    speaker.person = !statement.speaker.empty() && statement.speaker != statement.party;
    return speaker;
  }

  // A verb within quoted words takes nothing beyond them.
  Range within_statement(Range complement, std::optional<std::uint32_t> statement, Span verb) const {
    if (!statement || complement.empty()) return complement;
    for (const Span content : statements_[*statement].content) {
      if (content.contains(verb))
        complement.last = std::clamp(words_in(content).last, complement.first, complement.last);
    }
    return complement;
  }

  static std::string party_of(const Statement& statement) {
    return statement.party.empty() ? statement.speaker : statement.party;
  }

  std::optional<std::uint32_t> statement_with_cue(Span words) const {
    for (const std::uint32_t i : here_) {
      for (const Span cue : statements_[i].cue) {
        if (cue.overlaps(words)) return i;
      }
    }
    return std::nullopt;
  }

  // The innermost statement whose content holds a place: the last listed, since a parent comes before its children.
  std::optional<std::uint32_t> statement_around(Span place) const {
    std::optional<std::uint32_t> found;
    for (const std::uint32_t i : here_) {
      for (const Span content : statements_[i].content) {
        if (content.contains(place)) found = i;
      }
    }
    return found;
  }

  // The positions of one verb; gives what it named.
  std::vector<Named> take(const Clause& clause, const Predicate& predicate, const std::vector<Speaker>& speakers,
                          Span evidence) {
    const StanceVerb& verb = lexicon_.verbs()[predicate.verb];
    const std::optional<std::uint32_t> statement = statement_with_cue(span(predicate.words));
    if (statement) framed_[*statement] = true;
    const std::optional<std::uint32_t> around = statement ? statement : statement_around(span(predicate.words));
    const bool quoted = predicate.complement.empty() && statement;
    const Range taken =
        within_statement(predicate.complement, statement ? std::nullopt : around, span(predicate.words));
    Complement complement = quoted ? content_of(statements_[*statement], verb, predicate)
                                   : complement_of(words_, taken, verb, predicate, lexicon_);
    std::vector<Span> conditions;
    for (const Range range : complement.conditions) {
      if (!range.empty()) conditions.push_back(span(range));
    }
    std::vector<Named> named;
    const bool points = verb.takes == Takes::none || complement.anaphoric;
    if (points && !last_named_.empty()) {
      for (const Named& thing : last_named_)
        named.push_back({thing.span, thing.issue, verb.stance, verb.polarity, verb.strength});
      toward(speakers, last_speakers_, verb.polarity * (predicate.negated ? -1 : 1), evidence);
    } else {
      for (const Thing& thing : complement.things) {
        Named one = named_thing(thing);
        if (const std::vector<Named> theirs = whose(thing, speakers, evidence, predicate.negated); !theirs.empty()) {
          for (Named other : theirs) {
            other.stance = thing.stance;
            other.polarity = thing.polarity;
            other.strength = thing.strength;
            named.push_back(other);
          }
          continue;
        }
        named.push_back(one);
      }
    }
    const bool report = std::any_of(speakers.begin(), speakers.end(), [](const Speaker& s) { return s.person; });
    for (Named& thing : named) {
      if (report && telling_only(verb, thing, statement.has_value())) continue;
      if (predicate.negated) negate(thing);
      if (predicate.absolute && thing.polarity != 0) thing.strength = Strength::red_line;
      if (predicate.softened && thing.strength == Strength::firm && !predicate.negated) thing.strength = Strength::open;
      for (const Speaker& speaker : speakers) {
        add(speaker, thing, conditions, around);
        named_by_[speaker.name].push_back(thing);
      }
      for (const Side& side : clause.sides) add_side(side, thing, conditions, around);
      for (const Side& side : predicate.sides) add_side(side, thing, conditions, around);
    }
    return named;
  }

  // In a report, not every word of a person is a position: what is only told, and what the narrator has a person
  // highlight.
  static bool telling_only(const StanceVerb& verb, const Named& thing, bool is_statement) {
    if (thing.stance == Stance::states && thing.polarity == 0) return true;
    return verb.clause_decides && !is_statement;
  }

  static void negate(Named& thing) {
    switch (thing.stance) {
      case Stance::supports:
      case Stance::proposes:
      case Stance::demands:
        thing.stance = Stance::opposes;
        thing.polarity = -1;
        break;
      case Stance::accepts:
      case Stance::offers:
        thing.stance = Stance::refuses;
        thing.polarity = -1;
        break;
      case Stance::opposes:
      case Stance::refuses:
        thing.stance = Stance::accepts;
        thing.polarity = 1;
        break;
      case Stance::questions:
      case Stance::warns:
      case Stance::states:
        break;
    }
  }

  void add_side(const Side& side, Named thing, const std::vector<Span>& conditions,
                std::optional<std::uint32_t> statement = std::nullopt) {
    if (side.kind == RelationKind::support && thing.polarity >= 0 && thing.stance != Stance::questions) {
      thing.stance = Stance::supports;
      thing.polarity = 1;
    }
    if (side.kind == RelationKind::opposition) {
      const bool against = thing.polarity < 0;
      thing.stance = against ? Stance::supports : Stance::opposes;
      thing.polarity = against ? 1 : -1;
      thing.strength = Strength::firm;
    }
    const bool own_conditions = side.kind != RelationKind::opposition;
    for (const Speaker& speaker : side.group.speakers)
      add(speaker, thing, own_conditions ? conditions : std::vector<Span>{}, statement);
  }

  void add(const Speaker& speaker, const Named& thing, const std::vector<Span>& conditions,
           std::optional<std::uint32_t> statement = std::nullopt) {
    if (speaker.name.empty() || thing.span.empty()) return;
    Position position;
    position.party = speaker.name;
    position.behalf = speaker.behalf;
    position.stance = thing.stance;
    position.polarity = thing.polarity;
    position.strength = thing.strength;
    position.what = thing.span;
    position.conditions = conditions;
    position.issue = thing.issue;
    position.statement = statement;
    const auto same = [&](const Position& p) {
      return p.what == position.what && p.party == position.party && p.polarity == position.polarity;
    };
    const std::size_t near = out_.positions.size() > 16 ? out_.positions.size() - 16 : 0;
    if (std::any_of(out_.positions.begin() + static_cast<std::ptrdiff_t>(near), out_.positions.end(), same)) return;
    out_.positions.push_back(std::move(position));
  }

  // ---- statements that no clause took

  // The words of a statement's content in this sentence, as a complement.
  Complement content_of(const Statement& statement, const StanceVerb& verb, const Predicate& predicate) const {
    Complement all;
    for (const Span content : statement.content) {
      const Range range = words_in(content);
      if (range.empty()) continue;
      Complement one = complement_of(words_, range, verb, predicate, lexicon_);
      all.things.insert(all.things.end(), one.things.begin(), one.things.end());
      all.conditions.insert(all.conditions.end(), one.conditions.begin(), one.conditions.end());
    }
    return all;
  }

  Range words_in(Span span) const {
    const auto first = std::lower_bound(words_.begin(), words_.end(), span.start,
                                        [](const Word& word, std::uint32_t start) { return word.span.start < start; });
    const auto last = std::lower_bound(words_.begin(), words_.end(), span.end,
                                       [](const Word& word, std::uint32_t end) { return word.span.end <= end; });
    if (first >= last) return {};
    return {static_cast<std::uint32_t>(first - words_.begin()), static_cast<std::uint32_t>(last - words_.begin())};
  }

  // "According to X, …" and quotations that go on: their own words say the stance, or there is none.
  void rest_of_statements() {
    for (const std::uint32_t i : here_) {
      if (framed_[i]) continue;
      framed_[i] = true;
      const Statement& statement = statements_[i];
      const std::string party = party_of(statement);
      if (!is_party(statement.party)) continue;
      const StanceVerb verb = plain_verb();
      const Complement complement = content_of(statement, verb, Predicate{});
      std::vector<Span> conditions;
      for (const Range range : complement.conditions) conditions.push_back(span(range));
      for (const Thing& thing : complement.things) {
        if (thing.stance == Stance::states || holds_position(span(thing.words))) continue;
        add({party, "", true}, named_thing(thing), conditions, i);
      }
    }
  }

  bool holds_position(Span place) const {
    return std::any_of(
        out_.positions.rbegin(),
        out_.positions.rbegin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(8, out_.positions.size())),
        [&](const Position& p) { return place.contains(p.what); });
  }

  static StanceVerb plain_verb() {
    StanceVerb verb;
    verb.takes = Takes::clause;
    verb.clause_decides = true;
    return verb;
  }

  // ---- relations

  void relate(const std::string& a, const std::string& b, RelationKind kind, Span evidence) {
    if (a.empty() || b.empty() || a == b) return;
    Relation relation{a, b, kind, evidence};
    if (kind == RelationKind::agreement && relation.b < relation.a) std::swap(relation.a, relation.b);
    if (!seen_.emplace(relation.a, relation.b, kind, evidence.start).second) return;
    out_.relations.push_back(std::move(relation));
  }

  void speak_for(const Speaker& speaker, Span evidence) {
    if (!speaker.behalf.empty()) relate(speaker.name, speaker.behalf, RelationKind::behalf, evidence);
  }

  void agree(const std::vector<Speaker>& speakers, Span evidence) {
    const std::size_t count = std::min(speakers.size(), longest_list);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t k = i + 1; k < count; ++k)
        relate(speakers[i].name, speakers[k].name, RelationKind::agreement, evidence);
    }
  }

  void cross(const std::vector<Speaker>& a, const std::vector<Speaker>& b, RelationKind kind, Span evidence) {
    const std::size_t count_a = std::min(a.size(), longest_list);
    const std::size_t count_b = std::min(b.size(), longest_list);
    for (std::size_t i = 0; i < count_a; ++i) {
      for (std::size_t k = 0; k < count_b; ++k) relate(a[i].name, b[k].name, kind, evidence);
    }
  }

  void take_side(const std::vector<Speaker>& speakers, const Side& side, Span evidence) {
    cross(side.group.speakers, speakers, side.kind, evidence);
    agree(side.group.speakers, evidence);
    for (const Speaker& speaker : side.group.speakers) speak_for(speaker, evidence);
  }

  static bool sides(Stance stance) {
    return stance == Stance::supports || stance == Stance::accepts || stance == Stance::opposes ||
           stance == Stance::refuses;
  }

  void toward(const std::vector<Speaker>& speakers, const std::vector<Speaker>& others, int polarity, Span evidence) {
    if (polarity > 0) cross(speakers, others, RelationKind::support, evidence);
    if (polarity < 0) cross(speakers, others, RelationKind::opposition, evidence);
  }

  static bool leans(const Clause& clause, const Lexicon& lexicon) {
    return std::any_of(clause.predicates.begin(), clause.predicates.end(), [&](const Predicate& p) {
      const StanceVerb& verb = lexicon.verbs()[p.verb];
      return verb.polarity != 0 || verb.clause_decides;
    });
  }

  void contrast(const Clause& before, const Clause& clause, Span evidence) {
    if (!leans(before, lexicon_) || !leans(clause, lexicon_) || !same_matter(before, clause)) return;
    cross(clause.subject.speakers, before.subject.speakers, RelationKind::opposition, evidence);
  }

  // Whether two clauses name the same thing: they share a word that tells something, or the later one points back.
  bool same_matter(const Clause& before, const Clause& clause) const {
    std::set<std::string_view> matter;
    const auto stem = [](const Word& word) { return std::string_view(word.folded).substr(0, 6); };
    constexpr std::uint64_t telling = kTabled | kLight | kBaseVerb | kGeneric | kTabling | kOrgan;
    const auto tells = [](const Word& word) {
      return word.is_word() && word.folded.size() > 3 &&
             (word.entry == nullptr || (word.entry->classes & ~telling) == 0);
    };
    for (const Predicate& predicate : before.predicates) {
      for (std::uint32_t i = predicate.complement.first; i < predicate.complement.last; ++i) {
        if (tells(words_[i])) matter.insert(stem(words_[i]));
      }
    }
    for (const Predicate& predicate : clause.predicates) {
      for (std::uint32_t i = predicate.complement.first; i < predicate.complement.last; ++i) {
        const Word& word = words_[i];
        if (word.is("it") || word.is("them") || word.is("this") || (tells(word) && matter.contains(stem(word))))
          return true;
      }
    }
    return false;
  }

  void beside(const Clause& before, const std::vector<Speaker>& speakers, Span evidence) {
    cross(speakers, before.subject.speakers, RelationKind::agreement, evidence);
  }

  // ---- things that are somebody's

  // Where the thing is a party's ("the EU", "the EU's preference to …", "the proposal by X to …"): relates the speakers
  // to that party and gives what the thing is; nothing where it is nobody's.
  std::vector<Named> whose(const Thing& thing, const std::vector<Speaker>& speakers, Span evidence, bool negated) {
    for (std::uint32_t i = thing.words.first + 1; i + 1 < thing.words.last; ++i) {  // "the text tabled by X"
      if (!words_[i].is("by") || !words_[i - 1].is(kTabled | kTabling)) continue;
      toward(speakers, group_at(words_, i + 1, lexicon_, *names_).speakers, thing.polarity * (negated ? -1 : 1),
             evidence);
      return {};
    }
    const Group group = group_at(words_, thing.words.first, lexicon_, *names_);
    if (group.speakers.empty() || group.pronoun) return {};
    if (!sides(thing.stance)) return {};
    const int polarity = thing.polarity * (negated ? -1 : 1);
    const std::uint32_t end = group.words.last;
    if (end >= thing.words.last && group.speakers.front().resolved) {
      toward(speakers, group.speakers, polarity, evidence);
      std::vector<Named> theirs;
      for (const Speaker& other : group.speakers) {
        for (const auto& [name, things] : named_by_) {
          if (name == other.name || speaks_for(name, other.name))
            theirs.insert(theirs.end(), things.begin(), things.end());
        }
      }
      return theirs;
    }
    std::uint32_t next = end;
    if (next < words_.size() && words_[next].kind == text::TokenKind::clitic) ++next;
    std::uint32_t noun = next;
    while (noun < thing.words.last && noun < next + 3 && !words_[noun].is(kTabled)) ++noun;
    if (noun >= thing.words.last || !words_[noun].is(kTabled)) return {};
    toward(speakers, group.speakers, polarity, evidence);
    const Range rest = after_noun(noun + 1, thing.words.last);
    if (rest.empty()) return {};
    return {named_thing({rest, thing.stance, thing.polarity, thing.strength})};
  }

  bool speaks_for(const std::string& name, const std::string& group) const {
    return std::any_of(out_.relations.begin(), out_.relations.end(), [&](const Relation& r) {
      return r.kind == RelationKind::behalf && r.a == name && r.b == group;
    });
  }

  // "to X", "on X", "that X" after "proposal".
  Range after_noun(std::uint32_t at, std::uint32_t end) const {
    if (at + 1 >= end) return {};
    const Word& word = words_[at];
    if (word.is("to") || word.is("for") || word.is("on") || word.is("that") || word.is("of"))
      return trimmed(words_, {at + 1, end});
    return {};
  }

  // "a proposal by X, seconded by Y, to …", "X's plan to …", "offers from X to …" anywhere in the sentence.
  void tabled(const std::vector<KnownName>& names) {
    for (std::uint32_t i = 1; i + 1 < words_.size(); ++i) {
      const bool noun = words_[i - 1].entry != nullptr && words_[i - 1].entry->noun.has_value();
      const bool by = words_[i].is("by") && (noun || words_[i - 1].is(kTabled | kTabling));
      const bool from = words_[i].is("from") && noun;
      if (by || from) {
        tabled_by(i, names);
        continue;
      }
      if (words_[i].kind == text::TokenKind::clitic && words_[i].folded.ends_with("s")) tabled_of(i, names);
    }
  }

  std::uint32_t end_of_phrase(std::uint32_t at) const {
    std::uint32_t end = at;
    while (end < words_.size() && end < at + 40) {
      const Word& word = words_[end];
      const bool mark = word.kind == text::TokenKind::comma || word.kind == text::TokenKind::stop ||
                        word.kind == text::TokenKind::semicolon || word.kind == text::TokenKind::colon;
      if (mark || word.is(kBe) || (word.is(kAuxiliary) && end > at + 1) || word.is(kRelative)) break;
      ++end;
    }
    return end;
  }

  void tabled_by(std::uint32_t by, const std::vector<KnownName>& names) {
    const Group group = group_at(words_, by + 1, lexicon_, names);
    if (group.speakers.empty() || group.pronoun) return;
    std::uint32_t next = group.words.last;
    const Span evidence = span({by - 1, group.words.last});
    if (words_[by - 1].is(kTabling)) {
      std::uint32_t first = by - 1;
      while (first > 0 && by - first < 8 && words_[first - 1].is_word() &&
             !words_[first - 1].is(kConnector | kAuxiliary) && !words_[first - 1].is("the")) {
        --first;
      }
      if (first > 0 && words_[first - 1].is("the")) --first;
      if (first + 1 >= by) return;
      table(group.speakers, {first, group.words.last});
      return;
    }
    if (next + 2 < words_.size() && words_[next].kind == text::TokenKind::comma && words_[next + 2].is("by")) {
      const bool supports =
          words_[next + 1].is("seconded") || words_[next + 1].is("supported") || words_[next + 1].is("backed");
      const bool opposes = words_[next + 1].is("opposed");
      const Group side = group_at(words_, next + 3, lexicon_, names);
      if ((supports || opposes) && !side.speakers.empty()) {
        next = side.words.last;
        if (next < words_.size() && words_[next].kind == text::TokenKind::comma) ++next;
        const Range rest = after_noun(next, end_of_phrase(next));
        const Range thing = rest.empty() ? Range{by - 1, group.words.last} : rest;
        take_side(group.speakers, {supports ? RelationKind::support : RelationKind::opposition, side}, evidence);
        table(group.speakers, thing);
        add_side({supports ? RelationKind::support : RelationKind::opposition, side},
                 named_thing({thing, Stance::proposes, 1, Strength::open}), {});
        return;
      }
    }
    agree(group.speakers, evidence);
    for (const Speaker& speaker : group.speakers) speak_for(speaker, evidence);
    if (next + 1 < words_.size() && words_[next].kind == text::TokenKind::comma && words_[next + 1].is("to")) ++next;
    table(group.speakers, by - 1, next);
  }

  void tabled_of(std::uint32_t clitic, const std::vector<KnownName>& names) {
    std::uint32_t noun = clitic + 1;
    const auto known = [&](std::uint32_t at) {
      return words_[at].entry != nullptr && words_[at].entry->noun.has_value();
    };
    while (noun < words_.size() && noun < clitic + 4 && !known(noun)) ++noun;
    if (noun >= words_.size() || noun >= clitic + 4) return;
    std::uint32_t start = clitic - 1;
    Group group = group_at(words_, start, lexicon_, names);
    while ((group.words.empty() || group.words.last != clitic) && start > 0 && clitic - start < 5) {
      group = group_at(words_, --start, lexicon_, names);
    }
    if (group.words.last != clitic || group.speakers.empty() || group.pronoun) return;
    table(group.speakers, noun, noun + 1);
  }

  // The stance that a noun names on what it opens at `next`.
  void table(const std::vector<Speaker>& speakers, std::uint32_t noun, std::uint32_t next) {
    const WordEntry* entry = words_[noun].entry;
    if (entry == nullptr || !entry->noun || next >= words_.size()) return;
    const std::vector<std::string>& opens = entry->noun->opens;
    if (std::find(opens.begin(), opens.end(), words_[next].folded) == opens.end()) return;
    Range rest = trimmed(words_, {next + 1, end_of_phrase(next + 1)});
    if (rest.empty()) return;
    const bool addressed = words_[next].is("to") && !group_at(words_, rest.first, lexicon_, *names_).words.empty();
    if (addressed) rest.first = noun;  // "proposals to NATO": who gets them is not the thing
    for (const Speaker& speaker : speakers) {
      const Named named = named_thing({rest, entry->noun->stance, entry->noun->polarity, entry->noun->strength});
      add(speaker, named, {}, statement_around(named.span));
      named_by_[speaker.name].push_back(named);
    }
  }

  void table(const std::vector<Speaker>& speakers, Range thing) {
    for (const Speaker& speaker : speakers) {
      const Named named = named_thing({thing, Stance::proposes, 1, Strength::open});
      add(speaker, named, {});
      named_by_[speaker.name].push_back(named);
    }
  }

  // ---- a sentence without a speaker goes on in the voice of the last one

  void ellipsis() {
    if (!carried_fresh_ || carried_.empty() || words_.size() < 3) {
      carried_fresh_ = false;
      return;
    }
    if (words_[0].is(kPronoun) && !words_[1].is(kModal | kAuxiliary | kBe)) return;
    const StanceVerb verb = plain_verb();
    const Complement complement =
        complement_of(words_, {0, static_cast<std::uint32_t>(words_.size())}, verb, Predicate{}, lexicon_);
    if (complement.things.empty()) return;
    const Thing& thing = complement.things.front();
    const Group start = group_at(words_, thing.words.first, lexicon_, {});
    const bool somebody = start.vague && start.speakers.empty();
    bool evaluates = false;
    for (std::uint32_t i = thing.words.first; i < thing.words.last && i < thing.words.first + 6; ++i)
      evaluates |= words_[i].is(kEvaluative);
    if (thing.stance == Stance::states && !evaluates) {
      carried_fresh_ = false;
      return;
    }
    if (somebody && thing.stance == Stance::states) return;
    std::vector<Span> conditions;
    for (const Range range : complement.conditions) conditions.push_back(span(range));
    std::vector<Named> named;
    for (const Thing& one : complement.things) {
      named.push_back(named_thing(one));
      for (const Speaker& speaker : carried_) add(speaker, named.back(), conditions);
    }
    last_named_ = named;
  }

  std::string_view text_;
  const Lexicon& lexicon_;
  const std::vector<Statement>& statements_;
  std::vector<std::uint32_t> here_;  // statements of this sentence
  std::vector<bool> framed_;
  Frame out_;
  std::vector<Word> words_;
  const std::vector<KnownName>* names_ = nullptr;  // of this sentence
  std::string topic_;                              // what this paragraph last said it is about
  std::vector<Speaker> carried_;
  bool carried_fresh_ = false;
  std::vector<Speaker> last_speakers_;
  std::vector<Named> last_named_;
  std::map<std::string, std::vector<Named>> named_by_;  // in this paragraph
  std::set<std::tuple<std::string, std::string, RelationKind, std::uint32_t>> seen_;
};

}  // namespace

Framer::Framer(const CaseFacts& facts) : lexicon_(std::make_shared<const Lexicon>(facts)) {}

namespace {

// The names that the reader found, each with the party it speaks for as far as the statements or the lists tell.
std::vector<KnownName> known_names(const std::vector<Mention>& mentions, const std::vector<Statement>& statements,
                                   const Lexicon& lexicon) {
  std::unordered_map<std::string_view, std::string_view> party_of;
  for (const Statement& statement : statements) {
    if (!statement.speaker.empty() && !statement.party.empty()) party_of.emplace(statement.speaker, statement.party);
  }
  std::vector<KnownName> names;
  for (const Mention& mention : mentions) {
    if (mention.kind == MentionKind::place || mention.kind == MentionKind::other) continue;
    KnownName name{mention.span, {mention.name, "", false, mention.kind == MentionKind::person}};
    if (const auto known = party_of.find(mention.name); known != party_of.end()) {
      name.speaker = {std::string(known->second), "", true, mention.kind == MentionKind::person};
    } else if (std::string party = lexicon.party_of(text::fold(mention.name)); !party.empty()) {
      name.speaker = {std::move(party), "", true, mention.kind == MentionKind::person};
    }
    names.push_back(std::move(name));
  }
  std::stable_sort(names.begin(), names.end(), [](const KnownName& a, const KnownName& b) {
    return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
  });
  return names;
}

}  // namespace

Frame Framer::frame(const Document& document, const std::vector<Span>& sentences, const std::vector<Mention>& mentions,
                    const std::vector<Statement>& statements) const {
  return DocumentFramer(document, *lexicon_, statements).run(sentences, known_names(mentions, statements, *lexicon_));
}

}  // namespace entente::frame
