#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <functional>

#include "qalor/base/linalg.hpp"
#include "qalor/solve/packing.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// The Hermitian matrix m of `size` rows with f(m) = 0, for an affine map f of Hermitian matrices: dense LU, refined
/// once. Certificate: residual = largest |f(m)| element; unknowns, reciprocal_condition, uniqueness. Throws
/// ConvergenceError when the linear part is singular to double precision.
Solution<Matrix> hermitian_zero(const std::function<Matrix(const Matrix&)>& f, Eigen::Index size);
/// The same among the matrices of a block structure that f keeps.
Solution<Matrix> hermitian_zero(const std::function<Matrix(const Matrix&)>& f, const Packing& packing);

}  // namespace qalor
