// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/response_integral.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "qalor/analysis/bounds.hpp"

namespace qalor {
namespace {

constexpr std::size_t nodes = 15;
/// Gauss-Kronrod rule (7, 15): nodes > 0 on [-1, 1] from the outermost on and 0, Kronrod weights, Gauss weights.
constexpr std::array<Real, 8> kronrod_nodes{0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
                                            0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
                                            0.586087235467691130294144691693943, 0.405845151377397166906606412076961,
                                            0.207784955007898467600689403773245, 0.0};
constexpr std::array<Real, 8> kronrod{0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
                                      0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
                                      0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
                                      0.204432940075298892414161999234649, 0.209482141084727828012999174891714};
constexpr std::array<Real, 4> gauss{0.129484966168869693270611432679082, 0.279705391489276667901467771423780,
                                    0.381830050505118944950369775488975, 0.417959183673469387755102040816327};

/// Node, Kronrod and Gauss weight on [0, 1], in ascending order.
struct Node {
  Real x, k, g;
};
Node node(std::size_t j) {
  const std::size_t i = j < 8 ? j : nodes - 1 - j;
  const Real x = 0.5 * (1 + (j < 8 ? -kronrod_nodes[i] : kronrod_nodes[i]));
  return {x, 0.5 * kronrod[i], i % 2 == 1 ? 0.5 * gauss[i / 2] : 0};
}

/// Local: the difference of the rules exceeds the error of the better one by many orders where it is this small.
constexpr Real tolerance = 1e-10;
constexpr int deepest = 50;  // halvings of a stretch of time

}  // namespace

ResponseIntegral::ResponseIntegral(const Lindblad& flow, const Packing& packing, const JumpWeights& weights,
                                   const RealVector& rho)
    : flow_(flow), weights_(static_cast<Eigen::Index>(weights.size())), rho_(rho) {
  const Eigen::Index n = packing.size();
  augmented_ = RealMatrix::Zero(n + 1, n + 1);
  augmented_.topLeftCorner(n, n) = dense_matrix(packed_generator(flow, packing), n);
  augmented_.row(n).head(n) = packing.pack(current_operator(flow, weights)).transpose();
  decay_ = RealMatrix(weights_.size(), n);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    weights_(static_cast<Eigen::Index>(k)) = weights[k];
    JumpWeights one(weights.size(), 0);
    one[k] = 1;
    decay_.row(static_cast<Eigen::Index>(k)) = packing.pack(current_operator(flow, one)).transpose();
    dissipators_.push_back(
        packed_affine([&](const Matrix& m) { return jump_dissipator(flow.jumps()[k], m); }, packing).linear);
  }
  phi_ = RealVector::Zero(n);
  jumps_ = RealVector::Zero(weights_.size());
}

RealVector ResponseIntegral::rates(const RealVector& rho) const {
  return (decay_ * rho).cwiseMax(0);  // rounding of a rate that is zero
}

RealVector ResponseIntegral::source(const RealVector& rho, const RealVector& asymmetry) const {
  RealVector out = RealVector::Zero(rho.size());
  for (std::size_t k = 0; k < dissipators_.size(); ++k)
    if (const Real l = asymmetry(static_cast<Eigen::Index>(k)); l != 0) out += l * (dissipators_[k] * rho);
  return out;
}

ResponseIntegral::Step ResponseIntegral::step_of(Real s) const {
  const RealMatrix e = matrix_exponential(s * augmented_);
  const Eigen::Index n = e.rows() - 1;
  return {e.topLeftCorner(n, n), e.row(n).head(n).transpose()};
}

/// The steps to all nodes of a panel of length h, and at last to its end.
const std::vector<ResponseIntegral::Step>& ResponseIntegral::steps(Real h) {
  auto [it, is_new] = steps_.try_emplace(h);
  if (!is_new) return it->second;
  for (std::size_t j = 0; j < nodes; ++j) it->second.push_back(step_of(h * node(j).x));
  it->second.push_back(step_of(h));
  return it->second;
}

ResponseIntegral::Panel ResponseIntegral::panel(Real h) {
  const std::vector<Step>& to = steps(h);
  Panel out{to[nodes].state * rho_, to[nodes].state * phi_, RealVector::Zero(jumps_.size())};
  out.response = to[nodes].current.dot(phi_);
  Real response_gap = 0, information_gap = 0;
  RealVector phi_gap = RealVector::Zero(phi_.size());
  for (std::size_t j = 0; j < nodes; ++j) {
    const auto [x, k, g] = node(j);
    const RealVector rho = to[j].state * rho_;
    const RealVector a = rates(rho), l = asymmetries(flow_, a);
    const Step& rest = to[nodes - 1 - j];  // nodes lie symmetrically
    const RealVector s = source(rho, l);
    const RealVector arrived = rest.state * s;
    const Real response = weights_.dot(l.cwiseProduct(a)) + rest.current.dot(s);
    const Real information = l.cwiseAbs2().dot(a);
    out.phi += h * k * arrived;
    out.response += h * k * response;
    out.information += h * k * information;
    out.jumps += h * k * a;
    response_gap += h * (k - g) * response;
    information_gap += h * (k - g) * information;
    phi_gap += h * (k - g) * arrived;
  }
  const Real all = std::max(jumps_.sum() + out.jumps.sum(), std::numeric_limits<Real>::min());
  const Real counted = std::max(weights_.cwiseAbs().dot(jumps_ + out.jumps), std::numeric_limits<Real>::min());
  out.difference = std::max(
      {std::abs(information_gap) / all, std::abs(response_gap) / counted, phi_gap.cwiseAbs().maxCoeff() / all});
  return out;
}

void ResponseIntegral::advance(Real t) {
  const Real length = t - now_;
  if (length != length_) steps_.clear();
  length_ = length;
  const std::function<void(Real, int)> run = [&](Real h, int depth) {
    const Panel found = panel(h);
    if (found.difference > tolerance && depth < deepest) {
      run(0.5 * h, depth + 1);
      run(0.5 * h, depth + 1);
      return;
    }
    if (!(found.difference <= tolerance)) {
      Certificate certificate{.method = "adaptive panels"};
      certificate.degrade(Status::not_converged,
                          fmt::format("the response could not be integrated: error {:.1e}", found.difference));
      throw ConvergenceError(std::move(certificate));
    }
    rho_ = found.rho;
    phi_ = found.phi;
    jumps_ += found.jumps;
    response_ += found.response;
    information_ += found.information;
    error_ += found.difference;
  };
  if (length > 0) run(length, 0);
  now_ = t;
}

}  // namespace qalor
