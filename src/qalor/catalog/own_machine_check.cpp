// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "qalor/base/text.hpp"
#include "qalor/catalog/own_machine.hpp"
#include "qalor/hilbert/eigenoperator.hpp"

namespace qalor::own {
namespace {

using Complaints = std::vector<Complaint>;

bool is_fermionic(const Setup& setup) {
  return std::all_of(setup.machine.baths.begin(), setup.machine.baths.end(),
                     [](const Bath& bath) { return bath.statistics == Statistics::fermion; });
}

void check_books(const Setup& setup, const Settings& device, Complaints& out) {
  constexpr std::size_t largest_dense = 64;  // jumps that may join every pair of levels: some hundred megabytes
  const std::string word = dynamics_text(setup.dynamics);
  const std::size_t d = setup.machine.bare.space().dimension();
  if (d > largest_dense && setup.dynamics != Dynamics::local)
    out.push_back({{"dynamics", "factors"},
                   fmt::format("`dynamics` = \"{}\" goes to {} states, these factors have {}; local jumps go to 256",
                               word, largest_dense, d)});
  const auto refuse = [&](std::vector<std::string> fields, const std::string& why) {
    fields.emplace_back("dynamics");
    out.push_back({std::move(fields), why});
  };
  if (setup.dynamics != Dynamics::local) {
    if (setup.heat == Heat::bare && device.has("heat"))
      refuse({"heat"},
             fmt::format("`heat` = \"bare\" belongs to `dynamics` = \"local\": {} jumps exchange energy of H", word));
    if (device.has("rotating"))
      refuse({"rotating"},
             fmt::format("`rotating` needs `dynamics` = \"local\": {} jumps would need the drive's time", word));
    if (!setup.machine.noises.empty())
      refuse({"noises"},
             fmt::format("`noises` need `dynamics` = \"local\": {} jumps need a Hamiltonian to diagonalise", word));
    if (setup.dynamics != Dynamics::global && !is_fermionic(setup))
      refuse({"dynamics"},
             fmt::format("`dynamics` = \"{}\" is for leads: every bath must be of `kind` = \"fermion\"", word));
    if (!is_lindblad(setup.dynamics) && !setup.jumps.empty())
      refuse({"jumps"}, fmt::format("`jumps` are of Lindblad form, and `dynamics` = \"{}\" is not", word));
    return;
  }
  if (!device.has("interaction") && !is_sum_of_parts(setup.machine.bare))
    refuse({"hamiltonian"},
           "`dynamics` = \"local\" needs to know what joins the parts: move it from `hamiltonian` to `interaction`");
  if (device.has("rotating") && setup.heat == Heat::full)
    refuse({"rotating", "heat"}, "`heat` = \"full\" has no meaning in a rotating frame: its H is not the energy");
}

/// The dissipators must not depend on time in the rotating frame.
void check_frame(const Setup& setup, const Lindblad& flow, Complaints& out) {
  if (setup.rotating.is_zero()) return;
  const Operator commutator = setup.rotating * setup.machine.bare - setup.machine.bare * setup.rotating;
  constexpr Real rounding = 1e-12;
  const Real scale = setup.rotating.dense().cwiseAbs().maxCoeff() * setup.machine.bare.dense().cwiseAbs().maxCoeff();
  if (commutator.dense().cwiseAbs().maxCoeff() > rounding * scale)
    out.push_back({{"rotating", "hamiltonian"}, "`rotating` does not commute with `hamiltonian`"});
  for (const Jump& jump : flow.jumps())
    if (!jump.op.is_zero() && !bohr_frequency(setup.rotating, jump.op)) {
      out.push_back({{"rotating"},
                     "`rotating` changes by no definite amount in a jump: in its frame the bath would depend on time"});
      return;
    }
}

void check_reverses(const Setup& setup, const Operator& energy, Complaints& out) {
  for (std::size_t k = 0; k < setup.jumps.size(); ++k)
    if (setup.jumps[k].has_reverse && !bohr_frequency(energy, setup.jumps[k].op))
      out.push_back({{fmt::format("jump.{}.reverse", k)},
                     fmt::format("`jumps[{}].reverse`: the jump changes the energy by no definite amount, so that no "
                                 "rate of the reverse is known",
                                 k)});
}

const std::vector<std::string>& taken_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const Quantity& quantity : machine_quantities()) out.push_back(quantity.name);
    return out;
  }();
  return names;
}

void check_observables(const Setup& setup, Complaints& out) {
  std::vector<std::string> taken = taken_names();
  for (const auto& [name, op] : setup.observables)
    if (!op.is_hermitian()) taken.insert(taken.end(), {name + "_re", name + "_im"});
  for (const auto& [name, op] : setup.observables) {
    const bool is_current = name.starts_with("heat_") || name.starts_with("energy_") || name.starts_with("particle_");
    if (is_current || std::find(taken.begin(), taken.end(), name) != taken.end())
      out.push_back({{"observable." + name}, fmt::format("`observables.{}`: a quantity of qalor has that name", name)});
  }
}

void check_times(const Question& question, Complaints& out) {
  if (!question.keys.has("times")) {
    out.push_back(
        {{"times", "kind"},
         fmt::format("the task `{}` needs `times`: an array, or {{ from, to, points, scale }}", question.task)});
    return;
  }
  const auto& times = question.keys.reals("times");
  if (const auto at = std::is_sorted_until(times.begin(), times.end()); at != times.end())
    out.push_back({{"times"}, fmt::format("`times` must ascend: {} comes after {}", *at, *(at - 1))});
}

void check_initial(const Setup& setup, const Question& question, Complaints& out) {
  if (!question.keys.has("state")) {
    if (auto fault = counting::initial_fault(setup.machine.bare.space().dimension(), question.keys))
      out.push_back(std::move(*fault));
    return;
  }
  if (question.keys.given("initial"))
    out.push_back({{"state", "initial"}, "give either `initial` or `state`, not both"});
  const auto op = task_operator(setup, question, "state", out);
  if (!op) return;
  const Complex trace = op->dense().trace();
  try {
    if (!(std::abs(trace) > 0)) throw std::invalid_argument("its trace is 0");
    DensityMatrix(op->space(), op->dense() / trace);
  } catch (const std::invalid_argument& error) {
    out.push_back({{"state"}, fmt::format("`state` is no state: {}", error.what())});
  }
}

void check_task(const Setup& setup, const Lindblad& flow, const Question& question, Complaints& out) {
  constexpr std::size_t largest_spectrum = 32, largest_counting = 64;
  const std::size_t d = flow.space().dimension();
  const std::string& task = question.task;
  if (task == "evolve" || task == "correlation") check_times(question, out);
  if (task == "evolve") check_initial(setup, question, out);
  if (task == "correlation")
    for (const std::string key : {"first", "second"}) {
      if (question.keys.has(key))
        task_operator(setup, question, key, out);
      else
        out.push_back({{key, "kind"}, fmt::format("the task `correlation` needs `{}`, an operator", key)});
    }
  if (task == "spectrum" && d > largest_spectrum)
    out.push_back(
        {{"kind", "factors"}, fmt::format("`spectrum` goes to {} states, these factors have {}", largest_spectrum, d)});
  const bool is_counting =
      task == "cumulants" || task == "bounds" || task == "large_deviation" || task == "trajectories";
  if (!is_counting) return;
  if (d > largest_counting) {
    out.push_back(
        {{"kind", "factors"}, fmt::format("`{}` goes to {} states, these factors have {}", task, largest_counting, d)});
    return;
  }
  const counting::Subject subject = counted_subject(setup);
  if (subject.counted.jumps().empty()) {
    out.push_back({{"kind"}, "there are no jumps to count: the machine has no couplings, jumps or noises"});
    return;
  }
  const Settings keys = counting::with_default_count(question, subject.standard);
  for (Complaint& complaint : counting::check(subject, {question.parameters, task, keys}))
    out.push_back(std::move(complaint));
}

}  // namespace

std::vector<Complaint> check_machine(const Question& question) {
  Reading reading = read(question.parameters);
  Complaints out = std::move(reading.complaints);
  if (!reading.setup) return out;
  const Setup& setup = *reading.setup;
  check_books(setup, question.parameters, out);
  check_observables(setup, out);
  if (!is_lindblad(setup.dynamics) && question.task != "steady_state")
    out.push_back({{"kind", "dynamics"},
                   fmt::format("the task `{}` needs an equation of Lindblad form, and `dynamics` = \"{}\" is none",
                               question.task, dynamics_text(setup.dynamics))});
  if (!out.empty()) return out;
  check_reverses(setup, setup.dynamics == Dynamics::local ? setup.machine.bare : setup.machine.hamiltonian(), out);
  if (!out.empty()) return out;
  try {
    if (!is_lindblad(setup.dynamics)) {
      second_order_flow(setup);
      return out;
    }
    const Lindblad flow = lindblad_flow(setup);
    check_frame(setup, flow, out);
    if (out.empty()) check_task(setup, flow, question, out);
  } catch (const std::invalid_argument& error) {
    out.push_back({{"dynamics"}, error.what()});
  } catch (const std::domain_error& error) {
    out.push_back({{"couplings"}, fmt::format("a bath's rate diverges: {}", error.what())});
  }
  return out;
}

}  // namespace qalor::own
