// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "qalor/base/complex_matrix.hpp"
#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/jump_counting.hpp"
#include "qalor/solve/evolve.hpp"
#include "qalor/solve/transient_counting.hpp"

namespace qalor::counting {
namespace {

constexpr Real not_defined = std::numeric_limits<Real>::quiet_NaN();

/// Jumps are counted by the entropy they give to their baths, which need not have a temperature: the heat is that of
/// the Hamiltonian as it stands, tr H drho.
NonequilibriumAccount account_of(const Subject& subject, const Levels& levels, const DensityMatrix& rho) {
  const Lindblad& flow = subject.counted.flow;
  NonequilibriumAccount out = account(flow, levels, rho);
  out.heat_rate = flow.energy_rate(rho);
  if (out.entropies.gross_rate > out.rounding) out.closed_temperature = gap_temperature(levels, rho);
  const RealVector rates = jump_rates(flow, rho.matrix());
  Real entropy_given = 0;
  for (std::size_t k = 0; k < subject.counted.entropy.size(); ++k)
    entropy_given += subject.counted.entropy[k] * rates(static_cast<Eigen::Index>(k));
  out.spohn_rate = std::isfinite(entropy_given) ? out.entropies.entropy_rate + entropy_given : not_defined;
  return out;
}

/// Entropy given to the baths up to each time; nothing with a jump that has no partner.
std::vector<Real> given_entropy(const Subject& subject, const DensityMatrix& start, const std::vector<Real>& times,
                                Certificate& certificate) {
  const auto weights = entropy_weights(subject.counted);
  if (!weights) return {};
  std::vector<Real> out;
  for (const auto& at_time : transient_counts(subject.counted.flow, {*weights}, 1, start, times, certificate).cumulants)
    out.push_back(at_time[0][0]);
  return out;
}

Array states_datum(const std::vector<DensityMatrix>& states) {
  const auto size = static_cast<std::size_t>(states.front().matrix().rows());
  Array out{{states.size(), size, size, 2}, {}};
  for (const DensityMatrix& rho : states)
    for (Eigen::Index i = 0; i < rho.matrix().rows(); ++i)
      for (Eigen::Index j = 0; j < rho.matrix().cols(); ++j) {
        out.values.push_back(rho.matrix()(i, j).real());
        out.values.push_back(rho.matrix()(i, j).imag());
      }
  return out;
}

}  // namespace

Answer evolve(const Subject& subject, const Settings& keys) {
  const Lindblad& flow = subject.counted.flow;
  const std::vector<double>& times = keys.reals("times");
  const DensityMatrix start = initial_state(flow, keys);
  const Levels levels = levels_of(flow.hamiltonian());
  auto run = qalor::evolve(flow, start, times);
  Answer out{{}, std::move(run.certificate)};
  Certificate counted;
  const std::vector<Real> given = given_entropy(subject, start, times, counted);
  const Real entropy_at_start = entropy(start);
  std::vector<NonequilibriumAccount> accounts;
  for (std::size_t k = 0; k < times.size(); ++k) {
    NonequilibriumAccount& now = accounts.emplace_back(account_of(subject, levels, run.states[k]));
    now.heat = run.work[k];  // all of the change of energy: the flow has no books of heat
    now.total_entropy_production = given.empty() ? not_defined : now.entropies.entropy - entropy_at_start + given[k];
  }
  out.quantities.set("time", vector_datum(times));
  out.quantities.set("state", states_datum(run.states));
  write_accounts(accounts, "", out.quantities);
  certify_accounts(accounts, "H as it stands, in a rotating frame where the drive is one", out.certificate);
  if (given.empty())
    out.certificate.warn("a jump has no partner: its entropy is infinite, and the entropy productions are null");
  return out;
}

}  // namespace qalor::counting
