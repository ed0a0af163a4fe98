// SPDX-License-Identifier: BSD-3-Clause
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "qalor/base/error.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/netcdf/hdf5.hpp"

namespace qalor {
namespace {

using hdf5::attribute_limit;
using hdf5::complaint;
using hdf5::good;
using hdf5::Id;
using hdf5::list_space;
using hdf5::memory_type;
using hdf5::no_variable;
using hdf5::product;
using hdf5::Refused;
using hdf5::selection;
using hdf5::Silence;

/// The label of a dimension scale; empty for other datasets.
std::string scale_label(hid_t dataset) {
  if (good(H5Aexists(dataset, "CLASS")) == 0 || good(H5Aexists(dataset, "NAME")) == 0) return {};
  const Id attribute(H5Aopen(dataset, "NAME", H5P_DEFAULT));
  const Id type(H5Aget_type(attribute));
  const std::size_t size = H5Tget_size(type);
  if (size == 0 || size > attribute_limit || good(H5Tis_variable_str(type)) != 0 ||
      good(H5Sget_simple_extent_npoints(Id(H5Aget_space(attribute)))) != 1)
    throw Refused{};
  std::string text(size, '\0');
  good(H5Aread(attribute, type, text.data()));
  text.resize(std::min(text.find('\0'), size));
  return text;
}

/// Copies texts that HDF5 allocated, and frees them. A null pointer is an empty text.
std::vector<std::string> taken(std::vector<char*>& pointers) {
  std::vector<std::string> texts;
  for (char* pointer : pointers) {
    texts.emplace_back(pointer == nullptr ? "" : pointer);
    H5free_memory(pointer);
  }
  return texts;
}

NetcdfType type_of(hid_t type) {
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_FLOAT) return NetcdfType::real;
  if (kind == H5T_INTEGER) return NetcdfType::integer;
  if (kind == H5T_STRING && good(H5Tis_variable_str(type)) > 0) return NetcdfType::text;
  throw Refused{};
}

NetcdfAttribute read_attribute(hid_t attribute, const std::string& name) {
  const Id space(H5Aget_space(attribute));
  const auto length = static_cast<std::size_t>(good(H5Sget_simple_extent_npoints(space)));
  if (length > attribute_limit) throw Refused{};
  const NetcdfType type = type_of(Id(H5Aget_type(attribute)));
  const Id memory = memory_type(type);
  if (type == NetcdfType::real) {
    std::vector<double> values(length);
    good(H5Aread(attribute, memory, values.data()));
    return {name, std::move(values)};
  }
  if (type == NetcdfType::integer) {
    std::vector<std::int64_t> values(length);
    good(H5Aread(attribute, memory, values.data()));
    return {name, std::move(values)};
  }
  std::vector<char*> pointers(length);
  good(H5Aread(attribute, memory, pointers.data()));
  std::vector<std::string> texts = taken(pointers);
  if (H5Sget_simple_extent_type(space) == H5S_SCALAR) return {name, texts.at(0)};
  return {name, std::move(texts)};
}

/// A name that HDF5 writes into a buffer, of the length it says first.
template <class F>
std::string name_from(F&& write) {
  const auto length = static_cast<std::size_t>(good(write(nullptr, 0)));
  if (length > attribute_limit) throw Refused{};
  std::string name(length + 1, '\0');
  good(write(name.data(), name.size()));
  name.resize(length);
  return name;
}

std::vector<NetcdfAttribute> read_attributes(hid_t object) {
  std::vector<NetcdfAttribute> attributes;
  const int count = good(H5Aget_num_attrs(object));
  for (int i = 0; i < count; ++i) {
    const Id attribute(H5Aopen_by_idx(object, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, static_cast<hsize_t>(i),
                                      H5P_DEFAULT, H5P_DEFAULT));
    const std::string name =
        name_from([&](char* text, std::size_t size) { return H5Aget_name(attribute, size, text); });
    const bool of_scales = name == "CLASS" || name == "NAME" || name == "DIMENSION_LIST" || name == "REFERENCE_LIST";
    if (!of_scales) attributes.push_back(read_attribute(attribute, name));
  }
  return attributes;
}

std::vector<std::string> link_names(hid_t file) {
  H5G_info_t info;
  good(H5Gget_info(file, &info));
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i)
    names.push_back(name_from([&](char* text, std::size_t size) {
      return H5Lget_name_by_idx(file, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, text, size, H5P_DEFAULT);
    }));
  return names;
}

NetcdfVariable read_variable(hid_t dataset, const std::string& name) {
  NetcdfVariable variable{name, type_of(Id(H5Dget_type(dataset))), {}, read_attributes(dataset)};
  const Id space(H5Dget_space(dataset));
  std::vector<hsize_t> lengths(static_cast<std::size_t>(good(H5Sget_simple_extent_ndims(space))));
  good(H5Sget_simple_extent_dims(space, lengths.data(), nullptr));
  for (const hsize_t length : lengths) variable.dimensions.push_back({"", length});
  return variable;
}

void read_slab(hid_t dataset, NetcdfType type, const Slab& where, void* values) {
  const Id place = selection(dataset, where);
  good(H5Dread(dataset, memory_type(type), list_space(product(where.count)), place, H5P_DEFAULT, values));
}

}  // namespace

struct NetcdfReader::File {
  std::filesystem::path path;
  std::optional<Id> id = {};
  std::vector<Id> datasets = {};

  template <class F>
  auto run(F&& calls) const {
    const Silence silence;
    try {
      return calls();
    } catch (const Refused&) {
      throw EnvironmentError(
          fmt::format("cannot read {}: it is damaged, or no netCDF-4 file ({})", path.string(), complaint()));
    }
  }
};

NetcdfReader::NetcdfReader(const std::filesystem::path& path) : file_(new File{path}) {
  if (const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC); file < 0)
    throw_system_error("read", path, errno);
  else
    ::close(file);
  file_->run([&] {
    file_->id.emplace(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT));
    attributes_ = read_attributes(Id(H5Gopen2(*file_->id, "/", H5P_DEFAULT)));
    for (const std::string& name : link_names(*file_->id)) {
      Id dataset(H5Dopen2(*file_->id, name.c_str(), H5P_DEFAULT));
      const std::string label = scale_label(dataset);
      if (label.rfind(no_variable, 0) == 0) continue;
      variables_.push_back(read_variable(dataset, name));
      if (!label.empty() && variables_.back().dimensions.size() == 1) variables_.back().dimensions[0].name = name;
      file_->datasets.push_back(std::move(dataset));
    }
  });
}

NetcdfReader::~NetcdfReader() {
  const Silence silence;
  file_.reset();
}

std::vector<double> NetcdfReader::reals(std::size_t variable, const Slab& where) const {
  std::vector<double> values(product(where.count));
  file_->run([&] { read_slab(file_->datasets[variable], NetcdfType::real, where, values.data()); });
  return values;
}

std::vector<std::int64_t> NetcdfReader::integers(std::size_t variable, const Slab& where) const {
  std::vector<std::int64_t> values(product(where.count));
  file_->run([&] { read_slab(file_->datasets[variable], NetcdfType::integer, where, values.data()); });
  return values;
}

std::vector<std::string> NetcdfReader::texts(std::size_t variable, const Slab& where) const {
  return file_->run([&] {
    std::vector<char*> pointers(product(where.count));
    read_slab(file_->datasets[variable], NetcdfType::text, where, pointers.data());
    return taken(pointers);
  });
}

}  // namespace qalor
