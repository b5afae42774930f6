// What is inside of a monitor, for those who feed it words instead of values: the reader of logs, and the saved state.
#pragma once

#include "verify/answers.h"
#include "verify/compiled.h"
#include "verify/engine.h"

namespace entente::verify {

struct MonitorCore {
  MonitorCore(Compiled made, Signature declared);

  void begin(std::int64_t time) {
    engine.begin(time);
    ++fed;
  }
  // The end of the log, as MonPoly has it: one more time point, empty and later than any window reaches.
  void end() {
    if (!engine.timeline().ended()) engine.begin(Timeline::end_of_time);
  }
  // Calls visit(time point, time, rows) for each time point that is decided by now and where the formula holds for
  // something.
  template <typename Visit>
  void each_ready(Visit visit) {
    while (true) {
      const std::uint64_t point = engine.decided();
      if (!engine.timeline().known(point)) break;
      const std::int64_t time = engine.timeline().time(point);
      if (time == Timeline::end_of_time || !engine.advance()) break;
      const Rows& rows = answers.sorted(engine.root(), interner);
      if (!rows.empty()) visit(point, time, rows);
    }
    // Here no word is anywhere but in the engine.
    if (interner.in_use() > most_texts) forget_texts();
  }

  // Texts that no part of the engine speaks of any more give their numbers back. A number of the state that happens to
  // be that of a text keeps it, which does no harm. Done when the texts have doubled since, so that it costs little
  // beside what brought them.
  void forget_texts();

  Interner interner;
  Compiled compiled;
  Signature signature;
  Engine engine;
  Answers answers;
  std::uint64_t fed = 0;
  std::size_t most_texts = 1 << 15;
};

}  // namespace entente::verify
