#pragma once
// SPDX-License-Identifier: BSD-3-Clause

namespace qalor {

/// Let the sizes and the structure decide.
struct Automatic {};

}  // namespace qalor
