// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/cli/command.hpp"

#include <algorithm>
#include <array>

namespace qalor {

Exit graver(Exit a, Exit b) {
  constexpr std::array order{Exit::environment, Exit::input,        Exit::interrupted,
                             Exit::unanswered,  Exit::law_violated, Exit::ok};
  return *std::find_if(order.begin(), order.end(), [&](Exit exit) { return exit == a || exit == b; });
}

}  // namespace qalor
