#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "qalor/base/linalg.hpp"

/// What two bodies exchanged, by measuring C = (H_A, N_A, H_B, N_B) before and after the contact.
namespace qalor {

using Charges = Eigen::Vector4d;
using ChargeMatrix = Eigen::Matrix4d;

/// What to compute beside means, response and work.
struct ExchangeQuestion {
  bool has_covariance = false;
  bool has_rates = false;
  bool has_number = false;
  bool has_fluctuation = false;
  bool has_joint = false;
  std::vector<Charges> chi = {};  ///< counting fields of the characteristic function
  Eigen::Index number_range = 0;  ///< K: probabilities of -K ... K
  Real joint_tolerance = 1e-9;    ///< values closer than this are one
};

/// One value of (dH_A, dN_A, dH_B) and its probability.
struct Atom {
  Real probability;
  Real energy_a;
  Real particles_a;
  Real energy_b;
};

/// Averages of the hyperbolic tangent of half the entropy sum, which micro-reversibility ties together.
struct TanhAverages {
  Real first = 0;   ///< <tanh Sigma/2>
  Real second = 0;  ///< <tanh^2 Sigma/2>
  Real energy = 0;  ///< <J_E tanh Sigma/2> [energy]
  Real particles = 0;
};

/// Final minus initial charges: their law at one duration of the contact.
struct ExchangeStatistics {
  Charges mean = Charges::Zero();                  ///< <dC_a>
  ChargeMatrix response = ChargeMatrix::Zero();    ///< R_ab = d<dC_a>/d lambda_b
  ChargeMatrix covariance = ChargeMatrix::Zero();  ///< of dC_a, dC_b
  Real work_contact = 0;                           ///< work from <V> alone, not from the energies of the bodies
  Real rate_particles = 0;                         ///< dJ_N/dtau
  Real rate_energy = 0;                            ///< dJ_E/dtau
  Vector characteristic = {};                      ///< G(chi), one for each chi
  RealVector number = {};                          ///< probabilities of dN_A = -K ... K
  std::optional<Real> integral_fluctuation = {};   ///< <exp(-Sigma)>; nothing where rounding would swamp it
  std::optional<TanhAverages> tanh = {};
  std::vector<Atom> joint = {};
  Real unitarity = 0;                 ///< largest |row or column sum of P - 1|
  std::optional<Real> reversal = {};  ///< largest |P_mn - P_nm|, where H is real
};

/// The particles carried from A to B, the energy with the work split evenly: 1/2 (dH_B - dH_A), dN_B.
inline Real transfer_energy(const Charges& change) { return 0.5 * (change(2) - change(0)); }

}  // namespace qalor
