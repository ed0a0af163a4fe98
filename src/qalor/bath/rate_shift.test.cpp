// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/bath/rate_shift.hpp"

#include <gmock/gmock.h>

#include <boost/math/special_functions/expint.hpp>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "qalor/base/digamma.hpp"
#include "qalor/base/special.hpp"
#include "qalor/bath/principal_value.hpp"

namespace qalor {
namespace {

using testing::ThrowsMessage;

constexpr Real pi = std::numbers::pi;

/// Ohmic bosons by a series: the occupation as sum of exp(-n beta w), each term an exponential integral,
/// eta w [exp(-x) Ei(x) - exp(x) E_1(x)] at x = w (1/cutoff + n beta), which falls as 2/x^2 + 12/x^4 + 240/x^6.
Real ohmic_by_series(Real eta, Real cutoff, Real beta, Real w) {
  const auto term = [&](Real x) {
    return eta * w * (std::exp(-x) * boost::math::expint(x) - std::exp(x) * boost::math::expint(1, x));
  };
  const Real v = std::abs(w);
  const int last = static_cast<int>(60 / (beta * v)) + 1;
  Real sum = -eta * cutoff;
  const Real x0 = v / cutoff;
  sum +=
      w > 0 ? eta * w * std::exp(-x0) * boost::math::expint(x0) : eta * v * std::exp(x0) * boost::math::expint(1, x0);
  for (int n = 1; n < last; ++n) sum += term(v / cutoff + n * beta * v);
  const Complex start = last + 1 / (beta * cutoff);
  for (const auto& [power, weight] : {std::pair{2, 2.0}, {4, 12.0}, {6, 240.0}})
    sum += eta * w * weight * std::pow(beta * v, -power) * hurwitz_zeta(power, start).real();
  return sum;
}

TEST(RateShift, OfOhmicBosonsIsASumOfExponentialIntegrals) {
  for (const Real w : {-2.5, -0.3, 0.4, 1.0, 3.0})
    for (const Real beta : {0.5, 2.0}) {
      const Bath bath{"A", beta, Ohmic{0.02, 5}};
      EXPECT_NEAR(rate_shift(bath, Passage::emission, w), ohmic_by_series(0.02, 5, beta, w), 1e-10) << w << ' ' << beta;
    }
}

TEST(RateShift, OfAColdBathIsTheLevelShiftOfItsDensity) {
  // What occupations of a bath at T = 1e-3 add to the shift at w is eta (pi T)^2/3w, up to a relative (T/w)^2.
  for (const Real w : {0.5, 1.0, 4.0}) {
    const Ohmic ohmic{0.02, 5};
    const Real thermal = 0.02 * pi * pi * 1e-6 / (3 * w);
    EXPECT_NEAR(rate_shift({"A", 1e3, ohmic}, Passage::emission, w), level_shift(ohmic, w) + thermal, 2e-10) << w;
  }
}

/// A Lorentzian band of fermions in closed form: the part of Gamma f that is analytic in the upper half plane, where
/// f = 1/2 + i/(2 pi) [psi(1/2 + ix/2 pi) - psi(1/2 - ix/2 pi)], x = beta (E - mu).
Real lorentzian_by_digamma(const Bath& lead, Real w) {
  const auto& line = std::get<Lorentzian>(lead.spectrum);
  const auto psi = [&](Complex e) {
    return digamma(0.5 - Complex(0, 1) * lead.beta * (e - lead.chemical_potential) / (2 * pi));
  };
  const Complex i(0, 1);
  const Complex pole = line.center + i * line.width;
  const Real shape = line.width * line.width / (std::norm(w - pole));
  const Complex above = 0.25 * i * line.width / (w - std::conj(pole)) - i / (2 * pi) * shape * psi(w) +
                        line.width / (4 * pi) * (psi(pole) / (w - pole) - std::conj(psi(pole)) / (w - std::conj(pole)));
  return -line.gamma * above.imag();
}

TEST(RateShift, OfALorentzianBandIsADifferenceOfDigammaFunctions) {
  const Bath lead{"L", 2, Lorentzian{0.3, 1.5, 0.4}, -0.2, Statistics::fermion};
  for (const Real w : {-3.0, -0.2, 0.0, 0.4, 2.0, 20.0}) {
    const Real filled = lorentzian_by_digamma(lead, w);
    EXPECT_NEAR(rate_shift(lead, Passage::incoming, w), filled, 1e-11) << w;
    // Filled and empty states together shift by the whole band.
    EXPECT_NEAR(rate_shift(lead, Passage::outgoing, w), level_shift(lead.spectrum, w) + filled, 1e-11) << w;
  }
}

TEST(RateShift, OfAFlatBandIsThePrincipalValue) {
  const Bath lead{"L", 2, FlatDamping{0.3}, 0.3, Statistics::fermion};
  for (const Real w : {-3.0, 0.0, 0.3, 1.0, 5.0})
    for (const Passage passage : {Passage::incoming, Passage::outgoing})
      EXPECT_NEAR(rate_shift(lead, passage, w, 60), 0.3 / (2 * pi) * principal_value(lead, w, 60), 1e-11) << w;
}

TEST(RateShift, OfTwoTransitionsIsSymmetricAndBetweenThem) {
  const Bath bath{"A", 0.7, Ohmic{0.05, 4}};
  for (const Real w : {-1.0, 0.5, 2.0}) {
    const Real both = joint_rate_shift(bath, Passage::emission, w, w + 0.01);
    EXPECT_NEAR(both, joint_rate_shift(bath, Passage::emission, w + 0.01, w), 1e-12);
    const Real mean = 0.5 * (rate_shift(bath, Passage::emission, w) + rate_shift(bath, Passage::emission, w + 0.01));
    EXPECT_NEAR(both, mean, 1e-5);  // of second order in the distance, 1e-4, times the curvature
  }
}

TEST(RateShift, RefusesBathsWhoseShiftDiverges) {
  const auto refuses = [](const Bath& bath, Passage passage, std::optional<Real> edge, const std::string& why) {
    EXPECT_THAT([&] { (void)rate_shift(bath, passage, 1, edge); }, ThrowsMessage<std::domain_error>(why));
  };
  const std::string flat =
      "the level shift by a flat bath of bosons grows with the logarithm of its cutoff, and it has none: use a "
      "spectrum "
      "with a cutoff, such as Ohmic";
  refuses({"A", 1, FlatEmission{1}}, Passage::emission, {}, flat);
  refuses({"A", 1, FlatDamping{1}}, Passage::emission, 50, flat);
  const std::string soft =
      "the level shift by a bath of bosons needs a density that vanishes at least as its frequency";
  refuses({"A", 1, Lorentzian{1, 1, 0}}, Passage::emission, {}, soft);
  refuses({"A", 1, Ohmic{0.1, 5, 0.5}}, Passage::emission, {}, soft);
  refuses({"A", 0, Ohmic{0.1, 5}}, Passage::emission, {}, "the level shift by a bath of bosons needs beta > 0");
  const Bath lead{"L", 1, FlatDamping{1}, 0, Statistics::fermion};
  refuses(lead, Passage::outgoing, {},
          "the level shift by a flat band grows with the logarithm of its width: give the edges of the band");
  refuses(lead, Passage::incoming, -1, "the edges of a flat band must be positive and finite");
  refuses({"L", 1, FlatEmission{1}, 0, Statistics::fermion}, Passage::incoming, {},
          "flat emission has no spectral density");
}

}  // namespace
}  // namespace qalor
