#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/base/linalg.hpp"
#include "qalor/base/settings.hpp"

namespace qalor {

/// How a field of type complex_matrix is kept: each row holds the real and imaginary parts of its entries in turn.
using InterleavedRows = std::vector<std::vector<double>>;

/// A complex matrix as a user writes it: entries are numbers, or [re, im] where they are not real.
std::string complex_matrix_text(const InterleavedRows& rows);

InterleavedRows interleaved_rows(const Matrix& matrix);

/// The matrix of that name. Throws std::out_of_range when there is none.
Matrix complex_matrix(const Settings& settings, const std::string& name);

}  // namespace qalor
