// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "qalor/catalog/finite_exchange.hpp"

namespace qalor::exchange {
namespace {

using Eigen::Index;

Real hopping(const Settings& p, const std::string& body) {
  const std::string own = "hopping_" + body;
  return p.real(p.has(own) ? own : "hopping");
}

Body chain(const Settings& p, const std::string& body) {
  const auto sites = static_cast<Index>(p.integer("sites_" + body));
  Body out{.onsite = RealVector::Constant(sites, p.real("onsite_" + body)),
           .beta = p.real("beta_" + body),
           .chemical_potential = p.real("mu_" + body)};
  for (Index i = 0; i + 1 < sites; ++i) {
    out.hopping.push_back({i, i + 1, -hopping(p, body)});
    if (p.real("V_nn") != 0) out.density.push_back({i, i + 1, p.real("V_nn")});
  }
  return out;
}

/// Pairs of sites that the geometry joins, each with its hopping.
std::vector<Hop> bonds(const Settings& p) {
  const auto sites_a = static_cast<Index>(p.integer("sites_A"));
  const auto sites_b = static_cast<Index>(p.integer("sites_B"));
  const Real contact = -p.real("contact");
  std::vector<Hop> out;
  if (p.text("geometry") == "ladder")
    for (Index i = 0; i < std::min(sites_a, sites_b); ++i) out.push_back({i, i, contact});
  else
    out.push_back({sites_a - 1, 0, contact});
  if (p.text("geometry") == "ring") out.push_back({0, sites_b - 1, -p.real("contact_far"), p.real("flux")});
  return out;
}

}  // namespace

bool is_of_chains(const Settings& p) { return p.has("geometry"); }

Setup read(const Settings& p) {
  if (!is_of_chains(p)) return read_bodies(p);
  Setup out{.machine = {.a = chain(p, "A"), .b = chain(p, "B"), .contact = {}},
            .switching = {p.real("ramp"), p.text("ramp_shape") == "cosine"}};
  out.machine.contact.hopping = bonds(p);
  if (p.real("V_contact") != 0)
    for (const Hop& bond : out.machine.contact.hopping)
      out.machine.contact.density.push_back({bond.i, bond.j, p.real("V_contact")});
  out.machine.statistics = p.text("statistics") == "boson" ? Statistics::boson : Statistics::fermion;
  out.machine.has_spin = p.text("spin") == "half";
  out.machine.onsite_repulsion = p.real("U");
  return out;
}

bool asks(const Settings& keys, const std::string& output) {
  const std::vector<std::string>& outputs = keys.texts("outputs");
  return std::find(outputs.begin(), outputs.end(), output) != outputs.end();
}

Method resolved_method(const Bipartite& machine, const Settings& keys) {
  const std::string& method = keys.text("method");
  if (method == "quadratic") return Method::quadratic;
  if (method == "sectors") return Method::sectors;
  if (method == "sampling") return Method::sampling;
  if (method == "typicality") return Method::typicality;
  return is_free(machine) && !asks(keys, "joint") ? Method::quadratic : Method::sectors;
}

std::string method_name(Method method) {
  switch (method) {
    case Method::quadratic:
      return "quadratic";
    case Method::sectors:
      return "sectors";
    case Method::sampling:
      return "sampling";
    case Method::typicality:
      return "typicality";
  }
  return "";
}

ExchangeQuestion read_question(const Bipartite& machine, const Settings& keys) {
  ExchangeQuestion out;
  out.has_covariance = asks(keys, "covariance") || asks(keys, "bounds");
  out.has_rates = asks(keys, "rates");
  out.has_number = asks(keys, "number_distribution");
  out.has_fluctuation = asks(keys, "fluctuation");
  out.has_joint = asks(keys, "joint");
  if (asks(keys, "characteristic"))
    for (const auto& row : keys.rows("chi")) out.chi.push_back(Charges(row[0], row[1], row[2], row[3]));
  const Index most = std::min(machine.a.sites(), machine.b.sites()) * (machine.has_spin ? 2 : 1);
  const Index usual = machine.statistics == Statistics::boson ? 10 : most;
  out.number_range = keys.has("number_range") ? static_cast<Index>(keys.integer("number_range")) : usual;
  out.joint_tolerance = keys.real("joint_tolerance");
  return out;
}

ManyBody::Options many_body_options(const Settings& p) {
  ManyBody::Options out;
  if (p.has("boson_cutoff")) out.boson_cutoff = static_cast<int>(p.integer("boson_cutoff"));
  return out;
}

Reading reading(const Settings& keys) { return {keys.text("convention"), keys.text("basis")}; }

RealMatrix in_basis(const RealMatrix& energy_basis, Real mean_potential, const std::string& basis) {
  if (basis == "energy") return energy_basis;
  RealMatrix t = RealMatrix::Identity(2, 2);
  t(0, 1) = -mean_potential;
  return t * energy_basis * t.transpose();
}

RealMatrix transport_matrix(const ChargeMatrix& response, const Bipartite& machine, const Reading& r) {
  RealMatrix out;
  if (r.convention == "one_sided_A") {
    out = -response.topLeftCorner(2, 2);
  } else if (r.convention == "one_sided_B") {
    out = -response.bottomRightCorner(2, 2);
  } else {
    RealMatrix s = RealMatrix::Zero(2, 4);
    s(0, 0) = s(1, 1) = -0.5;
    s(0, 2) = s(1, 3) = 0.5;
    out = -s * response * s.transpose();
  }
  return in_basis(out, 0.5 * (machine.a.chemical_potential + machine.b.chemical_potential), r.basis);
}

JoinedChains joined_chains(const Settings& p) {
  const auto one = [&](const std::string& body) {
    return BodyChain{p.real("onsite_" + body), hopping(p, body), p.real("beta_" + body), p.real("mu_" + body)};
  };
  return {one("A"), one("B"), p.real("contact"),
          p.text("statistics") == "boson" ? Statistics::boson : Statistics::fermion};
}

bool is_uniform(const Settings& p) {
  return hopping(p, "A") == hopping(p, "B") && p.real("contact") == hopping(p, "A") &&
         p.real("onsite_A") == p.real("onsite_B");
}

bool is_unbiased(const Bipartite& m) {
  return m.a.beta == m.b.beta && m.a.chemical_potential == m.b.chemical_potential;
}

}  // namespace qalor::exchange
