// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/catalog/finite_exchange.hpp"

namespace qalor {
namespace {

using Rows = std::vector<std::vector<double>>;
using Eigen::Index;

Field field(std::string name, std::string symbol, std::string dimension, FieldType type, std::string meaning) {
  return {.name = std::move(name),
          .symbol = std::move(symbol),
          .dimension = std::move(dimension),
          .type = type,
          .meaning = std::move(meaning)};
}

std::vector<Field> body_fields(const std::string& body) {
  const std::string start = "body." + body + ".";
  Field sites =
      field(start + "sites", "N_" + body, "1", FieldType::integer, "sites of body " + body + "; must be given");
  sites.range = {.lowest = 1, .highest = 5000};
  Field beta =
      field(start + "beta", "beta_" + body, "1/energy", FieldType::real, "inverse temperature of body " + body);
  beta.fallback = Value(1.0);
  Field mu = field(start + "mu", "mu_" + body, "energy", FieldType::real, "chemical potential of body " + body);
  mu.fallback = Value(0.0);
  return {sites,
          field(start + "onsite", "eps_i", "energy", FieldType::reals, "level of every site; 0 unless given"),
          field(start + "hopping", "t_ij", "energy", FieldType::rows,
                "bonds [i, j, t] or [i, j, t, phi]: t e^(i phi) x_i^dagger x_j + h.c., sites counted from 0"),
          field(start + "density", "w_ij", "energy", FieldType::rows, "bonds [i, j, w]: w n_i n_j"),
          beta,
          mu};
}

std::vector<Field> parameters(const Model& chains) {
  std::vector<Field> out = body_fields("A");
  for (const Field& each : body_fields("B")) out.push_back(each);
  out.push_back(field("contact.hopping", "t_ij", "energy", FieldType::rows,
                      "bonds [i, j, t] or [i, j, t, phi] of the contact, site i of A and j of B"));
  out.push_back(
      field("contact.density", "w_ij", "energy", FieldType::rows, "bonds [i, j, w]: w n_i n_j, i of A, j of B"));
  for (const std::string name : {"statistics", "spin", "U", "boson_cutoff", "ramp", "ramp_shape"})
    out.push_back(*find_field(chains.parameters, name));
  return out;
}

Rows rows_of(const Settings& p, const std::string& name) { return p.has(name) ? p.rows(name) : Rows{}; }

std::vector<Hop> hops(const Settings& p, const std::string& name) {
  std::vector<Hop> out;
  for (const auto& row : rows_of(p, name))
    out.push_back({static_cast<Index>(row[0]), static_cast<Index>(row[1]), row[2], row.size() > 3 ? row[3] : 0});
  return out;
}

std::vector<Repulsion> repulsions(const Settings& p, const std::string& name) {
  std::vector<Repulsion> out;
  for (const auto& row : rows_of(p, name))
    out.push_back({static_cast<Index>(row[0]), static_cast<Index>(row[1]), row[2]});
  return out;
}

Body body_of(const Settings& p, const std::string& name) {
  const std::string start = "body." + name + ".";
  Body out{.onsite = RealVector::Zero(static_cast<Index>(p.integer(start + "sites"))),
           .hopping = hops(p, start + "hopping"),
           .density = repulsions(p, start + "density"),
           .beta = p.real(start + "beta"),
           .chemical_potential = p.real(start + "mu")};
  if (p.has(start + "onsite"))
    std::copy(p.reals(start + "onsite").begin(), p.reals(start + "onsite").end(), out.onsite.begin());
  return out;
}

/// A list of bonds between sites 0 ... first - 1 and 0 ... second - 1; of one body where the bonds are inside.
struct BondList {
  std::string name;
  std::int64_t first;
  std::int64_t second;
  bool is_inside;
  bool has_phase;
};

void check_bonds(const Settings& p, const BondList& list, std::vector<Complaint>& out) {
  const auto is_site = [](double x, std::int64_t sites) {
    return x == std::floor(x) && x >= 0 && x < static_cast<double>(sites);
  };
  const Rows rows = rows_of(p, list.name);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto& row = rows[k];
    const auto refuse = [&](const std::string& why) {
      out.push_back({{list.name}, fmt::format("`{}[{}]` {}", list.name, k, why)});
    };
    if (row.size() != 3 && !(list.has_phase && row.size() == 4))
      refuse(fmt::format("must be {}, found {} numbers", list.has_phase ? "[i, j, t] or [i, j, t, phi]" : "[i, j, w]",
                         row.size()));
    else if (!is_site(row[0], list.first) || !is_site(row[1], list.second))
      refuse(fmt::format("joins the sites {} and {}: they must be whole numbers from 0 to {} and {}", row[0], row[1],
                         list.first - 1, list.second - 1));
    else if (list.is_inside && row[0] == row[1])
      refuse(
          fmt::format("joins site {} to itself: a level belongs to `onsite`, an interaction on a site is `U`", row[0]));
  }
}

}  // namespace

namespace exchange {

std::vector<Complaint> check_bodies(const Settings& p) {
  std::vector<Complaint> out;
  for (const std::string body : {"A", "B"}) {
    const std::string start = "body." + body + ".";
    if (!p.has(start + "sites")) {
      out.push_back({{start + "sites"}, fmt::format("[body] lacks `{0}.sites`: how many sites body {0} has", body)});
      continue;
    }
    const std::int64_t sites = p.integer(start + "sites");
    if (p.has(start + "onsite") && static_cast<std::int64_t>(p.reals(start + "onsite").size()) != sites)
      out.push_back({{start + "onsite", start + "sites"},
                     fmt::format("`{}onsite` must have one level for each of the {} sites, found {}", start, sites,
                                 p.reals(start + "onsite").size())});
    check_bonds(p, {start + "hopping", sites, sites, true, true}, out);
    check_bonds(p, {start + "density", sites, sites, true, false}, out);
  }
  if (!p.has("body.A.sites") || !p.has("body.B.sites")) return out;
  const std::int64_t a = p.integer("body.A.sites"), b = p.integer("body.B.sites");
  check_bonds(p, {"contact.hopping", a, b, false, true}, out);
  check_bonds(p, {"contact.density", a, b, false, false}, out);
  return out;
}

Setup read_bodies(const Settings& p) {
  Setup out{.machine = {.a = body_of(p, "A"), .b = body_of(p, "B"), .contact = {}},
            .switching = {p.real("ramp"), p.text("ramp_shape") == "cosine"}};
  out.machine.contact = {hops(p, "contact.hopping"), repulsions(p, "contact.density")};
  out.machine.statistics = p.text("statistics") == "boson" ? Statistics::boson : Statistics::fermion;
  out.machine.has_spin = p.text("spin") == "half";
  out.machine.onsite_repulsion = p.real("U");
  return out;
}

}  // namespace exchange

Model two_bodies() {
  Model out = finite_exchange();
  out.name = "two_bodies";
  out.summary = "any two finite bodies in contact for a while, described in the tables [body] and [contact]";
  out.parameters = parameters(out);
  out.claims = {};
  return out;
}

}  // namespace qalor
