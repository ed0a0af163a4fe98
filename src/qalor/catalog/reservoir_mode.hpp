#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>

#include "qalor/catalog/model.hpp"
#include "qalor/ledger/nonequilibrium.hpp"
#include "qalor/solve/mode_solvers.hpp"

namespace qalor {

/// One bosonic or fermionic mode, or a qubit, exactly and strongly coupled to a structured reservoir: the record.
Model reservoir_mode();

namespace reservoir {

enum class Statistics { boson, fermion, qubit_damping, qubit_dephasing };
enum class Dynamics { exact, second_order, lindblad };
enum class Energy { bare, time_local, root };

/// The initial state. Vacuum, thermal and coherent are displaced thermal states; the other boson states are matrices.
struct Initial {
  std::string kind;
  Real thermal = 0;           ///< n_thermal
  Real displacement = 0;      ///< alpha of a displaced thermal state
  std::optional<Matrix> rho;  ///< of fock, superposition, cat
  Real occupation = 0;        ///< n_0, or p_0 of a two-level system
  Real coherence = 0;         ///< |rho_eg| of a two-level system

  bool is_two_level() const { return kind == "two_level"; }
};

struct Problem {
  Statistics statistics;
  ReservoirMode mode;
  Real beta, mu;  ///< of the bath; for an empty bath of a qubit, infinite
  Initial initial;
  Dynamics dynamics;
  Energy energy;
  ModeSolver solver;
  Eigen::Index fock_cutoff;  ///< 0 = automatic
};

std::string initial_kind(const Settings& parameters);
SpectralDensity read_density(const Settings& parameters);
Problem read(const Settings& parameters);

/// The motion under the dynamics of the problem. Throws ConvergenceError where an approximation leaves the physical
/// states.
Solution<ModeTrajectory> certified(const Problem& problem, const std::vector<Real>& times);

/// The entropies at one time, with the populations and the state where asked for.
struct Snapshot {
  EntropyBooks books;
  RealVector populations;
  Eigen::Index cutoff = 2;
  Real trace_error = 0;
};
Snapshot snapshot(const Problem& problem, const ModeMotion& motion);
/// The density matrix in the number basis, on `levels` levels.
Matrix state_matrix(const Problem& problem, const ModeMotion& motion, Eigen::Index levels);
/// Levels that hold the state at that time.
Eigen::Index levels_needed(const Problem& problem, const ModeMotion& motion);

Answer evolve(const Problem& problem, const Settings& keys);
Answer steady_state(const Problem& problem);
Answer spectrum(const Problem& problem, const Settings& keys);
Answer dephasing_evolve(const Problem& problem, const Settings& keys);
Answer dephasing_steady(const Problem& problem);

/// Of a finite bath and a Gaussian initial state: I(S:B) and D(rho_B|thermal).
struct FiniteBath {
  Real mutual_information, relative_entropy;
};
std::vector<FiniteBath> finite_bath(const Problem& problem, const std::vector<Real>& times,
                                    const std::vector<Real>& bath_energy_gain, const std::vector<Real>& particle_gain);

std::vector<Complaint> check(const Question& question);
std::vector<Quantity> quantities();
std::vector<Claim> claims();

}  // namespace reservoir
}  // namespace qalor
