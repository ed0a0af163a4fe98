#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <functional>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "qalor/base/gauss.hpp"
#include "qalor/bath/spectrum.hpp"

namespace qalor {

/// j(w) = eta w (w/cutoff)^(exponent-1) for 0 < w < cutoff, 0 elsewhere.
struct HardCutoff {
  Real eta;
  Real cutoff;
  Real exponent = 1;
};
/// A finite bath: j(w) = sum of V_k^2 delta(w - w_k).
struct DiscreteModes {
  std::vector<Real> omega;
  std::vector<Real> coupling;
};

/// A normalised localised state of a level in a structured reservoir.
struct BoundState {
  Real frequency;
  Real weight;  ///< Z = 1/(1 + integral of j/(w - w_b)^2)
};

/// A chain of bath modes, the first of which is coupled to the system.
struct Chain {
  Real coupling;  ///< c_0, with c_0^2 the integral of j [energy]
  std::vector<Real> frequencies;
  std::vector<Real> hoppings;  ///< one fewer
};

/// Thermal occupation of a bath of bosons or fermions.
struct Occupation {
  bool is_fermion = false;
  Real beta = 1;  ///< infinite at zero temperature
  Real mu = 0;

  /// Mean number of quanta at w. At beta = infinity: 0 for bosons, a step at mu for fermions.
  Real operator()(Real w) const;
};

/// A spectral density j(w) = sum of V_k^2 delta(w - w_k) = J(w)/2pi [energy] and everything that follows from it: the
/// golden-rule rate 2 pi j, self-energy Sigma(w + i0) = Delta(w) - i pi j(w), memory kernel, bound states, poles, and
/// explicit baths that stand for it.
class SpectralDensity {
 public:
  using Shape = std::variant<Ohmic, HardCutoff, Lorentzian, FlatDamping, Tabulated, DiscreteModes>;
  explicit SpectralDensity(Shape shape);

  const Shape& shape() const { return shape_; }
  template <class T>
  const T* as() const {
    return std::get_if<T>(&shape_);
  }
  /// Whether j has no lower bound of its support (Lorentzian, flat).
  bool is_whole_axis() const { return as<Lorentzian>() != nullptr || as<FlatDamping>() != nullptr; }

  /// j(w); 0 for discrete modes.
  Real density(Real w) const;
  /// Retarded self-energy, the integral of j/(z - w') [energy]: Im z > 0, or real z, read as z + i0.
  Complex self_energy(Complex z) const;
  /// dSigma/dz at a place without density, or in the upper half plane.
  Complex self_energy_slope(Complex z) const;
  /// Sigma(z) - 2 pi i j(z), the continuation through the band into the lower half plane.
  Complex second_sheet(Complex z) const;
  /// Delta(w) [energy].
  Real level_shift(Real w) const { return self_energy(w).real(); }
  /// D(w) = j/((w - omega_0 - Delta)^2 + (pi j)^2) [1/energy].
  Real spectral_function(Real omega_0, Real w) const;
  /// g(t), the integral of j exp(-iwt) [energy^2]; for a flat density there is none (a delta function).
  Complex kernel(Real t) const;
  /// The integral of j [energy^2].
  Real total() const;

  /// Open intervals without density in which bound states can lie, the outer ones infinite.
  std::vector<std::pair<Real, Real>> gaps() const;
  /// Lowest and highest frequency with density (to where it has decayed below rounding).
  std::pair<Real, Real> band() const;
  /// Frequencies of a level omega_0 below, inside gaps of, and above the band; those lighter than 1e-12 are left out.
  std::vector<BoundState> bound_states(Real omega_0) const;
  /// Coupling above which there is a bound state below the band; for `Ohmic` and `HardCutoff`.
  std::optional<Real> critical_coupling(Real omega_0) const;
  /// The solution of w = omega_0 + Delta(w) with 1 - Delta'(w) > 0 nearest to omega_0, bound states included.
  Real root(Real omega_0) const;
  /// Zeros of z - omega_0 - second_sheet(z): both of a Lorentzian, else the one that grows from the root.
  std::vector<Complex> poles(Real omega_0) const;

  /// Frequencies w_k and weights V_k^2 that stand for the continuum up to time t, with the occupation resolved.
  /// Throws std::domain_error for densities on the whole axis.
  Rule star(Real t, const Occupation& occupation) const;
  /// The first sites of the chain: closed forms, else Lanczos on a star. Throws std::domain_error as `star`.
  Chain chain(std::size_t sites) const;

 private:
  Shape shape_;
  std::vector<Complex> contour_;  // nodes below the real axis
  std::vector<Complex> charge_;   // Sigma(z) = sum of charge/(z - node)
};

}  // namespace qalor
