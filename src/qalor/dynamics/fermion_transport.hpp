#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/machine/fermion_network.hpp"

namespace qalor {

/// Exact stationary transport through fermions without interaction between leads of wide bands, at any temperature and
/// any coupling: Green functions G(E) = [E - h + (i/2) sum of Gamma_X]^-1 and Landauer's formula.
/// Source: Y. Meir and N. S. Wingreen, Phys. Rev. Lett. 68, 2512 (1992), doi:10.1103/PhysRevLett.68.2512.
class FermionTransport {
 public:
  /// Throws std::invalid_argument: h or a Gamma not Hermitian or of another size, a Gamma with a negative eigenvalue,
  /// not one Gamma per lead, a lead without beta > 0.
  explicit FermionTransport(FermionNetwork network);

  const std::vector<Bath>& baths() const { return network_.baths; }
  Eigen::Index levels() const { return network_.hamiltonian.rows(); }

  /// Retarded Green function [1/energy].
  Matrix green(Real energy) const;
  /// T_XY = tr(Gamma_X G Gamma_Y G^dagger) [1].
  Real transmission(const Matrix& green, std::size_t x, std::size_t y) const;
  /// f_X(E) - f_Y(E), to full relative precision.
  Real bias(std::size_t x, std::size_t y, Real energy) const;
  /// Where integrals over the whole axis should be cut: poles of G and chemical potentials, with geometric steps in the
  /// widths and in the temperatures; ascending.
  std::vector<Real> cuts() const;

 private:
  FermionNetwork network_;
  Matrix effective_;  // h - (i/2) sum of Gamma_X
};

}  // namespace qalor
