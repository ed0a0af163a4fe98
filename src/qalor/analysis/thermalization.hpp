#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/analysis/thermal_path.hpp"

namespace qalor {

/// Integrals along a thermalization from 0 to a time.
struct PathIntegrals {
  Real entropy_production = 0;  ///< [nats]
  Real heat = 0;                ///< [energy]
  Real activity = 0;            ///< mean number of jumps
  Real fisher = 0;              ///< F, of all transitions
  Real length = 0;              ///< of the path, in the metric of the speed
};

/// The integrals at each time (>= 0, in any order), and the whole length of the path.
struct IntegratedPath {
  std::vector<PathIntegrals> at;
  Real whole_length;
};

/// By Gauss's rule on panels that grow geometrically from the shortest time of the motion, so that rates that differ by
/// decades, and starts with empty levels, are resolved alike; to 60 of the slowest times for the whole length.
IntegratedPath integrate(const ThermalPath& path, const std::vector<Real>& times);

/// The same up to the last of the times only, without the whole length.
std::vector<PathIntegrals> integrate_to(const ThermalPath& path, const std::vector<Real>& times);

/// Everything about one time of a thermalization. NaN where something is not defined (0/0 at t = 0).
struct ThermalRow {
  ThermalInstant now;
  PathIntegrals total;
  std::vector<Real> heat_cumulants;
  Real relaxation_fraction;      ///< S(t)/S(0)
  Real completion;               ///< length/whole length
  Real relative_variance;        ///< Var Q/<Q>^2
  Real naive_precision;          ///< its inverse
  Real response;                 ///< t J(t) [energy]
  Real response_precision;       ///< its square over Var Q, at most F, B and min(Sigma/2, A): a theorem
  Real tkur_bound;               ///< B(Sigma, A)
  Real instantaneous_precision;  ///< J^2/sum omega^2 (u p + d p) [rate]
  Real instantaneous_bound;      ///< a tanh^2 Phi(sigma/2a) [rate]
};

/// One branch: rows parallel to the times.
struct Thermalization {
  ThermalInstant start;
  std::vector<ThermalRow> rows;
  Real heat_error = 0;     ///< largest |integral of J - <Q>|, relative to the largest energy exchanged
  Real entropy_error = 0;  ///< largest |integral of sigma - (S(0) - S(t))|, relative to S(0)
  Real disagreement = 0;   ///< largest, of two routes to the state
  Real bound_excess = 0;   ///< by how much the chain of bounds fails, relative; 0 or rounding
};

Thermalization thermalize(const ThermalPath& path, const std::vector<Real>& times, int order);

/// csch^2 Phi(|shift <Q>|/2), which bounds Var Q/<Q>^2 from below for a Gibbs start at the inverse temperature beta +
/// shift, one bath and no work. Source: A. M. Timpanaro et al., Phys. Rev. Lett. 123, 090604 (2019),
/// doi:10.1103/PhysRevLett.123.090604.
Real exchange_bound(Real shift, Real mean_heat);

}  // namespace qalor
