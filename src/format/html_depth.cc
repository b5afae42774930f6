#include "format/html_depth.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <vector>

namespace entente::format {
namespace {

constexpr std::array<std::string_view, 16> void_tags = {"area",  "base",   "br",    "col",    "embed", "frame",
                                                        "hr",    "img",    "input", "keygen", "link",  "meta",
                                                        "param", "source", "track", "wbr"};

// What a start tag closes without an end tag, besides itself.
struct Implied {
  std::string_view tag;
  std::string_view closes;
};
constexpr std::array<Implied, 12> implied = {{{"p", " p "},
                                              {"li", " p li "},
                                              {"dt", " p dt dd "},
                                              {"dd", " p dt dd "},
                                              {"td", " p td th "},
                                              {"th", " p td th "},
                                              {"tr", " p td th tr "},
                                              {"tbody", " p td th tr tbody thead tfoot "},
                                              {"thead", " p td th tr tbody thead tfoot "},
                                              {"tfoot", " p td th tr tbody thead tfoot "},
                                              {"option", " option "},
                                              {"optgroup", " option optgroup "}}};

bool listed(std::string_view list, std::string_view tag) {
  const std::string padded = " " + std::string(tag) + " ";
  return list.find(padded) != std::string_view::npos;
}

std::string_view closed_by(std::string_view tag) {
  for (const Implied& row : implied) {
    if (row.tag == tag) return row.closes;
  }
  return {};
}

struct Open {
  std::array<char, 12> name{};  // cut to its length
  bool dropped = false;
  std::string_view view() const { return {name.data(), std::min(std::strlen(name.data()), name.size())}; }
};

class Scan {
 public:
  Scan(std::string_view html, std::size_t most) : html_(html), most_(most) {}

  std::optional<std::string> run() {
    std::size_t at = 0;
    while ((at = html_.find('<', at)) != std::string_view::npos) at = tag_at(at);
    if (out_) out_->append(html_.substr(copied_));
    return std::move(out_);
  }

 private:
  // Returns where to go on.
  std::size_t tag_at(std::size_t start) {
    std::size_t at = start + 1;
    if (html_.compare(at, 3, "!--") == 0) return after(html_.find("-->", at + 3), 3);
    const bool closing = at < html_.size() && html_[at] == '/';
    if (closing) ++at;
    if (at >= html_.size() || !std::isalpha(static_cast<unsigned char>(html_[at]))) return at;
    Open open;
    std::size_t length = 0;
    while (at < html_.size() && !std::isspace(static_cast<unsigned char>(html_[at])) && html_[at] != '>' &&
           html_[at] != '/') {
      if (length < open.name.size() - 1) {
        open.name[length++] = static_cast<char>(std::tolower(static_cast<unsigned char>(html_[at])));
      }
      ++at;
    }
    const std::size_t end = tag_end(at);
    closing ? close(open.view(), start, end) : push(open, start, end);
    if (!closing && is_raw(open.view())) return raw_end(open.view(), end);
    return end;
  }

  std::size_t after(std::size_t found, std::size_t length) const {
    return found == std::string_view::npos ? html_.size() : found + length;
  }

  // After the ">" of a tag, which does not end it inside a quoted value.
  std::size_t tag_end(std::size_t at) const {
    char quote = 0;
    char last = 0;
    for (; at < html_.size(); ++at) {
      const char c = html_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        return at + 1;
      } else if ((c == '"' || c == '\'') && last == '=') {
        quote = c;
      }
      if (!std::isspace(static_cast<unsigned char>(c))) last = c;
    }
    return html_.size();
  }

  static bool is_raw(std::string_view tag) {
    return tag == "script" || tag == "style" || tag == "textarea" || tag == "title" || tag == "noscript" ||
           tag == "iframe";
  }

  std::size_t raw_end(std::string_view tag, std::size_t at) const {
    while ((at = html_.find("</", at)) != std::string_view::npos) {
      bool same = at + 2 + tag.size() <= html_.size();
      for (std::size_t i = 0; same && i < tag.size(); ++i) {
        same = std::tolower(static_cast<unsigned char>(html_[at + 2 + i])) == tag[i];
      }
      if (same) return at;
      at += 2;
    }
    return html_.size();
  }

  void push(Open open, std::size_t start, std::size_t end) {
    const std::string_view tag = open.view();
    if (std::find(void_tags.begin(), void_tags.end(), tag) != void_tags.end()) return;
    const std::string_view closes = closed_by(tag);
    while (!closes.empty() && !stack_.empty() && listed(closes, stack_.back().view())) stack_.pop_back();
    // The stack itself is bounded too; a page nested past that only loses the shape of what follows.
    open.dropped = stack_.size() >= most_;
    if (open.dropped) blank(start, end);
    if (stack_.size() < most_ * 4) stack_.push_back(open);
  }

  void close(std::string_view tag, std::size_t start, std::size_t end) {
    // An end tag closes what it names, with the elements that need no end tag in between.
    std::size_t keep = stack_.size();
    while (keep > 0 && stack_[keep - 1].view() != tag &&
           listed(" p li dt dd td th tr tbody thead tfoot option ", stack_[keep - 1].view())) {
      --keep;
    }
    if (keep > 0 && stack_[keep - 1].view() == tag) {
      if (stack_[keep - 1].dropped) blank(start, end);
      stack_.resize(keep - 1);
    } else if (stack_.size() >= most_) {
      blank(start, end);
    }
  }

  // A space in its place parts the words around it; many tags in a row leave one.
  void blank(std::size_t start, std::size_t end) {
    if (!out_) out_.emplace();
    out_->append(html_.substr(copied_, start - copied_));
    if (out_->empty() || out_->back() != ' ') *out_ += ' ';
    copied_ = end;
  }

  std::string_view html_;
  std::size_t most_;
  std::vector<Open> stack_;
  std::optional<std::string> out_;
  std::size_t copied_ = 0;  // of html_
};

}  // namespace

std::optional<std::string> without_deep_tags(std::string_view html, std::size_t most) { return Scan(html, most).run(); }

}  // namespace entente::format
