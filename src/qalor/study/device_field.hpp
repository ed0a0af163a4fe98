#pragma once
// SPDX-License-Identifier: BSD-3-Clause

#include <string>

#include "qalor/base/field.hpp"
#include "qalor/study/syntax.hpp"

namespace qalor::syntax {

/// Where the values of a device go.
struct DeviceValues {
  Settings& settings;
  Places& places;
  Complaints& complaints;

  void keep(const std::string& name, Value value, const Span& where);
};

/// One table of a device: the device itself, or an entry of a list.
struct DeviceTable {
  std::string path = {};    ///< of its values in messages: "leads[0]."
  std::string prefix = {};  ///< of its values in the settings: "lead.L."
};

/// Reads one key of a table of a device, an array or a matrix element by element. Without an entry it takes its
/// default.
void read_device_field(const Field& field, const Entry* entry, const DeviceTable& table, DeviceValues& values);

}  // namespace qalor::syntax
