// SPDX-License-Identifier: BSD-3-Clause
// Layout of netCDF-4 in HDF5: "The NetCDF-4 File Format", appendix C of the netCDF user's guide, and the HDF5 Dimension
// Scale Specification. The attributes of dimension scales are written here, since the library that has functions for
// them (hdf5_hl) is not always found beside HDF5.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "qalor/base/error.hpp"
#include "qalor/report/file.hpp"
#include "qalor/report/netcdf/driver.hpp"
#include "qalor/report/netcdf/guarded_file.hpp"
#include "qalor/report/netcdf/hdf5.hpp"

namespace qalor {
namespace {

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
using hdf5::space_of;
using hdf5::string_type;

constexpr std::size_t chunk_elements = 32768;       // 256 KiB of numbers: several fit HDF5's cache of 1 MiB
constexpr std::size_t contiguous_elements = 65536;  // up to here compression saves less than a chunk index costs

void write_attribute(hid_t object, const std::string& name, hid_t type, hid_t space, const void* data) {
  const Id attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT));
  good(H5Awrite(attribute, type, data));
}

void write_attribute(hid_t object, const NetcdfAttribute& attribute) {
  const std::string& name = attribute.name;
  if (const auto* text = std::get_if<std::string>(&attribute.value)) {
    const char* pointer = text->c_str();
    write_attribute(object, name, string_type(), Id(H5Screate(H5S_SCALAR)), &pointer);
  } else if (const auto* texts = std::get_if<std::vector<std::string>>(&attribute.value)) {
    std::vector<const char*> pointers;
    for (const std::string& one : *texts) pointers.push_back(one.c_str());
    write_attribute(object, name, string_type(), list_space(pointers.size()), pointers.data());
  } else if (const auto* reals = std::get_if<std::vector<double>>(&attribute.value)) {
    write_attribute(object, name, H5T_NATIVE_DOUBLE, list_space(reals->size()), reals->data());
  } else {
    const auto& integers = std::get<std::vector<std::int64_t>>(attribute.value);
    write_attribute(object, name, H5T_NATIVE_INT64, list_space(integers.size()), integers.data());
  }
}

/// Marks a dataset as a dimension scale; the specification wants texts of fixed length.
void write_scale_marks(hid_t dataset, const std::string& label) {
  for (const auto& [name, text] : {std::pair{"CLASS", std::string("DIMENSION_SCALE")}, std::pair{"NAME", label}}) {
    const Id type(H5Tcopy(H5T_C_S1));
    good(H5Tset_size(type, text.size() + 1));
    write_attribute(dataset, name, type, Id(H5Screate(H5S_SCALAR)), text.c_str());
  }
}

bool is_coordinate(const NetcdfVariable& variable) {
  return variable.dimensions.size() == 1 && variable.dimensions[0].name == variable.name;
}

/// One use of a dimension scale, in the layout that the specification prescribes.
struct ScaleUse {
  hobj_ref_t dataset;
  int dimension;
};

hobj_ref_t reference_to(hid_t file, const std::string& name) {
  hobj_ref_t reference = 0;
  good(H5Rcreate(&reference, file, name.c_str(), H5R_OBJECT, -1));
  return reference;
}

std::vector<hsize_t> chunk_of(const std::vector<std::size_t>& shape) {
  std::vector<hsize_t> chunk(shape.size(), 1);
  std::size_t room = chunk_elements;
  for (std::size_t i = shape.size(); i-- > 0 && room > 1;) {
    chunk[i] = std::min(shape[i], room);
    room /= chunk[i];
  }
  return chunk;
}

std::vector<std::size_t> shape_of(const NetcdfVariable& variable) {
  std::vector<std::size_t> shape;
  for (const NetcdfDimension& dimension : variable.dimensions) shape.push_back(dimension.length);
  return shape;
}

Id create_dataset(hid_t file, const NetcdfVariable& variable) {
  const Id properties(H5Pcreate(H5P_DATASET_CREATE));
  good(H5Pset_obj_track_times(properties, false));  // the same data shall make the same bytes
  good(H5Pset_attr_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  const auto shape = shape_of(variable);
  if (variable.elements() > contiguous_elements) {
    good(H5Pset_chunk(properties, static_cast<int>(shape.size()), chunk_of(shape).data()));
    if (variable.type != NetcdfType::text) good(H5Pset_shuffle(properties));
    good(H5Pset_deflate(properties, 1));
  }
  const Id type = memory_type(variable.type);
  if (const auto* fill = variable.attribute("_FillValue")) {
    const auto* real = std::get_if<std::vector<double>>(&fill->value);
    good(H5Pset_fill_value(properties, type,
                           real != nullptr ? static_cast<const void*>(real->data())
                                           : std::get<std::vector<std::int64_t>>(fill->value).data()));
  }
  return Id(H5Dcreate2(file, variable.name.c_str(), type, space_of(shape), H5P_DEFAULT, properties, H5P_DEFAULT));
}

}  // namespace

struct NetcdfWriter::File {
  std::filesystem::path path;
  GuardedFile guarded;  // outlives the file that HDF5 writes to it
  std::optional<Id> id;
  std::vector<NetcdfVariable> variables;
  std::vector<Id> datasets;          // of the variables
  std::map<std::string, Id> scales;  // datasets that stand for dimensions

  /// Runs calls of HDF5; a failure of the disk comes before what HDF5 made of it.
  template <class F>
  void run(F&& calls) {
    const Silence silence;
    std::string reason;
    try {
      calls();
    } catch (const Refused&) {
      reason = complaint();
    }
    if (guarded.error() != 0) throw_system_error("write", path, guarded.error());
    if (!reason.empty()) throw EnvironmentError(fmt::format("cannot write {}: {}", path.string(), reason));
  }

  void create(const std::vector<NetcdfAttribute>& attributes);
  void define_variables();
  void attach_scales();
  void write(std::size_t variable, const Slab& where, const void* values);
};

void NetcdfWriter::File::create(const std::vector<NetcdfAttribute>& attributes) {
  const Id access(guarded_access(guarded));
  good(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_LATEST));  // as netCDF does
  const Id creation(H5Pcreate(H5P_FILE_CREATE));
  // netCDF wants to know the order in which things were made.
  good(H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  good(H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  good(H5Pset_obj_track_times(creation, false));
  id.emplace(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access));
  for (const NetcdfAttribute& attribute : attributes) write_attribute(*id, attribute);
  define_variables();
  attach_scales();
}

void NetcdfWriter::File::define_variables() {
  std::vector<std::string> coordinates;
  for (const NetcdfVariable& variable : variables)
    if (is_coordinate(variable)) coordinates.push_back(variable.name);
  for (const NetcdfVariable& variable : variables) {
    for (const NetcdfDimension& dimension : variable.dimensions) {
      const bool known = scales.contains(dimension.name) ||
                         std::find(coordinates.begin(), coordinates.end(), dimension.name) != coordinates.end();
      if (known) continue;
      Id dataset = create_dataset(*id, {dimension.name, NetcdfType::real, {dimension}});
      write_scale_marks(dataset, fmt::format("{}{:10}", no_variable, dimension.length));
      scales.emplace(dimension.name, std::move(dataset));
    }
    datasets.push_back(create_dataset(*id, variable));
    if (is_coordinate(variable)) {
      write_scale_marks(datasets.back(), variable.name);
      scales.emplace(variable.name, H5Dopen2(*id, variable.name.c_str(), H5P_DEFAULT));
    }
    for (const NetcdfAttribute& attribute : variable.attributes) write_attribute(datasets.back(), attribute);
  }
}

/// Ties each variable to the scales of its dimensions, and each scale to the variables that use it.
void NetcdfWriter::File::attach_scales() {
  std::map<std::string, std::vector<ScaleUse>> uses;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (is_coordinate(variables[i]) || variables[i].dimensions.empty()) continue;
    const hobj_ref_t self = reference_to(*id, variables[i].name);
    std::vector<hobj_ref_t> references;
    for (const NetcdfDimension& dimension : variables[i].dimensions) {
      uses[dimension.name].push_back({self, static_cast<int>(references.size())});
      references.push_back(reference_to(*id, dimension.name));
    }
    std::vector<hvl_t> lists;
    lists.reserve(references.size());
    for (hobj_ref_t& reference : references) lists.push_back({1, &reference});
    const Id type(H5Tvlen_create(H5T_STD_REF_OBJ));
    write_attribute(datasets[i], "DIMENSION_LIST", type, list_space(lists.size()), lists.data());
  }
  const Id type(H5Tcreate(H5T_COMPOUND, sizeof(ScaleUse)));
  good(H5Tinsert(type, "dataset", HOFFSET(ScaleUse, dataset), H5T_STD_REF_OBJ));
  good(H5Tinsert(type, "dimension", HOFFSET(ScaleUse, dimension), H5T_NATIVE_INT));
  for (const auto& [name, list] : uses)
    write_attribute(scales.at(name), "REFERENCE_LIST", type, list_space(list.size()), list.data());
}

void NetcdfWriter::File::write(std::size_t variable, const Slab& where, const void* values) {
  run([&] {
    const std::size_t elements = product(where.count);
    const Id memory = list_space(elements);
    const Id place = selection(datasets[variable], where);
    good(H5Dwrite(datasets[variable], memory_type(variables[variable].type), memory, place, H5P_DEFAULT, values));
  });
}

NetcdfWriter::NetcdfWriter(const std::filesystem::path& path, std::vector<NetcdfVariable> variables,
                           const std::vector<NetcdfAttribute>& attributes)
    : file_(new File{path, GuardedFile(path), std::nullopt, std::move(variables), {}, {}}) {
  file_->run([&] { file_->create(attributes); });
}

NetcdfWriter::~NetcdfWriter() {
  const Silence silence;
  file_.reset();
}

void NetcdfWriter::write(std::size_t variable, const Slab& where, std::span<const double> values) {
  file_->write(variable, where, values.data());
}

void NetcdfWriter::write(std::size_t variable, const Slab& where, std::span<const std::int64_t> values) {
  file_->write(variable, where, values.data());
}

void NetcdfWriter::write(std::size_t variable, const Slab& where, std::span<const std::string> values) {
  std::vector<const char*> pointers;
  for (const std::string& value : values) pointers.push_back(value.c_str());
  file_->write(variable, where, pointers.data());
}

void NetcdfWriter::close() {
  file_->run([&] {
    file_->datasets.clear();
    file_->scales.clear();
    good(H5Fflush(*file_->id, H5F_SCOPE_GLOBAL));
    file_->id.reset();
  });
}

}  // namespace qalor
