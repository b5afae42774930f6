#include "verify/signature.h"

#include <algorithm>

namespace entente::verify {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '[' ||
         c == ']' || c == '/' || c == '-' || c == '.' || c == '!' || c == '\'';
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  Result<Signature> run() {
    Signature signature;
    Diagnostics problems;
    for (skip(); at_ < text_.size(); skip()) {
      const std::size_t start = at_;
      PredicateDeclaration declaration;
      declaration.name = word();
      if (declaration.name.empty()) return fail("expected the name of a predicate");
      if (!accept('(')) return fail("expected ( after the name " + declaration.name);
      if (!accept(')')) {
        do {
          if (auto wrong = argument(declaration); !wrong.code.empty()) return wrong;
        } while (accept(','));
        if (!accept(')')) return fail("expected , or ) after the type of an argument");
      }
      const bool taken = declaration.name == "tp" || declaration.name == "ts" || declaration.name == "tpts";
      if (taken || signature.find(declaration.name) != nullptr) {
        problems.push_back(error("signature-repeated",
                                 "the predicate " + declaration.name + (taken ? " is built in" : " is declared twice"),
                                 place_at(std::string(file_), text_, start)));
      } else {
        signature.predicates.push_back(std::move(declaration));
      }
    }
    if (!problems.empty()) return problems;
    return signature;
  }

 private:
  void skip() {
    while (at_ < text_.size()) {
      if (is_blank(text_[at_])) {
        ++at_;
      } else if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        return;
      }
    }
  }
  bool accept(char c) {
    skip();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string word() {
    skip();
    const std::size_t start = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    return std::string(text_.substr(start, at_ - start));
  }
  Diagnostic fail(std::string message) const {
    return error("signature-syntax", std::move(message), place_at(std::string(file_), text_, at_));
  }
  // int, or name:int
  Diagnostic argument(PredicateDeclaration& declaration) {
    skip();
    std::string first = word();
    std::string name;
    if (accept(':')) {
      name = std::move(first);
      first = word();
    }
    const auto type = parse_value_type(first);
    if (!type) return fail("the type of an argument is int, float, string or regexp, not \"" + first + '"');
    declaration.types.push_back(*type);
    declaration.argument_names.push_back(std::move(name));
    return {};
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
};

}  // namespace

const PredicateDeclaration* Signature::find(std::string_view name) const {
  const auto at = std::find_if(predicates.begin(), predicates.end(), [name](const auto& p) { return p.name == name; });
  return at == predicates.end() ? nullptr : &*at;
}

Result<Signature> parse_signature(std::string_view text, std::string_view file) { return Reader(text, file).run(); }

std::string to_string(const Signature& signature) {
  std::string text;
  for (const PredicateDeclaration& predicate : signature.predicates) {
    text += predicate.name + '(';
    for (std::size_t i = 0; i < predicate.types.size(); ++i) {
      if (i > 0) text += ',';
      if (!predicate.argument_names[i].empty()) text += predicate.argument_names[i] + ':';
      text += to_string(predicate.types[i]);
    }
    text += ")\n";
  }
  return text;
}

}  // namespace entente::verify
