#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <filesystem>
#include <memory>
#include <string>

#include "qalor/report/file.hpp"
#include "qalor/report/provenance.hpp"
#include "qalor/report/shard_store.hpp"
#include "qalor/study/sink.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

struct DirectoryOptions {
  bool force = false;      ///< throw away whatever result is there
  std::string build = {};  ///< who computes: "0.1.0 (commit)"; this build unless given
};

/// `-o DIR`: points go to shard files in DIR/unfinished, from where the same command picks them up after an
/// interruption of any kind; finish() turns them into DIR/result.nc, DIR/study.toml and, when there are few,
/// DIR/answer.json. Writing is for one process at a time, with any number of threads.
class DirectorySink : public Sink {
 public:
  /// The study must outlive the sink. Throws InputError when the directory holds results of another study, or points
  /// of another build, and EnvironmentError when it cannot be written, or another process is writing it.
  DirectorySink(std::filesystem::path directory, const Study& study, const DirectoryOptions& options = {});
  ~DirectorySink() override;

  /// Everything, when the directory holds the finished result of this study.
  std::vector<Segment> finished() const override;
  /// Throws EnvironmentError. Points of calls that returned are safe, whatever happens.
  void accept(std::size_t first, std::vector<Point> points) override;

  /// Whether the finished result was there from the start.
  bool complete() const { return complete_; }
  /// Makes the result from the points, all of which must be there, and removes the shards. A result that is complete
  /// is left as it is. Throws EnvironmentError; the points stay where they are then.
  void finish(const Provenance& provenance);

  std::filesystem::path result() const { return directory_ / "result.nc"; }
  /// The text that `--json` prints; there for at most 10⁴ points.
  std::filesystem::path answer() const { return directory_ / "answer.json"; }

 private:
  std::filesystem::path unfinished() const { return directory_ / "unfinished"; }
  std::filesystem::path manifest() const { return unfinished() / "manifest"; }
  void discard();
  void check_result();
  void check_unfinished(const std::string& build) const;
  void write_result(const Provenance& provenance, const std::filesystem::path& path) const;
  std::string answer_text() const;

  std::filesystem::path directory_;
  const Study& study_;
  Digest identity_;
  std::unique_ptr<DirectoryLock> lock_;  ///< none once the result is complete
  std::unique_ptr<ShardStore> shards_;   ///< none once the result is complete
  bool complete_ = false;
};

}  // namespace qalor
