#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <memory>
#include <vector>

#include "qalor/analysis/distance.hpp"

namespace qalor {

/// What is known of a system at one instant of its thermalization. Heat into the system is positive.
struct ThermalInstant {
  RealVector populations;       ///< of the levels; of an oscillator its mean occupation alone
  Matrix rho;                   ///< of a start with coherences only; Schroedinger picture
  Real mean_energy = 0;         ///< [energy]
  Real heat_current = 0;        ///< [energy^2]
  Real entropy_production = 0;  ///< [rate]; infinite where weight flows into an empty level
  Real activity = 0;            ///< jumps per time [rate]
  Real squared_jumps = 0;       ///< sum over jumps of omega^2 x jumps per time [energy^2 rate]
  Real fisher_rate = 0;         ///< sum of (u p_i - d p_j)^2/(u p_i + d p_j) over transitions [rate]
  Real speed = 0;               ///< root of the symmetric-logarithmic-derivative information [rate]
  Distances distances;
};

/// A system that thermalizes with one bath.
class ThermalPath {
 public:
  virtual ~ThermalPath() = default;
  virtual ThermalInstant at(Real t) const = 0;
  /// Cumulants of the heat absorbed in [0, t], order 1 first [energy^n].
  virtual std::vector<Real> heat_cumulants(Real t, int order) const = 0;
  /// ln<exp(-field Q)> of the heat absorbed in [0, t].
  virtual Real log_generating_function(Real t, Real field) const = 0;
  virtual Real population_gap() const = 0;
  /// Smallest of all decay rates, those of coherences included [rate].
  virtual Real spectral_gap() const = 0;
  virtual Real fastest() const = 0;  ///< of all rates
  virtual Real beta() const = 0;     ///< of the bath
  /// Shortest time in which a population changes by its own size [time].
  virtual Real first_time() const = 0;
  /// Difference between two independent routes to the state, in the units of populations.
  virtual Real disagreement(Real t) const = 0;
};

/// Levels in one bath from populations, without coherences.
std::unique_ptr<ThermalPath> level_path(const RateFlow& flow, const Populations& start);

/// The same from a density matrix in the basis of the levels. Coherences decay by themselves, rho_ij at half the sum of
/// the exit rates of i and j, while it turns at E_i - E_j. Valid: no two transitions have the same frequency.
std::unique_ptr<ThermalPath> coherent_path(const RateFlow& flow, const Matrix& rho);

/// An oscillator with jumps sqrt(up) a^dagger and sqrt(down) a: a thermal start stays thermal, all in closed form.
struct DampedOscillator {
  Real omega;  ///< [energy]
  Real beta;   ///< of the bath [1/energy]
  Real rate;   ///< down - up, the damping rate [rate]

  Real equilibrium() const;  ///< mean occupation
};

/// n(x + change) - n(x) of Bose occupations, to full relative precision however small the change.
Real bose_change(Real x, Real change);

/// From the thermal state at the inverse temperature beta + shift.
std::unique_ptr<ThermalPath> oscillator_path(const DampedOscillator& oscillator, Real shift);

}  // namespace qalor
