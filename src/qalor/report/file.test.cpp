// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "qalor/base/error.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using example::message_of;
using example::TemporaryDirectory;

TEST(File, IsReadBackAsItWasWritten) {
  const TemporaryDirectory folder;
  const std::string content("a\0b\n", 4);
  write_file(folder / "x", content);
  EXPECT_EQ(read_file(folder / "x"), content);
  write_file(folder / "x", "new");
  EXPECT_EQ(read_file(folder / "x"), "new");
  EXPECT_EQ(directory_content(folder.path()).size(), 1U);
}

TEST(File, ErrorsNamePathAndReason) {
  const TemporaryDirectory folder;
  const std::string path = (folder / "none").string();
  EXPECT_EQ(message_of<EnvironmentError>([&] { read_file(path); }),
            "cannot read " + path + ": No such file or directory");
  EXPECT_EQ(message_of<EnvironmentError>([&] { write_file(path + "/x", ""); }),
            "cannot write " + path + "/x: No such file or directory");
  EXPECT_EQ(message_of<EnvironmentError>([&] { append_to_file("/dev/full", "x"); }),
            "cannot write /dev/full: No space left on device");
  EXPECT_EQ(message_of<EnvironmentError>([&] { directory_content(path); }),
            "cannot read " + path + ": No such file or directory");
  write_file(path, "");
  EXPECT_EQ(message_of<EnvironmentError>([&] { make_directory(path); }), "cannot create " + path + ": Not a directory");
  EXPECT_EQ(message_of<EnvironmentError>([&] { make_directory(path + "/x"); }),
            "cannot create " + path + "/x: Not a directory");
}

TEST(File, ThatCannotBeWrittenLeavesTheOldOneAndNothingElse) {
  const TemporaryDirectory folder;
  write_file(folder / "x", "old");
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{1000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const std::string message = message_of<EnvironmentError>([&] { write_file(folder / "x", std::string(100000, 'y')); });
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(message, "cannot write " + (folder / "x").string() + ": File too large");
  EXPECT_EQ(read_file(folder / "x"), "old");
  EXPECT_EQ(directory_content(folder.path()).size(), 1U);
}

TEST(File, ThatCannotBePublishedIsRemoved) {
  const TemporaryDirectory folder;
  std::filesystem::create_directories(folder / "x" / "y");  // a file cannot take the name of a directory in use
  std::ofstream(folder / "x.tmp") << "content";
  EXPECT_EQ(message_of<EnvironmentError>([&] { publish_file(folder / "x.tmp", folder / "x"); }),
            "cannot write " + (folder / "x").string() + ": Is a directory");
  EXPECT_FALSE(path_exists(folder / "x.tmp"));
}

TEST(DirectoryLock, IsHeldByOneProcessAtATime) {
  const TemporaryDirectory folder;
  const std::string name = folder.path().string();
  {
    const DirectoryLock lock(folder.path());
    EXPECT_EQ(message_of<EnvironmentError>([&] { const DirectoryLock second(folder.path()); }),
              name + " is being written by another qalor process (process " + std::to_string(::getpid()) +
                  "); wait for it to end, or choose another directory");
  }
  EXPECT_NO_THROW(DirectoryLock(folder.path()));
}

TEST(DirectoryLock, EndsWithItsProcessHoweverThatEnds) {
  const TemporaryDirectory folder;
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const DirectoryLock lock(folder.path());
    [[maybe_unused]] const auto written = ::write(ready[1], "x", 1);
    ::pause();
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_THAT(message_of<EnvironmentError>([&] { const DirectoryLock lock(folder.path()); }),
              testing::HasSubstr("(process " + std::to_string(child) + ")"));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_NO_THROW(DirectoryLock(folder.path()));
  ::close(ready[0]);
  ::close(ready[1]);
}

}  // namespace
}  // namespace qalor
