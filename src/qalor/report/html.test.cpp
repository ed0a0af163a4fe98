// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "qalor/base/error.hpp"
#include "qalor/report/directory.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/markup.hpp"
#include "tests/report_example.hpp"

namespace qalor {
namespace {

using example::message_of;
using testing::HasSubstr;
using testing::Not;

class HtmlTest : public testing::Test {
 protected:
  std::string page(const Study& study, const std::vector<Point>& points) const {
    {
      DirectorySink sink(folder_.path(), study, {.force = true});
      sink.accept(0, points);
      sink.finish({"qalor run toy.toml --set title='<x>'", "2026-01-01T00:00:00Z", 2});
    }
    return read_file(write_report(folder_.path(), {example::model()}).page);
  }
  std::string page_of(Answer answer) const { return page(example::study(), {{{}, std::move(answer)}}); }

  const example::TemporaryDirectory folder_;
  const std::string name_ = folder_.path().string();
};

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

TEST_F(HtmlTest, LoadsNothingAndRunsNothing) {
  const std::string html = page_of(example::answer(0));
  EXPECT_THAT(html, HasSubstr("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""));
  EXPECT_EQ(count(html, "<script"), 1U);
  EXPECT_THAT(html, HasSubstr("<script type=\"application/json\" id=\"answer\">"));
  for (const auto* loader : {" src=", "<link", "<iframe", "@import", "url("}) EXPECT_THAT(html, Not(HasSubstr(loader)));
}

TEST_F(HtmlTest, EscapesEverythingThatTheUserWrote) {
  Study study = example::study();
  study.title = "</title><script>alert(1)</script>";
  study.text = "# </pre><script>alert(2)</script>";
  Answer answer = example::answer(0);
  answer.quantities.set("<img src=x>", 1.0);
  answer.quantities.set("regime", std::string("</script><script>alert(3)</script>"));
  answer.certificate.warn("<svg onload=alert(4)>");
  answer.certificate.details.set("verdict", std::string("<b>bold</b>"));
  const std::string html = page(study, {{{}, answer}});
  EXPECT_EQ(count(html, "<script"), 1U);
  EXPECT_EQ(count(html, "</script"), 1U);
  for (const auto* tag : {"<img", "<svg onload", "<b>"}) EXPECT_THAT(html, Not(HasSubstr(tag)));
  EXPECT_THAT(html, HasSubstr("&lt;svg onload=alert(4)&gt;"));
}

TEST_F(HtmlTest, ClosesWhatItOpens) {
  const Study study = example::study({example::real_axis("epsilon", 30), {"hot", {true, false}}});
  for (const std::string& html : {page_of(example::answer(0)), page(study, example::points(study))})
    for (const auto* tag :
         {"html", "head", "body", "main", "section", "table", "thead", "tbody", "tr",  "th",  "td",   "div",  "figure",
          "svg",  "ul",   "li",   "dl",   "pre",     "code",  "p",     "span",  "sub", "sup", "text", "tspan"}) {
      const std::string name = tag;
      EXPECT_EQ(count(html, "<" + name + ">") + count(html, "<" + name + " "), count(html, "</" + name + ">")) << name;
    }
}

TEST_F(HtmlTest, IdsAreUnique) {
  const Study study = example::study({example::real_axis("epsilon", 30)});
  const std::string html = page(study, example::points(study));
  const std::regex id(" id=\"([^\"]*)\"");
  std::set<std::string> ids;
  for (std::sregex_iterator match(html.begin(), html.end(), id), end; match != end; ++match)
    EXPECT_TRUE(ids.insert((*match)[1]).second) << (*match)[1];
}

TEST_F(HtmlTest, TellsTheVerdictInWords) {
  EXPECT_THAT(page_of(example::answer(1)), HasSubstr("The answer passed every check."));
  Answer failed;
  failed.certificate.degrade(Status::failed, "the matrix is singular");
  EXPECT_THAT(page_of(failed), HasSubstr("The answer is not to be trusted: the matrix is singular."));
  EXPECT_THAT(page_of(failed), HasSubstr("<section class=\"verdict bad\""));
  Answer told = example::answer(1);
  told.certificate.details.set("verdict", std::string("both laws hold"));
  EXPECT_THAT(page_of(told), HasSubstr("<p>Both laws hold.</p>"));
  EXPECT_THAT(page_of(told), HasSubstr("<section class=\"verdict ok\""));
  told.certificate.details.set("second_law", std::int64_t{0});
  EXPECT_THAT(page_of(told), HasSubstr("<section class=\"verdict attention\""));
  EXPECT_THAT(page_of(told), HasSubstr("does not hold"));
  Answer audited = example::answer(1);
  audited.quantities.set("second_law_full", std::int64_t{0});
  EXPECT_THAT(page_of(audited), HasSubstr("<section class=\"verdict attention\""));
}

TEST_F(HtmlTest, CountsWhatWentWrongInASweep) {
  const Study study = example::study({example::real_axis("epsilon", 30)});
  const std::string html = page(study, example::points(study));
  EXPECT_THAT(html, HasSubstr("26 of 30 points passed every check, 2 failed, 2 not converged."));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">epsilon = 2.25</th>"));
  EXPECT_THAT(html, HasSubstr("no state at point 10"));
  const Study fine = example::study({example::real_axis("epsilon", 3)});
  EXPECT_THAT(page(fine, example::points(fine)), HasSubstr("All 3 points passed every check."));
}

TEST_F(HtmlTest, ShowsValuesWithSymbolDimensionAndMeaning) {
  Answer answer = example::answer(0);
  answer.quantities.set("heat_current_A", -2.861133416e-05);
  const std::string html = page_of(answer);
  EXPECT_THAT(html,
              HasSubstr("<span class=\"name\">heat_current_A</span> <span class=\"symbol\">J<sub>A</sub></span> <span "
                        "class=\"symbol\">[energy<sup>2</sup>]</span><span class=\"meaning\">heat entering from bath "
                        "A</span></th><td class=\"number\">\u22122.86113×10⁻⁵</td>"));
  EXPECT_THAT(html, HasSubstr("0 (is violated)"));
  EXPECT_THAT(html, HasSubstr("<td class=\"words\">0, undefined, 0</td>"));
}

TEST_F(HtmlTest, TellsGivenValuesFromDefaults) {
  Study study = example::study({example::real_axis("levels", 9)});
  study.parameters.set("epsilon", 0.7, true);
  const std::string html = page(study, example::points(study));
  EXPECT_THAT(html, HasSubstr("<strong>0.7</strong></td><td class=\"quiet\">given; default 0.3</td>"));
  EXPECT_THAT(html, HasSubstr("9 values: 1 to 2</td><td class=\"quiet\">swept</td>"));
  EXPECT_THAT(html, HasSubstr("noise</td><td class=\"quiet\">default</td>"));
  EXPECT_THAT(html, HasSubstr("not given"));
}

TEST_F(HtmlTest, DrawsNumbersAlongTheSweepAndListsOverTheirGrid) {
  const Study study = example::study({example::real_axis("epsilon", 30)});
  const std::string html = page(study, example::points(study));
  EXPECT_THAT(html, HasSubstr("<figcaption>heat_current_A against epsilon</figcaption>"));
  EXPECT_THAT(html, HasSubstr("<figcaption>n_A against time</figcaption>"));
  EXPECT_THAT(html, Not(HasSubstr("second_law against")));
  EXPECT_THAT(page_of(example::answer(1)), HasSubstr("<figcaption>n_A against time</figcaption>"));
}

TEST_F(HtmlTest, TellsHowToReproduceIt) {
  const std::string html = page_of(example::answer(0));
  EXPECT_THAT(html, HasSubstr("qalor run toy.toml --set title=&#39;&lt;x&gt;&#39;"));
  EXPECT_THAT(html, HasSubstr("model = &quot;toy&quot;  # &lt;script&gt;"));
  EXPECT_THAT(html, HasSubstr("<dt>Threads</dt><dd>2</dd>"));
}

TEST_F(HtmlTest, OfWhatIsNotThereSaysSo) {
  EXPECT_EQ(message_of<InputError>([&] { write_report(folder_.path(), {}); }),
            "there is no result in " + name_ + ": no file result.nc");
  { DirectorySink sink(folder_.path(), example::study()); }
  EXPECT_EQ(message_of<InputError>([&] { write_report(folder_.path(), {}); }),
            "the result in " + name_ + " is not finished: run the same command again to go on");
  page_of(example::answer(0));
  EXPECT_EQ(message_of<InputError>([&] { write_report(folder_.path(), {}); }),
            name_ + "/result.nc is about the model \"toy\", which this version does not have");
}

TEST(Linked, MakesLinksOfIdentifiers) {
  EXPECT_EQ(linked("A, arXiv:1402.3825, eq. <3>."),
            "A, <a href=\"https://arxiv.org/abs/1402.3825\">arXiv:1402.3825</a>, eq. &lt;3&gt;.");
  EXPECT_EQ(linked("doi:10.1103/PhysRevE.89.062128."),
            "<a href=\"https://doi.org/10.1103/PhysRevE.89.062128\">doi:10.1103/PhysRevE.89.062128</a>.");
  EXPECT_EQ(linked("arXiv: none"), "arXiv: none");
}

}  // namespace
}  // namespace qalor
