#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace qalor {

/// One tensor factor of a Hilbert space.
struct Factor {
  enum class Kind { qubit, levels, boson, fermion };
  std::string name;
  Kind kind = Kind::qubit;
  std::size_t dimension = 2;  ///< qubit and fermion: 2; boson: the number of Fock states kept
};

/// An ordered tensor product of named factors. The first factor is the most significant digit of a basis index;
/// level 0 of a factor is its lowest (empty, unexcited) one. A value: copies share their description.
class Space {
 public:
  /// Throws std::invalid_argument: no factor, a dimension below 2 (or not 2 for qubits and fermions), a name twice,
  /// or a total dimension above 2^31.
  explicit Space(std::vector<Factor> factors);

  std::size_t dimension() const { return shape_->dimension; }
  const std::vector<Factor>& factors() const { return shape_->factors; }
  /// Position of the factor of that name. Throws std::invalid_argument with the names there are.
  std::size_t index(const std::string& name) const;
  /// How far a basis index moves when the level of factor k rises by one.
  std::size_t stride(std::size_t k) const { return shape_->strides[k]; }
  /// Level of factor k in basis state i.
  std::size_t level(std::size_t i, std::size_t k) const { return i / stride(k) % factors()[k].dimension; }
  /// The space of some of the factors, in the order of this space.
  Space only(const std::vector<std::size_t>& kept) const;

  friend bool operator==(const Space& a, const Space& b);

 private:
  struct Shape {
    std::vector<Factor> factors;
    std::vector<std::size_t> strides;
    std::size_t dimension = 1;
  };
  std::shared_ptr<const Shape> shape_;
};

Factor qubit(std::string name);
Factor levels(std::string name, std::size_t dimension);
Factor boson(std::string name, std::size_t cutoff);  ///< Fock states 0 .. cutoff-1
Factor fermion(std::string name);

}  // namespace qalor
