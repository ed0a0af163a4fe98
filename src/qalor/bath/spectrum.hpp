#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <utility>
#include <variant>
#include <vector>

#include "qalor/base/linalg.hpp"

namespace qalor {

/// Emission at the same rate gamma at every frequency w > 0: S(w) = gamma whatever the temperature.
struct FlatEmission {
  Real gamma;
};
/// The same damping rate at every frequency: Gamma(w) = gamma.
struct FlatDamping {
  Real gamma;
};
/// Gamma(w) = 2 pi eta w (w/cutoff)^(exponent-1) exp(-w/cutoff), w > 0; exponent 1 is Ohmic, below sub-, above
/// super-Ohmic.
struct Ohmic {
  Real eta;
  Real cutoff;
  Real exponent = 1;
};
/// Gamma(w) = gamma width^2/((w - center)^2 + width^2), on the whole axis.
struct Lorentzian {
  Real gamma;
  Real width;
  Real center;
};
/// Gamma(w) = 2 pi j(w), j piecewise linear between the nodes and 0 outside them; nodes ascend, j >= 0.
struct Tabulated {
  std::vector<Real> omega;
  std::vector<Real> density;
};

/// How strongly a bath couples at each frequency, before its temperature is known.
using Spectrum = std::variant<FlatEmission, FlatDamping, Ohmic, Lorentzian, Tabulated>;

/// Gamma(w) = 2 pi j(w), the damping rate of a bosonic mode or the tunnelling rate of a level at w [rate].
/// Throws std::domain_error for FlatEmission, which has no spectral density; std::invalid_argument for a bad table.
Real spectral_rate(const Spectrum& spectrum, Real w);

/// Slope of Gamma at w = 0+, infinite for sub-Ohmic baths [1].
Real spectral_slope(const Spectrum& spectrum);

/// Level shift Lambda(w) = PV integral of j(w')/(w - w') [energy]. Ohmic with exponent 1:
/// eta (-cutoff + w exp(-w/cutoff) Ei(w/cutoff)). Zero for FlatDamping (wide band).
/// Throws std::domain_error for FlatEmission and for exponents other than 1.
Real level_shift(const Spectrum& spectrum, Real w);

/// Frequencies at which Gamma is not smooth or is largest: where an integral over w should be cut.
std::vector<Real> landmarks(const Spectrum& spectrum);

}  // namespace qalor
