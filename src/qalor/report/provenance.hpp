#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <vector>

#include "qalor/report/digest.hpp"
#include "qalor/report/netcdf.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// Version of the layout of result files. Readers accept this one only.
constexpr int result_format = 1;

/// What only the caller knows of a run. Never part of the numbers.
struct Provenance {
  std::string command;  ///< the command line, as typed
  std::string date;     ///< when the run ended, ISO 8601
  int threads = 0;
};

/// Which study this is: SHA-256 of the resolved study and the format of results. Spaces, comments, the order of keys
/// and defaults that are written out do not change it; a value, the task, the sweep or the title do.
Digest study_identity(const Study& study);

/// Everything that traces the numbers of a result: study, build, command, date.
std::vector<NetcdfAttribute> provenance_attributes(const Study& study, const Provenance& provenance);

}  // namespace qalor
