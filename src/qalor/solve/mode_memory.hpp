#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/dynamics/reservoir_mode.hpp"

namespace qalor {

/// u(t) = sum of weights exp(-i nodes t), by another route than the memory itself: eigenvalues of a star or a chain, or
/// the spectral function and the bound states. Empty: not known.
using Amplitude = Rule;
Complex amplitude_at(const Amplitude& amplitude, Real t);

/// The exact motion with the memory carried by the bath: F(w, t), the integral of exp(-iw(t-s)) u(s), on the nodes of a
/// star. Time goes in panels on which u is a polynomial; its overlap with exp(iws) is exact (spherical Bessel
/// functions), so that neither the frequency nor the panel need be small.
/// With an empty `given`, u solves Volterra's equation by collocation at 20 Gauss nodes of a panel; otherwise u is
/// taken from there and only the bath is computed; the residual then measures how well `given` solves Volterra's
/// equation, integrated over a panel. `times` ascend from >= 0. `n_0` enters `swept` alone. Throws as
/// `require_affordable`.
ModeTrajectory remember(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0, const Amplitude& given);

/// Throws Error where the motion to time `end` takes too many bath frequencies times steps.
void require_affordable(const ReservoirMode& mode, Real end);

}  // namespace qalor
