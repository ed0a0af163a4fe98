#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/machine/quadratic.hpp"

namespace qalor {

/// Exact stationary transport through bosonic modes, each bath coupled by its spectral density to one mode and
/// conserving quanta: Landauer, with G(w) = [w - h - sum of Sigma_X(w)]^-1, Sigma_X = Lambda_X - i Gamma_X/2 on its
/// mode. Valid: no bound state below the band, which is checked; not for couplings of the form (a + a^dagger) B.
class BosonTransport {
 public:
  /// Throws std::invalid_argument when h + sum of Lambda_X(0) has an eigenvalue <= 0 (a bound state below the band), or
  /// a bath has no spectral density; std::domain_error when its level shift is not known.
  explicit BosonTransport(BosonMachine machine);

  const std::vector<Bath>& baths() const { return machine_.baths; }

  /// Gamma_X(w) [rate].
  Real broadening(std::size_t bath, Real w) const;
  /// Retarded Green function [1/energy].
  Matrix green(Real w) const;
  /// T_XY(w) = tr(Gamma_X G Gamma_Y G^dagger) [1]; needs green(w).
  Real transmission(const Matrix& green, std::size_t x, std::size_t y, Real w) const;
  /// Spectral function -Im G_ii/pi of a mode [1/energy].
  Real spectral_function(Eigen::Index mode, Real w) const;

  /// Where integrals over the band (0, infinity) should be cut: poles of G with geometric steps in their widths,
  /// thermal energies, landmarks of the spectra; ascending, starting at 0.
  std::vector<Real> cuts() const;
  /// Whether the self-energies extend over the whole axis (wide band), so that the sum rule does too.
  bool is_wide_band() const;

 private:
  Matrix effective(Real w) const;  // h + sum of Sigma_X(w)

  BosonMachine machine_;
};

}  // namespace qalor
