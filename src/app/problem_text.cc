#include "app/problem_text.h"

#include "app/input_file.h"
#include "app/problem_file.h"
#include "format/json.h"

namespace entente::app {

Status problem_text(const ProblemTextRequest& request, show::Console& console) {
  const auto problem = load_problem(request.path);
  if (!problem) return problem.diagnostics();
  std::string text = settle::write_problem(*problem);
  if (request.format == show::OutputFormat::json) text = format::dump_json(format::Json{{"toml", text}}) + '\n';
  if (request.output.empty()) {
    console.out << text;
  } else if (const Status written = write_output_file(request.output, text); !written) {
    return written;
  }
  return {Nothing{}, problem.diagnostics()};
}

}  // namespace entente::app
