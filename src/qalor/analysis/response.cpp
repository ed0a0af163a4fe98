// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/analysis/response.hpp"

#include <fmt/format.h>

namespace qalor {
namespace {

/// How the flux of an edge answers to force b at fixed populations.
Real direct_response(const RateEdge& edge, Real charge, const RealVector& p) {
  return charge * (edge.forward_response * p(index(edge.from)) - edge.backward_response * p(index(edge.to)));
}

/// How the currents answer to a push on every edge, the steady state following.
RealVector answer_to(const RateFlow& flow, const RealVector& p, const DrazinInverse& inverse,
                     const std::vector<Charge>& currents, const Charge& push) {
  RealVector moved = RealVector::Zero(p.size());
  for (std::size_t e = 0; e < flow.edges().size(); ++e) {
    const RateEdge& edge = flow.edges()[e];
    const Real direct = direct_response(edge, push[e], p);
    moved(index(edge.to)) += direct;
    moved(index(edge.from)) -= direct;
  }
  const RealVector shift = -inverse(moved);
  RealVector out = RealVector::Zero(index(currents.size()));
  for (std::size_t e = 0; e < flow.edges().size(); ++e) {
    const RateEdge& edge = flow.edges()[e];
    const Real answer = direct_response(edge, push[e], p) + flow.flux(shift, edge);
    for (std::size_t a = 0; a < currents.size(); ++a) out(index(a)) += currents[a][e] * answer;
  }
  return out;
}

Real largest_current(const RateFlow& flow, const RealVector& p) {
  Real out = 0;
  for (const RateEdge& edge : flow.edges()) out = std::max(out, std::abs(flow.flux(p, edge)));
  return out;
}

}  // namespace

RealVector current_response(const RateFlow& flow, const std::vector<Charge>& currents, const Charge& push) {
  const RealVector p = steady_state(flow).state;
  return answer_to(flow, p, DrazinInverse(flow, p), currents, push);
}

Response linear_response(const RateFlow& flow, const std::vector<Charge>& charges) {
  auto [p, certificate] = steady_state(flow);
  certificate.residual = largest_current(flow, p);
  const Eigen::Index size = index(charges.size());
  RealMatrix analytic(size, size);
  const DrazinInverse inverse(flow, p);
  for (std::size_t b = 0; b < charges.size(); ++b)
    analytic.col(index(b)) = answer_to(flow, p, inverse, charges, charges[b]);
  const RealMatrix fluctuation = 0.5 * RateCounting(flow, p, charges).covariance();
  const Real scale = analytic.cwiseAbs().maxCoeff();
  const Real asymmetry = (analytic - analytic.transpose()).cwiseAbs().maxCoeff();
  const Real difference = (analytic - fluctuation).cwiseAbs().maxCoeff();
  certificate.details.set("asymmetry", asymmetry);
  certificate.details.set("route_difference", difference);
  if (!(std::max(asymmetry, difference) <= 1e-11 * scale))
    certificate.degrade(
        Status::not_converged,
        fmt::format("the two routes to the response differ by {:.1e}, its asymmetry is {:.1e}", difference, asymmetry));
  return {std::move(analytic), fluctuation, std::move(certificate)};
}

}  // namespace qalor
