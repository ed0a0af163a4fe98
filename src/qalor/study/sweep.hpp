#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <atomic>
#include <cstddef>
#include <functional>

#include "qalor/study/sink.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// The answer at one point: a pure function of the study and the index. Never throws for physics: a point that is
/// refused, does not converge or violates a law carries that in its certificate.
Point answer_point(const Study& study, std::size_t index);

struct SweepOptions {
  int jobs = 0;                             ///< threads; 0 = all cores
  double flush_seconds = 2;                 ///< hand points to the sink at least this often
  const std::atomic<bool>* stop = nullptr;  ///< set by a signal: finish the point, flush, return
  std::function<void(std::size_t done)> progress =
      {};  ///< called now and then, from any thread, points this run has done
};

/// How a run ended. Counts only the points of this run, not those an earlier run left in the sink.
struct SweepSummary {
  std::size_t answered = 0;
  std::size_t not_converged = 0;
  std::size_t law_violated = 0;
  std::size_t failed = 0;
  bool interrupted = false;
};

/// Answers every point that the sink does not hold yet, in parallel. The answers do not depend on the number of
/// threads nor on interruptions. Throws what the sink throws (EnvironmentError), after stopping all workers.
SweepSummary run_sweep(const Study& study, Sink& sink, const SweepOptions& options = {});

}  // namespace qalor
