#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>

#include "qalor/catalog/model.hpp"
#include "qalor/dynamics/born_markov.hpp"
#include "qalor/dynamics/bosons.hpp"
#include "qalor/dynamics/collision.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/dynamics/transport.hpp"

namespace qalor {

/// Two qubits or two oscillators, each with a bath of its own, joined by white noise or by a Hamiltonian: the record.
Model coupled_pair();

namespace pair {

enum class Dynamics { local, global, partial_secular, universal, redfield, collision, landauer };

/// The parameters of `coupled_pair`, named as in the model card.
struct Parameters {
  bool is_oscillator = false;
  bool is_coherent = false;
  Dynamics dynamics = Dynamics::local;
  Heat heat = Heat::bare;
  Real omega_A = 1;
  Real omega_B = 1;
  Real epsilon = 0.3;  ///< 0 for coherent coupling
  Real g = 0;          ///< 0 for noise
  Bath a = {"A", 0.5, FlatEmission{1}};
  Bath b = {"B", 1.5, FlatEmission{1}};
  Real collision_time = 0.01;
  std::optional<Real> cluster_width = {};  ///< of `partial_secular`; ten mean line widths where none is given
  bool has_lamb_shift = false;
};

Parameters read(const Settings& settings);

/// A and B as qubits, site A first: basis 00, 01, 10, 11.
Machine qubit_machine(const Parameters& p);
/// A and B as oscillators, mode 0 and 1.
BosonMachine boson_machine(const Parameters& p);
/// The generator that `dynamics` and `heat` name: all but redfield, collision and landauer.
Lindblad qubit_flow(const Parameters& p);
BosonFlow boson_flow(const Parameters& p);
/// The Bloch-Redfield equation of the qubits.
BornMarkov second_order_flow(const Parameters& p);
Collisions collision_flow(const Parameters& p);

/// Whether these books make the second law a theorem: all but full-H heat of local jumps on a coherent pair, and of
/// `universal` and `redfield`, which obey detailed balance to the order of the rates.
bool second_law_is_theorem(const Parameters& p);

// Closed forms, derived from the equations of motion of <n_A>, <n_B> and <a^dagger b>, which close among themselves.

/// Relaxation rate kappa = S(w) - S(-w) (oscillator) or S(w) + S(-w) (qubit) [rate].
Real relaxation_rate(const Parameters& p, const Bath& bath, Real omega);
/// Occupation 1/(exp(beta w) -+ 1) of a level in equilibrium with a bath.
Real occupation(const Parameters& p, const Bath& bath, Real omega);
/// The exchange rate of the site populations: epsilon, or 2 g^2 kbar/(kbar^2 + (omega_A - omega_B)^2) [rate].
Real effective_exchange(const Parameters& p);
/// Excitations flowing A -> B in the local steady state, a series of three resistances [rate].
Real local_current(const Parameters& p);
/// Heat flowing A -> B in the global steady state, the sum over two independent modes [energy^2].
Real global_heat_current(const Parameters& p);
/// Half the splitting of the dressed levels w_+- = (omega_A + omega_B)/2 +- R [energy].
Real half_splitting(const Parameters& p);
/// (kappa_A + kappa_B)/2 [rate].
Real mean_width(const Parameters& p);
/// 2 R / mean width: how well separated the dressed levels are [1].
Real secular_ratio(const Parameters& p);

// One function per task; each question has passed `check`.
Answer steady_state(const Parameters& p);
Answer evolve(const Parameters& p, const Settings& keys);
Answer spectrum(const Parameters& p);
Answer cumulants(const Parameters& p, const Settings& keys);
Answer audit(const Parameters& p);

std::vector<Complaint> check(const Question& question);
/// Warnings about given parameters that the chosen case does not use, and about the validity of the chosen generator.
void warn(const Settings& settings, const Parameters& p, Certificate& certificate);
std::vector<Variant> variants(const Settings& settings);
std::vector<Claim> claims();
/// What the slides of the first source print, against what follows from their generator.
std::vector<Claim> errata();

}  // namespace pair
}  // namespace qalor
