// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/analysis/mpemba.hpp"
#include "qalor/catalog/thermal_relaxation.hpp"

namespace qalor::thermal {
namespace {

Real shift_of(Real temperature, Real bath) { return (bath - temperature) / (bath * temperature); }

void add_temperatures(const Relaxation& relaxation, const Settings& keys, Real bath, Record& q) {
  const std::vector<double>& temperatures = keys.reals("temperatures");
  const std::vector<double> times = keys.has("times") ? keys.reals("times") : std::vector<double>{};
  Array entropies{{temperatures.size(), times.size()}, {}};
  std::vector<double> overlaps;
  for (const double temperature : temperatures) {
    const Real shift = shift_of(temperature, bath);
    overlaps.push_back(slowest_overlap(relaxation, shift));
    const RelaxationPath path(relaxation, relaxation.thermal(shift));
    for (const double t : times)
      entropies.values.push_back(distances(path.at(t), relaxation.equilibrium()).relative_entropy);
  }
  q.set("temperature", vector_datum(temperatures));
  q.set("overlap", vector_datum(overlaps));
  if (times.empty()) return;
  q.set("time", vector_datum(times));
  q.set("relative_entropy", entropies);
}

}  // namespace

Answer equidistant(const Settings& s, const Settings& keys) {
  const System system = read_system(s);
  const Real bath = s.real("T_bath");
  const Family family = family_of(system, 1 / bath);
  const Measure measure = measure_of(s);
  const bool has_partner = keys.has("partner_of");
  const Real given = has_partner ? shift_of(keys.real("partner_of"), bath) : 0;
  const Real distance = has_partner ? family.gibbs.distances(given).of(measure) : s.real("distance");
  EquidistantShifts shifts = equidistant_shifts(family.gibbs, measure, distance);
  if (has_partner) (given > 0 ? shifts.cold : shifts.hot) = given;
  Answer answer;
  answer.certificate.method = "bracketed root in the inverse temperature, on each side of the bath's";
  const auto temperature = [&](Real shift) { return 1 / (1 / bath + shift); };
  Real residual = 0;
  for (const auto& shift : {shifts.cold, shifts.hot})
    residual = std::max(residual, std::abs(family.gibbs.distances(*shift).of(measure) / distance - 1));
  answer.certificate.residual = residual;
  answer.certificate.details.set("distance_measure", s.text("distance_measure"));
  if (!(residual <= 1e-9))
    answer.certificate.degrade(Status::not_converged, fmt::format("the distance is met to {:.1e} only", residual));
  Record& q = answer.quantities;
  const bool is_cold = has_partner && given > 0, is_hot = has_partner && given < 0;
  q.set("T_cold", is_cold ? keys.real("partner_of") : temperature(*shifts.cold));
  q.set("T_hot", is_hot ? keys.real("partner_of") : temperature(*shifts.hot));
  q.set("distance", distance);
  const Real hottest = family.gibbs.hottest.of(measure);
  q.set("distance_limit_hot", std::isfinite(hottest) ? hottest : undefined);
  q.set("distance_limit_cold", family.gibbs.coldest.of(measure));
  return answer;
}

Answer mpemba(const Settings& s, const Settings& keys) {
  const System system = read_system(s);
  const Real bath = s.real("T_bath");
  const Relaxation relaxation(flow_of(system, 1 / bath));
  Answer answer;
  Certificate& certificate = answer.certificate;
  certificate.method = "decay modes of the symmetrised rates; overlaps of Gibbs states with the slowest one";
  certificate.residual = relaxation.residual();
  if (is_slowest_degenerate(relaxation))
    certificate.warn("the slowest rate belongs to several modes: no single overlap with it is defined");
  Record& q = answer.quantities;
  std::vector<double> eigenvalues;
  for (const Real rate : relaxation.rates()) eigenvalues.push_back(rate == 0 ? 0 : -rate);
  q.set("eigenvalues", vector_datum(eigenvalues));
  q.set("population_gap", relaxation.rates()(1));
  const auto& range = keys.reals("T_range");
  q.set("T_strong", vector_datum(strong_temperatures(relaxation, range[0], range[1])));
  if (keys.has("temperatures")) add_temperatures(relaxation, keys, bath, q);
  if (keys.has("pair")) {
    const auto& pair = keys.reals("pair");
    q.set("crossing_time", vector_datum(crossing_times(relaxation, relaxation.thermal(shift_of(pair[0], bath)),
                                                       relaxation.thermal(shift_of(pair[1], bath)))));
  }
  return answer;
}

}  // namespace qalor::thermal
