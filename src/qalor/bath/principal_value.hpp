#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/bath/bath.hpp"

namespace qalor {

/// P(w) = PV integral of f(E)/(E - w) dE over a flat band of edges +-D, f the occupation of the bath [1]:
/// Re psi(1/2 + i beta (w - mu)/2 pi) - ln(beta D/2 pi), up to terms of order w/D, which would tell the edges' places.
/// Source: J. N. Pedersen and A. Wacker, Phys. Rev. B 72, 195330 (2005), doi:10.1103/PhysRevB.72.195330.
/// Valid: D well above |w|, |mu| and 1/beta; exact to exp(-beta D) for edges at w +- D. Throws std::domain_error unless
/// beta and D are positive and finite.
Real principal_value(const Bath& bath, Real w, Real band_edge);

}  // namespace qalor
