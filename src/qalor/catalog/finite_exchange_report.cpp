// SPDX-License-Identifier: BSD-3-Clause
#include <cmath>

#include "qalor/base/roots.hpp"
#include "qalor/catalog/finite_exchange.hpp"

namespace qalor::exchange {
namespace {

using Eigen::Index;

constexpr Real no_flux = 1e-12;  // a smaller mean is rounding, and its ratio to the variance says nothing

/// Numbers, vectors or matrices in a row, as one array with the time first.
class Column {
 public:
  void add(Real value) { values_.push_back(value); }
  void add(const RealMatrix& m) {
    shape_ = {static_cast<std::size_t>(m.rows()), static_cast<std::size_t>(m.cols())};
    for (Index i = 0; i < m.rows(); ++i)
      for (Index j = 0; j < m.cols(); ++j) values_.push_back(m(i, j));
  }
  void add(const RealVector& v) {
    shape_ = {static_cast<std::size_t>(v.size())};
    values_.insert(values_.end(), v.begin(), v.end());
  }
  Array array(std::size_t times) const {
    std::vector<std::size_t> shape{times};
    shape.insert(shape.end(), shape_.begin(), shape_.end());
    return {shape, values_};
  }

 private:
  std::vector<std::size_t> shape_;
  std::vector<double> values_;
};

/// Named columns in the order in which they were first named.
class Columns {
 public:
  explicit Columns(std::size_t times) : times_(times) {}
  template <class T>
  void add(const std::string& name, const T& value) {
    for (auto& [known, column] : columns_)
      if (known == name) return column.add(value);
    columns_.push_back({name, {}});
    columns_.back().second.add(value);
  }
  void into(Record& out) const {
    for (const auto& [name, column] : columns_) out.set(name, column.array(times_));
  }

 private:
  std::size_t times_;
  std::vector<std::pair<std::string, Column>> columns_;
};

template <class Add>
void add_balance(const Balance& b, const Add& add) {
  add("energy_A", b.mean(0));
  add("particles_A", b.mean(1));
  add("energy_B", b.mean(2));
  add("particles_B", b.mean(3));
  add("work", b.work);
  add("transfer_energy", b.transfer_energy);
  add("transfer_particles", b.transfer_particles);
  add("transfer_heat", b.transfer_heat);
  add("heat_A", b.heat_a);
  add("heat_B", b.heat_b);
  add("total_entropy_production", b.entropy);
}

template <class Add>
void add_transport(const RealMatrix& l, const Add& add) {
  add("transport", l);
  add("transport_asymmetry", l(0, 1) - l(1, 0));
  const Real off = 0.5 * (l(0, 1) + l(1, 0));
  const Real half = 0.5 * (l(0, 0) - l(1, 1));
  add("transport_min_eig", 0.5 * (l(0, 0) + l(1, 1)) - std::hypot(half, off));
  add("transport_det", l(0, 0) * l(1, 1) - l(0, 1) * l(1, 0));
}

/// Variances of the fluxes, and how far they are above the exchange uncertainty relation.
void add_bounds(const ExchangeStatistics& s, const Balance& b, const Bipartite& machine, Columns& out) {
  const Real mu = 0.5 * (machine.a.chemical_potential + machine.b.chemical_potential);
  const Charges energy(-0.5, 0, 0.5, 0);
  const Charges particles(0, 0, 0, 1);
  const Charges heat = energy - mu * particles;
  const Charges work(1, 0, 1, 0);
  const auto variance = [&](const Charges& flux) { return flux.dot(s.covariance * flux); };
  out.add("variance_energy", variance(energy));
  out.add("variance_particles", variance(particles));
  out.add("variance_heat", variance(heat));
  out.add("variance_work", variance(work));
  const bool is_reversible = is_real(machine);
  const auto ratio = [&](const Charges& flux) {
    return is_reversible ? uncertainty_ratio(variance(flux), flux.dot(s.mean), b.entropy) : undefined;
  };
  out.add("tur_ratio_energy", ratio(energy));
  out.add("tur_ratio_particles", ratio(particles));
  out.add("tur_ratio_heat", ratio(heat));
}

void add_fluctuation(const ExchangeStatistics& s, Columns& out) {
  out.add("integral_fluctuation", s.integral_fluctuation.value_or(undefined));
  if (!s.tanh) return;
  out.add("tanh_half_entropy", s.tanh->first);
  out.add("tanh2_half_entropy", s.tanh->second);
  out.add("tanh_transfer_energy", s.tanh->energy);
  out.add("tanh_transfer_particles", s.tanh->particles);
}

/// Atoms of every time, one row each, filled up with "not defined" to the longest.
void add_joint(const std::vector<ExchangeStatistics>& at, Record& out) {
  std::size_t longest = 0;
  for (const ExchangeStatistics& s : at) longest = std::max(longest, s.joint.size());
  const auto rows = [&](auto value) {
    Array array{{at.size(), longest}, {}};
    for (const ExchangeStatistics& s : at)
      for (std::size_t k = 0; k < longest; ++k)
        array.values.push_back(k < s.joint.size() ? value(s.joint[k]) : undefined);
    return array;
  };
  out.set("joint_probability", rows([](const Atom& a) { return a.probability; }));
  out.set("joint_energy_A", rows([](const Atom& a) { return a.energy_a; }));
  out.set("joint_particles_A", rows([](const Atom& a) { return a.particles_a; }));
  out.set("joint_energy_B", rows([](const Atom& a) { return a.energy_b; }));
}

void add_row(const ExchangeStatistics& s, const Bipartite& machine, const Settings& keys, Columns& out) {
  const Balance b = balance(s.mean, machine);
  add_balance(b, [&](const char* name, Real value) { out.add(name, value); });
  out.add("work_contact", s.work_contact);
  if (asks(keys, "response")) out.add("response", RealMatrix(s.response));
  if (asks(keys, "covariance")) out.add("covariance", RealMatrix(s.covariance));
  if (asks(keys, "rates")) {
    out.add("rate_particles", s.rate_particles);
    out.add("rate_energy", s.rate_energy);
  }
  if (asks(keys, "transport"))
    add_transport(transport_matrix(s.response, machine, reading(keys)),
                  [&](const char* name, const auto& value) { out.add(name, value); });
  if (asks(keys, "characteristic")) {
    out.add("characteristic_re", RealVector(s.characteristic.real()));
    out.add("characteristic_im", RealVector(s.characteristic.imag()));
  }
  if (asks(keys, "number_distribution")) out.add("number_probability", s.number);
  if (asks(keys, "fluctuation")) add_fluctuation(s, out);
  if (asks(keys, "bounds")) add_bounds(s, b, machine, out);
}

}  // namespace

Balance balance(const Charges& mean, const Bipartite& m) {
  Balance out{.mean = mean,
              .work = mean(0) + mean(2),
              .transfer_energy = transfer_energy(mean),
              .transfer_particles = mean(3),
              .transfer_heat = 0,
              .heat_a = mean(0) - m.a.chemical_potential * mean(1),
              .heat_b = mean(2) - m.b.chemical_potential * mean(3),
              .entropy = 0};
  const Real mu = 0.5 * (m.a.chemical_potential + m.b.chemical_potential);
  out.transfer_heat = out.transfer_energy - mu * out.transfer_particles;
  out.entropy = m.a.beta * out.heat_a + m.b.beta * out.heat_b;
  return out;
}

Real uncertainty_ratio(Real variance, Real mean, Real entropy) {
  if (!(std::abs(mean) > no_flux) || !(entropy > 0)) return undefined;
  const Real half = 0.5 * entropy;
  // y tanh y is below y and, for small y, close to y^2: the root lies between these.
  const Real y = bracketed_root([&](Real x) { return x * std::tanh(x) - half; }, 0.0, half + std::sqrt(half) + 1, 0.0);
  return variance / (mean * mean) * std::pow(std::sinh(y), 2);
}

Record timed_quantities(const std::vector<Real>& times, const std::vector<ExchangeStatistics>& at,
                        const Bipartite& machine, const Settings& keys) {
  Record out;
  out.set("time", vector_datum(times));
  Columns columns(times.size());
  for (const ExchangeStatistics& s : at) add_row(s, machine, keys, columns);
  columns.into(out);
  if (asks(keys, "number_distribution")) {
    std::vector<double> change;
    const Index range = (at.front().number.size() - 1) / 2;
    for (Index k = -range; k <= range; ++k) change.push_back(static_cast<double>(k));
    out.set("number_change", vector_datum(change));
  }
  if (asks(keys, "joint")) add_joint(at, out);
  return out;
}

Record averaged_quantities(const ExchangeStatistics& average, const Bipartite& machine, const Settings& keys) {
  Record out;
  const auto add = [&](const std::string& name, const auto& value) {
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, Real>) {
      out.set("average_" + name, value);
    } else {
      Column column;
      column.add(value);
      Array array = column.array(1);
      array.shape.erase(array.shape.begin());
      out.set("average_" + name, array);
    }
  };
  add_balance(balance(average.mean, machine), add);
  add("response", RealMatrix(average.response));
  add_transport(transport_matrix(average.response, machine, reading(keys)), add);
  return out;
}

}  // namespace qalor::exchange
