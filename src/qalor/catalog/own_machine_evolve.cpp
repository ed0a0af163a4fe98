// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "qalor/catalog/account_card.hpp"
#include "qalor/catalog/columns.hpp"
#include "qalor/catalog/own_machine.hpp"
#include "qalor/hilbert/entropy.hpp"
#include "qalor/ledger/nonequilibrium_account.hpp"
#include "qalor/solve/blocks.hpp"
#include "qalor/solve/evolve.hpp"
#include "qalor/solve/packing.hpp"
#include "qalor/solve/propagator.hpp"
#include "qalor/solve/spectrum.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor::own {
namespace {

DensityMatrix initial_of(const Setup& setup, const Lindblad& flow, const Question& question) {
  const Settings& keys = question.keys;
  const Space& space = flow.space();
  if (keys.has("state")) {
    std::vector<Complaint> ignored;
    const Matrix rho = task_operator(setup, question, "state", ignored)->dense();
    return {space, rho / rho.trace()};
  }
  const auto* word = std::get_if<std::string>(&keys.entries().at("initial").value);
  if (word == nullptr || *word == "steady_state") return counting::initial_state(flow, keys);
  if (*word == "ground") return basis_state(space, 0);
  const auto d = static_cast<Eigen::Index>(space.dimension());
  return {space, Matrix(Matrix::Identity(d, d) / static_cast<Real>(d))};
}

bool all_bosonic(const Setup& setup) {
  return std::all_of(setup.machine.baths.begin(), setup.machine.baths.end(),
                     [](const Bath& bath) { return bath.statistics == Statistics::boson; });
}

/// Total entropy production never decreases where the books make the second law a theorem.
void judge_totals(const Setup& setup, const std::vector<Real>& totals, Certificate& certificate) {
  Real worst = 0, before = 0, scale = 1;
  for (const Real total : totals) {
    worst = std::max(worst, before - total);
    scale = std::max(scale, std::abs(total));
    before = total;
  }
  const bool holds = worst <= 1e-10 * scale;  // rounding of the integrated heats
  certificate.details.set("second_law", static_cast<std::int64_t>(holds));
  const std::string verdict =
      holds ? "both laws hold" : fmt::format("the total entropy production decreases by {:.3g}", worst);
  certificate.details.set("verdict", verdict);
  if (!holds && second_law_is_theorem(setup)) certificate.degrade(Status::law_violated, verdict);
}

void add_currents(const Setup& setup, const Lindblad& flow, const Trajectory<DensityMatrix>& run, std::size_t k,
                  Columns& out) {
  const auto& baths = setup.machine.baths;
  for (std::size_t x = 0; x < baths.size(); ++x) {
    const Exchange gained = flow.exchange(run.states[k], x);
    out.add("heat_current_" + baths[x].name, gained.energy - baths[x].chemical_potential * gained.particles);
    if (baths[x].statistics == Statistics::fermion) {
      out.add("energy_current_" + baths[x].name, gained.energy);
      out.add("particle_current_" + baths[x].name, gained.particles);
      out.add("energy_" + baths[x].name, run.energies[x][k]);
    } else {
      out.add("heat_" + baths[x].name, run.energies[x][k]);
    }
  }
  out.add("power", flow.power(run.states[k]));
  out.add("work", run.work[k]);
}

Complex correlation_at(const Matrix& first, const Matrix& re, const Matrix& im) {
  return (first * re).trace() + Complex(0, 1) * (first * im).trace();
}

}  // namespace

Answer evolve(const Setup& setup, const Question& question) {
  const Lindblad flow = lindblad_flow(setup);
  const DensityMatrix initial = initial_of(setup, flow, question);
  auto run = qalor::evolve(flow, initial, question.keys.reals("times"));
  const Real start = entropy(initial);
  const bool has_totals = all_bosonic(setup);
  Columns columns;
  std::vector<Real> totals;
  std::vector<NonequilibriumAccount> accounts;
  const Levels levels = levels_of(flow.hamiltonian());
  for (std::size_t k = 0; k < run.times.size(); ++k) {
    columns.add("time", run.times[k]);
    add_currents(setup, flow, run, k, columns);
    columns.add("energy", expectation(flow.hamiltonian(), run.states[k]).real());
    const Real now = entropy(run.states[k]);
    columns.add("entropy", now);
    for (const auto& [name, value] : observed(setup, run.states[k])) columns.add(name, value);
    if (!has_totals) continue;
    Real total = now - start;
    for (std::size_t x = 0; x < run.energies.size(); ++x) total -= setup.machine.baths[x].beta * run.energies[x][k];
    totals.push_back(total);
    NonequilibriumAccount& account_now = accounts.emplace_back(account(flow, levels, run.states[k]));
    for (const std::vector<Real>& heat : run.energies) account_now.heat += heat[k];
    account_now.work = run.work[k];
    account_now.total_entropy_production = total;
  }
  Answer answer{{}, std::move(run.certificate)};
  columns.write(answer.quantities);
  if (has_totals) write_accounts(accounts, "", answer.quantities);
  if (has_totals) certify_accounts(accounts, "the whole Hamiltonian", answer.certificate);
  if (has_totals) judge_totals(setup, totals, answer.certificate);
  return answer;
}

Answer spectrum(const Setup& setup) {
  const std::vector<Complex> values = generator_spectrum(lindblad_flow(setup));
  std::vector<Real> re, im;
  for (const Complex& z : values) {
    re.push_back(z.real());
    im.push_back(z.imag());
  }
  Answer answer;
  answer.quantities.set("eigenvalues_re", vector_datum(re));
  answer.quantities.set("eigenvalues_im", vector_datum(im));
  answer.quantities.set("spectral_gap", spectral_gap(values, true));
  answer.certificate.method = "dense eigenvalues of the independent parts of the generator";
  // A generator has a zero eigenvalue and no growing one: what is left of that by rounding is the residual.
  const auto smaller = [](Complex a, Complex b) { return std::abs(a) < std::abs(b); };
  answer.certificate.residual =
      std::max(std::abs(*std::min_element(values.begin(), values.end(), smaller)), re.front());
  if (!(answer.certificate.residual <= 1e-10 * std::max(std::abs(re.back()), Real(1e-300))))
    answer.certificate.degrade(Status::not_converged,
                               fmt::format("an eigenvalue is off zero by {:.1e}", answer.certificate.residual));
  return answer;
}

/// <A(t) B(0)> = tr A exp(L t) B rho. Source: M. Lax, Phys. Rev. 129, 2342 (1963), doi:10.1103/PhysRev.129.2342.
Answer correlation(const Setup& setup, const Question& question) {
  std::vector<Complaint> ignored;
  const Matrix first = task_operator(setup, question, "first", ignored)->dense();
  const Matrix second = task_operator(setup, question, "second", ignored)->dense();
  const Lindblad flow = lindblad_flow(setup);
  auto [rho, certificate] = qalor::steady_state(flow);
  const Matrix start = second * rho.matrix();
  // B rho is no Hermitian matrix, but a sum of two, and the motion is linear.
  const Packing packing = whole_packing(flow.space().dimension());
  Propagator motion(packed_generator(flow, packing), packing.size());
  RealVector re = packing.pack(0.5 * (start + start.adjoint()));
  RealVector im = packing.pack(Complex(0, -0.5) * (start - start.adjoint()));
  std::vector<Real> real_part, imaginary_part;
  Real now = 0;
  const std::vector<Real>& times = question.keys.reals("times");
  for (const Real t : times) {
    re = motion.step(re, t - now);
    im = motion.step(im, t - now);
    now = t;
    const Complex value = correlation_at(first, packing.unpack(re), packing.unpack(im));
    real_part.push_back(value.real());
    imaginary_part.push_back(value.imag());
  }
  Answer answer{{}, std::move(certificate)};
  answer.quantities.set("time", vector_datum(times));
  answer.quantities.set("correlation_re", vector_datum(real_part));
  answer.quantities.set("correlation_im", vector_datum(imaginary_part));
  answer.certificate.details.set("regression", std::string("exponential of the generator on second x steady state"));
  return answer;
}

}  // namespace qalor::own
