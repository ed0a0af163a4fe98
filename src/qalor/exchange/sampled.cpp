// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <boost/math/special_functions/bessel.hpp>
#include <cmath>
#include <map>
#include <numbers>
#include <random>

#include "qalor/exchange/interacting.hpp"

namespace qalor {
namespace {

using Eigen::Index;

constexpr std::size_t most_groups = 40;       // of the jackknife: standard errors are good to a tenth
constexpr std::int64_t batch = 16;            // random vectors that are evolved together
constexpr Real smallest_coefficient = 1e-15;  // of Chebyshev's series

/// The engine is specified by the standard, and so is this map: the same bits everywhere.
class Dice {
 public:
  explicit Dice(std::int64_t seed) : engine_(static_cast<std::uint64_t>(seed)) {}
  Real uniform() { return static_cast<Real>(engine_() >> 11) * 0x1p-53; }
  /// Two independent normal numbers, as one complex number of unit mean square.
  Complex normal() {
    const Real radius = std::sqrt(-std::log1p(-uniform()));
    return std::polar(radius, 2 * std::numbers::pi * uniform());
  }

 private:
  std::mt19937_64 engine_;
};

/// Norm of V, from above: |a^dagger b + h.c.| is at most 1 of fermions and the number of particles of bosons.
Real contact_bound(const Bipartite& machine, const Sector& sector) {
  const bool is_boson = machine.statistics == Statistics::boson;
  const Real particles = sector.numbers[0] + sector.numbers[1];
  const Real hop = is_boson ? particles : machine.has_spin ? 2 : 1;
  const Real pair = is_boson ? 0.25 * particles * particles : machine.has_spin ? 4 : 1;
  Real sum = 0;
  for (const Hop& bond : machine.contact.hopping) sum += hop * std::abs(bond.amplitude);
  for (const Repulsion& bond : machine.contact.density) sum += pair * std::abs(bond.strength);
  return sum;
}

/// exp(-i H tau) on columns by Chebyshev's series; H lies within (middle - half, middle + half).
/// Source: H. Tal-Ezer and R. Kosloff, J. Chem. Phys. 81, 3967 (1984).
class Chebyshev {
 public:
  Chebyshev(const Sector& sector, Real contact) : sector_(sector) {
    const Real low = sector.energies.minCoeff() - contact;
    const Real high = sector.energies.maxCoeff() + contact;
    middle_ = 0.5 * (low + high);
    half_ = std::max(0.5 * (high - low), 1e-300);
  }

  Split evolve(const Split& start, Real tau) const {
    const Real x = half_ * tau;
    const auto coefficient = [&](int k) { return (k == 0 ? 1 : 2) * boost::math::cyl_bessel_j(k, x); };
    Split before = start;
    Split now = scaled(start);
    Split sum{coefficient(0) * start.re, coefficient(0) * start.im};
    for (int k = 1;; ++k) {
      add_turned(now, coefficient(k), k, sum);
      if (k > x && std::abs(coefficient(k)) < smallest_coefficient) break;
      Split next = scaled(now);
      next.re = 2 * next.re - before.re;
      next.im = 2 * next.im - before.im;
      before = std::move(now);
      now = std::move(next);
    }
    const Real c = std::cos(middle_ * tau);
    const Real s = std::sin(middle_ * tau);
    return {c * sum.re + s * sum.im, c * sum.im - s * sum.re};
  }

 private:
  /// (H - middle)/half.
  Split scaled(const Split& u) const {
    const Split pushed = sector_.times_contact(u);
    const RealVector diagonal = sector_.energies.array() - middle_;
    return {(diagonal.asDiagonal() * u.re + pushed.re) / half_, (diagonal.asDiagonal() * u.im + pushed.im) / half_};
  }
  /// sum += (-i)^k weight u.
  static void add_turned(const Split& u, Real weight, int k, Split& sum) {
    const Real sign = k % 4 < 2 ? weight : -weight;
    if (k % 2 == 0) {
      sum.re += sign * u.re;
      sum.im += sign * u.im;
    } else {
      sum.re += sign * u.im;
      sum.im -= sign * u.re;
    }
  }

  const Sector& sector_;
  Real middle_ = 0;
  Real half_ = 1;
};

/// Sums of each group of samples, for each duration.
using Groups = std::vector<std::vector<ExchangeMoments>>;

SampledStatistics jackknife(const Groups& groups, const ExchangeMoments& none) {
  const std::size_t times = groups.front().size();
  SampledStatistics out;
  std::vector<ExchangeMoments> all(times, none);
  for (const auto& group : groups)
    for (std::size_t t = 0; t < times; ++t) all[t].add(group[t], 1);
  for (const ExchangeMoments& sum : all) out.at.push_back(sum.statistics());
  for (const auto& group : groups) {
    out.without_group.emplace_back();
    for (std::size_t t = 0; t < times; ++t) {
      ExchangeMoments rest = all[t];
      rest.add(group[t], -1);
      out.without_group.back().push_back(rest.statistics());
    }
  }
  return out;
}

Split unit_vector(Index size, Index k) {
  Split out{RealMatrix::Zero(size, 1), RealMatrix::Zero(size, 1)};
  out.re(k, 0) = 1;
  return out;
}

/// How often each state of a sector was drawn, by group.
using Draws = std::map<Index, std::vector<Real>>;

std::vector<Draws> draw(const std::vector<Sector>& sectors, const Sampling& sampling, std::size_t groups) {
  std::vector<Real> ends;  // cumulative weights of all states, sector after sector
  Real sum = 0;
  for (const Sector& sector : sectors)
    for (const Real weight : sector.weights) ends.push_back(sum += weight);
  std::vector<Index> firsts{0};
  for (const Sector& sector : sectors) firsts.push_back(firsts.back() + sector.size());
  std::vector<Draws> out(sectors.size());
  Dice dice(sampling.seed);
  for (std::int64_t s = 0; s < sampling.samples; ++s) {
    const auto end = std::upper_bound(ends.begin(), ends.end() - 1, dice.uniform() * sum);
    const auto state = static_cast<Index>(end - ends.begin());
    const auto sector =
        static_cast<std::size_t>(std::upper_bound(firsts.begin(), firsts.end(), state) - firsts.begin()) - 1;
    auto& counts = out[sector][state - firsts[sector]];
    counts.resize(groups, 0.0);
    counts[static_cast<std::size_t>(s) % groups] += 1;
  }
  return out;
}

std::vector<Sector> all_sectors(const ManyBody& bodies) {
  std::vector<Sector> out;
  for (const Numbers numbers : bodies.sectors()) out.push_back(bodies.sector(numbers));
  return out;
}

/// rho_0^{1/2} |r> and (C_b - <C_b>) times it, five columns for each random vector.
Split random_vectors(const Sector& sector, const RealMatrix& centred, Index vectors, Dice& dice) {
  Split out{RealMatrix(sector.size(), 5 * vectors), RealMatrix(sector.size(), 5 * vectors)};
  for (Index v = 0; v < vectors; ++v)
    for (Index k = 0; k < sector.size(); ++k) {
      const Complex r = std::sqrt(sector.weights(k)) * dice.normal();
      out.re.row(k).segment(5 * v, 5) << r.real(), r.real() * centred.row(k);
      out.im.row(k).segment(5 * v, 5) << r.imag(), r.imag() * centred.row(k);
    }
  return out;
}

Split five(const Split& columns, Index v) { return {columns.re.middleCols(5 * v, 5), columns.im.middleCols(5 * v, 5)}; }

}  // namespace

SampledStatistics sampled_statistics(const ManyBody& bodies, const std::vector<Real>& times,
                                     const ExchangeQuestion& question, const Sampling& sampling) {
  const ExchangeMoments none(question, conjugate_fields(bodies.machine()), bodies.mean_charges());
  const auto count = std::min<std::size_t>(most_groups, static_cast<std::size_t>(sampling.samples));
  Groups groups(count, std::vector<ExchangeMoments>(times.size(), none));
  const std::vector<Sector> sectors = all_sectors(bodies);
  const std::vector<Draws> draws = draw(sectors, sampling, count);
  for (std::size_t s = 0; s < sectors.size(); ++s) {
    const Sector& sector = sectors[s];
    const Chebyshev motion(sector, contact_bound(bodies.machine(), sector));
    for (const auto& [state, drawn] : draws[s]) {
      const Split start = unit_vector(sector.size(), state);
      const RealVector before = RealVector::Constant(1, sector.times_contact(start).re(state, 0));
      for (std::size_t t = 0; t < times.size(); ++t) {
        Transitions column{{state}, RealVector::Ones(1), {}, motion.evolve(start, times[t]), before};
        column.probabilities = column.amplitudes.squared();
        const Split pushed = sector.times_contact(column.amplitudes);
        ExchangeMoments one = none;
        one.add(sector, column, &pushed);
        for (std::size_t g = 0; g < count; ++g)
          if (drawn[g] > 0) groups[g][t].add(one, drawn[g]);
      }
    }
  }
  return jackknife(groups, none);
}

SampledStatistics typical_statistics(const ManyBody& bodies, const std::vector<Real>& times, const Sampling& sampling) {
  const ExchangeMoments none({}, conjugate_fields(bodies.machine()), bodies.mean_charges());
  const auto count = std::min<std::size_t>(most_groups, static_cast<std::size_t>(sampling.samples));
  Groups groups(count, std::vector<ExchangeMoments>(times.size(), none));
  Dice dice(sampling.seed);
  for (const Sector& sector : all_sectors(bodies)) {
    const Chebyshev motion(sector, contact_bound(bodies.machine(), sector));
    const RealMatrix centred = sector.charges.rowwise() - bodies.mean_charges().transpose();
    for (std::int64_t first = 0; first < sampling.samples; first += batch) {
      const Index vectors = std::min<std::int64_t>(batch, sampling.samples - first);
      const Split start = random_vectors(sector, centred, vectors, dice);
      for (std::size_t t = 0; t < times.size(); ++t) {
        const Split end = motion.evolve(start, times[t]);
        for (Index v = 0; v < vectors; ++v)
          groups[static_cast<std::size_t>(first + v) % count][t].add_vectors(sector, five(start, v), five(end, v));
      }
    }
  }
  return jackknife(groups, none);
}

}  // namespace qalor
