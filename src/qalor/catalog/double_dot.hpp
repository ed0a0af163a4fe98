#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/catalog/model.hpp"
#include "qalor/dynamics/born_markov.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/ledger/balance.hpp"
#include "qalor/machine/machine.hpp"
#include "qalor/solve/negf.hpp"

namespace qalor {

/// Two dots in a row between two leads, with coherent hopping: the record.
Model double_dot();

namespace two_dots {

enum class Method { pauli_global, local, perlind, redfield, one_vn, negf };

/// The parameters of `double_dot`, named as in the model card.
struct Parameters {
  Real eps_1 = 0;
  Real eps_2 = 0;
  Real hopping = 0.1;
  Real U = 0;
  Bath left = {"L", 1, FlatDamping{0.1}, 0, Statistics::fermion};
  Bath right = {"R", 1, FlatDamping{0.1}, 0, Statistics::fermion};
  Real bandwidth = 200;
  Method method = Method::perlind;
  bool has_principal_values = false;  ///< of `redfield` and `one_vn`
  bool has_lamb_shift = false;        ///< of `pauli_global`, `local` and `perlind`

  Real gamma_L() const { return std::get<FlatDamping>(left.spectrum).gamma; }
  Real gamma_R() const { return std::get<FlatDamping>(right.spectrum).gamma; }
  /// Distance of the two levels with one electron, sqrt((eps_1 - eps_2)^2 + 4 hopping^2) [energy].
  Real splitting() const;
};

Parameters read(const Settings& settings);
std::string method_text(Method method);

/// Dots 1 and 2 as fermions: basis 00, 01, 10, 11 with |10> = d_1^dagger |0>. The bare energy holds the charging.
Machine machine(const Parameters& p);
/// The generators of `pauli_global`, `local` and `perlind`.
Lindblad lindblad_flow(const Parameters& p);
/// Those of `redfield` and `one_vn`.
BornMarkov second_order_flow(const Parameters& p);
/// The exact currents, for U = 0.
LeadCurrents exact_currents(const Parameters& p);
/// The books of exact currents.
Ledger ledger(const std::vector<Bath>& baths, const LeadCurrents& currents);

Answer steady_state(const Parameters& p);

/// At U = 0, writes |J - J_exact|/|J_exact| of the currents of lead L into the certificate, and says so where a current
/// opposes both forces that other methods do not confirm.
void grade(const Parameters& p, const Ledger& ledger, Certificate& certificate);

std::vector<Complaint> check(const Question& question);
/// Warnings about given parameters that the method does not use, and about its range.
void warn(const Settings& settings, const Parameters& p, Certificate& certificate);
std::vector<Variant> variants(const Settings& settings);
std::vector<Claim> claims();

}  // namespace two_dots
}  // namespace qalor
