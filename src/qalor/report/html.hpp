#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <filesystem>
#include <string>
#include <vector>

#include "qalor/report/result_reader.hpp"
#include "qalor/study/study.hpp"

namespace qalor {

/// A result as one self-contained page of HTML: verdict, plots, ledger, certificate, model, parameters, how to
/// reproduce it, provenance. No scripts, nothing is loaded; all texts are escaped.
std::string report_page(const ResultReader& result, const Study& study);

/// The files of a report.
struct WrittenReport {
  std::filesystem::path page;
  std::vector<std::filesystem::path> figures;
};

/// Writes the page of DIR/result.nc to DIR/report.html, and each picture as DIR/figures/NAME.svg. `models` is where the
/// model of the result is looked up. Throws InputError when there is no result, or its model is not among the models,
/// and EnvironmentError.
WrittenReport write_report(const std::filesystem::path& directory, const std::vector<Model>& models);

}  // namespace qalor
