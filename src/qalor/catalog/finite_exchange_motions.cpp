// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/finite_exchange_motions.hpp"

#include <array>
#include <cstring>

namespace qalor::exchange {
namespace {

/// Appends the bits of a number: keys are equal exactly where all numbers are.
void append_bits(Real x, std::string& key) {
  std::array<char, sizeof x> bits{};
  std::memcpy(bits.data(), &x, sizeof x);
  key.append(bits.data(), bits.size());
}

void append_bonds(const std::vector<Hop>& bonds, std::string& key) {
  append_bits(static_cast<Real>(bonds.size()), key);
  for (const Hop& bond : bonds)
    for (const Real x : {static_cast<Real>(bond.i), static_cast<Real>(bond.j), bond.amplitude, bond.phase})
      append_bits(x, key);
}

/// Everything of free bodies and their contact but the states.
std::string motion_key(const Setup& setup) {
  const Bipartite& m = setup.machine;
  std::string key = "free motion";
  for (const Body* body : {&m.a, &m.b}) {
    append_bits(static_cast<Real>(body->sites()), key);
    for (const Real level : body->onsite) append_bits(level, key);
    append_bonds(body->hopping, key);
  }
  append_bonds(m.contact.hopping, key);
  append_bits(m.statistics == Statistics::fermion ? -1 : 1, key);
  append_bits(m.has_spin ? 2 : 1, key);
  append_bits(setup.switching.ramp, key);
  append_bits(setup.switching.is_cosine ? 1 : 0, key);
  return key;
}

std::string with_time(const std::string& kind, Real tau) {
  std::string key = kind;
  append_bits(tau, key);
  return key;
}

}  // namespace

bool needs_propagator(const ExchangeQuestion& q) {
  return q.has_covariance || q.has_number || q.has_fluctuation || !q.chi.empty();
}

FreeMotions::FreeMotions(const Setup& setup, Memo* memo) : memo_(memo), key_(memo ? motion_key(setup) : "") {
  const auto sites = static_cast<std::size_t>(setup.machine.sites());
  // The eigenvectors, once more with ramps (twice two matrices).
  exchange_ = shared<QuadraticExchange>("exchange", (setup.switching.ramp > 0 ? 5 : 1) * sites * sites, [&] {
    return std::make_shared<const QuadraticExchange>(setup.machine, setup.switching);
  });
}

template <class T, class Make>
std::shared_ptr<const T> FreeMotions::shared(const std::string& key, std::size_t numbers, Make make) const {
  if (memo_ == nullptr) return make();
  return memo_->get<T>(key_ + key, numbers * sizeof(Real) + key_.size(), make);
}

std::shared_ptr<const QuadraticExchange::Motion> FreeMotions::motion(Real tau) const {
  const auto size = static_cast<std::size_t>(exchange_->size());
  return shared<QuadraticExchange::Motion>(with_time("motion", tau), 2 * size * size + 9 * size, [&] {
    return std::make_shared<const QuadraticExchange::Motion>(exchange_->motion(tau));
  });
}

std::shared_ptr<const MotionSums> FreeMotions::sums(Real tau) const {
  return shared<MotionSums>(with_time("sums", tau), 9 * static_cast<std::size_t>(exchange_->size()),
                            [&] { return std::make_shared<const MotionSums>(exchange_->motion(tau).sums); });
}

std::shared_ptr<const RealMatrix> FreeMotions::average_gain() const {
  return shared<RealMatrix>("average", 4 * static_cast<std::size_t>(exchange_->size()),
                            [&] { return std::make_shared<const RealMatrix>(exchange_->average_gain()); });
}

}  // namespace qalor::exchange
