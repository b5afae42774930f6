// Each name of the model is laid on the words of the document and meets the rules' mentions there:
//   - of the same words: that mention, of the model's kind;
//   - of other words: the rules' give way; a person stays the same person ("Mr. Vell" and "Vell");
//   - none: a new mention, of a person or thing of the document with that name, else of a new one.
// What an entity is follows from the kinds that its mentions were given: a person is one by majority.
#include "read/model_names.h"

#include <algorithm>
#include <map>

#include "read/model_drafts.h"

namespace entente::read {
namespace {

class Joining {
 public:
  Joining(const Analysis& analysis, Names& names) : analysis_(analysis), names_(names) {
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) index(e);
  }

  std::vector<Mention> run(const std::vector<ModelName>& marked) {
    std::vector<NameMention> joined;
    std::vector<Span> spans;  // of the joined ones
    std::vector<bool> seen;   // by the model
    std::size_t next = 0;     // of the rules' mentions
    const auto keep = [&](const NameMention& mention, Span span, bool is_seen) {
      joined.push_back(mention);
      spans.push_back(span);
      seen.push_back(is_seen);
    };
    const auto keep_until = [&](std::uint32_t word) {
      for (; next < names_.mentions.size() && names_.mentions[next].words.first < word; ++next) {
        const NameMention& mention = names_.mentions[next];
        keep(mention, analysis_.span_of(mention.words), mention.kind == MentionKind::role);
      }
    };
    std::uint32_t end = 0;  // of the last name
    for (const ModelName& name : marked) {
      if (name.kind == MentionKind::role) continue;
      const Range words = words_of(analysis_, name.span);
      if (words.empty() || words.first < end) continue;
      end = words.last;
      keep_until(words.first);
      // A longer one of the rules that began before it gives way.
      std::uint32_t entity = no_index;
      bool adjective = false;
      bool same = false;
      if (!joined.empty() && joined.back().kind != MentionKind::role && joined.back().words.last > words.first &&
          !seen.back()) {
        if (joined.back().kind == MentionKind::person && name.kind == MentionKind::person)
          entity = joined.back().entity;
        joined.pop_back();
        spans.pop_back();
        seen.pop_back();
      }
      for (; next < names_.mentions.size() && names_.mentions[next].words.first < words.last; ++next) {
        const NameMention& mention = names_.mentions[next];
        if (mention.kind == MentionKind::role) {
          if (!words.contains(mention.words)) keep(mention, analysis_.span_of(mention.words), true);
          continue;
        }
        if (mention.words == words) {
          entity = mention.entity;
          adjective = mention.adjective;
          same = true;
        } else if (!same && mention.kind == MentionKind::person && name.kind == MentionKind::person) {
          entity = mention.entity;
        }
      }
      if (entity == no_index) entity = entity_of(words, name.kind);
      if (same && names_.entities[entity].listed && name.kind == MentionKind::person &&
          names_.entities[entity].kind != MentionKind::person) {
        entity = entity_of(words, name.kind);  // "Jordan" is a person here
      }
      NameMention mention;
      mention.words = words;
      mention.kind = adjective && name.kind != MentionKind::person ? MentionKind::other : name.kind;
      mention.entity = entity;
      mention.adjective = adjective;
      votes_[entity] += name.kind == MentionKind::person ? 1 : -1;
      kind_[entity] = name.kind;
      keep(mention, name.span, true);
      if (adjective) joined.back().kind = MentionKind::other;
      told_kind_[joined.size() - 1] = name.kind;
    }
    keep_until(no_index);
    settle();
    std::vector<Mention> mentions;
    for (std::size_t m = 0; m < joined.size(); ++m) {
      const NameMention& mention = joined[m];
      const auto told = told_kind_.find(m);
      const MentionKind kind = told != told_kind_.end() ? told->second : seen[m] ? mention.kind : MentionKind::other;
      std::string name = mention.entity == no_index ? std::string(spans[m].in(analysis_.text()))
                                                    : names_.entities[mention.entity].name;
      mentions.push_back({spans[m], kind, std::move(name)});
    }
    names_.mentions = std::move(joined);
    return mentions;
  }

 private:
  void index(std::uint32_t entity) {
    const NamedEntity& named = names_.entities[entity];
    const std::string folded = text::fold(named.name);
    by_name_[folded] = entity;
    if (named.kind != MentionKind::person) return;
    const std::size_t space = folded.rfind(' ');
    by_surname_[space == std::string::npos ? folded : folded.substr(space + 1)] = entity;
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
    if (const auto known = by_name_.find(folded); known != by_name_.end() && fits(known->second)) return known->second;
    if (person && words.size() == 1) {
      if (const auto known = by_surname_.find(folded); known != by_surname_.end()) return known->second;
    }
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
      if (entity.listed) continue;
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
  Names& names_;
  std::map<std::string, std::uint32_t> by_name_;
  std::map<std::string, std::uint32_t> by_surname_;  // of persons
  std::map<std::uint32_t, int> votes_;               // for being a person, by entity
  std::map<std::uint32_t, MentionKind> kind_;
  std::map<std::size_t, MentionKind> told_kind_;  // by joined mention
};

}  // namespace

std::vector<Mention> join_names(const Analysis& analysis, const std::vector<ModelName>& marked, Names& names) {
  return Joining(analysis, names).run(marked);
}

}  // namespace entente::read
