// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "qalor/catalog/coupled_pair.hpp"

namespace qalor::pair {
namespace {

using Complaints = std::vector<Complaint>;

/// One question, read once for all checks.
struct Case {
  const Settings& s;
  const Settings& keys;
  const std::string& task;
  bool oscillator = s.text("particle") == "oscillator";
  bool coherent = s.text("coupling") == "coherent";
  const std::string& dynamics = s.text("dynamics");
  const std::string& spectrum = s.text("bath_spectrum");

  bool is(const std::string& name) const { return dynamics == name; }
  /// The generators that need a machine of qubits.
  bool beyond_secular() const { return is("partial_secular") || is("universal") || is("redfield"); }
  bool has_heat(const std::string& name) const { return s.has("heat") && s.text("heat") == name; }
};

void check_generator(const Case& c, Complaints& out) {
  if (!c.is("local") && !c.coherent)
    out.push_back(
        {{"dynamics", "coupling"},
         fmt::format("`dynamics` = \"{}\" needs `coupling` = \"coherent\": noise has no Hamiltonian to diagonalise",
                     c.dynamics)});
  if (c.is("landauer") && (!c.oscillator || c.spectrum == "flat_emission"))
    out.push_back({{"dynamics", "particle", "bath_spectrum"},
                   "`dynamics` = \"landauer\" is exact only for quadratic bosons with a spectral density: `particle` = "
                   "\"oscillator\" and `bath_spectrum` = \"ohmic\" or \"flat_damping\""});
  if (c.beyond_secular() && c.oscillator)
    out.push_back({{"dynamics", "particle"},
                   fmt::format("`dynamics` = \"{}\" is for qubits: oscillators have \"local\", \"global\" and "
                               "\"landauer\"",
                               c.dynamics)});
  if (c.s.integer("lamb_shift") == 1 && (c.oscillator || c.is("collision") || c.is("landauer")))
    out.push_back(
        {{"lamb_shift", "particle", "dynamics"},
         "`lamb_shift` = 1 is for the generators of qubits: \"collision\" has none, \"landauer\" has it always"});
  else if (c.s.integer("lamb_shift") == 1 && c.spectrum != "ohmic")
    out.push_back({{"lamb_shift", "bath_spectrum"},
                   "`lamb_shift` = 1 needs `bath_spectrum` = \"ohmic\": the shift by a flat bath grows with the "
                   "logarithm of a cutoff that it does not have"});
  if (c.is("collision") && (c.oscillator || c.spectrum != "flat_emission"))
    out.push_back({{"dynamics", "particle", "bath_spectrum"},
                   "`dynamics` = \"collision\" is for qubits with `bath_spectrum` = \"flat_emission\""});
  if (c.has_heat("bare") && (c.is("global") || c.beyond_secular() || c.is("landauer")))
    out.push_back(
        {{"heat", "dynamics"},
         fmt::format("`heat` = \"bare\" does not belong to `dynamics` = \"{}\": its jumps exchange the energy of the "
                     "whole H",
                     c.dynamics)});
  if (c.has_heat("full") && c.is("collision"))
    out.push_back(
        {{"heat", "dynamics"},
         "`heat` = \"full\" does not belong to `dynamics` = \"collision\": an ancilla loses exactly the bare energy"});
}

void check_temperatures(const Case& c, Complaints& out) {
  if (!c.oscillator && c.spectrum == "flat_emission") return;
  for (const std::string name : {"beta_A", "beta_B"})
    if (c.s.real(name) == 0)
      out.push_back({{name, c.oscillator ? "particle" : "bath_spectrum"},
                     fmt::format("`{}` = 0 with {}: infinite occupation; beta = 0 needs qubits with `bath_spectrum` = "
                                 "\"flat_emission\"",
                                 name, c.oscillator ? "oscillators" : c.spectrum)});
}

void check_ground_state(const Case& c, Complaints& out) {
  if (!c.coherent) return;
  const Real g = c.s.real("g");
  const Real a = c.s.real("omega_A");
  const Real b = c.s.real("omega_B");
  if (c.oscillator && g * g >= a * b)
    out.push_back(
        {{"g", "omega_A", "omega_B"},
         fmt::format("`g`^2 = {:.6g} must be below `omega_A` `omega_B` = {:.6g}: otherwise H of the oscillators "
                     "has no ground state",
                     g * g, a * b)});
  if (!c.oscillator && (c.is("global") || c.beyond_secular()) && c.spectrum == "flat_damping" && g * g == a * b)
    out.push_back(
        {{"g", "omega_A", "omega_B", "bath_spectrum"},
         "`g`^2 = `omega_A` `omega_B` makes a level spacing zero, where the rate of `flat_damping` diverges"});
  if (!c.is("landauer") || c.spectrum != "ohmic") return;
  const Real cutoff = c.s.real("omega_c");
  const Real bottom_a = a - c.s.real("eta_A") * cutoff;
  const Real bottom_b = b - c.s.real("eta_B") * cutoff;
  if (bottom_a <= 0 || bottom_b <= 0 || bottom_a * bottom_b <= g * g)
    out.push_back(
        {{"eta_A", "eta_B", "omega_c", "omega_A", "omega_B", "g"},
         fmt::format("a bound state lies below the band: (omega_A - eta_A omega_c) (omega_B - eta_B omega_c) = "
                     "{:.6g} times {:.6g} must have positive factors and exceed `g`^2 = {:.6g}",
                     bottom_a, bottom_b, g * g)});
}

void check_task(const Case& c, Complaints& out) {
  const auto only = [&](const std::string& who) {
    out.push_back(
        {{"kind", "dynamics", "particle"},
         fmt::format("the task `{}` cannot be done with `dynamics` = \"{}\" and `particle` = \"{}\": it takes {}",
                     c.task, c.dynamics, c.oscillator ? "oscillator" : "qubit", who)});
  };
  const bool generator = c.is("local") || c.is("global");
  const bool lindblad = generator || c.is("partial_secular") || c.is("universal");
  if (c.task == "audit" && !generator) only("`dynamics` = \"local\" or \"global\"");
  if (c.task == "evolve" && !lindblad)
    only(c.oscillator ? "`dynamics` = \"local\" or \"global\""
                      : "`dynamics` = \"local\", \"global\", \"partial_secular\" or \"universal\"");
  if (c.task == "spectrum" && !(c.is("local") || (lindblad && !c.oscillator)))
    only("qubits but for collisions and \"redfield\", and local oscillators");
  if (c.task == "cumulants" && (c.is("collision") || c.beyond_secular()))
    only("`dynamics` = \"local\", \"global\" or \"landauer\"");
}

void check_cumulants(const Case& c, Complaints& out) {
  if (c.task != "cumulants") return;
  if (c.is("local") && c.coherent && c.has_heat("full"))
    out.push_back(
        {{"heat", "kind"},
         "cumulants need a gain per jump: full-H heat has none on a local coherent pair; use `heat` = \"bare\""});
  const bool moments = c.oscillator || c.is("landauer");
  if (moments && c.keys.integer("order") > 2)
    out.push_back({{"order", "particle"},
                   fmt::format("`order` = {} for oscillators: cumulants of order 1 and 2 are available; qubits go to 8",
                               c.keys.integer("order"))});
  if (moments && c.keys.has("chi"))
    out.push_back({{"chi", "particle"}, "`chi` is for qubits: oscillators have cumulants of order 1 and 2 only"});
  if (c.is("landauer") && c.spectrum == "flat_damping" && c.keys.text("count") == "excitations")
    out.push_back(
        {{"count", "bath_spectrum"},
         "the excitation current of `flat_damping` diverges at zero frequency with `dynamics` = \"landauer\": use "
         "`count` = \"energy\" or `bath_spectrum` = \"ohmic\""});
  const Real g = c.s.real("g");
  if (!c.oscillator && c.is("global") && c.coherent && c.keys.text("count") == "excitations" &&
      g * g == c.s.real("omega_A") * c.s.real("omega_B"))
    out.push_back({{"count", "g"},
                   "a jump of zero frequency does not change the excitations by a definite number: use "
                   "`count` = \"energy\""});
}

void check_populations(const Case& c, Complaints& out) {
  const auto& p = c.keys.reals("populations");
  if (const auto negative = std::find_if(p.begin(), p.end(), [](Real x) { return x < 0; }); negative != p.end())
    out.push_back({{"populations"}, fmt::format("not a state: a population is {}", *negative)});
  if (const Real sum = std::accumulate(p.begin(), p.end(), Real(0)); std::abs(sum - 1) > 1e-9)
    out.push_back({{"populations"}, fmt::format("not a state: the populations sum to {}, not 1", sum)});
}

void check_coherence(const Case& c, Complaints& out) {
  const auto& z = c.keys.reals("coherence");
  const bool from_populations = c.keys.has("populations") && !c.oscillator;
  if (!from_populations && !(c.keys.has("occupations") && c.oscillator)) {
    out.push_back({{"coherence"}, "`coherence` goes with `populations` (qubits) or `occupations` (oscillators)"});
    return;
  }
  const auto& n = c.keys.reals(from_populations ? "populations" : "occupations");
  const Real bound = from_populations ? n[1] * n[2] : n[0] * n[1];
  const Real square = z[0] * z[0] + z[1] * z[1];
  if (square > bound * (1 + 1e-12))  // rounding of a pure state's coherence
    out.push_back({{"coherence"},
                   fmt::format("not a state: |c|^2 = {:.6g} exceeds {} = {:.6g}", square,
                               from_populations ? "p_01 p_10" : "n_A n_B", bound)});
}

void check_evolution(const Case& c, Complaints& out) {
  if (c.task != "evolve") return;
  if (!c.keys.has("times")) {
    out.push_back({{"times", "kind"}, "the task `evolve` needs `times`: an array, or { from, to, points, scale }"});
  } else {
    const auto& times = c.keys.reals("times");
    if (const auto at = std::is_sorted_until(times.begin(), times.end()); at != times.end())
      out.push_back({{"times"}, fmt::format("`times` must ascend: {} comes after {}", *at, *(at - 1))});
  }
  const std::string wrong = c.oscillator ? "populations" : "occupations";
  const std::string right = c.oscillator ? "occupations" : "populations";
  if (c.keys.has(wrong))
    out.push_back({{wrong, "particle"},
                   fmt::format("`{}` is for {}; {} take `{}`", wrong, c.oscillator ? "qubits" : "oscillators",
                               c.oscillator ? "oscillators" : "qubits", right)});
  if (c.keys.has(right) && c.keys.given("initial"))
    out.push_back({{"initial", right}, fmt::format("give either `initial` or `{}`, not both", right)});
  if (!c.oscillator && c.keys.has("populations")) check_populations(c, out);
  if (c.keys.has("coherence")) check_coherence(c, out);
}

}  // namespace

std::vector<Complaint> check(const Question& question) {
  const Case c{question.parameters, question.keys, question.task};
  Complaints out;
  check_generator(c, out);
  check_temperatures(c, out);
  check_ground_state(c, out);
  check_task(c, out);
  check_cumulants(c, out);
  check_evolution(c, out);
  return out;
}

}  // namespace qalor::pair
