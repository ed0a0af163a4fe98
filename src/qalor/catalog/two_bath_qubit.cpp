// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/bath.hpp"
#include "qalor/catalog/counted_models.hpp"

namespace qalor {
namespace counting {
namespace {

const std::vector<std::string> two_bath_names{"heat_hot",    "heat_cold", "quanta_hot",
                                              "quanta_cold", "activity",  "entropy"};

std::vector<Field> two_bath_parameters() {
  const Range positive = Range::positive();
  return {card::real("omega", "omega", "energy", 1, positive, "level spacing"),
          card::real("gamma_hot", "gamma_h", "rate", 1, positive, "coupling to the hot bath"),
          card::real("T_hot", "T_h", "energy", 2, positive, "temperature of the hot bath"),
          card::real("gamma_cold", "gamma_c", "rate", 1, positive, "coupling to the cold bath"),
          card::real("T_cold", "T_c", "energy", 0.5, positive, "temperature of the cold bath"),
          {.name = "statistics",
           .dimension = "1",
           .type = FieldType::choice,
           .fallback = Value(std::string("boson")),
           .choices = {"boson", "fermion"},
           .meaning = "up gamma n, down gamma (n + 1), or up gamma f, down gamma (1 - f)"}};
}

/// Up and down by one bath; the ratio of the rates is exp(-omega/T) to rounding.
void add_bath(Real omega, Real gamma, Real temperature, bool is_fermion, std::vector<CountedJump>& jumps) {
  const Real x = omega / temperature;
  Matrix up = Matrix::Zero(2, 2);
  up(1, 0) = 1;
  const Real in = gamma * (is_fermion ? fermi_occupation(x) : bose_occupation(x));
  const Real out = gamma * (is_fermion ? fermi_occupation(-x) : bose_occupation(x) + 1);
  const std::size_t here = jumps.size();
  const bool is_hot = here == 0;
  const auto weights = [&](Real sign) {
    return std::vector<Real>{is_hot ? sign * omega : 0, is_hot ? 0 : sign * omega, is_hot ? sign : 0,
                             is_hot ? 0 : sign};
  };
  jumps.push_back({up, in, -x, here + 1, weights(1)});
  jumps.push_back({up.adjoint(), out, x, here, weights(-1)});
}

}  // namespace

Subject two_bath_subject(const Settings& p) {
  const Real omega = p.real("omega");
  const bool is_fermion = p.text("statistics") == "fermion";
  Matrix h = Matrix::Zero(2, 2);
  h(1, 1) = omega;
  std::vector<CountedJump> jumps;
  add_bath(omega, p.real("gamma_hot"), p.real("T_hot"), is_fermion, jumps);
  add_bath(omega, p.real("gamma_cold"), p.real("T_cold"), is_fermion, jumps);
  Subject out{counted_flow(h, jumps, {"heat_hot", "heat_cold", "quanta_hot", "quanta_cold"}), "heat_hot", {}, {}};
  add_standard_counts(out.counted);
  const Real affinity = 1 / p.real("T_cold") - 1 / p.real("T_hot");
  out.affinities = {{"heat_hot", affinity},
                    {"heat_cold", -affinity},
                    {"quanta_hot", omega * affinity},
                    {"quanta_cold", -omega * affinity},
                    {"entropy", 1}};
  out.jump_names = {"jump 0 (hot, up)", "jump 1 (hot, down)", "jump 2 (cold, up)", "jump 3 (cold, down)"};
  return out;
}

}  // namespace counting

Model two_bath_qubit() {
  Model record;
  record.name = "two_bath_qubit";
  record.summary = "a qubit between a hot and a cold bath: classical jumps";
  record.sources = {"V. T. Vo, T. Van Vu and Y. Hasegawa, arXiv:2203.11501",
                    "G. T. Landi, M. J. Kewming, M. T. Mitchison and P. P. Potts, arXiv:2303.04270"};
  record.parameters = counting::two_bath_parameters();
  record.claims = counting::two_bath_claims();
  return counting::counting_model(std::move(record), counting::two_bath_names, "heat_hot", counting::two_bath_subject);
}

}  // namespace qalor
