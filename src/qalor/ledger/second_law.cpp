// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/ledger/second_law.hpp"

#include <numeric>

#include "qalor/hilbert/entropy.hpp"

namespace qalor {

Real ProductionBySource::sum() const {
  return std::accumulate(baths.begin(), baths.end(), Real(0)) + std::accumulate(noises.begin(), noises.end(), Real(0));
}

ProductionBySource entropy_production_by_source(const Lindblad& flow, const DensityMatrix& rho) {
  ProductionBySource out;
  for (std::size_t x = 0; x < flow.baths().size(); ++x) {
    const Matrix change = flow.dissipator(rho, {Source::Kind::bath, x});
    const Bath& bath = flow.baths()[x];
    const Real chemical = bath.chemical_potential * flow.exchange(rho, x).particles;
    const Real heat = trace_product(flow.heat_energy().matrix(), change).real() - chemical;
    out.baths.push_back(entropy_rate(rho, change) - bath.beta * heat);
  }
  for (std::size_t n = 0; n < flow.noises().size(); ++n)
    out.noises.push_back(entropy_rate(rho, flow.dissipator(rho, {Source::Kind::noise, n})));
  return out;
}

}  // namespace qalor
