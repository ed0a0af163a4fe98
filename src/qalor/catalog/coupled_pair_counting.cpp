// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "qalor/catalog/coupled_pair_answer.hpp"
#include "qalor/solve/counting.hpp"
#include "qalor/solve/landauer.hpp"
#include "qalor/solve/moments.hpp"
#include "qalor/solve/spectrum.hpp"
#include "qalor/solve/steady.hpp"

namespace qalor::pair {
namespace {

/// What is counted, from where.
struct Count {
  std::size_t bath;
  bool is_energy;
};

/// A in lambda(chi) = lambda(-chi - A), where that symmetry exists.
/// Local: every excitation carries the same entropy. Global, Landauer: only energy does.
std::optional<Real> affinity(const Parameters& p, const Count& count) {
  const Real sign = count.bath == 0 ? 1 : -1;
  if (p.dynamics == Dynamics::local) {
    const Real unit = count.is_energy ? (count.bath == 0 ? p.omega_A : p.omega_B) : 1;
    return sign * (p.b.beta * p.omega_B - p.a.beta * p.omega_A) / unit;
  }
  if (count.is_energy) return sign * (p.b.beta - p.a.beta);
  return std::nullopt;
}

/// Cumulants, Fano factor and uncertainty ratio C_2 sigma/C_1^2. A mean of rounding size has no ratios.
void add_cumulants(const Parameters& p, const Count& count, const std::vector<Real>& values, Real entropy_production,
                   Record& out) {
  out.set("cumulants", vector_datum(values));
  if (const auto a = affinity(p, count)) out.set("affinity", *a);
  if (values.size() < 2 || std::abs(values[0]) <= 1e-14 * std::abs(values[1])) return;
  out.set("fano", values[1] / std::abs(values[0]));
  out.set("tur_ratio", values[1] * entropy_production / (values[0] * values[0]));
}

/// The first cumulant against the mean current by the direct route.
void check_mean(Real cumulant, Real current, Real gross, Certificate& certificate) {
  const Real error = std::abs(cumulant - current);
  certificate.details.set("mean_current_error", error);
  if (!(error <= 1e-11 * gross))
    certificate.degrade(Status::not_converged,
                        fmt::format("the first cumulant differs from the current by {:.1e}", error));
}

Answer qubits(const Parameters& p, const Count& count, const Settings& keys) {
  const Lindblad flow = qubit_flow(p);
  const DensityMatrix rho = qalor::steady_state(flow).state;
  const Ledger ledger = balance(flow, rho);
  const Operator excitations = number(flow.space(), 0) + number(flow.space(), 1);
  const Weights weights =
      count.is_energy ? energy_weights(flow, count.bath) : charge_weights(flow, excitations, count.bath);
  auto [values, certificate] = qalor::cumulants(flow, weights, static_cast<int>(keys.integer("order")));
  Answer answer{{}, std::move(certificate)};
  add_cumulants(p, count, values, ledger.entropy_production, answer.quantities);
  const Matrix change = flow.dissipator(rho, {Source::Kind::bath, count.bath});
  const Operator& counted = count.is_energy ? flow.heat_energy() : excitations;
  check_mean(values[0], trace_product(counted.matrix(), change).real(), 1 + ledger.baths[count.bath].gross_energy,
             answer.certificate);

  if (!keys.has("chi")) return answer;
  const std::vector<Real>& chi = keys.reals("chi");
  const std::vector<Real> scgf = scaled_cumulant_generating_function(flow, weights, chi);
  answer.quantities.set("scgf", vector_datum(scgf));
  if (const auto a = affinity(p, count)) {
    std::vector<Real> mirrored;
    for (const Real x : chi) mirrored.push_back(-x - *a);
    const std::vector<Real> other = scaled_cumulant_generating_function(flow, weights, mirrored);
    Real worst = 0;
    for (std::size_t k = 0; k < chi.size(); ++k)
      worst = std::max(worst, std::abs(scgf[k] - other[k]) / (1 + std::abs(scgf[k])));
    answer.certificate.details.set("symmetry_residual", worst);
    if (!(worst <= 1e-9))  // far above the rounding of the eigenvalues, far below a broken symmetry
      answer.certificate.degrade(Status::law_violated, fmt::format("the fluctuation symmetry fails by {:.1e}", worst));
  }
  return answer;
}

Answer oscillators(const Parameters& p, const Count& count, const Settings& keys) {
  const BosonFlow flow = boson_flow(p);
  const Ledger ledger = balance(flow, qalor::steady_state(flow).state);
  std::vector<Real> quanta;
  for (const BosonJump& jump : flow.jumps())
    quanta.push_back(jump.bath != count.bath ? 0 : (count.is_energy ? jump.frequency : 1));
  auto [values, certificate] = mean_and_variance(flow, quanta);
  values.resize(static_cast<std::size_t>(keys.integer("order")));
  Answer answer{{}, std::move(certificate)};
  add_cumulants(p, count, values, ledger.entropy_production, answer.quantities);
  if (count.is_energy)
    check_mean(values[0], ledger.baths[count.bath].energy, ledger.baths[count.bath].gross_energy, answer.certificate);
  return answer;
}

Answer landauer(const Parameters& p, const Count& count, const Settings& keys) {
  const BosonTransport transport(boson_machine(p));
  const TransportCurrents currents = landauer_currents(transport);
  auto [mean, variance, certificate] = landauer_noise(transport, count.bath, count.is_energy ? 1 : 0);
  std::vector<Real> values{mean, variance};
  values.resize(static_cast<std::size_t>(keys.integer("order")));
  Answer answer{{}, std::move(certificate)};
  add_cumulants(p, count, values, -p.a.beta * currents.heat[0] - p.b.beta * currents.heat[1], answer.quantities);
  return answer;
}

}  // namespace

Answer cumulants(const Parameters& p, const Settings& keys) {
  const Count count{keys.text("bath") == "A" ? std::size_t{0} : std::size_t{1}, keys.text("count") == "energy"};
  if (p.dynamics == Dynamics::landauer) return landauer(p, count, keys);
  return p.is_oscillator ? oscillators(p, count, keys) : qubits(p, count, keys);
}

Answer spectrum(const Parameters& p) {
  const std::vector<Complex> values =
      p.is_oscillator ? moment_spectrum(boson_flow(p)) : generator_spectrum(qubit_flow(p));
  std::vector<Real> re;
  std::vector<Real> im;
  for (const Complex& z : values) {
    re.push_back(z.real());
    im.push_back(z.imag());
  }
  Answer answer;
  answer.quantities.set("eigenvalues_re", vector_datum(re));
  answer.quantities.set("eigenvalues_im", vector_datum(im));
  answer.quantities.set("spectral_gap", spectral_gap(values, !p.is_oscillator));
  answer.certificate.method = p.is_oscillator ? "dense eigenvalues of the equations of motion of the moments"
                                              : "dense eigenvalues of the independent parts of the generator";
  // A generator has one zero eigenvalue and no growing one: what is left of that by rounding is the residual.
  const Real nearest = std::abs(
      *std::min_element(values.begin(), values.end(), [](Complex a, Complex b) { return std::abs(a) < std::abs(b); }));
  answer.certificate.residual = p.is_oscillator ? std::max(Real(0), re.front()) : std::max(nearest, re.front());
  if (!(answer.certificate.residual <= 1e-10 * std::abs(re.back())))
    answer.certificate.degrade(Status::not_converged,
                               fmt::format("an eigenvalue is off zero by {:.1e}", answer.certificate.residual));
  return answer;
}

}  // namespace qalor::pair
