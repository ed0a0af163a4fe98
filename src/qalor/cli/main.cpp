// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <new>
#include <variant>

#include "qalor/cli/arguments.hpp"
#include "qalor/cli/command.hpp"
#include "qalor/cli/console.hpp"

namespace qalor {
namespace {

/// Which function answers which request.
struct Obedience {
  Console& console;

  Exit operator()(const Announcement& announcement) const {
    console.out << announcement.text;
    return Exit::ok;
  }
  Exit operator()(const RunOptions& options) const { return run_study(options, console); }
  Exit operator()(const CheckOptions& options) const { return check_studies(options, console); }
  Exit operator()(const CompareOptions& options) const { return compare_generators(options, console); }
  Exit operator()(const ModelsOptions& options) const { return show_models(options, console); }
  Exit operator()(const ReportOptions& options) const { return write_report(options, console); }
  Exit operator()(const DoctorOptions& options) const { return examine_machine(options, console); }
  Exit operator()(const CompletionOptions& options) const { return write_completion(options, console); }
};

Exit obey(int argc, const char* const* argv, Console& console) {
  try {
    const Exit exit = std::visit(Obedience{console}, read_arguments(argc, argv));
    console.out.flush();
    return exit;
  } catch (const InputError& error) {
    console.error(error.what());
    return Exit::input;
  } catch (const EnvironmentError& error) {
    console.error(error.what());
  } catch (const std::bad_alloc&) {
    console.error("out of memory");
  } catch (const std::exception& error) {
    console.error(fmt::format("this should not happen, please report it: {}", error.what()));
  }
  return Exit::environment;
}

}  // namespace
}  // namespace qalor

int main(int argc, char** argv) {
  // Writing to a pipe that nobody reads, or beyond the size a file may have, is an error with a message.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  qalor::DescriptorStream out(STDOUT_FILENO, "standard output");
  qalor::Console console = qalor::standard_console(out);
  return static_cast<int>(qalor::obey(argc, argv, console));
}
