// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/netcdf/driver.hpp"

#include <hdf5.h>

#include <limits>
#include <new>
#include <type_traits>

namespace qalor {
namespace {

/// What HDF5 hands from the property list to the driver; copied byte by byte.
struct DriverInfo {
  GuardedFile* file;
};

struct Driven {
  H5FD_t base;
  GuardedFile* file;
  haddr_t allocated;
};

GuardedFile& guarded(const H5FD_t* file) { return *reinterpret_cast<const Driven*>(file)->file; }

H5FD_class_t driver_class() {
  constexpr haddr_t most = std::numeric_limits<std::int64_t>::max();
  H5FD_class_t driver = {};
#if H5_VERSION_GE(1, 13, 0)
  driver.version = H5FD_CLASS_VERSION;
  driver.value = static_cast<H5FD_class_value_t>(512);  // the range for drivers that are not registered with HDF5
#endif
  driver.name = "qalor_guarded";
  driver.maxaddr = most;
  driver.fc_degree = H5F_CLOSE_STRONG;
  driver.fapl_size = sizeof(DriverInfo);
  driver.open = [](const char*, unsigned, hid_t access, haddr_t) -> H5FD_t* {
    const auto* info = static_cast<const DriverInfo*>(H5Pget_driver_info(access));
    auto* driven = info == nullptr ? nullptr : new (std::nothrow) Driven{{}, info->file, 0};
    return driven == nullptr ? nullptr : &driven->base;
  };
  driver.close = [](H5FD_t* file) -> herr_t { return delete reinterpret_cast<Driven*>(file), 0; };
  driver.query = [](const H5FD_t*, unsigned long* flags) -> herr_t {
    if (flags != nullptr)
      *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
               H5FD_FEAT_AGGREGATE_SMALLDATA;
    return 0;
  };
  driver.get_eoa = [](const H5FD_t* file, H5FD_mem_t) { return reinterpret_cast<const Driven*>(file)->allocated; };
  driver.set_eoa = [](H5FD_t* file, H5FD_mem_t, haddr_t end) -> herr_t {
    reinterpret_cast<Driven*>(file)->allocated = end;
    return 0;
  };
  driver.get_eof = [](const H5FD_t* file, H5FD_mem_t) -> haddr_t { return guarded(file).size(); };
  driver.read = [](H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size, void* data) -> herr_t {
    return guarded(file).read(offset, data, size), 0;
  };
  driver.write = [](H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size, const void* data) -> herr_t {
    return guarded(file).write(offset, data, size), 0;
  };
  driver.truncate = [](H5FD_t* file, hid_t, hbool_t) -> herr_t {
    return guarded(file).resize(reinterpret_cast<Driven*>(file)->allocated), 0;
  };
  for (H5FD_mem_t& type : driver.fl_map) type = H5FD_MEM_DEFAULT;
  return driver;
}

}  // namespace

std::int64_t guarded_access(GuardedFile& file) {
  static_assert(std::is_same_v<hid_t, std::int64_t>);
  static const H5FD_class_t driver = driver_class();
  static const hid_t registered = H5FDregister(&driver);
  const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  const DriverInfo info{&file};
  return H5Pset_driver(access, registered, &info) < 0 ? -1 : access;
}

}  // namespace qalor
