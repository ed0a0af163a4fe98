#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"
#include "qalor/exchange/interacting.hpp"
#include "qalor/exchange/quadratic.hpp"
#include "qalor/solve/chain_transport.hpp"

namespace qalor {

/// Two finite chains in contact for a while, and no bath: the record.
Model finite_exchange();

/// The same for any two bodies and contact, described by the user in the tables [body] and [contact]: the record.
Model two_bodies();

namespace exchange {

/// The machine that a method sees, and how its contact is switched.
struct Setup {
  Bipartite machine;
  Switching switching;
};
Setup read(const Settings& parameters);
Setup read_bodies(const Settings& parameters);
/// Whether the parameters are those of two chains rather than of any bodies.
bool is_of_chains(const Settings& parameters);

enum class Method { quadratic, sectors, sampling, typicality };
/// What `method` comes to: `auto` resolved.
Method resolved_method(const Bipartite& machine, const Settings& keys);
std::string method_name(Method method);

bool asks(const Settings& keys, const std::string& output);
ExchangeQuestion read_question(const Bipartite& machine, const Settings& keys);
ManyBody::Options many_body_options(const Settings& parameters);

/// Which fluxes and forces a transport matrix is of.
struct Reading {
  std::string convention;
  std::string basis;
};
Reading reading(const Settings& keys);
/// The 2 x 2 transport matrix of a response, in a convention and basis.
RealMatrix transport_matrix(const ChargeMatrix& response, const Bipartite& machine, const Reading& reading);
/// An energy-basis matrix in another basis.
RealMatrix in_basis(const RealMatrix& energy_basis, Real mean_potential, const std::string& basis);

/// Numbers at one duration that every answer has.
struct Balance {
  Charges mean;
  Real work, transfer_energy, transfer_particles, transfer_heat, heat_a, heat_b, entropy;
};
Balance balance(const Charges& mean, const Bipartite& machine);
/// Var J/<J>^2 over csch^2 y of the exchange uncertainty relation, y tanh y = entropy/2; NaN where the flux vanishes.
Real uncertainty_ratio(Real variance, Real mean, Real entropy);

/// All quantities over time that the statistics hold and the task asks for.
Record timed_quantities(const std::vector<Real>& times, const std::vector<ExchangeStatistics>& at,
                        const Bipartite& machine, const Settings& keys);
Record averaged_quantities(const ExchangeStatistics& average, const Bipartite& machine, const Settings& keys);
/// What very long chains would do; only what applies.
void add_references(const Setup& setup, const Settings& parameters, const Settings& keys, Record& out);

/// The infinite chains that belong to the parameters.
JoinedChains joined_chains(const Settings& parameters);
bool is_uniform(const Settings& parameters);
bool is_unbiased(const Bipartite& machine);

Answer answer(const Question& question);
std::vector<Complaint> check(const Question& question);
/// What is wrong with the tables [body] and [contact]; they can be read where it is nothing.
std::vector<Complaint> check_bodies(const Settings& parameters);
/// Parameters and keys that were given and that the case does not use.
void warn_of_unused(const Question& question, Method method, Certificate& certificate);
void certify(const Setup& setup, const Question& question, const std::vector<ExchangeStatistics>& at,
             Certificate& certificate);

std::vector<Quantity> quantities();
std::vector<Claim> claims();

}  // namespace exchange
}  // namespace qalor
