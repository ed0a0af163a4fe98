#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/solve/mode_memory.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

enum class ModeSolver { automatic, volterra, spectral, star, chain, poles };
std::string solver_text(ModeSolver solver);

/// D(w) dw on panels that resolve its peak, the edges of the band and exp(-iwt); with the bound states it is all there
/// is to know of u(t) = sum of Z exp(-i w_b t) + integral of D exp(-iwt).
struct SpectralWeights {
  Rule continuum;
  std::vector<BoundState> bound;

  /// Both together.
  Amplitude amplitude() const;
  Real continuum_weight() const;
};
SpectralWeights spectral_weights(const ReservoirMode& mode, Real t);

/// Eigenvalues and squared overlaps with the system of a finite star (arrowhead matrix, secular equation).
Rule star_spectrum(Real omega_0, const Rule& star);
/// The same of a chain.
Rule chain_spectrum(Real omega_0, const Chain& chain);

/// Which solver `automatic` is, and which one checks it.
ModeSolver chosen_solver(const ReservoirMode& mode, Real last);
ModeSolver second_solver(const ReservoirMode& mode, ModeSolver first);

/// The motion at ascending times by one solver. Throws std::domain_error where it does not apply.
ModeTrajectory solve_mode(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0, ModeSolver solver);

/// What a solver other than `volterra` and `poles` knows of u up to time `last`.
Amplitude known_amplitude(const ReservoirMode& mode, ModeSolver solver, Real last);

/// With the certificate: first and last time are repeated by a second solver; details `solver`, `second_solver`,
/// `solver_deviation` (largest of u and v). Status not_converged when they differ by more than 1e-7.
Solution<ModeTrajectory> certified_motion(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0,
                                          ModeSolver solver);

/// Approximations, for comparison.
ModeTrajectory lindblad_motion(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0);
ModeTrajectory second_order_motion(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0);

}  // namespace qalor
