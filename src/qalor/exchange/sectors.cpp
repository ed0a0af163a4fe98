// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/sectors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace qalor {
namespace {

using Eigen::Index;

constexpr Real infinity = std::numeric_limits<Real>::infinity();
/// Weight that an automatic cutoff may discard.
constexpr Real negligible = 1e-12;
/// States of one body with one number of particles, above which the search for a cutoff gives up.
constexpr double largest_search = 800;
constexpr int most_bosons = 2000;

Real log_sum(const std::vector<Real>& logs) {
  const Real top = logs.empty() ? -infinity : *std::max_element(logs.begin(), logs.end());
  if (!std::isfinite(top)) return top;
  Real sum = 0;
  for (const Real x : logs) sum += std::exp(x - top);
  return top + std::log(sum);
}

int total(Numbers numbers) { return numbers[0] + numbers[1]; }

Numbers minus(Numbers a, Numbers b) { return {a[0] - b[0], a[1] - b[1]}; }

Real exponent(const Body& body, Real energy, int particles) {
  return -body.beta * (energy - body.chemical_potential * particles);
}

/// out += strength left (x) right on columns laid out as b + size_b a.
void add_product(const ContactTerm& term, const Share& from, const Share& into, bool is_adjoint, const Matrix& in,
                 Matrix& out) {
  const Matrix left = is_adjoint ? Matrix(std::conj(term.strength) * term.left.conjugate())
                                 : Matrix(term.strength * term.left.transpose());
  const Matrix right = is_adjoint ? Matrix(term.right.adjoint()) : term.right;
  Matrix half(into.size_b, from.size_a);
  for (Index c = 0; c < in.cols(); ++c) {
    const Eigen::Map<const Matrix> psi(in.col(c).data() + from.offset, from.size_b, from.size_a);
    Eigen::Map<Matrix> result(out.col(c).data() + into.offset, into.size_b, into.size_a);
    half.noalias() = right * psi;
    result.noalias() += half * left;
  }
}

}  // namespace

Matrix Sector::contact() const {
  Matrix v = Matrix::Zero(size(), size());
  for (const ContactTerm& term : terms) {
    const Share& from = shares[term.from];
    const Share& into = shares[term.into];
    const Matrix block = term.strength * kronecker(term.left, term.right);
    v.block(into.offset, from.offset, block.rows(), block.cols()) += block;
    if (term.from != term.into) v.block(from.offset, into.offset, block.cols(), block.rows()) += block.adjoint();
  }
  return v;
}

Split Sector::times_contact(const Split& columns) const {
  const Matrix in = columns.joined();
  Matrix out = Matrix::Zero(in.rows(), in.cols());
  for (const ContactTerm& term : terms) {
    add_product(term, shares[term.from], shares[term.into], false, in, out);
    if (term.from != term.into) add_product(term, shares[term.into], shares[term.from], true, in, out);
  }
  return {out.real(), out.imag()};
}

Largest largest_sector(const Bipartite& machine, std::optional<int> most_particles) {
  const FockSpace a(machine.a, {}, machine);
  const FockSpace b(machine.b, {}, machine);
  const int most = most_particles.value_or(static_cast<int>(machine.sites()) * (machine.has_spin ? 2 : 1));
  // With spin the largest sector has as many particles up as down, or one more.
  const auto dimension = [&](Numbers numbers) {
    double sum = 0;
    for (int up = 0; up <= numbers[0]; ++up)
      for (int down = 0; down <= numbers[1]; ++down)
        sum += a.dimension({up, down}) * b.dimension(minus(numbers, {up, down}));
    return sum;
  };
  Largest out;
  for (int n = 0; n <= most; ++n) {
    const Numbers numbers = machine.has_spin ? Numbers{n - n / 2, n / 2} : Numbers{n, 0};
    out.joined = std::max(out.joined, dimension(numbers));
    out.body = std::max({out.body, a.dimension(numbers), b.dimension(numbers)});
  }
  return out;
}

ManyBody::ManyBody(const Bipartite& machine, Options options)
    : machine_(machine),
      hops_(one_body(machine).topRightCorner(machine.a.sites(), machine.b.sites())),
      a_(machine.a, one_body(machine).topLeftCorner(machine.a.sites(), machine.a.sites()), machine),
      b_(machine.b, one_body(machine).bottomRightCorner(machine.b.sites(), machine.b.sites()), machine),
      fold_spin_(options.fold_spin && machine.has_spin) {
  if (machine.statistics == Statistics::boson)
    choose_cutoff(options);
  else
    most_ = static_cast<int>(machine.sites()) * (machine.has_spin ? 2 : 1);
  for (int up = 0; up <= most_; ++up)
    for (int down = 0; down <= (machine.has_spin ? most_ - up : 0); ++down)
      if (dimension({up, down}) > 0 && !(fold_spin_ && up < down)) sectors_.push_back({up, down});
  count_states();
}

/// ln of the sum of exp(-beta (E - mu N)) over a sector of one body.
Real ManyBody::log_weight(const FockSpace& space, Numbers numbers) const {
  std::vector<Real> logs;
  for (const Real energy : space.sector(numbers).energies)
    logs.push_back(exponent(space.body(), energy, total(numbers)));
  return log_sum(logs);
}

/// From the weights z_A(N), z_B(N) of the bodies apart, which decay geometrically or faster.
void ManyBody::choose_cutoff(Options options) {
  std::vector<Real> log_a, log_b, log_n;
  std::optional<Real> log_rest;
  for (int n = 0; n <= most_bosons && !log_rest; ++n) {
    if (std::max(a_.dimension({n, 0}), b_.dimension({n, 0})) > largest_search) break;
    log_a.push_back(log_weight(a_, {n, 0}));
    log_b.push_back(log_weight(b_, {n, 0}));
    std::vector<Real> terms;
    for (int k = 0; k <= n; ++k)
      terms.push_back(log_a[static_cast<std::size_t>(k)] + log_b[static_cast<std::size_t>(n - k)]);
    log_n.push_back(log_sum(terms));
    if (n < 2) continue;
    const Real ratio = std::exp(log_n.back() - log_n[log_n.size() - 2]);
    // What is left after n, as a geometric series: far below what may be discarded.
    const Real rest = ratio < 0.95 ? log_n.back() + std::log(ratio / (1 - ratio)) : infinity;
    if (rest < std::log(0.01 * negligible) + log_sum(log_n)) log_rest = rest;
  }
  const Real all = log_sum(log_n);
  Real beyond = log_rest ? std::exp(*log_rest - all) : 0;
  std::vector<Real> tail(log_n.size());  // weight above each n
  for (std::size_t n = log_n.size(); n-- > 0; beyond += std::exp(log_n[n] - all)) tail[n] = beyond;
  for (std::size_t n = 0; log_rest && n < tail.size() && !sufficient_; ++n)
    if (tail[n] < negligible) sufficient_ = static_cast<int>(n);
  most_ = options.boson_cutoff.value_or(sufficient_.value_or(0));
  const auto kept = static_cast<std::size_t>(most_);
  discarded_ = kept < tail.size() ? tail[kept] : 0;
  if (!sufficient_) discarded_ = kept + 1 < tail.size() ? tail[kept] : 1;
}

/// ln Xi and the mean charges of the state that is kept.
void ManyBody::count_states() {
  std::vector<Real> logs;
  for (const Numbers numbers : sectors_)
    for (const Share& share : shares(numbers)) {
      const Real copies = fold_spin_ && numbers[0] != numbers[1] ? std::log(2.0) : 0;
      logs.push_back(copies + log_weight(a_, share.a) + log_weight(b_, share.b));
    }
  log_partition_ = log_sum(logs);
  std::size_t next = 0;
  for (const Numbers numbers : sectors_)
    for (const Share& share : shares(numbers)) {
      const Real weight = std::exp(logs[next++] - log_partition_);
      const auto mean_energy = [&](const FockSpace& space, Numbers n) {
        const Real whole = log_weight(space, n);
        Real sum = 0;
        for (const Real energy : space.sector(n).energies)
          sum += energy * std::exp(exponent(space.body(), energy, total(n)) - whole);
        return sum;
      };
      mean_ += weight * Charges(mean_energy(a_, share.a), total(share.a), mean_energy(b_, share.b), total(share.b));
    }
}

double ManyBody::dimension(Numbers numbers) const {
  double sum = 0;
  for (int up = 0; up <= numbers[0]; ++up)
    for (int down = 0; down <= numbers[1]; ++down)
      sum += a_.dimension({up, down}) * b_.dimension(minus(numbers, {up, down}));
  return sum;
}

std::vector<Share> ManyBody::shares(Numbers numbers) const {
  std::vector<Share> out;
  Index offset = 0;
  for (int up = 0; up <= numbers[0]; ++up)
    for (int down = 0; down <= numbers[1]; ++down) {
      const Numbers in_a{up, down};
      const Numbers in_b = minus(numbers, in_a);
      const auto size_a = static_cast<Index>(a_.dimension(in_a));
      const auto size_b = static_cast<Index>(b_.dimension(in_b));
      if (size_a * size_b == 0) continue;
      out.push_back({in_a, in_b, offset, size_a, size_b});
      offset += size_a * size_b;
    }
  return out;
}

Sector ManyBody::sector(Numbers numbers) const {
  Sector out{.numbers = numbers, .shares = shares(numbers), .terms = {}, .energies = {}, .charges = {}, .weights = {}};
  const Share& last = out.shares.back();
  const Index size = last.offset + last.size_a * last.size_b;
  out.energies.resize(size);
  out.charges.resize(size, 4);
  out.weights.resize(size);
  out.copies = fold_spin_ && numbers[0] != numbers[1] ? 2 : 1;
  for (const Share& share : out.shares)
    for (Index a = 0; a < share.size_a; ++a)
      for (Index b = 0; b < share.size_b; ++b) {
        const Index k = share.offset + a * share.size_b + b;
        const Real energy_a = a_.sector(share.a).energies(a);
        const Real energy_b = b_.sector(share.b).energies(b);
        out.energies(k) = energy_a + energy_b;
        out.charges.row(k) << energy_a, total(share.a), energy_b, total(share.b);
        out.weights(k) = std::exp(exponent(machine_.a, energy_a, total(share.a)) +
                                  exponent(machine_.b, energy_b, total(share.b)) - log_partition_);
      }
  add_hops(hops_, out);
  add_repulsions(out);
  return out;
}

/// a_i^dagger b_j = (a_i^dagger (-1)^{N_A}) (x) b_j of fermions; without the sign for bosons.
void ManyBody::add_hops(const Matrix& hops, Sector& sector) const {
  const auto share_of = [&](Numbers in_a) {
    return std::find_if(sector.shares.begin(), sector.shares.end(), [&](const Share& s) { return s.a == in_a; });
  };
  for (std::size_t from = 0; from < sector.shares.size(); ++from)
    for (std::size_t spin = 0; spin < (machine_.has_spin ? 2U : 1U); ++spin) {
      const Share& share = sector.shares[from];
      Numbers in_a = share.a;
      ++in_a[spin];
      const auto into = share_of(in_a);
      if (into == sector.shares.end()) continue;
      const Real sign = machine_.statistics == Statistics::fermion && total(share.a) % 2 != 0 ? -1 : 1;
      for (Index i = 0; i < hops.rows(); ++i)
        for (Index j = 0; j < hops.cols(); ++j)
          if (hops(i, j) != 0.0)
            sector.terms.push_back({from, static_cast<std::size_t>(into - sector.shares.begin()), sign * hops(i, j),
                                    a_.annihilator(i, spin, in_a).adjoint(), b_.annihilator(j, spin, share.b)});
    }
}

void ManyBody::add_repulsions(Sector& sector) const {
  for (std::size_t k = 0; k < sector.shares.size(); ++k)
    for (const Repulsion& bond : machine_.contact.density)
      if (bond.strength != 0)
        sector.terms.push_back(
            {k, k, bond.strength, a_.density(bond.i, sector.shares[k].a), b_.density(bond.j, sector.shares[k].b)});
}

}  // namespace qalor
