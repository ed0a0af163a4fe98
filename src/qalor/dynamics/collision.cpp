// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/dynamics/collision.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <stdexcept>

namespace qalor {
namespace {

Space joint_space(const Space& system, std::size_t ancillas) {
  std::vector<Factor> factors = system.factors();
  for (std::size_t k = 0; k < ancillas; ++k) factors.push_back(qubit(fmt::format("ancilla {}", k)));
  return Space(std::move(factors));
}

/// The system's operator on the joint space, whose first factors are the system's.
Operator widened(const Operator& op, const Space& joint) {
  const auto rest = static_cast<Eigen::Index>(joint.dimension() / op.space().dimension());
  std::vector<Eigen::Triplet<Complex>> entries;
  for (Eigen::Index row = 0; row < op.matrix().outerSize(); ++row)
    for (SparseMatrix::InnerIterator it(op.matrix(), row); it; ++it)
      for (Eigen::Index r = 0; r < rest; ++r)
        entries.emplace_back(it.row() * rest + r, it.col() * rest + r, it.value());
  const auto d = static_cast<Eigen::Index>(joint.dimension());
  SparseMatrix out(d, d);
  out.setFromTriplets(entries.begin(), entries.end());
  return {joint, std::move(out)};
}

DensityMatrix thermal_qubit(const Ancilla& ancilla) {
  const Space space({qubit("ancilla")});
  return thermal_state(ancilla.omega * number(space, 0), ancilla.bath.beta);
}

Matrix fresh_ancillas(const std::vector<Ancilla>& ancillas) {
  Matrix out = Matrix::Identity(1, 1);
  for (const Ancilla& ancilla : ancillas) out = kronecker(out, thermal_qubit(ancilla).matrix());
  return out;
}

}  // namespace

Collisions::Collisions(Operator hamiltonian, std::vector<Ancilla> ancillas, Real dt)
    : hamiltonian_(std::move(hamiltonian)),
      ancillas_(std::move(ancillas)),
      dt_(dt),
      joint_(joint_space(hamiltonian_.space(), ancillas_.size())),
      total_energy_(widened(hamiltonian_, joint_)),
      fresh_(fresh_ancillas(ancillas_)) {
  if (!(dt > 0)) throw std::invalid_argument(fmt::format("the collision time must be > 0, not {}", dt));
  const std::size_t first = hamiltonian_.space().factors().size();
  Operator contact(joint_);
  for (std::size_t k = 0; k < ancillas_.size(); ++k) {
    const Ancilla& ancilla = ancillas_[k];
    if (hamiltonian_.space().factors().at(ancilla.factor).dimension != 2)
      throw std::invalid_argument("collisions are for qubits: a factor has more than two levels");
    baths_.push_back(ancilla.bath);
    ancilla_energy_.push_back(ancilla.omega * number(joint_, first + k));
    total_energy_ += ancilla_energy_.back();
    const Operator swap_in = raise(joint_, ancilla.factor) * lower(joint_, first + k);
    contact += Complex(std::sqrt(ancilla.kappa / dt)) * (swap_in + swap_in.adjoint());
  }
  unitary_ = unitary((total_energy_ + contact).dense(), dt);
}

Matrix Collisions::together(const DensityMatrix& rho) const { return kronecker(rho.matrix(), fresh_); }

DensityMatrix Collisions::collide(const DensityMatrix& rho) const {
  const Matrix after = unitary_ * together(rho) * unitary_.adjoint();
  std::vector<std::size_t> kept(space().factors().size());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  return DensityMatrix::unchecked(space(), reduced(DensityMatrix::unchecked(joint_, after), kept).matrix());
}

Exchange Collisions::exchange(const DensityMatrix& rho, std::size_t bath) const {
  const Matrix before = together(rho);
  const Matrix change = unitary_ * before * unitary_.adjoint() - before;
  return {-trace_product(ancilla_energy_.at(bath).matrix(), change).real() / dt_, 0};
}

Real Collisions::power(const DensityMatrix& rho) const {
  const Matrix before = together(rho);
  const Matrix change = unitary_ * before * unitary_.adjoint() - before;
  return trace_product(total_energy_.matrix(), change).real() / dt_;
}

Real Collisions::energy_rate(const DensityMatrix& rho) const {
  const Matrix change = collide(rho).matrix() - rho.matrix();
  return trace_product(hamiltonian_.matrix(), change).real() / dt_;
}

Real Collisions::gross_energy(const DensityMatrix&, std::size_t bath) const {
  return ancillas_.at(bath).kappa * ancillas_[bath].omega;
}

}  // namespace qalor
