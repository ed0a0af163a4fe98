// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/claim_result.hpp"
#include "qalor/catalog/finite_exchange.hpp"

namespace qalor::exchange {
namespace {

using Given = std::vector<std::pair<std::string, Value>>;
using Outputs = std::vector<std::string>;

const std::string jeon = "E. Jeon, P. Talkner, J. Yi and Y. W. Kim, arXiv:1705.08717, tested in this model";
const std::string stepwise = "E. Jeon, J. Yi and Y. W. Kim, arXiv:1611.03192, tested in this model";

/// The answer of the model, as a study would have it.
Record asked(const Given& given, const std::vector<double>& times, const Outputs& outputs, const Given& keys = {}) {
  const Model model = finite_exchange();
  Settings parameters = defaults(model.parameters);
  for (const auto& [name, value] : given) parameters.set(name, value, true);
  Settings asked = defaults(model.tasks.front().keys);
  asked.set("times", times, true);
  asked.set("outputs", outputs, true);
  for (const auto& [name, value] : keys) asked.set(name, value, true);
  return answer({parameters, model.tasks.front().kind, asked}).quantities;
}

std::vector<double> values(const Record& record, const std::string& name) {
  return std::get<Array>(*record.find(name)).values;
}

Given sizes(std::int64_t a, std::int64_t b, Real beta, Real mu, const Given& more = {}) {
  Given out{{"sites_A", a}, {"sites_B", b}, {"beta_A", beta}, {"beta_B", beta}, {"mu_A", mu}, {"mu_B", mu}};
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

ClaimResult within(const std::vector<Real>& expected, const std::vector<Real>& found, Real absolute) {
  ClaimResult out = near(expected, found, 1);
  out.holds = expected.size() == found.size();
  for (std::size_t k = 0; out.holds && k < expected.size(); ++k)
    out.holds = std::abs(found[k] - expected[k]) < absolute;
  return out;
}

ClaimResult all_of(std::vector<ClaimResult> parts) {
  ClaimResult out{"", "", true};
  for (const ClaimResult& part : parts) {
    out.expected += (out.expected.empty() ? "" : "; ") + part.expected;
    out.found += (out.found.empty() ? "" : "; ") + part.found;
    out.holds = out.holds && part.holds;
  }
  return out;
}

ClaimResult not_symmetric() {
  const Record r = asked(sizes(2, 2, 2, 0.6), {12.6}, {"transport"});
  return within({-0.0029961578438, -0.0300855689601, 0.0050622823513, 0.0502256733469}, values(r, "transport"), 1e-9);
}

ClaimResult not_positive() {
  const Record dimers = asked(sizes(2, 2, 2, 0.6), {12.6}, {"transport"});
  const Record odd = asked(sizes(3, 4, 8, 1.5, {{"contact", 1.5}}), {26.99}, {"transport"});
  const Record cold =
      asked({{"sites_B", std::int64_t{2}}, {"beta_A", 1.95}, {"beta_B", 2.05}, {"mu_A", 0.6}, {"mu_B", 0.6}}, {12.6},
            {"transport"});
  return within(
      {-0.0029961578438, -0.0057907187281, -1.47850628e-5, -0.1343615544, -2.989993e-4, 0.2599230454, 0.2593250467},
      {values(dimers, "transport")[0], values(dimers, "transport_min_eig")[0], values(odd, "transport_det")[0],
       values(odd, "transfer_particles")[0], values(cold, "transfer_heat")[0], values(cold, "heat_A")[0],
       values(cold, "heat_B")[0]},
      1e-9);
}

ClaimResult spontaneous() {
  const Record right = asked(sizes(2, 5, 2, 0.6), {9}, {});
  const Record left = asked(sizes(5, 2, 2, 0.6), {9}, {});
  std::vector<double> grid;
  for (int k = 0; k <= 200; ++k) grid.push_back(0.25 * k);
  Real largest = 0;
  for (const std::int64_t n : {2, 30})
    for (const std::string name : {"transfer_particles", "transfer_heat"})
      for (const Real x : values(asked(sizes(n, n, 2, 0.6), grid, {}), name)) largest = std::max(largest, std::abs(x));
  return all_of({within({0.0769097274865, 0.1644722246505, -0.0769097274865, -0.1644722246505},
                        {values(right, "transfer_particles")[0], values(right, "transfer_heat")[0],
                         values(left, "transfer_particles")[0], values(left, "transfer_heat")[0]},
                        1e-9),
                 below(1e-12, largest)});
}

/// First tau/N on a grid of 0.02 from 0.5 with a spontaneous flux above 1e-3.
Real onset(std::int64_t n) {
  std::vector<double> times;
  for (int k = 0; k <= 30; ++k) times.push_back((0.5 + 0.02 * k) * static_cast<Real>(n));
  const Record r = asked(sizes(n, 3 * n, 1, 0.5), times, {});
  const auto energy = values(r, "transfer_energy");
  const auto particles = values(r, "transfer_particles");
  for (std::size_t k = 0; k < times.size(); ++k)
    if (std::max(std::abs(energy[k]), std::abs(particles[k])) > 1e-3) return times[k] / static_cast<Real>(n);
  return 0;
}

ClaimResult sets_in_late() {
  Real early = 0;
  for (const std::int64_t n : {20, 40, 80}) {
    const Record r = asked(sizes(n, 3 * n, 1, 0.5), {0.5 * static_cast<Real>(n)}, {});
    early = std::max({early, std::abs(values(r, "transfer_energy")[0]), std::abs(values(r, "transfer_particles")[0])});
  }
  return all_of(
      {within({0.88, 0.92, 0.98, 1.00}, {onset(10), onset(20), onset(40), onset(80)}, 0.021), below(1e-8, early)});
}

/// The part of C5 where no work is done: half the second moment of the fluxes, and nothing flows.
ClaimResult no_work_no_anomaly() {
  const Record r = asked(sizes(6, 6, 2, 0.6, {{"geometry", "ladder"}, {"contact", 0.7}}), {0.4, 1.1, 3.3},
                         {"transport", "covariance"}, {{"basis", "energy"}});
  const auto transport = values(r, "transport");
  const auto covariance = values(r, "covariance");
  Real worst = 0;
  Real smallest = 1;
  for (std::size_t t = 0; t < 3; ++t) {
    const Eigen::Map<const ChargeMatrix> c(covariance.data() + 16 * t);  // symmetric: either order
    const Charges energy(-0.5, 0, 0.5, 0), particles(0, -0.5, 0, 0.5);
    const std::vector<Real> half{0.5 * energy.dot(c * energy), 0.5 * energy.dot(c * particles),
                                 0.5 * particles.dot(c * energy), 0.5 * particles.dot(c * particles)};
    for (std::size_t k = 0; k < 4; ++k) worst = std::max(worst, std::abs(half[k] - transport[4 * t + k]));
    for (const std::string name : {"work", "transfer_energy", "transfer_particles", "transport_asymmetry"})
      worst = std::max(worst, std::abs(values(r, name)[t]));
    smallest = std::min(smallest, values(r, "transport_min_eig")[t]);
  }
  ClaimResult out = below(1e-10, worst);
  out.holds = out.holds && smallest > 0;
  return out;
}

ClaimResult work_is_the_cause() {
  const Record r = asked(sizes(2, 5, 2, 0.6), {5}, {"fluctuation", "bounds"}, {{"method", "sectors"}});
  const Real mean = values(r, "transfer_particles")[0];
  const Real tanh = values(r, "tanh_half_entropy")[0];
  const Real bound = std::sqrt((values(r, "variance_particles")[0] + mean * mean) * tanh);
  ClaimResult out = within({0.0054349985, 0.0054349985, 0.2560208887, 0.3733141761},
                           {mean, values(r, "tanh_transfer_particles")[0], tanh, bound}, 1.1e-10);
  out.holds = out.holds && std::abs(mean) <= bound;
  return all_of({out, no_work_no_anomaly()});
}

ClaimResult gentle_switching() {
  std::vector<Real> found;
  for (const Real ramp : {0.0, 1.0, 2.0, 5.0, 8.0}) {
    const Record r = asked(sizes(10, 30, 2, 0.6, {{"ramp", ramp}}), {20}, {});
    found.push_back(values(r, "work")[0]);
    found.push_back(values(r, "transfer_energy")[0]);
  }
  return within({0.5227583882, 0.0984514006, 0.4452503449, 0.0898534649, 0.3174234416, 0.0771994366, 0.1446356422,
                 0.0465546442, 0.0949380483, 0.0159440645},
                found, 1e-7);
}

ClaimResult large_and_long() {
  const Record r = asked(sizes(200, 600, 2, 0.6), {100, 180}, {"transport", "references"}, {{"basis", "energy"}});
  const auto transport = values(r, "transport");
  const auto rate = values(r, "reference_transport_rate");
  std::vector<Real> slopes;
  for (std::size_t k = 0; k < 4; ++k) slopes.push_back((transport[4 + k] - transport[k]) / 80);
  return all_of({within(rate, slopes, 1e-5),
                 within({0.0612306712, 0.0373662809, 0.0745791728}, {rate[0], rate[1], rate[3]}, 1e-9),
                 near({0.5228254}, {values(r, "work")[1]}, 1e-6),
                 near(std::vector<Real>{r.number("reference_work")}, {values(r, "work")[1]}, 1e-3),
                 near({0.5233072770}, {r.number("reference_work")}, 1e-9),
                 near({-4.69e-6}, {values(r, "transport_asymmetry")[1]}, 1e-2)});
}

ClaimResult billiards() {
  std::vector<Real> deviations, ratios;
  for (const std::int64_t n : {25, 50, 100, 200}) {
    const Record r = asked(sizes(n, 3 * n, 1, 0.5), {3.0 * static_cast<Real>(n)}, {"transport", "references"},
                           {{"basis", "energy"}});
    const auto found = values(r, "transport");
    const auto expected = values(r, "reference_billiard_transport");
    Real difference = 0;
    for (std::size_t k = 0; k < 4; ++k) difference = std::max(difference, std::abs(found[k] - expected[k]));
    deviations.push_back(difference / *std::max_element(expected.begin(), expected.end()));
    if (deviations.size() > 1) ratios.push_back(deviations[deviations.size() - 2] / deviations.back());
  }
  return all_of({near({0.01475, 0.00729, 0.00359, 0.00178}, deviations, 5e-3), within({2, 2, 2}, ratios, 0.2)});
}

ClaimResult stepwise_rates() {
  std::vector<Real> found;
  const auto add = [&](std::int64_t a, std::int64_t b, const std::vector<double>& times) {
    const Record r =
        asked({{"sites_A", a}, {"sites_B", b}, {"beta_A", 10.0}, {"beta_B", 10.0}, {"mu_A", 0.1}, {"mu_B", -0.1}},
              times, {"rates", "references"});
    for (const Real rate : values(r, "rate_particles")) found.push_back(rate / r.number("reference_rate_particles"));
    return r.number("reference_rate_particles");
  };
  const Real landauer = add(60, 180, {30, 120, 210});
  add(120, 120, {60, 180});
  return all_of({within({0.9956, -0.0002, -1.0065, 0.9991, -0.9889}, found, 1e-4),
                 within({1, 0, -1, 1, -1}, found, 0.02), near({0.0318309885}, {landauer}, 1e-8)});
}

}  // namespace

std::vector<Claim> claims() {
  return {
      {"C1: the transport matrix need not be symmetric", jeon, not_symmetric},
      {"C2: nor positive: heat may go from cold to hot while work heats both bodies", jeon, not_positive},
      {"C3: without bias particles and heat flow between bodies of different size, not between equal ones", jeon,
       spontaneous},
      {"C4: the spontaneous flux sets in when the far end is heard, at tau = N/J", jeon, sets_in_late},
      {"C5: work is the cause: without it L = <JJ>/2, and <J> = <J tanh(beta W/2)>", jeon, work_is_the_cause},
      {"C6: spontaneous flux and work fade when the switching is gentle", jeon, gentle_switching},
      {"C7: large systems and long contact show Landauer's transport and a bounded work", jeon, large_and_long},
      {"C8: at tau = 3N the transport matrix is the billiard's, up to 1/N", jeon, billiards},
      {"C9: the rate of exchange goes by steps +1, 0, -1 times Landauer's", stepwise, stepwise_rates},
  };
}

}  // namespace qalor::exchange
