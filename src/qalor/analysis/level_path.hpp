#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/analysis/thermal_path.hpp"

namespace qalor {

/// Populations of levels in one bath.
class LevelPath : public ThermalPath {
 public:
  LevelPath(const RateFlow& flow, const Populations& start);
  LevelPath(const LevelPath&) = delete;
  LevelPath& operator=(const LevelPath&) = delete;

  ThermalInstant at(Real t) const override;
  std::vector<Real> heat_cumulants(Real t, int order) const override;
  Real log_generating_function(Real t, Real field) const override;
  Real population_gap() const override { return relaxation_.rates()(1); }
  Real spectral_gap() const override;
  Real fastest() const override { return relaxation_.fastest(); }
  Real beta() const override { return relaxation_.beta(); }
  Real first_time() const override;
  Real disagreement(Real t) const override { return path_.disagreement(t) + relaxation_.residual(); }

 protected:
  ThermalInstant instant(const Populations& state) const;
  /// dp/dt [rate]
  RealVector derivative(const Populations& state) const;
  const Relaxation& relaxation() const { return relaxation_; }
  const RelaxationPath& populations() const { return path_; }

 private:
  Relaxation relaxation_;
  RelaxationPath path_;
};

}  // namespace qalor
