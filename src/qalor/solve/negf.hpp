#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <vector>

#include "qalor/dynamics/fermion_transport.hpp"
#include "qalor/dynamics/flow.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// Exact stationary currents into the system, one entry per lead.
struct LeadCurrents {
  std::vector<Exchange> net;  ///< integral of T_XY (f_X - f_Y) E^k dE/2pi, summed over Y: particles k = 0, energy k = 1
  std::vector<Exchange> gross;  ///< the same without signs: the scale of rounding
  Certificate certificate;
};

/// Landauer's formula by adaptive Gauss-Kronrod panels. Certificate: residual = estimated relative error of the
/// integrals; sum_rule_error = largest |integral of the spectral function - 1| of a level, an independent check that no
/// peak was missed; particle_balance, energy_balance = |sum over leads| relative to the gross currents; panels.
/// Status not_converged when the errors exceed 1e-9 or the balances 1e-12: also for peaks narrower than some 1e-7 of
/// their energy, which the rounding of the energy blurs.
LeadCurrents negf_currents(const FermionTransport& transport);

}  // namespace qalor
