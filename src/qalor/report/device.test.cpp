// SPDX-License-Identifier: BSD-3-Clause
// A device and swept keys of the task, on their way into JSON, netCDF and HTML.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "qalor/report/directory.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/html.hpp"
#include "qalor/report/json.hpp"
#include "qalor/report/netcdf.hpp"
#include "qalor/report/result_reader.hpp"
#include "qalor/study/sweep.hpp"
#include "tests/report_example.hpp"
#include "tests/toy_network.hpp"

namespace qalor {
namespace {

using example::message_of;
using testing::HasSubstr;

const std::string axes =
    "[sweep]\nlead.L.mu = { from = 0, to = 1, points = 3 }\nF_E = { values = [0.25, 0.5] }\n"
    "task.damping = { values = [1] }\n";

Study study() { return toy::read_network(toy::network_study("F_N = [1, 2, 4]\n" + toy::two_dots + axes, "map")); }

TEST(StudyJson, PrintsADeviceAsItWouldBeWritten) {
  const std::string device =
      "\"parameters\":{},\"network\":{\"energies\":[0.4,-0.4],\"interactions\":[[0.0,40.0],[40.0,0.0]],\"damping\":0.1,"
      "\"leads\":[{\"name\":\"L\",\"T\":1.0,\"mu\":0.0},{\"name\":\"R\",\"T\":2.0,\"mu\":0.0}],"
      "\"couplings\":[{\"lead\":\"L\",\"site\":0,\"gamma\":[1.0]},{\"lead\":\"R\",\"site\":1,\"gamma\":[0.5,0.0]}],"
      "\"bosons\":[]},";
  EXPECT_THAT(study_json(study()), HasSubstr(device)) << "a swept value is the first one";
}

TEST(StudyJson, PrintsSweptKeysBesideSweptParameters) {
  EXPECT_THAT(study_json(study()),
              HasSubstr("\"sweep\":{\"lead.L.mu\":[0.0,0.5,1.0],\"F_E\":[0.25,0.5],\"task.damping\":[1.0]}"));
  EXPECT_THAT(json_text(study(), {answer_point(study(), 3)}),
              HasSubstr("{\"parameters\":{\"lead.L.mu\":0.5,\"F_E\":0.5,\"task.damping\":1.0}"));
}

TEST(StudyJson, ReadsADeviceAndSweptKeysBack) {
  const Study written = study();
  const Study back = study_of_json(study_json(written), *written.model);
  EXPECT_EQ(study_json(back), study_json(written));
  EXPECT_EQ(back.parameters.real("lead.R.T"), 2);
  EXPECT_EQ(back.parameters.texts("leads"), (std::vector<std::string>{"L", "R"}));
  EXPECT_TRUE(back.parameters.given("lead.R.T"));
  EXPECT_FALSE(back.parameters.given("lead.R.mu"));
  ASSERT_EQ(back.sweep.size(), 3U);
  for (std::size_t i = 0; i < back.sweep.size(); ++i) {
    EXPECT_EQ(back.sweep[i].is_of_task, written.sweep[i].is_of_task);
    EXPECT_EQ(back.sweep[i].is_array, written.sweep[i].is_array);
  }
  EXPECT_EQ(back.keys_at(1).reals("F_E"), (std::vector<double>{0.5}));
}

TEST(StudyJson, RefusesADeviceThatFitsNoCard) {
  const Study written = study();
  std::string json = study_json(written);
  json.replace(json.find("[0.4,-0.4]"), 10, "\"x\"");
  EXPECT_THAT(message_of<InputError>([&] { study_of_json(json, *written.model); }),
              HasSubstr("the study in a result file: `energies` must be an array of numbers, found \"x\""));
}

class DeviceResult : public testing::Test {
 protected:
  DeviceResult() {
    DirectorySink sink(folder_.path(), study_, {.force = true});
    run_sweep(study_, sink, {.jobs = 1});
    sink.finish({"qalor run dots.toml -o results", "2026-01-01T00:00:00Z", 1});
  }

  const example::TemporaryDirectory folder_;
  const Study study_ = study();
};

TEST_F(DeviceResult, HasAxesNamedByWhatIsSwept) {
  const NetcdfReader file(folder_ / "result.nc");
  std::vector<std::string> names;
  for (const NetcdfVariable& variable : file.variables()) {
    if (variable.text("qalor_group") == "axis") names.push_back(variable.name + " [" + variable.text("units") + "]");
    if (variable.name != "J") continue;
    std::vector<std::size_t> lengths;
    for (const NetcdfDimension& dimension : variable.dimensions) lengths.push_back(dimension.length);
    EXPECT_EQ(lengths, (std::vector<std::size_t>{3, 2, 1, 3}));
  }
  EXPECT_EQ(names, (std::vector<std::string>{"lead.L.mu []", "F_E [1/energy]", "task.damping []"}));
}

TEST_F(DeviceResult, HoldsTheAnswersOfItsPoints) {
  const ResultReader result(folder_ / "result.nc");
  const auto points = result.read({0, result.size()}).points();
  ASSERT_EQ(points.size(), 6U);
  // 40 of the interaction, no sum of the energies, 0 of lead R, 0.5 of lead L; F_E = 0.5.
  EXPECT_EQ(points[3].answer.quantities.number("sum"), 40.5);
  EXPECT_EQ(std::get<Array>(*points[3].answer.quantities.find("J")).values, (std::vector<double>{41, 41.5, 42.5}));
}

TEST_F(DeviceResult, IsShownOnThePage) {
  const std::string page = read_file(write_report(folder_.path(), toy::network_models()).page);
  EXPECT_THAT(page, HasSubstr("<h3>Device <code>[network]</code></h3>\n<p>dots, leads and what connects them</p>"));
  EXPECT_THAT(page, HasSubstr("<span class=\"name\">interactions.0.1</span>"));
  EXPECT_THAT(page,
              HasSubstr("<span class=\"name\">lead.L.mu</span></th><td class=\"words\">3 values: 0, 0.5, 1</td>"));
  EXPECT_THAT(page, HasSubstr("2 values: 0.25, 0.5"));
}

}  // namespace
}  // namespace qalor
