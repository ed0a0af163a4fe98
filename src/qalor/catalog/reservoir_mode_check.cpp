// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "qalor/catalog/reservoir_mode.hpp"

namespace qalor::reservoir {
namespace {

using Complaints = std::vector<Complaint>;
using Users = std::map<std::string, std::vector<std::string>>;

/// Which choices use a parameter.
const Users& density_users() {
  static const Users users{
      {"eta", {"ohmic", "hard_cutoff"}}, {"s", {"ohmic", "hard_cutoff"}},  {"omega_c", {"ohmic", "hard_cutoff"}},
      {"gamma", {"lorentzian", "flat"}}, {"width", {"lorentzian"}},        {"center", {"lorentzian"}},
      {"table_omega", {"tabulated"}},    {"table_density", {"tabulated"}}, {"mode_omega", {"modes"}},
      {"mode_coupling", {"modes"}}};
  return users;
}
const Users& initial_users() {
  static const Users users{{"alpha", {"coherent", "cat"}},        {"n_thermal", {"thermal", "coherent"}},
                           {"fock_m", {"superposition"}},         {"fock_n", {"fock", "superposition"}},
                           {"mix_angle", {"superposition"}},      {"phase", {"superposition", "cat"}},
                           {"excited_population", {"two_level"}}, {"initial_coherence", {"two_level"}}};
  return users;
}

void check_unused(const Settings& p, const std::string& choice, const std::string& chosen, const Users& users,
                  Complaints& out) {
  for (const auto& [name, by] : users) {
    if (!p.given(name) || std::find(by.begin(), by.end(), chosen) != by.end()) continue;
    std::string list = "\"" + by[0] + "\"";
    if (by.size() > 1) list += " or \"" + by[1] + "\"";
    out.push_back({{name, choice},
                   fmt::format("`{}` = \"{}\" does not use `{}`: leave it out, or choose `{}` = {}", choice, chosen,
                               name, choice, list)});
  }
}

/// Whether two arrays of a density are there and match; false when nothing else can be checked.
bool check_arrays(const Settings& p, const std::string& first, const std::string& second, std::size_t least,
                  Complaints& out) {
  const std::size_t before = out.size();
  for (const std::string& name : {first, second})
    if (!p.has(name))
      out.push_back({{name, "density"},
                     fmt::format("`density` = \"{}\" needs `{}`, an array of numbers", p.text("density"), name)});
  if (out.size() > before) return false;
  const std::size_t a = p.reals(first).size(), b = p.reals(second).size();
  if (a != b || a < least)
    out.push_back({{first, second},
                   fmt::format("`{}` and `{}` must have equally many elements, {} at least: found {} and {}", first,
                               second, least, a, b)});
  return out.size() == before;
}

bool check_density(const Settings& p, Complaints& out) {
  check_unused(p, "density", p.text("density"), density_users(), out);
  if (p.text("density") == "modes") return check_arrays(p, "mode_omega", "mode_coupling", 1, out);
  if (p.text("density") != "tabulated") return true;
  if (!check_arrays(p, "table_omega", "table_density", 2, out)) return false;
  const std::vector<double>& w = p.reals("table_omega");
  for (std::size_t k = 1; k < w.size(); ++k)
    if (!(w[k] > w[k - 1])) {
      out.push_back(
          {{"table_omega"},
           fmt::format("`table_omega` must ascend: element {} is {}, after {}; sort the table", k, w[k], w[k - 1])});
      return false;
    }
  return true;
}

void check_initial(const Settings& p, Complaints& out) {
  const std::string statistics = p.text("statistics"), kind = initial_kind(p);
  check_unused(p, "initial", kind, initial_users(), out);
  if ((kind == "two_level") == (statistics == "boson"))
    out.push_back(
        {{"initial", "statistics"},
         statistics == "boson"
             ? "`initial` = \"two_level\" is for fermions and qubits: a boson starts in \"vacuum\", \"fock\", "
               "\"thermal\", \"coherent\", \"superposition\" or \"cat\""
             : fmt::format("`initial` = \"{}\" is a state of a boson: `statistics` = \"{}\" starts in "
                           "\"two_level\", given by `excited_population` and `initial_coherence`",
                           kind, statistics)});
  if (kind == "cat" && p.real("alpha") == 0 && std::abs(1 + std::cos(p.real("phase"))) < 1e-12)
    out.push_back(
        {{"alpha", "phase"}, "an odd cat with `alpha` = 0 has no norm: give `alpha` > 0, or another `phase`"});
  if (kind == "superposition" && p.integer("fock_m") == p.integer("fock_n") &&
      std::abs(1 + std::sin(p.real("mix_angle")) * std::cos(p.real("phase"))) < 1e-12)
    out.push_back({{"fock_m", "fock_n"}, "the superposition has no norm: give two different levels"});
  if (kind != "two_level") return;
  const double p0 = p.real("excited_population"), c = p.real("initial_coherence");
  if (statistics == "fermion" && c > 0)
    out.push_back({{"initial_coherence", "statistics"},
                   fmt::format("`initial_coherence` = {}: a fermion has no coherence between its empty and its filled "
                               "level (parity superselection); set it to 0, or take a qubit",
                               c)});
  else if (c * c > p0 * (1 - p0) * (1 + 1e-12))
    out.push_back(
        {{"initial_coherence", "excited_population"},
         fmt::format("`initial_coherence` = {} is more than sqrt(p (1 - p)) = {:.6g} of `excited_population` = "
                     "{}: no density matrix has it; reduce it",
                     c, std::sqrt(p0 * (1 - p0)), p0)});
}

/// Lowest frequency with density.
Real band_bottom(const SpectralDensity& d) {
  if (const auto* table = d.as<Tabulated>())
    for (std::size_t k = 0; k + 1 < table->omega.size(); ++k)
      if (table->density[k] > 0 || table->density[k + 1] > 0) return table->omega[k];
  if (const auto* modes = d.as<DiscreteModes>()) {
    Real lowest = HUGE_VAL;
    for (std::size_t k = 0; k < modes->omega.size(); ++k)
      if (modes->coupling[k] != 0) lowest = std::min(lowest, modes->omega[k]);
    return lowest;
  }
  return d.band().first;
}

void check_boson_bath(const Settings& p, const SpectralDensity& d, Complaints& out) {
  const Real mu = p.real("mu");
  const bool is_cold = std::isinf(p.real("beta"));
  if (d.is_whole_axis()) {
    if (!is_cold)
      out.push_back({{"beta", "density"},
                     fmt::format("bosons at a finite temperature with `density` = \"{}\" would fill modes of negative "
                                 "energy: use `beta` = inf, or a density of positive frequencies",
                                 p.text("density"))});
    return;
  }
  const Real bottom = band_bottom(d);
  const bool is_finite_bath = d.as<DiscreteModes>() != nullptr;
  if (mu > bottom || (is_finite_bath && mu == bottom && !is_cold))
    out.push_back({{"mu"},
                   fmt::format("`mu` = {} lies {} the bottom of the band of bosons at {}: they would condense; "
                               "choose `mu` below it",
                               mu, mu > bottom ? "above" : "at", bottom)});
  else if (!is_cold && !is_finite_bath && mu == bottom && d.as<Tabulated>() != nullptr && d.density(mu) > 0)
    out.push_back(
        {{"mu", "table_density"},
         fmt::format("j = {} at w = `mu` = {}: the noise of thermal bosons diverges; let j go to 0 there, lower "
                     "`mu`, or use `beta` = inf",
                     d.density(mu), mu)});
}

void check_dephasing(const Settings& p, Complaints& out) {
  if (p.text("density") != "ohmic")
    out.push_back({{"density", "statistics"},
                   fmt::format("`qubit_dephasing` is solved for `density` = \"ohmic\" only, "
                               "found \"{}\"",
                               p.text("density"))});
  if (p.real("mu") != 0)
    out.push_back({{"mu", "statistics"}, "`qubit_dephasing` does not conserve the quanta of the bath: `mu` must be 0"});
  if (p.text("dynamics") != "exact")
    out.push_back({{"dynamics", "statistics"}, "`qubit_dephasing` is exact: leave `dynamics` = \"exact\""});
}

void check_solver(const Settings& p, const SpectralDensity& d, Complaints& out) {
  const std::string& solver = p.text("solver");
  const std::string& density = p.text("density");
  const auto refuse = [&](const std::string& why) {
    out.push_back({{"solver", "density"},
                   fmt::format("`solver` = \"{}\" does not fit `density` = \"{}\": {}", solver, density, why)});
  };
  if (solver == "auto") return;
  if (d.is_whole_axis() && solver != "poles") refuse("its motion is a sum over poles; choose \"poles\" or \"auto\"");
  if (!d.is_whole_axis() && solver == "poles") refuse("poles alone are exact for \"lorentzian\" and \"flat\"");
  if (d.as<DiscreteModes>() != nullptr && solver == "spectral")
    refuse("a finite bath has no continuum; choose \"star\"");
}

void check_dynamics(const Settings& p, const SpectralDensity& d, const std::string& task, Complaints& out) {
  const std::string& dynamics = p.text("dynamics");
  const bool is_finite_bath = d.as<DiscreteModes>() != nullptr;
  if (p.text("statistics") == "qubit_damping" && !std::isinf(p.real("beta")) && dynamics != "lindblad")
    out.push_back({{"beta", "statistics"},
                   "`qubit_damping` at a finite `beta` is not a problem of one excitation: use `beta` = inf, or "
                   "`dynamics` = \"lindblad\""});
  if (task == "steady_state" && is_finite_bath)
    out.push_back({{"density", "kind"},
                   "`steady_state` needs a continuum: a finite bath (`density` = \"modes\") never "
                   "settles; ask for `evolve`"});
  if (task == "steady_state" && dynamics != "exact")
    out.push_back({{"dynamics", "kind"},
                   fmt::format("`steady_state` is exact, found `dynamics` = \"{}\": leave it out", dynamics)});
  if (p.text("energy") == "root" && is_finite_bath)
    out.push_back({{"energy", "density"},
                   "`energy` = \"root\" needs a continuum: use \"bare\" or \"time_local\" with "
                   "`density` = \"modes\""});
  if (dynamics == "lindblad" && is_finite_bath)
    out.push_back({{"dynamics", "density"}, "`dynamics` = \"lindblad\" needs a continuum, not `density` = \"modes\""});
}

void check_keys(const Question& question, const SpectralDensity& d, Complaints& out) {
  const Settings& keys = question.keys;
  if (question.task == "evolve" && !keys.has("times"))
    out.push_back({{"times"}, "the task `evolve` needs `times`: an array, or { from, to, points, scale }"});
  if (question.task == "spectrum" && !keys.has("times") && !keys.has("frequencies") && !keys.has("chain_length"))
    out.push_back({{"frequencies"}, "the task `spectrum` needs `frequencies`, `times` or `chain_length`"});
  if (keys.has("times")) {
    const std::vector<double>& t = keys.reals("times");
    for (std::size_t k = 1; k < t.size(); ++k)
      if (!(t[k] > t[k - 1])) {
        out.push_back(
            {{"times"}, fmt::format("`times` must ascend: element {} is {}, after {}; sort them", k, t[k], t[k - 1])});
        break;
      }
  }
  if (question.task == "spectrum" && keys.has("chain_length") && d.is_whole_axis())
    out.push_back({{"chain_length", "density"},
                   fmt::format("`chain_length`: `density` = \"{}\" has no chain, its moments "
                               "diverge; leave it out",
                               question.parameters.text("density"))});
}

}  // namespace

std::vector<Complaint> check(const Question& question) {
  Complaints out;
  const Settings& p = question.parameters;
  const bool is_readable = check_density(p, out);
  check_initial(p, out);
  const std::string& statistics = p.text("statistics");
  if (statistics != "fermion" && !(p.real("omega_0") > 0))
    out.push_back({{"omega_0"},
                   fmt::format("`omega_0` = {}: must be > 0 for a {}", p.real("omega_0"),
                               statistics == "boson" ? "boson" : "qubit")});
  if (statistics == "qubit_dephasing") {
    check_dephasing(p, out);
    return out;
  }
  if (!is_readable) return out;
  const SpectralDensity d = read_density(p);
  if (statistics == "boson") check_boson_bath(p, d, out);
  check_solver(p, d, out);
  check_dynamics(p, d, question.task, out);
  check_keys(question, d, out);
  return out;
}

}  // namespace qalor::reservoir
