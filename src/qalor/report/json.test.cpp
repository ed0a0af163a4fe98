// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/json.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "qalor/base/error.hpp"
#include "qalor/base/version.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using example::message_of;
using Json = nlohmann::ordered_json;

Json points_of(const Study& study, const std::vector<Point>& points) {
  return Json::parse(json_text(study, points)).at("points");
}

Point point(Answer answer) { return {{}, std::move(answer)}; }

TEST(Json, IsExactlyTheDocumentedObject) {
  const Study study = example::study({{"epsilon", {0.5}}});
  Answer answer;
  answer.certificate.method = "direct";
  answer.certificate.residual = 2e-17;
  answer.certificate.warn("careful");
  answer.certificate.details.set("trace_error", 0.0);
  answer.quantities.set("heat_current_A", 0.1);
  answer.quantities.set("second_law", std::int64_t{1});
  answer.quantities.set("regime", std::string("engine"));
  answer.quantities.set("matrix", Array{{2, 2}, {1, 2.5, std::nan(""), -4}});
  EXPECT_EQ(
      json_text(study, {{study.swept(0), answer}}),
      "{\"qalor\": \"" + version() +
          "\",\n"
          "\"study\": {\"title\":\"Toy \xC3\xA4 <b>\",\"model\":\"toy\",\"parameters\":{\"epsilon\":0.3,\"levels\":2,"
          "\"coupling\":\"noise\",\"hot\":true,\"grid\":[1.0,2.0]},\"task\":{\"kind\":\"evolve\",\"order\":2},"
          "\"sweep\":{\"epsilon\":[0.5]}},\n"
          "\"points\": [\n"
          "{\"parameters\":{\"epsilon\":0.5},\"quantities\":{\"heat_current_A\":0.1,\"second_law\":1,"
          "\"regime\":\"engine\",\"matrix\":[[1.0,2.5],[null,-4.0]]},\"certificate\":{\"method\":\"direct\","
          "\"residual\":2e-17,\"status\":\"ok\",\"warnings\":[\"careful\"],\"trace_error\":0.0}}\n"
          "]}\n");
}

TEST(Json, OfAFailedPointHasNoQuantitiesButAReason) {
  Answer answer;
  answer.certificate.degrade(Status::failed, "singular");
  const Json json = points_of(example::study(), {point(answer)})[0];
  EXPECT_EQ(
      json.dump(),
      "{\"parameters\":{},\"quantities\":{},\"certificate\":{\"method\":\"\",\"residual\":0.0,\"status\":\"failed\","
      "\"warnings\":[],\"reason\":\"singular\"}}");
}

TEST(Json, NumbersReadBackToTheSameBits) {
  std::mt19937_64 random(4);
  std::vector<double> values = {0.1, -0.0, 5e-324, 1.7976931348623157e308, 1e16, 123456789012345680.0};
  while (values.size() < 20000) {
    const auto x = std::bit_cast<double>(random());
    if (std::isfinite(x)) values.push_back(x);
  }
  Answer answer;
  answer.quantities.set("x", vector_datum(values));
  const auto back = points_of(example::study(), {point(answer)})[0].at("quantities").at("x").get<std::vector<double>>();
  ASSERT_EQ(back.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_EQ(std::bit_cast<std::uint64_t>(back[i]), std::bit_cast<std::uint64_t>(values[i]));
}

TEST(Json, WritesComplexMatricesAsAUserWouldAndReadsThemBack) {
  const std::string text =
      "[study]\nmodel = 'thermal_relaxation'\n[task]\nkind = 'relax'\ntimes = [1]\n[parameters]\n"
      "protocol = 'single'\nrho_initial = [[0.65, [0.2, -0.1]], [[0.2, 0.1], 0.35]]";
  const Study study = read_study(text, "a.toml");
  const std::string json = study_json(study);
  EXPECT_EQ(Json::parse(json).at("parameters").at("rho_initial").dump(), "[[0.65,[0.2,-0.1]],[[0.2,0.1],0.35]]");
  EXPECT_EQ(study_of_json(json, *study.model).parameters.rows("rho_initial"), study.parameters.rows("rho_initial"));
}

TEST(Json, NestsArraysByTheirShape) {
  Answer answer;
  answer.quantities.set("cube", Array{{1, 2, 1}, {1, 2}});
  answer.quantities.set("empty", Array{{2, 0}, {}});
  answer.quantities.set("point", Array{{}, {7}});
  EXPECT_EQ(points_of(example::study(), {point(answer)})[0].at("quantities").dump(),
            "{\"cube\":[[[1.0],[2.0]]],\"empty\":[[],[]],\"point\":7.0}");
}

TEST(Json, WhatIsNotFiniteIsNull) {
  Answer answer;
  answer.quantities.set("x", std::nan(""));
  answer.quantities.set("y", HUGE_VAL);
  EXPECT_EQ(points_of(example::study(), {point(answer)})[0].at("quantities").dump(), "{\"x\":null,\"y\":null}");
}

TEST(Json, TextThatIsNotUtf8BecomesReplacementCharacters) {
  Answer answer;
  answer.quantities.set("word", std::string("a\xFF"));
  answer.certificate.method = "\xC3";
  Study study = example::study();
  study.title = "\xF0\x28";
  const Json json = Json::parse(json_text(study, {point(answer)}));
  EXPECT_EQ(json.at("points")[0].at("quantities").at("word"), "a\uFFFD");
  EXPECT_EQ(json.at("points")[0].at("certificate").at("method"), "\uFFFD");
  EXPECT_EQ(json.at("study").at("title"), "\uFFFD(");
}

TEST(Json, DetailsNeverHideTheCertificate) {
  Answer answer;
  answer.certificate.method = "direct";
  answer.certificate.details.set("method", std::string("other"));
  EXPECT_EQ(points_of(example::study(), {point(answer)})[0].at("certificate").at("method"), "direct");
}

TEST(StudyJson, DoesNotTellGivenValuesFromDefaults) {
  Study study = example::study();
  const std::string text = study_json(study);
  Location place;
  place.line = 3;
  study.parameters.set("epsilon", 0.3, true, place);
  study.text = "another way to write it";
  EXPECT_EQ(study_json(study), text);
  study.parameters.set("epsilon", 0.30000000000000004, true);
  EXPECT_NE(study_json(study), text);
}

TEST(StudyJson, ReadsBackToTheSameStudy) {
  Study study = example::study({example::real_axis("epsilon", 3),
                                {"coupling", {std::string("noise"), std::string("coherent")}},
                                {"levels", {std::int64_t{2}, std::int64_t{3}}}});
  study.parameters.set("sites", std::vector<std::string>{}, true);
  study.parameters.set("grid", std::vector<double>{}, true);
  const std::string text = study_json(study);
  const Study back = study_of_json(text, example::model());
  EXPECT_EQ(study_json(back), text);
  EXPECT_EQ(back.size(), 12U);
  EXPECT_FALSE(back.parameters.given("epsilon"));
  EXPECT_TRUE(back.parameters.given("grid"));
  EXPECT_TRUE(std::holds_alternative<std::vector<std::string>>(back.parameters.entries().at("sites").value));
  EXPECT_TRUE(std::holds_alternative<std::vector<double>>(back.parameters.entries().at("grid").value));
}

TEST(StudyJson, HasAHeaderThatTellsWhatItIsAbout) {
  const StudyHeader header = study_header(study_json(example::study()));
  EXPECT_EQ(header.label(), "\"Toy \xC3\xA4 <b>\" (model toy, task evolve)");
  EXPECT_EQ((StudyHeader{"", "toy", "evolve"}.label()), "model toy, task evolve");
}

TEST(StudyJson, ThatIsNoneIsRefused) {
  const std::string start = "the study in a result file cannot be read: ";
  EXPECT_EQ(message_of<InputError>([] { study_header("{}"); }).substr(0, start.size()), start);
  EXPECT_EQ(message_of<InputError>([] { study_of_json("{\"title\": 3", example::model()); }).substr(0, start.size()),
            start);
  EXPECT_EQ(message_of<InputError>([] { study_of_json("[]", example::model()); }).substr(0, start.size()), start);
}

}  // namespace
}  // namespace qalor
