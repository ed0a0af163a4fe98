// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <thread>

#include "qalor/cli/amount.hpp"
#include "qalor/cli/answer_text.hpp"
#include "qalor/cli/command.hpp"
#include "qalor/cli/estimate.hpp"
#include "qalor/cli/interrupt.hpp"
#include "qalor/cli/overview.hpp"
#include "qalor/cli/progress.hpp"
#include "qalor/cli/study_text.hpp"
#include "qalor/report/directory.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/json.hpp"
#include "qalor/study/sweep.hpp"

namespace qalor {
namespace {

constexpr std::size_t surely_fits = 10000;     // points that --json may keep without asking for the memory
constexpr std::size_t directory_json = 10000;  // points of which a directory keeps the JSON text

/// What the steps of a run share.
struct Run {
  const Study& study;
  const RunOptions& options;
  Console& console;
  const Interrupt& interrupt;
};

int threads_of(const RunOptions& options) {
  return options.jobs > 0 ? options.jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

std::size_t count(const std::vector<Segment>& segments) {
  std::size_t points = 0;
  for (const Segment& segment : segments) points += segment.last - segment.first;
  return points;
}

/// How the way through the points of a sink ended.
struct Ending {
  bool interrupted = false;
  std::size_t done = 0;  ///< points that the sink holds now
};

Ending sweep(const Run& run, Sink& sink) {
  const std::size_t already = count(sink.finished());
  Progress progress(run.console, run.options.progress, run.study.size(), already);
  const SweepSummary summary =
      run_sweep(run.study, sink,
                {.jobs = run.options.jobs, .stop = &run.interrupt.flag(), .progress = [&progress](std::size_t done) {
                   progress.update(done);
                 }});
  progress.finish(summary.answered);
  return {summary.interrupted, already + summary.answered};
}

/// Nothing was kept: the points that were answered are lost.
Exit lost(const Run& run, const Ending& ending) {
  run.console.warning(fmt::format("interrupted by {} after {} of {}; nothing is kept without -o DIR",
                                  run.interrupt.cause(), ending.done, points_text(run.study.size())));
  return Exit::interrupted;
}

std::string text_of(const Run& run, const Overview& overview) {
  if (run.study.sweep.empty()) return answer_text(run.study, overview.ends().at(0), run.console.columns);
  return sweep_text(run.study, overview.ends(), run.console.columns);
}

Exit print_table(const Run& run) {
  Overview overview(run.study);
  OverviewSink sink(overview);
  const Ending ending = sweep(run, sink);
  if (ending.interrupted) return lost(run, ending);
  run.console.out << text_of(run, overview);
  overview.tell(run.console);
  return overview.exit();
}

void refuse_to_fill_memory(const Study& study) {
  if (study.size() <= surely_fits) return;
  const double needed = estimate(study, 0.1, 10).memory_bytes;
  const double free = static_cast<double>(::sysconf(_SC_AVPHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGESIZE));
  if (needed <= free) return;
  throw EnvironmentError(fmt::format("--json keeps all {} in memory: about {}, and {} are free; use -o DIR",
                                     points_text(study.size()), size_text(needed), size_text(free)));
}

Exit print_json(const Run& run) {
  refuse_to_fill_memory(run.study);
  Overview overview(run.study);
  MemorySink memory(run.study.size());
  OverviewSink sink(overview, &memory);
  const Ending ending = sweep(run, sink);
  if (ending.interrupted) return lost(run, ending);
  write_json(run.console.out, run.study, memory.points());
  overview.tell(run.console);
  return overview.exit();
}

void tell_what_is_there(const Run& run, const DirectorySink& directory) {
  const std::string& name = run.options.directory;
  const std::size_t there = count(directory.finished());
  if (directory.complete())
    run.console.note(fmt::format("{} holds the finished result of this study; nothing is computed again", name));
  else if (there > 0)
    run.console.note(fmt::format("resuming: {} of {} are in {}", there, points_text(run.study.size()), name));
}

Exit resumable(const Run& run, const Ending& ending) {
  run.console.warning(fmt::format("interrupted by {}; {} of {} are in {}, and the same command goes on from there",
                                  run.interrupt.cause(), ending.done, points_text(run.study.size()),
                                  run.options.directory));
  return Exit::interrupted;
}

Provenance provenance(const RunOptions& options) {
  return {.command = options.command_line,
          .date = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))),
          .threads = threads_of(options)};
}

void print_directory(const Run& run, const DirectorySink& directory, const Overview& overview) {
  const std::string result = directory.result().string();
  if (!run.options.json) {
    run.console.out << text_of(run, overview) << "\nresult: " << result << "\n";
  } else if (path_exists(directory.answer())) {
    run.console.out << read_file(directory.answer());
  } else {
    throw InputError(fmt::format("the answer is too large for --json with -o; it is in {}", result));
  }
}

Exit fill_directory(const Run& run) {
  const auto& [study, options, console, interrupt] = run;
  if (options.json && study.size() > directory_json)
    throw InputError(fmt::format("--json with -o prints at most {}, and this study has {}; leave one of the two out",
                                 points_text(directory_json), points_text(study.size())));
  DirectorySink directory(options.directory, study, {.force = options.force});
  tell_what_is_there(run, directory);
  Overview overview(study);
  if (!directory.complete()) {
    OverviewSink sink(overview, &directory);
    const Ending ending = sweep(run, sink);
    if (ending.interrupted) return resumable(run, ending);
    directory.finish(provenance(options));
  }
  overview.add_result(directory.result());
  print_directory(run, directory, overview);
  overview.tell(console);
  return overview.exit();
}

/// "812 bytes", "1675 bytes (1.7 kB)".
std::string bytes_text(double bytes) {
  return fmt::format("{:.0f} bytes{}", bytes, bytes < 1000 ? "" : fmt::format(" ({})", size_text(bytes)));
}

Exit print_estimate(const Study& study, const RunOptions& options, Console& console) {
  const Estimate all = estimate(study, 1, 50);
  const auto threads = std::min(static_cast<std::size_t>(threads_of(options)), all.points);
  console.out << fmt::format(
      "points  {}\ntime    about {} on {} thread{}, judged by {}\nJSON    about {}\n"
      "netCDF  about {}, before compression\nmemory  about {} for --json without -o\n",
      all.points, duration_text(all.seconds / static_cast<double>(threads)), threads, threads == 1 ? "" : "s",
      points_text(all.sampled), bytes_text(all.json_bytes), bytes_text(all.netcdf_bytes), size_text(all.memory_bytes));
  return Exit::ok;
}

}  // namespace

Exit run_study(const RunOptions& options, Console& console) {
  console.json_messages = options.progress == ProgressMode::json;
  if (options.force && options.directory.empty())
    throw InputError("--force is about the files of -o DIR, which is not given");
  const Study study = read_study(study_text(options.file), options.file, options.overrides);
  if (options.dry_run) return print_estimate(study, options, console);
  const Interrupt interrupt(options.time_limit);
  const Run run{study, options, console, interrupt};
  if (!options.directory.empty()) return fill_directory(run);
  return options.json ? print_json(run) : print_table(run);
}

}  // namespace qalor
