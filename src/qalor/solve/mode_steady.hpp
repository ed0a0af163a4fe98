#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>

#include "qalor/dynamics/reservoir_mode.hpp"

namespace qalor {

/// What becomes of a mode at late times.
struct SteadyMode {
  Real v = 0;  ///< quanta from the bath; with two bound states or more an average over time
  Real continuum_weight = 1;
  Real root = 0;
  std::vector<BoundState> bound;
  std::optional<Complex> pole;  ///< nearest to omega_0
  std::optional<Real> critical_coupling;
  Real sum_rule_error = 0;       ///< |integral of D + sum of Z - 1|
  std::optional<Real> second_v;  ///< the same by another route, where there is one
};

/// Exact. Throws std::domain_error for a finite bath, which has no steady state.
SteadyMode steady_mode(const ReservoirMode& mode);

/// g~(t), the integral of j n exp(-iwt) [energy^2].
Complex thermal_kernel(const ReservoirMode& mode, Real t);

/// The same of Ohmic bosons at mu = 0, in closed form: a Hurwitz zeta function.
Complex ohmic_thermal_kernel(const Ohmic& density, Real beta, Real t);

}  // namespace qalor
