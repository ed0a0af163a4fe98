// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/analysis/bounds.hpp"
#include "qalor/base/complex_matrix.hpp"
#include "qalor/catalog/jump_counting.hpp"
#include "qalor/solve/joint_counting.hpp"
#include "qalor/solve/spectrum.hpp"
#include "qalor/solve/steady.hpp"
#include "qalor/solve/transient_counting.hpp"

namespace qalor::counting {
namespace {

constexpr std::size_t largest_spectrum = 32;  // states; d^2 eigenvalues

bool all_undefined(const std::vector<Real>& values) {
  return std::all_of(values.begin(), values.end(), [](Real x) { return std::isnan(x); });
}

/// Absent where it is defined nowhere.
void set_defined(const std::string& name, const std::vector<Real>& values, Record& q) {
  if (!all_undefined(values)) q.set(name, vector_datum(values));
}

std::vector<JumpWeights> weights_of(const Subject& subject, const std::vector<std::string>& names) {
  std::vector<JumpWeights> out;
  for (const std::string& name : names) out.push_back(subject.counted.count(name).weights);
  return out;
}

Array complex_datum(const Matrix& a) {
  const auto d = static_cast<std::size_t>(a.rows());
  Array out{{d, d, 2}, {}};
  for (Eigen::Index i = 0; i < a.rows(); ++i)
    for (Eigen::Index j = 0; j < a.cols(); ++j) {
      out.values.push_back(a(i, j).real());
      out.values.push_back(a(i, j).imag());
    }
  return out;
}

void append(const RealMatrix& a, std::vector<double>& out) {
  for (Eigen::Index i = 0; i < a.rows(); ++i)
    for (Eigen::Index j = 0; j < a.cols(); ++j) out.push_back(a(i, j));
}

/// Entropy production of a state's jump rates; infinite with an unpaired jump.
Real entropy_production(const Subject& subject, const RealVector& rates) {
  Real out = 0;
  for (std::size_t k = 0; k < subject.counted.entropy.size(); ++k)
    out += subject.counted.entropy[k] * rates(static_cast<Eigen::Index>(k));
  return out;
}

/// C_2 sigma/C_1^2; NaN where the mean is rounding.
Real uncertainty_ratio(const JumpWeights& weights, const RealVector& rates, const std::vector<Real>& c, Real sigma) {
  Real gross = 0;
  for (std::size_t k = 0; k < weights.size(); ++k) gross += std::abs(weights[k]) * rates(static_cast<Eigen::Index>(k));
  return std::abs(c[0]) > 1e-13 * gross && std::isfinite(sigma) ? c[1] / c[0] * (sigma / c[0]) : undefined;
}

Answer steady_cumulants(const Subject& subject, const Settings& keys) {
  const std::vector<std::string>& names = keys.texts("counts");
  const std::vector<JumpWeights> weights = weights_of(subject, names);
  const auto order = static_cast<std::size_t>(keys.integer("order"));
  Answer out;
  JointCounting counting(subject.counted.flow, weights, out.certificate);
  const RealVector rates = jump_rates(subject.counted.flow, counting.rho());
  const Real sigma = entropy_production(subject, rates);
  const RealMatrix covariance = counting.covariance();
  std::vector<double> cumulants, ratios;
  Real mean_error = 0, variance_error = 0;
  for (std::size_t a = 0; a < names.size(); ++a) {
    const std::vector<Real> c = counting.cumulants(a, std::max(static_cast<int>(order), 2));
    cumulants.insert(cumulants.end(), c.begin(), c.begin() + static_cast<std::ptrdiff_t>(order));
    ratios.push_back(uncertainty_ratio(weights[a], rates, c, sigma));
    Real direct = 0;
    for (std::size_t k = 0; k < weights[a].size(); ++k) direct += weights[a][k] * rates(static_cast<Eigen::Index>(k));
    mean_error = std::max(mean_error, std::abs(c[0] - direct));
    const auto i = static_cast<Eigen::Index>(a);
    variance_error = std::max(variance_error, std::abs(c[1] - covariance(i, i)));
  }
  Record& q = out.quantities;
  q.set("cumulants", shaped({names.size(), order}, std::move(cumulants)));
  if (names.size() > 1) {
    std::vector<double> values;
    append(covariance, values);
    q.set("covariance", shaped({names.size(), names.size()}, std::move(values)));
  }
  q.set("rho", complex_datum(counting.rho()));
  q.set("activity", rates.sum());
  if (std::isfinite(sigma)) q.set("entropy_production", sigma);
  if (subject.counted.flow.space().dimension() <= largest_spectrum)
    q.set("spectral_gap", spectral_gap(generator_spectrum(subject.counted.flow), true));
  set_defined("tur_ratio", ratios, q);
  out.certificate.method = "direct: Drazin inverse of the reachable block, one solve per order";
  out.certificate.residual = counting.residual();
  out.certificate.details.set("stationary_states", std::int64_t{1});
  out.certificate.details.set("mean_error", mean_error);
  out.certificate.details.set("variance_error", variance_error);
  return out;
}

Answer transient_cumulants(const Subject& subject, const Settings& keys) {
  const std::vector<std::string>& names = keys.texts("counts");
  const std::vector<Real>& times = keys.reals("times");
  const std::vector<JumpWeights> weights = weights_of(subject, names);
  const auto order = static_cast<std::size_t>(keys.integer("order"));
  const Lindblad& flow = subject.counted.flow;
  Answer out;
  const TransientCounts counts =
      transient_counts(flow, weights, static_cast<int>(order), initial_state(flow, keys), times, out.certificate);
  std::vector<double> cumulants, covariance;
  for (const auto& at_time : counts.cumulants)
    for (const auto& of_count : at_time) cumulants.insert(cumulants.end(), of_count.begin(), of_count.end());
  for (const RealMatrix& one : counts.covariance) append(one, covariance);
  Record& q = out.quantities;
  q.set("time", vector_datum(times));
  q.set("cumulants", shaped({times.size(), names.size(), order}, std::move(cumulants)));
  if (names.size() > 1) q.set("covariance", shaped({times.size(), names.size(), names.size()}, std::move(covariance)));
  out.certificate.method = "exponential of the hierarchy of moments, the drift removed";
  if (!(out.certificate.residual <= 1e-9))  // of the trace; far above rounding
    out.certificate.degrade(Status::not_converged, "the trace of the state is not kept");
  return out;
}

void set_bounds(const std::vector<Bound>& bounds, const std::vector<Real>& variances, bool is_array, Record& q) {
  for (const Bound& bound : bounds) {
    if (bound.standing == Standing::not_applicable) continue;
    std::vector<Real> ratio;
    for (std::size_t k = 0; k < bound.values.size(); ++k) ratio.push_back(tightness(bound.values[k], variances[k]));
    q.set("bound_" + bound.name, is_array ? Datum(vector_datum(bound.values)) : Datum(bound.values[0]));
    q.set("tightness_" + bound.name, is_array ? Datum(vector_datum(ratio)) : Datum(ratio[0]));
    q.set("theorem_" + bound.name, std::int64_t{bound.standing == Standing::theorem ? 1 : 0});
  }
}

Answer steady_answer(const Subject& subject, const JumpWeights& weights) {
  Answer out;
  const SteadyBounds found = steady_bounds(subject.counted, weights, out.certificate);
  const Precision& p = found.precision;
  const bool has_entropy = std::isfinite(p.entropy_production);
  Record& q = out.quantities;
  q.set("mean", p.mean);
  q.set("variance", p.variance);
  q.set("precision", squared_over(p.mean, p.variance));
  if (has_entropy && found.has_current) q.set("tur_ratio", p.variance / p.mean * (p.entropy_production / p.mean));
  if (has_entropy) q.set("entropy_production", p.entropy_production);
  q.set("activity", p.activity);
  q.set("fisher_information", p.fisher);
  q.set("response", p.response);
  q.set("response_kur", p.response_kur);
  if (found.has_current) q.set("one_plus_delta", p.response / p.mean);
  q.set("tkur_function", p.tkur);
  q.set("qfi_time_rescaled", p.qfi_time_rescaled);
  q.set("channel_response", vector_datum(found.channel_response));
  if (found.symmetrised_gap) q.set("symmetrised_gap", *found.symmetrised_gap);
  if (found.instantaneous_precision) {
    q.set("instantaneous_precision", *found.instantaneous_precision);
    q.set("instantaneous_bound", p.tkur);
  }
  set_bounds(found.bounds, {p.variance}, /*is_array=*/false, q);
  out.certificate.details.set("stationary_states", std::int64_t{1});
  return out;
}

Answer transient_answer(const Subject& subject, const JumpWeights& weights, const Settings& keys) {
  const std::vector<Real>& times = keys.reals("times");
  Answer out;
  const TransientBounds found =
      transient_bounds(subject.counted, weights, initial_state(subject.counted.flow, keys), times, out.certificate);
  Record& q = out.quantities;
  q.set("time", vector_datum(times));
  const auto set = [&](const std::string& name, auto read) {
    std::vector<Real> values;
    for (std::size_t k = 0; k < times.size(); ++k) values.push_back(read(found.precision[k], k));
    set_defined(name, values, q);
    return values;
  };
  set("mean", [](const Precision& p, std::size_t) { return p.mean; });
  const auto variances = set("variance", [](const Precision& p, std::size_t) { return p.variance; });
  q.set("current", vector_datum(found.current));
  set("total_entropy_production", [](const Precision& p, std::size_t) {
    return std::isfinite(p.entropy_production) ? p.entropy_production : undefined;
  });
  set("total_activity", [](const Precision& p, std::size_t) { return p.activity; });
  set("total_fisher_information", [](const Precision& p, std::size_t) { return p.fisher; });
  set("response", [](const Precision& p, std::size_t) { return p.response; });
  set("response_kur", [](const Precision& p, std::size_t) { return p.response_kur; });
  set("one_plus_delta",
      [&](const Precision& p, std::size_t k) { return found.has_current[k] ? p.response / p.mean : undefined; });
  set("tkur_function", [](const Precision& p, std::size_t) { return p.tkur; });
  set("qfi_time_rescaled", [](const Precision& p, std::size_t) { return p.qfi_time_rescaled; });
  set_bounds(found.bounds, variances, /*is_array=*/true, q);
  return out;
}

}  // namespace

DensityMatrix initial_state(const Lindblad& flow, const Settings& keys) {
  const Value& value = keys.entries().at("initial").value;
  if (std::holds_alternative<std::string>(value)) return steady_state(flow).state;
  if (const auto* p = std::get_if<std::vector<double>>(&value)) {
    Matrix rho = Matrix::Zero(static_cast<Eigen::Index>(p->size()), static_cast<Eigen::Index>(p->size()));
    for (std::size_t k = 0; k < p->size(); ++k)
      rho(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(k)) = (*p)[k];
    return {flow.space(), rho};
  }
  return {flow.space(), complex_matrix(keys, "initial")};
}

Answer cumulants(const Subject& subject, const Settings& keys) {
  return keys.has("times") ? transient_cumulants(subject, keys) : steady_cumulants(subject, keys);
}

Answer bounds(const Subject& subject, const Settings& keys) {
  const JumpWeights& weights = subject.counted.count(keys.text("count")).weights;
  return keys.has("times") ? transient_answer(subject, weights, keys) : steady_answer(subject, weights);
}

}  // namespace qalor::counting
