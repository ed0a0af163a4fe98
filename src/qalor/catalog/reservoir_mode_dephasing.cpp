// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/reservoir_mode.hpp"
#include "qalor/solve/dephasing.hpp"

namespace qalor::reservoir {
namespace {

const Ohmic& density(const Problem& problem) { return *problem.mode.density.as<Ohmic>(); }

EntropyBooks books(const Problem& problem, const Dephasing& d) {
  const Real c = problem.initial.coherence * std::exp(-d.exponent);
  return two_level_books(problem.initial.occupation, 0, c, -d.rate * c);
}

Array constant(const std::vector<Real>& times, Real value) {
  return vector_datum(std::vector<double>(times.size(), value));
}

/// The two routes to the exponent, at the first and the last time.
void certify(const Problem& problem, const std::vector<Real>& times, Certificate& out) {
  Real worst = 0;
  for (const Real t : {times.front(), times.back()}) {
    const Real closed = dephasing(density(problem), problem.beta, t).exponent;
    const Real sum = dephasing_by_quadrature(density(problem), problem.beta, t).exponent;
    worst = std::max(worst, std::abs(closed - sum) / std::max(1.0, std::abs(closed)));
  }
  out.residual = worst;
  out.details.set("solver", "closed form");
  out.details.set("second_solver", "quadrature");
  out.details.set("solver_deviation", worst);
  if (!(worst < 1e-8))
    out.degrade(Status::not_converged, fmt::format("closed form and quadrature differ by {:.1e}", worst));
}

}  // namespace

Answer dephasing_evolve(const Problem& problem, const Settings& keys) {
  const std::vector<Real>& times = keys.reals("times");
  const Real p = problem.initial.occupation, entropy_at_start = books(problem, {0, 0}).entropy;
  std::vector<double> exponent, rate, bath, coupling;
  std::vector<NonequilibriumAccount> accounts;
  for (const Real t : times) {
    const Dephasing d = dephasing(density(problem), problem.beta, t);
    const EntropyBooks s = books(problem, d);
    exponent.push_back(d.exponent);
    rate.push_back(d.rate);
    bath.push_back(dephasing_bath_energy(density(problem), t));
    coupling.push_back(-bath.back());
    NonequilibriumAccount& now = accounts.emplace_back();
    now.entropies = s;
    now.energy = problem.mode.omega_0 * p;
    now.total_entropy_production =
        production_against_bath(s.entropy - entropy_at_start, problem.beta, bath.back(), 0, 0);
  }
  Answer answer{{}, {.method = "pure dephasing, closed form"}};
  Record& q = answer.quantities;
  q.set("time", vector_datum(times));
  q.set("occupation", constant(times, p));
  q.set("occupation_rate", constant(times, 0));
  q.set("energy_frequency", constant(times, problem.mode.omega_0));
  q.set("dephasing_exponent", vector_datum(exponent));
  q.set("dephasing_rate", vector_datum(rate));
  q.set("interaction_energy", vector_datum(coupling));
  q.set("bath_energy_change", vector_datum(bath));
  write_accounts(accounts, "", q);
  certify_accounts(accounts, "K = omega_0 times the excited population", answer.certificate);
  certify(problem, times, answer.certificate);
  return answer;
}

Answer dephasing_steady(const Problem& problem) {
  const auto exponent = final_dephasing(density(problem), problem.beta);
  const EntropyBooks s = books(problem, {exponent.value_or(std::numeric_limits<Real>::infinity()), 0});
  Answer answer{{}, {.method = "pure dephasing, closed form"}};
  Record& q = answer.quantities;
  q.set("dephasing_exponent", exponent.value_or(undefined));
  q.set("occupation", problem.initial.occupation);
  q.set("energy_entropy", s.energy_entropy);
  q.set("entropy", s.entropy);
  q.set("coherence", s.coherence());
  return answer;
}

}  // namespace qalor::reservoir
