// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <thread>

#include "qalor/base/version.hpp"
#include "qalor/cli/amount.hpp"
#include "qalor/cli/command.hpp"
#include "qalor/report/directory.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/netcdf/version.hpp"
#include "qalor/report/result_reader.hpp"
#include "qalor/study/sweep.hpp"

namespace qalor {
namespace {

enum class Finding { ok, warn, fail };

struct Examination {
  Finding finding = Finding::ok;
  std::string text;
};

Examination build() {
  const BuildInformation& b = build_information();
  return {Finding::ok, fmt::format("qalor {}, commit {}, {}, {}", b.version, b.commit, b.compiler, b.build_type)};
}

Examination flags() { return {Finding::ok, build_information().flags}; }

Examination processor() {
  const unsigned cores = std::thread::hardware_concurrency();
  if (cores == 0) return {Finding::warn, "the number of cores is unknown"};
  return {Finding::ok, fmt::format("{} core{}", cores, cores == 1 ? "" : "s")};
}

Examination memory() {
  const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
  const double all = page * static_cast<double>(::sysconf(_SC_PHYS_PAGES));
  const double free = page * static_cast<double>(::sysconf(_SC_AVPHYS_PAGES));
  const Finding finding = free < 5e8 ? Finding::warn : Finding::ok;
  return {finding, fmt::format("{}, of which {} are free", size_text(all), size_text(free))};
}

Examination locale() {
  std::string name;
  for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(variable);
    if (name.empty() && value != nullptr) name = value;
  }
  const bool unicode = name.find("UTF-8") != std::string::npos || name.find("utf8") != std::string::npos;
  if (unicode) return {Finding::ok, name};
  return {Finding::warn, fmt::format("{} is not UTF-8: names with accents may look wrong; numbers do not depend on it",
                                     name.empty() ? "the empty locale" : name)};
}

Examination hdf5() { return {Finding::ok, fmt::format("HDF5 {}", hdf5_version())}; }

/// A folder below the one for temporary files, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(std::filesystem::temp_directory_path() / fmt::format("qalor-doctor-{}", ::getpid())) {
    make_directory(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Study default_study(const Model& model) {
  Study study;
  study.model = &model;
  study.parameters = defaults(model.parameters);
  study.task = model.tasks.at(0).kind;
  study.keys = defaults(model.tasks.at(0).keys);
  return study;
}

/// The default study of the first model, answered, written and read back.
Examination result_file() {
  const TemporaryFolder folder;
  const Study study = default_study(catalog().at(0));
  DirectorySink sink(folder.path(), study);
  run_sweep(study, sink, {.jobs = 1});
  sink.finish({});
  const Answer answer = answer_point(study, 0).answer;
  const Answer read = ResultReader(sink.result()).read({0, 1}).points().at(0).answer;
  for (const auto& [name, datum] : answer.quantities) {
    const auto* number = std::get_if<double>(&datum);
    if (number == nullptr || std::isnan(*number)) continue;
    if (read.quantities.find(name) == nullptr || read.quantities.number(name) != *number)
      return {Finding::fail, fmt::format("`{}` of {} reads back differently", name, study.model->name)};
  }
  if (answer.certificate.status == Status::ok)
    return {Finding::ok,
            fmt::format("{} answered, written to {} and read back", study.model->name, folder.path().string())};
  return {Finding::fail, fmt::format("{}: {}", study.model->name, answer.certificate.reason)};
}

/// Seconds that a sweep of points that only compute takes.
double busy_seconds(int jobs) {
  Model model{};
  model.answer = [](const Question& question) {
    double x = question.parameters.real("x");
    for (int i = 0; i < 100'000; ++i) x = std::sin(x);
    Answer answer;
    answer.quantities.set("x", x);
    return answer;
  };
  Study study;
  study.model = &model;
  study.sweep = {{"x", std::vector<Value>(64, 1.0)}};
  MemorySink sink(study.size());
  const auto start = std::chrono::steady_clock::now();
  run_sweep(study, sink, {.jobs = jobs});
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Examination threads() {
  const int cores = static_cast<int>(std::min(std::thread::hardware_concurrency(), 64U));
  if (cores < 2) return {Finding::ok, "one core, nothing to share"};
  const double gain = busy_seconds(1) / busy_seconds(cores);
  const std::string text = fmt::format("{} threads are {:.1f} times as fast as one", cores, gain);
  if (gain >= 0.6 * cores) return {Finding::ok, text};
  return {Finding::warn, text + "; the machine is busy, or fewer cores are free than it shows"};
}

Examination carefully(Examination (*examine)()) {
  try {
    return examine();
  } catch (const std::exception& error) {
    return {Finding::fail, error.what()};
  }
}

}  // namespace

Exit examine_machine(const DoctorOptions&, Console& console) {
  struct Subject {
    const char* name;
    Examination (*examine)();
  };
  Exit exit = Exit::ok;
  for (const Subject& subject : {Subject{"build", build},
                                 {"flags", flags},
                                 {"processor", processor},
                                 {"memory", memory},
                                 {"locale", locale},
                                 {"HDF5", hdf5},
                                 {"results", result_file},
                                 {"threads", threads}}) {
    const Examination examination = carefully(subject.examine);
    const char* const word = examination.finding == Finding::ok     ? "ok"
                             : examination.finding == Finding::warn ? "warn"
                                                                    : "FAIL";
    console.out << fmt::format("{:4}  {:9}  {}\n", word, subject.name, examination.text) << std::flush;
    if (examination.finding == Finding::fail) exit = Exit::environment;
  }
  return exit;
}

}  // namespace qalor
