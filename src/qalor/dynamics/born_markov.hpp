#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/dynamics/flow.hpp"
#include "qalor/hilbert/sectors.hpp"
#include "qalor/hilbert/state.hpp"
#include "qalor/machine/machine.hpp"

namespace qalor {

/// At which energies a second-order equation evaluates the leads.
enum class Scheme {
  redfield,  ///< of the transition that the tunnelling makes
  one_vn     ///< of the coherence that it leaves: first-order von Neumann
};

/// A machine to second order in the couplings to its baths; with leads, drho/dt = -i[H, rho] + sum over couplings of
/// -[d, Phi] + h.c., which keeps books per bath but is of no Lindblad form: states may get negative eigenvalues. With
/// o the product of elements and w_ba = E_b - E_a of the indices of what is multiplied,
///   redfield:  Phi = (d^dagger o g_+) rho - rho (d^dagger o g_-),
///   one_vn:    Phi = g_+ o (d^dagger rho) - g_- o (rho d^dagger),
/// g_+- = Gamma(w) f(+-x)/2 +- i shift(w), x = beta (w - mu), the shifts as `rate_shift`, or 0. A bath of bosons that
/// acts through X (redfield only) has Phi = (X o g) rho, g = S(-w)/2 + i shift(-w): the Bloch-Redfield equation.
/// Acts on states without coherence between particle numbers.
/// Source: G. Kiršanskas et al., Comput. Phys. Commun. 221, 317 (2017), arXiv:1706.10104; one_vn: J. N. Pedersen and
/// A. Wacker, Phys. Rev. B 72, 195330 (2005), doi:10.1103/PhysRevB.72.195330; bosons: H.-P. Breuer & F. Petruccione,
/// The Theory of Open Quantum Systems (2002), eq. (3.118).
/// Valid: rates well below T.
class BornMarkov {
 public:
  using State = DensityMatrix;

  /// With `band_edge`, level shifts; flat bands then have edges +-band_edge.
  /// Throws std::invalid_argument: a noise, a coupling that does not take one particle out of the machine into its
  /// lead, or to bosons one that is not Hermitian or does not keep the particles, or with one_vn any; std::domain_error
  /// as `principal_value` and `rate_shift`.
  BornMarkov(const Machine& machine, Scheme scheme, std::optional<Real> band_edge = std::nullopt);

  const Space& space() const { return hamiltonian_.space(); }
  const Operator& hamiltonian() const { return hamiltonian_; }
  const std::vector<Bath>& baths() const { return baths_; }
  Scheme scheme() const { return scheme_; }
  /// The energy eigenstates, of definite particle number.
  const SectorBasis& basis() const { return basis_; }

  /// drho/dt of a Hermitian matrix, both in the basis of energy eigenstates.
  Matrix motion(const Matrix& rho) const;
  /// drho/dt [1/time].
  Matrix derivative(const DensityMatrix& rho) const;
  /// The part of drho/dt that one bath causes, L_X rho.
  Matrix dissipator(const DensityMatrix& rho, std::size_t bath) const;

  /// tr(H L_X rho) and tr(N L_X rho): energy and particles received from bath X per unit time.
  Exchange exchange(const DensityMatrix& rho, std::size_t bath) const;
  /// The same energy without signs, term by term: the scale of its rounding.
  Real gross_energy(const DensityMatrix& rho, std::size_t bath) const;
  /// 0: the baths exchange the energy of the whole Hamiltonian.
  Real power(const DensityMatrix&) const { return 0; }
  /// d<H>/dt = tr(H drho/dt).
  Real energy_rate(const DensityMatrix& rho) const;
  /// Mean rate at which eigenstates are left [rate]: the natural unit of a residual.
  Real mean_decay_rate() const;

 private:
  /// One coupling, in the basis of energy eigenstates.
  struct Tunnelling {
    std::size_t bath;
    Matrix up;       // d^dagger, or X
    Matrix g_plus;   // at w_ba, for a with one particle less than b, 0 elsewhere; of bosons all
    Matrix g_minus;  // the same; of bosons 0
  };
  /// The two parts of Phi, which enter with opposite signs.
  struct Hybrid {
    Matrix filling, emptying;
  };
  Hybrid hybrid(const Tunnelling& tunnelling, const Matrix& rho) const;
  Matrix change(const Matrix& rho, std::size_t bath) const;

  Operator hamiltonian_;
  std::vector<Bath> baths_;
  Scheme scheme_;
  SectorBasis basis_;
  RealVector particles_;  // of each eigenstate
  std::vector<Tunnelling> tunnellings_;
};

static_assert(Flow<BornMarkov>);

}  // namespace qalor
