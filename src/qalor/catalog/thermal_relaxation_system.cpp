// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "qalor/base/complex_matrix.hpp"
#include "qalor/catalog/thermal_relaxation.hpp"
#include "qalor/solve/rates.hpp"

namespace qalor::thermal {
namespace {

using Complaints = std::vector<Complaint>;

constexpr std::size_t most_levels = 400;
constexpr Real state_tolerance = 1e-10;
constexpr Real equal_gaps = 1e-12;

void refuse(Complaints& out, std::vector<std::string> fields, std::string message) {
  out.push_back({std::move(fields), std::move(message)});
}

/// Parameters that describe another system than the chosen one.
void check_foreign(const Settings& s, Complaints& out) {
  const std::string& system = s.text("system");
  const auto only = [&](const char* name, const char* owners, bool is_own) {
    if (is_own || !s.given(name)) return;
    refuse(out, {name, "system"}, fmt::format("`{}` belongs to `system` = {}, not to \"{}\"", name, owners, system));
  };
  only("omega", "\"qubit\", \"oscillator\" or \"ladder\"", system != "levels");
  only("dimension", "\"ladder\"", system == "ladder");
  only("profile", "\"ladder\"", system == "ladder");
  only("energies", "\"levels\"", system == "levels");
  only("couplings", "\"levels\"", system == "levels");
}

std::string row_text(const std::vector<double>& row) { return fmt::format("[{}]", fmt::join(row, ", ")); }

/// What is wrong with one triple.
std::optional<std::string> coupling_fault(const std::vector<double>& energies, const std::vector<double>& row) {
  if (row.size() != 3) return fmt::format("{} must have 3 elements: [i, j, g_ij/gamma]", row_text(row));
  const auto size = static_cast<Real>(energies.size());
  for (int k = 0; k < 2; ++k) {
    const Real index = row[static_cast<std::size_t>(k)];
    if (index != std::floor(index) || !(index >= 0 && index < size))
      return fmt::format("{} names level {}: levels count from 0 to {}", row_text(row), index, size - 1);
  }
  if (row[0] == row[1]) return fmt::format("{} couples level {} to itself", row_text(row), row[0]);
  const auto i = static_cast<std::size_t>(row[0]), j = static_cast<std::size_t>(row[1]);
  if (std::abs(energies[i] - energies[j]) <= equal_gaps * std::max(std::abs(energies[i]), std::abs(energies[j])))
    return fmt::format(
        "{} couples levels {} and {}, whose energies are equal: a bath of this kind has no rate at zero "
        "frequency",
        row_text(row), i, j);
  return std::nullopt;
}

void check_couplings(const Settings& s, Complaints& out) {
  const auto& energies = s.reals("energies");
  const auto& rows = s.rows("couplings");
  std::set<std::pair<Real, Real>> seen;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (const auto fault = coupling_fault(energies, rows[k])) {
      refuse(out, {"couplings"}, fmt::format("`couplings[{}]` = {}", k, *fault));
      continue;
    }
    if (!seen.insert({std::min(rows[k][0], rows[k][1]), std::max(rows[k][0], rows[k][1])}).second)
      refuse(out, {"couplings"},
             fmt::format("`couplings[{}]` = {} couples levels {} and {} for the second time", k, row_text(rows[k]),
                         rows[k][0], rows[k][1]));
  }
}

void check_connected(const Settings& s, Complaints& out) {
  const auto groups = linked_groups(flow_of(read_system(s), 0.001));
  if (groups.size() == 1) return;
  std::string words;
  for (const auto& group : groups) words += fmt::format("{}{{{}}}", words.empty() ? "" : ", ", fmt::join(group, ", "));
  refuse(out, {"couplings"},
         fmt::format("`couplings` leave the groups of levels {} unconnected: the final state is not unique", words));
}

void check_levels(const Settings& s, Complaints& out) {
  for (const char* name : {"energies", "couplings"})
    if (!s.has(name)) refuse(out, {name, "system"}, fmt::format("`system` = \"levels\" needs `{}`", name));
  if (!out.empty()) return;
  const std::size_t count = s.reals("energies").size();
  if (count < 2 || count > most_levels)
    return refuse(
        out, {"energies"},
        fmt::format("`energies` has {} element{}: must have from 2 to {}", count, count == 1 ? "" : "s", most_levels));
  check_couplings(s, out);
  if (out.empty()) check_connected(s, out);
}

/// Two transitions of equal frequency, if there are any.
std::optional<std::pair<Coupling, Coupling>> equal_pair(const System& system) {
  const auto gap = [&](const Coupling& c) { return system.energies[c.upper] - system.energies[c.lower]; };
  std::vector<Coupling> sorted = system.couplings;
  std::sort(sorted.begin(), sorted.end(), [&](const Coupling& a, const Coupling& b) { return gap(a) < gap(b); });
  for (std::size_t k = 1; k < sorted.size(); ++k)
    if (gap(sorted[k]) - gap(sorted[k - 1]) <= equal_gaps * gap(sorted[k])) return std::pair{sorted[k - 1], sorted[k]};
  return std::nullopt;
}

/// Whether the matrix is a state; says by how much not.
bool check_state(const Matrix& rho, Complaints& out) {
  const std::size_t before = out.size();
  const Real skew = (rho - rho.adjoint()).cwiseAbs().maxCoeff();
  if (skew > state_tolerance) {
    refuse(out, {"rho_initial"},
           fmt::format("`rho_initial` is not Hermitian: it differs from its adjoint by {:.3g}", skew));
    return false;
  }
  const Real trace = rho.trace().real();
  if (std::abs(trace - 1) > state_tolerance)
    refuse(out, {"rho_initial"}, fmt::format("`rho_initial` is not normalised: its trace is {:.10g}, not 1", trace));
  const Real smallest = hermitian_eigenvalues(rho)(0);
  if (smallest < -state_tolerance)
    refuse(out, {"rho_initial"},
           fmt::format("`rho_initial` is not positive: its smallest eigenvalue is {:.6g}", smallest));
  return out.size() == before;
}

void check_coherences(const System& system, const Matrix& rho, Complaints& out) {
  const Matrix diagonal = rho.diagonal().asDiagonal();
  if ((rho - diagonal).cwiseAbs().maxCoeff() == 0) return;
  const auto pair = equal_pair(system);
  if (!pair) return;
  refuse(
      out, {"rho_initial", "system"},
      fmt::format("`rho_initial` has coherences, and the transitions {}-{} and {}-{} have equal gaps: equal gaps need "
                  "a collective jump, which this model does not have; start without coherences",
                  pair->first.lower, pair->first.upper, pair->second.lower, pair->second.upper));
}

void check_rho(const Settings& s, const System& system, Complaints& out) {
  const Matrix rho = complex_matrix(s, "rho_initial");
  if (!check_state(rho, out)) return;
  if (system.is_oscillator) {
    return refuse(
        out, {"rho_initial", "system"},
        "`rho_initial` is not for the oscillator: its equal gaps need a collective jump, and its closed forms "
        "a thermal start; give `T_initial`, or a ladder with `profile` = \"oscillator\"");
  }
  if (rho.rows() != static_cast<Eigen::Index>(system.energies.size())) {
    return refuse(
        out, {"rho_initial"},
        fmt::format("`rho_initial` has {} rows: the system has {} levels", rho.rows(), system.energies.size()));
  }
  check_coherences(system, rho, out);
}

void check_populations(const Settings& s, const System& system, Complaints& out) {
  const auto& p = s.reals("populations_initial");
  if (system.is_oscillator) {
    return refuse(out, {"populations_initial", "system"},
                  "`populations_initial` is not for the oscillator, whose closed forms are of thermal starts: give "
                  "`T_initial`, or a ladder with `profile` = \"oscillator\"");
  }
  if (p.size() != system.energies.size()) {
    return refuse(out, {"populations_initial"},
                  fmt::format("`populations_initial` has {} elements: the system has {} levels", p.size(),
                              system.energies.size()));
  }
  Real sum = 0;
  for (const Real x : p) sum += x;
  if (std::abs(sum - 1) > state_tolerance)
    refuse(out, {"populations_initial"}, fmt::format("`populations_initial` must add up to 1, found {:.10g}", sum));
}

}  // namespace

void check_system(const Settings& s, Complaints& out) {
  check_foreign(s, out);
  if (out.empty() && s.text("system") == "levels") check_levels(s, out);
}

void check_start(const Settings& s, Complaints& out) {
  std::vector<std::string> given;
  for (const std::string name : {"T_initial", "populations_initial", "rho_initial"})
    if (s.given(name)) given.push_back(name);
  if (given.size() > 1) {
    return refuse(
        out, given,
        fmt::format("`{}` are given together: a start is described by one of them", fmt::join(given, "`, `")));
  }
  const System system = read_system(s);
  if (s.given("rho_initial")) check_rho(s, system, out);
  if (s.given("populations_initial")) check_populations(s, system, out);
}

}  // namespace qalor::thermal
