// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/multi_index.hpp"

#include <boost/math/special_functions/binomial.hpp>

namespace qalor {

bool advance(MultiIndex& b, const MultiIndex& a) {
  for (std::size_t i = 0; i < b.size(); ++i) {
    if (b[i] < a[i]) {
      ++b[i];
      return true;
    }
    b[i] = 0;
  }
  return false;
}

Real binomial(const MultiIndex& a, const MultiIndex& b) {
  Real out = 1;
  for (std::size_t i = 0; i < a.size(); ++i)
    out *= boost::math::binomial_coefficient<Real>(static_cast<unsigned>(a[i]), static_cast<unsigned>(b[i]));
  return out;
}

MultiIndex difference(MultiIndex a, const MultiIndex& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
  return a;
}

}  // namespace qalor
