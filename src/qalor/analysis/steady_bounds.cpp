// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "qalor/analysis/bounds.hpp"
#include "qalor/analysis/fisher.hpp"
#include "qalor/analysis/inverse_bound.hpp"
#include "qalor/analysis/uncertainty.hpp"
#include "qalor/solve/joint_counting.hpp"

namespace qalor {
namespace {

constexpr std::size_t largest_dimension = 24;  // of what needs the whole operator space: d^2 directions, d^6 work

const std::string response_reason = "any Lindblad equation in its steady state: Cramer-Rao inequality for ";

Real sum_over(const RealVector& rates, const std::vector<Real>& factors) {
  Real out = 0;
  for (Eigen::Index k = 0; k < rates.size(); ++k)
    if (factors[static_cast<std::size_t>(k)] != 0) out += factors[static_cast<std::size_t>(k)] * rates(k);
  return out;
}

Bound cramer_rao(const std::string& directions, const std::string& meaning, Real value) {
  return {"cramer_rao_" + directions, Standing::theorem, response_reason + meaning, {value}};
}

Bound absent(std::string name, std::string reason) {
  return {std::move(name), Standing::not_applicable, std::move(reason)};
}

/// The steady state, one count in it, and what the deformations of the flow need.
class Desk {
 public:
  Desk(const CountedFlow& counted, const JumpWeights& weights, Certificate& certificate)
      : counted_(counted),
        flow_(counted.flow),
        weights_(weights),
        counting_(flow_, {weights}, certificate),
        rho_(counting_.rho()),
        rates_(jump_rates(flow_, rho_)),
        excess_(counting_.excess(0)) {}

  SteadyBounds read(Certificate& certificate) {
    SteadyBounds out;
    const Setting setting = setting_of(counted_, weights_);
    out.precision = precision(setting);
    read_responses(out);
    Real shot = 0, gross = 0;
    for (std::size_t k = 0; k < weights_.size(); ++k) {
      shot += weights_[k] * weights_[k] * rates_(static_cast<Eigen::Index>(k));
      gross += std::abs(weights_[k]) * rates_(static_cast<Eigen::Index>(k));
    }
    out.has_current = std::abs(out.precision.mean) > 1e-13 * gross;
    if (setting.is_antisymmetric) out.instantaneous_precision = squared_over(out.precision.mean, shot);
    out.bounds = common_bounds(setting, {out.precision});
    add_response_bounds(out);
    add_whole_space(out);
    out.bounds.push_back(absent("exchange", "it is about the counts in [0, t]: give `times` and `initial`"));
    certify(setting, out, shot, certificate);
    return out;
  }

 private:
  Precision precision(const Setting& setting) {
    Precision p;
    p.mean = p.current = counting_.cumulants(0, 2)[0];
    p.variance = counting_.cumulants(0, 2)[1];
    p.activity = rates_.sum();
    p.entropy_production =
        setting.unpaired ? std::numeric_limits<Real>::infinity() : sum_over(rates_, counted_.entropy);
    const RealVector l = asymmetries(flow_, rates_);
    p.fisher = (l.array().square() * rates_.array()).sum();
    p.tkur = tkur_function(p.entropy_production, p.activity);
    const std::vector<Direction> both{{{}, {l.begin(), l.end()}}, {{}, std::vector<Real>(weights_.size(), 1)}};
    const RealVector r = response_vector(flow_, counting_.generator(), weights_, excess_, both);
    p.response = r(0);
    p.response_kur = r(1);
    const Direction rescaled{flow_.turning().dense(), std::vector<Real>(weights_.size(), 1)};
    p.qfi_time_rescaled = information_matrix(flow_, counting_.generator(), {rescaled})(0, 0);
    return p;
  }

  void read_responses(SteadyBounds& out) const {
    const RealVector g = response_vector(flow_, counting_.generator(), weights_, excess_, rate_directions(flow_));
    out.channel_response = {g.begin(), g.end()};
  }

  /// Bounds from the response to the rates, and to the rates and the scale of H.
  void add_response_bounds(SteadyBounds& out) const {
    Real sum = 0;
    for (std::size_t k = 0; k < out.channel_response.size(); ++k)
      sum += squared_over(out.channel_response[k], rates_(static_cast<Eigen::Index>(k)));
    out.bounds.push_back({"fluctuation_response", Standing::theorem, response_reason + "each rate", {sum}});
    std::vector<Direction> directions = rate_directions(flow_);
    out.bounds.push_back(cramer_rao("none", "all rates", best(counting_.generator(), excess_, directions)));
    directions.push_back(scale_direction(flow_));
    out.bounds.push_back(
        cramer_rao("scale", "all rates and the scale of H", best(counting_.generator(), excess_, directions)));
  }

  Real best(const Bordered& generator, const RealVector& excess, const std::vector<Direction>& directions) const {
    return information_bound(information_matrix(flow_, generator, directions),
                             response_vector(flow_, generator, weights_, excess, directions));
  }

  /// What is defined on the whole operator space, decoupled coherences included.
  void add_whole_space(SteadyBounds& out) const {
    const std::size_t d = flow_.space().dimension();
    if (d > largest_dimension) {
      const std::string reason =
          fmt::format("needs the whole operator space; computed up to {} states", largest_dimension);
      out.bounds.push_back(absent("cramer_rao_all", reason));
      out.bounds.push_back(absent("inverse", reason));
      return;
    }
    out.bounds.push_back(all_directions());
    const auto motion = SymmetrisedMotion::of(flow_, rho_);
    if (motion) out.symmetrised_gap = std::max(motion->gap(), Real(0));
    if (!motion || !(motion->gap() > 1e-12 * mean_decay_rate(flow_))) {
      out.bounds.push_back(
          absent("inverse", motion ? "the symmetrised gap is zero" : "the steady state is not of full rank"));
      return;
    }
    out.bounds.push_back({"inverse",
                          Standing::theorem,
                          "a steady state of full rank and a gap: contraction in its geometry",
                          {motion->largest_variance(flow_, weights_)},
                          true});
  }

  Bound all_directions() const {
    std::vector<Direction> directions = rate_directions(flow_);
    for (Direction& x : hermitian_directions(flow_.space().dimension())) directions.push_back(std::move(x));
    try {
      Certificate ignored;
      const Bordered whole(flow_, whole_space(), 4000, ignored);
      const RealVector current = whole.packing().pack(current_operator(flow_, weights_));
      return cramer_rao("all", "all rates and all of H", best(whole, -whole.drazin_transposed(current), directions));
    } catch (const ConvergenceError&) {
      return absent("cramer_rao_all", "coherences that the populations do not reach never decay");
    }
  }

  Blocks whole_space() const {
    Blocks out{{{}}, {{0}}};
    for (std::size_t i = 0; i < flow_.space().dimension(); ++i) out.states[0].push_back(i);
    return out;
  }

  void certify(const Setting& setting, const SteadyBounds& out, Real shot, Certificate& certificate) const {
    const Precision& p = out.precision;
    certificate.method = "direct: Drazin inverse of the reachable block from one factorisation, and its transpose";
    certificate.residual = counting_.residual();
    certificate.details.set("classical", std::string(setting.is_classical ? "yes" : "no"));
    certificate.details.set("mean_error", std::abs(p.mean - sum_over(rates_, weights_)));
    certificate.details.set("variance_error", std::abs(p.variance - counting_.covariance()(0, 0)));
    certify_bounds(out.bounds, std::vector<Real>(1, p.variance), std::vector<Real>(1, shot), certificate);
    if (p.fisher > p.tkur * (1 + 1e-9) + 1e-14 * p.activity)
      certificate.degrade(Status::law_violated,
                          fmt::format("fisher_information = {:.9g} exceeds tkur_function = {:.9g}", p.fisher, p.tkur));
  }

  const CountedFlow& counted_;
  const Lindblad& flow_;
  const JumpWeights& weights_;
  JointCounting counting_;
  Matrix rho_;
  RealVector rates_;
  RealVector excess_;
};

}  // namespace

SteadyBounds steady_bounds(const CountedFlow& counted, const JumpWeights& weights, Certificate& certificate) {
  return Desk(counted, weights, certificate).read(certificate);
}

}  // namespace qalor
