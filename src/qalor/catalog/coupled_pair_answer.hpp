#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/catalog/coupled_pair.hpp"
#include "qalor/ledger/balance.hpp"

/// What the tasks of `coupled_pair` share.
namespace qalor::pair {

/// <n_A>, <n_B>, <n_A n_B> and c = <a^dagger b>.
struct Moments {
  Real n_A;
  Real n_B;
  Real n_AB;
  Complex c;
};

Moments moments(const DensityMatrix& rho);
Moments moments(const OneBody& one, Real n_ab);

/// Excitations entering from bath A per unit time, tr((n_A + n_B) D_A rho) [rate].
Real excitation_current(const Lindblad& flow, const DensityMatrix& rho);
Real excitation_current(const BornMarkov& flow, const DensityMatrix& rho);

/// Adds both laws and the verdict in words to the certificate.
void judge(const Parameters& p, const Ledger& ledger, Certificate& certificate);

/// The current of the generic solver against the closed form of the model, an independent route to the same number:
/// excitations for local jumps, heat for global ones.
void cross_check(const Parameters& p, const Ledger& ledger, Real excitations, Certificate& certificate);

}  // namespace qalor::pair
