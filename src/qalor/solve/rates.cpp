// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/rates.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace qalor {
namespace {

[[noreturn]] void give_up(Certificate certificate, std::string uniqueness, std::string reason) {
  certificate.details.set("uniqueness", std::move(uniqueness));
  certificate.degrade(Status::not_converged, std::move(reason));
  throw ConvergenceError(std::move(certificate));
}

RealVector eliminated(const RateFlow& flow, const Certificate& certificate) {
  const Elimination elimination(rate_matrix(flow));
  if (elimination.rest().size() > 1)
    give_up(certificate, fmt::format("several({})", elimination.rest().size()),
            fmt::format("the steady state is not unique to double precision: {} states are never left, as the rates "
                        "out of them are too small for a double",
                        elimination.rest().size()));
  return elimination.stationary();
}

/// The bordered system: one balance replaced by the normalisation, the one of the state that is left most slowly.
RealVector factored(const RateFlow& flow) {
  RealVector outflow = RealVector::Zero(index(flow.states()));
  for (const RateEdge& edge : flow.edges()) {
    outflow(index(edge.from)) += edge.forward;
    outflow(index(edge.to)) += edge.backward;
  }
  Eigen::Index slowest = 0;
  outflow.minCoeff(&slowest);
  std::vector<Eigen::Triplet<Real>> entries;
  const auto balance = [&](std::size_t row, std::size_t column, Real rate) {
    if (index(row) != slowest) entries.emplace_back(static_cast<int>(row), static_cast<int>(column), rate);
  };
  for (const RateEdge& edge : flow.edges()) {
    balance(edge.to, edge.from, edge.forward);
    balance(edge.to, edge.to, -edge.backward);
    balance(edge.from, edge.to, edge.backward);
    balance(edge.from, edge.from, -edge.forward);
  }
  for (std::size_t k = 0; k < flow.states(); ++k)
    entries.emplace_back(static_cast<int>(slowest), static_cast<int>(k), 1);
  return SparseLu(entries, index(flow.states())).solve(RealVector::Unit(index(flow.states()), slowest));
}

}  // namespace

RealMatrix rate_matrix(const RateFlow& flow) {
  RealMatrix out = RealMatrix::Zero(index(flow.states()), index(flow.states()));
  for (const RateEdge& edge : flow.edges()) {
    out(index(edge.to), index(edge.from)) += edge.forward;
    out(index(edge.from), index(edge.to)) += edge.backward;
  }
  return out;
}

std::vector<std::vector<std::size_t>> linked_groups(const RateFlow& flow) {
  std::vector<std::vector<std::size_t>> links(flow.states());
  for (const RateEdge& edge : flow.edges()) {
    links[edge.from].push_back(edge.to);
    links[edge.to].push_back(edge.from);
  }
  std::vector<std::vector<std::size_t>> out;
  std::vector<bool> taken(flow.states(), false);
  for (std::size_t start = 0; start < flow.states(); ++start) {
    if (taken[start]) continue;
    taken[start] = true;
    std::vector<std::size_t> group{start};
    for (std::size_t k = 0; k < group.size(); ++k)
      for (const std::size_t next : links[group[k]])
        if (!taken[next]) {
          taken[next] = true;
          group.push_back(next);
        }
    std::sort(group.begin(), group.end());
    out.push_back(std::move(group));
  }
  return out;
}

Solution<RealVector> steady_state(const RateFlow& flow) {
  const bool small = flow.states() <= most_eliminated;
  Certificate certificate{.method = small ? "direct: elimination without subtractions" : "direct: sparse LU"};
  const auto groups = linked_groups(flow);
  if (groups.size() > 1)
    give_up(certificate, fmt::format("several({})", groups.size()),
            "the states do not form one connected graph: no unique steady state");
  RealVector p = small ? eliminated(flow, certificate) : factored(flow);
  p /= p.sum();
  certificate.residual = flow.derivative(p).cwiseAbs().maxCoeff();
  certificate.details.set("uniqueness", std::string("unique"));
  const Real allowed = (small ? 1e-13 : 1e-11) * largest_flux(flow, p);
  if (!(certificate.residual <= allowed))
    certificate.degrade(Status::not_converged,
                        fmt::format("residual {:.1e} above its tolerance {:.1e}", certificate.residual, allowed));
  return {std::move(p), std::move(certificate)};
}

}  // namespace qalor
