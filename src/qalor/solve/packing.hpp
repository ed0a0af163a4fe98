#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <functional>
#include <vector>

#include "qalor/dynamics/lindblad.hpp"

namespace qalor {

/// Hermitian matrices with a block structure as real vectors: rho_ii -> X_ii, and for i > j in the same block
/// sqrt(2) Re rho_ij -> X_ji, sqrt(2) Im rho_ij -> X_ij. An isometry: dot products are Hilbert-Schmidt ones.
class Packing {
 public:
  Packing(std::size_t dimension, std::vector<std::vector<std::size_t>> blocks);

  /// Number of real unknowns, the sum of the squared block sizes.
  Eigen::Index size() const { return size_; }
  const std::vector<std::vector<std::size_t>>& blocks() const { return blocks_; }
  bool contains(std::size_t i, std::size_t j) const { return block_[i] == block_[j] && block_[i] != nowhere; }
  /// Where X_ij is stored; i and j must share a block.
  Eigen::Index slot(std::size_t i, std::size_t j) const {
    return start_[block_[i]] + static_cast<Eigen::Index>(place_[i] * blocks_[block_[i]].size() + place_[j]);
  }

  RealVector pack(const Matrix& rho) const;
  Matrix unpack(const RealVector& x) const;
  /// The identity, packed: its dot product with a packed matrix is the trace.
  RealVector trace_row() const;

 private:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  std::size_t dimension_;
  std::vector<std::vector<std::size_t>> blocks_;
  std::vector<std::size_t> block_;   // of each basis state
  std::vector<std::size_t> place_;   // of each basis state within its block
  std::vector<Eigen::Index> start_;  // of each block
  Eigen::Index size_ = 0;
};

/// The generator as a real matrix acting on packed density matrices. Columns and rows outside the packing are left out:
/// its blocks must be kept by the motion.
std::vector<Eigen::Triplet<Real>> packed_generator(const Lindblad& flow, const Packing& packing);

/// The jumps alone, rho -> sum over jumps k of weights[k] rate L rho L^dagger, as such a matrix.
std::vector<Eigen::Triplet<Real>> packed_jumps(const Lindblad& flow, const Packing& packing,
                                               const std::vector<Real>& weights);

/// One block that holds everything.
Packing whole_packing(std::size_t dimension);

/// x -> linear x + constant.
struct AffineMap {
  RealMatrix linear;
  RealVector constant;
};

/// An affine map of Hermitian matrices, packed.
AffineMap packed_affine(const std::function<Matrix(const Matrix&)>& map, const Packing& packing);

/// Entries summed into a dense matrix of `size` rows and columns; sums that cancel to rounding are 0.
RealMatrix dense_matrix(const std::vector<Eigen::Triplet<Real>>& entries, Eigen::Index size);

}  // namespace qalor
