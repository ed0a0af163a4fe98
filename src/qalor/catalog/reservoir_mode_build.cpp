// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>
#include <limits>

#include "qalor/catalog/reservoir_mode.hpp"
#include "qalor/hilbert/gaussian_channel.hpp"

namespace qalor::reservoir {
namespace {

Statistics statistics(const std::string& word) {
  if (word == "fermion") return Statistics::fermion;
  if (word == "qubit_damping") return Statistics::qubit_damping;
  return word == "boson" ? Statistics::boson : Statistics::qubit_dephasing;
}

ModeSolver solver(const std::string& word) {
  for (const ModeSolver s :
       {ModeSolver::volterra, ModeSolver::spectral, ModeSolver::star, ModeSolver::chain, ModeSolver::poles})
    if (solver_text(s) == word) return s;
  return ModeSolver::automatic;
}

/// |alpha> + exp(i phase)|-alpha>, normalised, on enough levels.
Matrix cat(Real alpha, Real phase) {
  const Eigen::Index levels = sufficient_cutoff(0, alpha, 0);
  Vector state(levels);
  Complex amplitude = 1;  // of |alpha>, up to the norm
  const Complex turn = std::polar(1.0, phase);
  for (Eigen::Index n = 0; n < levels; ++n) {
    if (n > 0) amplitude *= alpha / std::sqrt(static_cast<Real>(n));
    state(n) = amplitude * (n % 2 == 0 ? 1.0 + turn : 1.0 - turn);
  }
  state.normalize();
  return state * state.adjoint();
}

Matrix superposition(Eigen::Index m, Eigen::Index n, Real angle, Real phase) {
  Vector state = Vector::Zero(std::max(m, n) + 1);
  state(m) += std::cos(0.5 * angle);
  state(n) += std::polar(1.0, phase) * std::sin(0.5 * angle);
  state.normalize();
  return state * state.adjoint();
}

Initial read_initial(const Settings& p) {
  Initial out{.kind = initial_kind(p), .rho = std::nullopt};
  if (out.is_two_level()) {
    out.occupation = p.real("excited_population");
    out.coherence = p.real("initial_coherence");
    return out;
  }
  const auto m = static_cast<Eigen::Index>(p.integer("fock_m")), n = static_cast<Eigen::Index>(p.integer("fock_n"));
  if (out.kind == "thermal" || out.kind == "coherent") out.thermal = p.real("n_thermal");
  if (out.kind == "coherent") out.displacement = p.real("alpha");
  if (out.kind == "fock") out.rho = superposition(n, n, 0, 0);
  if (out.kind == "superposition") out.rho = superposition(m, n, p.real("mix_angle"), p.real("phase"));
  if (out.kind == "cat") out.rho = cat(p.real("alpha"), p.real("phase"));
  out.occupation = out.thermal + out.displacement * out.displacement;
  if (out.rho)
    for (Eigen::Index k = 0; k < out.rho->rows(); ++k) out.occupation += static_cast<Real>(k) * (*out.rho)(k, k).real();
  return out;
}

}  // namespace

std::string initial_kind(const Settings& p) {
  if (p.has("initial")) return p.text("initial");
  return p.text("statistics") == "boson" ? "coherent" : "two_level";
}

SpectralDensity read_density(const Settings& p) {
  const std::string& kind = p.text("density");
  if (kind == "ohmic") return SpectralDensity(Ohmic{p.real("eta"), p.real("omega_c"), p.real("s")});
  if (kind == "hard_cutoff") return SpectralDensity(HardCutoff{p.real("eta"), p.real("omega_c"), p.real("s")});
  if (kind == "lorentzian")
    return SpectralDensity(
        Lorentzian{p.real("gamma"), p.real("width"), p.has("center") ? p.real("center") : p.real("omega_0")});
  if (kind == "flat") return SpectralDensity(FlatDamping{p.real("gamma")});
  if (kind == "tabulated") return SpectralDensity(Tabulated{p.reals("table_omega"), p.reals("table_density")});
  return SpectralDensity(DiscreteModes{p.reals("mode_omega"), p.reals("mode_coupling")});
}

Problem read(const Settings& p) {
  const std::string& dynamics = p.text("dynamics");
  const std::string& energy = p.text("energy");
  const Statistics kind = statistics(p.text("statistics"));
  const Occupation bath{kind == Statistics::fermion, p.real("beta"), p.real("mu")};
  return {.statistics = kind,
          .mode = {p.real("omega_0"), read_density(p), bath},
          .beta = p.real("beta"),
          .mu = p.real("mu"),
          .initial = read_initial(p),
          .dynamics = dynamics == "exact"  ? Dynamics::exact
                      : dynamics == "tcl2" ? Dynamics::second_order
                                           : Dynamics::lindblad,
          .energy = energy == "bare"   ? Energy::bare
                    : energy == "root" ? Energy::root
                                       : Energy::time_local,
          .solver = solver(p.text("solver")),
          .fock_cutoff = static_cast<Eigen::Index>(p.integer("fock_cutoff"))};
}

}  // namespace qalor::reservoir
