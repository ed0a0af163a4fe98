#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/dynamics/lindblad.hpp"

namespace qalor {

/// The entropy production, one term per source of jumps [rate]: each must be >= 0 by itself where the Gibbs state of
/// the books is a fixed point of that bath alone (Spohn), and always for unital noise.
struct ProductionBySource {
  std::vector<Real> baths;   ///< -tr(D_X rho ln rho) - beta_X (tr(heat_energy D_X rho) - mu_X particles)
  std::vector<Real> noises;  ///< -tr(D_K rho ln rho)

  Real sum() const;
};

/// The second route to the entropy production: from operators and dissipators, where the ledger counts jumps.
/// Infinite where a dissipator feeds a level that the state leaves empty.
/// Source: H. Spohn, J. Math. Phys. 19, 1227 (1978), doi:10.1063/1.523789.
ProductionBySource entropy_production_by_source(const Lindblad& flow, const DensityMatrix& rho);

}  // namespace qalor
