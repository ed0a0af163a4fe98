#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <optional>
#include <vector>

#include "qalor/dynamics/transport.hpp"
#include "qalor/solve/solution.hpp"

namespace qalor {

/// Stationary currents into the system from each bath.
struct TransportCurrents {
  std::vector<Real> heat;  ///< integral of w T (N_X - N_Y) dw/2pi, summed over Y [energy^2]
  std::vector<std::optional<Real>>
      quanta;                    ///< the same without w [rate]; absent where it diverges at w -> 0 (wide band)
  std::vector<Real> gross_heat;  ///< with |N_X - N_Y|: the scale of rounding
  Certificate certificate;
};

/// Landauer's formula by adaptive Gauss-Kronrod panels. Certificate: residual = estimated relative error of the
/// integrals; sum_rule_error = largest |integral of the spectral function - 1| of a mode, an independent check that no
/// peak was missed; panels. Status not_converged when either exceeds 1e-9.
TransportCurrents landauer_currents(const BosonTransport& transport);

/// Mean and variance per unit time of the energy (power = 1) or of the quanta (power = 0) received from bath `x`, with
/// two baths: integral of w^(2 power) [T (N_A(1+N_B) + N_B(1+N_A)) + T^2 (N_A - N_B)^2] dw/2pi.
/// Throws std::invalid_argument unless there are two baths; std::domain_error for quanta in the wide band.
/// Source: L. S. Levitov and G. B. Lesovik, JETP Lett. 58, 230 (1993), for bosons.
struct TransportNoise {
  Real mean;
  Real variance;
  Certificate certificate;
};
TransportNoise landauer_noise(const BosonTransport& transport, std::size_t x, int power);

}  // namespace qalor
