#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/base/error.hpp"
#include "qalor/base/record.hpp"

namespace qalor {

/// In ascending order of severity. ok: every check passed. law_violated: a law fails where the chosen books make it a
/// theorem. not_converged: the residual is above its tolerance or the state is not unique. failed: no answer at all.
enum class Status { ok, law_violated, not_converged, failed };

/// "ok", "not_converged", "law_violated", "failed".
std::string status_text(Status status);

/// How an answer was obtained and how far it can be trusted. Every answer carries one.
struct Certificate {
  std::string method;
  double residual = 0;  ///< of the defining equation, in double precision, in the units the method states
  Status status = Status::ok;
  std::vector<std::string> warnings = {};
  Record details = {};      ///< what else is known: trace_error, smallest_eigenvalue, uniqueness, blocks, ...
  std::string reason = {};  ///< why the status is not ok

  void warn(std::string text) { warnings.push_back(std::move(text)); }
  /// Sets status and reason; the worst status so far wins.
  void degrade(Status to, std::string why);
};

/// A state with the certificate of the solver that found it.
template <class State>
struct Solution {
  State state;
  Certificate certificate;
};

/// No state could be found that meets its tolerance. Carries the best certificate.
class ConvergenceError : public Error {
 public:
  explicit ConvergenceError(Certificate certificate)
      : Error(certificate.reason), certificate_(std::move(certificate)) {}
  const Certificate& certificate() const { return certificate_; }

 private:
  Certificate certificate_;
};

}  // namespace qalor
