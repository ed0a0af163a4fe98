#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <memory>

#include "qalor/analysis/equidistant.hpp"
#include "qalor/analysis/thermalization.hpp"
#include "qalor/catalog/model.hpp"

namespace qalor {

/// A qubit, an oscillator or a few levels that thermalize with one bath, heating against cooling: the record.
Model thermal_relaxation();

namespace thermal {

/// A pair of levels with jumps both ways; `rate` is g [rate].
struct Coupling {
  std::size_t lower;
  std::size_t upper;
  Real rate;
};

/// What thermalizes, before a temperature is chosen.
struct System {
  bool is_oscillator = false;
  Statistics statistics = Statistics::boson;
  Real omega = 1;  ///< of the oscillator [energy]
  Real gamma = 1;  ///< of the oscillator [rate]
  std::vector<Real> energies = {};
  std::vector<Coupling> couplings = {};

  /// Distance between the lowest and the highest level; of the oscillator its spacing [energy].
  Real span() const;
};

/// Parameters must have passed `check`, at least as far as the system goes.
System read_system(const Settings& parameters);

/// The rate equation in a bath at inverse temperature beta; levels only.
RateFlow flow_of(const System& system, Real beta);
DampedOscillator oscillator_of(const System& system, Real beta);

/// The Gibbs states of the system against the one at beta, distances from it.
struct Family {
  std::unique_ptr<Relaxation> relaxation;  ///< of levels
  GibbsFamily gibbs;
};
Family family_of(const System& system, Real beta);

/// One relaxation: from a Gibbs state at the inverse temperature beta + shift unless another start is given.
struct Branch {
  std::string prefix;  ///< of its quantities: "heating_", "cooling_" or none
  Real beta;           ///< of the bath
  std::optional<Real> shift = {};
  RealVector populations = {};
  Matrix rho = {};
};

std::unique_ptr<ThermalPath> path_of(const System& system, const Branch& branch);

/// The branches of the protocol, heating first; of `equidistant` with the shifts found.
std::vector<Branch> branches_of(const System& system, const Settings& parameters);

Measure measure_of(const Settings& parameters);

/// The refusal of a distance that no temperature reaches, on either side; nothing where both exist.
std::vector<std::string> unreachable(const EquidistantShifts& shifts, const std::string& measure, Real distance,
                                     Real bath_temperature);

std::vector<Complaint> check(const Question& question);
void check_system(const Settings& parameters, std::vector<Complaint>& out);
void check_start(const Settings& parameters, std::vector<Complaint>& out);

Answer relax(const Settings& parameters, const Settings& keys);
Answer equidistant(const Settings& parameters, const Settings& keys);
Answer mpemba(const Settings& parameters, const Settings& keys);

/// Adds warnings about parameters that were given but are not used, and about the range of validity.
void warn(const Question& question, Certificate& certificate);

std::vector<Quantity> quantities();
std::vector<Claim> claims();

}  // namespace thermal
}  // namespace qalor
