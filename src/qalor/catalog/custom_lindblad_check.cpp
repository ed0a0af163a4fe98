// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <cmath>

#include "qalor/base/complex_matrix.hpp"
#include "qalor/catalog/counted_models.hpp"

namespace qalor::counting {
namespace {

using Complaints = std::vector<Complaint>;

constexpr Real largest_defect = 1e-9;  // of a pair and of H, relative to the largest entry
constexpr Eigen::Index most_states = 64;

std::string field_path(std::size_t jump, const char* key) { return fmt::format("jump.{}.{}", jump, key); }

void check_hamiltonian(const Matrix& h, Complaints& out) {
  if (h.rows() < 2 || h.rows() > most_states)
    out.push_back({{"H"}, fmt::format("`H` has {} rows: must have 2 to {}", h.rows(), most_states)});
  const Real scale = h.cwiseAbs().maxCoeff();
  for (Eigen::Index i = 0; i < h.rows(); ++i)
    for (Eigen::Index j = 0; j <= i; ++j)
      if (const Real defect = std::abs(h(i, j) - std::conj(h(j, i))); defect > largest_defect * scale) {
        out.push_back({{"H"},
                       fmt::format("`H` is not Hermitian: `H[{0}][{1}]` differs from the conjugate of `H[{1}][{0}]` by "
                                   "{2:.6g}",
                                   i, j, defect)});
        return;
      }
}

void check_shapes(const Settings& p, Eigen::Index rows, std::size_t jumps, Complaints& out) {
  for (std::size_t k = 0; k < jumps; ++k) {
    const Matrix l = complex_matrix(p, field_path(k, "operator"));
    if (l.rows() != rows)
      out.push_back({{field_path(k, "operator"), "H"},
                     fmt::format("`jumps[{}].operator` has {} rows: must have {}, as many as `H`", k, l.rows(), rows)});
  }
}

/// Partners exist and name each other; entropies are there where they are needed.
void check_partners(const Settings& p, std::size_t jumps, Complaints& out) {
  for (std::size_t k = 0; k < jumps; ++k) {
    const bool has_entropy = p.has(field_path(k, "entropy"));
    if (!p.has(field_path(k, "partner"))) {
      if (has_entropy)
        out.push_back({{field_path(k, "entropy")},
                       fmt::format("`jumps[{}].entropy` needs a `partner`: without one it is infinite", k)});
      continue;
    }
    const auto partner = static_cast<std::size_t>(p.integer(field_path(k, "partner")));
    if (partner >= jumps) {
      out.push_back({{field_path(k, "partner")},
                     fmt::format("`jumps[{}].partner` = {}: must be an index from 0 to {}", k, partner, jumps - 1)});
      continue;
    }
    const bool is_mutual = p.has(field_path(partner, "partner")) &&
                           p.integer(field_path(partner, "partner")) == static_cast<std::int64_t>(k);
    if (!is_mutual)
      out.push_back(
          {{field_path(k, "partner")},
           fmt::format("jump {} names {} as its partner, but jump {} does not name {}", k, partner, partner, k)});
    if (!has_entropy && partner != k)
      out.push_back({{field_path(k, "operator")}, fmt::format("`jumps[{}]` has a partner: it needs its `entropy`", k)});
  }
}

/// L_k = exp(s_k/2) L_k*^dagger and s_k* = -s_k.
void check_detailed_balance(const Settings& p, std::size_t jumps, Complaints& out) {
  for (std::size_t k = 0; k < jumps; ++k) {
    if (!p.has(field_path(k, "partner"))) continue;
    const auto partner = static_cast<std::size_t>(p.integer(field_path(k, "partner")));
    if (partner < k) continue;
    const Real s = p.has(field_path(k, "entropy")) ? p.real(field_path(k, "entropy")) : 0;
    const Real back = p.has(field_path(partner, "entropy")) ? p.real(field_path(partner, "entropy")) : 0;
    if (std::abs(s + back) > largest_defect * std::max(Real(1), std::abs(s)))
      out.push_back({{field_path(k, "entropy"), field_path(partner, "entropy")},
                     fmt::format("jumps {} and {} are partners but their entropies {:.9g} and {:.9g} are not opposite",
                                 k, partner, s, back)});
    const Matrix l = complex_matrix(p, field_path(k, "operator"));
    const Matrix reverse = complex_matrix(p, field_path(partner, "operator")).adjoint();
    const Real scale = std::max(l.cwiseAbs().maxCoeff(), std::exp(0.5 * s) * reverse.cwiseAbs().maxCoeff());
    const Real residual = scale > 0 ? (l - std::exp(0.5 * s) * reverse).cwiseAbs().maxCoeff() / scale : 0;
    if (!(residual <= largest_defect))
      out.push_back({{field_path(k, "entropy"), field_path(k, "operator"), field_path(partner, "operator")},
                     fmt::format("jumps {0} and {1} are partners but do not satisfy L_{0} = exp(entropy_{0}/2) "
                                 "L_{1}^dagger: relative residual {2:.3g}",
                                 k, partner, residual)});
  }
}

/// Names that mean something else already.
void check_names(const Settings& p, std::size_t jumps, Complaints& out) {
  for (std::size_t k = 0; k < jumps; ++k)
    for (const auto& [name, weight] : device_numbers(p, field_path(k, "weights")))
      if (name == "activity" || name == "entropy")
        out.push_back(
            {{field_path(k, "weights")},
             fmt::format("`jumps[{}].weights`: \"{}\" is a count of every model, choose another name", k, name)});
}

}  // namespace

std::vector<Complaint> custom_faults(const Settings& p) {
  Complaints out;
  const Matrix h = complex_matrix(p, "H");
  const auto jumps = static_cast<std::size_t>(p.integer("jumps"));
  check_hamiltonian(h, out);
  check_shapes(p, h.rows(), jumps, out);
  check_partners(p, jumps, out);
  check_names(p, jumps, out);
  if (out.empty()) check_detailed_balance(p, jumps, out);
  bool moves = false;
  for (std::size_t k = 0; k < jumps; ++k) moves = moves || !complex_matrix(p, field_path(k, "operator")).isZero(0);
  if (!moves) out.push_back({{"jumps"}, "all jump operators are zero: there is nothing to count"});
  return out;
}

}  // namespace qalor::counting
