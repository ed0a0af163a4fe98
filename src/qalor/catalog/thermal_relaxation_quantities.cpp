// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/thermal_relaxation.hpp"

namespace qalor::thermal {
namespace {

Quantity quantity(std::string name, std::string symbol, std::string dimension, std::string meaning,
                  std::vector<std::string> axes = {}, std::vector<std::string> tasks = {"relax"}) {
  return {std::move(name), std::move(symbol), std::move(dimension), std::move(meaning), std::move(tasks), {},
          std::move(axes)};
}

/// Of one branch; "heating_", "cooling_" or nothing stand before the names.
std::vector<Quantity> branch_quantities() {
  const std::vector<std::string> time{"time"};
  return {
      quantity("populations", "p", "1", "of the levels", {"time", "level"}),
      quantity("mean_occupation", "n", "1", "of the oscillator", time),
      quantity("rho", "rho", "1", "density matrix, real and imaginary parts", {"time", "level", "level_b", "part"}),
      quantity("mean_energy", "E", "energy", "tr H rho", time),
      quantity("heat_current", "J", "energy^2", "heat received from the bath per unit time", time),
      quantity("heat_cumulants", "kappa_n(Q)", "energy^n", "of the heat received in [0, t], order 1 first",
               {"time", "order"}),
      quantity("relative_variance", "Var Q/<Q>^2", "1", "of the heat received in [0, t]", time),
      quantity("entropy_production", "sigma", "rate", "-tr[L(rho)(ln rho - ln pi)]", time),
      quantity("total_entropy_production", "Sigma", "nats", "its integral from 0 to t", time),
      quantity("initial_entropy_production", "sigma(0)", "rate", "at the start"),
      quantity("entropy_production_limit", "Sigma(inf)", "nats", "relative entropy of the start"),
      quantity("activity", "a", "rate", "jumps per unit time", time),
      quantity("total_activity", "A", "1", "mean number of jumps in [0, t]", time),
      quantity("total_fisher_information", "F", "1", "integral of (u p_i - d p_j)^2/(u p_i + d p_j)", time),
      quantity("response", "t J", "energy", "of <Q> to faster jumps", time),
      quantity("response_precision", "(t J)^2/Var Q", "1", "<= F <= B <= min(Sigma/2, A): a theorem", time),
      quantity("tkur_bound", "B", "1", "B(Sigma, A) = A tanh^2 Phi(Sigma/2A)", time),
      quantity("naive_precision", "<Q>^2/Var Q", "1", "no theorem bounds it by B", time),
      quantity("instantaneous_precision", "J^2/sum omega^2 (u p + d p)", "rate", "<= the instantaneous bound", time),
      quantity("instantaneous_bound", "a tanh^2 Phi(sigma/2a)", "rate", "reached by a single transition", time),
      quantity("exchange_bound", "csch^2 Phi", "1", "lower bound on relative_variance (Gibbs start)", time),
      quantity("relative_entropy", "S(rho|pi)", "nats", "distance from equilibrium", time),
      quantity("relaxation_fraction", "S_t/S_0", "1", "relative entropy as a fraction of its start", time),
      quantity("trace_distance", "|rho - pi|_1/2", "1", "from equilibrium", time),
      quantity("bures_distance", "D_B", "1", "from equilibrium", time),
      quantity("frobenius_distance", "|rho - pi|_2", "1", "from equilibrium", time),
      quantity("statistical_speed", "v", "rate", "root of the information about t", time),
      quantity("statistical_length", "l", "1", "integral of the speed", time),
      quantity("completion", "phi", "1", "length as a fraction of the whole", time),
      quantity("population_gap", "lambda_2", "rate", "slowest rate of the populations"),
      quantity("spectral_gap", "Delta", "rate", "slowest of all rates (not ladder)"),
  };
}

std::vector<Quantity> task_quantities() {
  const std::vector<std::string> equidistant{"equidistant"}, mpemba{"mpemba"};
  return {
      quantity("distance", "D", "1", "of both Gibbs states from the bath's", {}, equidistant),
      quantity("distance_limit_hot", "D_hot", "1", "at infinite temperature; null where unlimited", {}, equidistant),
      quantity("distance_limit_cold", "D_cold", "1", "at zero temperature", {}, equidistant),
      quantity("eigenvalues", "-lambda_k", "rate", "of the rate matrix, decreasing", {"mode"}, mpemba),
      quantity("T_strong", "T", "energy", "Gibbs starts without the slowest mode", {"root"}, mpemba),
      quantity("temperature", "T", "energy", "of Gibbs starts (mpemba); heat_rate/energy_entropy_rate (relax)",
               {"temperature"}, mpemba),
      quantity("overlap", "c_2(T)", "1", "with the slowest mode", {"temperature"}, mpemba),
      quantity("crossing_time", "t", "time", "when the relative entropies of `pair` cross", {"crossing"}, mpemba),
  };
}

}  // namespace

std::vector<Quantity> quantities() {
  std::vector<Quantity> out{quantity("time", "t", "time", "as asked for", {"time"}, {"relax", "mpemba"})};
  for (const char* prefix : {"", "heating_", "cooling_"})
    for (Quantity q : branch_quantities()) {
      if (*prefix == 0 && q.name == "relative_entropy") q.tasks.push_back("mpemba");
      if (*prefix == 0 && q.name == "population_gap") q.tasks.push_back("mpemba");
      q.name = prefix + q.name;
      out.push_back(std::move(q));
    }
  const std::vector<Quantity> summary = {
      quantity("initial_rate_ratio", "sigma_h/sigma_c", "1", "entropy production rates at the start, heating/cooling"),
      quantity("gap_ratio", "lambda_h/lambda_c", "1", "population gaps, heating/cooling"),
      quantity("T_cold", "T_c", "energy", "colder temperature at the distance", {}, {"relax", "equidistant"}),
      quantity("T_hot", "T_h", "energy", "hotter temperature at the distance", {}, {"relax", "equidistant"}),
      quantity("total_entropy_production_crossing", "t", "time", "when the total entropy productions cross",
               {"crossing"}),
      quantity("fraction_crossing", "t", "time", "when the relaxation fractions cross", {"fraction_crossing"}),
  };
  out.insert(out.end(), summary.begin(), summary.end());
  const std::vector<Quantity> tasks = task_quantities();
  out.insert(out.end(), tasks.begin(), tasks.end());
  for (const char* prefix : {"", "heating_", "cooling_"}) add_account_quantities({"relax"}, prefix, out);
  return out;
}

}  // namespace qalor::thermal
