// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/claim_result.hpp"
#include "qalor/catalog/reservoir_mode.hpp"

namespace qalor::reservoir {
namespace {

const std::string ali_chen = "M. M. Ali and P.-W. Chen, arXiv:2602.09074, abstract; our reading";
const std::string ali_huang = "M. M. Ali, W.-M. Huang and W.-M. Zhang, Sci. Rep. 10, 13500 (2020); our parameters";
const std::string esposito = "M. Esposito, K. Lindenberg and C. Van den Broeck, arXiv:0908.1125";

using Given = std::vector<std::pair<std::string, Value>>;

/// The parameters of the model card with what is given.
Settings settings(const Given& given) {
  Settings out = defaults(reservoir_mode().parameters);
  for (const auto& [name, value] : given) out.set(name, value, true);
  return out;
}

Answer at_times(const Given& given, std::vector<double> times) {
  Settings keys;
  keys.set("times", std::move(times), true);
  keys.set("state", false, false);
  return evolve(read(settings(given)), keys);
}

Answer steady(const Given& given) { return steady_state(read(settings(given))); }

const std::vector<double>& column(const Answer& a, const std::string& name) {
  return std::get<Array>(*a.quantities.find(name)).values;
}

std::vector<double> even(double from, double to, int count) {
  std::vector<double> out;
  for (int k = 0; k < count; ++k) out.push_back(from + (to - from) * k / (count - 1));
  return out;
}

double lowest(const std::vector<double>& x) { return *std::min_element(x.begin(), x.end()); }

const Given equal_superposition{{"eta", 0.3}, {"initial", std::string("superposition")}};

std::vector<Given> initial_states() {
  const auto start = [](const char* kind) { return std::pair<std::string, Value>("initial", std::string(kind)); };
  return {{{"eta", 0.06}},
          {{"eta", 0.06}, start("vacuum")},
          {{"eta", 0.06}, start("fock"), {"fock_n", std::int64_t{2}}},
          {{"eta", 0.06}, start("thermal"), {"n_thermal", 0.7}},
          {{"eta", 0.06}, start("coherent"), {"alpha", 0.7}, {"n_thermal", 0.2}},
          {{"eta", 0.06}, start("superposition")},
          {{"eta", 0.06}, start("cat"), {"alpha", 1.2}}};
}

ClaimResult entropy_balance() {
  double worst = 0;
  constexpr double h = 1e-3;
  for (const Given& given : initial_states()) {
    const Answer a = at_times(given, {2 - 2 * h, 2 - h, 2, 2 + h, 2 + 2 * h});
    const auto& c = column(a, "coherence");
    const double loss = -(c[0] - 8 * c[1] + 8 * c[3] - c[4]) / (12 * h);
    worst = std::max(worst, std::abs(column(a, "entropy_rate")[2] - column(a, "entropy_flux")[2] - loss));
  }
  return below(1e-8, worst);
}

ClaimResult coherence_produces() {
  std::vector<double> found;
  bool is_divisible = true;
  for (const double eta : {0.002, 0.06, 0.16}) {
    const Answer a = at_times({{"eta", eta}}, even(0.1, 20, 200));
    found.push_back(lowest(column(a, "entropy_from_coherence")));
    for (std::size_t k = 0; k < 200; ++k) {
      const double noise = column(a, "noise_local")[k];
      is_divisible = is_divisible && noise > 0 && 2 * column(a, "damping_local")[k] + noise > 0;
    }
  }
  ClaimResult out = near({9.55e-3, 2.09e-3, 2.37e-3}, found, 1e-2);
  out.holds = out.holds && is_divisible;
  return out;
}

/// n dw integrated on Gauss panels, the slope of omega' by interpolation there; against the work of the answer.
ClaimResult first_law() {
  constexpr std::size_t order = 16, panels = 20;
  constexpr double width = 0.25;
  Rule rule;
  for (std::size_t k = 0; k < panels; ++k)
    add_panel(rule, order, width * static_cast<double>(k), width * static_cast<double>(k + 1));
  std::vector<double> times = rule.nodes;
  times.push_back(width * panels);
  const Answer a = at_times({{"eta", 0.06}, {"mu", -0.3}}, times);
  const auto& w = column(a, "frequency_local");
  double work = 0;
  for (std::size_t p = 0; p < panels; ++p)
    for (std::size_t i = p * order; i < (p + 1) * order; ++i) {
      double slope = 0;  // of the Lagrange polynomial through the panel
      for (std::size_t j = p * order; j < (p + 1) * order; ++j) {
        if (j == i) continue;
        double ratio = 1;
        for (std::size_t m = p * order; m < (p + 1) * order; ++m)
          if (m != i && m != j) ratio *= (times[i] - times[m]) / (times[j] - times[m]);
        slope += (w[j] * ratio - w[i]) / (times[j] - times[i]);
      }
      work += rule.weights[i] * column(a, "occupation")[i] * slope;
    }
  const double gained = column(a, "energy").back() - 1 - column(a, "heat").back() - column(a, "chemical_work").back();
  return below(1e-8, std::max(std::abs(work - column(a, "work").back()), std::abs(gained - column(a, "work").back())));
}

ClaimResult weak_coupling() {
  const Answer a = at_times({{"eta", 0.002}}, {1, 50, 100, 200, 300});
  std::vector<double> found = column(a, "temperature");
  found.insert(found.end(), column(a, "coherence").begin(), column(a, "coherence").end());
  const Answer fock = at_times({{"eta", 0.002}, {"initial", std::string("fock")}}, {10, 300});
  found.insert(found.end(), column(fock, "temperature").begin(), column(fock, "temperature").end());
  // The numbers are given to four or five digits: half a unit of the last one.
  return near({5.9332, 1.6107, 1.2147, 1.0585, 1.0198, 1.2854, 0.6533, 0.3748, 0.1307, 0.0467, -0.0826, 1.0202}, found,
              1.1e-3);
}

ClaimResult linear_error() {
  std::vector<double> found;
  for (const char* name : {"temperature_bare", "temperature_root"})
    for (const double eta : {0.001, 0.002}) found.push_back((steady({{"eta", eta}}).quantities.number(name) - 1) / eta);
  return near({5.328, 5.354, -0.377, -0.385}, found, 1e-2);
}

ClaimResult not_von_neumann() {
  const Answer a = at_times({{"eta", 0.002}}, {100, 200, 300});
  std::vector<double> found;
  for (std::size_t k = 0; k < 3; ++k) found.push_back(column(a, "heat_rate")[k] / column(a, "entropy_rate")[k]);
  return near({-0.522, -0.614, -0.669}, found, 1e-3);
}

ClaimResult bound_state() {
  const Answer s = steady(equal_superposition);
  return near({-0.28692534805, 0.67329707967}, {column(s, "bound_frequency")[0], column(s, "bound_weight")[0]}, 1e-10);
}

ClaimResult no_thermalisation() {
  const Answer a = at_times(equal_superposition, {5, 10, 20});
  const Answer coherent = at_times({{"eta", 0.3}}, even(0.1, 20, 200));
  return near({-4.633e-3, 0.08283, 0.11447, -0.3960, -1.72e-2},
              {column(a, "entropy_from_coherence")[1], column(a, "coherence")[0], column(a, "coherence")[2],
               column(a, "temperature")[1], lowest(column(coherent, "entropy_from_coherence"))},
              1e-2);
}

ClaimResult second_law() {
  double least = 0;
  for (Given given : initial_states())
    for (const double eta : {0.002, 0.06, 0.3}) {
      given[0].second = eta;
      least = std::min(least, lowest(column(at_times(given, even(0, 20, 21)), "total_entropy_production")));
    }
  return below(1e-10, -least);
}

ClaimResult temperature_is_a_choice() {
  const Answer s = steady({{"eta", 0.06}});
  return near({1.44649, 0.94672, 0.92401},
              {s.quantities.number("temperature_bare"), s.quantities.number("temperature_root"),
               column(at_times({{"eta", 0.06}}, {20}), "temperature")[0]},
              1e-5);
}

}  // namespace

std::vector<Claim> claims() {
  return {
      {"the entropy changes by a flux with the heat and by a production from lost coherence, at any time", ali_chen,
       entropy_balance},
      {"losing coherence produces entropy below the critical coupling, where the motion is divisible", ali_chen,
       coherence_produces},
      {"the first law holds with the work of the renormalised frequency", ali_chen, first_law},
      {"equilibrium thermodynamics emerges at weak coupling: T tends to the bath's, coherence dies", ali_chen,
       weak_coupling},
      {"the error of that limit is linear in the coupling, and the renormalised frequency removes most of it", ali_chen,
       linear_error},
      {"heat over the von Neumann entropy does not tend to the temperature of the bath", ali_chen, not_von_neumann},
      {"above the critical coupling there is a localised bound state", ali_huang, bound_state},
      {"above the critical coupling there is no thermalisation: coherence returns, the temperature is negative",
       ali_huang, no_thermalisation},
      {"the entropy production against the bath is never negative, also where coherence returns", esposito, second_law},
      {"which temperature is a choice of the energy: bare, renormalised, local in time", ali_chen,
       temperature_is_a_choice}};
}

}  // namespace qalor::reservoir
