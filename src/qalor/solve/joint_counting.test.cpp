// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/joint_counting.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <boost/math/special_functions/factorials.hpp>
#include <cmath>
#include <numbers>

#include "qalor/catalog/random_flows.hpp"
#include "qalor/hilbert/operator.hpp"
#include "tests/counting.hpp"

namespace qalor {
namespace {

/// C_n = n! times the n-th Taylor coefficient of the dominant eigenvalue, by 32 points on a circle of fields.
std::vector<Real> by_cauchy(const Lindblad& flow, const JumpWeights& weights, int highest) {
  constexpr int points = 32;
  constexpr Real radius = 0.15;
  std::vector<Complex> lambda;
  const Matrix generator = naive::generator(flow);
  for (int k = 0; k < points; ++k) {
    const Complex chi = std::polar(radius, 2 * std::numbers::pi * k / points);
    Matrix tilted = generator;
    for (std::size_t j = 0; j < weights.size(); ++j)
      tilted += (std::exp(chi * weights[j]) - 1.0) * naive::jump_map(flow.jumps()[j]);
    const Vector roots = Eigen::ComplexEigenSolver<Matrix>(tilted, false).eigenvalues();
    Eigen::Index best = 0;
    roots.real().maxCoeff(&best);
    lambda.push_back(roots(best));
  }
  std::vector<Real> out;
  for (int n = 1; n <= highest; ++n) {
    Complex sum = 0;
    for (int k = 0; k < points; ++k)
      sum += lambda[static_cast<std::size_t>(k)] *
             std::polar(std::pow(radius, -n), -2 * std::numbers::pi * n * k / points);
    out.push_back(boost::math::factorial<Real>(static_cast<unsigned>(n)) * sum.real() / points);
  }
  return out;
}

TEST(JointCounting, RecursionIsTheCauchyIntegralOfTheGeneratingFunction) {
  RandomFlows random(11);
  for (int k = 0; k < 20; ++k) {
    const CountedFlow flow = k % 2 == 0 ? random.quantum() : random.ring();
    Certificate certificate;
    JointCounting counting(flow.flow, {flow.counts[0].weights}, certificate);
    const std::vector<Real> found = counting.cumulants(0, 4);
    const std::vector<Real> expected = by_cauchy(flow.flow, flow.counts[0].weights, 4);
    for (std::size_t n = 0; n < 4; ++n)
      EXPECT_NEAR(found[n], expected[n], 2e-8 * std::max(1.0, std::abs(expected[n]))) << k << " " << n;
    EXPECT_LT(counting.residual(), 1e-12);
  }
}

TEST(JointCounting, CovarianceIsTheDrazinExpression) {
  RandomFlows random(12);
  for (int k = 0; k < 20; ++k) {
    const CountedFlow flow = random.quantum();
    const std::vector<JumpWeights> w{flow.counts[0].weights, activity_weights(flow)};
    Certificate certificate;
    JointCounting counting(flow.flow, w, certificate);
    const Matrix l = naive::generator(flow.flow), rho = naive::steady_state(l), inverse = naive::drazin(l, rho);
    const Vector one = naive::trace_row(rho.rows()), x = naive::stacked(rho);
    JumpWeights product;
    for (std::size_t j = 0; j < w[0].size(); ++j) product.push_back(w[0][j] * w[1][j]);
    const Matrix a = naive::counted(flow.flow, w[0], 1), b = naive::counted(flow.flow, w[1], 1);
    const Vector moved = naive::counted(flow.flow, product, 1) * x - a * inverse * b * x - b * inverse * a * x;
    const Real expected = one.dot(moved).real();
    EXPECT_NEAR(counting.covariance()(0, 1), expected, 1e-10 * std::max(1.0, std::abs(expected)));
    EXPECT_NEAR(counting.cumulant({1, 1}), expected, 1e-10 * std::max(1.0, std::abs(expected)));
    EXPECT_NEAR(counting.covariance()(1, 1), counting.cumulants(1, 2)[1], 1e-12 * counting.cumulants(1, 2)[1]);
  }
}

TEST(JointCounting, JointCumulantsAreThoseOfSums) {
  // kappa_3(a + b) = c_30 + 3 c_21 + 3 c_12 + c_03.
  RandomFlows random(13);
  const CountedFlow flow = random.quantum();
  const JumpWeights a = flow.counts[0].weights, b = activity_weights(flow);
  JumpWeights sum;
  for (std::size_t k = 0; k < a.size(); ++k) sum.push_back(a[k] + b[k]);
  Certificate certificate;
  JointCounting both(flow.flow, {a, b}, certificate), one(flow.flow, {sum}, certificate);
  const Real expected = one.cumulants(0, 3)[2];
  EXPECT_NEAR(both.cumulant({3, 0}) + 3 * both.cumulant({2, 1}) + 3 * both.cumulant({1, 2}) + both.cumulant({0, 3}),
              expected, 1e-12 * std::abs(expected));
}

/// The driven qubit at Omega = 1.5, Delta = 0.3, n = 0.2.
CountedFlow driven() {
  Matrix h(2, 2), up = Matrix::Zero(2, 2);
  h << 0, 0.75, 0.75, 0.3;
  up(1, 0) = 1;
  const Real s = std::log1p(1 / 0.2);
  return counted_flow(h, {{up, 0.2, -s, 1, {1}}, {up.adjoint(), 1.2, s, 0, {-1}}}, {"quanta"});
}

TEST(JointCounting, ThePseudoInverseIsNotTheDrazinInverse) {
  const CountedFlow flow = driven();
  Certificate certificate;
  JointCounting counting(flow.flow, {flow.counts[0].weights}, certificate);
  EXPECT_NEAR(counting.cumulants(0, 2)[1], 0.3360269, 1e-7);
  const Matrix l = naive::generator(flow.flow), rho = naive::steady_state(l);
  const Matrix pseudo = l.completeOrthogonalDecomposition().pseudoInverse();
  const Matrix a = naive::counted(flow.flow, flow.counts[0].weights, 1);
  const Vector x = naive::stacked(rho), one = naive::trace_row(2);
  const Vector second = naive::counted(flow.flow, flow.counts[0].weights, 2) * x;
  const Vector moved = a * pseudo * a * x;
  EXPECT_NEAR((one.dot(second) - 2.0 * one.dot(moved)).real(), 0.2963438, 1e-7) << "the trap that this avoids";
}

/// A chain of qubits that exchange excitations, with a hot bath at the left end and a cold one at the right end.
CountedFlow chain(std::size_t qubits) {
  std::vector<Factor> factors;
  for (std::size_t k = 0; k < qubits; ++k) factors.push_back(qubit(fmt::format("q{}", k)));
  const Space space(factors);
  Operator h(space);
  for (std::size_t k = 0; k < qubits; ++k) h = h + Complex(1 + 0.1 * static_cast<Real>(k)) * number(space, k);
  for (std::size_t k = 0; k + 1 < qubits; ++k) {
    const Operator hop = raise(space, k) * lower(space, k + 1);
    h = h + Complex(0.7) * (hop + hop.adjoint());
  }
  std::vector<CountedJump> jumps;
  for (const auto& [site, n] : {std::pair<std::size_t, Real>{0, 1.5}, {qubits - 1, 0.2}}) {
    const Real s = std::log1p(1 / n), w = site == 0 ? 1 : 0;
    const std::size_t here = jumps.size();
    jumps.push_back({raise(space, site).dense(), 0.4 * n, -s, here + 1, {w, 1 - w}});
    jumps.push_back({lower(space, site).dense(), 0.4 * (n + 1), s, here, {-w, w - 1}});
  }
  return counted_flow(h.dense(), jumps, {"left", "right"});
}

TEST(JointCounting, BySparseFactorsIsThatByDenseOnes) {
  const CountedFlow flow = chain(5);
  const std::vector<JumpWeights> weights{flow.counts[0].weights, flow.counts[1].weights};
  Certificate dense_certificate, sparse_certificate;
  JointCounting dense(flow.flow, weights, dense_certificate, {.most_filled = 0});
  JointCounting sparse(flow.flow, weights, sparse_certificate, {.from_size = 0, .most_filled = 1});
  EXPECT_EQ(std::get<std::string>(*dense_certificate.details.find("factors")), "dense LU");
  EXPECT_EQ(std::get<std::string>(*sparse_certificate.details.find("factors")), "sparse LU");
  EXPECT_EQ(dense.generator().packing().size(), 252) << "states of equal excitation number: binom(10, 5)";
  const auto c = dense.cumulants(0, 4), d = sparse.cumulants(0, 4);
  for (std::size_t n = 0; n < 4; ++n) EXPECT_NEAR(d[n], c[n], 1e-12);
  EXPECT_NEAR(c[0], -sparse.cumulants(1, 1)[0], 1e-13) << "what enters at one end leaves at the other";
  EXPECT_LT((dense.covariance() - sparse.covariance()).cwiseAbs().maxCoeff(), 1e-12);
  const Real condition = dense_certificate.details.number("reciprocal_condition");
  EXPECT_NEAR(sparse_certificate.details.number("reciprocal_condition") / condition, 1, 0.5) << "both are estimates";
}

TEST(JointCounting, TakesSparseFactorsOfLargeChains) {
  const CountedFlow flow = chain(6);
  Certificate certificate, ignored;
  JointCounting sparse(flow.flow, {flow.counts[0].weights}, certificate);
  EXPECT_EQ(std::get<std::string>(*certificate.details.find("factors")), "sparse LU");
  EXPECT_EQ(std::get<std::int64_t>(*certificate.details.find("unknowns")), 924);
  JointCounting dense(flow.flow, {flow.counts[0].weights}, ignored, {.most_filled = 0});
  for (std::size_t n = 0; n < 4; ++n) EXPECT_NEAR(sparse.cumulants(0, 4)[n], dense.cumulants(0, 4)[n], 1e-12);
  EXPECT_LT(sparse.residual(), 1e-13);
}

TEST(JointCounting, CountsWhatSingleJumpsDoThoughTheirSumCancels) {
  // |0><+| and |0><-| together decohere nothing, but counting one of them sees the coherence.
  Matrix h(2, 2), plus = Matrix::Zero(2, 2), minus = plus, up = plus;
  h << 0, 0, 0, 1;
  plus(0, 0) = plus(0, 1) = minus(0, 0) = std::sqrt(0.5);
  minus(0, 1) = -std::sqrt(0.5);
  up(1, 0) = 0.8;
  const CountedFlow flow =
      counted_flow(h, {{plus, 1, 0, {}, {1}}, {minus, 1, 0, {}, {0}}, {up, 1, 0, {}, {0}}}, {"plus"});
  Certificate certificate;
  JointCounting counting(flow.flow, {flow.counts[0].weights}, certificate);
  const std::vector<Real> expected = by_cauchy(flow.flow, flow.counts[0].weights, 3);
  for (std::size_t n = 0; n < 3; ++n) EXPECT_NEAR(counting.cumulants(0, 3)[n], expected[n], 1e-10);
}

}  // namespace
}  // namespace qalor
