#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/base/linalg.hpp"

namespace qalor {

/// The digamma function psi(z) = Gamma'(z)/Gamma(z) for Re z > 0, to some rounding errors of max(|psi|, 1).
/// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.3.5 (recurrence) and 6.3.18 (asymptotic
/// series). Throws std::domain_error when Re z is not > 0.
Complex digamma(Complex z);

}  // namespace qalor
