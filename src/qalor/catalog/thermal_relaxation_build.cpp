// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/base/complex_matrix.hpp"
#include "qalor/catalog/thermal_relaxation.hpp"

namespace qalor::thermal {
namespace {

Coupling ordered(const std::vector<Real>& energies, std::size_t i, std::size_t j, Real rate) {
  return energies[i] < energies[j] ? Coupling{i, j, rate} : Coupling{j, i, rate};
}

/// Rates and how they answer to a force (-dW/dx) at x = omega/T.
RateEdge edge_of(const System& system, const Coupling& coupling, Real beta) {
  const Real omega = system.energies[coupling.upper] - system.energies[coupling.lower];
  const Real x = beta * omega, g = coupling.rate;
  RateEdge edge{coupling.lower, coupling.upper, 0, 0, 0, -x, Exchange{omega, 0}, 0, 0};
  if (system.statistics == Statistics::fermion) {
    edge.forward = g * fermi_occupation(x);
    edge.backward = g * fermi_occupation(-x);
    edge.forward_response = g * fermi_occupation(x) * fermi_occupation(-x);
    edge.backward_response = -edge.forward_response;
  } else {
    const Real n = bose_occupation(x);
    edge.forward = g * n;
    edge.backward = g * (n + 1);
    edge.forward_response = edge.backward_response = g * n * (n + 1);
  }
  return edge;
}

Branch gibbs_branch(std::string prefix, Real start, Real bath) {
  return {std::move(prefix), 1 / bath, (bath - start) / (bath * start)};
}

Branch single_branch(const Settings& s) {
  if (s.given("rho_initial")) return {"", 1 / s.real("T_bath"), {}, {}, complex_matrix(s, "rho_initial")};
  if (!s.given("populations_initial")) return gibbs_branch("", s.real("T_initial"), s.real("T_bath"));
  const auto& p = s.reals("populations_initial");
  return {"", 1 / s.real("T_bath"), {}, RealVector::Map(p.data(), static_cast<Eigen::Index>(p.size())), {}};
}

}  // namespace

Real System::span() const {
  if (is_oscillator) return omega;
  const auto [lowest, highest] = std::minmax_element(energies.begin(), energies.end());
  return *highest - *lowest;
}

System read_system(const Settings& s) {
  const std::string& kind = s.text("system");
  System out;
  out.is_oscillator = kind == "oscillator";
  out.statistics = s.text("statistics") == "fermion" ? Statistics::fermion : Statistics::boson;
  out.omega = s.real("omega");
  out.gamma = s.real("gamma");
  if (kind == "levels") {
    out.energies = s.reals("energies");
    for (const auto& row : s.rows("couplings"))
      if (row[2] > 0)
        out.couplings.push_back(ordered(out.energies, static_cast<std::size_t>(row[0]),
                                        static_cast<std::size_t>(row[1]), out.gamma * row[2]));
  } else if (!out.is_oscillator) {
    const auto levels = static_cast<std::size_t>(kind == "qubit" ? 2 : s.integer("dimension"));
    const bool grows = kind == "ladder" && s.text("profile") == "oscillator";
    for (std::size_t k = 0; k < levels; ++k) {
      out.energies.push_back(out.omega * static_cast<Real>(k));
      if (k > 0) out.couplings.push_back({k - 1, k, out.gamma * (grows ? static_cast<Real>(k) : 1.0)});
    }
  }
  return out;
}

RateFlow flow_of(const System& system, Real beta) {
  std::vector<RateEdge> edges;
  for (const Coupling& coupling : system.couplings) edges.push_back(edge_of(system, coupling, beta));
  return {system.energies, {Bath{"bath", beta, FlatDamping{1}}}, std::move(edges)};
}

DampedOscillator oscillator_of(const System& system, Real beta) {
  const bool is_fermion = system.statistics == Statistics::fermion;
  return {system.omega, beta, system.gamma * (is_fermion ? std::tanh(0.5 * beta * system.omega) : 1.0)};
}

Family family_of(const System& system, Real beta) {
  if (system.is_oscillator) return {nullptr, oscillator_family(system.omega, beta)};
  auto relaxation = std::make_unique<Relaxation>(flow_of(system, beta));
  GibbsFamily gibbs = gibbs_family(*relaxation);
  return {std::move(relaxation), std::move(gibbs)};
}

std::unique_ptr<ThermalPath> path_of(const System& system, const Branch& branch) {
  if (system.is_oscillator) return oscillator_path(oscillator_of(system, branch.beta), *branch.shift);
  const RateFlow flow = flow_of(system, branch.beta);
  if (branch.rho.size() > 0) return coherent_path(flow, branch.rho);
  const Relaxation relaxation(flow);
  return level_path(flow, branch.shift ? relaxation.thermal(*branch.shift)
                                       : relaxation.populations(branch.populations / branch.populations.sum()));
}

std::vector<Branch> branches_of(const System& system, const Settings& s) {
  const std::string& protocol = s.text("protocol");
  const Real cold = s.real("T_cold"), hot = s.real("T_hot"), bath = s.real("T_bath");
  if (protocol == "single") return {single_branch(s)};
  if (protocol == "reciprocal") return {gibbs_branch("heating_", cold, hot), gibbs_branch("cooling_", hot, cold)};
  if (protocol == "three_temperature")
    return {gibbs_branch("heating_", cold, bath), gibbs_branch("cooling_", hot, bath)};
  const Family family = family_of(system, 1 / bath);
  const EquidistantShifts shifts = equidistant_shifts(family.gibbs, measure_of(s), s.real("distance"));
  return {{"heating_", 1 / bath, shifts.cold}, {"cooling_", 1 / bath, shifts.hot}};
}

Measure measure_of(const Settings& s) {
  const std::string& name = s.text("distance_measure");
  if (name == "trace") return Measure::trace;
  if (name == "bures") return Measure::bures;
  return name == "frobenius" ? Measure::frobenius : Measure::relative_entropy;
}

std::vector<std::string> unreachable(const EquidistantShifts& shifts, const std::string& measure, Real distance,
                                     Real bath_temperature) {
  std::string words = measure;
  if (words == "trace" || words == "bures" || words == "frobenius") words += " distance";
  std::replace(words.begin(), words.end(), '_', ' ');
  std::vector<std::string> out;
  const auto refuse = [&](const char* side, Real reach) {
    out.push_back(
        fmt::format("no {} temperature lies at {} {:.6g} from T_bath = {:.6g}; the largest reachable is {:.7g}", side,
                    words, distance, bath_temperature, reach));
  };
  if (!shifts.hot) refuse("hot", shifts.hot_reach);
  if (!shifts.cold) refuse("cold", shifts.cold_reach);
  return out;
}

}  // namespace qalor::thermal
