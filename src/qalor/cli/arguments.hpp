#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <variant>

#include "qalor/cli/command.hpp"

namespace qalor {

/// A help or version text to print.
struct Announcement {
  std::string text;
};

/// What the command line asks for.
using Request = std::variant<Announcement, RunOptions, CheckOptions, CompareOptions, ModelsOptions, ReportOptions,
                             DoctorOptions, CompletionOptions>;

/// Reads the arguments of main. Throws InputError: unknown commands and options (with the nearest valid name), missing
/// and excess arguments, values outside what is allowed.
Request read_arguments(int argc, const char* const* argv);

}  // namespace qalor
