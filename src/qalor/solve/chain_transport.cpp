// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/chain_transport.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <functional>
#include <numbers>

namespace qalor {
namespace {

using std::numbers::pi;

constexpr unsigned depth = 10;     // bisections of a panel
constexpr Real tolerance = 1e-12;  // relative, of a panel

struct Band {
  Real low;
  Real high;
};

Band common_band(const JoinedChains& c) {
  return {std::max(c.a.level - 2 * std::abs(c.a.hopping), c.b.level - 2 * std::abs(c.b.hopping)),
          std::min(c.a.level + 2 * std::abs(c.a.hopping), c.b.level + 2 * std::abs(c.b.hopping))};
}

struct Filling {
  Real particles;
  Real holes;  // 1 + eta n
  Real spread() const { return particles * holes; }
};

Filling occupation(const BodyChain& chain, Statistics statistics, Real energy) {
  const Real x = chain.beta * (energy - chain.chemical_potential);
  if (statistics == Statistics::fermion) return {fermi_occupation(x), fermi_occupation(-x)};
  const Real n = bose_occupation(x);
  return {n, 1 + n};
}

/// n_A - n_B to full relative precision.
Real bias(const JoinedChains& c, Real energy) {
  const Real x = c.a.beta * (energy - c.a.chemical_potential);
  const Real y = c.b.beta * (energy - c.b.chemical_potential);
  return c.statistics == Statistics::fermion ? fermi_bias(x, y) : bose_bias(x, y);
}

/// F = [(E - eps) - i sqrt(4 J^2 - (E - eps)^2)]/2J^2.
Complex surface(const BodyChain& chain, Real energy) {
  const Real x = energy - chain.level;
  const Real square = chain.hopping * chain.hopping;
  return Complex(x, -std::sqrt(std::max(0.0, 4 * square - x * x))) / (2 * square);
}

/// Angles at which to cut the integral over E = middle - half cos(angle): around the steps of the occupations.
std::vector<Real> cuts(Band band, const std::vector<BodyChain>& chains) {
  const Real middle = 0.5 * (band.low + band.high);
  const Real half = 0.5 * (band.high - band.low);
  std::vector<Real> out{0, 0.25 * pi, 0.5 * pi, 0.75 * pi, pi};
  for (const BodyChain& chain : chains)
    for (const Real width : {-40.0, -12.0, -4.0, -1.0, 0.0, 1.0, 4.0, 12.0, 40.0}) {
      const Real energy = chain.chemical_potential + (chain.beta != 0 ? width / chain.beta : 0);
      const Real cosine = (middle - energy) / half;
      if (std::abs(cosine) < 1) out.push_back(std::acos(cosine));
    }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Over the band; the map to angles takes the square roots at its edges away.
Real over_band(const std::function<Real(Real)>& f, Band band, const std::vector<BodyChain>& chains) {
  using Rule = boost::math::quadrature::gauss_kronrod<Real, 31>;
  if (!(band.high > band.low)) return 0;
  const Real middle = 0.5 * (band.low + band.high);
  const Real half = 0.5 * (band.high - band.low);
  const std::vector<Real> angles = cuts(band, chains);
  Real sum = 0;
  for (std::size_t k = 1; k < angles.size(); ++k) {
    const Real centre = 0.5 * (angles[k] + angles[k - 1]);
    const Real width = 0.5 * (angles[k] - angles[k - 1]);
    // Mapped to (-1, 1): this Boost does not scale its error by the length of the interval.
    sum += Rule::integrate(
        [&](Real x) {
          const Real angle = centre + width * x;
          return width * half * std::sin(angle) * f(middle - half * std::cos(angle));
        },
        -1.0, 1.0, depth, tolerance);
  }
  return sum;
}

Real over_energies(const std::function<Real(Real)>& f, const JoinedChains& c) {
  return over_band([&](Real e) { return f(e) / (2 * pi); }, common_band(c), {c.a, c.b});
}

RealMatrix by_powers(const std::function<Real(int)>& moment) {
  RealMatrix out(2, 2);
  out << moment(2), moment(1), moment(1), moment(0);
  return out;
}

/// ln(1 + w), also for small w.
Complex log_one_plus(Complex w) { return {0.5 * std::log1p(2 * w.real() + std::norm(w)), std::arg(1.0 + w)}; }

/// How far apart the two ends of a particle's run are, as a triangle wave with a flat top.
Real crossings(const UniformChain& chain, Real run) {
  const auto both = 2 * static_cast<Real>(chain.sites_a + chain.sites_b);
  const Real s = std::fmod(run, both);
  return std::min({s, both - s, 2 * static_cast<Real>(std::min(chain.sites_a, chain.sites_b))});
}

}  // namespace

Real transmission(const JoinedChains& c, Real energy) {
  const Band band = common_band(c);
  if (!(energy > band.low && energy < band.high)) return 0;
  const Complex a = surface(c.a, energy);
  const Complex b = surface(c.b, energy);
  const Real square = c.contact * c.contact;
  return 4 * square * a.imag() * b.imag() / std::norm(1.0 - square * a * b);
}

bool has_occupations(const JoinedChains& c) {
  if (c.statistics == Statistics::fermion) return true;
  return std::max(c.a.chemical_potential, c.b.chemical_potential) < common_band(c).low;
}

ChainRates chain_rates(const JoinedChains& c) {
  return {over_energies([&](Real e) { return e * transmission(c, e) * bias(c, e); }, c),
          over_energies([&](Real e) { return transmission(c, e) * bias(c, e); }, c)};
}

RealMatrix chain_transport_rate(const JoinedChains& c) {
  return by_powers([&](int power) {
    return over_energies(
        [&](Real e) { return std::pow(e, power) * transmission(c, e) * occupation(c.a, c.statistics, e).spread(); }, c);
  });
}

Complex chain_counting_rate(const JoinedChains& c, Real chi_energy, Real chi_particles) {
  const Real eta = c.statistics == Statistics::fermion ? -1 : 1;
  const auto logarithm = [&](Real e) {
    const Filling a = occupation(c.a, c.statistics, e);
    const Filling b = occupation(c.b, c.statistics, e);
    const Real z = chi_energy * e + chi_particles;
    const Complex step(-2 * std::pow(std::sin(0.5 * z), 2), std::sin(z));  // e^{iz} - 1
    const Complex moved = a.particles * b.holes * step + b.particles * a.holes * std::conj(step);
    return -eta * log_one_plus(-eta * transmission(c, e) * moved);
  };
  return {over_energies([&](Real e) { return logarithm(e).real(); }, c),
          over_energies([&](Real e) { return logarithm(e).imag(); }, c)};
}

Real mending_work(const UniformChain& chain) {
  const BodyChain& w = chain.whole;
  const Band band{-2 * std::abs(w.hopping), 2 * std::abs(w.hopping)};
  // dk = dE/(2J sin k), cos k = -(E - eps)/2J: the same for both signs of J.
  return over_band(
      [&](Real e) {
        const Real root = std::sqrt(std::max(1e-300, 4 * w.hopping * w.hopping - e * e));
        return -e / (pi * root) * occupation(w, chain.statistics, w.level + e).particles;
      },
      band, {{0, w.hopping, w.beta, w.chemical_potential - w.level}});
}

RealMatrix billiard_transport(const UniformChain& chain, Real tau) {
  const BodyChain& w = chain.whole;
  const Real speed = 2 * std::abs(w.hopping);
  const auto both = 2 * static_cast<Real>(chain.sites_a + chain.sites_b);
  const Real flat = 2 * static_cast<Real>(std::min(chain.sites_a, chain.sites_b));
  // The kinks of the triangle wave, where sin k tau v is a multiple of the whole run or a corner of the flat top.
  std::vector<Real> kinks;
  for (Real run = 0; run <= speed * tau; run += both)
    for (const Real corner : {run, run + flat, run + both - flat})
      if (corner > 0 && corner < speed * tau) kinks.push_back(std::asin(corner / (speed * tau)));
  std::vector<Real> wave_numbers{0.5 * pi};
  for (const Real k : kinks) wave_numbers.insert(wave_numbers.end(), {k, pi - k});
  for (const Real angle : cuts({w.level - speed, w.level + speed}, {w})) wave_numbers.push_back(angle);
  std::sort(wave_numbers.begin(), wave_numbers.end());
  using Rule = boost::math::quadrature::gauss_kronrod<Real, 31>;
  return by_powers([&](int power) {
    Real sum = 0;
    for (std::size_t j = 1; j < wave_numbers.size(); ++j) {
      const Real centre = 0.5 * (wave_numbers[j] + wave_numbers[j - 1]);
      const Real width = 0.5 * (wave_numbers[j] - wave_numbers[j - 1]);
      if (!(width > 0)) continue;
      sum += Rule::integrate(
          [&](Real x) {
            const Real k = centre + width * x;
            const Real e = w.level - speed * std::cos(k);
            return width * crossings(chain, speed * std::sin(k) * tau) * std::pow(e, power) *
                   occupation(w, chain.statistics, e).spread() / (2 * pi);
          },
          -1.0, 1.0, depth, tolerance);
    }
    return sum;
  });
}

}  // namespace qalor
