// The sequence of steps as sentences and tables, and as JSON.
#pragma once

#include "format/json.h"
#include "settle/settle.h"
#include "show/console.h"

namespace entente::show {

// {"can_start", "days", "schedule": [{"step", "party", "start", "finish", "slack", "critical"}…], "critical_path",
// "broken_windows", "schedule_exact", "blocked", "deadlocks": [{"sentence", "steps", "waits": [{"step", "for",
// "within_days", "evidence"}…], "swaps", "swaps_are_smallest", "swaps_are_minimal", "swaps_complete"}…],
// "deadlocks_complete", "guarantees":
// [{"in_place_of", "unlocks"}…], "stopped"}.
format::Json sequence_json(const settle::Problem& problem, const settle::Sequence& sequence);

// “a”, “b” and “c”; of more than a dozen how many more there are.
std::string listed_steps(const settle::Problem& problem, const std::vector<settle::StepIndex>& steps, const char* last);

// "“a” and “b” wait for each other".
std::string deadlock_sentence(const settle::Problem& problem, const settle::Deadlock& deadlock);

void print_sequence(const settle::Problem& problem, const settle::Sequence& sequence, OutputFormat format,
                    Console& console);

}  // namespace entente::show
