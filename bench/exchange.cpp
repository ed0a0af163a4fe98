// SPDX-License-Identifier: BSD-3-Clause
// bench-exchange SITES_A SITES_B: two open chains end to end, and LAPACK in the same process on one thread. Prints
// processor times [s]: "eigen" of dsyevd and "product" of dgemm at that size; "first" of the exchange from nothing to
// means, response and work at one duration; "next" of a further duration; "state" of another temperature and potential;
// and "values" to compare: energies and particles of both bodies, and the work from the contact alone.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <vector>

#include "qalor/exchange/quadratic.hpp"

extern "C" {
void dsyevd_(const char*, const char*, const int*, double*, const int*, double*, double*, const int*, int*, const int*,
             int*);
void dgemm_(const char*, const char*, const int*, const int*, const int*, const double*, const double*, const int*,
            const double*, const int*, const double*, double*, const int*);
void openblas_set_num_threads(int);
}

namespace {

using qalor::RealMatrix;

qalor::Body chain(Eigen::Index sites) {
  qalor::Body out{.onsite = qalor::RealVector::Zero(sites), .beta = 2, .chemical_potential = 0.6};
  for (Eigen::Index i = 0; i + 1 < sites; ++i) out.hopping.push_back({i, i + 1, -1.0});
  return out;
}

/// Processor time of one call [s].
template <class F>
double time_of(F work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// dsyevd of the joined chain on its sites, as a program without qalor would call it.
double eigen_time(RealMatrix h) {
  const int n = static_cast<int>(h.rows());
  std::vector<double> values(static_cast<std::size_t>(n));
  const int lwork = 1 + 6 * n + 2 * n * n;
  const int liwork = 3 + 5 * n;
  std::vector<double> work(static_cast<std::size_t>(lwork));
  std::vector<int> iwork(static_cast<std::size_t>(liwork));
  int info = 0;
  return time_of(
      [&] { dsyevd_("V", "L", &n, h.data(), &n, values.data(), work.data(), &lwork, iwork.data(), &liwork, &info); });
}

double product_time(const RealMatrix& a) {
  const int n = static_cast<int>(a.rows());
  const double one = 1;
  const double zero = 0;
  RealMatrix c(n, n);
  return time_of([&] { dgemm_("N", "T", &n, &n, &n, &one, a.data(), &n, a.data(), &n, &zero, c.data(), &n); });
}

}  // namespace

int main(int argc, char** argv) {
  const long sites_a = argc == 3 ? std::strtol(argv[1], nullptr, 10) : 0;
  const long sites_b = argc == 3 ? std::strtol(argv[2], nullptr, 10) : 0;
  if (sites_a < 1 || sites_b < 1) return std::fputs("usage: bench-exchange SITES_A SITES_B\n", stderr), 64;
  openblas_set_num_threads(1);
  qalor::Bipartite machine{.a = chain(sites_a), .b = chain(sites_b), .contact = {}};
  machine.contact.hopping = {{sites_a - 1, 0, -1.0}};
  const double tau = 0.4 * static_cast<double>(sites_a + sites_b) / 10;

  const RealMatrix dense = RealMatrix::Random(sites_a + sites_b, sites_a + sites_b);
  product_time(dense.topLeftCorner(64, 64).eval());  // the library's first call
  const double product = product_time(dense);
  const double eigen = eigen_time(qalor::one_body(machine).real());

  std::unique_ptr<qalor::QuadraticExchange> exchange;
  qalor::MotionSums sums;
  qalor::ExchangeStatistics found;
  const double first = time_of([&] {
    exchange = std::make_unique<qalor::QuadraticExchange>(machine, qalor::Switching{});
    sums = exchange->motion(tau).sums;
    found = exchange->statistics(sums, exchange->state());
  });
  const double next = time_of([&] { (void)exchange->statistics(exchange->motion(2 * tau), {}); });
  machine.a.beta = 1.5;
  const double state = time_of([&] {
    for (int k = 0; k < 100; ++k) (void)exchange->statistics(sums, exchange->state_of(machine));
  });
  fmt::print(R"({{"eigen": {}, "product": {}, "first": {}, "next": {}, "state": {}, "values": [{}, {}, {}, {}, {}]}})"
             "\n",
             eigen, product, first, next, state / 100, found.mean(0), found.mean(1), found.mean(2), found.mean(3),
             found.work_contact);
}
