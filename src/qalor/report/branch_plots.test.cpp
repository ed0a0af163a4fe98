// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/branch_plots.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "qalor/report/directory.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/html.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using testing::HasSubstr, testing::Not;

/// A model that answers with one quantity of two branches, and with where they cross.
const Model& model() {
  static const Model model = [] {
    Model m = example::model();
    const std::vector<std::string> tasks{"evolve"}, time{"time"};
    m.quantities = {{"time", "t", "time", "time", tasks, {}, time},
                    {"up_total_heat", "Q", "energy", "received", tasks, {}, time},
                    {"down_total_heat", "Q", "energy", "received", tasks, {}, time},
                    {"down_total_work", "W", "energy", "received", tasks, {}, time},
                    {"up_first_rate", "r", "rate", "at the start", tasks, {}, {}},
                    {"down_first_rate", "r", "rate", "at the start", tasks, {}, {}},
                    {"heat_crossing", "t", "time", "where they cross", tasks, {}, {"crossing"}}};
    return m;
  }();
  return model;
}

Answer answer(const std::vector<double>& crossings) {
  Answer out;
  out.certificate.method = "by hand";
  out.quantities.set("time", vector_datum({0, 1, 2}));
  out.quantities.set("up_total_heat", vector_datum({0, 1, 2}));
  out.quantities.set("down_total_heat", vector_datum({1, 1, 1}));
  out.quantities.set("down_total_work", vector_datum({3, 3, 4}));
  out.quantities.set("heat_crossing", vector_datum(crossings));
  return out;
}

std::string page(const std::vector<Answer>& answers, std::vector<Axis> sweep = {}) {
  const example::TemporaryDirectory folder;
  Study study = example::study(std::move(sweep));
  study.model = &model();
  {
    DirectorySink sink(folder.path(), study, {.force = true});
    std::vector<Point> points;
    for (std::size_t i = 0; i < answers.size(); ++i) points.push_back({study.swept(i), answers[i]});
    sink.accept(0, points);
    sink.finish({"qalor run toy.toml", "2026-01-01T00:00:00Z", 1});
  }
  return read_file(write_report(folder.path(), {model()}).page);
}

TEST(BranchPlots, DrawOneQuantityOfSeveralBranchesTogether) {
  const std::string html = page({answer({})});
  EXPECT_THAT(html, HasSubstr(">total_heat against time</title>"));
  EXPECT_THAT(html, HasSubstr(">up</tspan></text>"));
  EXPECT_THAT(html, HasSubstr(">down</tspan></text>"));
  EXPECT_THAT(html, HasSubstr(">down_total_work against time</title>")) << "has no partner";
  EXPECT_THAT(html, Not(HasSubstr("class=\"event\"")));
}

TEST(BranchPlots, MarkWhereTheLinesCross) {
  const std::string html = page({answer({1})});
  EXPECT_THAT(html, HasSubstr("class=\"event\""));
  EXPECT_THAT(html, HasSubstr(">cross at 1</text>"));
  EXPECT_THAT(html, HasSubstr("the lines cross at 1</desc>"));
}

TEST(BranchPlots, OfASweepDrawBothBranchesAtItsEndsAndInBetween) {
  std::vector<Answer> answers;
  for (std::size_t i = 0; i < 5; ++i) {
    Answer one = answer(i == 0 ? std::vector<double>{} : std::vector<double>{1 + 0.125 * static_cast<double>(i)});
    one.quantities.set("up_first_rate", 1 + static_cast<double>(i));
    one.quantities.set("down_first_rate", 2 + static_cast<double>(i));
    answers.push_back(one);
  }
  const std::string html = page(answers, {example::real_axis("epsilon", 5)});
  EXPECT_THAT(html, HasSubstr(">total_heat against time</title>"));
  for (const std::string at : {"1", "1.25", "1.5"}) {
    EXPECT_THAT(html, HasSubstr(">up, epsilon = " + at + "</tspan></text>"));
    EXPECT_THAT(html, HasSubstr(">down, epsilon = " + at + "</tspan></text>"));
  }
  EXPECT_THAT(html, HasSubstr(">cross at 1.25 (epsilon = 1.25)</text>"));
  EXPECT_THAT(html, HasSubstr(">cross at 1.5 (epsilon = 1.5)</text>"));
  EXPECT_THAT(html, HasSubstr(">first_rate against epsilon</title>")) << "numbers along the sweep";
  EXPECT_THAT(html, HasSubstr(">heat_crossing against epsilon</title>"));
}

}  // namespace
}  // namespace qalor
