// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/result_layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/report_example.hpp"

namespace qalor {
namespace {

ResultLayout layout_of(const Study& study, const std::vector<Answer>& answers) {
  Table table;
  for (const Answer& answer : answers) table.append(answer);
  Outline outline;
  outline.include(0, table);
  return result_layout(study, outline);
}

/// "name(dimension=length, ...)" of each variable.
std::vector<std::string> shapes(const ResultLayout& layout) {
  std::vector<std::string> shapes;
  for (const ResultVariable& variable : layout.variables) {
    std::string text = variable.netcdf.name + "(";
    for (const NetcdfDimension& dimension : variable.netcdf.dimensions)
      text += (text.back() == '(' ? "" : ", ") + dimension.name + "=" + std::to_string(dimension.length);
    if (variable.column.group == Group::quantities) shapes.push_back(text + ")");
  }
  return shapes;
}

const ResultVariable& variable(const ResultLayout& layout, const std::string& name) {
  return *std::find_if(layout.variables.begin(), layout.variables.end(),
                       [&](const ResultVariable& v) { return v.netcdf.name == name; });
}

TEST(ResultLayout, OfASinglePointHasNumbersWithoutDimensions) {
  EXPECT_EQ(shapes(layout_of(example::study(), {example::answer(0)})),
            (std::vector<std::string>{"heat_current_A()", "efficiency()", "time(time=3)", "n_A(time=3)",
                                      "eigenvalues(eigenvalues_0=1)", "matrix(matrix_0=2, matrix_1=1)", "second_law()",
                                      "regime()"}));
}

TEST(ResultLayout, OfASweepPutsTheAxesFirst) {
  const Study study = example::study({example::real_axis("epsilon", 2), {"hot", {true, false}}});
  const auto layout =
      layout_of(study, {example::answer(0), example::answer(1), example::answer(2), example::answer(4)});
  EXPECT_EQ(shapes(layout), (std::vector<std::string>{
                                "heat_current_A(epsilon=2, hot=2)", "efficiency(epsilon=2, hot=2)", "time(time=3)",
                                "n_A(epsilon=2, hot=2, time=3)", "eigenvalues(epsilon=2, hot=2, eigenvalues_0=3)",
                                "matrix(epsilon=2, hot=2, matrix_0=2, matrix_1=2)", "second_law(epsilon=2, hot=2)",
                                "regime(epsilon=2, hot=2)"}));
  EXPECT_EQ(layout.axes[1].type, NetcdfType::text);
}

TEST(ResultLayout, KeepsAGridThatDiffersFromPointToPoint) {
  const Study study = example::study({example::real_axis("epsilon", 2)});
  Answer other = example::answer(1);
  other.quantities.set("time", vector_datum({0, 1, 2}));
  const auto shape = shapes(layout_of(study, {example::answer(0), other}));
  EXPECT_EQ(shape[2], "time(epsilon=2, time_index=3)");
  EXPECT_EQ(shape[3], "n_A(epsilon=2, time_index=3)");
}

TEST(ResultLayout, GivesEveryThingANameOfItsOwn) {
  const Study study = example::study({example::real_axis("epsilon", 1), {"time", {1.0}}});
  Answer answer = example::answer(0);
  answer.quantities.set("epsilon", 1.0);
  answer.quantities.set("certificate_status", 1.0);
  answer.quantities.set("certificate_status_certificate", 1.0);
  answer.quantities.set("a/b", 1.0);
  answer.certificate.details.set("method", 1.0);
  const auto layout = layout_of(study, {answer});
  std::vector<std::string> names;
  for (const ResultVariable& one : layout.variables) names.push_back(one.netcdf.name);
  for (const auto* name :
       {"epsilon_quantity", "time_quantity", "certificate_status", "certificate_status_certificate",
        "certificate_status_certificate_2", "a_b", "certificate_method", "certificate_method_detail"})
    EXPECT_EQ(std::count(names.begin(), names.end(), name), 1) << name;
  EXPECT_EQ(variable(layout, "epsilon_quantity").netcdf.text("qalor_name"), "epsilon");
  EXPECT_EQ(variable(layout, "n_A").netcdf.dimensions.back().name, "time_index");
}

TEST(ResultLayout, SeparatesKindsOfOneName) {
  Answer word;
  word.quantities.set("efficiency", std::string("none"));
  const auto shape = shapes(layout_of(example::study({example::real_axis("epsilon", 2)}), {example::answer(0), word}));
  EXPECT_EQ(shape[1], "efficiency(epsilon=2)");
  EXPECT_EQ(shape.back(), "efficiency_quantity(epsilon=2)");
}

TEST(ResultLayout, TellsUnitsMeaningsAndCodes) {
  const auto layout = layout_of(example::study(), {example::answer(0)});
  const NetcdfVariable& current = variable(layout, "heat_current_A").netcdf;
  EXPECT_EQ(current.text("units"), "energy^2");
  EXPECT_EQ(current.text("long_name"), "heat entering from bath A");
  EXPECT_EQ(current.text("symbol"), "J_A");
  EXPECT_EQ(variable(layout, "second_law").netcdf.text("flag_meanings"), "is_violated holds");
  const NetcdfVariable& status = variable(layout, "certificate_status").netcdf;
  EXPECT_EQ(status.text("flag_meanings"), "ok law_violated not_converged failed");
  EXPECT_EQ(std::get<std::vector<std::int64_t>>(status.attribute("flag_values")->value),
            (std::vector<std::int64_t>{0, 1, 2, 3}));
}

TEST(ResultLayout, MarksMissingIntegersOnlyWhereOneIsMissing) {
  const Study study = example::study({example::real_axis("epsilon", 2)});
  EXPECT_EQ(
      variable(layout_of(study, {example::answer(0), example::answer(1)}), "second_law").netcdf.attribute("_FillValue"),
      nullptr);
  EXPECT_NE(
      variable(layout_of(study, {example::answer(0), example::answer(3)}), "second_law").netcdf.attribute("_FillValue"),
      nullptr);
}

TEST(ResultLayout, StoresTextsOfLongSweepsAsCodes) {
  Table table;
  for (std::size_t i = 0; i < 100001; ++i) {
    Answer answer;
    answer.certificate.method = i % 2 == 0 ? "direct" : "krylov";
    answer.certificate.details.set("number", std::to_string(i));
    table.append(answer);
  }
  Outline outline;
  outline.include(0, table);
  const auto layout = result_layout(example::study({example::real_axis("epsilon", 100001)}), outline);
  EXPECT_EQ(variable(layout, "certificate_method").words, (std::vector<std::string>{"direct", "krylov"}));
  EXPECT_EQ(variable(layout, "certificate_method").netcdf.type, NetcdfType::integer);
  EXPECT_EQ(variable(layout, "certificate_number").netcdf.type, NetcdfType::text);  // too many different ones
}

TEST(AxisValues, AreNumbersOrTexts) {
  EXPECT_EQ(axis_values({"a", {1.5, std::int64_t{2}}}).reals, (std::vector<double>{1.5, 2}));
  EXPECT_EQ(axis_values({"a", {1.5, std::int64_t{2}}}).type, NetcdfType::real);
  EXPECT_EQ(axis_values({"a", {std::int64_t{3}, std::int64_t{2}}}).type, NetcdfType::integer);
  EXPECT_EQ(axis_values({"a", {true, false}}).texts, (std::vector<std::string>{"true", "false"}));
  EXPECT_EQ(axis_values({"a", {std::vector<double>{1, 2.5}}}).texts, (std::vector<std::string>{"[1, 2.5]"}));
}

}  // namespace
}  // namespace qalor
