// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/exchange/interacting.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

namespace qalor {
namespace {

using Eigen::Index;

/// V as one matrix, real where it is: its products are what a ramp is made of.
ContactProduct dense_product(const Matrix& contact) {
  if (contact.imag().isZero(0))
    return [v = RealMatrix(contact.real())](const Split& u) { return Split{multiply(v, u.re), multiply(v, u.im)}; };
  return [contact](const Split& u) {
    const Matrix out = contact * u.joined();
    return Split{out.real(), out.imag()};
  };
}

Joined join(const Sector& sector, const Matrix& contact) {
  return {{sector.energies, dense_product(contact), contact.cwiseAbs().rowwise().sum().maxCoeff()}, contact};
}

/// One sector at one duration: adds to the sums, and to what certifies them.
class SectorRun {
 public:
  SectorRun(const Sector& sector, Switching switching) : SectorRun(sector, switching, sector.contact()) {}

  Real step_error() const { return ramped_ ? ramped_->error() : 0; }
  /// Work of the ramps, summed over the states of the sector.
  Real ramp_work(Real tau) const { return ramped_ ? sector_.copies * sector_.weights.dot(ramped_->work(tau)) : 0; }

  void add(Real tau, const ExchangeQuestion& question, ExchangeMoments& sums, ExchangeStatistics& quality) const {
    Transitions t;
    t.initial.resize(static_cast<std::size_t>(sector_.size()));
    std::iota(t.initial.begin(), t.initial.end(), Index{0});
    t.weights = sector_.weights;
    t.amplitudes = ramped_ ? ramped_->propagator(tau) : joined_.propagator(tau);
    t.probabilities = t.amplitudes.squared();
    t.contact_before = contact_before_;
    if (ramped_) {
      sums.add(sector_, t, nullptr);
    } else {
      const Split pushed = joined_.levels().times_contact(t.amplitudes);
      sums.add(sector_, t, &pushed);
    }
    if (question.has_fluctuation) sums.add_fluctuation(sector_, t.probabilities);
    certify(t.probabilities, quality);
  }

  const Joined& joined() const { return joined_; }

 private:
  SectorRun(const Sector& sector, Switching switching, const Matrix& contact)
      : sector_(sector), joined_(join(sector, contact)), contact_before_(contact.diagonal().real()) {
    if (switching.ramp > 0) ramped_ = std::make_unique<Ramped>(joined_, switching);
  }

  void certify(const RealMatrix& p, ExchangeStatistics& quality) const {
    quality.unitarity = std::max({quality.unitarity, (p.rowwise().sum().array() - 1).abs().maxCoeff(),
                                  (p.colwise().sum().array() - 1).abs().maxCoeff()});
    if (quality.reversal) quality.reversal = std::max(*quality.reversal, (p - p.transpose()).cwiseAbs().maxCoeff());
  }

  const Sector& sector_;
  Joined joined_;
  RealVector contact_before_;  ///< <n|V|n>
  std::unique_ptr<Ramped> ramped_;
};

}  // namespace

SectorStatistics sector_statistics(const ManyBody& bodies, const std::vector<Real>& times, Switching switching,
                                   const ExchangeQuestion& question) {
  const ExchangeMoments none(question, conjugate_fields(bodies.machine()), bodies.mean_charges());
  std::vector<ExchangeMoments> sums(times.size(), none);
  std::vector<ExchangeStatistics> quality(times.size());
  std::vector<Real> ramp_work(times.size(), 0.0);
  if (is_real(bodies.machine()))
    for (ExchangeStatistics& each : quality) each.reversal = 0;
  SectorStatistics out;
  for (const Numbers numbers : bodies.sectors()) {
    const Sector sector = bodies.sector(numbers);
    const SectorRun run(sector, switching);
    out.step_error = std::max(out.step_error, run.step_error());
    for (std::size_t t = 0; t < times.size(); ++t) {
      run.add(times[t], question, sums[t], quality[t]);
      if (switching.ramp > 0) ramp_work[t] += run.ramp_work(times[t]);
    }
  }
  for (std::size_t t = 0; t < times.size(); ++t) {
    out.at.push_back(sums[t].statistics());
    out.at[t].unitarity = quality[t].unitarity;
    out.at[t].reversal = quality[t].reversal;
    if (switching.ramp > 0) out.at[t].work_contact = ramp_work[t];
  }
  return out;
}

ExchangeStatistics sector_average(const ManyBody& bodies) {
  ExchangeMoments sums({}, conjugate_fields(bodies.machine()), bodies.mean_charges());
  for (const Numbers numbers : bodies.sectors()) {
    const Sector sector = bodies.sector(numbers);
    Transitions t;
    t.initial.resize(static_cast<std::size_t>(sector.size()));
    std::iota(t.initial.begin(), t.initial.end(), Index{0});
    t.weights = sector.weights;
    t.probabilities = join(sector, sector.contact()).average_transition();
    sums.add(sector, t, nullptr);
  }
  return sums.statistics();
}

}  // namespace qalor
