#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <string>
#include <vector>

#include "qalor/dynamics/counted_flow.hpp"
#include "qalor/solve/solution.hpp"

/// The bounds desk: what limits the precision of a counted quantity, and which of the limits are theorems here.
namespace qalor {

/// Whether a bound must hold in the case at hand, or is borrowed from another setting.
enum class Standing { theorem, naive, not_applicable };
/// "theorem", "naive", "not applicable".
std::string standing_text(Standing standing);

/// One bound on a variance, and why it stands as it does.
struct Bound {
  std::string name;
  Standing standing = Standing::theorem;
  std::string reason;
  std::vector<Real> values = {};  ///< on the variance; one in the steady state, else one per time
  bool is_upper = false;
};

/// What decides which bounds are theorems.
struct Setting {
  bool is_classical = false;                 ///< the populations move without any coherence
  bool is_antisymmetric = false;             ///< the count changes sign with the jump
  bool is_steady = true;                     ///< counting starts in the steady state
  std::optional<std::size_t> unpaired = {};  ///< a jump without a partner: entropy production is infinite
};
Setting setting_of(const CountedFlow& counted, const JumpWeights& weights);

/// The numbers that the master bound needs: of a steady state per unit time, or of a stretch of time in all.
struct Precision {
  Real mean = 0;
  Real variance = 0;
  Real entropy_production = 0;  ///< infinite with a jump without a partner
  Real activity = 0;
  Real fisher = 0;        ///< of l_k = (a_k - a_k*)/(a_k + a_k*)
  Real tkur = 0;          ///< B(entropy production, activity)
  Real response = 0;      ///< R of these l_k
  Real response_kur = 0;  ///< R of l_k = 1
  Real qfi_time_rescaled = 0;
  Real current = 0;  ///< d<N>/dt, times the time where it is not per unit time
};

/// tur, kur, tkur, quantum_tkur, fisher, quantum_kur and time_rescaled at each of the points.
std::vector<Bound> common_bounds(const Setting& setting, const std::vector<Precision>& points);

/// numerator^2/denominator, 0 where nothing is to be bounded.
Real squared_over(Real numerator, Real denominator);
/// bound/variance; NaN where both vanish.
Real tightness(Real bound, Real variance);
/// Degrades the certificate where a theorem is violated by more than `tolerance`, and writes the standing of each bound
/// into it as "name: theorem, because ...". `variances` has one for each value of a bound, `shot_noise` what
/// uncorrelated jumps would give: 1e-13 of it is rounding where jumps cancel.
void certify_bounds(const std::vector<Bound>& bounds, const std::vector<Real>& variances,
                    const std::vector<Real>& shot_noise, Certificate& certificate, Real tolerance = 1e-8);

/// Asymmetries l_k = (a_k - a_k*)/(a_k + a_k*) of the jumps: 0 where both vanish and for a jump that is its own
/// partner, 1 without a partner.
RealVector asymmetries(const Lindblad& flow, const RealVector& rates);

/// Everything about the precision of one count in the steady state.
struct SteadyBounds {
  Precision precision;
  std::vector<Real> channel_response;  ///< g_k = dJ/d ln rate_k of each jump
  std::optional<Real> symmetrised_gap;
  std::optional<Real> instantaneous_precision;  ///< J^2/sum w_k^2 a_k, of an antisymmetric count
  std::vector<Bound> bounds;
  bool has_current = true;  ///< the mean is more than rounding
};
/// Source: T. Van Vu, arXiv:2411.19546 and derivations from its master bound (see the reasons of the bounds).
/// Throws ConvergenceError where the steady state is not unique.
SteadyBounds steady_bounds(const CountedFlow& counted, const JumpWeights& weights, Certificate& certificate);

/// The same for counts in [0, t] at each of the times, from any state; and `exchange`, Var N >= <N>^2 csch^2 Phi(|A
/// <N>|/2), where exchange_symmetry holds (a theorem) or holds but for boundary terms (naive). Source: A. M. Timpanaro
/// et al., Phys. Rev. Lett. 123, 090604 (2019), doi:10.1103/PhysRevLett.123.090604.
struct TransientBounds {
  std::vector<Precision> precision;    ///< at each time, totals
  std::vector<Real> current;           ///< J(t) [count x rate]
  std::vector<bool> has_current = {};  ///< the mean is more than rounding
  std::vector<Bound> bounds = {};
};
TransientBounds transient_bounds(const CountedFlow& counted, const JumpWeights& weights, const DensityMatrix& initial,
                                 const std::vector<Real>& times, Certificate& certificate);

}  // namespace qalor
