// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/bounds.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qalor/analysis/uncertainty.hpp"
#include "qalor/catalog/counted_models.hpp"
#include "qalor/catalog/random_flows.hpp"
#include "qalor/hilbert/entropy.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor {
namespace {

Real value(const std::vector<Bound>& bounds, const std::string& name, std::size_t k = 0) {
  for (const Bound& bound : bounds)
    if (bound.name == name) return bound.values.at(k);
  throw std::out_of_range(name);
}

TEST(SteadyBounds, NoTheoremIsViolatedByFourHundredRandomEquations) {
  RandomFlows random(2024);
  Real tightest = 0;
  for (int k = 0; k < 400; ++k) {
    const CountedFlow flow = random.quantum();
    Certificate certificate;
    const SteadyBounds b = steady_bounds(flow, flow.counts[0].weights, certificate);
    const Precision& p = b.precision;
    EXPECT_EQ(certificate.status, Status::ok) << certificate.reason;
    EXPECT_LE(p.fisher, p.tkur * (1 + 1e-9));
    EXPECT_LE(p.tkur, std::min(0.5 * p.entropy_production, p.activity) * (1 + 1e-14));
    EXPECT_LE(*b.instantaneous_precision, p.tkur * (1 + 1e-9));
    const Real none = value(b.bounds, "cramer_rao_none"), scale = value(b.bounds, "cramer_rao_scale");
    const Real all = value(b.bounds, "cramer_rao_all");
    EXPECT_NEAR(none, value(b.bounds, "fluctuation_response"), 1e-10 * p.variance);
    EXPECT_LE(none, scale * (1 + 1e-9));
    EXPECT_LE(scale, all * (1 + 1e-9));
    EXPECT_LE(all, p.variance * (1 + 1e-9));
    EXPECT_GE(value(b.bounds, "inverse"), p.variance * (1 - 1e-9));
    EXPECT_LT(certificate.details.number("variance_error"), 1e-9 * p.variance);
    tightest = std::max(tightest, all / p.variance);
  }
  EXPECT_GT(tightest, 0.9) << "the equations must come close to the bounds to test them";
}

TEST(SteadyBounds, AreTheoremsOfClassicalJumpsOnlyThere) {
  RandomFlows random(5);
  const auto standing = [](const CountedFlow& flow, const JumpWeights& weights, const std::string& name) {
    Certificate certificate;
    for (const Bound& bound : steady_bounds(flow, weights, certificate).bounds)
      if (bound.name == name) return standing_text(bound.standing) + ": " + bound.reason;
    return std::string();
  };
  const CountedFlow ring = random.ring(), quantum = random.quantum();
  EXPECT_EQ(standing(ring, ring.counts[0].weights, "tur"),
            "theorem: classical jumps in pairs, an antisymmetric count, from the steady state");
  EXPECT_EQ(standing(ring, activity_weights(ring), "tur"), "naive: the count does not change sign with the jump");
  EXPECT_EQ(standing(ring, activity_weights(ring), "kur"), "theorem: classical jumps, from the steady state");
  EXPECT_EQ(standing(quantum, quantum.counts[0].weights, "tkur"), "naive: populations and coherences move together");
}

TEST(SteadyBounds, OfAnUnpairedJumpHaveNoTur) {
  Matrix up = Matrix::Zero(2, 2);
  up(1, 0) = 1;
  const CountedFlow flow =
      counted_flow(Matrix::Zero(2, 2), {{up, 0.3, 0, {}, {1}}, {up.adjoint(), 0.5, 0, {}, {0}}}, {"up"});
  Certificate certificate;
  const SteadyBounds b = steady_bounds(flow, flow.counts[0].weights, certificate);
  EXPECT_EQ(std::get<std::string>(*certificate.details.find("tur")),
            "not applicable: jump 0 has no partner: entropy production is infinite");
  EXPECT_EQ(b.precision.tkur, b.precision.activity);
  EXPECT_EQ(std::get<std::string>(*certificate.details.find("tkur")),
            "naive: the count does not change sign with the jump; jump 0 has no partner");
}

TEST(SteadyBounds, AtEquilibriumBoundNothing) {
  Settings p = defaults(two_bath_qubit().parameters);
  p.set("T_cold", 2.0, true);
  const auto subject = counting::two_bath_subject(p);
  Certificate certificate;
  const SteadyBounds b = steady_bounds(subject.counted, subject.counted.count("heat_hot").weights, certificate);
  EXPECT_FALSE(b.has_current);
  EXPECT_NEAR(b.precision.entropy_production, 0, 1e-14);
  EXPECT_NEAR(value(b.bounds, "tur"), 0, 1e-14);
  EXPECT_NEAR(value(b.bounds, "quantum_tkur"), 0, 1e-14);
}

TEST(Certificate, ReportsATheoremThatIsViolated) {
  Certificate certificate;
  certify_bounds({{"lower", Standing::theorem, "here", {1.1}}}, {1.0}, {1.0}, certificate);
  EXPECT_EQ(certificate.status, Status::law_violated);
  EXPECT_EQ(certificate.reason, "the bound `lower` is a theorem here, but bound/variance = 1.1");
  Certificate naive;
  certify_bounds({{"lower", Standing::naive, "elsewhere", {1.1}}}, {1.0}, {1.0}, naive);
  EXPECT_EQ(naive.status, Status::ok);
}

TEST(InstantaneousBound, HoldsInThreeHundredRandomStates) {
  RandomFlows random(6);
  for (int k = 0; k < 300; ++k) {
    const CountedFlow flow = random.quantum();
    const Matrix rho = random.state(static_cast<Eigen::Index>(flow.flow.space().dimension()));
    const DensityMatrix state = DensityMatrix::unchecked(flow.flow.space(), rho);
    const RealVector a = jump_rates(flow.flow, rho), l = asymmetries(flow.flow, a);
    Real current = 0, shot = 0, sigma = entropy_rate(state, flow.flow.derivative(state));
    for (Eigen::Index j = 0; j < a.size(); ++j) {
      const Real w = flow.counts[0].weights[static_cast<std::size_t>(j)];
      current += w * a(j);
      shot += w * w * a(j);
      sigma += flow.entropy[static_cast<std::size_t>(j)] * a(j);
    }
    const Real fisher = l.cwiseAbs2().dot(a);
    EXPECT_LE(current * current / shot, fisher * (1 + 1e-9));
    EXPECT_LE(fisher, tkur_function(sigma, a.sum()) * (1 + 1e-9));
  }
}

/// The defining equations of R, F, A and their relatives, by the classical Runge-Kutta rule in small steps.
struct Transient {
  Matrix rho, phi, phi_kur, d1;
  Complex d12 = 0, d1_trace = 0;
  Real response = 0, response_kur = 0, fisher = 0, activity = 0, mean = 0;

  Transient operator+(const Transient& o) const {
    return {rho + o.rho,       phi + o.phi,           phi_kur + o.phi_kur,   d1 + o.d1,
            d12 + o.d12,       d1_trace + o.d1_trace, response + o.response, response_kur + o.response_kur,
            fisher + o.fisher, activity + o.activity, mean + o.mean};
  }
  Transient operator*(Real c) const {
    return {rho * c,      phi * c,          phi_kur * c, d1 * c,       d12 * c, d1_trace * c,
            response * c, response_kur * c, fisher * c,  activity * c, mean * c};
  }
};

Transient derivative(const CountedFlow& counted, const JumpWeights& w, const Transient& y) {
  const Lindblad& flow = counted.flow;
  const auto motion = [&](const Matrix& m) -> Matrix {
    const Matrix h = flow.hamiltonian().dense();
    Matrix out = Complex(0, -1) * (h * m - m * h);
    for (const Jump& jump : flow.jumps()) {
      const Matrix l = jump.op.dense(), n = l.adjoint() * l;
      out += jump.rate * (l * m * l.adjoint() - 0.5 * (n * m + m * n));
    }
    return out;
  };
  const Matrix h = flow.hamiltonian().dense();
  const auto left = [&](const Matrix& m) -> Matrix {  // K_1 of a rescaled time
    Matrix out = Complex(0, -1) * h * m;
    for (const Jump& jump : flow.jumps()) {
      const Matrix l = jump.op.dense();
      out += 0.5 * jump.rate * (l * m * l.adjoint() - l.adjoint() * l * m);
    }
    return out;
  };
  const RealVector a = jump_rates(flow, y.rho), l = asymmetries(flow, a);
  const RealVector of_phi = jump_rates(flow, y.phi), of_kur = jump_rates(flow, y.phi_kur);
  Transient out{motion(y.rho), motion(y.phi), motion(y.phi_kur), motion(y.d1) + left(y.rho)};
  out.activity = a.sum();
  // tr(K_12 rho + K_2 d_1 + K_1 d_2) with d_2 = d_1^dagger and K_2 X = (K_1 X^dagger)^dagger.
  out.d12 = 0.25 * a.sum() + 2 * left(y.d1.adjoint()).trace().real();
  for (Eigen::Index k = 0; k < a.size(); ++k) {
    const Real weight = w[static_cast<std::size_t>(k)];
    const Matrix moved = jump_dissipator(flow.jumps()[static_cast<std::size_t>(k)], y.rho);
    out.phi += l(k) * moved;
    out.phi_kur += moved;
    out.response += weight * (l(k) * a(k) + of_phi(k));
    out.response_kur += weight * (a(k) + of_kur(k));
    out.fisher += l(k) * l(k) * a(k);
    out.mean += weight * a(k);
  }
  return out;
}

Transient integrated(const CountedFlow& flow, const JumpWeights& w, const Matrix& rho, Real t, int steps) {
  const Matrix none = Matrix::Zero(rho.rows(), rho.cols());
  Transient y{rho, none, none, none};
  const Real h = t / steps;
  for (int k = 0; k < steps; ++k) {
    const Transient a = derivative(flow, w, y), b = derivative(flow, w, y + a * (0.5 * h));
    const Transient c = derivative(flow, w, y + b * (0.5 * h)), d = derivative(flow, w, y + c * h);
    y = y + (a + b * 2 + c * 2 + d) * (h / 6);
  }
  return y;
}

TEST(TransientBounds, AreTheDefiningEquationsIntegrated) {
  RandomFlows random(7);
  for (int k = 0; k < 5; ++k) {
    const CountedFlow flow = random.quantum();
    const JumpWeights& w = flow.counts[0].weights;
    const Matrix rho = random.state(static_cast<Eigen::Index>(flow.flow.space().dimension()));
    Certificate certificate;
    const auto found = transient_bounds(flow, w, DensityMatrix(flow.flow.space(), rho), {0.3, 0.6}, certificate);
    const Transient y = integrated(flow, w, rho, 0.6, 1000);
    const Precision& p = found.precision[1];
    const Real scale = 1e-8 * std::max(1.0, y.activity);  // Runge-Kutta leaves (rate x h)^4
    EXPECT_NEAR(p.response, y.response, scale);
    EXPECT_NEAR(p.response_kur, y.response_kur, scale);
    EXPECT_NEAR(p.fisher, y.fisher, scale);
    EXPECT_NEAR(p.activity, y.activity, scale);
    EXPECT_NEAR(p.mean, y.mean, scale);
    const Real qfi = 4 * (y.d12.real() - std::norm(y.d1.trace()));
    EXPECT_NEAR(p.qfi_time_rescaled, qfi, 1e-7 * std::max(1.0, qfi));
  }
}

TEST(TransientBounds, NoTheoremIsViolatedByFortyRandomTransients) {
  RandomFlows random(8);
  for (int k = 0; k < 40; ++k) {
    const CountedFlow flow = random.quantum();
    const auto d = static_cast<Eigen::Index>(flow.flow.space().dimension());
    Matrix rho = random.state(d);
    if (k % 2 == 0) rho = basis_state(flow.flow.space(), 0).matrix();
    Certificate certificate;
    const auto found = transient_bounds(flow, flow.counts[0].weights, DensityMatrix(flow.flow.space(), rho),
                                        {0.1, 0.5, 2}, certificate);
    EXPECT_EQ(certificate.status, Status::ok) << certificate.reason;
    for (const Precision& p : found.precision) {
      EXPECT_LE(p.fisher, p.tkur * (1 + 1e-8));
      EXPECT_LE(p.response * p.response, p.fisher * p.variance * (1 + 1e-8));
      EXPECT_LE(p.current * p.current, p.qfi_time_rescaled * p.variance * (1 + 1e-8));
    }
    EXPECT_LT(certificate.details.number("mean_error"), 1e-9);
  }
}

TEST(TransientBounds, FromTheSteadyStateGrowToTheSteadyOnes) {
  const auto subject = counting::maser_subject(defaults(three_level_maser().parameters));
  const JumpWeights& w = subject.counted.count("quanta_hot").weights;
  Certificate certificate;
  const SteadyBounds steady = steady_bounds(subject.counted, w, certificate);
  const auto found =
      transient_bounds(subject.counted, w, steady_state(subject.counted.flow).state, {1e4, 2e4}, certificate);
  const auto slope = [&](Real Precision::*member) {
    return (found.precision[1].*member - found.precision[0].*member) / 1e4;
  };
  EXPECT_NEAR(slope(&Precision::response), steady.precision.response, 1e-10);
  EXPECT_NEAR(slope(&Precision::response_kur), steady.precision.response_kur, 1e-10);
  EXPECT_NEAR(slope(&Precision::fisher), steady.precision.fisher, 1e-10);
  EXPECT_NEAR(slope(&Precision::qfi_time_rescaled), steady.precision.qfi_time_rescaled, 1e-9);
  EXPECT_NEAR(slope(&Precision::entropy_production), steady.precision.entropy_production, 1e-10);
}

TEST(TransientBounds, OfClassicalRelaxationHaveTheCurrentAsResponse) {
  // R = t J(t) in autonomous classical relaxation, for antisymmetric counts and single transitions.
  RandomFlows random(9);
  const CountedFlow ring = random.ring();
  Certificate certificate;
  const auto found =
      transient_bounds(ring, ring.counts[0].weights, basis_state(ring.flow.space(), 0), {0.2, 1.0, 4.0}, certificate);
  for (const Precision& p : found.precision) EXPECT_NEAR(p.response, p.current, 1e-10);
  EXPECT_EQ(std::get<std::string>(*certificate.details.find("kur")),
            "naive: counting does not start in the steady state");
}

}  // namespace
}  // namespace qalor
