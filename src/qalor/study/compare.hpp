#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/study/answer.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// A study's machine under one generator or one way of reading the books.
struct Compared {
  std::string label;
  bool is_exact = false;
  Answer answer = {};  ///< empty, with the reason in its certificate, when this generator does not apply

  bool applies() const { return !is_refused(answer.certificate); }
};

/// The machine of a study in its steady state under every generator that the model knows, in the model's order.
/// Answers as answer_point: what does not converge says so in its certificate.
/// Throws InputError when the study has a sweep, or the model has no steady state or nothing to compare.
std::vector<Compared> compare(const Study& study);

/// value / exact, where an exact variant applies and has that quantity, different from 0; NaN elsewhere.
double ratio_to_exact(const std::vector<Compared>& all, const Compared& one, const std::string& quantity);

}  // namespace qalor
