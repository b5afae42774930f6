#include "read/read.h"

namespace entente::read {
namespace {

class RuleReader : public Reader {
 public:
  Reading read(const Document&) const override { return {}; }
  ReaderIdentity identity() const override { return {"rules", "0", "", ""}; }
};

}  // namespace

std::unique_ptr<Reader> make_rule_reader(const CaseFacts&) { return std::make_unique<RuleReader>(); }

}  // namespace entente::read
