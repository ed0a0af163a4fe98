// SPDX-License-Identifier: BSD-3-Clause
#include "qalor/report/netcdf/hdf5.hpp"

#include <functional>
#include <numeric>

namespace qalor::hdf5 {

Silence::Silence() {
  H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Silence::~Silence() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }

std::string complaint() {
  std::string text;
  const auto innermost = [](unsigned, const H5E_error2_t* error, void* data) -> herr_t {
    if (error->desc != nullptr) *static_cast<std::string*>(data) = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, innermost, &text);
  return text.empty() ? "HDF5 gives no reason" : text;
}

Id string_type() {
  Id type(H5Tcopy(H5T_C_S1));
  good(H5Tset_size(type, H5T_VARIABLE));
  good(H5Tset_cset(type, H5T_CSET_UTF8));
  return type;
}

Id memory_type(NetcdfType type) {
  if (type == NetcdfType::text) return string_type();
  return Id(H5Tcopy(type == NetcdfType::real ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT64));
}

std::size_t product(std::span<const std::size_t> lengths) {
  return std::accumulate(lengths.begin(), lengths.end(), std::size_t{1}, std::multiplies<>());
}

Id space_of(std::span<const std::size_t> shape) {
  if (shape.empty()) return Id(H5Screate(H5S_SCALAR));
  const std::vector<hsize_t> lengths(shape.begin(), shape.end());
  return Id(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr));
}

Id list_space(std::size_t length) { return space_of(std::span(&length, 1)); }

Id selection(hid_t dataset, const Slab& where) {
  Id space(H5Dget_space(dataset));
  if (where.start.empty()) return space;
  const std::vector<hsize_t> start(where.start.begin(), where.start.end());
  const std::vector<hsize_t> count(where.count.begin(), where.count.end());
  good(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr));
  return space;
}

}  // namespace qalor::hdf5
