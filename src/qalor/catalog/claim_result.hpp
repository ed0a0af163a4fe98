#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/base/linalg.hpp"
#include "qalor/catalog/model.hpp"

/// How claims are compared with what is computed.
namespace qalor {

/// Holds when found is within `relative` of expected.
ClaimResult near(Real expected, Real found, Real relative);

/// The same for each pair of two lists of equal length; prints all.
ClaimResult near(const std::vector<Real>& expected, const std::vector<Real>& found, Real relative);

/// Holds when found < bound.
ClaimResult below(Real bound, Real found);

}  // namespace qalor
