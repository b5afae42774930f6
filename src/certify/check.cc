// The first line of a certificate is "entente-certificate 1 KIND"; each kind has its checker, a file of its own.
#include <string>
#include <string_view>

#include "certify/certify.h"
#include "certify/kinds.h"

namespace entente::certify {
namespace {

using Checker = Verdict (*)(std::istream&);
struct Row {
  std::string_view kind;
  Checker checker;
};

constexpr Row checkers[] = {
    {"", nullptr},
    // settlement
    {"conflict", check_conflict},
    {"concession", check_concession},
    {"all-conflicts", check_all_conflicts},

    // verification
    {"explanation", check_explanation},
};

}  // namespace

Verdict check(std::istream& certificate) {
  constexpr std::string_view header = "entente-certificate 1 ";
  std::string first_line;
  std::getline(certificate, first_line);
  if (first_line.rfind(header, 0) != 0) return {false, "", "line 1: this is no certificate of version 1"};
  const std::string kind = first_line.substr(header.size());
  for (const Row& row : checkers) {
    if (!row.kind.empty() && row.kind == kind) return row.checker(certificate);
  }
  return {false, kind, "line 1: the kind of this certificate is not known"};
}

}  // namespace entente::certify
