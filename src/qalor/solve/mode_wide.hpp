#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <functional>

#include "qalor/dynamics/reservoir_mode.hpp"

namespace qalor {

/// A density on the whole axis (Lorentzian or flat): u is a sum over poles; the bath integrals run over the occupied
/// band, whose tail below is oscillating and is rotated into the lower half plane. Times in any order.
class WideMode {
 public:
  /// Throws std::domain_error for bosons at a finite temperature (modes of negative energy), and for other densities.
  explicit WideMode(const ReservoirMode& mode);

  Complex amplitude(Real t) const;
  ModeMotion at(Real t) const;  ///< without `swept`
  /// g~(t), the integral of j n exp(-iwt) [energy^2]; t > 0.
  Complex thermal_kernel(Real t) const;
  /// 2 x the real part of the integral of g~ exp(i omega_0 s) from 0 to t: the noise rate to second order.
  Real second_order_noise(Real t) const;

 private:
  /// The integral over the band of j n (smooth(w) + turning(w) exp(-iwt)); both analytic where Im w < 0, Re w low.
  using Part = std::function<Complex(Complex)>;
  Complex band_integral(Real t, const Part& smooth, const Part& turning) const;

  ReservoirMode mode_;
  std::vector<Complex> poles_;
  std::vector<Complex> residues_;
  Real low_ = 0, high_ = 0;  // below `low_` all states are filled and no pole is near; above `high_` none
};

/// The trajectory with `swept` by panels in time.
ModeTrajectory wide_trajectory(const ReservoirMode& mode, const std::vector<Real>& times, Real n_0);

}  // namespace qalor
