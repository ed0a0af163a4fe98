// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>

#include "qalor/base/complex_matrix.hpp"
#include "qalor/catalog/counted_models.hpp"

namespace qalor {
namespace counting {
namespace {

DeviceCard card() {
  DeviceCard out;
  out.table = "parameters";
  out.meaning = "a Lindblad equation drho/dt = -i[H, rho] + sum over jumps of L rho L^dagger - {L^dagger L, rho}/2";
  out.fields = {
      {.name = "H", .symbol = "H", .dimension = "energy", .type = FieldType::complex_matrix, .meaning = "Hamiltonian"}};
  out.lists = {{.name = "jumps",
                .entry = "jump",
                .meaning = "jump operators, counted from 0",
                .fields = {{.name = "operator",
                            .symbol = "L_k",
                            .dimension = "rate^(1/2)",
                            .type = FieldType::complex_matrix,
                            .meaning = "jump operator, the rate included"},
                           {.name = "partner",
                            .symbol = "k*",
                            .dimension = "1",
                            .type = FieldType::integer,
                            .range = Range::non_negative(),
                            .meaning = "the reverse jump, L_k = exp(s_k/2) L_k*^dagger; may be the jump itself"},
                           {.name = "entropy",
                            .symbol = "s_k",
                            .dimension = "nats",
                            .meaning = "given to the bath by one jump; required for a pair, 0 for a jump that is its "
                                       "own partner, infinite without a partner"},
                           {.name = "weights",
                            .symbol = "w_k",
                            .dimension = "count",
                            .type = FieldType::numbers,
                            .meaning = "what a jump adds to each count, { name = number }; counts not named: 0"}},
                .least = 1,
                .optional = {"partner", "entropy", "weights"}}};
  return out;
}

std::string path(std::size_t jump, const char* key) { return fmt::format("jump.{}.{}", jump, key); }

/// Names of all weights, in the order of the file.
std::vector<std::string> weight_names(const Settings& parameters) {
  std::vector<std::string> out;
  for (std::size_t k = 0; k < static_cast<std::size_t>(parameters.integer("jumps")); ++k)
    for (const auto& [name, weight] : device_numbers(parameters, path(k, "weights")))
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  return out;
}

std::vector<Complaint> check_custom(const Question& question) {
  std::vector<Complaint> out = custom_faults(question.parameters);
  if (!out.empty()) return out;
  const Subject subject = custom_subject(question.parameters);
  const Settings keys = with_default_count(question, subject.standard);
  return check(subject, {question.parameters, question.task, keys});
}

Answer answer_custom(const Question& question) {
  const Subject subject = custom_subject(question.parameters);
  const Settings keys = with_default_count(question, subject.standard);
  return answer(subject, {question.parameters, question.task, keys});
}

}  // namespace

Subject custom_subject(const Settings& p) {
  const std::vector<std::string> names = weight_names(p);
  std::vector<CountedJump> jumps;
  Subject out{
      {Lindblad(Operator(Space({qubit("none")})), Operator(Space({qubit("none")})), {}, {}, {}), {}, {}}, "", {}, {}};
  for (std::size_t k = 0; k < static_cast<std::size_t>(p.integer("jumps")); ++k) {
    CountedJump jump{.op = complex_matrix(p, path(k, "operator"))};
    if (p.has(path(k, "partner"))) jump.partner = static_cast<std::size_t>(p.integer(path(k, "partner")));
    if (p.has(path(k, "entropy"))) jump.entropy = p.real(path(k, "entropy"));
    const auto weights = device_numbers(p, path(k, "weights"));
    for (const std::string& name : names) {
      const auto found = std::find_if(weights.begin(), weights.end(), [&](const auto& w) { return w.first == name; });
      jump.weights.push_back(found == weights.end() ? 0 : found->second);
    }
    if (!jump.op.isZero(0)) out.jump_names.push_back(fmt::format("jump {}", k));
    jumps.push_back(std::move(jump));
  }
  out.counted = counted_flow(complex_matrix(p, "H"), jumps, names);
  add_standard_counts(out.counted);
  out.standard = names.empty() ? "activity" : names.front();
  return out;
}

}  // namespace counting

Model custom_lindblad() {
  Model out;
  out.name = "custom_lindblad";
  out.summary = "any Lindblad equation: a Hamiltonian and a list of jumps, with partners, entropies and weights";
  out.sources = {"T. Van Vu, arXiv:2411.19546",
                 "G. T. Landi, M. J. Kewming, M. T. Mitchison and P. P. Potts, arXiv:2303.04270"};
  out.device = counting::card();
  out.tasks = counting::tasks({}, "");
  out.quantities = counting::quantities();
  out.claims = counting::custom_claims();
  out.check = counting::check_custom;
  out.answer = counting::answer_custom;
  return out;
}

}  // namespace qalor
