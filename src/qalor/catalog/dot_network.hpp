#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include "qalor/catalog/model.hpp"
#include "qalor/dynamics/rates.hpp"

namespace qalor {

/// Any number of dots, leads and baths of bosons, described by the user in the table [network]: the record.
Model dot_network();

namespace network {

DotNetwork read(const Settings& device);

/// The leads in groups that can exchange particles, each ascending: in equilibrium each has one chemical potential.
std::vector<std::vector<std::size_t>> particle_groups(const DotNetwork& network);

std::vector<Complaint> check(const Question& question);

Answer steady_state(const DotNetwork& network);
Answer cycles(const DotNetwork& network);
Answer cumulants(const DotNetwork& network, const Settings& keys);
Answer response(const DotNetwork& network, const std::string& reference);
Answer evolve(const DotNetwork& network, const Settings& keys);

std::vector<Claim> claims();

}  // namespace network
}  // namespace qalor
