#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cmath>
#include <string>

#include "qalor/bath/spectral_density.hpp"

namespace qalor {

/// One mode or level with H = omega_0 a^dagger a + sum of w_k b_k^dagger b_k + V_k (a^dagger b_k + b_k^dagger a), in a
/// product state with a thermal bath. a is a boson, a fermion, or sigma_- with an empty bath. Rotating wave: there are
/// no terms a b_k.
struct ReservoirMode {
  Real omega_0;
  SpectralDensity density;
  Occupation bath;  ///< statistics and temperature
  bool is_empty_bath() const { return !bath.is_fermion && std::isinf(bath.beta); }
};

/// The exact motion at one time: a(t) = u a(0) + bath operators, n = |u|^2 n_0 + v.
struct ModeMotion {
  Real time = 0;
  Complex u = 1;
  Complex du = 0;  ///< du/dt [energy]
  Real v = 0;      ///< quanta that came from the bath
  Real dv = 0;     ///< dv/dt
  Complex q = 0;   ///< integral of the thermal kernel times u, with dv/dt = 2 Re(u* q) [energy]
  Real v1 = 0;     ///< integral of w j n |F|^2 [energy]
  Real swept = 0;  ///< integral of omega'(t) dn from 0, omega' = -Im(du/dt/u) [energy]

  Real occupation(Real n_0) const { return std::norm(u) * n_0 + v; }
  Real occupation_rate(Real n_0) const { return 2 * (std::conj(u) * du).real() * n_0 + dv; }
  /// omega', gamma and the noise rate of the time-local master equation
  ///   drho/dt = -i omega' [a^dagger a, rho] + (2 gamma +- noise) D[a] rho + noise D[a^dagger] rho, + for bosons.
  Real frequency() const { return -(du / u).imag(); }
  Real damping() const { return -(du / u).real(); }
  Real noise() const { return dv + 2 * damping() * v; }
};

/// Energy of the coupling, <H_I>; exact in the continuum [energy].
/// From sum of V_k b_k = i da/dt - omega_0 a.
inline Real interaction_energy(const ReservoirMode& mode, const ModeMotion& m, Real n_0) {
  return -2 * n_0 * (std::conj(m.u) * m.du).imag() - 2 * mode.omega_0 * m.occupation(n_0) + 2 * m.v1 -
         2 * (m.u * std::conj(m.q)).imag();
}

/// A trajectory of the motion and how it was obtained.
struct ModeTrajectory {
  std::vector<ModeMotion> motion;
  std::string method;
  Real residual = 0;        ///< largest |du/dt + i omega_0 u + memory| or, for poles and wide bands, 0
  Real noise_residual = 0;  ///< largest |v - integral of dv/dt|, where both are computed
};

}  // namespace qalor
