#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/catalog/card.hpp"
#include "qalor/catalog/jump_counting.hpp"
#include "qalor/catalog/model.hpp"

namespace qalor {

/// A qubit between a hot and a cold bath: classical jumps with every closed form.
Model two_bath_qubit();
/// The three-level maser: a hot and a cold bath drive a coherent field between l and u.
Model three_level_maser();
/// A driven qubit in one bath; without thermal quanta, resonance fluorescence.
Model driven_qubit();
/// Any Lindblad equation whose Hamiltonian and jumps the user lists.
Model custom_lindblad();

namespace counting {

Subject two_bath_subject(const Settings& parameters);
Subject maser_subject(const Settings& parameters);
Subject driven_subject(const Settings& parameters);
/// The parameters have passed `custom_faults`.
Subject custom_subject(const Settings& parameters);
/// What is wrong with the matrices, partners and weights of a custom equation.
std::vector<Complaint> custom_faults(const Settings& parameters);

std::vector<Claim> two_bath_claims();
std::vector<Claim> maser_claims();
std::vector<Claim> driven_claims();
std::vector<Claim> custom_claims();

/// The model that counts the jumps of such a subject.
Model counting_model(Model record, const std::vector<std::string>& names, const std::string& standard,
                     Subject (*subject)(const Settings&));

}  // namespace counting
}  // namespace qalor
