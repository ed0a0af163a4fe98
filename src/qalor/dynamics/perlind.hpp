#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/dynamics/lindblad.hpp"

namespace qalor {

/// The position- and energy-resolving Lindblad equation of a machine with leads: each coupling d has one jump into the
/// system, with elements <b|d^dagger|a> sqrt(Gamma f) at the energy E_b - E_a of the transition, and one out of it,
/// <a|d|b> sqrt(Gamma (1 - f)). The jumps have no gain, because they superpose transitions of different energies;
/// energy and particles are D_X^dagger(H) and D_X^dagger(N). No level shift. Throws std::invalid_argument: a bath of
/// bosons, a noise, a coupling that does not take one particle out. Source: G. Kiršanskas, M. Franckié and A. Wacker,
/// Phys. Rev. B 97, 035432 (2018), doi:10.1103/PhysRevB.97.035432. Valid: Gamma well below T; any level splitting.
/// Positive; the second law is no theorem.
Lindblad perlind(const Machine& machine);

}  // namespace qalor
