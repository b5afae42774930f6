#include "settle/sequence_schedule.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <span>

namespace entente::settle {
namespace {

constexpr std::size_t most_made = 100'000;       // schedules, of a small problem
constexpr std::size_t least_made = 12;           // of a large one
constexpr std::size_t most_handled = 3'000'000;  // steps and requirements in all of them
constexpr double tolerance = 1e-9;
constexpr std::uint32_t no_requirement = UINT32_MAX;

// Starts of all moments for one choice among the steps that limits name.
struct Timing {
  std::vector<double> start;            // by moment
  std::vector<std::uint32_t> last_met;  // by moment: the requirement that was met last; none where it waits for nothing
  std::vector<StepIndex> met_by;        // by requirement
  std::vector<double> release;          // by moment: not before, because of limits
  std::vector<std::uint32_t> released_by;  // by moment: the requirement whose limit raised it
};

// Lists of numbers, one for each of a range, in one piece of memory: a schedule is made again and again.
class Lists {
 public:
  explicit Lists(const std::vector<std::vector<std::uint32_t>>& lists) {
    start_.reserve(lists.size() + 1);
    for (const auto& list : lists) {
      start_.push_back(static_cast<std::uint32_t>(all_.size()));
      all_.insert(all_.end(), list.begin(), list.end());
    }
    start_.push_back(static_cast<std::uint32_t>(all_.size()));
  }
  std::span<const std::uint32_t> operator[](std::size_t i) const {
    return {all_.data() + start_[i], start_[i + 1] - start_[i]};
  }

 private:
  std::vector<std::uint32_t> start_;
  std::vector<std::uint32_t> all_;
};

class Scheduler {
 public:
  Scheduler(const StepGraph& graph, const std::vector<char>& reached, const Stop& stop)
      : graph_(graph),
        reached_(reached),
        stop_(stop),
        chosen_(graph.requirements.size(), UINT32_MAX),
        dropped_(graph.requirements.size(), 0),
        requirements_with_(graph.requirements_with),
        steps_in_(graph.steps_in),
        moment_of_requirement_(graph.requirements.size()),
        limited_(graph.requirements.size(), 0) {
    for (std::uint32_t r = 0; r < graph.requirements.size(); ++r) {
      moment_of_requirement_[r] = graph.requirements[r].moment;
      limited_[r] = graph.requirements[r].within_days >= 0 ? 1 : 0;
    }
    for (StepIndex step = 0; step < graph.steps(); ++step) {
      if (!graph.is_done(step) && reached[graph.moment_of[step]]) horizon_ += graph.days[step];
    }
    const std::size_t size = graph.steps() + graph.requirements.size() + 1;
    budget_ = std::clamp(most_handled / size, least_made, most_made);
    for (std::uint32_t r = 0; r < graph.requirements.size(); ++r) {
      const Requirement& requirement = graph.requirements[r];
      if (!reached[requirement.moment] || requirement.within_days < 0) continue;
      limits_.push_back(r);
      std::vector<StepIndex> possible;
      for (const StepIndex s : requirement.any_of) {
        if (can_happen(s)) possible.push_back(s);
      }
      if (possible.size() > 1) several_.emplace_back(r, possible);
      chosen_[r] = possible.front();
    }
  }

  // The schedule with the fewest days; limits that cannot be kept are dropped and reported.
  Timing best(Sequence& sequence) {
    while (true) {
      std::optional<Timing> timing = try_choices(sequence);
      if (timing) return std::move(*timing);
      if (given_up_) {
        sequence.schedule_exact = false;
        return give_up(sequence);
      }
      sequence.broken_windows.push_back(broken_);
      const auto at = std::find_if(limits_.begin(), limits_.end(),
                                   [&](std::uint32_t r) { return graph_.requirements[r].wait == broken_.window; });
      dropped_[*at] = 1;
      limits_.erase(at);
      std::erase_if(several_, [&](const auto& pair) { return dropped_[pair.first] != 0; });
    }
  }

 private:
  bool can_happen(StepIndex step) const { return graph_.is_done(step) || reached_[graph_.moment_of[step]]; }
  double finish(const Timing& timing, StepIndex step) const {
    return graph_.is_done(step) ? 0 : timing.start[graph_.moment_of[step]] + graph_.days[step];
  }
  double days(const Timing& timing) const {
    double last = 0;
    for (StepIndex step = 0; step < graph_.steps(); ++step) {
      if (can_happen(step)) last = std::max(last, finish(timing, step));
    }
    return last;
  }

  std::optional<Timing> try_choices(Sequence& sequence) {
    std::optional<Timing> best;
    double least = std::numeric_limits<double>::infinity();
    std::vector<std::size_t> counter(several_.size(), 0);
    bool have_broken = false;
    for (std::size_t tried = 0;; ++tried) {
      if (tried > 0 && (given_up_ || (stop_ && stop_()))) {
        sequence.schedule_exact = false;
        given_up_ = given_up_ || !best;
        return best;
      }
      for (std::size_t i = 0; i < several_.size(); ++i) chosen_[several_[i].first] = several_[i].second[counter[i]];
      BrokenWindow broken;
      std::optional<Timing> timing = settle(broken);
      if (timing && days(*timing) < least - tolerance) {
        least = days(*timing);
        best = std::move(timing);
      } else if (!timing && !have_broken) {
        broken_ = broken;
        have_broken = true;
      }
      std::size_t digit = 0;
      while (digit < counter.size() && ++counter[digit] == several_[digit].second.size()) counter[digit++] = 0;
      if (digit == counter.size()) return best;
    }
  }

  // Raises releases until all limits are kept; nothing when one cannot be.
  std::optional<Timing> settle(BrokenWindow& broken) {
    Timing timing;
    timing.release.assign(graph_.moments(), 0);
    timing.released_by.assign(graph_.moments(), no_requirement);
    while (true) {
      if (!make(timing, broken)) return std::nullopt;
      if (budget_ > 0) --budget_;
      given_up_ = budget_ == 0;
      bool raised = false;
      for (const std::uint32_t r : limits_) {
        const StepIndex first = chosen_[r];
        const Moment moment = graph_.moment_of[first];
        const double needed = needed_start(timing, r);
        const double present = graph_.is_done(first) ? 0 : timing.start[moment];
        if (needed <= present + tolerance) continue;
        if (graph_.is_done(first) || needed > horizon_ + tolerance || given_up_) {
          broken = explain(timing, r);
          if (given_up_) last_ = timing;
          return std::nullopt;
        }
        if (needed > timing.release[moment]) {
          timing.release[moment] = needed;
          timing.released_by[moment] = r;
        }
        raised = true;
      }
      if (!raised) return timing;
    }
  }

  // How early the step that a limit counts from may start at the earliest, for the limit to be kept.
  double needed_start(const Timing& timing, std::uint32_t limit) const {
    const StepIndex first = chosen_[limit];
    const double days = graph_.is_done(first) ? 0 : graph_.days[first];
    return timing.start[graph_.requirements[limit].moment] - graph_.requirements[limit].within_days - days;
  }

  // The last schedule that was made, with all limits reported that it does not keep.
  Timing give_up(Sequence& sequence) {
    if (last_.start.empty()) {  // not even one choice could start everything
      for (const std::uint32_t r : limits_) {
        dropped_[r] = 1;
        sequence.broken_windows.push_back({graph_.requirements[r].wait, {graph_.requirements[r].wait.step}, false});
      }
      limits_.clear();
      BrokenWindow none;
      last_.release.assign(graph_.moments(), 0);
      last_.released_by.assign(graph_.moments(), no_requirement);
      make(last_, none);
      return last_;
    }
    for (const std::uint32_t r : limits_) {
      const double present = graph_.is_done(chosen_[r]) ? 0 : last_.start[graph_.moment_of[chosen_[r]]];
      if (needed_start(last_, r) <= present + tolerance) continue;
      sequence.broken_windows.push_back(explain(last_, r));
      sequence.broken_windows.back().certain = false;
    }
    return last_;
  }

  // False where not every moment can start: a choice of a limit is circular.
  bool make(Timing& timing, BrokenWindow& broken) const {
    timing.start.assign(graph_.moments(), -1);
    timing.last_met.assign(graph_.moments(), no_requirement);
    timing.met_by.assign(graph_.requirements.size(), 0);
    std::vector<std::uint32_t> open(graph_.moments());
    std::vector<char> met(graph_.requirements.size(), 0);
    using Event = std::pair<double, StepIndex>;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
    const auto begin = [&](Moment moment, double now, std::uint32_t because) {
      timing.start[moment] = std::max(now, timing.release[moment]);
      timing.last_met[moment] = because;
      for (const StepIndex step : steps_in_[moment]) events.emplace(timing.start[moment] + graph_.days[step], step);
    };
    for (StepIndex step = 0; step < graph_.steps(); ++step) {
      if (graph_.is_done(step)) events.emplace(0, step);
    }
    for (Moment m = 0; m < graph_.moments(); ++m) {
      open[m] = static_cast<std::uint32_t>(graph_.requirements_of[m].size());
      if (open[m] == 0) begin(m, 0, no_requirement);
    }
    while (!events.empty()) {
      const auto [now, step] = events.top();
      events.pop();
      for (const std::uint32_t r : requirements_with_[step]) {
        if (met[r] || (limited_[r] && !dropped_[r] && chosen_[r] != step)) continue;
        met[r] = 1;
        timing.met_by[r] = step;
        const Moment moment = moment_of_requirement_[r];
        if (--open[moment] == 0) begin(moment, now, r);
      }
    }
    for (const std::uint32_t r : limits_) {
      if (timing.start[graph_.requirements[r].moment] >= 0) continue;
      broken.window = graph_.requirements[r].wait;
      broken.chain = {graph_.requirements[r].wait.step};
      return false;
    }
    return true;
  }

  // Back from the step that comes too late, along what it waited for last, to the step that its limit begins at.
  BrokenWindow explain(const Timing& timing, std::uint32_t limit) const {
    BrokenWindow broken;
    broken.window = graph_.requirements[limit].wait;
    StepIndex step = broken.window.step;
    std::vector<char> seen(graph_.moments(), 0);
    broken.chain.push_back(step);
    while (!graph_.is_done(step) && step != chosen_[limit]) {
      const Moment moment = graph_.moment_of[step];
      if (seen[moment]) break;
      seen[moment] = 1;
      const std::uint32_t met = timing.last_met[moment];
      const std::uint32_t released = timing.released_by[moment];
      const bool by_release =
          released != no_requirement && timing.start[moment] <= timing.release[moment] + tolerance &&
          (met == no_requirement || finish(timing, timing.met_by[met]) < timing.start[moment] - tolerance);
      if (by_release) {
        step = graph_.requirements[released].wait.step;
      } else if (met != no_requirement) {
        step = timing.met_by[met];
      } else {
        break;
      }
      broken.chain.push_back(step);
    }
    std::reverse(broken.chain.begin(), broken.chain.end());
    return broken;
  }

  const StepGraph& graph_;
  const std::vector<char>& reached_;
  const Stop& stop_;
  std::vector<StepIndex> chosen_;  // by requirement with a limit
  std::vector<char> dropped_;      // limits that cannot be kept
  Lists requirements_with_;        // as in the graph
  Lists steps_in_;
  std::vector<Moment> moment_of_requirement_;
  std::vector<char> limited_;          // requirements with a limit, dropped ones too
  std::vector<std::uint32_t> limits_;  // requirements with a limit
  std::vector<std::pair<std::uint32_t, std::vector<StepIndex>>> several_;
  double horizon_ = 0;
  std::size_t budget_ = 0;  // how many schedules may still be made
  bool given_up_ = false;
  Timing last_;  // made when it was given up
  BrokenWindow broken_;
};

// Latest starts that do not delay the end, backwards over what met each requirement.
void mark_slack(const StepGraph& graph, const Timing& timing, Sequence& sequence) {
  std::vector<double> latest(graph.moments(), std::numeric_limits<double>::infinity());
  std::vector<StepTime*> by_step(graph.steps(), nullptr);
  for (StepTime& time : sequence.schedule) by_step[time.step] = &time;
  std::vector<Moment> order;
  for (Moment m = 0; m < graph.moments(); ++m) {
    if (timing.start[m] < 0) continue;
    order.push_back(m);
    for (const StepIndex step : graph.steps_in[m]) latest[m] = std::min(latest[m], sequence.days - graph.days[step]);
  }
  // A step that meets a requirement starts no later than the moment that waits, and was handled before it at equal
  // times.
  std::vector<std::uint32_t> waits_left(graph.moments(), 0);
  std::vector<std::vector<std::uint32_t>> met_in(graph.moments());  // requirements met by a step of the moment
  for (std::uint32_t r = 0; r < graph.requirements.size(); ++r) {
    const Requirement& requirement = graph.requirements[r];
    if (timing.start[requirement.moment] < 0 || graph.is_done(timing.met_by[r])) continue;
    met_in[graph.moment_of[timing.met_by[r]]].push_back(r);
  }
  for (const Moment m : order) waits_left[m] = static_cast<std::uint32_t>(met_in[m].size());
  std::vector<std::vector<Moment>> providers(graph.moments());
  for (const Moment m : order) {
    for (const std::uint32_t r : met_in[m]) providers[graph.requirements[r].moment].push_back(m);
  }
  std::vector<Moment> ready;
  for (const Moment m : order) {
    if (waits_left[m] == 0) ready.push_back(m);
  }
  while (!ready.empty()) {
    const Moment moment = ready.back();
    ready.pop_back();
    for (const std::uint32_t r : met_in[moment]) {
      latest[moment] = std::min(latest[moment], latest[graph.requirements[r].moment] - graph.days[timing.met_by[r]]);
    }
    for (const Moment provider : providers[moment]) {
      if (--waits_left[provider] == 0) ready.push_back(provider);
    }
  }
  for (const Moment m : order) {
    for (const StepIndex step : graph.steps_in[m]) by_step[step]->slack = std::max(0.0, latest[m] - timing.start[m]);
  }
}

void trace_critical_path(const StepGraph& graph, const Timing& timing, Sequence& sequence) {
  if (sequence.schedule.empty()) return;
  StepIndex step = sequence.schedule.front().step;  // becomes the last to start of those that finish last
  double last = -1;
  for (const StepTime& time : sequence.schedule) {
    if (time.finish < last) continue;
    last = time.finish;
    step = time.step;
  }
  std::vector<char> seen(graph.steps(), 0);
  while (!seen[step]) {
    seen[step] = 1;
    sequence.critical_path.push_back(step);
    const Moment moment = graph.moment_of[step];
    const std::uint32_t met = timing.last_met[moment];
    const double start = timing.start[moment];
    const auto finished = [&](StepIndex s) { return timing.start[graph.moment_of[s]] + graph.days[s]; };
    if (met != no_requirement && !graph.is_done(timing.met_by[met]) &&
        finished(timing.met_by[met]) >= start - tolerance) {
      step = timing.met_by[met];
    } else if (timing.released_by[moment] != no_requirement && start > 0 &&
               timing.release[moment] >= start - tolerance) {
      step = graph.requirements[timing.released_by[moment]].wait.step;
    } else {
      break;
    }
  }
  std::reverse(sequence.critical_path.begin(), sequence.critical_path.end());
  std::vector<char> critical(graph.steps(), 0);
  for (const StepIndex s : sequence.critical_path) critical[s] = 1;
  for (StepTime& time : sequence.schedule) time.critical = critical[time.step] != 0;
}

}  // namespace

void schedule(const StepGraph& graph, const std::vector<char>& reached, const Stop& stop, Sequence& sequence) {
  const Timing timing = Scheduler(graph, reached, stop).best(sequence);
  for (Moment m = 0; m < graph.moments(); ++m) {
    if (!reached[m]) continue;
    for (const StepIndex step : graph.steps_in[m]) {
      const double finish = timing.start[m] + graph.days[step];
      sequence.schedule.push_back({step, timing.start[m], finish, 0, false});
      sequence.days = std::max(sequence.days, finish);
    }
  }
  std::sort(sequence.schedule.begin(), sequence.schedule.end(), [](const StepTime& a, const StepTime& b) {
    return a.start != b.start ? a.start < b.start : a.step < b.step;
  });
  mark_slack(graph, timing, sequence);
  trace_critical_path(graph, timing, sequence);
}

}  // namespace entente::settle
