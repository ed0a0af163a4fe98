#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <filesystem>

namespace qalor {

/// Result files end in a seal: a mark and the SHA-256 of all before it. HDF5 and netCDF do not look behind the end of
/// their data, so other programs read a sealed file like any other; one that changes it drops the seal. HDF5 1.10 can
/// crash on damaged files, so qalor hands it only those whose seal is whole.

/// Appends the seal. Throws EnvironmentError.
void seal_file(const std::filesystem::path& path);

/// Throws EnvironmentError when the file cannot be read or differs from what was sealed, and InputError when it has no
/// seal.
void check_seal(const std::filesystem::path& path);

}  // namespace qalor
