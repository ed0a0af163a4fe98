// SPDX-License-Identifier: BSD-3-Clause
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "qalor/catalog/own_machine_values.hpp"
#include "qalor/hilbert/eigenoperator.hpp"
#include "qalor/hilbert/sectors.hpp"

namespace qalor::own {
namespace {

using Complaints = std::vector<Complaint>;

constexpr std::size_t most_states = 256;

std::size_t family_size(const Settings& device, const std::string& name) {
  const std::string key = "factor." + name + ".count";
  return device.has(key) ? static_cast<std::size_t>(device.integer(key)) : 1;
}

/// What is wrong with one entry of `factors`, or "".
std::string factor_fault(const Settings& device, const std::string& name) {
  const std::string& kind = device.text("factor." + name + ".kind");
  const bool has_dimension = device.has("factor." + name + ".dimension");
  if (!is_expression_name(name))
    return "the name cannot stand in expressions: it takes letters, digits and _, and is not `i`, `pi` or `in`";
  if ((kind == "levels" || kind == "boson") && !has_dimension) return fmt::format("\"{}\" needs a `dimension`", kind);
  if ((kind == "qubit" || kind == "fermion") && has_dimension)
    return fmt::format("a {} has 2 levels: leave out `dimension`", kind);
  return "";
}

Factor factor_of(const Settings& device, const std::string& name, const std::string& label) {
  const std::string& kind = device.text("factor." + name + ".kind");
  if (kind == "qubit") return qubit(label);
  if (kind == "fermion") return fermion(label);
  const auto dimension = static_cast<std::size_t>(device.integer("factor." + name + ".dimension"));
  return kind == "boson" ? boson(label, dimension) : levels(label, dimension);
}

std::optional<Space> space_of(const Settings& device, Complaints& out) {
  std::vector<Factor> all;
  const std::size_t before = out.size();
  for (const std::string& name : device.texts("factors")) {
    if (const std::string fault = factor_fault(device, name); !fault.empty()) {
      out.push_back({{"factor." + name}, fmt::format("`factors.{}`: {}", name, fault)});
      continue;
    }
    const bool is_indexed = device.has("factor." + name + ".count");
    for (std::size_t k = 0; k < family_size(device, name); ++k)
      all.push_back(factor_of(device, name, is_indexed ? fmt::format("{}[{}]", name, k) : name));
  }
  if (out.size() > before) return std::nullopt;
  std::size_t dimension = 1;
  for (const Factor& factor : all)
    if ((dimension *= factor.dimension) > most_states) {
      out.push_back({{"factors"}, fmt::format("`factors` have more than {} states in all", most_states)});
      return std::nullopt;
    }
  return Space(std::move(all));
}

/// The key that a spectrum needs and does not find.
void require(const Settings& device, const std::string& bath, const std::vector<std::string>& keys, Complaints& out) {
  const std::string& rule = device.text("bath." + bath + ".spectrum");
  for (const std::string& key : keys)
    if (!device.has("bath." + bath + "." + key))
      out.push_back({{"bath." + bath}, fmt::format("`baths.{}`: spectrum \"{}\" needs `{}`", bath, rule, key)});
}

Spectrum spectrum_of(const Settings& device, const std::string& bath, Values& values, Complaints& out) {
  const auto real = [&](const std::string& key, Range range) {
    return values.real("bath." + bath + "." + key, "baths." + bath + "." + key, range).value_or(1);
  };
  const std::string& rule = device.text("bath." + bath + ".spectrum");
  if (rule == "ohmic") {
    require(device, bath, {"eta", "cutoff"}, out);
    return Ohmic{real("eta", Range::non_negative()), real("cutoff", Range::positive()),
                 real("exponent", Range::positive())};
  }
  require(device, bath, {"gamma"}, out);
  const Real gamma = real("gamma", Range::non_negative());
  if (rule == "flat_emission") return FlatEmission{gamma};
  if (rule == "flat_damping") return FlatDamping{gamma};
  require(device, bath, {"width"}, out);
  return Lorentzian{gamma, real("width", Range::positive()), real("center", {})};
}

Bath bath_of(const Settings& device, const std::string& name, Values& values, Complaints& out) {
  const std::string flat = "bath." + name + ".", path = "baths." + name + ".";
  Bath bath{.name = name};
  if (!is_expression_name(name))
    out.push_back({{"bath." + name}, fmt::format("`baths.{}`: a name takes letters, digits and _", name)});
  if (device.has(flat + "T") == device.has(flat + "beta"))
    out.push_back({{"bath." + name}, fmt::format("`baths.{}` needs either `T` or `beta`", name)});
  if (const auto beta = values.real(flat + "beta", path + "beta", Range::non_negative())) bath.beta = *beta;
  if (const auto temperature = values.real(flat + "T", path + "T", Range::positive())) bath.beta = 1 / *temperature;
  bath.statistics = device.text(flat + "kind") == "fermion" ? Statistics::fermion : Statistics::boson;
  bath.chemical_potential = values.real(flat + "mu", path + "mu", {}).value_or(0);
  if (bath.statistics == Statistics::boson && bath.chemical_potential != 0)
    out.push_back({{flat + "mu", flat + "kind"},
                   fmt::format("`{}mu`: bosons of a bath have no number to conserve; "
                               "only `kind` = \"fermion\" has a chemical potential",
                               path)});
  if (bath.statistics == Statistics::fermion && device.text(flat + "spectrum") == "flat_emission")
    out.push_back(
        {{flat + "spectrum", flat + "kind"},
         fmt::format("`{}spectrum` = \"flat_emission\" is for bosons; fermions have a tunnelling rate", path)});
  bath.spectrum = spectrum_of(device, name, values, out);
  return bath;
}

std::size_t bath_index(const Settings& device, const std::string& key) {
  const auto& names = device.texts("baths");
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), device.text(key)) - names.begin());
}

void check_coupling(const Coupling& coupling, const Bath& bath, std::size_t k, Complaints& out) {
  const std::string name = fmt::format("coupling.{}.operator", k);
  const auto refuse = [&](const std::string& what) {
    out.push_back({{name, "bath." + bath.name}, fmt::format("`couplings[{}].operator` {}", k, what)});
  };
  if (bath.statistics == Statistics::boson) {
    if (!coupling.op.is_hermitian()) refuse("is not Hermitian: a bath of bosons acts through a Hermitian operator");
    return;
  }
  const auto lowered = bohr_frequency(particle_number(coupling.op.space()), coupling.op);
  if (!lowered || *lowered != 1) refuse("must take one particle out of a fermion factor: its bath is one of fermions");
}

void read_couplings(const Settings& device, const Space& space, Values& values, Setup& setup, Complaints& out) {
  for (std::size_t k = 0; k < static_cast<std::size_t>(device.integer("couplings")); ++k) {
    const std::string flat = fmt::format("coupling.{}.", k), path = fmt::format("couplings[{}].", k);
    const auto strength = values.real(flat + "strength", path + "strength", {});
    const auto op = values.on(space, flat + "operator", path + "operator");
    const std::size_t bath = bath_index(device, flat + "bath");
    if (!op || !strength) continue;
    check_coupling({*op, bath}, setup.machine.baths[bath], k, out);
    setup.machine.couplings.push_back({*strength * *op, bath});
  }
}

void read_jumps(const Settings& device, const Space& space, Values& values, Setup& setup, Complaints& out) {
  for (std::size_t k = 0; k < static_cast<std::size_t>(device.integer("jumps")); ++k) {
    const std::string flat = fmt::format("jump.{}.", k), path = fmt::format("jumps[{}].", k);
    const auto rate = values.real(flat + "rate", path + "rate", Range::non_negative());
    const auto op = values.on(space, flat + "operator", path + "operator");
    std::optional<std::size_t> bath;
    if (device.has(flat + "bath")) bath = bath_index(device, flat + "bath");
    const bool has_reverse = device.boolean(flat + "reverse");
    if (has_reverse && !bath)
      out.push_back(
          {{flat + "reverse"}, fmt::format("`{}reverse` needs a `bath`, whose temperature gives its rate", path)});
    if (op && rate) setup.jumps.push_back({*op, *rate, bath, has_reverse});
  }
}

void read_noises(const Settings& device, const Space& space, Values& values, Setup& setup) {
  for (const std::string& name : device.texts("noises")) {
    const std::string flat = "noise." + name + ".", path = "noises." + name + ".";
    const auto strength = values.real(flat + "strength", path + "strength", Range::non_negative());
    const auto op = values.on(space, flat + "operator", path + "operator");
    if (op && strength) setup.machine.noises.push_back({name, *op, *strength});
  }
}

Dynamics dynamics_of(const std::string& word) {
  for (const Dynamics one : {Dynamics::local, Dynamics::perlind, Dynamics::redfield, Dynamics::one_vn})
    if (word == dynamics_text(one)) return one;
  return Dynamics::global;
}

/// One of the energies of [system], zero where it is absent.
Operator energy(const Space& space, const std::string& name, Values& values, Complaints& out) {
  const auto op = values.on(space, name, name);
  if (!op) return Operator(space);
  if (!op->is_hermitian()) out.push_back({{name}, fmt::format("`{}` is not Hermitian", name)});
  return *op;
}

}  // namespace

ExpressionScope scope_of(const Settings& device) {
  ExpressionScope out{device.texts("parameters"), {}};
  std::size_t first = 0;
  for (const std::string& name : device.texts("factors")) {
    const std::size_t count = family_size(device, name);
    out.families.push_back({name, first, count, device.has("factor." + name + ".count")});
    first += count;
  }
  return out;
}

Reading read(const Settings& device) {
  Reading reading;
  Complaints& out = reading.complaints;
  Values values(device, out);
  const auto space = space_of(device, out);
  if (!space) return reading;
  Setup setup{.machine = {Operator(*space), Operator(*space), {}, {}}, .rotating = Operator(*space)};
  setup.machine.bare = energy(*space, "hamiltonian", values, out);
  setup.rotating = energy(*space, "rotating", values, out);
  setup.machine.interaction = energy(*space, "interaction", values, out) - setup.rotating;
  for (const std::string& name : device.texts("baths"))
    setup.machine.baths.push_back(bath_of(device, name, values, out));
  read_couplings(device, *space, values, setup, out);
  read_jumps(device, *space, values, setup, out);
  read_noises(device, *space, values, setup);
  for (const std::string& name : device.texts("observables"))
    if (auto op = values.on(*space, "observable." + name + ".operator", "observables." + name))
      setup.observables.emplace_back(name, std::move(*op));
  setup.dynamics = dynamics_of(device.text("dynamics"));
  setup.heat = setup.dynamics == Dynamics::local ? Heat::bare : Heat::full;
  if (device.has("heat")) setup.heat = device.text("heat") == "bare" ? Heat::bare : Heat::full;
  if (out.empty()) reading.setup = std::move(setup);
  return reading;
}

Setup setup_of(const Question& question) {
  Reading reading = read(question.parameters);
  if (!reading.setup) throw std::invalid_argument(reading.complaints.front().message);
  return *std::move(reading.setup);
}

std::optional<Operator> task_operator(const Setup& setup, const Question& question, const std::string& key,
                                      std::vector<Complaint>& complaints) {
  Values values(question.parameters, complaints);
  return values.operator_of(setup.machine.bare.space(), question.keys.text(key), key, key);
}

}  // namespace qalor::own
