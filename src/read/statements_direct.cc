// Speech over several sentences and paragraphs. Every quotation that reads as speech belongs to somebody: one that no
// draft has already goes to
//   - the draft before it in its paragraph whose content is speech too (“…,” she said. “…”);
//   - else the draft after it there, where only quotations stand between (“…” “…,” she said.);
//   - else, where it opens its paragraph, the draft that had the last speech of the paragraph before, if that ended in
//   speech
//     or announced one ("She said:").
// One pass over quotations and drafts, both in the order of the text.
#include <algorithm>

#include "read/statements.h"

namespace entente::read {
namespace {

using text::TokenKind;

bool speaks(const Draft& draft) {
  const std::string& pattern = draft.candidate.pattern;
  return !draft.in_speech && draft.candidate.is_clause && pattern.rfind("to ", 0) != 0;
}

class Attachment {
 public:
  Attachment(const Analysis& analysis, std::vector<Draft>& drafts)
      : analysis_(analysis), drafts_(drafts), owner_(analysis.quotations.size(), no_index) {}

  void run() {
    claim();
    std::uint32_t paragraph = no_index;
    std::uint32_t last_speaker = no_index;    // the draft of the last owned speech
    std::uint32_t last_paragraph = no_index;  // where that was
    for (std::uint32_t q = 0; q < analysis_.quotations.size(); ++q) {
      const Quotation& quotation = analysis_.quotations[q];
      if (!quotation.speech || quotation.single) continue;
      const std::uint32_t here = analysis_.sentence_of(quotation.words.first).paragraph;
      if (here != paragraph) paragraph = here;
      if (owner_[q] == no_index) {
        std::uint32_t owner = no_index;
        if (last_paragraph == here && last_speaker != no_index && begins_sentence(quotation)) {
          owner = last_speaker;
        } else if (const std::uint32_t next = following_owner(q, here); next != no_index) {
          owner = next;
        } else if (last_speaker != no_index && last_paragraph + 1 == here &&
                   quotation.words.first == analysis_.paragraphs[here].words.first && ends_in_speech(last_paragraph)) {
          owner = last_speaker;
        }
        if (owner != no_index) {
          owner_[q] = owner;
          auto& content = drafts_[owner].content;
          content.insert(std::upper_bound(content.begin(), content.end(), quotation.words,
                                          [](const Range& a, const Range& b) { return a.first < b.first; }),
                         quotation.words);
        }
      }
      if (owner_[q] != no_index) {
        last_speaker = owner_[q];
        last_paragraph = here;
      }
    }
  }

 private:
  void claim() {
    for (std::uint32_t d = 0; d < drafts_.size(); ++d) {
      if (drafts_[d].in_speech) continue;
      for (const Range& piece : drafts_[d].content) {
        for (std::uint32_t i = piece.first; i < piece.last;) {
          const std::uint32_t q = analysis_.words[i].quotation;
          if (q == no_index) {
            ++i;
            continue;
          }
          if (owner_[q] == no_index || (speaks(drafts_[d]) && !speaks(drafts_[owner_[q]]))) owner_[q] = d;
          i = std::max(i + 1, analysis_.quotations[q].words.last);
        }
      }
    }
  }

  bool begins_sentence(const Quotation& quotation) const {
    const std::uint32_t first = quotation.words.first;
    return first == analysis_.sentence_of(first).words.first;
  }

  // The owner of the next owned speech of this paragraph, if only quotations stand between.
  std::uint32_t following_owner(std::uint32_t q, std::uint32_t paragraph) const {
    std::uint32_t end = analysis_.quotations[q].words.last;
    for (std::uint32_t next = q + 1; next < analysis_.quotations.size() && next < q + 8; ++next) {
      const Quotation& quotation = analysis_.quotations[next];
      // Speech that its paragraph does not close goes on in the next one.
      const std::uint32_t there = analysis_.sentence_of(quotation.words.first).paragraph;
      const bool goes_on = !analysis_.quotations[next - 1].closed && there == paragraph + 1;
      if (there != paragraph && !goes_on) return no_index;
      if (quotation.words.first > end + 1) return no_index;
      paragraph = there;
      if (owner_[next] != no_index) return owner_[next];
      end = quotation.words.last;
    }
    return no_index;
  }

  bool ends_in_speech(std::uint32_t paragraph) const {
    const Range words = analysis_.paragraphs[paragraph].words;
    for (std::uint32_t i = words.last; i > words.first && i + 3 > words.last; --i) {
      const std::uint32_t q = analysis_.words[i - 1].quotation;
      if (q != no_index) return analysis_.quotations[q].speech;
      if (analysis_.words[i - 1].token.kind == TokenKind::colon) return true;
    }
    return false;
  }

  const Analysis& analysis_;
  std::vector<Draft>& drafts_;
  std::vector<std::uint32_t> owner_;  // by quotation: the draft that has it
};

}  // namespace

void attach_quotations(const Analysis& analysis, std::vector<Draft>& drafts) { Attachment(analysis, drafts).run(); }

}  // namespace entente::read
