// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/account_card.hpp"

#include <algorithm>
#include <cmath>

namespace qalor {
namespace {

struct Entry {
  const char* name;
  const char* symbol;
  const char* dimension;
  const char* meaning;
};

constexpr Entry entries[] = {
    {"energy", "U", "energy", "tr K rho, K the energy reference of the certificate"},
    {"energy_entropy", "S_E", "nats", "of the energy populations: the thermodynamic entropy (arXiv:0806.2862)"},
    {"entropy", "S", "nats", "von Neumann"},
    {"coherence", "C", "nats", "energy_entropy - entropy >= 0 (arXiv:1707.08946)"},
    {"energy_entropy_rate", "dS_E/dt", "rate", "its rate, from the equation of motion"},
    {"entropy_rate", "dS/dt", "rate", "null where a pure state gains weight at a finite rate"},
    {"entropy_flux", "Phi_Q", "rate", "heat_rate/temperature = energy_entropy_rate (reconstruction)"},
    {"entropy_from_coherence", "Phi_C", "rate", "-dC/dt; dS/dt = Phi_Q + Phi_C (reconstruction)"},
    {"temperature", "T", "energy", "heat_rate/energy_entropy_rate, null at its poles (reconstruction)"},
    {"free_energy", "F", "energy", "energy - temperature x energy_entropy (reconstruction)"},
    {"heat", "Q", "energy", "received since t = 0 from all baths (reconstruction)"},
    {"work", "W", "energy", "received since t = 0: change of energy - heat - chemical_work"},
    {"chemical_work", "mu dn", "energy", "sum over baths of mu times the particles received since t = 0"},
    {"heat_rate", "dQ/dt", "energy^2", "heat received from all baths per unit time"},
    {"total_entropy_production", "Sigma", "nats", "Delta S - entropy received from the baths (arXiv:0908.1125)"},
    {"spohn_rate", "sigma", "rate", "-tr[drho (ln rho - ln rho_ss)], one term for each bath"},
};

}  // namespace

void add_account_quantities(const std::vector<std::string>& tasks, const std::string& prefix,
                            std::vector<Quantity>& out) {
  for (const Entry& entry : entries) {
    const std::string name = prefix + entry.name;
    const auto known = std::find_if(out.begin(), out.end(), [&](const Quantity& q) { return q.name == name; });
    if (known == out.end()) {
      out.push_back({name, entry.symbol, entry.dimension, entry.meaning, tasks, {}, {"time"}});
      continue;
    }
    for (const std::string& task : tasks)
      if (std::find(known->tasks.begin(), known->tasks.end(), task) == known->tasks.end()) known->tasks.push_back(task);
    if (known->axes.empty()) known->axes = {"time"};  // numbers when steady
  }
}

void certify_accounts(const std::vector<NonequilibriumAccount>& accounts, const std::string& energy_reference,
                      Certificate& out, const std::string& prefix) {
  std::int64_t masked = 0;
  Real lowest = 0;
  for (const NonequilibriumAccount& a : accounts) {
    masked += std::isnan(a.temperature());
    const Real flow = a.entropies.from_coherence();
    if (std::isfinite(flow)) lowest = std::min(lowest, flow);
  }
  out.details.set("energy_reference", energy_reference);
  out.details.set(prefix + "masked_temperatures", masked);
  out.details.set(
      prefix + "coherence_balance",
      std::string(lowest >= -1e-10
                      ? "entropy-producing"
                      : "not a second law here (the motion is not divisible into steps that keep the energy basis)"));
  out.details.set(
      "definitions",
      std::string("from the literature: energy_entropy (arXiv:0806.2862), coherence (arXiv:1707.08946), "
                  "total_entropy_production (arXiv:0908.1125), spohn_rate; reconstructed after the abstract "
                  "of arXiv:2602.09074, and possibly different there in detail: heat, work, entropy_flux, "
                  "entropy_from_coherence, temperature, free_energy"));
}

}  // namespace qalor
