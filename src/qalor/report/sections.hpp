#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/report/result_reader.hpp"
#include "qalor/report/survey.hpp"
#include "qalor/study/study.hpp"

// Parts of the page that report_page puts together, each a piece of HTML.
namespace qalor {

/// What a page is about.
struct Subject {
  const ResultReader& result;
  const Study& study;
  Survey survey;
};

/// Verdict in words, with the colour that goes with it.
std::string verdict_section(const Subject& subject);
/// Currents, power and entropy production first, then all other quantities: the values of a point, or the ranges of a
/// sweep.
std::string ledger_section(const Subject& subject);
/// How the answers were obtained and how far they can be trusted.
std::string certificate_section(const Subject& subject);
/// What the model is, with its sources linked.
std::string model_section(const Study& study);
/// All parameters and the keys of the task: value, default, swept.
std::string parameters_section(const Study& study);

}  // namespace qalor
