// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "qalor/catalog/own_machine.hpp"

namespace qalor::own {
namespace {

constexpr Real unpaired = std::numeric_limits<Real>::infinity();

bool has_effect(const Jump& jump) { return jump.rate > 0 && !jump.op.is_zero(); }

/// The flow without jumps that never happen: their partners are left without one.
Lindblad without_idle_jumps(const Lindblad& flow) {
  const std::vector<Jump>& all = flow.jumps();
  std::vector<std::optional<std::size_t>> place(all.size());
  std::size_t kept = 0;
  for (std::size_t k = 0; k < all.size(); ++k)
    if (has_effect(all[k])) place[k] = kept++;
  std::vector<Jump> jumps;
  for (const Jump& jump : all) {
    if (!has_effect(jump)) continue;
    jumps.push_back(jump);
    // Without a gain no jump is the reverse of another in the sense of local detailed balance.
    const bool is_pair = jump.partner && jump.gain && place[*jump.partner];
    jumps.back().partner = is_pair ? place[*jump.partner] : std::nullopt;
  }
  return {flow.hamiltonian(), flow.heat_energy(), flow.baths(), flow.noises(), std::move(jumps)};
}

/// Entropy that one jump gives to its bath [nats]; a noise takes none.
Real entropy_of(const Lindblad& flow, const Jump& jump) {
  if (!jump.partner) return unpaired;
  if (jump.source.kind == Source::Kind::noise) return 0;
  const Bath& bath = flow.baths()[jump.source.index];
  return -bath.beta * (jump.gain->energy - bath.chemical_potential * jump.gain->particles);
}

template <class F>
Count counted_from(const Lindblad& flow, const std::string& name, std::size_t bath, F&& read) {
  Count out{name, {}};
  for (const Jump& jump : flow.jumps()) {
    const bool is_source = jump.source == Source{Source::Kind::bath, bath};
    out.weights.push_back(is_source ? read(*jump.gain) : 0);
  }
  return out;
}

/// Counts of one bath: energy, heat, and quanta: excitations of bosons, particles of fermions.
void add_counts(const Lindblad& flow, std::size_t x, std::vector<Count>& counts) {
  const Bath& bath = flow.baths()[x];
  const Real mu = bath.chemical_potential;
  const auto energy = [](const Exchange& e) { return e.energy; };
  const auto heat = [mu](const Exchange& e) { return e.energy - mu * e.particles; };
  const auto quanta = [&bath](const Exchange& e) {
    if (bath.statistics == Statistics::fermion) return e.particles;
    return e.energy > 0 ? Real(1) : e.energy < 0 ? Real(-1) : Real(0);
  };
  counts.push_back(counted_from(flow, "heat_" + bath.name, x, heat));
  counts.push_back(counted_from(flow, "energy_" + bath.name, x, energy));
  counts.push_back(counted_from(flow, "quanta_" + bath.name, x, quanta));
}

}  // namespace

counting::Subject counted_subject(const Setup& setup) {
  counting::Subject out{{without_idle_jumps(lindblad_flow(setup)), {}, {}}, "activity", {}, {}};
  const Lindblad& flow = out.counted.flow;
  const auto has_gain = [](const Jump& jump) { return jump.gain || jump.source.kind == Source::Kind::noise; };
  const bool is_counted = std::all_of(flow.jumps().begin(), flow.jumps().end(), has_gain);
  for (std::size_t x = 0; is_counted && x < flow.baths().size(); ++x) add_counts(flow, x, out.counted.counts);
  if (!out.counted.counts.empty()) out.standard = out.counted.counts.front().name;
  for (std::size_t k = 0; k < flow.jumps().size(); ++k) {
    const Jump& jump = flow.jumps()[k];
    out.counted.entropy.push_back(entropy_of(flow, jump));
    const auto& names = flow.noises();
    out.jump_names.push_back(fmt::format(
        "jump {} ({})", k,
        jump.source.kind == Source::Kind::bath ? flow.baths()[jump.source.index].name : names[jump.source.index]));
  }
  counting::add_standard_counts(out.counted);
  if (out.counted.counts.back().name == "entropy") out.affinities = {{"entropy", 1}};
  return out;
}

}  // namespace qalor::own
