// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/coupled_dots.hpp"

namespace qalor::dots {
namespace {

Bath lead(const char* name, Real temperature, Real mu) {
  return {name, 1 / temperature, FlatDamping{1}, mu, Statistics::fermion};
}

}  // namespace

Device read(const Settings& s) {
  const auto pair = [&](const std::string& name) { return std::array{s.real(name + "0"), s.real(name + "1")}; };
  return {s.real("eps_u"), s.real("eps_l"), s.real("U"),   pair("gamma_L"), pair("gamma_R"), pair("gamma_M"),
          s.real("T_L"),   s.real("T_R"),   s.real("T_M"), s.real("mu_L"),  s.real("mu_R"),  s.real("mu_M")};
}

Pair read_pair(const Settings& keys) { return {keys.text("pair") == "ends", keys.real("energy_origin")}; }

DotNetwork network(const Device& d) {
  RealMatrix interactions(2, 2);
  interactions << 0, d.U, d.U, 0;
  const auto table = [](const std::array<Real, 2>& gamma) { return std::vector<Real>(gamma.begin(), gamma.end()); };
  return {{d.eps_u, d.eps_l},
          interactions,
          {lead("L", d.T_L, d.mu_L), lead("R", d.T_R, d.mu_R), lead("M", d.T_M, d.mu_M)},
          {{0, 0, table(d.gamma_L)}, {1, 0, table(d.gamma_R)}, {2, 1, table(d.gamma_M)}}};
}

Forces forces(const Device& d) {
  const Real particle =
      ((d.mu_L - d.mu_R) * d.T_R - d.mu_R * (d.T_L - d.T_R)) / (d.T_L * d.T_R);  // = mu_L/T_L - mu_R/T_R
  return {(d.T_M - d.T_R) / (d.T_M * d.T_R), particle, (d.T_L - d.T_R) / (d.T_L * d.T_R)};
}

std::optional<Real> handedness(const Device& d) {
  const Real below = d.gamma_L[0] + d.gamma_R[0];
  const Real above = d.gamma_L[1] + d.gamma_R[1];
  if (below == 0 || above == 0) return std::nullopt;
  return (d.gamma_L[0] * d.gamma_R[1] - d.gamma_R[0] * d.gamma_L[1]) / (below * above);
}

Device at_forces(Device d, const Pair& pair, Real force_E, Real force_N) {
  const Real t = d.T_R;
  const Real mu = d.mu_R;
  d.T_M = t / (1 - t * force_E);
  if (pair.is_ends) {
    d.T_L = d.T_M;
    d.mu_L = d.T_M * (force_N - pair.origin * force_E + mu / t);
  } else {
    d.mu_L = mu + 0.5 * t * force_N;
    d.mu_R = mu - 0.5 * t * force_N;
  }
  return d;
}

Device equilibrium(Device d, const Pair& pair) {
  const Real mu = pair.is_ends ? d.mu_R : 0.5 * (d.mu_L + d.mu_R);
  d.T_L = d.T_M = d.T_R;
  d.mu_L = d.mu_R = mu;
  return d;
}

void warn_of_strong_coupling(const Device& d, Certificate& certificate) {
  const Real fastest = std::max({d.gamma_L[0], d.gamma_L[1], d.gamma_R[0], d.gamma_R[1], d.gamma_M[0], d.gamma_M[1]});
  const Real ratio = fastest / std::min({d.T_L, d.T_R, d.T_M});
  certificate.details.set("validity", ratio);
  if (ratio > 0.3)
    certificate.warn(
        fmt::format("the largest tunnelling rate is {:.3g} of the lowest temperature: the rate equation "
                    "needs rates far below it (0.3 at most); cotunnelling is left out",
                    ratio));
}

}  // namespace qalor::dots
