#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>

#include "qalor/bath/spectral_density.hpp"

namespace qalor {

/// A qubit with H = omega_0 sigma_z/2 + sigma_z sum of g_k (b_k + b_k^dagger): its coherence falls as exp(-Lambda(t)).
struct Dephasing {
  Real exponent;  ///< Lambda, the integral of 4 j coth(beta w/2) (1 - cos wt)/w^2
  Real rate;      ///< dLambda/dt
};
/// Closed form. Bosons at mu = 0; beta may be infinite.
Dephasing dephasing(const Ohmic& density, Real beta, Real t);
/// The same by quadrature.
Dephasing dephasing_by_quadrature(const Ohmic& density, Real beta, Real t);
/// Lambda at t -> infinity, where it is finite.
std::optional<Real> final_dephasing(const Ohmic& density, Real beta);
/// Energy gained by the bath, which the coupling gives [energy].
Real dephasing_bath_energy(const Ohmic& density, Real t);

}  // namespace qalor
