#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>

#include "qalor/bath/bath.hpp"

namespace qalor {

/// What a transition does to the bath. emission: gives it the energy w, or takes -w from it (bosons); outgoing: gives
/// it a particle of energy w; incoming: takes one (fermions).
enum class Passage { emission, outgoing, incoming };

/// R(w): `emission_rate`, `outgoing_rate` or `incoming_rate` [rate].
Real passage_rate(const Bath& bath, Passage passage, Real w);

/// The level shift that goes with the rate R by causality, from two transitions of a bath that meet [energy]:
///   -+ PV integral of sqrt(R(w_1 + u) R(w_2 + u))/u du/2 pi,
/// minus but for `incoming`; at w_1 = w_2 = w the Hilbert transform of R, PV integral of R(w')/(w - w') dw'/2 pi, so
/// that R/2 + i shift is the half-sided Fourier transform of the bath's correlation function.
/// `band_edge`: edges of a flat band of fermions, at +-band_edge from the transition; not used by other spectra.
/// Throws std::domain_error where the integral does not exist: a flat spectrum without an edge (its shift grows with
/// the logarithm of the cutoff), bosons at infinite temperature, or at zero frequency with Gamma(0) > 0 or a sub-Ohmic
/// density; and for a band edge that is not positive and finite.
/// Source: H.-P. Breuer & F. Petruccione, The Theory of Open Quantum Systems (2002), eq. (3.136) (one transition);
/// F. Nathan and M. S. Rudner, Phys. Rev. B 102, 115109 (2020), arXiv:2004.01469 (two). Accuracy: 1e-11 of the largest
/// rate near the transition.
Real joint_rate_shift(const Bath& bath, Passage passage, Real w_1, Real w_2,
                      std::optional<Real> band_edge = std::nullopt);
/// Of one transition.
Real rate_shift(const Bath& bath, Passage passage, Real w, std::optional<Real> band_edge = std::nullopt);

}  // namespace qalor
