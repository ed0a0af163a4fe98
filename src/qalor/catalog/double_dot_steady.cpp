// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <optional>

#include "qalor/analysis/verdict.hpp"
#include "qalor/catalog/double_dot.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor::two_dots {
namespace {

void add_flows(const Ledger& ledger, Record& out) {
  for (const BathEntry& bath : ledger.baths) out.set("particle_current_" + bath.name, bath.particles);
  for (const BathEntry& bath : ledger.baths) out.set("energy_current_" + bath.name, bath.energy);
  for (const BathEntry& bath : ledger.baths) out.set("heat_current_" + bath.name, bath.heat);
  out.set("entropy_production", ledger.entropy_production);
}

void add_state(const DensityMatrix& rho, Record& out) {
  const Space& space = rho.space();
  const Complex coherence = expectation(raise(space, 1) * lower(space, 0), rho);  // <10|rho|01>
  out.set("occupation_1", expectation(number(space, 0), rho).real());
  out.set("occupation_2", expectation(number(space, 1), rho).real());
  out.set("coherence_re", coherence.real());
  out.set("coherence_im", coherence.imag());
  out.set("min_eigenvalue", hermitian_eigenvalues(rho.matrix())(0));
}

/// Why a method can break the second law; nothing where the law is a theorem.
std::optional<std::string> excuse(Method method) {
  switch (method) {
    case Method::local:
      return "local jumps exchange the energies of the single dots and not of the levels that the hopping makes";
    case Method::perlind:
      return "PERLind jumps superpose transitions of different energies and obey detailed balance only to the order of "
             "the tunnelling rates";
    case Method::redfield:
    case Method::one_vn:
      return "equations of second order in the tunnelling obey detailed balance only to the order of the tunnelling "
             "rates";
    case Method::pauli_global:
    case Method::negf:
      break;
  }
  return std::nullopt;
}

/// Adds both laws and the verdict in words. A negative entropy production is never let pass.
void judge(const Parameters& p, const Ledger& ledger, Certificate& certificate) {
  const std::optional<std::string> why = excuse(p.method);
  if (ledger.second_law_holds() || !why) return qalor::judge(ledger, SecondLaw::theorem, certificate);
  const std::string reason =
      fmt::format("the entropy production is negative, {:.5g}: {}", ledger.entropy_production, *why);
  certificate.degrade(Status::law_violated, reason);
  qalor::judge(ledger, SecondLaw::theorem, certificate);
  certificate.details.set("verdict", reason);
}

template <class G>
Answer from_state(const Parameters& p, const G& flow) {
  auto [rho, certificate] = qalor::steady_state(flow);
  Answer answer{{}, std::move(certificate)};
  const Ledger ledger = balance(flow, rho);
  add_flows(ledger, answer.quantities);
  add_state(rho, answer.quantities);
  judge(p, ledger, answer.certificate);
  grade(p, ledger, answer.certificate);
  return answer;
}

Answer exact(const Parameters& p) {
  const LeadCurrents currents = exact_currents(p);
  const Ledger books = ledger({p.left, p.right}, currents);
  Answer answer{{}, currents.certificate};
  add_flows(books, answer.quantities);
  judge(p, books, answer.certificate);
  return answer;
}

}  // namespace

Answer steady_state(const Parameters& p) {
  if (p.method == Method::negf) return exact(p);
  const bool is_second_order = p.method == Method::redfield || p.method == Method::one_vn;
  return is_second_order ? from_state(p, second_order_flow(p)) : from_state(p, lindblad_flow(p));
}

}  // namespace qalor::two_dots
