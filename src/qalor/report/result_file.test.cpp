// SPDX-License-Identifier: BSD-3-Clause
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "qalor/base/error.hpp"
#include "qalor/base/version.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/json.hpp"
#include "qalor/report/provenance.hpp"
#include "qalor/report/result_reader.hpp"
#include "qalor/report/result_writer.hpp"
#include "qalor/report/seal.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using example::message_of;
using example::TemporaryDirectory;

const Provenance provenance{"qalor run toy.toml -o results", "2026-01-01T00:00:00Z", 2};

class ResultFileTest : public testing::Test {
 protected:
  void write(const Study& study, const Table& table) {
    write_result(path_, study, table, provenance_attributes(study, provenance));
  }
  /// Writes the points of a study cut into tables of a given length.
  void write_cut(const Study& study, const std::filesystem::path& path, std::size_t length) {
    Outline outline;
    std::vector<Table> tables;
    for (std::size_t first = 0; first < study.size(); first += length) {
      tables.emplace_back(example::points(study, first, std::min(first + length, study.size())));
      outline.include(first, tables.back());
    }
    ResultWriter writer(path, study, outline, provenance_attributes(study, provenance));
    for (const Table& table : tables) writer.append(table);
    writer.finish();
  }

  const TemporaryDirectory folder_;
  const std::filesystem::path path_ = folder_ / "result.nc";
};

bool same_bits(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
}

/// What a result file keeps of a value: arrays are filled up with NaN.
void expect_kept(const Datum& read, const Datum& written) {
  const auto* array = std::get_if<Array>(&written);
  if (array == nullptr) {
    ASSERT_EQ(read.index(), written.index());
    const auto* real = std::get_if<double>(&written);
    const auto* code = std::get_if<std::int64_t>(&written);
    const auto* text = std::get_if<std::string>(&written);
    EXPECT_TRUE(real == nullptr || same_bits(std::get<double>(read), *real));
    EXPECT_TRUE(code == nullptr || std::get<std::int64_t>(read) == *code);
    EXPECT_TRUE(text == nullptr || std::get<std::string>(read) == *text);
    return;
  }
  const auto& padded = std::get<Array>(read);
  ASSERT_EQ(padded.shape.size(), array->shape.size());
  const std::size_t row = array->shape.back();
  const std::size_t padded_row = padded.shape.back();
  for (std::size_t i = 0; i < padded.values.size(); ++i) {
    const bool inside = i % padded_row < row && i / padded_row < array->values.size() / row;
    const double expected = inside ? array->values[i / padded_row * row + i % padded_row] : std::nan("");
    EXPECT_TRUE(same_bits(padded.values[i], expected)) << i;
  }
}

TEST_F(ResultFileTest, HoldsEveryPointToTheBit) {
  const Study study =
      example::study({example::real_axis("epsilon", 10), {"hot", {true, false}}, {"levels", {std::int64_t{2}}}});
  const auto points = example::points(study);
  write(study, Table(points));
  const ResultReader reader(path_);
  EXPECT_EQ(reader.size(), 20U);
  const auto back = reader.read({0, 20}).points();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Answer& written = points[i].answer;
    const Answer& read = back[i].answer;
    EXPECT_EQ(read.quantities.size(), written.quantities.size()) << i;
    for (const auto& [name, datum] : written.quantities) {
      ASSERT_NE(read.quantities.find(name), nullptr) << name << i;
      expect_kept(*read.quantities.find(name), datum);
    }
    EXPECT_EQ(read.certificate.method, written.certificate.method);
    EXPECT_EQ(read.certificate.residual, written.certificate.residual);
    EXPECT_EQ(read.certificate.status, written.certificate.status);
    EXPECT_EQ(read.certificate.reason, written.certificate.reason);
    EXPECT_EQ(read.certificate.warnings, written.certificate.warnings);
    EXPECT_EQ(read.certificate.details.size(), written.certificate.details.size());
  }
}

TEST_F(ResultFileTest, PartsOfASweepAreReadAsWell) {
  const Study study = example::study({example::real_axis("epsilon", 5), example::real_axis("g", 7)});
  write(study, Table(example::points(study)));
  const ResultReader reader(path_);
  const auto all = reader.read({0, 35}).points();
  for (const Segment segment : {Segment{3, 4}, {5, 9}, {6, 22}, {34, 35}}) {
    const auto part = reader.read(segment).points();
    for (std::size_t i = segment.first; i < segment.last; ++i)
      EXPECT_EQ(json_text(study, {part[i - segment.first]}), json_text(study, {all[i]}));
  }
  EXPECT_EQ(reader.read({4, 4}).size(), 0U);
}

TEST_F(ResultFileTest, KeepsListsThatAreEmptyAtEveryPoint) {
  const Study study = example::study({example::real_axis("epsilon", 9)});
  auto points = example::points(study);
  for (Point& point : points) {
    if (point.answer.quantities.size() == 0) continue;  // it failed
    point.answer.quantities.set("crossing", vector_datum({}));
    point.answer.quantities.set("no_rows", Array{{0, 3}, {}});
    point.answer.quantities.set("no_columns", Array{{2, 0}, {}});
  }
  write(study, Table(points));
  const ResultReader reader(path_);
  const auto back = reader.read({0, 9}).points();
  for (std::size_t i = 0; i < points.size(); ++i)
    for (const std::string name : {"crossing", "no_rows", "no_columns"}) {
      const Datum* written = points[i].answer.quantities.find(name);
      const Datum* read = back[i].answer.quantities.find(name);
      ASSERT_EQ(read == nullptr, written == nullptr) << name << " at the failed point " << i;
      if (written == nullptr) continue;
      EXPECT_EQ(std::get<Array>(*read).shape, std::get<Array>(*written).shape) << name << i;
      EXPECT_TRUE(std::get<Array>(*read).values.empty()) << name << i;
    }
}

TEST_F(ResultFileTest, BytesDoNotDependOnTheCuts) {
  const Study study = example::study({example::real_axis("epsilon", 40), example::real_axis("g", 25)});
  write_cut(study, path_, 1000);
  for (const std::size_t length : {1U, 7U, 64U, 999U}) {
    write_cut(study, folder_ / "other.nc", length);
    EXPECT_EQ(read_file(folder_ / "other.nc"), read_file(path_)) << length;
  }
}

TEST_F(ResultFileTest, OfALongSweepIsWrittenInBlocks) {
  const Study study = example::study({example::real_axis("epsilon", 3), example::real_axis("g", 50000)});
  Table table;
  for (std::size_t i = 0; i < study.size(); ++i) {
    Answer answer;
    answer.certificate.method = i % 3 == 0 ? "direct" : "";
    answer.quantities.set("x", std::sqrt(static_cast<double>(i)));
    if (i % 2 == 0) answer.quantities.set("code", static_cast<std::int64_t>(i));
    if (i > 140000) answer.certificate.details.set("late", std::to_string(i % 3));
    table.append(answer);
  }
  write(study, table);
  const ResultReader reader(path_);
  for (const std::size_t first : {0U, 49999U, 65535U, 140000U, 149990U}) {
    const auto points = reader.read({first, first + 10}).points();
    for (std::size_t i = first; i < first + 10; ++i) {
      const Answer& answer = points[i - first].answer;
      EXPECT_EQ(answer.quantities.number("x"), std::sqrt(static_cast<double>(i)));
      EXPECT_EQ(answer.quantities.find("code") != nullptr, i % 2 == 0);
      EXPECT_EQ(answer.certificate.method, i % 3 == 0 ? "direct" : "");
      EXPECT_EQ(answer.certificate.details.find("late") != nullptr, i > 140000);
    }
  }
}

TEST_F(ResultFileTest, TracesItsNumbers) {
  const Study study = example::study();
  write(study, Table(example::points(study)));
  const ResultReader reader(path_);
  EXPECT_EQ(reader.text("model"), "toy");
  EXPECT_EQ(reader.text("study"), study_json(study));
  EXPECT_EQ(reader.text("study_text"), study.text);
  EXPECT_EQ(reader.text("study_sha256"), hexadecimal(study_identity(study)));
  EXPECT_EQ(reader.text("qalor_version"), version());
  EXPECT_EQ(reader.text("command"), provenance.command);
  EXPECT_EQ(reader.text("history"), "2026-01-01T00:00:00Z: qalor run toy.toml -o results");
  EXPECT_EQ(reader.text("none"), "");
}

TEST_F(ResultFileTest, IdentityIsThatOfTheResolvedStudy) {
  Study study = example::study();
  const Digest identity = study_identity(study);
  study.text = "# other spaces";
  study.parameters.set("epsilon", 0.3, true);
  EXPECT_EQ(study_identity(study), identity);
  study.keys.set("order", std::int64_t{3}, true);
  EXPECT_NE(study_identity(study), identity);
}

TEST_F(ResultFileTest, TextsThatAreNotUtf8DoNoHarm) {
  Study study = example::study({{"coupling", {std::string("\xFF")}}});
  study.title = std::string("a\0b", 3);
  Answer answer;
  answer.quantities.set("word", std::string("x\xC3"));
  answer.quantities.set("na\xFFme", 1.0);
  Table table;
  table.append(answer);
  write(study, table);
  const ResultReader reader(path_);
  EXPECT_EQ(reader.text("title"), "a\uFFFDb");
  EXPECT_EQ(std::get<std::string>(*reader.read({0, 1}).points()[0].answer.quantities.find("word")), "x\uFFFD");
}

TEST_F(ResultFileTest, OfAnotherFormatVersionIsRefused) {
  for (const std::int64_t format : {0, 2}) {
    NetcdfWriter writer(path_, {},
                        {{"qalor_format", std::vector<std::int64_t>{format}}, {"qalor_version", std::string("9.1")}});
    writer.close();
    seal_file(path_);
    EXPECT_EQ(message_of<InputError>([&] { const ResultReader reader(path_); }),
              path_.string() + " has result format " + std::to_string(format) + ", written by qalor 9.1; qalor " +
                  version() + " reads format 1");
  }
}

TEST_F(ResultFileTest, OfAnotherProgramIsRefused) {
  NetcdfWriter writer(path_, {}, {});
  writer.close();
  seal_file(path_);
  EXPECT_EQ(message_of<InputError>([&] { const ResultReader reader(path_); }),
            path_.string() + " is not a result of qalor: it has no attribute qalor_format");
}

/// A file with the right head and one variable that makes no sense.
class StrangeFileTest : public ResultFileTest {
 protected:
  std::string complaint_about(const NetcdfVariable& strange, const std::vector<std::int64_t>& codes = {}) {
    NetcdfWriter writer(
        path_, {{"epsilon", NetcdfType::real, {{"epsilon", 2}}, {{"qalor_group", std::string("axis")}}}, strange},
        {{"qalor_format", std::vector<std::int64_t>{1}}});
    if (!codes.empty()) writer.write(1, {{0}, {2}}, codes);
    writer.close();
    seal_file(path_);
    return message_of<EnvironmentError>([&] { ResultReader(path_).read({0, 2}); });
  }
  std::string damaged(const std::string& what) const {
    return "cannot read " + path_.string() + ": it is damaged (" + what + ")";
  }
};

TEST_F(StrangeFileTest, IsRefused) {
  const NetcdfAttribute quantity = {"qalor_group", std::string("quantity")};
  const NetcdfAttribute certificate = {"qalor_group", std::string("certificate")};
  const NetcdfAttribute status = {"qalor_name", std::string("status")};
  EXPECT_EQ(complaint_about({"x", NetcdfType::real, {{"k", 3}}, {quantity}}), damaged("`x` does not fit the sweep"));
  EXPECT_EQ(complaint_about({"x", NetcdfType::text, {{"epsilon", 2}, {"k", 3}}, {quantity}}),
            damaged("`x` is of an unexpected kind"));
  EXPECT_EQ(complaint_about({"x", NetcdfType::real, {{"epsilon", 2}}, {certificate, status}}),
            damaged("`x` is of an unexpected kind"));
  EXPECT_EQ(complaint_about({"x", NetcdfType::integer, {{"epsilon", 2}}, {certificate, status}}, {0, 4}),
            damaged("4 is no status"));
  EXPECT_EQ(
      complaint_about(
          {"x", NetcdfType::integer, {{"epsilon", 2}}, {quantity, {"qalor_texts", std::vector<std::string>{"a"}}}},
          {0, 1}),
      damaged("`x` holds a code without a text"));
  EXPECT_EQ(complaint_about({"x", NetcdfType::real, {{"a", 2}, {"b", 2}}, {{"qalor_group", std::string("axis")}}}),
            damaged("axis `x` is no list"));
}

}  // namespace
}  // namespace qalor
