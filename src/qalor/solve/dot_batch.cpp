// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/dot_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "qalor/solve/two_site_kernel.hpp"

namespace qalor {
namespace {

using two_sites::Answer;
using two_sites::Mask;
using two_sites::Site;

/// Up to eight consecutive points of a table.
struct Group {
  std::size_t first, count;
};

/// The last group is filled up with its last point.
[[gnu::always_inline]] inline std::array<double, 8> padded(Column column, Group group) {
  std::array<double, 8> out;
  for (std::size_t i = 0; i < 8; ++i) out[i] = column[group.first + std::min(i, group.count - 1)];
  return out;
}

[[gnu::always_inline]] inline void read(Column column, Group group, Pack& to) {
  if (column.size() == 1)
    to = Pack{} + column[0];
  else if (group.count == 8)
    load(column.data() + group.first, to);
  else
    load(padded(column, group).data(), to);
}

[[gnu::always_inline]] inline void write(const Pack& from, Group group, std::span<double> column) {
  if (column.empty()) return;
  if (group.count == 8) return store(from, column.data() + group.first);
  std::array<double, 8> all;
  store(from, all.data());
  std::copy_n(all.begin(), group.count, column.data() + group.first);
}

template <std::size_t n>
[[gnu::always_inline]] inline void read_lead(Column T, Column mu, Group group, std::size_t a, Site<n>& to) {
  read(T, group, to.T[a]);
  read(mu, group, to.mu[a]);
}

[[gnu::always_inline]] inline void read_rates(const std::array<Column, 2>& gamma, Group group,
                                              std::array<Pack, 2>& to) {
  read(gamma[0], group, to[0]);
  read(gamma[1], group, to[1]);
}

/// Computes and writes eight points; strikes out those that are not in the range of the kernel.
[[gnu::always_inline]] inline void eight(const ThreeTerminal<Column>& points, Group group,
                                         const ThreeTerminalCurrents<std::span<double>>& out, Mask& kept) {
  Site<2> u;
  Site<1> l;
  Pack U;
  read(points.U, group, U);
  read(points.eps_u, group, u.energy);
  read(points.eps_l, group, l.energy);
  read_lead(points.T_L, points.mu_L, group, 0, u);
  read_rates(points.gamma_L, group, u.gamma[0]);
  read_lead(points.T_R, points.mu_R, group, 1, u);
  read_rates(points.gamma_R, group, u.gamma[1]);
  read_lead(points.T_M, points.mu_M, group, 0, l);
  read_rates(points.gamma_M, group, l.gamma[0]);
  const Answer found = two_sites::answer_with_gate(u, l, U);
  for (std::size_t s = 0; s < 4; ++s) write(found.populations[s], group, out.populations[s]);
  write(found.current_u[0] + found.current_u[1], group, out.particle_current_L);
  write(U * found.around, group, out.energy_current_M);
  two_sites::keep_in_range(u, U, kept);
  two_sites::keep_in_range(l, U, kept);
}

[[gnu::always_inline]] inline void eight(const SpinfulDot<Column>& points, Group group,
                                         const SpinfulDotCurrents<std::span<double>>& out, Mask& kept) {
  Site<2> up;
  Site<2> down;
  Pack U;
  read(points.U, group, U);
  read(points.eps_up, group, up.energy);
  read(points.eps_down, group, down.energy);
  read_lead(points.T_L, points.mu_L, group, 0, up);
  read_lead(points.T_R, points.mu_R, group, 1, up);
  down.T = up.T;
  down.mu = up.mu;
  std::array<Pack, 2> from_L;
  std::array<Pack, 2> from_R;
  read_rates(points.gamma_L, group, from_L);
  read_rates(points.gamma_R, group, from_R);
  up.gamma = {{{from_L[0], from_L[0]}, {from_R[0], from_R[0]}}};
  down.gamma = {{{from_L[1], from_L[1]}, {from_R[1], from_R[1]}}};
  const Answer found = two_sites::answer_with_common_leads(up, down, U);
  for (std::size_t s = 0; s < 4; ++s) write(found.populations[s], group, out.populations[s]);
  const Pack into_up = found.current_u[0] + found.current_u[1];
  const Pack into_down = found.current_l[0] + found.current_l[1];
  write(into_up + into_down, group, out.particle_current_L);
  write((up.energy - up.mu[0]) * into_up + (down.energy - up.mu[0]) * into_down +
            U * (found.current_u[1] + found.current_l[1]),
        group, out.heat_current_L);
  two_sites::keep_in_range(up, U, kept);
  two_sites::keep_in_range(down, U, kept);
}

void put(double value, std::span<double> column, std::size_t i) {
  if (!column.empty()) column[i] = value;
}

/// The points that are out of the kernel's range, one by one.
void single(const ThreeTerminal<double>& device, const ThreeTerminalCurrents<std::span<double>>& out, std::size_t i) {
  const auto found = steady_state(device);
  for (std::size_t s = 0; s < 4; ++s) put(found.populations[s], out.populations[s], i);
  put(found.particle_current_L, out.particle_current_L, i);
  put(found.energy_current_M, out.energy_current_M, i);
}

void single(const SpinfulDot<double>& dot, const SpinfulDotCurrents<std::span<double>>& out, std::size_t i) {
  const auto found = currents(dot);
  for (std::size_t s = 0; s < 4; ++s) put(found.populations[s], out.populations[s], i);
  put(found.particle_current_L, out.particle_current_L, i);
  put(found.heat_current_L, out.heat_current_L, i);
}

template <template <class> class Dot>
Dot<double> point(const Dot<Column>& points, std::size_t i) {
  return transformed(points, [i](Column column) { return column.size() == 1 ? column[0] : column[i]; });
}

template <class Dot>
void check_columns(const Dot& points, std::size_t count) {
  transformed(points, [count](Column column) {
    if (column.size() != 1 && column.size() != count)
      throw std::invalid_argument(fmt::format("a column of {} numbers beside {} points", column.size(), count));
    return 0;
  });
}

std::size_t length(std::initializer_list<std::span<double>> columns) {
  std::size_t longest = 0;
  for (const auto& column : columns) longest = std::max(longest, column.size());
  for (const auto& column : columns)
    if (!column.empty() && column.size() != longest)
      throw std::invalid_argument(fmt::format("a column of {} numbers beside {} points", column.size(), longest));
  return longest;
}

template <template <class> class Dot, class Out>
void in_groups(const Dot<Column>& points, const Out& out, std::size_t count) {
  check_columns(points, count);
  for (Group group{0, 8}; group.first < count; group.first += 8) {
    group.count = std::min<std::size_t>(8, count - group.first);
    Mask kept = Mask{} - 1;
    eight(points, group, out, kept);
    for (std::size_t i = 0; i < group.count; ++i)
      if (kept[i] == 0) single(point(points, group.first + i), out, group.first + i);
  }
}

}  // namespace

void currents(const ThreeTerminal<Column>& points, const ThreeTerminalCurrents<std::span<double>>& out) {
  const auto& [p00, p10, p01, p11] = out.populations;
  in_groups(points, out, length({p00, p10, p01, p11, out.particle_current_L, out.energy_current_M}));
}

void currents(const SpinfulDot<Column>& points, const SpinfulDotCurrents<std::span<double>>& out) {
  const auto& [empty, up, down, both] = out.populations;
  in_groups(points, out, length({empty, up, down, both, out.particle_current_L, out.heat_current_L}));
}

void steady_states(const ThreeTerminal<Column>& points, std::span<ThreeTerminalState<double>> out) {
  check_columns(points, out.size());
  for (Group group{0, 8}; group.first < out.size(); group.first += 8) {
    group.count = std::min<std::size_t>(8, out.size() - group.first);
    const auto states = steady_state(transformed(points, [&](Column column) {
      return column.size() == 1 ? Lanes(Lanes::Constant(column[0])) : Lanes(Lanes::Map(padded(column, group).data()));
    }));
    for (std::size_t i = 0; i < group.count; ++i) out[group.first + i] = lane(states, static_cast<int>(i));
  }
}

}  // namespace qalor
