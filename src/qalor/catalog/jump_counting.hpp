#pragma once
// SPDX-License-Identifier: BSD-3-Clause

/// What the models of counted quantum jumps share: cumulants, bounds, large deviations and trajectories of any Lindblad
/// equation whose jumps are listed.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "qalor/catalog/model.hpp"
#include "qalor/dynamics/counted_flow.hpp"

namespace qalor::counting {

/// A flow to count, and what its model knows of its counts.
struct Subject {
  CountedFlow counted;                     ///< `activity`, and `entropy` where it is finite, among the counts
  std::string standard;                    ///< the count taken unless another is named
  std::map<std::string, Real> affinities;  ///< of counts that alone fix the entropy production, up to boundary terms
  std::vector<std::string> jump_names;     ///< in messages: "jump 0 (out of the hot bath)"
};

/// Adds `activity`, and `entropy` where every jump has a partner.
void add_standard_counts(CountedFlow& counted);

/// The tasks, for counts of these names; without names any is taken, and checked by the subject.
std::vector<TaskCard> tasks(const std::vector<std::string>& names, const std::string& standard);
std::vector<Quantity> quantities();

/// The keys with `count` and `counts` as given, or this one.
Settings with_default_count(const Question& question, const std::string& standard);

/// What is wrong with the keys of the task for this subject.
std::vector<Complaint> check(const Subject& subject, const Question& question);
Answer answer(const Subject& subject, const Question& question);

/// The state in which counting starts. `steady_state` is the steady state of the flow.
DensityMatrix initial_state(const Lindblad& flow, const Settings& keys);
/// What is wrong with `initial`, if anything.
std::optional<Complaint> initial_fault(std::size_t dimension, const Settings& keys);

// One function per task; each question has passed `check`.
Answer cumulants(const Subject& subject, const Settings& keys);
Answer bounds(const Subject& subject, const Settings& keys);
Answer large_deviation(const Subject& subject, const Settings& keys);
Answer trajectories(const Subject& subject, const Settings& keys);
Answer noise(const Subject& subject, const Settings& keys);
Answer waiting_times(const Subject& subject, const Settings& keys);
Answer distribution(const Subject& subject, const Settings& keys);
Answer evolve(const Subject& subject, const Settings& keys);

/// The jumps that a count counts, and that happen in the steady state. Throws as Bordered.
std::vector<std::size_t> watched_jumps(const Subject& subject, const std::string& count);

/// Block size, classical or not and the worst pair, into the certificate.
void certify_subject(const Subject& subject, Certificate& certificate);
/// Numbers as a quantity of that shape.
Array shaped(std::vector<std::size_t> shape, std::vector<double> values);

}  // namespace qalor::counting
