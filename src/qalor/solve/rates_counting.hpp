#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <map>
#include <vector>

#include "qalor/solve/multi_index.hpp"
#include "qalor/solve/rates.hpp"

namespace qalor {

/// What a forward transition of each edge adds to a counted quantity; a backward one takes it away.
using Charge = std::vector<Real>;

/// Energy, particles or heat (energy - mu particles) received from a bath.
Charge energy_charge(const RateFlow& flow, std::size_t bath);
Charge particle_charge(const RateFlow& flow, std::size_t bath);
Charge heat_charge(const RateFlow& flow, std::size_t bath);
/// Entropy production: the bias of every edge.
Charge entropy_charge(const RateFlow& flow);

/// The action of the Drazin (group) inverse R of a rate matrix, from one factorisation.
class DrazinInverse {
 public:
  /// `p` is the steady state.
  DrazinInverse(const RateFlow& flow, const RealVector& p);
  /// The x with W x = rhs and sum zero, for a rhs of sum zero.
  RealVector operator()(const RealVector& rhs) const;

 private:
  RealVector apply(const RealVector& x) const;
  std::vector<RateEdge> edges_;
  RealVector border_;
  RealLu lu_;
};

/// Full counting statistics in the steady state: cumulants per unit time of any set of charges, to any order, joint
/// ones included, from one factorisation. With charges q_k on the edges and W_b the b-th derivative of the tilted
/// generator, c_a = sum_b binom(a, b) <1|W_b|v_(a-b)>, v_a = R sum_b binom(a, b) (c_b - W_b) v_(a-b), v_0 = p, over 0 <
/// b <= a. Source: C. Flindt et al., Phys. Rev. B 82, 155407 (2010), doi:10.1103/PhysRevB.82.155407.
class RateCounting {
 public:
  /// As many numbers as there are charges: how often each is taken.
  using MultiIndex = qalor::MultiIndex;

  RateCounting(const RateFlow& flow, const RealVector& p, std::vector<Charge> charges);
  /// The joint cumulant c_a [product of the charges' dimensions x rate].
  Real cumulant(const MultiIndex& order);
  /// c_1, ..., c_n of one charge.
  std::vector<Real> cumulants(std::size_t charge, int highest);
  /// cov(a, b) = c_(1,1), symmetric.
  RealMatrix covariance();

 private:
  struct Term {
    Real cumulant;
    RealVector vector;
  };
  const Term& term(const MultiIndex& order);
  RealVector tilted(const MultiIndex& order, const RealVector& v) const;

  const RateFlow& flow_;
  std::vector<Charge> charges_;
  DrazinInverse inverse_;
  std::map<MultiIndex, Term> terms_;
};

/// Scaled cumulant generating function of the charges at counting fields chi, one per charge: the dominant eigenvalue
/// of W with forward rates times exp(sum chi q), backward rates times exp(-sum chi q) [rate].
Real scaled_cumulant_generating_function(const RateFlow& flow, const std::vector<Charge>& charges,
                                         const std::vector<Real>& chi);

}  // namespace qalor
