#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/dynamics/flow.hpp"
#include "qalor/machine/dots.hpp"

namespace qalor {

/// Two opposite transitions of a rate equation, driven by one bath, and everything that is read from them. Forward is
/// the direction in which a lead fills a site, or bosons are absorbed.
struct RateEdge {
  std::size_t from;
  std::size_t to;
  std::size_t bath;
  Real forward;   ///< W+ [rate]
  Real backward;  ///< W- [rate]
  Real bias;      ///< ln(W+/W-) from detailed balance, also where the rates are too small for a logarithm [1]
  Exchange gain;  ///< what the system receives by a forward transition
  /// -dW+/dx and -dW-/dx, with x = beta (energy - mu particles) of `gain`: how rates answer to a force [rate].
  Real forward_response;
  Real backward_response;
};

/// A rate equation on populations, dp/dt = W p, stored as edges. Parallel edges of several baths are kept apart.
class RateFlow {
 public:
  using State = RealVector;

  /// Throws std::invalid_argument: an edge that leads nowhere, names no bath, or has a rate that is negative or not
  /// finite.
  RateFlow(std::vector<Real> energies, std::vector<Bath> baths, std::vector<RateEdge> edges);

  std::size_t states() const { return energies_.size(); }
  const std::vector<Real>& energies() const { return energies_; }
  const std::vector<Bath>& baths() const { return baths_; }
  const std::vector<RateEdge>& edges() const { return edges_; }

  /// W p, zero in a steady state [rate].
  RealVector derivative(const RealVector& p) const;
  /// Net flux W+ p_from - W- p_to of an edge [rate].
  Real flux(const RealVector& p, const RateEdge& edge) const;
  /// Energy and particles that a bath gives per unit time.
  Exchange exchange(const RealVector& p, std::size_t bath) const;
  /// No work is done: the energies stand still.
  Real power(const RealVector&) const { return 0; }
  /// d<H>/dt from the energies of the states [energy^2].
  Real energy_rate(const RealVector& p) const;
  /// The energy current of a bath without signs [energy^2].
  Real gross_energy(const RealVector& p, std::size_t bath) const;

 private:
  std::vector<Real> energies_;
  std::vector<Bath> baths_;
  std::vector<RateEdge> edges_;
};

/// The largest one-way flux max(W+ p_from, W- p_to) over all edges: the scale of rounding in currents [rate].
Real largest_flux(const RateFlow& flow, const RealVector& p);

/// The rate equation of dots, valid for tunnelling rates far below the temperatures: W+ = Gamma f(x), W- = Gamma f(-x)
/// with x = (w - mu)/T (leads, in order), g n_B and g (n_B + 1) (bosons, after the leads). Edges of rate zero are left
/// out. Order: couplings as given, then bosons; within each by ascending state.
/// Throws std::domain_error for bosons between states of equal energy.
RateFlow rate_flow(const DotNetwork& network);

}  // namespace qalor
