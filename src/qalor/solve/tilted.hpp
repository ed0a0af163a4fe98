#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/dynamics/counted_flow.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// The scaled cumulant generating function at one counting field, and its slope.
struct Tilt {
  Real chi = 0;
  Real scgf = 0;      ///< lambda(chi) [rate]
  Real slope = 0;     ///< lambda'(chi): the mean current in the tilted ensemble
  Real residual = 0;  ///< of the right eigenvector, relative to the tilted generator
};

/// How likely a current far from the mean is: I(j) = chi* j - lambda(chi*), lambda'(chi*) = j [rate].
struct RareCurrent {
  Real current = 0;
  Real rate_function = 0;
  Real chi_star = 0;
  Real residual = 0;  ///< of the eigenvector at chi*
};

/// Large deviations of one count in the steady state. The generator with each counted jump multiplied by exp(chi w) has
/// an eigenvalue of largest real part, real and simple; its right and left eigenvectors r and l give the slope,
/// lambda' = <l|d_chi L_chi|r>/<l|r>, without differences.
class LargeDeviations {
 public:
  /// Throws as Bordered does when the steady state is not unique.
  LargeDeviations(const Lindblad& flow, JumpWeights weights, Certificate& certificate);

  /// Throws std::overflow_error when exp(chi w) is not finite.
  Tilt at(Real chi) const;
  /// The range of currents that the count can have: the slopes at large fields of both signs, infinite where the
  /// slope keeps growing. Its ends are not reached at any finite field: there chi* is infinite.
  std::pair<Real, Real> range() const;
  /// Nothing for a current outside of the range.
  std::optional<RareCurrent> rare(Real current) const;

 private:
  const Tilt& far(Real direction) const;

  JumpWeights weights_;
  RealMatrix quiet_;                                  // the generator without the counted jumps
  std::vector<std::pair<Real, RealMatrix>> counted_;  // weight, and the jumps that have it
  Real largest_weight_ = 0;
  Real farthest_ = 0;  // field
  mutable std::optional<Tilt> below_, above_;
};

}  // namespace qalor
