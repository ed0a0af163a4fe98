// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/directory.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "qalor/base/error.hpp"
#include "qalor/base/version.hpp"
#include "qalor/report/json.hpp"
#include "qalor/report/result_reader.hpp"
#include "qalor/report/result_writer.hpp"

namespace qalor {
namespace {

constexpr std::size_t most_answer_points = 10000;
constexpr std::uintmax_t most_answer_bytes = std::uintmax_t{64} << 20;

std::string this_build() {
  const BuildInformation& build = build_information();
  return fmt::format("{} ({})", build.version, build.commit);
}

/// Whose points an unfinished result holds.
struct Manifest {
  std::string identity;
  std::string build;
  std::string study;  ///< as study_json
};

constexpr const char* manifest_title = "qalor unfinished result";

std::string manifest_text(const Manifest& manifest) {
  return fmt::format("{}\n{}\n{}\n{}\n", manifest_title, manifest.identity, manifest.build, manifest.study);
}

/// Nothing when there is no manifest, or none that can be read: the shards carry their study's identity themselves.
std::optional<Manifest> read_manifest(const std::filesystem::path& path) {
  if (!path_exists(path)) return std::nullopt;
  std::istringstream lines(read_file(path));
  std::string title;
  Manifest manifest;
  std::getline(lines, title);
  std::getline(lines, manifest.identity);
  std::getline(lines, manifest.build);
  std::getline(lines, manifest.study);
  if (title != manifest_title || lines.fail()) return std::nullopt;
  return manifest;
}

/// The identity and the text of the study that a result file answers.
std::pair<std::string, std::string> identity_of(const std::filesystem::path& result) {
  try {
    const ResultReader reader(result);
    return {reader.text("study_sha256"), reader.text("study")};
  } catch (const Error& error) {
    throw InputError(fmt::format("{}; write to another directory, or overwrite it with --force", error.what()));
  }
}

[[noreturn]] void refuse_foreign(const std::filesystem::path& directory, const std::string& study) {
  throw InputError(
      fmt::format("{} holds results of another study: {}; write to another directory, or overwrite them with --force",
                  directory.string(), study_header(study).label()));
}

}  // namespace

DirectorySink::DirectorySink(std::filesystem::path directory, const Study& study, const DirectoryOptions& options)
    : directory_(std::move(directory)), study_(study), identity_(study_identity(study)) {
  const std::string build = options.build.empty() ? this_build() : options.build;
  make_directory(directory_);
  lock_ = std::make_unique<DirectoryLock>(directory_);
  if (options.force) discard();
  check_result();
  if (complete_) {
    remove_path(unfinished());
    lock_.reset();
    return;
  }
  check_unfinished(build);
  make_directory(unfinished());
  write_file(manifest(), manifest_text({hexadecimal(identity_), build, study_json(study_)}));
  shards_ = std::make_unique<ShardStore>(unfinished(), identity_);
}

DirectorySink::~DirectorySink() = default;

void DirectorySink::discard() {
  for (const auto* name : {"result.nc", "answer.json", "study.toml", "report.html", "unfinished"})
    remove_path(directory_ / name);
}

/// Finds out whether the result is there already, and refuses one that is not ours.
void DirectorySink::check_result() {
  if (!path_exists(result())) return;
  const auto [identity, study] = identity_of(result());
  complete_ = identity == hexadecimal(identity_);
  if (!complete_) refuse_foreign(directory_, study);
}

void DirectorySink::check_unfinished(const std::string& build) const {
  const auto found = read_manifest(manifest());
  if (!found) return;
  if (found->identity != hexadecimal(identity_)) refuse_foreign(directory_, found->study);
  if (found->build == build) return;
  throw InputError(
      fmt::format("{} holds unfinished results of this study by qalor {}, and this is qalor {}; points of two builds "
                  "are not mixed: "
                  "finish with that build, or start over with --force",
                  directory_.string(), found->build, build));
}

std::vector<Segment> DirectorySink::finished() const {
  return complete_ ? std::vector<Segment>{{0, study_.size()}} : shards_->segments();
}

void DirectorySink::accept(std::size_t first, std::vector<Point> points) {
  if (!points.empty()) shards_->add(first, Table(points));
}

void DirectorySink::finish(const Provenance& provenance) {
  if (complete_) return;
  const auto segments = shards_->segments();
  if (segments.size() != 1 || segments[0].last - segments[0].first != study_.size())
    throw std::logic_error("a result is finished before all its points are there");
  const auto temporary = temporary_name(result());
  try {
    write_result(provenance, temporary);
    write_file(directory_ / "study.toml", study_.text);
    const bool small = study_.size() <= most_answer_points && shards_->bytes() <= most_answer_bytes;
    if (small) write_file(answer(), answer_text());
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  publish_file(temporary, result());
  complete_ = true;
  shards_.reset();
  remove_path(unfinished());
  lock_.reset();
}

void DirectorySink::write_result(const Provenance& provenance, const std::filesystem::path& path) const {
  ResultWriter writer(path, study_, shards_->outline(), provenance_attributes(study_, provenance));
  shards_->visit([&](const Shard& shard) { writer.append(shard.table); });
  writer.finish();
}

std::string DirectorySink::answer_text() const {
  std::ostringstream text;
  JsonWriter writer(text, study_);
  shards_->visit([&](const Shard& shard) {
    std::size_t index = shard.segment.first;
    for (Point& point : shard.table.points()) {
      point.parameters = study_.swept(index++);
      writer.write(point);
    }
  });
  writer.finish();
  return text.str();
}

}  // namespace qalor
