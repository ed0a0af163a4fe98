// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/seal.hpp"

#include <gtest/gtest.h>

#include "qalor/base/error.hpp"
#include "qalor/report/file.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using example::message_of;

class SealTest : public testing::Test {
 protected:
  SealTest() { write_file(path_, std::string(1000000, 'x') + "content"); }
  const example::TemporaryDirectory folder_;
  const std::filesystem::path path_ = folder_ / "x.nc";
};

TEST_F(SealTest, IsWholeWhereNothingChanged) {
  seal_file(path_);
  EXPECT_NO_THROW(check_seal(path_));
}

TEST_F(SealTest, IsBrokenByAnyChange) {
  seal_file(path_);
  const std::string sealed = read_file(path_);
  for (const std::size_t byte : {std::size_t{0}, sealed.size() / 2, sealed.size() - 49, sealed.size() - 1}) {
    std::string changed = sealed;
    changed[byte] = static_cast<char>(changed[byte] ^ 1);
    write_file(path_, changed);
    EXPECT_EQ(message_of<EnvironmentError>([&] { check_seal(path_); }),
              path_.string() + " is damaged: its checksum does not fit its content");
  }
}

TEST_F(SealTest, IsMissedWhereThereIsNone) {
  const std::string message = path_.string() + " is not a result of qalor, or was changed by another program";
  EXPECT_EQ(message_of<InputError>([&] { check_seal(path_); }), message);
  write_file(path_, "");
  EXPECT_EQ(message_of<InputError>([&] { check_seal(path_); }), message);
}

}  // namespace
}  // namespace qalor
