// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/catalog/finite_exchange.hpp"
#include "qalor/catalog/finite_exchange_motions.hpp"

namespace qalor::exchange {
namespace {

void append(const Record& from, Record& into) {
  for (const auto& [name, datum] : from) into.set(name, datum);
}

Answer quadratic_answer(const Setup& setup, const Question& q) {
  const FreeMotions motions(setup, q.memo);
  const QuadraticExchange& exchange = motions.exchange();
  const ModeState state = exchange.state_of(setup.machine);
  const ExchangeQuestion question = read_question(setup.machine, q.keys);
  std::vector<ExchangeStatistics> at;
  for (const Real tau : q.keys.reals("times"))
    at.push_back(needs_propagator(question) ? exchange.statistics(*motions.motion(tau), question, state)
                                            : exchange.statistics(*motions.sums(tau), state));
  Answer out{timed_quantities(q.keys.reals("times"), at, setup.machine, q.keys),
             {.method = "quadratic: one-body propagator in the modes of the bodies"}};
  if (asks(q.keys, "time_average"))
    append(averaged_quantities(exchange.means(*motions.average_gain(), state), setup.machine, q.keys), out.quantities);
  out.certificate.details.set("largest_dimension", static_cast<std::int64_t>(exchange.size()));
  if (setup.switching.ramp > 0) out.certificate.details.set("ramp_error", exchange.step_error());
  certify(setup, q, at, out.certificate);
  return out;
}

void describe(const ManyBody& bodies, Certificate& certificate) {
  const Largest largest = largest_sector(bodies.machine(), bodies.most_particles());
  certificate.details.set("largest_dimension", static_cast<std::int64_t>(largest.joined));
  if (bodies.machine().statistics != Statistics::boson) return;
  certificate.details.set("boson_cutoff", static_cast<std::int64_t>(bodies.most_particles()));
  certificate.details.set("discarded_weight", bodies.discarded());
}

Answer sector_answer(const Setup& setup, const Question& q) {
  const ManyBody bodies(setup.machine, many_body_options(q.parameters));
  const std::vector<Real>& times = q.keys.reals("times");
  const SectorStatistics found =
      sector_statistics(bodies, times, setup.switching, read_question(setup.machine, q.keys));
  Answer out{timed_quantities(times, found.at, setup.machine, q.keys),
             {.method = "sectors: exact diagonalisation with given numbers of particles"}};
  if (asks(q.keys, "time_average"))
    append(averaged_quantities(sector_average(bodies), setup.machine, q.keys), out.quantities);
  describe(bodies, out.certificate);
  if (setup.switching.ramp > 0) out.certificate.details.set("ramp_error", found.step_error);
  certify(setup, q, found.at, out.certificate);
  return out;
}

/// Adds one standard error to every quantity that the groups disagree on, by the jackknife.
void add_errors(const std::vector<Record>& without_group, Record& out) {
  Record errors;
  const auto groups = static_cast<Real>(without_group.size());
  for (const auto& [name, datum] : out) {
    const auto* whole = std::get_if<Array>(&datum);
    if (whole == nullptr || name == "time" || name == "number_change") continue;
    Array error = *whole;
    for (std::size_t k = 0; k < error.values.size(); ++k) {
      Real mean = 0, square = 0;
      for (const Record& r : without_group) mean += std::get<Array>(*r.find(name)).values[k] / groups;
      for (const Record& r : without_group) square += std::pow(std::get<Array>(*r.find(name)).values[k] - mean, 2);
      error.values[k] = std::sqrt((groups - 1) / groups * square);
    }
    errors.set(name + "_error", error);
  }
  append(errors, out);
}

Answer stochastic_answer(const Setup& setup, const Question& q, Method method) {
  ManyBody::Options options = many_body_options(q.parameters);
  options.fold_spin = false;
  const ManyBody bodies(setup.machine, options);
  const Sampling sampling{q.keys.integer("samples"), q.keys.integer("seed")};
  const std::vector<Real>& times = q.keys.reals("times");
  const bool is_drawn = method == Method::sampling;
  const SampledStatistics found =
      is_drawn ? sampled_statistics(bodies, times, read_question(setup.machine, q.keys), sampling)
               : typical_statistics(bodies, times, sampling);
  Answer out{timed_quantities(times, found.at, setup.machine, q.keys), {}};
  std::vector<Record> groups;
  for (const auto& group : found.without_group) groups.push_back(timed_quantities(times, group, setup.machine, q.keys));
  add_errors(groups, out.quantities);
  out.certificate.method = is_drawn ? "sampling: initial states drawn exactly, evolved by Chebyshev's series"
                                    : "typicality: random vectors, evolved by Chebyshev's series";
  describe(bodies, out.certificate);
  out.certificate.details.set("samples", sampling.samples);
  out.certificate.details.set("seed", sampling.seed);
  certify(setup, q, found.at, out.certificate);
  return out;
}

}  // namespace

Answer answer(const Question& question) {
  const Setup setup = read(question.parameters);
  const Method method = resolved_method(setup.machine, question.keys);
  const auto compute = [&] {
    if (method == Method::quadratic) return quadratic_answer(setup, question);
    if (method == Method::sectors) return sector_answer(setup, question);
    return stochastic_answer(setup, question, method);
  };
  Answer out = compute();
  if (asks(question.keys, "references")) add_references(setup, question.parameters, question.keys, out.quantities);
  warn_of_unused(question, method, out.certificate);
  return out;
}

}  // namespace qalor::exchange
