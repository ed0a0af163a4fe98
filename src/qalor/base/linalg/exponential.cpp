// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/base/linalg.hpp"

#include <unsupported/Eigen/MatrixFunctions>

namespace qalor {

RealMatrix matrix_exponential(const RealMatrix& a) { return a.exp(); }

}  // namespace qalor
