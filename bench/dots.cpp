// SPDX-License-Identifier: BSD-3-Clause
// bench-dots MODEL STRIDE: sweeps of 100 000 points of the model "spinful" or "gate" on one core. Prints
// {"seconds": processor time of one sweep, "points": [[particle current, heat or energy current], ...]}, with the
// numbers of every STRIDE-th point.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <span>
#include <string>
#include <vector>

#include "qalor/solve/dot_batch.hpp"

namespace {

using qalor::Column;
using Numbers = std::vector<double>;
constexpr std::size_t count = 100000;

/// Both axes of the sweep, from 0 to 1.
struct Axes {
  Numbers x = Numbers(count), y = Numbers(count);
  Axes() {
    for (std::size_t k = 0; k < count; ++k) {
      x[k] = static_cast<double>(k % 316) / 316;
      y[k] = static_cast<double>(k / 316) / 316;  // NOLINT(bugprone-integer-division): rows of 316
    }
  }
};

template <class F>
Numbers column(const Axes& axes, F f) {
  Numbers out(count);
  for (std::size_t k = 0; k < count; ++k) out[k] = f(axes.x[k], axes.y[k]);
  return out;
}

/// Processor time of one sweep, after a first one [s].
template <class F>
double time_of(F sweep) {
  constexpr int sweeps = 50;
  sweep();
  const std::clock_t start = std::clock();
  for (int n = 0; n < sweeps; ++n) sweep();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / sweeps;
}

struct Sweep {
  std::array<Numbers, 4> populations{Numbers(count), Numbers(count), Numbers(count), Numbers(count)};
  Numbers particles = Numbers(count), energy = Numbers(count);
  double seconds = 0;
  std::array<std::span<double>, 4> all_populations() {
    return {populations[0], populations[1], populations[2], populations[3]};
  }
};

/// Four states 0, up, down, both: gate and bias voltage of a dot between leads of different temperature.
Sweep spinful() {
  const Axes axes;
  const Numbers up = column(axes, [](double x, double) { return -3 + 4 * x + 0.05; });
  const Numbers down = column(axes, [](double x, double) { return -3 + 4 * x - 0.05; });
  const Numbers left = column(axes, [](double, double y) { return (-2 + 4 * y) / 2; });
  const Numbers right = column(axes, [](double, double y) { return -(-2 + 4 * y) / 2; });
  const Numbers U{2};
  const Numbers gamma{0.05};
  const Numbers T_L{0.1};
  const Numbers T_R{0.2};
  Sweep out;
  out.seconds = time_of([&] {
    qalor::currents(qalor::SpinfulDot<Column>{up, down, U, {gamma, gamma}, {gamma, gamma}, T_L, T_R, left, right},
                    {out.all_populations(), out.particles, out.energy});
  });
  return out;
}

/// Two dots and three leads, attractive and leaky: a map over both thermodynamic forces.
Sweep gate() {
  const Axes axes;
  const Numbers hot = column(axes, [](double x, double) { return 1 / (1 - (0.05 + 0.72 * x)); });
  const Numbers left = column(axes, [](double, double y) { return (0.1 + 2.7 * y) / 2; });
  const Numbers right = column(axes, [](double, double y) { return -(0.1 + 2.7 * y) / 2; });
  const Numbers one{1};
  const Numbers U{-2};
  const Numbers leak{0.1};
  const Numbers zero{0};
  Sweep out;
  out.seconds = time_of([&] {
    qalor::currents(
        qalor::ThreeTerminal<Column>{
            one, one, U, {one, leak}, {leak, one}, {one, one}, one, one, hot, left, right, zero},
        {out.all_populations(), out.particles, out.energy});
  });
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string model = argc == 3 ? argv[1] : "";
  const std::size_t stride = argc == 3 ? std::strtoul(argv[2], nullptr, 10) : 0;
  if ((model != "spinful" && model != "gate") || stride == 0)
    return std::fputs("usage: bench-dots spinful|gate STRIDE\n", stderr), 64;
  const Sweep sweep = model == "gate" ? gate() : spinful();
  fmt::print(R"({{"seconds": {}, "points": [)", sweep.seconds);
  for (std::size_t k = 0; k < count; k += stride)
    fmt::print("{}[{}, {}]", k == 0 ? "" : ", ", sweep.particles[k], sweep.energy[k]);
  fmt::print("]}}\n");
}
