// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/solve/solution.hpp"

namespace qalor {

std::string status_text(Status status) {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::law_violated:
      return "law_violated";
    case Status::not_converged:
      return "not_converged";
    case Status::failed:
      break;
  }
  return "failed";
}

void Certificate::degrade(Status to, std::string why) {
  if (to <= status) return;
  status = to;
  reason = std::move(why);
}

}  // namespace qalor
