// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/analysis/thermal_path.hpp"
#include "qalor/bath/bath.hpp"

namespace qalor {
namespace {

class OscillatorPath : public ThermalPath {
 public:
  OscillatorPath(const DampedOscillator& oscillator, Real shift)
      : oscillator_(oscillator), shift_(shift), n_b_(oscillator.equilibrium()) {
    const Real x_b = oscillator.beta * oscillator.omega, x = x_b + shift * oscillator.omega;
    initial_ = bose_occupation(x);
    start_ = bose_change(x_b, shift * oscillator.omega);
  }

  ThermalInstant at(Real t) const override;
  std::vector<Real> heat_cumulants(Real t, int order) const override;
  Real log_generating_function(Real t, Real field) const override;
  Real population_gap() const override { return oscillator_.rate; }
  Real spectral_gap() const override { return 0.5 * oscillator_.rate; }
  Real fastest() const override { return oscillator_.rate * (1 + 2 * n_b_); }
  Real beta() const override { return oscillator_.beta; }
  Real first_time() const override;
  Real disagreement(Real) const override { return 0; }

 private:
  /// Weights of exp(x) - 1 and exp(-x) - 1 in 1 - 1/<exp(chi Q)>, x = chi omega: both >= 0.
  struct Weights {
    Real up;
    Real down;
  };
  Weights weights(Real t) const {
    const Real z = -std::expm1(-oscillator_.rate * t);
    return {z * n_b_ * (1 + initial_), z * initial_ * (1 + n_b_)};
  }

  DampedOscillator oscillator_;
  Real shift_;
  Real n_b_;
  Real initial_;  ///< mean occupation at t = 0
  Real start_;    ///< deviation at t = 0
};

ThermalInstant OscillatorPath::at(Real t) const {
  const Real omega = oscillator_.omega, rate = oscillator_.rate;
  const Real delta = start_ * std::exp(-rate * t);
  const Real n = initial_ * std::exp(-rate * t) - n_b_ * std::expm1(-rate * t);
  const Real net = -rate * delta;  // u (n + 1) - d n
  const Real both = rate * (n_b_ * (n + 1) + (n_b_ + 1) * n);
  ThermalInstant out;
  out.populations = RealVector::Constant(1, n);
  out.mean_energy = omega * n;
  out.heat_current = omega * net;
  // omega (beta_b - beta(n)), with beta(n) = ln(1 + 1/n)/omega
  const Real x = delta / (n_b_ * (1 + n));
  const Real force = t == 0              ? -shift_ * omega
                     : std::abs(x) < 0.5 ? std::log1p(x)
                                         : std::log(n / n_b_ * (1 + n_b_) / (1 + n));
  if (net != 0) out.entropy_production = -net * force;
  out.activity = both;
  out.squared_jumps = omega * omega * both;
  out.fisher_rate = net * net / both;
  out.speed = std::abs(net) / std::sqrt(n * (n + 1));
  out.distances = oscillator_distances(n, delta, n_b_);
  return out;
}

/// By the series of -ln(1 - z(x)) in x = chi omega.
std::vector<Real> OscillatorPath::heat_cumulants(Real t, int order) const {
  const Weights w = weights(t);
  const auto size = static_cast<std::size_t>(order);
  const Real net = start_ * std::expm1(-oscillator_.rate * t);  // up - down, without cancellation
  std::vector<Real> z(size + 1, 0.0), series(size + 1, 0.0), out;
  Real factorial = 1, unit = 1;
  for (std::size_t n = 1; n <= size; ++n) {
    factorial *= static_cast<Real>(n);
    z[n] = (n % 2 == 0 ? w.up + w.down : net) / factorial;
  }
  factorial = 1;
  for (std::size_t n = 1; n <= size; ++n) {  // n L_n = n z_n + sum_k k L_k z_(n-k)
    series[n] = z[n];
    for (std::size_t k = 1; k < n; ++k) series[n] += static_cast<Real>(k) * series[k] * z[n - k] / static_cast<Real>(n);
    factorial *= static_cast<Real>(n);
    unit *= oscillator_.omega;
    out.push_back(factorial * unit * series[n]);
  }
  return out;
}

Real OscillatorPath::log_generating_function(Real t, Real field) const {
  const Weights w = weights(t);
  const Real x = -field * oscillator_.omega;
  return -std::log1p(-w.up * std::expm1(x) - w.down * std::expm1(-x));
}

Real OscillatorPath::first_time() const {
  const Real own = start_ == 0 ? HUGE_VAL : initial_ / std::abs(oscillator_.rate * start_);
  return std::clamp(own, 1e-30 / fastest(), 1 / fastest());
}

}  // namespace

Real DampedOscillator::equilibrium() const { return bose_occupation(beta * omega); }

Real bose_change(Real x, Real change) {
  if (change > 0) return bose_occupation(x) * (1 + bose_occupation(x + change)) * std::expm1(-change);
  return -bose_occupation(x + change) * (1 + bose_occupation(x)) * std::expm1(change);
}

std::unique_ptr<ThermalPath> oscillator_path(const DampedOscillator& oscillator, Real shift) {
  return std::make_unique<OscillatorPath>(oscillator, shift);
}

}  // namespace qalor
