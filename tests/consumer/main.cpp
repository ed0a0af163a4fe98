// SPDX-License-Identifier: BSD-3-Clause
// Uses the installed library from a program that is compiled for another processor than it: matrices are made on one
// side and freed on the other, a study is read and answered, an error crosses the border.
#include <cmath>
#include <cstdio>
#include <qalor/base/linalg.hpp>
#include <qalor/base/version.hpp>
#include <qalor/study/study.hpp>
#include <qalor/study/sweep.hpp>

namespace {

constexpr const char* pair = "[study]\nmodel = \"coupled_pair\"\n[task]\nkind = \"steady_state\"\n";

bool exchanges_matrices() {
  for (int size = 1; size < 40; ++size) {
    const auto made_there = qalor::hermitian_eigen(qalor::Matrix::Identity(size, size));
    if (std::abs(made_there.values.sum() - size) > 1e-12 || made_there.vectors.rows() != size) return false;
  }
  return true;
}

bool answers_a_study() {
  const auto point = qalor::answer_point(qalor::read_study(pair, "pair.toml"), 0);
  return point.answer.certificate.status == qalor::Status::ok &&
         point.answer.quantities.number("entropy_production") > 0;
}

bool catches_an_error() {
  try {
    qalor::read_study("[study]\nmodel = \"coupled_pear\"\n", "pair.toml");
  } catch (const qalor::InputError& error) {
    return !error.complaints().empty();
  }
  return false;
}

}  // namespace

int main() {
  std::printf("qalor %s\n", qalor::version().c_str());
  if (exchanges_matrices() && answers_a_study() && catches_an_error()) return 0;
  std::puts("the installed library does not do what the built one does");
  return 1;
}
