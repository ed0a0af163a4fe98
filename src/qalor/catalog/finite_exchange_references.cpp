// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/catalog/dot_counting.hpp"
#include "qalor/catalog/finite_exchange.hpp"

namespace qalor::exchange {
namespace {

using Eigen::Index;

/// d ln G/dtau of the infinite chains at every chi.
void add_counting(const JoinedChains& chains, Real copies, const Settings& keys, Record& out) {
  std::vector<double> re, im;
  for (const auto& chi : keys.rows("chi")) {
    const Complex rate = copies * chain_counting_rate(chains, chi[2] - chi[0], chi[3] - chi[1]);
    re.push_back(rate.real());
    im.push_back(rate.imag());
  }
  out.set("reference_characteristic_rate_re", vector_datum(re));
  out.set("reference_characteristic_rate_im", vector_datum(im));
}

void add_uniform(const UniformChain& chain, Real copies, const Settings& keys, Record& out) {
  const Real mu = chain.whole.chemical_potential;
  out.set("reference_work", copies * mending_work(chain));
  Array billiard{{keys.reals("times").size(), 2, 2}, {}};
  for (const Real tau : keys.reals("times")) {
    const RealMatrix l = in_basis(copies * billiard_transport(chain, tau), mu, keys.text("basis"));
    billiard.values.insert(billiard.values.end(), {l(0, 0), l(0, 1), l(1, 0), l(1, 1)});
  }
  out.set("reference_billiard_transport", billiard);
}

}  // namespace

void add_references(const Setup& setup, const Settings& parameters, const Settings& keys, Record& out) {
  const JoinedChains chains = joined_chains(parameters);
  const Bipartite& m = setup.machine;
  if (chains.a.hopping == 0 || chains.b.hopping == 0 || !has_occupations(chains)) return;
  const Real copies = m.has_spin ? 2 : 1;
  const ChainRates rates = chain_rates(chains);
  out.set("reference_rate_energy", copies * rates.energy);
  out.set("reference_rate_particles", copies * rates.particles);
  if (is_unbiased(m))
    out.set("reference_transport_rate",
            matrix_datum(in_basis(copies * chain_transport_rate(chains), m.a.chemical_potential, keys.text("basis"))));
  if (is_unbiased(m) && is_uniform(parameters))
    add_uniform({chains.a, m.a.sites(), m.b.sites(), chains.statistics}, copies, keys, out);
  if (keys.has("chi")) add_counting(chains, copies, keys, out);
}

}  // namespace qalor::exchange
