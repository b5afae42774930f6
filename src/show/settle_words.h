// Words that several answers of the settling room share.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "format/json.h"
#include "settle/settle.h"

namespace entente::show {

// "speaker, date, document", as far as they are known; of a document the last part of its name.
std::string whence(const settle::Evidence& evidence);

// “the words” (speaker, date, document), for each piece of evidence, one a line; of more than `most` how many there
// are.
std::string evidence_words(const settle::Origin& origin, std::size_t most = 2);

// [{"document", "start", "end", "words", "speaker", "date"}…]
format::Json evidence_json(const settle::Origin& origin);

// {"issue": "option", …}
format::Json package_json(const settle::Problem& problem, const settle::Package& package);

// "fees: half · patrol: whole", of all issues, or of those where it differs from `other`.
std::string package_words(const settle::Problem& problem, const settle::Package& package,
                          const settle::Package* other = nullptr);

// The same of the issues that are wanted.
std::string package_words(const settle::Problem& problem, const settle::Package& package,
                          const std::vector<bool>& wanted);

// Of each issue whether all packages take the same option of it.
std::vector<bool> common_issues(const std::vector<settle::Package>& packages);

// "a, b and c" with " and " as `last`; "a, b and 7 more" where there are more than `most` and one.
std::string joined(const std::vector<std::string>& names, const char* last, std::size_t most = SIZE_MAX - 1);

// "7", "0.25", "0.3333": at most four significant decimals.
std::string number_words(double value);

}  // namespace entente::show
