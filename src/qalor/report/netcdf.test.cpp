// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/netcdf.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cmath>
#include <csignal>
#include <random>

#include "qalor/base/error.hpp"
#include "qalor/report/file.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using example::message_of;
using example::TemporaryDirectory;

TEST(Slabs, CoverTheElementsInOrder) {
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::size_t> shape(1 + random() % 4);
    std::size_t size = 1;
    for (std::size_t& length : shape) size *= length = 1 + random() % 5;
    std::size_t first = random() % size;
    const std::size_t last = first + random() % (size - first + 1);
    const auto boxes = slabs(first, last, shape);
    EXPECT_LE(boxes.size(), 2 * shape.size() - 1);
    for (const Slab& box : boxes) {
      std::size_t index = 0;
      std::size_t elements = 1;
      for (std::size_t i = 0; i < shape.size(); ++i) {
        ASSERT_LE(box.start[i] + box.count[i], shape[i]);
        index = index * shape[i] + box.start[i];
        elements *= box.count[i];
      }
      EXPECT_EQ(index, first);
      first += elements;
    }
    EXPECT_EQ(first, last);
  }
}

TEST(Slabs, OfASingleValueAreOneOrNone) {
  EXPECT_EQ(slabs(0, 1, {}).size(), 1U);
  EXPECT_EQ(slabs(0, 0, {}).size(), 0U);
}

class NetcdfTest : public testing::Test {
 protected:
  const TemporaryDirectory folder_;
  const std::filesystem::path path_ = folder_ / "x.nc";
};

TEST_F(NetcdfTest, IsReadBackAsItWasWritten) {
  const std::vector<NetcdfVariable> variables = {
      {"x", NetcdfType::real, {{"x", 3}}, {{"units", std::string("rate")}}},
      {"codes", NetcdfType::integer, {{"x", 3}, {"k", 2}}, {{"flag_values", std::vector<std::int64_t>{0, 1}}}},
      {"words", NetcdfType::text, {{"x", 3}}, {{"list", std::vector<std::string>{"ä", ""}}}},
      {"one", NetcdfType::real, {}, {{"_FillValue", std::vector<double>{std::nan("")}}}}};
  NetcdfWriter writer(path_, variables, {{"title", std::string("")}, {"long", std::string(200000, 'x')}});
  writer.write(0, {{0}, {3}}, std::vector<double>{1, 2, 3});
  writer.write(1, {{1, 0}, {2, 2}}, std::vector<std::int64_t>{1, 2, 3, std::int64_t{1} << 60});
  writer.write(1, {{0, 0}, {1, 2}}, std::vector<std::int64_t>{-1, 0});
  writer.write(2, {{0}, {3}}, std::vector<std::string>{"a", "", "ħ\n"});
  writer.write(3, {{}, {}}, std::vector<double>{0.1});
  writer.close();

  const NetcdfReader reader(path_);
  ASSERT_EQ(reader.variables().size(), 4U);
  EXPECT_EQ(reader.reals(0, {{0}, {3}}), (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(reader.integers(1, {{0, 0}, {3, 2}}), (std::vector<std::int64_t>{-1, 0, 1, 2, 3, std::int64_t{1} << 60}));
  EXPECT_EQ(reader.texts(2, {{0}, {3}}), (std::vector<std::string>{"a", "", "ħ\n"}));
  EXPECT_EQ(reader.reals(3, {{}, {}}), std::vector<double>{0.1});
  EXPECT_EQ(reader.variables()[0].text("units"), "rate");
  EXPECT_EQ(reader.variables()[0].text("none"), "");
  EXPECT_EQ(std::get<std::vector<std::string>>(reader.variables()[2].attribute("list")->value),
            (std::vector<std::string>{"ä", ""}));
  EXPECT_EQ(std::get<std::string>(reader.attributes()[1].value), std::string(200000, 'x'));
}

TEST_F(NetcdfTest, LargeVariablesAreCompressed) {
  const std::size_t many = 1000000;
  NetcdfWriter writer(path_, {{"zeros", NetcdfType::real, {{"x", 1000}, {"y", many / 1000}}}}, {});
  writer.write(0, {{0, 0}, {1000, many / 1000}}, std::vector<double>(many, 0.0));
  writer.close();
  EXPECT_LT(std::filesystem::file_size(path_), 200000U);
  EXPECT_EQ(NetcdfReader(path_).reals(0, {{999, 999}, {1, 1}}), std::vector<double>{0});
}

/// While it lives, files may not grow beyond a number of bytes, and trying is an error instead of a signal.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

TEST_F(NetcdfTest, AFullDiskIsAnErrorThatNamesTheFile) {
  std::vector<double> noise(300000);
  std::mt19937_64 random(6);
  for (double& x : noise) x = static_cast<double>(random());
  for (const rlim_t limit : {0U, 100U, 3000U, 50000U, 700000U, 2000000U}) {
    const FileSizeLimit full(limit);
    const std::string message = message_of<EnvironmentError>([&] {
      NetcdfWriter writer(path_, {{"noise", NetcdfType::real, {{"x", noise.size()}}}}, {{"title", std::string("x")}});
      writer.write(0, {{0}, {noise.size()}}, noise);
      writer.close();
    });
    EXPECT_EQ(message, "cannot write " + path_.string() + ": File too large") << limit;
  }
}

TEST_F(NetcdfTest, AMissingFolderIsAnErrorThatNamesTheFile) {
  const auto path = folder_ / "none" / "x.nc";
  EXPECT_EQ(message_of<EnvironmentError>([&] { NetcdfWriter(path, {}, {}); }),
            "cannot write " + path.string() + ": No such file or directory");
  EXPECT_EQ(message_of<EnvironmentError>([&] { const NetcdfReader reader(path); }),
            "cannot read " + path.string() + ": No such file or directory");
}

TEST_F(NetcdfTest, WhatIsNoNetcdfFileIsRefusedWithoutAWord) {
  write_file(path_, "nothing of the kind");
  testing::internal::CaptureStderr();
  EXPECT_EQ(message_of<EnvironmentError>([&] { const NetcdfReader reader(path_); }),
            "cannot read " + path_.string() + ": it is damaged, or no netCDF-4 file (file signature not found)");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace qalor
