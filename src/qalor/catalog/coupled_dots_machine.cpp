// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "qalor/analysis/response.hpp"
#include "qalor/base/roots.hpp"
#include "qalor/catalog/coupled_dots.hpp"

namespace qalor::dots {
namespace {

/// Currents of the machine at a bias, with their derivatives by F_N.
struct Point {
  Real power, hot, cold;
  Real power_slope = 0, hot_slope = 0, cold_slope = 0;
  Real entropy_production;
};

/// The device at any bias around its mean potential.
class Machine {
 public:
  explicit Machine(const Device& d) : device_(d), mean_(0.5 * (d.mu_L + d.mu_R)), gate_is_hot_(d.T_M > d.T_R) {}

  Real hot_temperature() const { return std::max(device_.T_M, device_.T_R); }
  Real cold_temperature() const { return std::min(device_.T_M, device_.T_R); }
  Real bias() const { return (device_.mu_L - device_.mu_R) / device_.T_R; }
  const Device& device() const { return device_; }

  Device at(Real force) const {
    Device d = device_;
    d.mu_L = mean_ + 0.5 * d.T_R * force;
    d.mu_R = mean_ - 0.5 * d.T_R * force;
    return d;
  }
  Point point(Real force) const {
    const State s = qalor::steady_state(at(force));
    return of_currents(force, s.particle_current_L, s.energy_current_M, s.entropy_production);
  }
  /// With slopes, from the response of the steady state to F_N: x_L falls and x_R grows by half of it.
  Point with_slopes(Real force) const {
    Point out = point(force);
    const RateFlow flow = rate_flow(network(at(force)));
    Charge push = particle_charge(flow, 0);
    const Charge right = particle_charge(flow, 1);
    for (std::size_t e = 0; e < push.size(); ++e) push[e] = 0.5 * (push[e] - right[e]);
    const RealVector slope = current_response(flow, {particle_charge(flow, 0), energy_charge(flow, 2)}, push);
    const Real current = qalor::steady_state(at(force)).particle_current_L;
    const Real t = device_.T_R;
    out.power_slope = -t * (current + force * slope(0));
    const Real gate = slope(1), rest = out.power_slope - slope(1);
    out.hot_slope = gate_is_hot_ ? gate : rest;
    out.cold_slope = gate_is_hot_ ? rest : gate;
    return out;
  }

 private:
  /// Power -dmu J_N leaves; what enters as heat from the leads of the wire is that power less J_E^M.
  Point of_currents(Real force, Real particles, Real gate_energy, Real production) const {
    const Real power = -device_.T_R * force * particles;
    const Real wire = power - gate_energy;
    return {.power = power,
            .hot = gate_is_hot_ ? gate_energy : wire,
            .cold = gate_is_hot_ ? wire : gate_energy,
            .entropy_production = production};
  }

  Device device_;
  Real mean_;
  bool gate_is_hot_;
};

bool is_tight(const Device& d) {
  return (d.gamma_L[1] == 0 && d.gamma_R[0] == 0) || (d.gamma_L[0] == 0 && d.gamma_R[1] == 0);
}

/// Where all currents of a tightly coupled device stop: F_N = -eta U F_E with eta = +-1.
Real tight_stall(const Device& d) {
  const Real handed = d.gamma_L[1] == 0 && d.gamma_R[0] == 0 ? 1 : -1;
  return -handed * d.U * forces(d).energy;
}

struct Window {
  Real from, to;
};

/// How far out a machine is looked for: beyond, the rates of the leads do not change any more.
Real farthest(const Device& d) {
  return (80 * d.T_R + 4 * (std::abs(d.U) + std::abs(d.eps_u) + std::abs(d.eps_u - 0.5 * (d.mu_L + d.mu_R)))) / d.T_R;
}

/// From zero bias to the particle stall, on the side where the current runs uphill.
std::optional<Window> engine_window(const Machine& machine) {
  const auto current = [&](Real force) { return qalor::steady_state(machine.at(force)).particle_current_L; };
  const Real at_rest = current(0);
  if (at_rest == 0) return std::nullopt;
  const Real side = at_rest > 0 ? -1 : 1;
  const Real end = farthest(machine.device());
  for (Real before = 0, here = 1e-3; before < end; before = here, here *= 1.25)
    if ((current(side * here) > 0) != (at_rest > 0))
      return Window{0, bracketed_root(current, side * before, side * here, 0)};
  return std::nullopt;
}

/// Where heat leaves the cold side.
std::optional<Window> cooling_window(const Machine& machine) {
  const auto cold = [&](Real force) { return machine.point(force).cold; };
  const Real end = farthest(machine.device());
  constexpr int steps = 400;
  for (const Real side : {1.0, -1.0}) {
    std::optional<Real> from;
    for (int k = 1; k <= steps; ++k) {
      const Real before = side * end * (k - 1) / steps, here = side * end * k / steps;
      const bool cools = cold(here) > 0;
      if (cools && !from) from = bracketed_root(cold, before, here, 0);
      if (!cools && from) return Window{*from, bracketed_root(cold, before, here, 0)};
    }
    if (from) return Window{*from, side * end};
  }
  return std::nullopt;
}

/// What is made as large as possible, and the sign of its slope.
struct Goal {
  std::function<Real(const Point&)> value;
  std::function<Real(const Point&)> slope;
};

Goal goal_of(const std::string& name) {
  if (name == "power") return {[](const Point& p) { return p.power; }, [](const Point& p) { return p.power_slope; }};
  if (name == "cooling") return {[](const Point& p) { return p.cold; }, [](const Point& p) { return p.cold_slope; }};
  if (name == "efficiency")
    return {[](const Point& p) { return p.power / p.hot; },
            [](const Point& p) { return p.power_slope * p.hot - p.power * p.hot_slope; }};
  return {[](const Point& p) { return p.cold / -p.power; },
          [](const Point& p) { return p.cold_slope * -p.power + p.cold * p.power_slope; }};
}

/// The bias of the largest value: bracketed on 60 points, then the root of the slope.
Real best_in(const Machine& machine, const Window& window, const Goal& goal) {
  constexpr int steps = 60;
  const auto place = [&](Real k) { return window.from + (window.to - window.from) * k / (steps + 1); };
  int best = 1;
  for (int k = 2; k <= steps; ++k)
    if (goal.value(machine.point(place(k))) > goal.value(machine.point(place(best)))) best = k;
  const auto slope = [&](Real force) { return goal.slope(machine.with_slopes(force)); };
  const Real nudge = 1e-6;  // off the ends of the window, where ratios are 0/0
  const Real low = place(std::max(best - 1, 0) + (best == 1 ? nudge : 0));
  const Real high = place(best + 1 - (best == steps ? nudge : 0));
  if ((slope(low) > 0) == (slope(high) > 0)) return place(best);
  return bracketed_root(slope, low, high, 1e-15);
}

std::int64_t regime_code(const Point& p) {
  if (p.power > 0 && p.hot > 0) return 1;
  if (p.power < 0 && p.cold > 0) return 2;
  if (p.power < 0 && p.hot > 0) return 3;
  return 0;
}

void add_point(const Machine& machine, Real force, const Point& p, Record& q) {
  const Real hot = machine.hot_temperature(), cold = machine.cold_temperature();
  const Real carnot = (hot - cold) / hot, carnot_cop = cold / (hot - cold);
  q.set("F_N", force);
  q.set("power_output", p.power);
  q.set("heat_current_hot", p.hot);
  q.set("heat_current_cold", p.cold);
  q.set("entropy_production", p.entropy_production);
  q.set("carnot_efficiency", carnot);
  q.set("carnot_cop", carnot_cop);
  q.set("regime", regime_code(p));
  if (regime_code(p) == 1) {
    q.set("efficiency", p.power / p.hot);
    q.set("efficiency_ratio", p.power / p.hot / carnot);
  }
  if (regime_code(p) == 2) {
    q.set("cop", p.cold / -p.power);
    q.set("cop_ratio", p.cold / -p.power / carnot_cop);
  }
}

/// The limit of a tightly coupled machine at its stall: the bound itself, without power.
void add_limit(const Machine& machine, bool is_engine, Record& q) {
  add_point(machine, tight_stall(machine.device()), {.power = 0, .hot = 0, .cold = 0, .entropy_production = 0}, q);
  q.set("regime", std::int64_t{is_engine ? 1 : 2});
  q.set(is_engine ? "efficiency" : "cop", q.number(is_engine ? "carnot_efficiency" : "carnot_cop"));
  q.set(is_engine ? "efficiency_ratio" : "cop_ratio", 1.0);
}

void judge(const Record& q, Certificate& certificate) {
  for (const std::string name : {"efficiency_ratio", "cop_ratio"})
    if (q.find(name) != nullptr && q.number(name) > 1 + 1e-12)
      certificate.degrade(Status::law_violated, fmt::format("`{}` is above 1: beyond Carnot", name));
}

}  // namespace

Answer machine(const Device& d, const Settings& keys) {
  const Machine machine(d);
  const std::string& wanted = keys.text("optimise");
  Answer answer{{}, {.method = "closed form: cycles of the four states"}};
  Record& q = answer.quantities;
  if (wanted == "none") {
    add_point(machine, machine.bias(), machine.point(machine.bias()), q);
    cross_check(d, qalor::steady_state(d), answer.certificate);
    judge(q, answer.certificate);
    return answer;
  }
  const bool is_engine = wanted == "power" || wanted == "efficiency";
  const auto window = is_engine ? engine_window(machine) : cooling_window(machine);
  if (!window) {
    answer.certificate.degrade(Status::failed, is_engine ? "the device is no engine at any bias: nothing drags "
                                                           "particles against a bias"
                                                         : "the device does not cool at any bias");
    return answer;
  }
  if (is_tight(d) && (wanted == "efficiency" || wanted == "cop")) {
    add_limit(machine, is_engine, q);
    const Device stalled = machine.at(tight_stall(d));
    cross_check(stalled, qalor::steady_state(stalled), answer.certificate);
    return answer;
  }
  const Goal goal = goal_of(wanted);
  const Real force = best_in(machine, *window, goal);
  const Point point = machine.with_slopes(force);
  add_point(machine, force, point, q);
  answer.certificate.details.set("goal_slope", std::abs(goal.slope(point)));
  cross_check(machine.at(force), qalor::steady_state(machine.at(force)), answer.certificate);
  judge(q, answer.certificate);
  return answer;
}

}  // namespace qalor::dots
