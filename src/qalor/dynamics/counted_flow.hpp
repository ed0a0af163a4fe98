#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <vector>

#include "qalor/dynamics/lindblad.hpp"

namespace qalor {

/// What one jump adds to a counted quantity, one number per jump of the flow; 0 = not counted.
using JumpWeights = std::vector<Real>;

/// A quantity that jumps change by definite amounts, under its name.
struct Count {
  std::string name;
  JumpWeights weights;
};

/// A Lindblad equation whose jumps are counted: beside the flow, whose jumps know their partners, the entropy that each
/// jump gives to its bath and the quantities to count. Local detailed balance ties a pair together: with the rates
/// taken into the operators, L_k = exp(s_k/2) L_k*^dagger, s_k* = -s_k.
struct CountedFlow {
  Lindblad flow;
  std::vector<Real> entropy;  ///< s_k of each jump [nats]; infinite without a partner
  std::vector<Count> counts;

  const std::vector<Jump>& jumps() const { return flow.jumps(); }
  /// The count of that name. Throws std::out_of_range.
  const Count& count(const std::string& name) const;
};

/// A jump and how it is counted, for flows that are written down jump by jump.
struct CountedJump {
  Matrix op;
  Real rate = 1;                            ///< multiplies the dissipator; 0 leaves the jump out
  Real entropy = 0;                         ///< s_k; not read without a partner
  std::optional<std::size_t> partner = {};  ///< index in the list
  std::vector<Real> weights = {};           ///< one for each name
};

/// A flow of these jumps, with counts of these names. Jumps that never happen (rate or operator 0) are left out, and so
/// are their partners' references to them: their partners are left without one.
CountedFlow counted_flow(const Matrix& hamiltonian, const std::vector<CountedJump>& jumps,
                         const std::vector<std::string>& names);

/// Every jump counts one.
JumpWeights activity_weights(const CountedFlow& counted);
/// s_k of every jump: nothing when a jump has no partner.
std::optional<JumpWeights> entropy_weights(const CountedFlow& counted);
/// The first jump without a partner, if any.
std::optional<std::size_t> first_unpaired(const CountedFlow& counted);
/// Whether a jump and its reverse count oppositely. A jump without a reverse must not count at all.
bool is_antisymmetric(const CountedFlow& counted, const JumpWeights& weights);

/// How far a pair is from local detailed balance: max |L_k - exp(s_k/2) L_k*^dagger| in units of max |L_k|, rates
/// taken into the operators [1]; 0 without a partner.
Real detailed_balance_residual(const CountedFlow& counted, std::size_t jump);

/// Number of each jump per unit time in the state [rate]: a_k = rate tr(L rho L^dagger).
RealVector jump_rates(const Lindblad& flow, const Matrix& rho);
/// sum over jumps of weight x rate L^dagger L: its expectation is the count's current.
Matrix current_operator(const Lindblad& flow, const JumpWeights& weights);
/// rate (L rho L^dagger - {L^dagger L, rho}/2) of one jump [rate].
Matrix jump_dissipator(const Jump& jump, const Matrix& rho);

}  // namespace qalor
