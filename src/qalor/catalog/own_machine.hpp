#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qalor/catalog/jump_counting.hpp"
#include "qalor/catalog/model.hpp"
#include "qalor/dynamics/born_markov.hpp"
#include "qalor/dynamics/lindblad.hpp"
#include "qalor/hilbert/expression.hpp"

namespace qalor {

/// A machine of the user's own, described in the table [system] and those beside it: the record. docs/machines.md.
Model own_machine();

namespace own {

enum class Dynamics { local, global, perlind, redfield, one_vn };

/// A dissipator that the user wrote down.
struct WrittenJump {
  Operator op;
  Real rate = 0;
  std::optional<std::size_t> bath = {};  ///< without one its energy is work
  bool has_reverse = false;
};

/// What a study describes, every expression evaluated.
struct Setup {
  Machine machine;  ///< `interaction` is that of the study without the energy of the rotating frame
  Operator rotating;
  std::vector<WrittenJump> jumps = {};
  std::vector<std::pair<std::string, Operator>> observables = {};
  Dynamics dynamics = Dynamics::global;
  Heat heat = Heat::full;
};

/// A setup, or what is wrong with the description.
struct Reading {
  std::optional<Setup> setup = {};
  std::vector<Complaint> complaints = {};
};
/// The description at one point, keys of the task not included.
Reading read(const Settings& device);
/// The setup of a question that has passed `check`.
Setup setup_of(const Question& question);

/// The names that expressions of this device may use.
ExpressionScope scope_of(const Settings& device);
/// An operator that a key of a task holds, or a complaint about it.
std::optional<Operator> task_operator(const Setup& setup, const Question& question, const std::string& key,
                                      std::vector<Complaint>& complaints);

DeviceCard machine_card();
std::vector<TaskCard> machine_tasks();
std::vector<Quantity> machine_quantities();
std::vector<Variant> machine_variants(const Settings& device);
std::vector<Complaint> check_machine(const Question& question);

/// Whether the equation is of Lindblad form.
bool is_lindblad(Dynamics dynamics);
/// The word that stands for it in a study.
std::string dynamics_text(Dynamics dynamics);
/// Throws std::invalid_argument, std::domain_error as the generators of `dynamics/`.
Lindblad lindblad_flow(const Setup& setup);
BornMarkov second_order_flow(const Setup& setup);
/// Whether the books make the second law a theorem.
bool second_law_is_theorem(const Setup& setup);
/// Whether an operator is a sum of operators of one factor each, to rounding.
bool is_sum_of_parts(const Operator& op);
/// The flow with what its jumps count.
counting::Subject counted_subject(const Setup& setup);

// One function per task; each question has passed `check_machine`.
Answer steady_state(const Setup& setup);
Answer evolve(const Setup& setup, const Question& question);
Answer spectrum(const Setup& setup);
Answer audit(const Setup& setup);
Answer correlation(const Setup& setup, const Question& question);

/// Means of the observables: `NAME`, or `NAME_re` and `NAME_im` where the operator is not Hermitian.
std::vector<std::pair<std::string, Real>> observed(const Setup& setup, const DensityMatrix& rho);

}  // namespace own
}  // namespace qalor
