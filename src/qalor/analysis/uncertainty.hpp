#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/base/linalg.hpp"

namespace qalor {

/// Phi(y) >= 0, the inverse of x tanh x, for y >= 0, to full relative precision.
Real inverse_x_tanh_x(Real y);

/// B(Sigma, A) = A tanh^2 Phi(Sigma/(2A)): the largest precision that a total entropy production Sigma [nats] and a
/// mean number of jumps A allow; at most Sigma/2 and at most A. Continued by 0 where Sigma or A vanish.
/// Source: Van Tuan Vo, Tan Van Vu and Y. Hasegawa, arXiv:2203.11501.
Real tkur_function(Real entropy_production, Real activity);

}  // namespace qalor
