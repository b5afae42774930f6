// Runs the built program as a user would: arguments, standard input, what it prints, its exit status.
#pragma once

#include <string>
#include <vector>

namespace entente::test {

struct Outcome {
  int status = -1;  // exit status; -9 when it was killed
  std::string out;
  std::string err;
};

std::string program();  // the path of `entente` in the build

// `kill_after_ms` sends SIGKILL so long after the start; negative never.
Outcome run_program(const std::vector<std::string>& arguments, const std::string& input = "", int kill_after_ms = -1);

}  // namespace entente::test
