// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/expression.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <random>

namespace qalor {
namespace {

using testing::HasSubstr;

const ExpressionScope two_sites{{"omega", "g", "N"}, {{"A", 0, 1, false}, {"B", 1, 1, false}}};
const std::vector<Real> two_values{1.5, 0.25, 3};
const ExpressionScope chain_scope{{"J", "N"}, {{"spin", 0, 4, true}}};
const std::vector<Real> chain_values{0.7, 4};

Space two_qubits() { return Space({qubit("A"), qubit("B")}); }
Space four_spins() { return Space({qubit("spin[0]"), qubit("spin[1]"), qubit("spin[2]"), qubit("spin[3]")}); }

Matrix dense(const std::string& text, const ExpressionScope& scope, const Space& space,
             const std::vector<Real>& values) {
  return Expression(text, scope).on(space, values).dense();
}

Matrix pair(const std::string& text) { return dense(text, two_sites, two_qubits(), two_values); }
Matrix chain(const std::string& text) { return dense(text, chain_scope, four_spins(), chain_values); }

Complex value_of(const std::string& text) { return Expression(text, two_sites).number(two_values); }

Real distance(const Matrix& a, const Matrix& b) { return (a - b).cwiseAbs().maxCoeff(); }

std::string refusal_of(const std::string& text, const ExpressionScope& scope = two_sites) {
  try {
    Expression(text, scope)
        .on(scope.families.size() == 2 ? two_qubits() : four_spins(),
            scope.families.size() == 2 ? two_values : chain_values);
  } catch (const ExpressionError& error) {
    return error.what();
  }
  return "";
}

TEST(Expression, NumbersFollowTheRulesOfArithmetic) {
  EXPECT_EQ(value_of("1 + 2*3 - 4/8"), Complex(6.5));
  EXPECT_EQ(value_of("-2^2"), Complex(-4));
  EXPECT_EQ(value_of("2^3^2"), Complex(512));
  EXPECT_EQ(value_of("2^-1"), Complex(0.5));
  EXPECT_EQ(value_of("8/2/2"), Complex(2));
  EXPECT_EQ(value_of("2 - 3 - 4"), Complex(-5));
  EXPECT_EQ(value_of("(1 + 2i)*i"), Complex(-2, 1));
  EXPECT_EQ(value_of(".5e1*omega"), Complex(7.5));
  EXPECT_EQ(value_of("(-8)^3"), Complex(-512));
  EXPECT_EQ(value_of("sqrt(-4)"), Complex(0, 2));
  EXPECT_EQ(value_of("cos(2*pi)"), Complex(1));
  EXPECT_NEAR(std::abs(value_of("exp(1i*pi)") + 1.0), 0, 1e-15);
  EXPECT_EQ(value_of("conj(1 + 2i) + re(3i) + im(3i)"), Complex(4, -2));
  EXPECT_EQ(value_of("sum(k in 1..N, k^2)"), Complex(14));
  EXPECT_EQ(value_of("prod(k in 1..4, k) + sum(k in 3..1, 7)"), Complex(24));
  EXPECT_EQ(value_of("sum(i in 0..2, i*1i)"), Complex(0, 3));
}

TEST(Expression, OccupationsKeepTheirDigits) {
  EXPECT_EQ(value_of("fermi(800)"), Complex(std::exp(-800)));
  EXPECT_NEAR(value_of("bose(1e-9)").real() * 1e-9, 1 - 0.5e-9, 1e-15);
}

TEST(Expression, OperatorsAreThoseOfTheAlgebra) {
  const Space space = two_qubits();
  const Operator hop = raise(space, 0) * lower(space, 1);
  const Operator expected = 1.5 * number(space, 0) + 0.25 * (hop + hop.adjoint());
  EXPECT_EQ(distance(pair("omega*n(A) + g*(raise(A)*lower(B) + h.c.)"), expected.dense()), 0);
  EXPECT_EQ(distance(pair("1 - n(A)"), pair("level(A, 0)")), 0);
  EXPECT_EQ(distance(pair("transition(A, 1, 0)"), pair("raise(A)")), 0);
  EXPECT_EQ(distance(pair("x(A)"), pair("sx(A)")), 0);
  EXPECT_EQ(distance(pair("sz(A)"), pair("2*n(A) - 1")), 0);
  EXPECT_EQ(distance(pair("sx(A)*sy(A)"), pair("1i*sz(A)")), 0);
  EXPECT_EQ(distance(pair("comm(sx(B), sy(B))"), pair("2i*sz(B)")), 0);
  EXPECT_EQ(distance(pair("anticomm(sx(B), sy(B))"), pair("0")), 0);
  EXPECT_EQ(distance(pair("dag(1i*lower(A))"), pair("-1i*raise(A)")), 0);
  EXPECT_EQ(distance(pair("x(A)^2"), pair("1")), 0);
  EXPECT_EQ(distance(pair("(2i*lower(A) - h.c.)"), pair("2i*lower(A) + 2i*raise(A)")), 0);
  EXPECT_EQ(distance(pair("n(A)/4"), pair("0.25*n(A)")), 0);
}

TEST(Expression, BosonsAndFermionsHaveTheirCommutators) {
  const ExpressionScope scope{{}, {{"a", 0, 1, false}, {"c", 1, 2, true}}};
  const Space space({boson("a", 6), fermion("c[0]"), fermion("c[1]")});
  const auto of = [&](const std::string& text) { return dense(text, scope, space, {}); };
  EXPECT_LT(distance(of("comm(lower(a), raise(a))"), of("1 - 6*level(a, 5)")), 1e-14) << "up to the cutoff";
  EXPECT_EQ(distance(of("anticomm(lower(c[0]), raise(c[1]))"), of("0")), 0);
  EXPECT_EQ(distance(of("anticomm(lower(c[1]), raise(c[1]))"), of("1")), 0);
}

TEST(Expression, SumsRunOverSitesMembersAndBonds) {
  const Matrix written = chain("J*(sx(0)*sx(1) + sx(1)*sx(2) + sx(2)*sx(3))");
  EXPECT_EQ(distance(chain("sum(i in 0..N-2, J*(sx(i)*sx(i+1)))"), written), 0);
  EXPECT_EQ(distance(chain("sum(j, k in chain(spin), J*sx(spin[j])*sx(spin[k]))"), written), 0);
  EXPECT_EQ(distance(chain("sum(j, k in ring(spin), n(j)*n(k))"), chain("n(0)*n(1)+n(1)*n(2)+n(2)*n(3)+n(3)*n(0)")), 0);
  EXPECT_EQ(distance(chain("sum(j, k in star(spin), n(j)*n(k))"), chain("n(0)*(n(1)+n(2)+n(3))")), 0);
  EXPECT_EQ(distance(chain("sum(j, k in ladder(spin), n(j)*n(k))"), chain("n(0)*n(1)+n(0)*n(2)+n(2)*n(3)+n(1)*n(3)")),
            0);
  EXPECT_EQ(distance(chain("sum(j, k in all(spin), n(j)*n(k))"), chain("sum(j in 0..3, sum(k in j+1..3, n(j)*n(k)))")),
            0);
  EXPECT_EQ(distance(chain("sum(k in spin, (-1)^k*sz(k))"), chain("sz(0)-sz(1)+sz(2)-sz(3)")), 0);
  EXPECT_EQ(distance(chain("prod(k in spin, sz(k))"), chain("sz(0)*sz(1)*sz(2)*sz(3)")), 0);
  EXPECT_EQ(distance(chain("count(spin)"), chain("4")), 0);
}

TEST(Expression, NamesTheParametersThatOccur) {
  EXPECT_EQ(Expression("g*N + g", two_sites).parameters(), (std::vector<std::size_t>{1, 2}));
}

TEST(Expression, ErrorsPointAtTheirPlaceWithTheNearestName) {
  EXPECT_EQ(refusal_of("omgea*n(A)"), "unknown name `omgea`; did you mean `omega`?\n  omgea*n(A)\n  ^^^^^");
  EXPECT_EQ(refusal_of("omega*n(C)"), "`C` is no factor; factors are `A` and `B`\n  omega*n(C)\n          ^");
  EXPECT_EQ(refusal_of("omega*rase(A)"),
            "unknown function `rase`; did you mean `raise`?\n  omega*rase(A)\n        ^^^^");
  EXPECT_EQ(refusal_of("omega*"), "a number, a name or `(` is expected, found the end\n  omega*\n        ^");
  EXPECT_EQ(refusal_of("(omega"), "`)` is missing: found the end\n  (omega\n        ^");
  EXPECT_EQ(refusal_of("omega n(A)"), "`n` is not expected here\n  omega n(A)\n        ^");
  EXPECT_EQ(refusal_of("2omega"), "a number runs into a name: put `*` between them\n  2omega\n   ^");
  EXPECT_EQ(refusal_of("omega;"), "`;` has no meaning in an expression\n  omega;\n       ^");
  EXPECT_EQ(refusal_of("ω"), "`ω` has no meaning in an expression\n  ω\n  ^");
  EXPECT_EQ(refusal_of("1e999"), "1e999 is out of the range of numbers\n  1e999\n  ^^^^^");
  EXPECT_EQ(refusal_of("A*g"),
            "`A` is a factor, not an operator or a number: n(A) and lower(A) are operators\n  A*g\n  ^");
  EXPECT_EQ(refusal_of("g*sqrt"), "`sqrt` is a function: `(` is missing behind it\n  g*sqrt\n    ^^^^");
  EXPECT_THAT(refusal_of("n(A) + g*lower(A) + h.c."),
              HasSubstr("`h.c.` behind several terms: put the ones that it belongs to in parentheses of their own"));
  EXPECT_THAT(refusal_of("(lower(A) + h.c. + n(A))"), HasSubstr("`h.c.` must be the last term in its parentheses"));
  EXPECT_THAT(refusal_of("h.c."), HasSubstr("`h.c.` stands behind a `+`, as the last term"));
  EXPECT_THAT(refusal_of("n(1)"), HasSubstr("an index alone names no factor where there are several names"));
  EXPECT_THAT(refusal_of("n(A[0])"), HasSubstr("`A` is one factor: it takes no index"));
  EXPECT_THAT(refusal_of("n(spin)", chain_scope), HasSubstr("`spin` has 4 members: name one, such as `spin[0]`"));
  EXPECT_THAT(refusal_of("sx(4)", chain_scope), HasSubstr("`spin[4]`: members are counted from 0 to 3"));
  EXPECT_THAT(refusal_of("sum(J in 0..2, 1)", chain_scope), HasSubstr("`J` is taken already: choose another name"));
  EXPECT_THAT(refusal_of("sum(k on 0..2, 1)"), HasSubstr("`in` is missing: found `on`"));
  EXPECT_THAT(refusal_of("sum(j, k in 0..2, 1)"), HasSubstr("two variables run over bonds"));
  EXPECT_THAT(refusal_of("sum(k in chain(spin), 1)", chain_scope), HasSubstr("`chain` has two ends"));
  EXPECT_THAT(refusal_of("sum(k in 0..k, 1)"), HasSubstr("unknown name `k`"));
}

TEST(Expression, RefusesWhatHasNoValue) {
  EXPECT_THAT(refusal_of("1/(g - g)"), HasSubstr("division by zero\n  1/(g - g)\n     ^"));
  EXPECT_THAT(refusal_of("exp(1000)"), HasSubstr("not finite"));
  EXPECT_THAT(refusal_of("1e200*n(A)*1e200"), HasSubstr("not finite"));
  EXPECT_THAT(refusal_of("1/n(A)"), HasSubstr("an operator cannot divide"));
  EXPECT_THAT(refusal_of("sqrt(n(A))"), HasSubstr("an operator, where a number is wanted"));
  EXPECT_THAT(refusal_of("n(A)^0.5"), HasSubstr("must be a whole number of at most 10^6, and is 0.5"));
  EXPECT_THAT(refusal_of("n(A)^17"), HasSubstr("an operator takes whole powers from 0 to 16"));
  EXPECT_THAT(refusal_of("level(A, 2)"), HasSubstr("level 2: those of `A` are counted from 0 to 1"));
  EXPECT_THAT(refusal_of("fermi(1i)"), HasSubstr("`fermi` takes a real number"));
  EXPECT_THROW(Expression("n(A)", two_sites).number(two_values), ExpressionError);
}

TEST(Expression, RefusesMoreThanItsLimits) {
  EXPECT_THAT(refusal_of(std::string(20001, ' ')), HasSubstr("20001 characters: an expression has at most 20000"));
  EXPECT_THAT(refusal_of(std::string(100, '(')), HasSubstr("nested more than 64 deep"));
  EXPECT_THAT(refusal_of(std::string(1000, '-')), HasSubstr("nested more than 64 deep"));
  EXPECT_THAT(refusal_of("sum(j in 1..10000, sum(k in 1..10000, 1))"), HasSubstr("too much work"));
  std::string many = "1";
  for (int k = 0; k < 9000; ++k) many += "+1";
  EXPECT_EQ(value_of(many), Complex(9001)) << "long is not deep";
}

TEST(Expression, AnyTextIsReadOrRefused) {
  const std::vector<std::string> words{"omega", "g",  "A",  "B",   "n(",   "lower(", "sum(", "k", "in", "0..2",
                                       ",",     "(",  ")",  "+",   "-",    "*",      "/",    "^", "[",  "]",
                                       "2",     "1i", ".5", "exp", "h.c.", "chain(", "..",   "i", "$",  "\n"};
  std::mt19937 random(7);  // NOLINT: the same words at every run
  std::size_t read = 0;
  for (int run = 0; run < 20000; ++run) {
    std::string text;
    for (auto length = random() % 12; length > 0; --length) text += words[random() % words.size()];
    if (refusal_of(text).empty()) ++read;
  }
  EXPECT_GT(read, 100U);
}

}  // namespace
}  // namespace qalor
