// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/solve/relaxation.hpp"

namespace qalor {
namespace {

/// Norm sqrt(sum delta^2/pi) up to which the modes carry delta without losing digits.
constexpr Real largest_norm = 10;
/// Exit rate x time up to which uniformization is cheap, and the number of levels up to which it always is.
constexpr Real short_time = 256;
constexpr Eigen::Index few_levels = 12;
/// Rounding of the modes, relative to sqrt(pi_i) and the norm of what is left of the start.
constexpr Real mode_rounding = 1e-15;

Real norm(const Relaxation& relaxation, const RealVector& delta) {
  return std::sqrt(delta.cwiseProduct(delta.cwiseQuotient(relaxation.equilibrium())).sum());
}

}  // namespace

RelaxationPath::RelaxationPath(const Relaxation& relaxation, Populations start)
    : relaxation_(&relaxation), start_(std::move(start)) {
  if (norm(relaxation, start_.delta) > largest_norm) find_handover();
  const RealVector delta =
      handover_ == 0 ? start_.delta : RealVector(relaxation.propagate(start_.p, handover_) - relaxation.equilibrium());
  overlaps_ = relaxation.overlaps(delta);
}

/// A hot start in a cold bath has sum delta^2/pi of any size, which hides the slow modes in rounding: the populations
/// themselves are carried until it is of order one.
void RelaxationPath::find_handover() {
  const Relaxation& r = *relaxation_;
  const auto norm_at = [&](Real t) { return norm(r, r.propagate(start_.p, t) - r.equilibrium()); };
  Real below = 0, above = 1 / (8 * r.fastest());
  while (norm_at(above) > largest_norm) {
    below = above;
    above *= 2;
  }
  while (norm_at(above) < 0.1 * largest_norm && above - below > 1e-3 * above) {
    const Real middle = 0.5 * (above + below);
    (norm_at(middle) > largest_norm ? below : above) = middle;
  }
  handover_ = above;
}

Populations RelaxationPath::at(Real t) const {
  if (t == 0) return start_;
  const Relaxation& r = *relaxation_;
  const bool by_modes = t >= handover_;
  const bool is_exact = r.fastest() * t <= short_time || start_.p.size() <= few_levels;
  if (!by_modes) return r.populations(r.propagate(start_.p, t));
  Populations out{{}, r.deviation(overlaps_, t - handover_), RealVector(start_.p.size())};
  const Real left = overlaps_.cwiseProduct((-r.rates() * (t - handover_)).array().exp().matrix()).norm();
  out.p = is_exact ? r.propagate(start_.p, t) : RealVector(r.equilibrium() + out.delta);
  for (Eigen::Index i = 0; i < out.p.size(); ++i) {
    const Real pi = r.equilibrium()(i);
    // The modes know nothing of levels this empty, which matter to no sum over levels.
    const bool is_lost = mode_rounding * std::sqrt(pi) * left > 1e-3 * pi;
    if (is_lost && !is_exact) out.p(i) = pi;
    const Real direct = out.p(i) - pi;
    if (is_lost || (is_exact && std::abs(direct) > 0.1 * pi)) out.delta(i) = direct;
    const Real x = out.delta(i) / pi;
    out.log_ratio(i) = std::abs(x) < 0.5 ? std::log1p(x) : std::log(out.p(i) / pi);
  }
  return out;
}

Real RelaxationPath::disagreement(Real t) const {
  if (t < handover_) return 0;
  const Relaxation& r = *relaxation_;
  const RealVector by_modes = r.equilibrium() + r.deviation(overlaps_, t - handover_);
  return (r.propagator(t) * start_.p - by_modes).cwiseAbs().maxCoeff();
}

}  // namespace qalor
