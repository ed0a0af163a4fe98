#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstdint>
#include <random>

#include "qalor/dynamics/counted_flow.hpp"

namespace qalor {

/// Random Lindblad equations with pairs of jumps in local detailed balance, for claims that any of them must satisfy.
/// The engine is specified by the standard, so the same seed means the same equations everywhere.
class RandomFlows {
 public:
  explicit RandomFlows(std::uint64_t seed) : engine_(seed) {}

  /// Uniform in [low, high), and an integer from low to high.
  Real between(Real low, Real high) { return low + (high - low) * static_cast<Real>(engine_() >> 11) * 0x1p-53; }
  int whole(int low, int high) { return low + static_cast<int>(between(0, static_cast<Real>(high - low + 1))); }
  /// Real and imaginary parts standard normal.
  Matrix gaussian(Eigen::Index rows);
  /// A density matrix of full rank, from a Gaussian matrix.
  Matrix state(Eigen::Index rows);

  /// 2 to 4 states, 2 to 4 pairs of jumps, one antisymmetric count `charge`.
  CountedFlow quantum();
  /// A ring of 3 to 6 states whose jumps each make one transition: classical, one antisymmetric count `charge` that
  /// grows by every turn: where a turn adds nothing, the variance is a difference of large numbers.
  CountedFlow ring();

 private:
  std::mt19937_64 engine_;
};

}  // namespace qalor
