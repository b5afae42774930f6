#include "frame/frame.h"

namespace entente::frame {

Framer::Framer(const CaseFacts& facts) : facts_(facts) {}

Frame Framer::frame(const Document&, const std::vector<Span>&, const std::vector<Mention>&,
                    const std::vector<Statement>&) const {
  return {};
}

}  // namespace entente::frame
