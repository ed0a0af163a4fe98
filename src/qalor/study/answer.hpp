#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/catalog/model.hpp"

namespace qalor {

/// Puts one question to a model. A refusal, a solver that does not converge and any other failure stand in the
/// certificate, with a reason that quotes the values involved. Throws only std::bad_alloc.
Answer ask(const Model& model, const Question& question);

/// Whether the model refused the question, as opposed to trying it and failing.
bool is_refused(const Certificate& certificate);

/// "`g` = 0.5", "`coupling` = "noise"": a value as messages show it.
std::string assignment_text(const std::string& name, const Value& value);

}  // namespace qalor
