// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/jump_counting.hpp"
#include "qalor/solve/count_distribution.hpp"
#include "qalor/solve/counting_spectra.hpp"
#include "qalor/solve/joint_counting.hpp"

namespace qalor::counting {
namespace {

/// Rows of a matrix one after the other.
void append_rows(const RealMatrix& a, std::vector<double>& out) {
  for (Eigen::Index i = 0; i < a.rows(); ++i)
    for (Eigen::Index j = 0; j < a.cols(); ++j) out.push_back(a(i, j));
}

Array matrix_datum(const RealMatrix& a) {
  std::vector<double> values;
  append_rows(a, values);
  return shaped({static_cast<std::size_t>(a.rows()), static_cast<std::size_t>(a.cols())}, std::move(values));
}

std::string names_text(const Subject& subject, const std::vector<std::size_t>& jumps) {
  std::string out;
  for (const std::size_t k : jumps) out += (out.empty() ? "" : "; ") + subject.jump_names[k];
  return out;
}

}  // namespace

std::vector<std::size_t> watched_jumps(const Subject& subject, const std::string& count) {
  Certificate ignored;
  const JointCounting counting(subject.counted.flow, {}, ignored);
  const RealVector rates = jump_rates(subject.counted.flow, counting.rho());
  const JumpWeights& weights = subject.counted.count(count).weights;
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < weights.size(); ++k)
    if (weights[k] != 0 && rates(static_cast<Eigen::Index>(k)) > 0) out.push_back(k);
  return out;
}

Answer noise(const Subject& subject, const Settings& keys) {
  Answer out;
  const Lindblad& flow = subject.counted.flow;
  const JumpWeights& weights = subject.counted.count(keys.text("count")).weights;
  const std::vector<Real>& frequencies = keys.reals("frequencies");
  const std::vector<Real> spectrum = noise_spectrum(flow, weights, frequencies, out.certificate);
  Certificate ignored;
  JointCounting counting(flow, {weights}, ignored);
  const RealVector rates = jump_rates(flow, counting.rho());
  Real shot = 0;
  for (std::size_t k = 0; k < weights.size(); ++k)
    shot += weights[k] * weights[k] * rates(static_cast<Eigen::Index>(k));
  const Real variance = counting.cumulants(0, 2)[1];
  out.certificate.details.set("stationary_states", std::int64_t{1});
  Record& q = out.quantities;
  q.set("frequency", vector_datum(frequencies));
  q.set("noise", vector_datum(spectrum));
  q.set("shot_noise", shot);
  q.set("variance", variance);
  for (std::size_t k = 0; k < frequencies.size(); ++k)  // at frequency 0 there is a second route
    if (frequencies[k] == 0) out.certificate.details.set("variance_error", std::abs(spectrum[k] - variance));
  if (!(out.certificate.residual <= 1e-10))  // relative to the right-hand side: far above rounding
    out.certificate.degrade(Status::not_converged, "the linear system of a frequency is nearly singular");
  return out;
}

Answer waiting_times(const Subject& subject, const Settings& keys) {
  Answer out;
  const std::vector<std::size_t> watched = watched_jumps(subject, keys.text("count"));
  const std::vector<Real> times = keys.has("times") ? keys.reals("times") : std::vector<Real>{};
  const WaitingTimes found = qalor::waiting_times(subject.counted.flow, watched, times, out.certificate);
  const auto n = static_cast<Eigen::Index>(watched.size());
  RealVector weight(n);
  std::vector<double> indices, resolved, density;
  for (Eigen::Index k = 0; k < n; ++k) {
    weight(k) = found.weight[static_cast<std::size_t>(k)];
    indices.push_back(static_cast<double>(watched[static_cast<std::size_t>(k)]));
  }
  for (const RealMatrix& one : found.density) {
    append_rows(one, resolved);
    density.push_back((one * weight).sum());
  }
  const Real mean = (found.mean * weight).sum();
  Record& q = out.quantities;
  q.set("jump", vector_datum(indices));
  q.set("mean_waiting_time", mean);
  q.set("waiting_variance", (found.square * weight).sum() - mean * mean);
  q.set("next_jump", matrix_datum(found.next));
  if (keys.has("times")) {
    q.set("time", vector_datum(times));
    q.set("waiting_density", vector_datum(density));
    q.set("waiting_density_resolved", shaped({times.size(), watched.size(), watched.size()}, std::move(resolved)));
  }
  Certificate ignored;
  const JointCounting counting(subject.counted.flow, {}, ignored);
  const RealVector rates = jump_rates(subject.counted.flow, counting.rho());
  Real rate = 0;
  for (const std::size_t k : watched) rate += rates(static_cast<Eigen::Index>(k));
  // Something always follows, and on average after one over the rate of all of them.
  out.certificate.residual =
      std::max((found.next.colwise().sum().array() - 1).abs().maxCoeff(), std::abs(mean * rate - 1));
  out.certificate.method = "direct: the generator less the watched jumps";
  out.certificate.details.set("jumps", names_text(subject, watched));
  out.certificate.details.set("stationary_states", std::int64_t{1});
  if (!(out.certificate.residual <= 1e-9))  // far above rounding, far below a wrong solve
    out.certificate.degrade(Status::not_converged, "the probabilities of what follows do not add up to one");
  return out;
}

Answer distribution(const Subject& subject, const Settings& keys) {
  Answer out;
  const Lindblad& flow = subject.counted.flow;
  const JumpWeights& weights = subject.counted.count(keys.text("count")).weights;
  const CountDistribution found =
      count_distribution(flow, weights, initial_state(flow, keys), keys.reals("times"), out.certificate);
  std::vector<double> probability;
  for (const auto& at_time : found.probability) probability.insert(probability.end(), at_time.begin(), at_time.end());
  Record& q = out.quantities;
  q.set("time", vector_datum(found.times));
  q.set("value", vector_datum(found.values));
  q.set("probability", shaped({found.times.size(), found.values.size()}, std::move(probability)));
  return out;
}

}  // namespace qalor::counting
