// Words that several answers of the settling room share.
#pragma once

#include <string>

#include "format/json.h"
#include "settle/settle.h"

namespace entente::show {

// “the words” (speaker, date), for each piece of evidence, one a line.
std::string evidence_words(const settle::Origin& origin);

// [{"document", "start", "end", "words", "speaker", "date"}…]
format::Json evidence_json(const settle::Origin& origin);

// {"issue": "option", …}
format::Json package_json(const settle::Problem& problem, const settle::Package& package);

// "fees: half · patrol: whole", of all issues, or of those where it differs from `other`.
std::string package_words(const settle::Problem& problem, const settle::Package& package,
                          const settle::Package* other = nullptr);

// "7", "0.25", "0.3333": at most four significant decimals.
std::string number_words(double value);

}  // namespace entente::show
