#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <cstdint>

#include "qalor/report/netcdf/guarded_file.hpp"

namespace qalor {

/// A file access property list of HDF5 (a hid_t, owned by the caller) with which H5Fcreate writes to `file` instead of
/// to the path it is given. The file must outlive what is opened with the list. Negative when HDF5 refuses.
std::int64_t guarded_access(GuardedFile& file);

}  // namespace qalor
