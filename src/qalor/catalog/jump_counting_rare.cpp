// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/catalog/jump_counting.hpp"
#include "qalor/solve/tilted.hpp"
#include "qalor/solve/trajectories.hpp"
#include "qalor/solve/transient_counting.hpp"

namespace qalor::counting {
namespace {

Real symmetry_residual(const LargeDeviations& large, const std::vector<Real>& fields, Real affinity) {
  Real worst = 0;
  for (const Real chi : fields) worst = std::max(worst, std::abs(large.at(chi).scgf - large.at(-affinity - chi).scgf));
  return worst;
}

}  // namespace

Answer large_deviation(const Subject& subject, const Settings& keys) {
  const std::string& name = keys.text("count");
  Answer out;
  const LargeDeviations large(subject.counted.flow, subject.counted.count(name).weights, out.certificate);
  Record& q = out.quantities;
  std::vector<Real> fields, scgf, rate, star;
  if (keys.has("chi")) fields = keys.reals("chi");
  Real residual = 0;
  for (const Real chi : fields) {
    const Tilt tilt = large.at(chi);
    scgf.push_back(tilt.scgf);
    residual = std::max(residual, tilt.residual);
  }
  if (keys.has("chi")) q.set("chi", vector_datum(fields));
  if (keys.has("chi")) q.set("scgf", vector_datum(scgf));
  if (keys.has("currents")) {
    for (const Real j : keys.reals("currents")) {
      const auto rare = large.rare(j);
      rate.push_back(rare ? rare->rate_function : undefined);
      star.push_back(rare && std::isfinite(rare->chi_star) ? rare->chi_star : undefined);
      if (std::isnan(star.back())) continue;
      fields.push_back(rare->chi_star);
      residual = std::max(residual, rare->residual);
    }
    q.set("current", vector_datum(keys.reals("currents")));
    q.set("rate_function", vector_datum(rate));
    q.set("chi_star", vector_datum(star));
  }
  const auto known = subject.affinities.find(name);
  const bool is_given = keys.has("affinity");
  if (is_given || known != subject.affinities.end()) {
    const Real affinity = is_given ? keys.real("affinity") : known->second;
    q.set("affinity", affinity);
    q.set("symmetry_residual", symmetry_residual(large, fields, affinity));
  }
  out.certificate.method = "dominant eigenpair of the tilted generator";
  out.certificate.residual = residual;
  out.certificate.details.set("stationary_states", std::int64_t{1});
  if (!(residual <= 1e-10))  // of eigenvectors, relative to the generator: far above rounding
    out.certificate.degrade(Status::not_converged, "an eigenvector of the tilted generator did not converge");
  return out;
}

Answer trajectories(const Subject& subject, const Settings& keys) {
  Answer out;
  const Lindblad& flow = subject.counted.flow;
  const JumpWeights& weights = subject.counted.count(keys.text("count")).weights;
  const DensityMatrix initial = initial_state(flow, keys);
  const TrajectorySampling sampling{keys.integer("trajectories"), static_cast<std::uint64_t>(keys.integer("seed"))};
  const SampledCounts found = sample_counts(flow, weights, initial, keys.reals("times"), sampling);
  Record& q = out.quantities;
  q.set("time", vector_datum(found.times));
  q.set("mean", vector_datum(found.mean));
  q.set("mean_error", vector_datum(found.mean_error));
  q.set("variance", vector_datum(found.variance));
  q.set("variance_error", vector_datum(found.variance_error));
  out.certificate.method = "quantum-jump trajectories by waiting times";
  out.certificate.details.set("jumps", found.jumps);
  Certificate exact;
  const TransientCounts counts = transient_counts(flow, {weights}, 2, initial, found.times, exact);
  Real worst = 0;  // of the sampled moments against the exact ones, in standard errors
  for (std::size_t k = 0; k < found.times.size(); ++k) {
    if (found.mean_error[k] > 0)
      worst = std::max(worst, std::abs(found.mean[k] - counts.cumulants[k][0][0]) / found.mean_error[k]);
    if (found.variance_error[k] > 0)
      worst = std::max(worst, std::abs(found.variance[k] - counts.cumulants[k][0][1]) / found.variance_error[k]);
  }
  out.certificate.residual = worst;
  return out;
}

}  // namespace qalor::counting
