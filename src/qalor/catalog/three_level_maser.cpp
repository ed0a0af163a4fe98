// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/catalog/counted_models.hpp"

namespace qalor {
namespace counting {
namespace {

const std::vector<std::string> maser_names{"quanta_hot", "quanta_cold", "heat_hot", "heat_cold", "activity", "entropy"};

std::vector<Field> maser_parameters() {
  const Range positive = Range::positive();
  return {card::real("gamma_hot", "gamma_h", "rate", 0.1, positive, "coupling of l and x to the hot bath"),
          card::real("n_hot", "n_h", "1", 5, positive, "occupation of the hot bath"),
          card::real("gamma_cold", "gamma_c", "rate", 2, positive, "coupling of u and x to the cold bath"),
          card::real("n_cold", "n_c", "1", 0.027, positive, "occupation of the cold bath"),
          card::real("epsilon", "epsilon", "energy", 0.15, {}, "driving between l and u"),
          card::real("Delta", "Delta", "energy", 0, {}, "detuning of the drive"),
          card::real("omega_hot", "omega_h", "energy", 1, positive, "energy per quantum of the hot bath"),
          card::real("omega_cold", "omega_c", "energy", 0.5, positive, "energy per quantum of the cold bath")};
}

/// Into x from the level with gamma n, back with gamma (n + 1).
void add_bath(Eigen::Index level, Real gamma, Real n, Real omega, std::vector<CountedJump>& jumps) {
  Matrix in = Matrix::Zero(3, 3);
  in(2, level) = 1;
  const Real s = std::log1p(1 / n);
  const std::size_t here = jumps.size();
  const bool is_hot = here == 0;
  const auto weights = [&](Real sign) {
    return std::vector<Real>{is_hot ? sign : 0, is_hot ? 0 : sign, is_hot ? sign * omega : 0,
                             is_hot ? 0 : sign * omega};
  };
  jumps.push_back({in, gamma * n, -s, here + 1, weights(1)});
  jumps.push_back({in.adjoint(), gamma * (n + 1), s, here, weights(-1)});
}

}  // namespace

Subject maser_subject(const Settings& p) {
  Matrix h = Matrix::Zero(3, 3);
  h(0, 0) = -p.real("Delta");
  h(0, 1) = h(1, 0) = p.real("epsilon");
  std::vector<CountedJump> jumps;
  add_bath(0, p.real("gamma_hot"), p.real("n_hot"), p.real("omega_hot"), jumps);
  add_bath(1, p.real("gamma_cold"), p.real("n_cold"), p.real("omega_cold"), jumps);
  Subject out{counted_flow(h, jumps, {"quanta_hot", "quanta_cold", "heat_hot", "heat_cold"}), "quanta_hot", {}, {}};
  add_standard_counts(out.counted);
  const Real affinity = std::log1p(1 / p.real("n_cold")) - std::log1p(1 / p.real("n_hot"));
  out.affinities = {{"quanta_hot", affinity},
                    {"quanta_cold", -affinity},
                    {"heat_hot", affinity / p.real("omega_hot")},
                    {"heat_cold", -affinity / p.real("omega_cold")},
                    {"entropy", 1}};
  out.jump_names = {"jump 0 (hot, into x)", "jump 1 (hot, out of x)", "jump 2 (cold, into x)",
                    "jump 3 (cold, out of x)"};
  return out;
}

}  // namespace counting

Model three_level_maser() {
  Model record;
  record.name = "three_level_maser";
  record.summary = "the three-level maser: heat drives a coherent field, quieter than classical jumps allow";
  record.sources = {"A. A. S. Kalaee, A. Wacker and P. P. Potts, arXiv:2103.07791", "T. Van Vu, arXiv:2411.19546"};
  record.parameters = counting::maser_parameters();
  record.claims = counting::maser_claims();
  return counting::counting_model(std::move(record), counting::maser_names, "quanta_hot", counting::maser_subject);
}

}  // namespace qalor
