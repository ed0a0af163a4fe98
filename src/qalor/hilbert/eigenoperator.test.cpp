// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/hilbert/eigenoperator.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <stdexcept>

#include "tests/machines.hpp"

namespace qalor {
namespace {

using laws::Dice;
using laws::largest;
using laws::random_matrix;
using testing::ThrowsMessage;

const Space pair({qubit("A"), qubit("B")});
const Space ten({levels("A", 10)});

Operator random_hermitian(Dice& dice, const Space& space) {
  const Matrix a = random_matrix(dice, static_cast<Eigen::Index>(space.dimension()));
  return Operator(space, Matrix(a + a.adjoint()));
}

Operator diagonal(const Space& space, const std::vector<Real>& energies) {
  Matrix h = Matrix::Zero(static_cast<Eigen::Index>(energies.size()), static_cast<Eigen::Index>(energies.size()));
  for (std::size_t i = 0; i < energies.size(); ++i)
    h(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(i)) = energies[i];
  return Operator(space, h);
}

Operator sum(const std::vector<Eigenoperator>& parts, const Space& space) {
  Operator out(space);
  for (const Eigenoperator& part : parts) out += part.op;
  return out;
}

TEST(Eigenoperators, SumToTheOperator) {
  Dice dice(1);
  for (const bool hermitian : {true, false}) {
    const Operator h = random_hermitian(dice, ten);
    const Operator x = hermitian ? random_hermitian(dice, ten) : Operator(ten, random_matrix(dice, 10));
    EXPECT_LT(largest((sum(eigenoperators(h, x), ten) - x).dense()), 1e-13);
  }
}

TEST(Eigenoperators, LowerTheEnergyByTheirFrequency) {
  Dice dice(2);
  for (const bool hermitian : {true, false}) {
    const Operator h = random_hermitian(dice, ten);
    const Operator x = hermitian ? random_hermitian(dice, ten) : Operator(ten, random_matrix(dice, 10));
    for (const auto& [w, op] : eigenoperators(h, x))
      EXPECT_LT(largest((h * op - op * h + Complex(w) * op).dense()), 1e-13);
  }
}

TEST(Eigenoperators, AreTheOnesOfTheProjectors) {
  // X(w) = sum of Pi_E X Pi_E', written out; an equidistant ladder with a degenerate level has many of equal w.
  const Operator h = diagonal(ten, {0, 1, 1, 2, 3, 3, 3, 4, 5, 7});
  Dice dice(3);
  const Operator x = random_hermitian(dice, ten);
  const auto parts = eigenoperators(h, x);
  EXPECT_EQ(parts.size(), 15u);  // w = 0 and +-1 .. +-7
  for (const auto& [w, op] : parts) {
    Matrix expected = Matrix::Zero(10, 10);
    for (Eigen::Index to = 0; to < 10; ++to)
      for (Eigen::Index from = 0; from < 10; ++from)
        if (h.dense()(from, from).real() - h.dense()(to, to).real() == w) expected(to, from) = x.dense()(to, from);
    EXPECT_LT(largest(op.dense() - expected), 1e-15) << w;
  }
}

TEST(Eigenoperators, OfAHermitianOperatorAscendFromZeroEachBeforeItsAdjoint) {
  Dice dice(4);
  const auto parts = eigenoperators(random_hermitian(dice, ten), random_hermitian(dice, ten));
  ASSERT_EQ(parts.size(), 91u);
  EXPECT_EQ(parts[0].frequency, 0);
  for (std::size_t k = 1; k < parts.size(); k += 2) {
    EXPECT_GT(parts[k].frequency, k == 1 ? 0 : parts[k - 2].frequency);
    EXPECT_EQ(parts[k + 1].frequency, -parts[k].frequency);
    EXPECT_EQ(largest(parts[k + 1].op.dense() - parts[k].op.dense().adjoint()), 0);
  }
}

TEST(Eigenoperators, GroupTransitionsOfTheSameFrequencyIntoOneJump) {
  // Two resonant qubits with exchange g: 00 -> +, - -> 11 share w_+, with the relative sign that X(w) gives.
  const Real g = 0.3;
  const Operator hop = raise(pair, 0) * lower(pair, 1);
  const Operator h = number(pair, 0) + number(pair, 1) + Complex(g) * (hop + hop.adjoint());
  const auto parts = eigenoperators(h, lower(pair, 0) + raise(pair, 0));
  ASSERT_EQ(parts.size(), 4u);
  EXPECT_NEAR(parts[0].frequency, 1 - g, 1e-14);
  EXPECT_NEAR(parts[2].frequency, 1 + g, 1e-14);
  // p_+ = (a + b)/sqrt(2) of free modes; for qubits a string (-1)^n_A in between.
  const Matrix upper = parts[2].op.dense();
  EXPECT_NEAR(std::abs(upper(0, 2)), 0.5, 1e-14);              // 10 -> 00
  EXPECT_NEAR((upper(0, 2) / upper(0, 1)).real(), 1, 1e-13);   // 01 -> 00 with equal sign
  EXPECT_NEAR((upper(1, 3) / upper(2, 3)).real(), -1, 1e-13);  // 11 -> 01 and 11 -> 10 with opposite sign
  EXPECT_NEAR((upper(1, 3) / upper(0, 2)).real(), 1, 1e-13);
}

TEST(Eigenoperators, TellFrequenciesApartOnlyBeyondTheTolerance) {
  const Operator x = lower(pair, 0) + raise(pair, 0) + lower(pair, 1) + raise(pair, 1);
  const auto count = [&](Real detuning) {
    return eigenoperators(number(pair, 0) + Complex(1 + detuning) * number(pair, 1), x).size();
  };
  EXPECT_EQ(count(1e-11), 2u);
  EXPECT_EQ(count(1e-6), 4u);
}

TEST(Eigenoperators, StandStillUnderADegenerateHamiltonian) {
  Dice dice(5);
  const Operator x = random_hermitian(dice, ten);
  const auto parts = eigenoperators(Operator(ten), x);
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].frequency, 0);
  EXPECT_EQ(largest(parts[0].op.dense() - x.dense()), 0);
}

TEST(Eigenoperators, SumToTheOperatorAlsoWhereAFrequencyLiesAtTheEdgeOfTheTolerance) {
  // Splittings just inside and just outside 1e-9 of the spread.
  const Space five({levels("A", 5)});
  const Operator h = diagonal(five, {0, 0.95e-9, 0.5, 0.5 + 1.03e-9, 1});
  Matrix x = Matrix::Zero(5, 5);
  x(0, 1) = x(1, 0) = x(2, 3) = x(3, 2) = x(0, 4) = x(4, 0) = 1;
  const Operator op(five, x);
  EXPECT_EQ(largest((sum(eigenoperators(h, op), five) - op).dense()), 0);
}

TEST(Eigenoperators, NeedAHermitianHamiltonian) {
  EXPECT_THAT([] { (void)eigenoperators(lower(pair, 0), number(pair, 0)); },
              ThrowsMessage<std::invalid_argument>("eigenoperators need a Hermitian Hamiltonian"));
}

TEST(BohrFrequency, IsTheEnergyThatAnOperatorTakesAway) {
  const Operator h = Complex(1.7) * number(pair, 0) + Complex(0.4) * number(pair, 1);
  EXPECT_NEAR(bohr_frequency(h, lower(pair, 0)).value(), 1.7, 1e-15);
  EXPECT_NEAR(bohr_frequency(h, raise(pair, 1)).value(), -0.4, 1e-15);
  EXPECT_NEAR(bohr_frequency(h, Complex(0, 2) * (raise(pair, 0) * lower(pair, 1))).value(), -1.3, 1e-15);
  EXPECT_EQ(bohr_frequency(h, number(pair, 0)).value(), 0);
}

TEST(BohrFrequency, IsAbsentForAMixtureOfFrequenciesAndForNothing) {
  const Operator h = Complex(1.7) * number(pair, 0) + Complex(0.4) * number(pair, 1);
  EXPECT_FALSE(bohr_frequency(h, lower(pair, 0) + lower(pair, 1)));
  EXPECT_FALSE(bohr_frequency(h, lower(pair, 0) + raise(pair, 0)));
  EXPECT_FALSE(bohr_frequency(h, Operator(pair)));
}

}  // namespace
}  // namespace qalor
