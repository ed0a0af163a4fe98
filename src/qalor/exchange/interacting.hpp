#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/exchange/moments.hpp"

namespace qalor {

/// The statistics at each duration, exactly: every sector diagonalised. Cost: sum over sectors of dimension^3.
struct SectorStatistics {
  std::vector<ExchangeStatistics> at;
  Real step_error = 0;  ///< of a ramp
};
SectorStatistics sector_statistics(const ManyBody& bodies, const std::vector<Real>& times, Switching switching,
                                   const ExchangeQuestion& question);

/// Means and response averaged over all times; sudden contact.
ExchangeStatistics sector_average(const ManyBody& bodies);

/// How initial states are drawn.
struct Sampling {
  std::int64_t samples = 1000;
  std::int64_t seed = 1;
};

/// Estimates, with the same from all samples but one group in turn (jackknife), for the standard errors.
struct SampledStatistics {
  std::vector<ExchangeStatistics> at;                          ///< for each duration
  std::vector<std::vector<ExchangeStatistics>> without_group;  ///< for each group, then duration
};

/// Initial states |a>|b> drawn exactly from the product of grand-canonical states, each evolved by Chebyshev's series.
/// Every statistic but <exp(-Sigma)>, which no sampling can find. Cost: applications of V, states drawn twice once.
SampledStatistics sampled_statistics(const ManyBody& bodies, const std::vector<Real>& times,
                                     const ExchangeQuestion& question, const Sampling& sampling);

/// Means, response, work and rates from random vectors rho_0^{1/2} |r>: five evolutions for each.
SampledStatistics typical_statistics(const ManyBody& bodies, const std::vector<Real>& times, const Sampling& sampling);

}  // namespace qalor
