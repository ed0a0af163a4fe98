#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

namespace qalor {

/// Version of the HDF5 library that is loaded, as in "1.10.8".
std::string hdf5_version();

}  // namespace qalor
