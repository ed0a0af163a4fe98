#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/base/linalg.hpp"

/// Orders of mixed derivatives, one for each variable.
namespace qalor {

using MultiIndex = std::vector<int>;

/// The next b <= a, as a number whose digits go up to those of a; false after the last, a itself.
bool advance(MultiIndex& b, const MultiIndex& a);

/// binom(a, b) = product of binom(a_i, b_i), for b <= a.
Real binomial(const MultiIndex& a, const MultiIndex& b);

/// a - b.
MultiIndex difference(MultiIndex a, const MultiIndex& b);

}  // namespace qalor
