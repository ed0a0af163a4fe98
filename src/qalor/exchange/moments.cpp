// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/moments.hpp"

#include <algorithm>
#include <cmath>

namespace qalor {
namespace {

using Eigen::Index;

constexpr Real least_probability = 1e-14;

RealMatrix initial_charges(const Sector& sector, const Transitions& t) {
  RealMatrix out(4, static_cast<Index>(t.initial.size()));
  for (Index c = 0; c < out.cols(); ++c) out.col(c) = sector.charges.row(t.initial[static_cast<std::size_t>(c)]);
  return out;
}

/// Sorts [begin, end) by a value and calls `group` on each run whose neighbours lie within the tolerance.
template <class Iterator, class Value, class Group>
void by_value(Iterator begin, Iterator end, Value value, Real tolerance, Group group) {
  std::sort(begin, end, [&](const Atom& x, const Atom& y) { return value(x) < value(y); });
  while (begin != end) {
    Iterator next = begin + 1;
    while (next != end && value(*next) - value(*(next - 1)) <= tolerance) ++next;
    group(begin, next);
    begin = next;
  }
}

}  // namespace

std::vector<Atom> merged(std::vector<Atom> atoms, Real tolerance) {
  using Iterator = std::vector<Atom>::iterator;
  std::vector<Atom> out;
  const auto one = [&](Iterator first, Iterator last) {
    Atom sum{0, 0, first->particles_a, 0};
    for (Iterator a = first; a != last; ++a) {
      sum.probability += a->probability;
      sum.energy_a += a->probability * a->energy_a;
      sum.energy_b += a->probability * a->energy_b;
    }
    sum.energy_a /= sum.probability;
    sum.energy_b /= sum.probability;
    if (sum.probability > least_probability) out.push_back(sum);
  };
  const auto of_energy_b = [&](Iterator first, Iterator last) {
    by_value(
        first, last, [](const Atom& a) { return a.energy_b; }, tolerance, one);
  };
  const auto of_energy_a = [&](Iterator first, Iterator last) {
    by_value(
        first, last, [](const Atom& a) { return a.energy_a; }, tolerance, of_energy_b);
  };
  by_value(
      atoms.begin(), atoms.end(), [](const Atom& a) { return a.particles_a; }, tolerance, of_energy_a);
  return out;
}

ExchangeMoments::ExchangeMoments(const ExchangeQuestion& question, const Charges& fields, const Charges& mean)
    : question_(question),
      fields_(fields),
      mean_charges_(mean),
      characteristic_(Vector::Zero(static_cast<Index>(question.chi.size()))),
      number_(RealVector::Zero(question.has_number ? 2 * question.number_range + 1 : 0)) {}

void ExchangeMoments::add(const Sector& sector, const Transitions& t, const Split* pushed) {
  const Real copies = sector.copies;
  const RealMatrix before = initial_charges(sector, t);
  const RealMatrix after = sector.charges.transpose() * t.probabilities;
  const RealMatrix change = after - before;
  const RealVector w = copies * t.weights;
  weight_ += w.sum();
  mean_ += change * w;
  response_ += change * w.asDiagonal() * (before.colwise() - mean_charges_).transpose();
  if (question_.has_covariance)
    for (Index a = 0; a < 4; ++a)
      for (Index b = 0; b < 4; ++b) {
        const RealVector both = sector.charges.col(a).cwiseProduct(sector.charges.col(b));
        const RealVector mean_both = t.probabilities.transpose() * both;
        const RealVector rest = (before.row(a).cwiseProduct(before.row(b)) - after.row(a).cwiseProduct(before.row(b)) -
                                 before.row(a).cwiseProduct(after.row(b)))
                                    .transpose();
        second_(a, b) += w.dot(mean_both + rest);
      }
  if (!question_.chi.empty()) add_characteristic(sector, t, copies);
  if (question_.has_number || question_.has_fluctuation || question_.has_joint) add_laws(sector, t, copies);
  if (pushed != nullptr) add_contact(sector, t, *pushed, copies);
}

void ExchangeMoments::add_characteristic(const Sector& sector, const Transitions& t, Real copies) {
  for (std::size_t c = 0; c < question_.chi.size(); ++c) {
    const RealVector angle = sector.charges * question_.chi[c];
    const RealVector re = angle.array().cos();
    const RealVector im = angle.array().sin();
    const RealVector after_re = t.probabilities.transpose() * re;
    const RealVector after_im = t.probabilities.transpose() * im;
    Complex sum = 0;
    for (Index n = 0; n < t.weights.size(); ++n) {
      const Index from = t.initial[static_cast<std::size_t>(n)];
      sum += t.weights(n) * Complex(after_re(n), after_im(n)) * Complex(re(from), -im(from));
    }
    characteristic_(static_cast<Index>(c)) += copies * sum;
  }
}

/// What needs every pair of states: the laws of particle numbers and of all charges, and the tanh averages.
void ExchangeMoments::add_laws(const Sector& sector, const Transitions& t, Real copies) {
  const RealVector entropy = -(sector.charges * fields_);
  const Index range = question_.number_range;
  for (Index n = 0; n < t.weights.size(); ++n) {
    const Index from = t.initial[static_cast<std::size_t>(n)];
    for (Index m = 0; m < sector.size(); ++m) {
      const Real p = copies * t.weights(n) * t.probabilities(m, n);
      if (p == 0) continue;
      const Charges change = (sector.charges.row(m) - sector.charges.row(from)).transpose();
      const auto moved = static_cast<Index>(std::lround(change(1)));
      if (question_.has_number && std::abs(moved) <= range) number_(moved + range) += p;
      if (question_.has_joint && p > 1e-6 * least_probability) atoms_.push_back({p, change(0), change(1), change(2)});
      if (!question_.has_fluctuation) continue;
      const Real tanh = std::tanh(0.5 * (entropy(m) - entropy(from)));
      tanh_.first += p * tanh;
      tanh_.second += p * tanh * tanh;
      tanh_.energy += p * tanh * transfer_energy(change);
      tanh_.particles += p * tanh * change(3);
    }
  }
  if (question_.has_joint) atoms_ = merged(std::move(atoms_), 1e-3 * question_.joint_tolerance);
}

/// <V> before minus after, and the flow i[V, C] into every charge.
void ExchangeMoments::add_contact(const Sector& sector, const Transitions& t, const Split& pushed, Real copies) {
  const Split& u = t.amplitudes;
  const RealVector energy = (u.re.cwiseProduct(pushed.re) + u.im.cwiseProduct(pushed.im)) * t.weights;
  work_ += copies * (t.contact_before.dot(t.weights) - energy.sum());
  const RealVector flow = (u.im.cwiseProduct(pushed.re) - u.re.cwiseProduct(pushed.im)) * t.weights;
  flow_ += -2 * copies * (sector.charges.transpose() * flow);
}

void ExchangeMoments::add_fluctuation(const Sector& sector, const RealMatrix& probabilities) {
  fluctuation_ = fluctuation_.value_or(0) + sector.copies * sector.weights.dot(probabilities.rowwise().sum());
}

void ExchangeMoments::add_vectors(const Sector& sector, const Split& before, const Split& after) {
  // Re <phi|C_a|phi_b> of every column with the first one.
  const auto overlaps = [&](const Split& x) {
    return RealMatrix(sector.charges.transpose() * (x.re.col(0).asDiagonal() * x.re + x.im.col(0).asDiagonal() * x.im));
  };
  const auto contact = [&](const Split& x, const Split& pushed) {
    return x.re.col(0).dot(pushed.re.col(0)) + x.im.col(0).dot(pushed.im.col(0));
  };
  const RealMatrix change = overlaps(after) - overlaps(before);
  const Split pushed = sector.times_contact(after);
  weight_ += before.re.col(0).squaredNorm() + before.im.col(0).squaredNorm();
  mean_ += change.col(0);
  response_ += change.rightCols(4);
  work_ += contact(before, sector.times_contact(before)) - contact(after, pushed);
  const RealVector flow =
      after.im.col(0).cwiseProduct(pushed.re.col(0)) - after.re.col(0).cwiseProduct(pushed.im.col(0));
  flow_ += -2 * (sector.charges.transpose() * flow);
}

void ExchangeMoments::add(const ExchangeMoments& other, Real factor) {
  weight_ += factor * other.weight_;
  mean_ += factor * other.mean_;
  response_ += factor * other.response_;
  second_ += factor * other.second_;
  work_ += factor * other.work_;
  flow_ += factor * other.flow_;
  characteristic_ += factor * other.characteristic_;
  number_ += factor * other.number_;
  tanh_.first += factor * other.tanh_.first;
  tanh_.second += factor * other.tanh_.second;
  tanh_.energy += factor * other.tanh_.energy;
  tanh_.particles += factor * other.tanh_.particles;
}

ExchangeStatistics ExchangeMoments::statistics() const {
  const Real unit = 1 / weight_;
  ExchangeStatistics out;
  out.mean = unit * mean_;
  out.response = unit * response_;
  out.covariance = unit * second_ - out.mean * out.mean.transpose();
  out.work_contact = unit * work_;
  out.rate_particles = unit * flow_(3);
  out.rate_energy = unit * transfer_energy(flow_);
  out.characteristic = unit * characteristic_;
  out.number = unit * number_;
  if (question_.has_fluctuation) {
    out.integral_fluctuation = fluctuation_;
    out.tanh = TanhAverages{unit * tanh_.first, unit * tanh_.second, unit * tanh_.energy, unit * tanh_.particles};
  }
  if (question_.has_joint) out.joint = merged(atoms_, question_.joint_tolerance);
  return out;
}

}  // namespace qalor
