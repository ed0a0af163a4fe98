#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstddef>
#include <vector>

#include "qalor/dynamics/lindblad.hpp"

namespace qalor {

/// The smallest block structure of density matrices that holds the populations and that the motion keeps: rho_ij can be
/// non-zero only when i and j belong to the same block. Found from the pattern of the operators alone, in the basis
/// they are given in.
struct Blocks {
  std::vector<std::vector<std::size_t>> states;  ///< the basis states of each block, ascending
  /// Sets of blocks that exchange population and lose none to others: each holds a steady state of its own.
  std::vector<std::vector<std::size_t>> terminal;
};

/// Two states share a block when the effective Hamiltonian links them, or when a jump maps states of one block to both.
Blocks reachable_blocks(const Lindblad& flow);
/// The same for a motion that starts in `initial`: states that it links by a coherence share a block, too.
Blocks reachable_blocks(const Lindblad& flow, const DensityMatrix& initial);

/// The blocks that every jump keeps by itself: what single jumps do to coherences may cancel in their sum, but not in
/// what is counted. They hold the reachable blocks.
Blocks counting_blocks(const Lindblad& flow);
Blocks counting_blocks(const Lindblad& flow, const DensityMatrix& initial);

}  // namespace qalor
