// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/counting.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "qalor/hilbert/eigenoperator.hpp"
#include "qalor/solve/bordered.hpp"
#include "qalor/solve/joint_counting.hpp"
#include "qalor/solve/moments.hpp"
#include "qalor/solve/spectrum.hpp"

namespace qalor {

Weights energy_weights(const Lindblad& flow, std::size_t bath) {
  Weights out;
  for (const Jump& jump : flow.jumps()) {
    const bool counted = jump.source == Source{Source::Kind::bath, bath};
    if (counted && !jump.gain) throw std::invalid_argument("these books assign no energy to a jump: nothing to count");
    out.push_back(counted ? jump.gain->energy : 0);
  }
  return out;
}

Weights charge_weights(const Lindblad& flow, const Operator& charge, std::size_t bath) {
  Weights out;
  for (const Jump& jump : flow.jumps()) {
    if (!(jump.source == Source{Source::Kind::bath, bath})) {
      out.push_back(0);
      continue;
    }
    const auto change = bohr_frequency(charge, jump.op);
    if (!change) throw std::invalid_argument("a jump does not change the counted quantity by a definite amount");
    out.push_back(-*change);
  }
  return out;
}

Cumulants cumulants(const Lindblad& flow, const Weights& weights, int order) {
  Cumulants out;
  JointCounting counting(flow, {weights}, out.certificate);
  out.values = counting.cumulants(0, order);
  out.certificate.method = "direct: " + counting.generator().factors() + " of the reachable block, one solve per order";
  out.certificate.residual = counting.residual();
  const Real allowed = 1e-10 * std::max(Real(1), mean_decay_rate(flow));  // far above rounding, far below a wrong solve
  if (!(out.certificate.residual <= allowed))
    out.certificate.degrade(
        Status::not_converged,
        fmt::format("residual {:.1e} of the cumulants above its tolerance {:.1e}", out.certificate.residual, allowed));
  return out;
}

std::vector<Real> scaled_cumulant_generating_function(const Lindblad& flow, const Weights& weights,
                                                      const std::vector<Real>& chi) {
  Certificate certificate;
  const Bordered bordered(flow, counting_blocks(flow), 3000, certificate, {.most_filled = 0});
  const Packing& packing = bordered.packing();
  const RealMatrix generator = dense_matrix(packed_generator(flow, packing), packing.size());
  std::vector<Real> out;
  for (const Real x : chi) {
    Weights tilt;
    for (const Real w : weights) {
      tilt.push_back(std::expm1(x * w));
      if (!std::isfinite(tilt.back()))
        throw std::overflow_error(fmt::format("exp(chi weight) overflows at chi = {}", x));
    }
    out.push_back(dominant_eigenvalue(generator + dense_matrix(packed_jumps(flow, packing, tilt), packing.size())));
  }
  return out;
}

Cumulants mean_and_variance(const BosonFlow& flow, const std::vector<Real>& quanta) {
  const auto [one, certificate] = steady_state(flow);
  const Matrix& rho = one.rho;
  const Matrix two = steady_two_body(flow, one).state;
  const Eigen::Index modes = flow.modes();
  Matrix tilted =
      Matrix::Zero(modes, modes);            // <a_i^dagger a_j> of the counted jumps' part of the generator, at (j, i)
  Matrix back = Matrix::Zero(modes, modes);  // turns the response of rho into that of the mean
  Cumulants out{.values = {0, 0}, .certificate = certificate};
  for (std::size_t k = 0; k < quanta.size(); ++k) {
    if (quanta[k] == 0) continue;
    const BosonJump& jump = flow.jumps()[k];
    const Matrix projector = jump.v * jump.v.adjoint();
    const Real size = jump.v.squaredNorm();
    const Real n = jump.v.dot(rho * jump.v).real();
    Matrix pair = Matrix::Zero(modes, modes);  // <A^dagger a_i^dagger a_j A> at (j, i)
    for (Eigen::Index l = 0; l < modes; ++l)
      for (Eigen::Index m = 0; m < modes; ++m)
        pair += std::conj(jump.v(l)) * jump.v(m) * two.block(l * modes, m * modes, modes, modes);
    tilted += quanta[k] * (jump.up - jump.down) * pair;
    tilted += quanta[k] * jump.up * (size * rho + projector * rho + rho * projector + projector);
    back += quanta[k] * (jump.up - jump.down) * projector;
    out.values[0] += quanta[k] * (jump.up * (size + n) - jump.down * n);
    out.values[1] += quanta[k] * quanta[k] * (jump.up * (size + n) + jump.down * n);
  }
  const Packing packing = whole_packing(static_cast<std::size_t>(modes));
  const RealMatrix motion = packed_affine([&](const Matrix& m) { return flow.derivative({m}); }, packing).linear;
  const RealVector source = packing.pack(tilted - out.values[0] * rho);
  const RealVector response = RealLu(motion).solve(-source);
  out.values[1] += 2 * packing.pack(back).dot(response);
  out.certificate.residual = std::max(out.certificate.residual, (motion * response + source).cwiseAbs().maxCoeff());
  out.certificate.method = "direct: linear equations of the one- and two-body moments";
  return out;
}

}  // namespace qalor
