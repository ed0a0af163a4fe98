#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <functional>
#include <vector>

#include "qalor/base/linalg.hpp"

namespace qalor {

/// An integral with an estimate of its error.
struct Integral {
  Real value = 0;
  Real error = 0;      ///< absolute
  Real magnitude = 0;  ///< integral of |f|

  Real relative_error() const { return magnitude > 0 ? error / magnitude : 0; }
};

/// Integral of f over (cuts.front(), infinity) by adaptive Gauss-Kronrod panels between ascending cuts. A peak is found
/// where cuts lie within a few of its widths.
Integral over_half_line(const std::function<Real(Real)>& f, const std::vector<Real>& cuts);
/// The same over (-infinity, infinity).
Integral over_line(const std::function<Real(Real)>& f, const std::vector<Real>& cuts);

}  // namespace qalor
