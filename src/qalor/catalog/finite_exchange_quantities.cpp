// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/finite_exchange.hpp"

namespace qalor::exchange {
namespace {

using Axes = std::vector<std::string>;

const Axes time{"time"};
const Axes time_by_charges{"time", "charge", "charge_b"};
const Axes time_by_fluxes{"time", "flux", "force"};
const Axes time_by_chi{"time", "chi"};
const Axes time_by_atoms{"time", "atom"};

Quantity quantity(std::string name, std::string symbol, std::string dimension, std::string meaning, Axes axes = time) {
  return {std::move(name), std::move(symbol), std::move(dimension), std::move(meaning), {"exchange"}, {},
          std::move(axes)};
}

std::vector<Quantity> balances() {
  return {
      quantity("energy_A", "<dH_A>", "energy", "energy that A gained"),
      quantity("particles_A", "<dN_A>", "1", "particles that A gained"),
      quantity("energy_B", "<dH_B>", "energy", "energy that B gained"),
      quantity("particles_B", "<dN_B>", "1", "particles that B gained"),
      quantity("work", "W", "energy", "done on A and B by switching the contact, from their energies"),
      quantity("transfer_energy", "J_E", "energy", "carried from A to B, the work split evenly"),
      quantity("transfer_particles", "J_N", "1", "carried from A to B"),
      quantity("transfer_heat", "Q", "energy", "carried from A to B: J_E less the mean potential times J_N"),
      quantity("heat_A", "Q_A", "energy", "received by A: its energy less mu_A times its particles"),
      quantity("heat_B", "Q_B", "energy", "received by B"),
      quantity("total_entropy_production", "<Sigma>", "nats", "beta_A Q_A + beta_B Q_B"),
      quantity("work_contact", "W", "energy", "the same work, from the energy of the contact"),
  };
}

std::vector<Quantity> responses() {
  return {
      quantity("response", "R", "mixed", "d<dC_a>/d lambda_b, C = (H_A, N_A, H_B, N_B)", time_by_charges),
      quantity("transport", "L", "mixed", "fluxes by forces, in `convention` and `basis`", time_by_fluxes),
      quantity("transport_asymmetry", "L_12 - L_21", "energy", "how far L is from Onsager's symmetry"),
      quantity("transport_min_eig", "", "mixed", "smallest eigenvalue of the symmetric part of L"),
      quantity("transport_det", "det L", "energy^2", "determinant of L"),
  };
}

std::vector<Quantity> fluctuations() {
  return {
      quantity("covariance", "Cov", "mixed", "of the changes of (H_A, N_A, H_B, N_B)", time_by_charges),
      quantity("rate_particles", "dJ_N/dtau", "rate", "particles carried per unit time at the end"),
      quantity("rate_energy", "dJ_E/dtau", "energy^2", "energy carried per unit time at the end"),
      quantity("characteristic_re", "Re G", "1", "of <exp(i chi dC)>, for each chi", time_by_chi),
      quantity("characteristic_im", "Im G", "1", "of <exp(i chi dC)>, for each chi", time_by_chi),
      quantity("number_change", "dN_A", "1", "particles that A gained: -K ... K", {"number_change"}),
      quantity("number_probability", "p(dN_A)", "1", "their probabilities", {"time", "number_change"}),
      quantity("integral_fluctuation", "<e^-Sigma>", "1", "must be 1; null where it is not evaluated"),
      quantity("tanh_half_entropy", "<tanh Sigma/2>", "1", "equal to the next where H is real"),
      quantity("tanh2_half_entropy", "<tanh^2 Sigma/2>", "1", "of half the entropy sum"),
      quantity("tanh_transfer_energy", "<J_E tanh Sigma/2>", "energy", "equal to J_E where H is real"),
      quantity("tanh_transfer_particles", "<J_N tanh Sigma/2>", "1", "equal to J_N where H is real"),
      quantity("variance_energy", "Var J_E", "energy^2", "of the energy carried"),
      quantity("variance_particles", "Var J_N", "1", "of the particles carried"),
      quantity("variance_heat", "Var Q", "energy^2", "of the heat carried"),
      quantity("variance_work", "Var W", "energy^2", "of the work"),
      quantity("tur_ratio_energy", "", "1", "(Var/<J>^2)/csch^2 y, y tanh y = <Sigma>/2, of J_E; at least 1"),
      quantity("tur_ratio_particles", "", "1", "the same of J_N"),
      quantity("tur_ratio_heat", "", "1", "the same of Q"),
      quantity("joint_probability", "p", "1", "of each joint value, sorted by particles and energies", time_by_atoms),
      quantity("joint_energy_A", "dH_A", "energy", "energy that A gained, of each joint value", time_by_atoms),
      quantity("joint_particles_A", "dN_A", "1", "particles that A gained, of each joint value", time_by_atoms),
      quantity("joint_energy_B", "dH_B", "energy", "energy that B gained, of each joint value", time_by_atoms),
  };
}

std::vector<Quantity> references() {
  return {
      quantity("reference_rate_energy", "dJ_E/dtau", "energy^2", "Landauer, infinite chains", {}),
      quantity("reference_rate_particles", "dJ_N/dtau", "rate", "Landauer, infinite chains", {}),
      quantity("reference_transport_rate", "dL/dtau", "mixed", "Landauer, infinite chains, zero bias",
               {"flux", "force"}),
      quantity("reference_work", "W_inf", "energy", "of joining two infinite uniform chains", {}),
      quantity("reference_billiard_transport", "L", "mixed", "uniform chain, particles that bounce at its ends",
               time_by_fluxes),
      quantity("reference_characteristic_rate_re", "", "rate", "Levitov-Lesovik: Re d ln G/dtau for each chi", {"chi"}),
      quantity("reference_characteristic_rate_im", "", "rate", "Levitov-Lesovik: Im d ln G/dtau for each chi", {"chi"}),
  };
}

/// The same quantity under another name, without its first axis where `is_timeless`.
Quantity derived(const Quantity& q, const std::string& name, const std::string& meaning, bool is_timeless) {
  Quantity out = q;
  out.name = name;
  out.meaning = meaning + q.meaning;
  if (is_timeless) out.axes.erase(out.axes.begin());
  return out;
}

}  // namespace

std::vector<Quantity> quantities() {
  std::vector<Quantity> out{quantity("time", "tau", "time", "duration of the contact")};
  const auto append = [&](const std::vector<Quantity>& more) { out.insert(out.end(), more.begin(), more.end()); };
  std::vector<Quantity> averaged = balances();
  averaged.pop_back();  // the second route to the work is not averaged
  for (const Quantity& q : responses()) averaged.push_back(q);
  append(balances());
  append(responses());
  append(fluctuations());
  std::vector<Quantity> errors;
  for (const Quantity& q : out)
    if (q.name != "time" && q.name != "number_change" && !q.name.starts_with("joint_"))
      errors.push_back(derived(q, q.name + "_error", "one standard error of: ", false));
  for (const Quantity& q : averaged) out.push_back(derived(q, "average_" + q.name, "averaged over all times: ", true));
  append(references());
  append(errors);
  return out;
}

}  // namespace qalor::exchange
