#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/exchange/sectors.hpp"
#include "qalor/exchange/statistics.hpp"

namespace qalor {

/// Final states that came from known initial states of a sector.
struct Transitions {
  std::vector<Eigen::Index> initial;  ///< which state each column came from
  RealVector weights;                 ///< of the initial states, in the mean that is taken
  RealMatrix probabilities;           ///< P_mn, a column for each initial state
  Split amplitudes;                   ///< u_mn
  RealVector contact_before;          ///< <n|V|n>
};

/// Sums over initial states, from which the statistics are read; sums of parts add up.
class ExchangeMoments {
 public:
  /// `fields`: conjugate to the charges; `mean`: <C_b> of the initial state, exact.
  ExchangeMoments(const ExchangeQuestion& question, const Charges& fields, const Charges& mean);

  /// `pushed`: V times the amplitudes; without it work and rates are left alone.
  void add(const Sector& sector, const Transitions& transitions, const Split* pushed);
  /// Adds sum_mn p_m P_mn of a sector all of whose states are columns.
  void add_fluctuation(const Sector& sector, const RealMatrix& probabilities);
  /// Adds one random vector: |phi> = rho_0^{1/2} |r> and (C_b - <C_b>)|phi> in five columns, before and after.
  void add_vectors(const Sector& sector, const Split& before, const Split& after);
  /// Adds `factor` times the sums of another.
  void add(const ExchangeMoments& other, Real factor);

  /// The statistics, normalised by the total weight that was added.
  ExchangeStatistics statistics() const;
  Real weight() const { return weight_; }

 private:
  void add_characteristic(const Sector& sector, const Transitions& t, Real copies);
  void add_laws(const Sector& sector, const Transitions& t, Real copies);
  void add_contact(const Sector& sector, const Transitions& t, const Split& pushed, Real copies);

  ExchangeQuestion question_;
  Charges fields_;
  Charges mean_charges_;
  Real weight_ = 0;
  Charges mean_ = Charges::Zero();
  ChargeMatrix response_ = ChargeMatrix::Zero();
  ChargeMatrix second_ = ChargeMatrix::Zero();
  Real work_ = 0;
  Charges flow_ = Charges::Zero();
  Vector characteristic_;
  RealVector number_;
  std::optional<Real> fluctuation_ = {};  ///< nothing where no sector was added whole
  TanhAverages tanh_;
  std::vector<Atom> atoms_;
};

/// Atoms whose values agree within the tolerance made one, sorted by (dN_A, dE_A, dE_B); those of negligible
/// probability left out.
std::vector<Atom> merged(std::vector<Atom> atoms, Real tolerance);

}  // namespace qalor
