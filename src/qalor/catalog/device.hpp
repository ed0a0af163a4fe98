#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>
#include <utility>
#include <vector>

#include "qalor/base/field.hpp"
#include "qalor/base/linalg.hpp"

namespace qalor {

/// A list of a device: an array of tables, such as its leads.
struct DeviceList {
  std::string name;   ///< of the array: "leads"
  std::string entry;  ///< of one of its tables: "lead"
  std::string meaning = {};
  std::vector<Field> fields = {};  ///< keys of an entry, beside its `name`
  bool is_named = false;           ///< entries have a key `name`, each its own; otherwise their index tells them apart
  std::size_t least = 0;           ///< smallest number of entries; 0: the list may be left out
  std::vector<std::string> optional =
      {};  ///< keys that may be left out though they have no default, and are absent then
  /// The entries stand in a table under their names, `factors = { A = {..} }` or [baths.hot], not in an array.
  bool is_table = false;
  bool stands_alone = false;  ///< at the top of the file, beside the table of the device
  bool is_short = false;      ///< an entry may be the value of its first field alone
  bool is_bare = false;       ///< of short entries with one field: its value is kept under the name of the entry

  bool has_names() const { return is_named || is_table; }
};

/// A device that the user describes in a table of its own beside [parameters]. A field without a default must be given.
/// A list may refer to fields, and to lists before it. Entries of arrays and lists are counted from 0.
///
/// What stands in the table reaches the model among its parameters, flattened:
///   a value            `temperature`
///   an array           `energies`: how many (integer); `energies.0`, `energies.1`, ...
///   a matrix           `interactions`: how many rows (integer); `interactions.0.1`, ... (row, column)
///   a list by name     `leads`: the names in order (texts); `lead.L.T`, `lead.L.mu`, ...
///   a list by index    `couplings`: how many (integer); `coupling.0.site`, ...
/// An array or a matrix of an entry follows the same rule behind the name of the entry. What takes a number or an
/// array (`one_or_reals`) is one value, always an array; so is a complex matrix. A table of free names with numbers:
///   `weights`: the names in order (texts); `jump.0.weights.charge`, ...
/// The table may be [parameters] itself, for a model that has no other parameters; so may a list that stands alone,
/// whose entries are then free parameters under their own names.
struct DeviceCard {
  std::string table;  ///< its name: "network"
  std::string meaning = {};
  std::vector<Field> fields = {};
  std::vector<DeviceList> lists = {};
  std::vector<std::string> optional = {};  ///< keys that may be left out though they have no default
};

/// Whether [parameters] belongs to the device.
bool owns_parameters(const DeviceCard& card);

/// What stands before the names of the values of an entry: "lead.L.", or nothing for a bare one.
std::string entry_prefix(const DeviceList& list, const std::string& entry);
/// A field of an entry under the name that follows the prefix.
Field entry_field(const DeviceList& list, const std::string& entry, const Field& field);

/// Most elements of an array, rows of a matrix and entries of a list of a device.
constexpr std::size_t most_entries = 1000;

/// The declarations of all values of a device, under their flat names, in the order of the card: what a sweep or --set
/// can name. `parameters` tells how many there are; what it lacks is left out.
std::vector<Field> device_fields(const DeviceCard& card, const Settings& parameters);

/// The name under which a value is kept: `interactions.0.1` for `interactions.1.0` of a symmetric matrix. Any other
/// name is returned as it is.
std::string device_name(const DeviceCard& card, const std::string& name);

/// Whether an element of a matrix is kept, or follows from the others.
bool is_kept(const Field& matrix, std::size_t row, std::size_t column);

/// The field with the choices or the range that what it refers to leaves.
Field referring(Field field, const Settings& parameters);

/// How messages and names tell the entries of a list apart: their names, or "0", "1", ...
std::vector<std::string> entry_names(const DeviceList& list, const Settings& parameters);

/// The elements of an array of a device.
std::vector<double> device_array(const Settings& parameters, const std::string& name);

/// The numbers of a table of free names, in order.
std::vector<std::pair<std::string, double>> device_numbers(const Settings& parameters, const std::string& name);

/// The whole matrix, what is not kept included.
RealMatrix device_matrix(const Settings& parameters, const std::string& name);

}  // namespace qalor
