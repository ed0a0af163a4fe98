// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/field.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace qalor {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
const Range fraction = {.lowest = 0, .highest = 1};

std::string fault(const Field& field, const Value& value) {
  const auto complaint = check_value(field, value);
  if (!complaint) return "";
  EXPECT_EQ(complaint->fields, std::vector<std::string>{field.name});
  return complaint->message;
}

TEST(Range, IncludesItsEndsUnlessTheyAreOpen) {
  EXPECT_TRUE(fraction.contains(0));
  EXPECT_TRUE(fraction.contains(1));
  EXPECT_FALSE(fraction.contains(-1e-300));
  EXPECT_FALSE(Range::positive().contains(0));
  EXPECT_TRUE(Range::non_negative().contains(0));
}

TEST(Range, NeverContainsWhatIsNotFinite) {
  for (const Range& range : {Range{}, Range::positive(), fraction}) {
    EXPECT_FALSE(range.contains(infinity));
    EXPECT_FALSE(range.contains(-infinity));
    EXPECT_FALSE(range.contains(std::nan("")));
  }
}

TEST(Range, IsNamedInWords) {
  EXPECT_EQ(Range{}.text(), "finite");
  EXPECT_EQ(Range::positive().text(), "> 0");
  EXPECT_EQ(Range::non_negative().text(), ">= 0");
  EXPECT_EQ((Range{.highest = 2.5}).text(), "<= 2.5");
  EXPECT_EQ((Range{.highest = 2.5, .open_above = true}).text(), "< 2.5");
  EXPECT_EQ(fraction.text(), "between 0 and 1");
  EXPECT_EQ((Range{.lowest = 0, .highest = 1, .open_above = true}).text(), ">= 0 and < 1");
}

TEST(CheckValue, QuotesTheNumberAndItsRange) {
  const Field omega{.name = "omega_A", .range = Range::positive()};
  EXPECT_EQ(fault(omega, 1e-300), "");
  EXPECT_EQ(fault(omega, std::int64_t{2}), "");
  EXPECT_EQ(fault(omega, -0.5), "`omega_A` = -0.5: must be > 0");
  EXPECT_EQ(fault(omega, std::int64_t{-1}), "`omega_A` = -1: must be > 0");
}

TEST(CheckValue, RefusesWhatIsNotFiniteByName) {
  EXPECT_EQ(fault({.name = "g"}, std::nan("")), "`g` = nan: must be finite");
  EXPECT_EQ(fault({.name = "g"}, -infinity), "`g` = -inf: must be finite");
  const Field beta{.name = "beta_A", .range = Range::non_negative()};
  EXPECT_EQ(fault(beta, infinity), "`beta_A` = inf: must be finite and >= 0");
}

TEST(CheckValue, TakesNoRealNumberForAnInteger) {
  const Field order{.name = "order", .type = FieldType::integer, .range = {.lowest = 1, .highest = 8}};
  EXPECT_EQ(fault(order, std::int64_t{8}), "");
  EXPECT_EQ(fault(order, 2.0), "`order` must be an integer, found 2");
  EXPECT_EQ(fault(order, 2.5), "`order` must be an integer, found 2.5");
  EXPECT_EQ(fault(order, std::int64_t{9}), "`order` = 9: must be between 1 and 8");
}

TEST(CheckValue, NamesTheTypeItExpectsAndTheValueItFound) {
  EXPECT_EQ(fault({.name = "g"}, "abc"), "`g` must be a number, found \"abc\"");
  EXPECT_EQ(fault({.name = "g"}, true), "`g` must be a number, found true");
  EXPECT_EQ(fault({.name = "g"}, std::vector<double>{1}), "`g` must be a number, found an array of numbers");
  EXPECT_EQ(fault({.name = "driven", .type = FieldType::boolean}, std::int64_t{1}),
            "`driven` must be true or false, found 1");
  EXPECT_EQ(fault({.name = "label", .type = FieldType::text}, 1.5), "`label` must be a text, found 1.5");
  EXPECT_EQ(fault({.name = "weights", .type = FieldType::reals}, 1.5),
            "`weights` must be an array of numbers, found 1.5");
  EXPECT_EQ(fault({.name = "times", .type = FieldType::grid}, 1.5),
            "`times` must be an array of numbers or a table { from, to, points, scale }, found 1.5");
  EXPECT_EQ(fault({.name = "counts", .type = FieldType::texts}, std::vector<double>{}),
            "`counts` must be an array of texts, found an array of numbers");
}

TEST(CheckValue, SuggestsTheNearestChoice) {
  const Field coupling{.name = "coupling", .type = FieldType::choice, .choices = {"noise", "coherent"}};
  EXPECT_EQ(fault(coupling, "noise"), "");
  EXPECT_EQ(fault(coupling, "noize"),
            "`coupling` = \"noize\": must be \"noise\" or \"coherent\"; did you mean \"noise\"?");
  EXPECT_EQ(fault(coupling, "strong"), "`coupling` = \"strong\": must be \"noise\" or \"coherent\"");
  EXPECT_EQ(fault({.name = "model", .type = FieldType::choice}, "x"),
            "`model` = \"x\": there is nothing to choose from");
  EXPECT_EQ(fault(coupling, 1.5), "`coupling` must be \"noise\" or \"coherent\", found 1.5");
}

TEST(CheckValue, NamesTheElementThatIsWrongCountingFromZero) {
  const Field weights{.name = "weights", .type = FieldType::reals, .range = fraction, .length = 2};
  EXPECT_EQ(fault(weights, std::vector<double>{0.5, 1}), "");
  EXPECT_EQ(fault(weights, std::vector<double>{0.5, 2}), "`weights[1]` = 2: must be between 0 and 1");
  const Field counts{.name = "counts", .type = FieldType::texts, .choices = {"energy", "particles"}};
  EXPECT_EQ(fault(counts, std::vector<std::string>{"enrgy"}),
            "`counts[0]` = \"enrgy\": must be \"energy\" or \"particles\"; did you mean \"energy\"?");
}

TEST(CheckValue, ComparesTheLengthOfArrays) {
  const Field weights{.name = "weights", .type = FieldType::reals, .length = 2};
  EXPECT_EQ(fault(weights, std::vector<double>{1}), "`weights` has 1 element: must have 2");
  EXPECT_EQ(fault(weights, std::vector<double>{1, 2, 3}), "`weights` has 3 elements: must have 2");
  EXPECT_EQ(fault({.name = "times", .type = FieldType::grid}, std::vector<double>{}), "`times` has no elements");
}

TEST(AllowedText, SaysWhatAFieldTakes) {
  EXPECT_EQ(allowed_text({.name = "g"}), "must be finite");
  EXPECT_EQ(allowed_text({.name = "omega", .range = Range::positive()}), "must be > 0");
  EXPECT_EQ(allowed_text({.name = "seed", .type = FieldType::integer}), "must be an integer");
  EXPECT_EQ(allowed_text({.name = "order", .type = FieldType::integer, .range = {.lowest = 1, .highest = 8}}),
            "must be an integer between 1 and 8");
  EXPECT_EQ(allowed_text({.name = "driven", .type = FieldType::boolean}), "must be true or false");
  EXPECT_EQ(allowed_text({.name = "bath", .type = FieldType::choice, .choices = {"A", "B"}}), "must be \"A\" or \"B\"");
  EXPECT_EQ(allowed_text({.name = "title", .type = FieldType::text}), "must be a text");
  EXPECT_EQ(allowed_text({.name = "weights", .type = FieldType::reals, .range = Range::positive(), .length = 4}),
            "must be an array of numbers with 4 elements, each > 0");
  EXPECT_EQ(allowed_text({.name = "times", .type = FieldType::grid, .range = Range::non_negative()}),
            "must be an array of numbers or a table { from, to, points, scale }, each >= 0");
  EXPECT_EQ(allowed_text({.name = "counts", .type = FieldType::texts, .choices = {"A", "B"}, .length = 1}),
            "must be an array of texts with 1 element, each \"A\" or \"B\"");
}

TEST(CheckValue, TakesANumberForAnArrayWhereTheFieldDoes) {
  const Field gamma{.name = "gamma", .type = FieldType::one_or_reals, .range = Range::non_negative()};
  EXPECT_EQ(fault(gamma, 1.0), "");
  EXPECT_EQ(fault(gamma, std::vector<double>{1, 2}), "");
  EXPECT_EQ(fault(gamma, -1.0), "`gamma` = -1: must be >= 0");
  EXPECT_EQ(fault(gamma, std::vector<double>{}), "`gamma` has no elements");
  EXPECT_EQ(fault(gamma, "x"), "`gamma` must be a number or an array of numbers, found \"x\"");
  EXPECT_EQ(fault({.name = "masses", .type = FieldType::reals, .as_long_as = "energies"}, 1.0), "");
}

TEST(AllowedText, SaysWhatADeviceTakes) {
  Field field{.name = "U", .type = FieldType::matrix, .as_long_as = "energies"};
  EXPECT_EQ(allowed_text(field), "must be a square matrix of numbers with as many rows as `energies`");
  field.is_symmetric = field.has_zero_diagonal = true;
  EXPECT_EQ(allowed_text(field),
            "must be a symmetric matrix of numbers with as many rows as `energies` and a zero diagonal");
  field.as_long_as.clear();
  EXPECT_EQ(allowed_text(field), "must be a symmetric matrix of numbers with a zero diagonal");
  EXPECT_EQ(allowed_text({.name = "masses", .type = FieldType::reals, .as_long_as = "energies"}),
            "must be an array of numbers with as many elements as `energies`");
  EXPECT_EQ(allowed_text({.name = "gamma", .type = FieldType::one_or_reals, .range = Range::positive()}),
            "must be a number or an array of numbers, each > 0");
  EXPECT_EQ(allowed_text({.name = "lead", .type = FieldType::text, .refers_to = "leads"}), "must be a name in `leads`");
  EXPECT_EQ(allowed_text({.name = "site", .type = FieldType::integer, .refers_to = "energies"}),
            "must be an index of `energies`, from 0 on");
}

TEST(Defaults, WidenANumberWhereAnArrayIsMeant) {
  const Settings settings = defaults({{.name = "gamma", .type = FieldType::one_or_reals, .fallback = 2}});
  EXPECT_EQ(settings.reals("gamma"), (std::vector<double>{2}));
}

TEST(Defaults, HoldTheFieldsThatHaveOneAsNotGiven) {
  const Settings settings = defaults({{.name = "omega", .fallback = 1}, {.name = "heat", .type = FieldType::text}});
  EXPECT_EQ(settings.real("omega"), 1.0);
  EXPECT_TRUE(std::holds_alternative<double>(settings.entries().at("omega").value)) << "an integer default is widened";
  EXPECT_FALSE(settings.given("omega"));
  EXPECT_FALSE(settings.has("heat"));
}

TEST(FindField, GivesNothingForAnUnknownName) {
  const std::vector<Field> fields = {{.name = "g"}};
  EXPECT_EQ(find_field(fields, "g"), &fields.front());
  EXPECT_EQ(find_field(fields, "h"), nullptr);
}

}  // namespace
}  // namespace qalor
