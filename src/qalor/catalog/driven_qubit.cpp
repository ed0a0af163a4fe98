// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/catalog/counted_models.hpp"

namespace qalor {
namespace counting {
namespace {

const std::vector<std::string> driven_names{"quanta", "emitted", "absorbed", "activity", "entropy"};

std::vector<Field> driven_parameters() {
  return {card::real("Omega", "Omega", "energy", 0.7, {}, "Rabi frequency of the drive"),
          card::real("Delta", "Delta", "energy", 0, {}, "detuning"),
          card::real("gamma", "gamma", "rate", 1, Range::positive(), "coupling to the bath"),
          card::real("n_bath", "n", "1", 0.01, Range::non_negative(), "occupation of the bath; 0: it only absorbs")};
}

}  // namespace

Subject driven_subject(const Settings& p) {
  const Real n = p.real("n_bath"), gamma = p.real("gamma");
  Matrix h = Matrix::Zero(2, 2);
  h(0, 1) = h(1, 0) = 0.5 * p.real("Omega");
  h(1, 1) = p.real("Delta");
  Matrix up = Matrix::Zero(2, 2);
  up(1, 0) = 1;
  const Real s = n > 0 ? std::log1p(1 / n) : 0;
  const std::vector<CountedJump> jumps{{up, gamma * n, -s, 1, {1, 0, 1}},
                                       {up.adjoint(), gamma * (n + 1), s, 0, {-1, 1, 0}}};
  Subject out{counted_flow(h, jumps, {"quanta", "emitted", "absorbed"}), "quanta", {}, {}};
  add_standard_counts(out.counted);
  if (n > 0) out.affinities = {{"quanta", -s}, {"entropy", 1}};
  out.jump_names = {"jump 0 (up)", "jump 1 (down)"};
  if (!(n > 0)) out.jump_names = {"jump 0 (down)"};
  return out;
}

}  // namespace counting

Model driven_qubit() {
  Model record;
  record.name = "driven_qubit";
  record.summary = "a driven qubit in one bath; without thermal quanta, resonance fluorescence";
  record.sources = {"G. T. Landi, M. J. Kewming, M. T. Mitchison and P. P. Potts, arXiv:2303.04270",
                    "S. V. Moreira, M. Radaelli, A. Candeloro, F. C. Binder and M. T. Mitchison, arXiv:2411.09088"};
  record.parameters = counting::driven_parameters();
  record.claims = counting::driven_claims();
  return counting::counting_model(std::move(record), counting::driven_names, "quanta", counting::driven_subject);
}

}  // namespace qalor
