#pragma once
// SPDX-License-Identifier: BSD-3-Clause

/// What the models of dots share: counting by the names of currents, and matrices as quantities.

#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"
#include "qalor/solve/rates_counting.hpp"

namespace qalor {

/// A matrix as a quantity.
Array matrix_datum(const RealMatrix& values);

/// The charge that a name means: `N_lead`, `E_lead`, `Q_lead`, `B_bosons` or `S`; nothing for a name that means none.
std::optional<Charge> charge_named(const RateFlow& flow, const std::string& name);
/// All names that mean a charge of these baths.
std::vector<std::string> charge_names(const std::vector<Bath>& baths);

/// The keys `counts`, `order` and `joint` of a counting task.
std::vector<Field> counting_keys(std::vector<std::string> counts);
/// What is wrong with these keys for the given baths.
void check_counts(const std::vector<Bath>& baths, const Settings& keys, std::vector<Complaint>& out);

/// Cumulants by those keys.
struct CountedRates {
  RealMatrix cumulants;  ///< current by order
  RealMatrix covariance;
  std::vector<Real> joint;
  std::vector<Real> uncertainty;  ///< c_2 sigma/c_1^2; NaN where c_1 is rounding
  Real mean_error = 0;            ///< first cumulant against the current by the direct route
};
/// A particle current counts as zero below `zero`, an energy current below `zero` x `unit_energy`.
CountedRates count_rates(const RateFlow& flow, const RealVector& p, const Settings& keys, Real entropy_production,
                         Real zero, Real unit_energy);
/// Writes them as quantities, and what checks say into the certificate.
void add_counts(const CountedRates& counted, Answer& answer);

}  // namespace qalor
