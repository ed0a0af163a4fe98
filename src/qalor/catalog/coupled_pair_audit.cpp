// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/analysis/verdict.hpp"
#include "qalor/catalog/coupled_pair_answer.hpp"
#include "qalor/solve/moments.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor::pair {
namespace {

/// The books that are read in one steady state.
struct Books {
  std::string label;
  Ledger ledger;
};

void add_books(const Books& books, Record& out) {
  for (const BathEntry& bath : books.ledger.baths) out.set("heat_current_" + bath.name + "_" + books.label, bath.heat);
  out.set("power_" + books.label, books.ledger.power);
  out.set("entropy_production_" + books.label, books.ledger.entropy_production);
  out.set("second_law_" + books.label, static_cast<std::int64_t>(books.ledger.second_law_holds()));
}

Real largest_element(const Matrix& m) { return m.cwiseAbs().maxCoeff(); }

/// How far the states that should be stationary are from being so (qubits).
void add_fixed_points(const Parameters& p, const Lindblad& flow, Record& out) {
  const Space& space = flow.space();
  const auto site = [&](std::size_t k, Real omega, Real beta) {
    const Space one = space.only({k});
    return thermal_state(omega * number(one, 0), beta);
  };
  const DensityMatrix thermal = product(site(0, p.omega_A, p.a.beta), site(1, p.omega_B, p.b.beta));
  out.set("product_gibbs_drift", largest_element(flow.derivative(DensityMatrix::unchecked(space, thermal.matrix()))));
  for (std::size_t x = 0; x < 2; ++x) {
    const DensityMatrix gibbs = thermal_state(flow.hamiltonian(), flow.baths()[x].beta);
    out.set("gibbs_residual_" + flow.baths()[x].name, largest_element(flow.dissipator(gibbs, {Source::Kind::bath, x})));
  }
}

std::string explanation(const Parameters& p, const std::vector<Books>& all) {
  const auto find = [&](const std::string& label) -> const Ledger* {
    for (const Books& books : all)
      if (books.label == label) return &books.ledger;
    return nullptr;
  };
  const Ledger* bare = find("bare");
  const Ledger* full = find("full");
  if (bare == nullptr)
    return "global jumps exchange energy of the whole Hamiltonian: each bath alone leads to its Gibbs state, and both "
           "laws hold";
  if (!p.is_coherent)
    return fmt::format(
        "noise carries no entropy: all its energy is work, {:.4g} here, and both laws hold with either heat",
        bare->power);
  const bool moves = std::abs(full->baths[0].heat) > 1e-12 * full->baths[0].gross_energy;
  if (!full->second_law_holds())
    return fmt::format(
        "full-H heat flows from cold to hot: local jumps ignore the coupling energy; the bare books, with "
        "switching work {:.4g}, respect the second law",
        bare->power);
  if (p.a.beta == p.b.beta && moves)
    return fmt::format(
        "at equal temperatures the entropy production of full-H heat is blind: heat flows between equal baths, "
        "which only local jumps allow (see gibbs_residual_A, _B); the bare books book {:.4g} as switching work",
        bare->power);
  return fmt::format(
      "both books respect the second law here; they differ by the switching work {:.4g} of keeping the jumps "
      "local",
      bare->power);
}

void conclude(const Parameters& p, const std::vector<Books>& all, Answer& answer) {
  Real worst = 0;
  bool theorem_holds = true;
  bool all_hold = true;
  for (const Books& books : all) {
    add_books(books, answer.quantities);
    const Real residual = std::abs(books.ledger.first_law_residual());
    worst = std::max(worst, residual);
    const bool theorem = books.label == "bare" || p.dynamics == Dynamics::global || !p.is_coherent;
    theorem_holds = theorem_holds && (!theorem || books.ledger.second_law_holds());
    all_hold = all_hold && books.ledger.second_law_holds();
  }
  if (p.is_coherent) answer.quantities.set("secular_ratio", secular_ratio(p));
  if (p.is_coherent && p.dynamics == Dynamics::local) answer.quantities.set("epsilon_eff", effective_exchange(p));
  answer.quantities.set("first_law_residual", worst);
  answer.certificate.details.set("verdict",
                                 std::string(all_hold ? "both laws hold" : "full-H heat violates the second law"));
  answer.certificate.details.set("explanation", explanation(p, all));
  Real gross = 0;
  for (const BathEntry& bath : all.front().ledger.baths) gross += bath.gross_energy;
  if (worst > 1e-12 * gross)
    answer.certificate.degrade(Status::law_violated, "the two routes to the first law disagree");
  if (!theorem_holds)
    answer.certificate.degrade(Status::law_violated, "the second law is violated where these books make it a theorem");
}

/// The heats that the generator has a name for.
std::vector<Heat> available(const Parameters& p) {
  if (p.dynamics == Dynamics::global) return {Heat::full};
  return {Heat::bare, Heat::full};
}

Parameters with_heat(Parameters p, Heat heat) {
  p.heat = heat;
  return p;
}

template <class Build>
Answer audit_with(const Parameters& p, Build build) {
  auto [state, certificate] = qalor::steady_state(build(p));
  std::vector<Books> all;
  for (const Heat heat : available(p))
    all.push_back({heat == Heat::bare ? "bare" : "full", balance(build(with_heat(p, heat)), state)});
  Answer answer{{}, std::move(certificate)};
  conclude(p, all, answer);
  return answer;
}

}  // namespace

Answer audit(const Parameters& p) {
  if (p.is_oscillator) return audit_with(p, boson_flow);
  Answer answer = audit_with(p, qubit_flow);
  add_fixed_points(p, qubit_flow(p), answer.quantities);
  return answer;
}

}  // namespace qalor::pair
