#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <hdf5.h>

#include <span>
#include <string>
#include <utility>

#include "qalor/report/netcdf.hpp"

// What writing and reading of netCDF-4 files in HDF5 share. Included in this folder only.
namespace qalor::hdf5 {

/// Longest attribute that is read, in elements or bytes: the size that a damaged file claims is not allocated.
constexpr std::size_t attribute_limit = std::size_t{1} << 24;
/// The label of a dimension that has no coordinate, as netCDF writes it.
constexpr const char* no_variable = "This is a netCDF dimension but not a netCDF variable.";

/// HDF5 said no. Does not leave this folder.
struct Refused {};

template <class T>
T good(T result) {
  if (result < 0) throw Refused{};
  return result;
}

/// A reference to anything in HDF5, given back on destruction.
class Id {
 public:
  explicit Id(hid_t id) : id_(good(id)) {}
  ~Id() {
    if (id_ >= 0) H5Idec_ref(id_);
  }
  Id(Id&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Id(const Id&) = delete;
  Id& operator=(const Id&) = delete;
  Id& operator=(Id&&) = delete;
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
};

/// Keeps HDF5 from printing its errors while it lives.
class Silence {
 public:
  Silence();
  ~Silence();
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

/// What HDF5 complained about: the innermost of its errors.
std::string complaint();

/// Texts of any length, UTF-8.
Id string_type();
/// The type of values in memory: double, std::int64_t or const char*.
Id memory_type(NetcdfType type);

std::size_t product(std::span<const std::size_t> lengths);
Id space_of(std::span<const std::size_t> shape);
Id list_space(std::size_t length);
/// The elements of a dataset that are in the box.
Id selection(hid_t dataset, const Slab& where);

}  // namespace qalor::hdf5
