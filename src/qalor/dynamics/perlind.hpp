#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/dynamics/lindblad.hpp"

namespace qalor {

/// The position- and energy-resolving Lindblad equation of any machine. Each coupling d to a lead has one jump into the
/// system, with elements <b|d^dagger|a> sqrt(Gamma f) at the energy E_b - E_a of the transition, and one out of it,
/// <a|d|b> sqrt(Gamma (1 - f)); each coupling X to a bath of bosons has one, <a|X|b> sqrt(S(E_b - E_a)): the universal
/// Lindblad equation. The jumps have no gain, because they superpose transitions of different energies; energy and
/// particles are D_X^dagger(H) and D_X^dagger(N). No level shift: see `resolved_lamb_shift`.
/// Throws std::invalid_argument: a noise, a coupling to a lead that does not take one particle out, one to bosons that
/// is not Hermitian, an H that does not keep the particles; std::domain_error where a rate of a bath of bosons
/// diverges. Source: G. Kiršanskas, M. Franckié and A. Wacker, Phys. Rev. B 97, 035432 (2018),
/// doi:10.1103/PhysRevB.97.035432; F. Nathan and M. S. Rudner, Phys. Rev. B 102, 115109 (2020), arXiv:2004.01469.
/// Valid: rates well below T and the bath's bandwidth; any level splitting. Positive; the second law is no theorem.
Lindblad perlind(const Machine& machine);

}  // namespace qalor
