// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/card.hpp"
#include "qalor/catalog/reservoir_mode.hpp"

namespace qalor::reservoir {
namespace {

struct In {
  std::vector<std::string> tasks;
  std::vector<std::string> axes;
  Quantity operator()(std::string name, std::string symbol, std::string dimension, std::string meaning) const {
    return {std::move(name), std::move(symbol), std::move(dimension), std::move(meaning), tasks, {}, axes};
  }
};

using card::append;

void add_entropies(std::vector<Quantity>& out) {
  const In both{{"evolve", "steady_state"}, {"time"}};
  const In evolve{{"evolve"}, {"time"}};
  append(
      {In{{"evolve", "spectrum"}, {"time"}}("time", "t", "1/energy", "time"),
       both("occupation", "n", "1", "mean number of quanta"), evolve("occupation_rate", "dn/dt", "rate", "its rate"),
       evolve("energy", "U", "energy", "frequency of K times n"),
       both("energy_entropy", "S_E", "nats", "of the energy populations: the thermodynamic entropy (arXiv:0806.2862)"),
       both("entropy", "S", "nats", "von Neumann"),
       both("coherence", "C", "nats", "energy_entropy - entropy >= 0 (arXiv:1707.08946)")},
      out);
}

void add_energies(std::vector<Quantity>& out) {
  const In evolve{{"evolve"}, {"time"}};
  append({evolve("heat", "Q", "energy", "integral of (frequency - mu) dn (reconstruction)"),
          evolve("work", "W", "energy", "change of energy - heat - chemical_work: integral of n d(frequency)"),
          evolve("chemical_work", "mu dn", "energy", "mu times the gained quanta"),
          evolve("energy_frequency", "omega_K", "energy", "frequency in K, chosen by `energy`"),
          evolve("u_re", "Re u", "1", "amplitude of a(0) in a(t)"), evolve("u_im", "Im u", "1", "its imaginary part"),
          In{{"evolve", "steady_state"}, {"time"}}("v", "v", "1", "quanta that came from the bath"),
          evolve("frequency_local", "omega'", "energy", "-Im (du/dt)/u"),
          evolve("damping_local", "gamma", "rate", "-Re (du/dt)/u"),
          evolve("noise_local", "gamma~", "rate", "dv/dt + 2 gamma v"),
          evolve("interaction_energy", "E_I", "energy", "energy of the coupling"),
          evolve("bath_energy_change", "Delta E_B", "energy", "gained by the bath"),
          evolve("mutual_information", "I", "nats", "between the mode and a finite bath"),
          evolve("bath_relative_entropy", "D", "nats", "of a finite bath to its initial state"),
          evolve("spohn_rate", "sigma", "rate", "dS/dt - beta (omega_0 - mu) dn/dt, of `lindblad` only"),
          In{{"evolve", "steady_state"}, {"time"}}("dephasing_exponent", "Lambda", "1", "coherence ~ exp(-Lambda)"),
          evolve("dephasing_rate", "dLambda/dt", "rate", "its rate")},
         out);
  append({In{{"evolve"}, {"time", "level"}}("populations", "p_n", "1", "of the lowest levels"),
          In{{"evolve"}, {"time", "row", "column"}}("state_re", "Re rho", "1", "density matrix in the number basis"),
          In{{"evolve"}, {"time", "row", "column"}}("state_im", "Im rho", "1", "its imaginary part")},
         out);
}

void add_steady(std::vector<Quantity>& out) {
  const In steady{{"steady_state"}, {}};
  append({steady("continuum_weight", "int D", "1", "spectral weight of the continuum; the rest is bound"),
          steady("frequency_root", "w_r", "energy", "solution of w = omega_0 + Delta(w) nearest to omega_0"),
          steady("pole_re", "Re z", "energy", "pole nearest to omega_0, on the second sheet"),
          steady("pole_im", "Im z", "energy", "its imaginary part, minus the decay rate of the amplitude"),
          steady("critical_coupling", "eta_c", "1", "coupling above which a state is bound below the band"),
          steady("temperature_bare", "T_bare", "energy", "of a thermal mode of omega_0 with n quanta"),
          steady("temperature_root", "T_root", "energy", "of a thermal mode of frequency_root with n quanta")},
         out);
  const In bound{{"steady_state"}, {"bound_state"}};
  append({bound("bound_frequency", "w_b", "energy", "frequencies of bound states, ascending"),
          bound("bound_weight", "Z", "1", "their weights")},
         out);
}

void add_spectrum(std::vector<Quantity>& out) {
  const In frequency{{"spectrum"}, {"frequency"}};
  const In time{{"spectrum"}, {"time"}};
  append({frequency("frequency", "w", "energy", "frequency"), frequency("spectral_density", "j", "energy", "J/2pi"),
          frequency("level_shift", "Delta", "energy", "principal value of the integral of j/(w - w')"),
          frequency("spectral_function", "D", "1/energy", "j/((w - omega_0 - Delta)^2 + (pi j)^2)"),
          time("kernel_re", "Re g", "energy^2", "memory kernel"),
          time("kernel_im", "Im g", "energy^2", "its imaginary part"),
          time("thermal_kernel_re", "Re g~", "energy^2", "memory kernel with the occupation of the bath"),
          time("thermal_kernel_im", "Im g~", "energy^2", "its imaginary part"),
          In{{"spectrum"}, {}}("chain_coupling_0", "c_0", "energy", "coupling to the first site of the chain"),
          In{{"spectrum"}, {"site"}}("chain_frequencies", "a_n", "energy", "of the sites"),
          In{{"spectrum"}, {"bond"}}("chain_couplings", "t_n", "energy", "between neighbouring sites")},
         out);
}

}  // namespace

std::vector<Quantity> quantities() {
  std::vector<Quantity> out;
  add_entropies(out);
  add_energies(out);
  add_steady(out);
  add_spectrum(out);
  add_account_quantities({"evolve"}, "", out);
  return out;
}

}  // namespace qalor::reservoir
