// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/interacting.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "qalor/exchange/quadratic.hpp"

namespace qalor {
namespace {

using Eigen::Index;

/// The same machine in its whole Fock space: Kronecker products of modes in the opposite order, B before A, with
/// dense exponentials. Slow, and shares nothing with the sectors.
class WholeSpace {
 public:
  WholeSpace(const Bipartite& m, int most) : machine_(m), most_(most) {
    const bool is_boson = m.statistics == Statistics::boson;
    const Index spins = m.has_spin ? 2 : 1;
    const Index modes = m.sites() * spins;
    const Index levels = is_boson ? most + 1 : 2;
    Matrix take = Matrix::Zero(levels, levels);
    for (Index n = 1; n < levels; ++n) take(n - 1, n) = std::sqrt(static_cast<Real>(n));
    Matrix string = Matrix::Identity(levels, levels);
    if (!is_boson) string(1, 1) = -1;
    for (Index mode = 0; mode < modes; ++mode) {
      Matrix x = Matrix::Identity(1, 1);
      for (Index k = 0; k < modes; ++k)
        x = kronecker(x, k < mode ? string : k == mode ? take : Matrix(Matrix::Identity(levels, levels)));
      modes_.push_back(x);
    }
    keep_ = kept(is_boson);
    for (Matrix& x : modes_) x = x(keep_, keep_).eval();
  }

  /// Mode of a site, counted over A and B, and a spin.
  const Matrix& mode(Index site, Index spin) const {
    const Index spins = machine_.has_spin ? 2 : 1;
    return modes_[static_cast<std::size_t>((machine_.sites() - 1 - site) * spins + (spins - 1 - spin))];
  }
  Matrix density(Index site) const {
    Matrix n = mode(site, 0).adjoint() * mode(site, 0);
    if (machine_.has_spin) n += mode(site, 1).adjoint() * mode(site, 1);
    return n;
  }

  Matrix body(const Body& b, Index first) const {
    Matrix h = bonds(b.hopping, b.density, first, first);
    for (Index i = 0; i < b.sites(); ++i) {
      const Matrix n = density(first + i);
      h += b.onsite(i) * n;
      if (machine_.has_spin)
        h += machine_.onsite_repulsion * mode(first + i, 0).adjoint() * mode(first + i, 0) *
             mode(first + i, 1).adjoint() * mode(first + i, 1);
      if (machine_.statistics == Statistics::boson) h += 0.5 * machine_.onsite_repulsion * (n * n - n);
    }
    return h;
  }
  Matrix contact() const { return bonds(machine_.contact.hopping, machine_.contact.density, 0, machine_.a.sites()); }

  ExchangeStatistics at(Real tau, const std::vector<Charges>& chi) const {
    const Index sites_a = machine_.a.sites();
    std::vector<Matrix> c{body(machine_.a, 0), number(0, sites_a), body(machine_.b, sites_a),
                          number(sites_a, machine_.sites())};
    const Charges fields = conjugate_fields(machine_);
    Matrix exponent = Matrix::Zero(c[0].rows(), c[0].rows());
    for (std::size_t a = 0; a < 4; ++a) exponent += fields(static_cast<Index>(a)) * c[a];
    const HermitianEigen eigen = hermitian_eigen(exponent);
    const RealVector weight = (eigen.values.array() - eigen.values.maxCoeff()).exp();
    const Matrix rho = eigen.vectors * (weight / weight.sum()).asDiagonal() * eigen.vectors.adjoint();
    const Matrix u = unitary(c[0] + c[2] + contact(), tau);
    std::vector<Matrix> change;
    for (const Matrix& each : c) change.push_back(u.adjoint() * each * u - each);
    ExchangeStatistics out;
    for (Index a = 0; a < 4; ++a) out.mean(a) = mean(rho, change[static_cast<std::size_t>(a)]);
    for (std::size_t a = 0; a < 4; ++a)
      for (std::size_t b = 0; b < 4; ++b) {
        const auto i = static_cast<Index>(a), j = static_cast<Index>(b);
        out.response(i, j) = mean(rho, change[a] * c[b]) - out.mean(i) * mean(rho, c[b]);
        out.covariance(i, j) = mean(rho, change[a] * change[b]) - out.mean(i) * out.mean(j);
      }
    out.characteristic.resize(static_cast<Index>(chi.size()));
    for (std::size_t k = 0; k < chi.size(); ++k) {
      Matrix count = Matrix::Zero(u.rows(), u.rows());
      for (std::size_t a = 0; a < 4; ++a) count += chi[k](static_cast<Index>(a)) * c[a];
      const Matrix phase = unitary(count, -1);
      out.characteristic(static_cast<Index>(k)) = (u.adjoint() * phase * u * phase.adjoint() * rho).trace();
    }
    return out;
  }

 private:
  static Real mean(const Matrix& rho, const Matrix& x) { return (x * rho).trace().real(); }
  Matrix number(Index first, Index end) const {
    Matrix n = Matrix::Zero(modes_[0].rows(), modes_[0].rows());
    for (Index i = first; i < end; ++i) n += density(i);
    return n;
  }
  Matrix bonds(const std::vector<Hop>& hops, const std::vector<Repulsion>& pairs, Index row, Index column) const {
    Matrix h = Matrix::Zero(modes_[0].rows(), modes_[0].rows());
    for (const Hop& hop : hops)
      for (Index spin = 0; spin < (machine_.has_spin ? 2 : 1); ++spin) {
        const Matrix one =
            std::polar(1.0, hop.phase) * hop.amplitude * mode(row + hop.i, spin).adjoint() * mode(column + hop.j, spin);
        h += one + one.adjoint();
      }
    for (const Repulsion& pair : pairs) h += pair.strength * density(row + pair.i) * density(column + pair.j);
    return h;
  }
  /// Basis states with at most the allowed number of particles, all of them for fermions.
  std::vector<Index> kept(bool is_boson) const {
    std::vector<Index> out;
    for (Index k = 0; k < modes_[0].rows(); ++k) {
      Real n = 0;
      for (const Matrix& x : modes_) n += x.col(k).squaredNorm();
      if (!is_boson || std::lround(n) <= most_) out.push_back(k);
    }
    return out;
  }

  Bipartite machine_;
  int most_;
  std::vector<Matrix> modes_;
  std::vector<Index> keep_;
};

Body chain(Index sites, Real beta, Real mu, Real repulsion = 0) {
  Body out{.onsite = RealVector::LinSpaced(sites, 0.1, 0.4), .beta = beta, .chemical_potential = mu};
  for (Index i = 0; i + 1 < sites; ++i) {
    out.hopping.push_back({i, i + 1, -1.0});
    if (repulsion != 0) out.density.push_back({i, i + 1, repulsion});
  }
  return out;
}

Bipartite machine(Index sites_a, Index sites_b, Real repulsion = 0) {
  Bipartite out{.a = chain(sites_a, 1.3, 0.4, repulsion), .b = chain(sites_b, 0.7, -0.2, repulsion), .contact = {}};
  out.contact.hopping = {{sites_a - 1, 0, -0.8}};
  return out;
}

ExchangeQuestion everything() {
  ExchangeQuestion q;
  q.has_covariance = q.has_fluctuation = q.has_rates = q.has_number = true;
  q.number_range = 3;
  q.chi = {{0.3, 0.7, -0.2, 0.5}, {1.3, -0.4, 0.9, 0.0}};
  return q;
}

void expect_equal(const ExchangeStatistics& x, const ExchangeStatistics& y, Real tolerance) {
  EXPECT_LT((x.mean - y.mean).cwiseAbs().maxCoeff(), tolerance);
  EXPECT_LT((x.response - y.response).cwiseAbs().maxCoeff(), tolerance);
  EXPECT_LT((x.covariance - y.covariance).cwiseAbs().maxCoeff(), tolerance);
  EXPECT_LT((x.characteristic - y.characteristic).cwiseAbs().maxCoeff(), tolerance);
}

void expect_whole_space(const Bipartite& m, int most) {
  const ManyBody bodies(m, {.boson_cutoff = most});
  const ExchangeStatistics s = sector_statistics(bodies, {2.3}, {}, everything()).at[0];
  expect_equal(s, WholeSpace(m, most).at(2.3, everything().chi), 1e-10);
  EXPECT_NEAR(s.work_contact, s.mean(0) + s.mean(2), 1e-12);
  EXPECT_NEAR(*s.integral_fluctuation, 1, 1e-12);
  EXPECT_LT(s.unitarity, 1e-12);
}

TEST(Interacting, AgreesWithTheWholeFockSpaceInAnotherOrderOfModes) {
  Bipartite fermions = machine(2, 3, 1.5);
  fermions.contact.density = {{1, 0, 0.6}};
  expect_whole_space(fermions, 0);
  Bipartite ring = fermions;
  ring.contact.hopping.push_back({0, 2, -0.5, 0.9});
  expect_whole_space(ring, 0);
  Bipartite hubbard = machine(1, 2, 0.7);
  hubbard.has_spin = true;
  hubbard.onsite_repulsion = 3;
  hubbard.contact.density = {{0, 0, 0.5}};
  expect_whole_space(hubbard, 0);
  Bipartite bosons = machine(1, 2, 0.3);
  bosons.statistics = Statistics::boson;
  bosons.onsite_repulsion = 1;
  bosons.contact.density = {{0, 0, 0.2}};
  expect_whole_space(bosons, 5);
}

TEST(Interacting, FreeFermionsAreTheirOneBodyAlgebra) {
  for (const auto& [a, b] : std::vector<std::pair<Index, Index>>{{2, 2}, {2, 5}, {3, 4}}) {
    const Bipartite m = machine(a, b);
    const QuadraticExchange free(m, {});
    const ExchangeStatistics quadratic = free.statistics(free.motion(3.7), everything());
    const ExchangeStatistics sectors = sector_statistics(ManyBody(m, {}), {3.7}, {}, everything()).at[0];
    expect_equal(quadratic, sectors, 1e-10);
    EXPECT_NEAR(quadratic.rate_energy, sectors.rate_energy, 1e-12);
    EXPECT_NEAR(quadratic.rate_particles, sectors.rate_particles, 1e-12);
    EXPECT_NEAR(*quadratic.integral_fluctuation, 1, 1e-10);
    EXPECT_LT((quadratic.number - sectors.number).cwiseAbs().maxCoeff(), 1e-12);
  }
}

TEST(Interacting, FreeBosonsAreTheirOneBodyAlgebraOnceTheCutoffIsHigh) {
  for (const auto& [a, b, cutoff] : std::vector<std::tuple<Index, Index, int>>{{1, 2, 22}, {2, 2, 12}}) {
    Bipartite m = machine(a, b);
    m.statistics = Statistics::boson;
    m.a.beta = m.b.beta = 2;
    m.a.chemical_potential = m.b.chemical_potential = a == 1 ? -2.4 : -3.2;
    const QuadraticExchange free(m, {});
    const ExchangeStatistics quadratic = free.statistics(free.motion(1.7), everything());
    const ManyBody bodies(m, {.boson_cutoff = cutoff});
    EXPECT_LT(bodies.discarded(), 1e-13);
    const ExchangeStatistics sectors = sector_statistics(bodies, {1.7}, {}, everything()).at[0];
    expect_equal(quadratic, sectors, 1e-10);
    EXPECT_LT((quadratic.number - sectors.number).cwiseAbs().maxCoeff(), 1e-10);
  }
}

TEST(Interacting, SpinWithoutInteractionIsTwoCopies) {
  Bipartite m = machine(1, 2);
  const QuadraticExchange one(m, {});
  const ExchangeStatistics single = one.statistics(one.motion(2), everything());
  m.has_spin = true;
  const QuadraticExchange free(m, {});
  const ExchangeStatistics pair = free.statistics(free.motion(2), everything());
  const ExchangeStatistics sectors = sector_statistics(ManyBody(m, {}), {2}, {}, everything()).at[0];
  expect_equal(pair, sectors, 1e-10);
  EXPECT_LT((pair.response - 2 * single.response).cwiseAbs().maxCoeff(), 1e-14);
  EXPECT_LT((pair.characteristic.array() - single.characteristic.array().square()).abs().maxCoeff(), 1e-13);
}

TEST(Interacting, MicroReversibilityTiesTheTanhAveragesAndFluxBreaksIt) {
  Bipartite m = machine(2, 3, 1.5);
  const auto at = [&](const Bipartite& machine) {
    return sector_statistics(ManyBody(machine, {}), {2.3}, {}, everything()).at[0];
  };
  const ExchangeStatistics real = at(m);
  EXPECT_LT(real.reversal.value(), 1e-12);
  EXPECT_NEAR(real.tanh->first, real.tanh->second, 1e-12);
  EXPECT_NEAR(real.tanh->energy, transfer_energy(real.mean), 1e-12);
  EXPECT_NEAR(real.tanh->particles, real.mean(3), 1e-12);
  m.contact.hopping.push_back({0, 2, -0.5, 0.9});
  const ExchangeStatistics flux = at(m);
  EXPECT_FALSE(flux.reversal.has_value());
  EXPECT_GT(std::abs(flux.tanh->first - flux.tanh->second), 1e-4);
  EXPECT_NEAR(*flux.integral_fluctuation, 1, 1e-12);
}

TEST(Interacting, SamplesAndRandomVectorsAreWithinTheirErrors) {
  const Bipartite m = machine(2, 3, 1.5);
  const ManyBody bodies(m, {});
  const ExchangeStatistics exact = sector_statistics(bodies, {2.3}, {}, {}).at[0];
  const auto error = [](const SampledStatistics& s, Index a) {
    Real square = 0, mean = 0;
    const auto groups = static_cast<Real>(s.without_group.size());
    for (const auto& group : s.without_group) mean += group[0].mean(a) / groups;
    for (const auto& group : s.without_group) square += std::pow(group[0].mean(a) - mean, 2);
    return std::sqrt((groups - 1) / groups * square);
  };
  const auto run = [&](std::int64_t samples) { return sampled_statistics(bodies, {2.3}, {}, {samples, 7}); };
  const SampledStatistics few = run(1000), many = run(64000);
  const SampledStatistics random = typical_statistics(bodies, {2.3}, {1000, 7});
  for (Index a = 0; a < 4; ++a) {
    EXPECT_LT(std::abs(many.at[0].mean(a) - exact.mean(a)), 5 * error(many, a));
    EXPECT_LT(std::abs(random.at[0].mean(a) - exact.mean(a)), 5 * error(random, a));
    // 64 times the samples: an eighth of the error, which forty groups know to a tenth or two.
    EXPECT_NEAR(error(few, a) / error(many, a), 8, 4);
  }
  EXPECT_EQ(run(1000).at[0].mean, few.at[0].mean);
  EXPECT_NEAR(many.at[0].work_contact, many.at[0].mean(0) + many.at[0].mean(2), 1e-12);
}

TEST(Interacting, RampsKeepTheFluctuationTheoremAtEveryStepSize) {
  const Bipartite m = machine(1, 2, 1.1);
  for (const bool is_cosine : {false, true}) {
    const ExchangeStatistics s = sector_statistics(ManyBody(m, {}), {4}, {1.2, is_cosine}, everything()).at[0];
    EXPECT_NEAR(*s.integral_fluctuation, 1, 1e-12);
    EXPECT_LT(s.unitarity, 1e-12);
    EXPECT_LT(s.reversal.value(), 1e-12);
    EXPECT_NEAR(s.work_contact, s.mean(0) + s.mean(2), 1e-9);
  }
}

}  // namespace
}  // namespace qalor
