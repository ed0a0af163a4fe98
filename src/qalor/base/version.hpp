#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

namespace qalor {

/// Which build this is; written into every result file, so that its numbers can be traced.
struct BuildInformation {
  std::string version;     ///< "0.1.0"
  std::string commit;      ///< 40 hexadecimal digits, then "-dirty" if files differ from it; "unknown" outside git
  std::string compiler;    ///< "GNU 12.2.0"
  std::string flags;       ///< as given to the compiler
  std::string build_type;  ///< "Release"
};

const BuildInformation& build_information();

/// The version of the library, as in "0.1.0".
std::string version();

}  // namespace qalor
