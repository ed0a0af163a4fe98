// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "qalor/base/text.hpp"
#include "qalor/catalog/finite_exchange.hpp"

namespace qalor::exchange {
namespace {

using Complaints = std::vector<Complaint>;

constexpr Real most_discarded = 1e-3;  // of the weight, by an explicit cutoff
constexpr double most_states = 2e6;    // of a vector that is evolved

void check_geometry(const Settings& p, Complaints& out) {
  const std::string& geometry = p.text("geometry");
  if (geometry == "ladder" && p.integer("sites_A") != p.integer("sites_B"))
    out.push_back(
        {{"sites_B", "sites_A", "geometry"},
         fmt::format("`geometry` = \"ladder\" joins every site of A to one of B: `sites_A` and `sites_B` must "
                     "be equal, found {} and {}",
                     p.integer("sites_A"), p.integer("sites_B"))});
  for (const std::string name : {"contact_far", "flux"})
    if (p.given(name) && geometry != "ring")
      out.push_back(
          {{name, "geometry"},
           fmt::format("`{}` belongs to `geometry` = \"ring\", found \"{}\": leave it out, or set the geometry", name,
                       geometry)});
}

/// The name under which a body's value stands: `beta_A`, or `body.A.beta`.
std::string name_of(const Settings& p, const std::string& key, const std::string& body) {
  return is_of_chains(p) ? key + "_" + body : fmt::format("body.{}.{}", body, key);
}

/// Refuses attraction between sites that wins over U for some arrangement of many bosons.
void check_attraction(const Settings& p, Complaints& out) {
  const Real u = p.real("U");
  const Real v = p.real("V_nn");
  if (u > 0 ? v > -0.5 * u : v >= 0) return;
  out.push_back({{"V_nn", "U"},
                 fmt::format("bosons need `V_nn` {}, found {}: the attraction of neighbours wins over `U` and the "
                             "grand-canonical weight diverges",
                             u > 0 ? fmt::format("> -U/2 = {}", -0.5 * u) : std::string(">= 0 at `U` = 0"), v)});
}

void check_bosons(const Settings& p, Complaints& out) {
  for (const std::string body : {"A", "B"})
    if (const std::string name = name_of(p, "beta", body); !(p.real(name) > 0))
      out.push_back({{name, "statistics"},
                     fmt::format("bosons need `{}` > 0, found {}: otherwise the grand-canonical weight diverges", name,
                                 p.real(name))});
  if (p.real("U") < 0)
    out.push_back({{"U", "statistics"},
                   fmt::format("bosons need `U` >= 0, found {}: with attraction the grand-canonical weight diverges",
                               p.real("U"))});
  else if (is_of_chains(p))
    check_attraction(p, out);
  if (p.text("spin") == "half")
    out.push_back(
        {{"spin", "statistics"},
         "`spin` = \"half\" is of fermions: bosons have `spin` = \"none\", or set `statistics` = \"fermion\""});
}

/// The same for bodies of any shape: U + the attractions, as a matrix between sites, must be positive.
void check_stability(const Bipartite& machine, Complaints& out) {
  if (machine.statistics != Statistics::boson) return;
  for (const std::string name : {"A", "B"}) {
    const Body& body = name == "A" ? machine.a : machine.b;
    Matrix pairs = Matrix::Zero(body.sites(), body.sites());
    bool attracts = false;
    for (const Repulsion& bond : body.density) {
      pairs(bond.i, bond.j) += std::min(bond.strength, 0.0);
      pairs(bond.j, bond.i) += std::min(bond.strength, 0.0);
      attracts = attracts || bond.strength < 0;
    }
    pairs.diagonal().array() += machine.onsite_repulsion;
    if (attracts && !(hermitian_eigenvalues(pairs)(0) > 0))
      out.push_back({{fmt::format("body.{}.density", name), "U"},
                     fmt::format("bosons of body {} attract each other more than `U` = {} repels them: the "
                                 "grand-canonical weight diverges; weaken the attraction or raise `U`",
                                 name, machine.onsite_repulsion)});
  }
}

/// A body of bosons that do not repel is bound by its own lowest level, also where the joined chain reaches lower.
void check_potentials(const Settings& p, const Bipartite& machine, Complaints& out) {
  if (machine.statistics != Statistics::boson || machine.onsite_repulsion != 0) return;
  const Matrix h = one_body(machine);
  for (const std::string name : {"A", "B"}) {
    const Body& body = name == "A" ? machine.a : machine.b;
    if (std::any_of(body.density.begin(), body.density.end(), [](const Repulsion& b) { return b.strength != 0; }))
      continue;
    const Eigen::Index first = name == "A" ? 0 : machine.a.sites();
    const RealVector levels = hermitian_eigenvalues(h.block(first, first, body.sites(), body.sites()));
    // Closer to the level than its rounding is at the level.
    const Real rounding = 1e-12 * levels.cwiseAbs().maxCoeff();
    if (body.chemical_potential < levels(0) - rounding) continue;
    out.push_back({{"mu_" + name},
                   fmt::format("`{3}` = {1} must lie below {2:.10g}, the lowest level of the uncoupled body {0}: at or "
                               "above it the number of bosons diverges",
                               name, body.chemical_potential, levels(0), name_of(p, "mu", name))});
  }
}

void check_times(const Question& q, Complaints& out) {
  if (!q.keys.has("times") || q.keys.reals("times").empty()) {
    out.push_back({{"times"},
                   "`times` must hold at least one duration of the contact: an array of numbers >= 0, or "
                   "{ from, to, points }"});
    return;
  }
  const Real ramp = q.parameters.real("ramp");
  for (const Real tau : q.keys.reals("times")) {
    if (!(tau >= 0) || !std::isfinite(tau))
      out.push_back({{"times"}, fmt::format("`times`: {} is no duration, it must be finite and >= 0", tau)});
    else if (tau < 2 * ramp)
      out.push_back({{"times", "ramp"},
                     fmt::format("`times`: {} is shorter than both ramps, 2 `ramp` = {}: take a longer time or a "
                                 "shorter ramp",
                                 tau, 2 * ramp)});
  }
  for (const std::string output : {"rates", "time_average"})
    if (ramp > 0 && asks(q.keys, output))
      out.push_back({{"outputs", "ramp"},
                     fmt::format("`{}` is of a sudden contact, at times {}: found `ramp` = {}, set it to 0", output,
                                 value_text(Value(q.keys.reals("times"))), ramp)});
}

void check_chi(const Settings& keys, Complaints& out) {
  const bool has_chi = keys.has("chi") && !keys.rows("chi").empty();
  if (asks(keys, "characteristic") && !has_chi)
    out.push_back({{"chi", "outputs"},
                   "`characteristic` needs `chi`: counting fields of (H_A, N_A, H_B, N_B), as [[0, 0.8, 0, 0]]"});
  if (!has_chi) return;
  for (const auto& row : keys.rows("chi"))
    if (row.size() != 4)
      out.push_back(
          {{"chi"},
           fmt::format("`chi` must be an array of arrays of four numbers, for (H_A, N_A, H_B, N_B); found one "
                       "of {}",
                       row.size())});
}

/// What each method cannot do, and which one does it.
void check_method(const Question& q, const Bipartite& machine, Method method, Complaints& out) {
  const auto refuse = [&](const std::string& field, const std::string& message) {
    out.push_back({{field, "method"}, message});
  };
  if (method == Method::quadratic && !is_free(machine))
    refuse("method",
           "`method` = \"quadratic\" is for free particles, and `U`, `V_nn` or `V_contact` is not zero: set "
           "`method` = \"sectors\" (exact) or \"sampling\"");
  for (const std::string& name : q.keys.texts("outputs")) {
    if (name == "joint" && method != Method::sectors)
      refuse("outputs", fmt::format("`joint` needs every pair of states: `method` = \"sectors\", found \"{}\"",
                                    method_name(method)));
    if (name == "time_average" && (method == Method::sampling || method == Method::typicality))
      refuse("outputs", fmt::format("`time_average` needs exact levels: `method` = \"sectors\" or \"quadratic\", found "
                                    "\"{}\"",
                                    method_name(method)));
    const std::vector<std::string> linear{"response", "transport", "rates", "references", "joint", "time_average"};
    if (method == Method::typicality && std::find(linear.begin(), linear.end(), name) == linear.end())
      refuse("outputs", fmt::format("`{}` is beyond `method` = \"typicality\", which gives means and response: set "
                                    "\"sampling\" or \"sectors\"",
                                    name));
    if (name == "references" &&
        (!is_of_chains(q.parameters) || q.parameters.text("geometry") != "end_to_end" || !is_free(machine)))
      out.push_back({{"outputs", "geometry"},
                     "`references` are of free chains joined end to end: set `geometry` = \"end_to_end\" and `U`, "
                     "`V_nn`, `V_contact` to 0"});
  }
  if ((method == Method::sampling || method == Method::typicality) && q.parameters.real("ramp") > 0)
    refuse("ramp",
           fmt::format("`method` = \"{}\" is of a sudden contact, found `ramp` = {}: set `ramp` = 0, or `method` "
                       "= \"sectors\"",
                       method_name(method), q.parameters.real("ramp")));
}

std::optional<int> cutoff_of(const Settings& p, const ManyBody& bodies, Complaints& out) {
  if (!p.has("boson_cutoff") && !bodies.sufficient_cutoff()) {
    out.push_back({{"boson_cutoff", "statistics"},
                   "no cutoff was found that discards less than 1e-12 of the bosons' weight: lower `mu_A`, `mu_B` or "
                   "give `boson_cutoff`"});
    return std::nullopt;
  }
  if (p.has("boson_cutoff") && bodies.discarded() > most_discarded) {
    out.push_back({{"boson_cutoff"},
                   fmt::format("`boson_cutoff` = {} discards {:.2g} of the weight, more than {}: {}",
                               p.integer("boson_cutoff"), bodies.discarded(), most_discarded,
                               bodies.sufficient_cutoff()
                                   ? fmt::format("{} discards less than 1e-12", *bodies.sufficient_cutoff())
                                   : std::string("lower `mu_A` and `mu_B`"))});
    return std::nullopt;
  }
  return bodies.most_particles();
}

void check_size(const Question& q, const Bipartite& machine, Method method, Complaints& out) {
  std::optional<int> most;
  if (machine.statistics == Statistics::boson) {
    most = cutoff_of(q.parameters, ManyBody(machine, many_body_options(q.parameters)), out);
    if (!most) return;
  }
  const Largest largest = largest_sector(machine, most);
  const auto limit = static_cast<double>(q.keys.integer("max_dimension"));
  if (method == Method::sectors && largest.joined > limit)
    out.push_back(
        {{"max_dimension", "sites_A", "sites_B"},
         fmt::format("the largest sector has {:.0f} states, above `max_dimension` = {:.0f}; it would need {:.2g} "
                     "GB of memory: raise the limit, or set `method` = \"sampling\"",
                     largest.joined, limit, 64e-9 * largest.joined * largest.joined)});
  if (method == Method::sectors) return;
  if (largest.body > limit || largest.joined > most_states)
    out.push_back({{"max_dimension", "method"},
                   fmt::format("the largest sector has {:.0f} states, that of one body {:.0f}: `method` = \"{}\" takes "
                               "{:.0f} and `max_dimension` = {:.0f}; make the bodies smaller",
                               largest.joined, largest.body, method_name(method), most_states, limit)});
}

}  // namespace

std::vector<Complaint> check(const Question& question) {
  Complaints out;
  const Settings& p = question.parameters;
  if (is_of_chains(p))
    check_geometry(p, out);
  else
    out = check_bodies(p);
  check_times(question, out);
  check_chi(question.keys, out);
  if (p.text("statistics") == "boson") check_bosons(p, out);
  if (p.text("statistics") == "fermion" && p.text("spin") == "none" && p.real("U") != 0)
    out.push_back(
        {{"U", "spin"},
         fmt::format("`U` = {} has no meaning for fermions without spin, which never share a site: set `spin` "
                     "= \"half\", or use `V_nn`",
                     p.real("U"))});
  if (!out.empty()) return out;
  const Setup setup = read(p);
  const Method method = resolved_method(setup.machine, question.keys);
  check_stability(setup.machine, out);
  check_potentials(p, setup.machine, out);
  check_method(question, setup.machine, method, out);
  if (out.empty() && method != Method::quadratic) check_size(question, setup.machine, method, out);
  return out;
}

}  // namespace qalor::exchange
