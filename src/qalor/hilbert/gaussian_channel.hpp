#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/base/linalg.hpp"

/// States of one bosonic mode in the number basis.
namespace qalor {

/// The phase-covariant channel a -> u a + noise with `v` quanta, and how it changes in time. Loss by |u|^2/(1 + v),
/// then amplification by 1 + v: completely positive by construction, regular at u = 0. It acts on each diagonal m - n
/// alone.
struct GaussianChannel {
  Complex u = 1;
  Real v = 0;
  Complex du = 0;
  Real dv = 0;
};

/// A state and its rate of change.
struct Moving {
  Matrix state;
  Matrix rate;
};
/// Applied to a density matrix of any size, on levels below `cutoff` (at least as many as rho has).
Moving apply(const GaussianChannel& channel, const Matrix& rho, Eigen::Index cutoff);

/// Populations of a displaced thermal state, x thermal quanta and |displacement|^2 = shift, with their rates.
struct MovingPopulations {
  RealVector p;
  RealVector dp;
};
MovingPopulations displaced_thermal(Real x, Real shift, Real dx, Real dshift, Eigen::Index cutoff);

/// A displaced thermal state itself: thermal with x quanta, displaced by alpha. From the vacuum by the channel that
/// maps coherent states, so that no exponential of an operator is needed.
Matrix displaced_thermal_state(Real x, Complex alpha, Eigen::Index cutoff);

/// Levels needed for populations that fall like those of n0 levels broadened by v quanta: the last ones below 1e-20.
Eigen::Index sufficient_cutoff(Real v, Real displacement, Eigen::Index levels);

}  // namespace qalor
