// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/own_machine.hpp"

namespace qalor {
namespace own {
namespace {

Answer answer(const Question& question) {
  const Setup setup = setup_of(question);
  if (question.task == "steady_state") return steady_state(setup);
  if (question.task == "evolve") return evolve(setup, question);
  if (question.task == "spectrum") return spectrum(setup);
  if (question.task == "audit") return audit(setup);
  if (question.task == "correlation") return correlation(setup, question);
  const counting::Subject subject = counted_subject(setup);
  const Settings keys = counting::with_default_count(question, subject.standard);
  return counting::answer(subject, {question.parameters, question.task, keys});
}

}  // namespace
}  // namespace own

Model own_machine() {
  return {
      .name = "own_machine",
      .summary = "a machine of your own: factors, a Hamiltonian, baths and couplings, written as expressions",
      .sources = {"E. B. Davies, Commun. Math. Phys. 39, 91 (1974)", "A. Levy and R. Kosloff, arXiv:1402.3825",
                  "G. De Chiara et al., arXiv:1808.10450"},
      .parameters = {},
      .device = own::machine_card(),
      .tasks = own::machine_tasks(),
      .quantities = own::machine_quantities(),
      .claims = {},
      .check = own::check_machine,
      .answer = own::answer,
      .variants = own::machine_variants,
  };
}

}  // namespace qalor
