// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <random>
#include <stdexcept>
#include <thread>

#include "qalor/base/error.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/json.hpp"
#include "qalor/report/result_reader.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using example::message_of;

const Provenance provenance{"qalor run toy.toml", "2026-01-01T00:00:00Z", 1};

class DirectoryTest : public testing::Test {
 protected:
  /// Hands over all points that are not there yet, in pieces.
  void fill(DirectorySink& sink, std::size_t piece = 7) const {
    std::size_t next = 0;
    auto done = sink.finished();
    done.push_back({study_.size(), study_.size()});
    for (const Segment& segment : done) {
      for (; next < segment.first; next = std::min(next + piece, segment.first))
        sink.accept(next, example::points(study_, next, std::min(next + piece, segment.first)));
      next = segment.last;
    }
  }
  void run(const std::filesystem::path& directory, std::size_t piece = 7) const {
    DirectorySink sink(directory, study_);
    fill(sink, piece);
    sink.finish(provenance);
  }
  std::vector<std::string> content() const {
    std::vector<std::string> names;
    for (const auto& path : directory_content(folder_.path())) names.push_back(path.filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

  const example::TemporaryDirectory folder_;
  const example::TemporaryDirectory other_;
  const Study study_ = example::study({example::real_axis("epsilon", 100)});
  const std::string name_ = folder_.path().string();
};

TEST_F(DirectoryTest, HoldsResultAnswerAndStudyInTheEnd) {
  run(folder_ / "new" / "place");
  run(folder_.path());
  EXPECT_EQ(content(), (std::vector<std::string>{".qalor.lock", "answer.json", "new", "result.nc", "study.toml"}));
  EXPECT_EQ(read_file(folder_ / "answer.json"), json_text(study_, example::points(study_)));
  EXPECT_EQ(read_file(folder_ / "study.toml"), study_.text);
  EXPECT_EQ(ResultReader(folder_ / "result.nc").size(), 100U);
}

TEST_F(DirectoryTest, BytesDoNotDependOnTheSegments) {
  run(other_.path(), 100);
  run(folder_.path(), 1);
  EXPECT_EQ(read_file(folder_ / "result.nc"), read_file(other_ / "result.nc"));
  EXPECT_EQ(read_file(folder_ / "answer.json"), read_file(other_ / "answer.json"));
}

TEST_F(DirectoryTest, ResumesItsOwnUnfinishedResult) {
  {
    DirectorySink sink(folder_.path(), study_);
    sink.accept(10, example::points(study_, 10, 40));
    sink.accept(0, example::points(study_, 0, 5));
  }
  DirectorySink sink(folder_.path(), study_);
  ASSERT_EQ(sink.finished().size(), 2U);
  EXPECT_EQ(sink.finished()[1].last, 40U);
  EXPECT_FALSE(sink.complete());
  fill(sink);
  sink.finish(provenance);
  run(other_.path());
  EXPECT_EQ(read_file(folder_ / "result.nc"), read_file(other_ / "result.nc"));
}

TEST_F(DirectoryTest, DoesNothingTwice) {
  run(folder_.path());
  const std::string before = read_file(folder_ / "result.nc");
  Study same = study_;
  same.text = "# the same study, written in another way";
  DirectorySink sink(folder_.path(), same);
  EXPECT_TRUE(sink.complete());
  ASSERT_EQ(sink.finished().size(), 1U);
  EXPECT_EQ(sink.finished()[0].last, 100U);
  sink.finish({"another command", "another day", 3});
  EXPECT_EQ(read_file(folder_ / "result.nc"), before);
}

TEST_F(DirectoryTest, RefusesResultsOfAnotherStudyUnlessForced) {
  Study other = example::study();
  other.title = "Another";
  const std::string message =
      name_ +
      " holds results of another study: \"Toy \xC3\xA4 <b>\" (model toy, task evolve); write to "
      "another directory, or overwrite them with --force";
  { DirectorySink sink(folder_.path(), study_); }
  EXPECT_EQ(message_of<InputError>([&] { DirectorySink(folder_.path(), other); }), message);
  run(folder_.path());
  write_file(folder_ / "report.html", "of the old study");
  EXPECT_EQ(message_of<InputError>([&] { DirectorySink(folder_.path(), other); }), message);
  DirectorySink sink(folder_.path(), other, {.force = true});
  EXPECT_TRUE(sink.finished().empty());
  EXPECT_EQ(content(), (std::vector<std::string>{".qalor.lock", "unfinished"}));
}

TEST_F(DirectoryTest, ForceStartsOver) {
  run(folder_.path());
  EXPECT_FALSE(DirectorySink(folder_.path(), study_, {.force = true}).complete());
}

TEST_F(DirectoryTest, DoesNotMixThePointsOfTwoBuilds) {
  { DirectorySink sink(folder_.path(), study_, {.build = "0.1.0 (abc)"}); }
  EXPECT_EQ(
      message_of<InputError>([&] { DirectorySink(folder_.path(), study_, {.build = "0.2.0 (def)"}); }),
      name_ +
          " holds unfinished results of this study by qalor 0.1.0 (abc), and this is qalor 0.2.0 (def); points of two "
          "builds are not mixed: finish with that build, or start over with --force");
  EXPECT_NO_THROW(DirectorySink(folder_.path(), study_, {.build = "0.1.0 (abc)"}));
}

TEST_F(DirectoryTest, RefusesAResultThatIsNoneOfOurs) {
  write_file(folder_ / "result.nc", "precious");
  EXPECT_EQ(
      message_of<InputError>([&] { DirectorySink(folder_.path(), study_); }),
      name_ +
          "/result.nc is not a result of qalor, or was changed by another program; write to another directory, or "
          "overwrite it with --force");
  EXPECT_EQ(read_file(folder_ / "result.nc"), "precious");
}

TEST_F(DirectoryTest, IsWrittenByOneProcessAtATime) {
  DirectorySink sink(folder_.path(), study_);
  EXPECT_THAT(message_of<EnvironmentError>([&] { DirectorySink(folder_.path(), study_); }),
              testing::HasSubstr("is being written by another qalor process (process "));
  fill(sink);
  sink.finish(provenance);
  EXPECT_TRUE(DirectorySink(folder_.path(), study_).complete());  // who is done holds nothing
}

TEST_F(DirectoryTest, IsNotFinishedBeforeAllPointsAreThere) {
  DirectorySink sink(folder_.path(), study_);
  sink.accept(0, example::points(study_, 0, 99));
  EXPECT_EQ(message_of<std::logic_error>([&] { sink.finish(provenance); }),
            "a result is finished before all its points are there");
}

TEST_F(DirectoryTest, TakesPointsFromSeveralThreads) {
  {
    DirectorySink sink(folder_.path(), study_);
    std::vector<std::thread> threads;
    for (std::size_t worker = 0; worker < 4; ++worker)
      threads.emplace_back([&, worker] {
        for (std::size_t i = worker; i < 100; i += 4) sink.accept(i, example::points(study_, i, i + 1));
      });
    for (std::thread& thread : threads) thread.join();
    sink.finish(provenance);
  }
  run(other_.path());
  EXPECT_EQ(read_file(folder_ / "result.nc"), read_file(other_ / "result.nc"));
}

TEST_F(DirectoryTest, ComputesDamagedShardsAnew) {
  std::mt19937 random(7);
  run(other_.path());
  for (int round = 0; round < 20; ++round) {
    {
      DirectorySink sink(folder_.path(), study_, {.force = true});
      fill(sink);
    }
    for (const auto& path : directory_content(folder_ / "unfinished")) {
      if (path.extension() != ".shard" || random() % 3 != 0) continue;
      std::string bytes = read_file(path);
      bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
      if (random() % 4 == 0) bytes.resize(random() % bytes.size());
      write_file(path, bytes);
    }
    run(folder_.path());
    EXPECT_EQ(read_file(folder_ / "result.nc"), read_file(other_ / "result.nc"));
  }
}

TEST_F(DirectoryTest, SurvivesBeingKilledAtAnyMoment) {
  run(other_.path());
  std::mt19937 random(8);
  bool complete = false;
  int kills = 0;
  double patience = 2000;  // microseconds; grows, so that the slowest build comes through in the end
  while (!complete && kills < 500) {
    const pid_t child = ::fork();
    if (child == 0) {
      run(folder_.path(), 1 + random() % 3);
      ::_exit(0);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % static_cast<unsigned>(patience *= 1.03)));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    complete = WIFEXITED(status);
    ++kills;
    for (int i = 0; i < 3; ++i) random();
  }
  ASSERT_TRUE(complete);
  EXPECT_GT(kills, 3);
  EXPECT_EQ(read_file(folder_ / "result.nc"), read_file(other_ / "result.nc"));
  EXPECT_EQ(read_file(folder_ / "answer.json"), read_file(other_ / "answer.json"));
  EXPECT_EQ(content(), (std::vector<std::string>{".qalor.lock", "answer.json", "result.nc", "study.toml"}));
}

/// A disk that is full after `bytes` in one file.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
};

TEST_F(DirectoryTest, AFullDiskStopsTheWriterAndLosesNothing) {
  {
    DirectorySink sink(folder_.path(), study_);
    sink.accept(0, example::points(study_, 0, 10));
    const FullDisk full(1000);
    EXPECT_THAT(message_of<EnvironmentError>([&] { sink.accept(10, example::points(study_, 10, 60)); }),
                testing::AllOf(testing::StartsWith("cannot write " + name_ + "/unfinished/"),
                               testing::EndsWith(": File too large")));
  }
  DirectorySink sink(folder_.path(), study_);
  ASSERT_EQ(sink.finished().size(), 1U);
  EXPECT_EQ(sink.finished()[0].last, 10U);
}

TEST_F(DirectoryTest, AFullDiskWhileFinishingLeavesThePoints) {
  DirectorySink sink(folder_.path(), study_);
  fill(sink, 20);
  for (const rlim_t limit : {100U, 3000U, 20000U}) {
    const FullDisk full(limit);
    EXPECT_THAT(message_of<EnvironmentError>([&] { sink.finish(provenance); }),
                testing::AllOf(testing::StartsWith("cannot write " + name_), testing::EndsWith(": File too large")))
        << limit;
    EXPECT_FALSE(path_exists(folder_ / "result.nc"));
    EXPECT_FALSE(path_exists(folder_ / "result.nc.tmp"));
  }
  sink.finish(provenance);
  EXPECT_EQ(read_file(folder_ / "answer.json"), json_text(study_, example::points(study_)));
}

TEST_F(DirectoryTest, ThatCannotBeMadeIsAnErrorThatNamesIt) {
  write_file(folder_ / "file", "");
  EXPECT_EQ(message_of<EnvironmentError>([&] { DirectorySink(folder_ / "file", study_); }),
            "cannot create " + name_ + "/file: Not a directory");
}

}  // namespace
}  // namespace qalor
