#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/machine/machine.hpp"

namespace qalor {

/// Level shifts by the baths of any machine, one Hermitian operator per bath [energy], for `Lindblad::with_shifts`.
/// `band_edge` gives flat bands of leads their edges, as in `rate_shift`. Both throw as `rate_shift` and as the
/// generators that they belong to.

/// Of jumps that are eigenoperators X(w) of `energy`, the bare one for local and the whole Hamiltonian for global
/// generators: S_X = sum over w of shift(w) X(w)^dagger X(w), which keeps `energy`; for leads, of the particles going
/// out and coming in.
/// Source: H.-P. Breuer & F. Petruccione, The Theory of Open Quantum Systems (2002), eq. (3.142).
std::vector<Operator> lamb_shift(const Machine& machine, const Operator& energy,
                                 std::optional<Real> band_edge = std::nullopt);

/// Of jumps that superpose all transitions, each with the root of its rate (`perlind`): elements
/// <m|S|n> = sum over k of <m|X|k> <k|X|n> shift(w_mk, w_nk), the shift of two transitions. It need not keep H.
/// Source: F. Nathan and M. S. Rudner, Phys. Rev. B 102, 115109 (2020), arXiv:2004.01469.
std::vector<Operator> resolved_lamb_shift(const Machine& machine, std::optional<Real> band_edge = std::nullopt);

}  // namespace qalor
