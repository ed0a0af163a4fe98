// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/base/roots.hpp"
#include "qalor/catalog/coupled_dots.hpp"
#include "qalor/solve/dot_batch.hpp"

namespace qalor::dots {
namespace {

struct Map {
  const Device& device;  ///< in equilibrium
  Pair pair;
  Onsager onsager;
  const std::vector<Real>& force_E;
  const std::vector<Real>& force_N;

  Reading at(Real e, Real n) const {
    const Device d = at_forces(device, pair, e, n);
    return reading(d, qalor::steady_state(d), pair);
  }
};

/// How many cells have which code.
struct Counts {
  std::int64_t none = 0, particle = 0, energy = 0, both = 0, genuine = 0, joule = 0;

  void add(const Codes& codes) {
    none += codes.inverse == 0;
    particle += codes.inverse == 1;
    energy += codes.inverse == 2;
    both += codes.inverse == 3;
    genuine += codes.classification == 1;
    joule += codes.classification == 2;
  }
};

struct Cells {
  std::vector<double> current_N, current_E, production, inverse, classification, linear;
};

void add_cell(const Map& map, const Device& d, const State& s, Cells& cells, Counts& counts) {
  const Reading r = reading(d, s, map.pair);
  const Codes codes = classify(r, map.onsager);
  cells.current_N.push_back(r.current_N);
  cells.current_E.push_back(r.current_E);
  cells.production.push_back(s.entropy_production);
  cells.inverse.push_back(static_cast<double>(codes.inverse));
  cells.classification.push_back(static_cast<double>(codes.classification));
  cells.linear.push_back(static_cast<double>(codes.linear_inverse));
  counts.add(codes);
}

/// The cells at one F_E. Only the potentials differ along the row.
void add_row(const Map& map, Real e, Cells& cells, Counts& counts) {
  std::vector<Device> devices;
  std::vector<Real> mu_L, mu_R;
  for (const Real n : map.force_N) {
    devices.push_back(at_forces(map.device, map.pair, e, n));
    mu_L.push_back(devices.back().mu_L);
    mu_R.push_back(devices.back().mu_R);
  }
  ThreeTerminal<Column> row = transformed(devices.front(), [](const Real& x) { return Column(&x, 1); });
  row.mu_L = mu_L;
  row.mu_R = mu_R;
  std::vector<State> states(devices.size());
  steady_states(row, states);
  for (std::size_t k = 0; k < devices.size(); ++k) add_cell(map, devices[k], states[k], cells, counts);
}

/// The first F_N, from 0 to `end`, at which a current changes its sign; `current` tells its value and what is rounding.
template <class Current>
Real stall(Current current, Real end) {
  const auto at = [&](Real n) { return current(n).first; };
  const auto is_rounding = [&](Real n) {
    const auto [value, zero] = current(n);
    return std::abs(value) < zero;
  };
  constexpr int steps = 64;
  Real before = 0;
  Real value_before = is_rounding(0) ? 0 : at(0);
  for (int k = 1; k <= steps; ++k) {
    const Real here = end * k / steps;
    const Real value = at(here);
    if (value_before != 0 && (value > 0) != (value_before > 0)) return bracketed_root(at, before, here, 1e-13);
    before = here;
    value_before = value;
  }
  return undefined;
}

Real stall_N(const Map& map, Real e, Real end) {
  return stall(
      [&](Real n) {
        const Reading r = map.at(e, n);
        return std::pair(r.current_N, r.zero_current);
      },
      end);
}

Real stall_E(const Map& map, Real e, Real end) {
  return stall(
      [&](Real n) {
        const Reading r = map.at(e, n);
        return std::pair(r.current_E, r.zero_current * r.unit_energy);
      },
      end);
}

/// Where the scan for stalls ends: four times the end of the grid, on the side the grid is on.
Real scan_end(const std::vector<Real>& grid) {
  const auto [low, high] = std::minmax_element(grid.begin(), grid.end());
  return 4 * (*high > 0 ? *high : *low);
}

void add_cells(const Map& map, const Cells& cells, Record& out) {
  const std::vector<std::size_t> shape{map.force_E.size(), map.force_N.size()};
  out.set("energy_current", Array{shape, cells.current_E});
  out.set("particle_current", Array{shape, cells.current_N});
  out.set("entropy_production", Array{shape, cells.production});
  out.set("inverse", Array{shape, cells.inverse});
  out.set("classification", Array{shape, cells.classification});
  out.set("linear_inverse", Array{shape, cells.linear});
}

void add_counts(const Counts& counts, Record& out) {
  out.set("count_inverse_particle", counts.particle);
  out.set("count_inverse_energy", counts.energy);
  out.set("count_none", counts.none);
  out.set("count_both", counts.both);
  out.set("count_genuine", counts.genuine);
  out.set("count_joule", counts.joule);
}

/// By the general route at up to this many cells, evenly over the map, the corners among them.
constexpr std::size_t most_checked = 64;

void check_cells(const Map& map, Certificate& certificate) {
  const std::size_t cells = map.force_E.size() * map.force_N.size();
  const std::size_t checked = std::min(cells, most_checked);
  for (std::size_t k = 0; k < checked; ++k) {
    const std::size_t cell = checked == 1 ? 0 : k * (cells - 1) / (checked - 1);
    const Device d =
        at_forces(map.device, map.pair, map.force_E[cell / map.force_N.size()], map.force_N[cell % map.force_N.size()]);
    cross_check(d, qalor::steady_state(d), certificate);
  }
  certificate.details.set("cells_checked", static_cast<std::int64_t>(checked));
}

}  // namespace

Answer map(const Device& d, const Settings& keys) {
  const Pair pair = read_pair(keys);
  const Map map{d, pair, onsager(d, pair), keys.reals("F_E"), keys.reals("F_N")};
  Cells cells;
  Counts counts;
  for (const Real e : map.force_E) add_row(map, e, cells, counts);

  Answer answer{{}, {.method = "closed form: cycles of the four states"}};
  Record& q = answer.quantities;
  q.set("F_E", vector_datum(map.force_E));
  q.set("F_N", vector_datum(map.force_N));
  add_cells(map, cells, q);
  check_cells(map, answer.certificate);
  add_counts(counts, q);
  std::vector<double> stalls_N, stalls_E;
  const Real end = scan_end(map.force_N);
  for (const Real e : map.force_E) {
    stalls_N.push_back(stall_N(map, e, end));
    stalls_E.push_back(stall_E(map, e, end));
  }
  q.set("stall_N", vector_datum(stalls_N));
  q.set("stall_E", vector_datum(stalls_E));
  if (counts.both > 0)
    answer.certificate.degrade(
        Status::law_violated,
        fmt::format("both currents oppose both forces in {} cells, which the second law forbids", counts.both));
  const Real lowest = *std::min_element(cells.production.begin(), cells.production.end());
  answer.certificate.details.set("smallest_entropy_production", lowest);
  if (!(lowest >= 0)) answer.certificate.degrade(Status::law_violated, "the entropy production is negative in a cell");
  return answer;
}

}  // namespace qalor::dots
