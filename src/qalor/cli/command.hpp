#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <vector>

#include "qalor/cli/console.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// How the program ends.
enum class Exit {
  ok = 0,
  environment = 1,   ///< input and output, disk, memory, a missing library
  input = 2,         ///< the command line or a study is wrong
  unanswered = 3,    ///< a point did not converge, or failed
  law_violated = 4,  ///< a law fails where the chosen books make it a theorem
  interrupted = 5    ///< by a signal or the time limit; with -o the same command goes on
};

/// The one that counts where both apply. In order: environment, input, interrupted, unanswered, law_violated, ok.
Exit graver(Exit a, Exit b);

enum class ProgressMode { automatic, plain, json, off };

struct RunOptions {
  std::string file;  ///< "-": standard input
  bool json = false;
  std::string directory;  ///< "": none
  std::vector<Override> overrides;
  int jobs = 0;  ///< 0: all cores
  bool force = false;
  bool dry_run = false;
  ProgressMode progress = ProgressMode::automatic;
  std::optional<double> time_limit;  ///< seconds
  std::string command_line;          ///< for provenance
};

struct CheckOptions {
  std::vector<std::string> files;
};

struct CompareOptions {
  std::string file;  ///< "-": standard input
  bool json = false;
  std::vector<Override> overrides;
};

struct ModelsOptions {
  std::string name;  ///< "": all
  bool json = false;
  bool claims = false;
};

struct ReportOptions {
  std::string directory;
};

struct DoctorOptions {};

/// What a completion script must know of a command line.
struct OptionOutline {
  std::vector<std::string> names;  ///< "--jobs", "-j"; none for a positional argument
  std::string meaning;
  bool takes_value = false;
  bool takes_file = false;           ///< or a directory
  std::vector<std::string> choices;  ///< of the value
};
struct CommandOutline {
  std::string name;  ///< "" for the program itself
  std::string meaning;
  std::vector<OptionOutline> options;
};

struct CompletionOptions {
  std::string shell;
  std::vector<CommandOutline> commands;
};

Exit run_study(const RunOptions& options, Console& console);
Exit check_studies(const CheckOptions& options, Console& console);
Exit compare_generators(const CompareOptions& options, Console& console);
Exit show_models(const ModelsOptions& options, Console& console);
Exit write_report(const ReportOptions& options, Console& console);
Exit examine_machine(const DoctorOptions& options, Console& console);
Exit write_completion(const CompletionOptions& options, Console& console);

}  // namespace qalor
