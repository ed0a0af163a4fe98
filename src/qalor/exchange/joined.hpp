#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <functional>
#include <optional>
#include <vector>

#include "qalor/base/linalg.hpp"
#include "qalor/machine/bipartite.hpp"

namespace qalor {

/// A matrix of any complex numbers as two real ones: products with real matrices take two real multiplications.
struct Split {
  RealMatrix re;
  RealMatrix im;

  static Split identity(Eigen::Index size) { return {RealMatrix::Identity(size, size), RealMatrix::Zero(size, size)}; }
  Matrix joined() const;
  /// |u_kl|^2.
  RealMatrix squared() const;
};

Split product(const Split& a, const Split& b);

/// V as something that multiplies the columns of a matrix, in the eigenbasis of the uncoupled bodies.
using ContactProduct = std::function<Split(const Split&)>;

/// H = diag(energies) + s V in the eigenbasis of the uncoupled bodies: of one particle, or of one sector of many.
struct CoupledLevels {
  RealVector energies;  ///< of the bodies apart [energy]
  ContactProduct times_contact;
  Real contact_bound = 0;  ///< of the norm of V, from above [energy]
};

/// The motion under the joined Hamiltonian, diagonalised once. Cost: one eigendecomposition, then two real products of
/// matrices per duration (four where H is not real). Memory: the eigenvectors.
class Joined {
 public:
  /// Diagonalises diag(energies) + contact; real where the imaginary part of the contact is zero.
  Joined(CoupledLevels levels, const Matrix& contact);
  /// With the decomposition of a real H, known already, in the same basis.
  Joined(CoupledLevels levels, SymmetricEigen eigen);

  const CoupledLevels& levels() const { return levels_; }
  bool is_real() const { return is_real_; }
  /// exp(-i H tau).
  Split propagator(Real tau) const;
  /// Mean of |u_kl|^2 over all times: sum over the distinct levels of |(Pi_w)_kl|^2.
  RealMatrix average_transition() const;

 private:
  CoupledLevels levels_;
  bool is_real_;
  RealVector frequencies_;
  RealMatrix real_vectors_;  ///< where H is real
  Matrix vectors_;           ///< where it is not
};

/// <V> of every column of a propagator, at the ends of steps of a ramp: diagonal of u^dagger V u.
RealVector contact_energies(const CoupledLevels& levels, const Split& u);

/// The motion while the contact is switched, by the commutator-free Magnus integrator of order 4, which is unitary at
/// every step size. Source: S. Blanes and P. C. Moan, Appl. Numer. Math. 56, 1519 (2006), CF4:2.
class Ramped {
 public:
  /// Halves the step until two sizes agree; `error` tells how well. `joined` must outlive this.
  Ramped(const Joined& joined, Switching switching);

  /// The whole protocol of duration tau >= 2 ramp.
  Split propagator(Real tau) const;
  /// int ds <V>: the work of both ramps for every initial state, by quadrature along the motion [energy].
  RealVector work(Real tau) const;
  /// Estimated error of an element of the propagator of the rise: a fifteenth of how far twice the step is off.
  Real error() const { return error_; }
  std::int64_t steps() const { return steps_; }

 private:
  Split rise(std::int64_t steps) const;
  void advance(Split& u, std::int64_t step, std::int64_t steps, bool is_falling) const;

  const Joined& joined_;
  Switching switching_;
  std::int64_t steps_ = 0;
  Real error_ = 0;
  Split rise_;
  Split fall_;
};

}  // namespace qalor
