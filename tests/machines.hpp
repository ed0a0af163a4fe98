#pragma once
// SPDX-License-Identifier: BSD-3-Clause

/// Random machines of every kind of factor, and the flows that can be made of them: the rows of the law tests.

#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "qalor/dynamics/lindblad.hpp"
#include "qalor/dynamics/perlind.hpp"
#include "tests/naive.hpp"

namespace laws {

using namespace qalor;

/// Uniform numbers that are the same on every platform.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  Real between(Real low, Real high) { return low + (high - low) * static_cast<Real>(engine_() >> 11) * 0x1p-53; }
  Complex complex() { return {between(-1, 1), between(-1, 1)}; }

 private:
  std::mt19937_64 engine_;
};

inline Matrix random_matrix(Dice& dice, Eigen::Index d) {
  return Matrix::NullaryExpr(d, d, [&] { return dice.complex(); });
}

inline DensityMatrix random_state(Dice& dice, const Space& space) {
  const Matrix a = random_matrix(dice, static_cast<Eigen::Index>(space.dimension()));
  const Matrix rho = a * a.adjoint();
  return DensityMatrix(space, rho / rho.trace().real());
}

inline Bath random_bath(Dice& dice, std::string name, Real beta) {
  const Real strength = std::exp(dice.between(-3, 0));
  Bath bath{std::move(name), beta};
  const Real kind = dice.between(0, 3);
  if (kind < 1)
    bath.spectrum = FlatEmission{strength};
  else if (kind < 2)
    bath.spectrum = FlatDamping{strength};
  else
    bath.spectrum = Ohmic{0.1 * strength, dice.between(2, 8)};
  return bath;
}

struct Recipe {
  std::string name;
  std::function<Machine(std::uint64_t seed, Real beta_first, Real beta_last)> make;
};

/// Factors in a row with random level spacings and hoppings, a bath at either end.
inline Machine row(const Space& space, std::uint64_t seed, Real beta_first, Real beta_last, Real coupling) {
  Dice dice(seed);
  const std::size_t last = space.factors().size() - 1;
  Machine machine{Operator(space),
                  Operator(space),
                  {random_bath(dice, "first", beta_first), random_bath(dice, "last", beta_last)},
                  {}};
  for (std::size_t k = 0; k <= last; ++k) machine.bare += Complex(dice.between(0.5, 3)) * number(space, k);
  for (std::size_t k = 0; k < last; ++k) {
    const Operator hop = Complex(coupling * dice.between(0.2, 1), 0) * (raise(space, k) * lower(space, k + 1));
    machine.interaction += hop + hop.adjoint();
  }
  machine.couplings.push_back({lower(space, 0) + raise(space, 0), 0});
  machine.couplings.push_back({lower(space, last) + raise(space, last), 1});
  return machine;
}

inline Recipe in_a_row(std::string name, const Space& space, Real coupling = 0.3) {
  return {std::move(name), [space, coupling](std::uint64_t seed, Real beta_first, Real beta_last) {
            return row(space, seed, beta_first, beta_last, coupling);
          }};
}

inline const std::vector<Recipe>& recipes() {
  static const std::vector<Recipe> all{
      in_a_row("two qubits", Space({qubit("A"), qubit("B")})),
      in_a_row("three qubits", Space({qubit("A"), qubit("B"), qubit("C")})),
      in_a_row("qutrit and qubit", Space({levels("A", 3), qubit("B")})),
      in_a_row("boson and qubit", Space({boson("A", 4), qubit("B")})),
      in_a_row("two fermions", Space({fermion("A"), fermion("B")})),
  };
  return all;
}

inline Machine with_noise(Machine machine, Real strength) {
  const Space& space = machine.bare.space();
  machine.noises.push_back({"noise", raise(space, 0) * lower(space, 1), strength});
  machine.interaction = Operator(space);
  return machine;
}

/// One way of making a flow. Where `second_law` is false the books may break it, which the audit must see.
struct Maker {
  std::string name;
  bool second_law;
  std::function<Lindblad(const Machine&)> make;
};

inline const std::vector<Maker>& makers() {
  static const std::vector<Maker> all{
      {"local, bare heat", true, [](const Machine& m) { return local_lindblad(m, Heat::bare); }},
      {"local, full heat", false, [](const Machine& m) { return local_lindblad(m, Heat::full); }},
      {"global", true, [](const Machine& m) { return global_lindblad(m); }},
      {"partial secular", true, [](const Machine& m) { return partial_secular_lindblad(m, 0.1); }},
      {"universal", false, [](const Machine& m) { return perlind(m); }},
      {"noise", true, [](const Machine& m) { return local_lindblad(with_noise(m, 0.2), Heat::bare); }},
  };
  return all;
}

/// Calls visit(recipe, maker, flow) for every machine and flow at a few seeds.
template <class Visit>
void for_every_flow(Real beta_first, Real beta_last, Visit visit) {
  for (const Recipe& recipe : recipes())
    for (const Maker& maker : makers())
      for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        SCOPED_TRACE(recipe.name + ", " + maker.name + ", seed " + std::to_string(seed));
        visit(maker, maker.make(recipe.make(seed, beta_first, beta_last)));
      }
}

inline std::vector<naive::Jump> naive_jumps(const Lindblad& flow) {
  std::vector<naive::Jump> out;
  for (const Jump& jump : flow.jumps()) out.push_back({jump.op.dense(), jump.rate});
  return out;
}

inline std::vector<naive::Jump> naive_jumps(const Lindblad& flow, Source source) {
  std::vector<naive::Jump> out;
  for (const Jump& jump : flow.jumps())
    if (jump.source == source) out.push_back({jump.op.dense(), jump.rate});
  return out;
}

inline Real largest(const Matrix& m) { return m.size() == 0 ? 0 : m.cwiseAbs().maxCoeff(); }

}  // namespace laws
