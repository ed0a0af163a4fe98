#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <vector>

#include "qalor/dynamics/rates.hpp"

namespace qalor {

/// An edge as a cycle passes it.
struct CycleStep {
  std::size_t edge;
  bool is_forward;
};

/// A closed path of a rate equation.
struct Cycle {
  std::vector<CycleStep> steps;
  Real affinity;  ///< signed sum of the biases of its edges: the entropy that one turn produces [nats]
  Real flux;      ///< turns per unit time in its own direction, less those in the other [rate]
  Real production() const { return flux * affinity; }
};

/// One cycle for each edge that a spanning tree of the multigraph leaves out, closed through the tree; parallel edges
/// of different baths are never merged. flux is the net flux of that edge. Entropy production = sum of production().
/// Source: J. Schnakenberg, Rev. Mod. Phys. 48, 571 (1976), doi:10.1103/RevModPhys.48.571.
std::vector<Cycle> fundamental_cycles(const RateFlow& flow, const RealVector& p);

/// All cycles that pass no state twice, each in one direction, with flux S_c/S (Pi+ - Pi-): the steady currents are
/// sums over them, and every production() is >= 0. Nothing when there are more than `most`. Costs one elimination a
/// cycle. Source: T. L. Hill, J. Theor. Biol. 10, 442 (1966), doi:10.1016/0022-5193(66)90137-8.
std::optional<std::vector<Cycle>> simple_cycles(const RateFlow& flow, const RealVector& p, std::size_t most = 20000);

/// Energy and particles that one turn of the cycle takes from a bath.
Exchange carried(const RateFlow& flow, const Cycle& cycle, std::size_t bath);

/// The entropy production in its equal forms [rate].
struct ProductionForms {
  Real leads;                  ///< -sum of beta x heat
  Real edges;                  ///< sum of flux x bias
  Real fundamental;            ///< over fundamental cycles
  std::optional<Real> cycles;  ///< over simple cycles, where these could be listed
  Real smallest_term = 0;      ///< smallest flux x affinity of a simple cycle
  Real scale = 0;              ///< sum of |flux x affinity|, of simple cycles or else of edges
  std::size_t fundamental_count = 0;

  /// Largest difference between any two of them.
  Real spread() const;
};

ProductionForms production_forms(const RateFlow& flow, const RealVector& p,
                                 const std::optional<std::vector<Cycle>>& simple);

}  // namespace qalor
