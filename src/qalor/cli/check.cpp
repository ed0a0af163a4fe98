// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include "qalor/cli/amount.hpp"
#include "qalor/cli/command.hpp"
#include "qalor/cli/study_text.hpp"

namespace qalor {
namespace {

Exit check_study(const std::string& file, Console& console) {
  try {
    const Study study = read_study(study_text(file), file);
    console.out << fmt::format("{}: ok, {} {}, {}\n", file, study.model->name, study.task, points_text(study.size()));
    return Exit::ok;
  } catch (const InputError& error) {
    console.error(error.what());
    return Exit::input;
  } catch (const EnvironmentError& error) {
    console.error(error.what());
    return Exit::environment;
  }
}

}  // namespace

Exit check_studies(const CheckOptions& options, Console& console) {
  Exit exit = Exit::ok;
  for (const std::string& file : options.files) {
    exit = graver(exit, check_study(file, console));
    console.out.flush();  // in the order of the errors
  }
  return exit;
}

}  // namespace qalor
